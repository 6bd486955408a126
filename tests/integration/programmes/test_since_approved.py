"""Where the register has moved away from an approved return: list, return and version say so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes import codes
from programmes.actions import measures, returns
from programmes.models import Programme, QuarterlyReturn
from programmes.since_approved import moved_since
from tests.integration.programmes.making import World, a_programme, register_says, signed_in

pytestmark = pytest.mark.django_db

MOVED = "Enquiries from would-be micro-entrepreneurs: the register now says 12; the return says 10"


def text(world: World, name: str, **places: object) -> str:
    page = signed_in(world.finance).get(world.url(name, **places))
    assert page.status_code == 200
    return " ".join(page.text.split())


def approved_as_registered(world: World, quarter: int = 1) -> QuarterlyReturn:
    with register_says(codes.ENQUIRIES, "10"):
        return world.approved(quarter, enquiries="10", expenditure="25000")


def test_a_register_as_it_was_leaves_no_word_anywhere(world: World) -> None:
    approved_as_registered(world)
    with register_says(codes.ENQUIRIES, "10"):
        for name, places in (
            ("return_list", {}),
            ("return_detail", {"quarter": 1}),
            ("return_version", {"quarter": 1, "version": 1}),
        ):
            page = text(world, name, **places)
            assert "now says" not in page
            assert "has changed since" not in page


def test_the_list_the_return_and_its_version_say_old_and_new(world: World) -> None:
    approved_as_registered(world)
    with register_says(codes.ENQUIRIES, "12"):
        listed = text(world, "return_list")
        said = "The register now says something else: Enquiries from would-be micro-entrepreneurs"
        assert listed.count(said) == 1
        for name, places in (("return_detail", {}), ("return_version", {"version": 1})):
            page = text(world, name, quarter=1, **places)
            assert MOVED in page
            assert "Now 12" in page
            assert "The return keeps what it was approved with" in page


def test_only_the_version_that_counts_is_held_against_the_register(world: World) -> None:
    first = approved_as_registered(world)
    opened = returns.reopen(return_=first, by=world.administrator, reason="Counted twice")
    with register_says(codes.ENQUIRIES, "12"):
        assert MOVED in text(world, "return_version", quarter=1, version=1)
        assert MOVED not in text(world, "return_version", quarter=1, version=2)
        assert MOVED not in text(world, "return_detail", quarter=1)
        opened = world.saved(1, enquiries="12")
        returns.submit(return_=opened, by=world.commissioner, edition=opened.edition)
        opened.refresh_from_db()
        returns.approve(return_=opened, by=world.finance, edition=opened.edition)
        assert MOVED not in text(world, "return_version", quarter=1, version=1)
        assert moved_since(world.programme) == {}


def test_what_is_typed_is_never_held_against_the_register(world: World) -> None:
    world.approved(1, expenditure="25000")
    with register_says(codes.EXPENDITURE, "1"):
        assert moved_since(world.programme) == {}


def test_a_figure_that_the_return_never_asked_for_is_not_missed(world: World) -> None:
    approved_as_registered(world)
    measures.add(
        programme=world.programme,
        by=world.administrator,
        code="jobs",
        name="Jobs",
        unit="count",
        aggregation="sum",
        source="register",
    )
    with register_says("jobs", "3"), register_says(codes.ENQUIRIES, "10"):
        assert moved_since(world.programme) == {}


def test_twenty_quarters_ask_as_often_as_two(world: World) -> None:
    def asked(count: int) -> int:
        world.programme = a_programme(
            world.council, world.administrator, name=f"Of {count}", quarters=count
        )
        for quarter in range(1, min(count, 12) + 1):
            approved_as_registered(world, quarter)
        programme = Programme.unscoped.select_related("council").get(pk=world.programme.pk)
        with register_says(codes.ENQUIRIES, "12"), CaptureQueriesContext(connection) as queries:
            assert len(moved_since(programme)) == min(count, 12)
        return len(queries)

    assert asked(2) == asked(20) <= 4


def test_old_and_new_have_their_unit(world: World) -> None:
    with register_says(codes.HOURS_PER_WEEK, "120.5"):
        world.approved(1, hours_per_week="120.5", expenditure="25000")
    with register_says(codes.HOURS_PER_WEEK, "118.999"):
        (moved,) = moved_since(world.programme)[1]
    assert (moved.said, moved.register_now) == ("120.5 hours a week", "119 hours a week")
