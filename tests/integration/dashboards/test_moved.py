"""An approved return of which the register says something else since: board and why pages say so.

Each measure that a return takes from the register, through the register's own actions.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.roles import Role
from enterprises.actions import hours, register, service_types
from enterprises.models import Enterprise
from programmes import codes
from programmes.actions import returns
from programmes.actions.returns import Entry
from programmes.editions import editions_of
from programmes.models import Measure
from tests.integration.dashboards.making import World

pytestmark = pytest.mark.django_db

WEEK = date(2021, 1, 4)
ENQUIRIES = "Enquiries from would-be micro-entrepreneurs"


def recorded(world: World, one: Enterprise, figure: str, payer: str = "direct_payment") -> None:
    by = world.people[Role.COMMISSIONER]
    kinds = service_types.set_up(council=world.council, by=by)
    entry = hours.WeekEntry(Decimal(figure), kinds["personal-care"], payer)
    hours.record_weeks(enterprise=one, by=by, weeks={WEEK: [entry]})


def established(world: World, name: str) -> Enterprise:
    by = world.people[Role.COMMISSIONER]
    added = register.add_enterprise(
        programme=world.programme, by=by, name=name, traded_before_programme=False
    )
    register.add_stage(enterprise=added, by=by, stage="established", on=WEEK)
    return added


def asked(world: World) -> None:
    by = world.people[Role.COMMISSIONER]
    register.add_enquiry(programme=world.programme, by=by, received_on=WEEK + timedelta(days=1))


@pytest.fixture
def approved(world: World) -> Enterprise:
    """A return approved with all that the register says of its quarter."""
    one = established(world, "Fen Helpers")
    recorded(world, one, "24")
    asked(world)
    commissioner, finance = world.people[Role.COMMISSIONER], world.people[Role.FINANCE]
    draft = returns.open_version(programme=world.programme, quarter_number=1, by=commissioner)
    taken = (codes.HOURS_PER_WEEK, codes.NEW_ENTERPRISES, codes.ENQUIRIES)
    draft = returns.save(
        return_=draft,
        by=commissioner,
        seen=editions_of(draft),
        entries={code: Entry(origin="register") for code in taken}
        | {codes.EXPENDITURE: Entry(Decimal(25000))},
    )
    returns.submit(return_=draft, by=commissioner, edition=draft.edition)
    draft.refresh_from_db()
    returns.approve(return_=draft, by=finance, edition=draft.edition)
    world.worked_out()
    return one


def test_nothing_is_said_while_the_register_stays(world: World, approved: Enterprise) -> None:
    assert "Differs from approved" not in world.page()
    assert "The register now says" not in world.page()


CHANGES: dict[str, tuple[Callable[[World, Enterprise], object], list[str]]] = {
    codes.ENQUIRIES: (
        lambda world, one: asked(world),
        [f"{ENQUIRIES}: the register now says 2; the return says 1."],
    ),
    codes.NEW_ENTERPRISES: (
        lambda world, one: established(world, "Ouse Care"),
        ["New micro-enterprises: the register now says 2; the return says 1."],
    ),
    codes.ELIGIBLE_HOURS_PER_WEEK: (
        lambda world, one: recorded(world, one, "24", "self_funded"),
        [
            "Eligible hours a week: the register now says 0 hours a week; "
            "the return says 2 hours a week."
        ],
    ),
    codes.HOURS_PER_WEEK: (
        lambda world, one: recorded(world, one, "36"),
        [
            "Hours of help and care a week: the register now says 3 hours a week; "
            "the return says 2 hours a week.",
            "Eligible hours a week: the register now says 3 hours a week; "
            "the return says 2 hours a week.",
        ],
    ),
}


@pytest.mark.parametrize("code", CHANGES)
def test_every_figure_that_comes_from_the_register_is_watched(
    world: World, approved: Enterprise, code: str
) -> None:
    change, sentences = CHANGES[code]
    change(world, approved)
    told = f"return for Y1 Q1 · Jan–Mar 2021 was approved. {' '.join(sentences)} The figures"
    board = world.page()
    assert "Differs from approved" in board
    assert told in board
    assert "The register now says something else: " in board
    assert sentences[0].removesuffix(".") in world.page(
        "return_detail", role=Role.FINANCE, quarter=1
    )
    measure = Measure.unscoped.get(programme=world.programme, code=code)
    now = sentences[-1].split("now says ")[1].split(";")[0]
    for role in (Role.BOARD, Role.EVALUATOR):
        assert f"Now {now}" in world.page("why_measure", role=role, measure=measure.pk)


def test_the_why_page_of_hours_says_what_the_register_says_now(
    world: World, approved: Enterprise
) -> None:
    page = world.page("why", figure="hours-a-week", quarter=1)
    assert "The register now says" not in page
    recorded(world, approved, "36")
    page = world.page("why", figure="hours-a-week", quarter=1)
    assert "Differs from approved</strong> The register now says 3 hours a week" in page
