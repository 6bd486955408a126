"""A section of a return as a page: what is shown beside a box, kept, taken and refused."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.html import escape

from programmes import codes, sources
from programmes.actions import measures
from programmes.models import QuarterlyReturn, Reading
from tests.integration.programmes.making import World, fill_in, register_says, section, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def commissioner(world: World) -> Client:
    return signed_in(world.commissioner)


def value(code: str) -> Decimal | None:
    found: Decimal | None = Reading.unscoped.get(measure__code=code).value
    return found


def edition() -> int:
    return QuarterlyReturn.unscoped.latest("version").edition


def test_what_was_typed_is_kept_when_something_is_wrong(world: World, commissioner: Client) -> None:
    world.draft()
    answer = fill_in(commissioner, section(world, "money"), {"expenditure": "about 25,000"})
    assert answer.status_code == 422
    assert 'value="about 25,000"' in answer.text
    assert "There is a problem" in answer.text
    assert "Expenditure: Enter an amount in pounds" in answer.text
    assert not Reading.unscoped.exists()


def test_a_draft_is_saved_and_its_boxes_show_it_again(world: World, commissioner: Client) -> None:
    world.draft()
    answer = fill_in(
        commissioner,
        section(world, "delivery"),
        {
            "hours_per_week": "412.50",
            "enquiries": "0",
            "new_enterprises": "",
            "then": "draft",
        },
        follow=True,
    )
    assert "Your draft was saved" in answer.text
    assert "Some left blank" in answer.text
    page = commissioner.get(section(world, "delivery")).text
    assert 'value="412.50"' in page or 'value="412.5"' in page
    assert 'name="enquiries" value="0"' in page
    assert value("new_enterprises") is None


def test_a_register_that_moves_while_the_page_is_open_is_shown(
    world: World, commissioner: Client
) -> None:
    world.draft()
    data = {
        "hours_per_week__choice": "register",
        "hours_per_week__seen": "120.00",
    }
    with register_says(codes.HOURS_PER_WEEK, "130"):
        answer = fill_in(commissioner, section(world, "delivery"), data)
    assert answer.status_code == 422
    assert "The register now says 130, no longer 120" in answer.text
    assert 'name="hours_per_week__seen" value="130.00"' in answer.text


def test_the_registers_figure_is_chosen_at_first_and_kept_only_by_saving(
    world: World, commissioner: Client
) -> None:
    world.draft()
    chosen = re.compile(r'value="register" checked aria-describedby="(\S+)"')
    with register_says(codes.HOURS_PER_WEEK, "130"):
        page = commissioner.get(section(world, "delivery")).text
        assert chosen.search(page)
        assert "Chosen for you." in page
        assert "from 3 of 4 enterprises" in page
        assert not Reading.unscoped.filter(measure__code=codes.HOURS_PER_WEEK).exists()
        fill_in(
            commissioner,
            section(world, "delivery"),
            {"hours_per_week__choice": "typed", "hours_per_week__seen": "130"},
        )
        page = commissioner.get(section(world, "delivery")).text
    assert value("hours_per_week") is None
    assert not chosen.search(page)
    assert re.search(r'value="typed" checked', page)


def test_without_a_figure_of_the_register_nothing_is_chosen(
    world: World, commissioner: Client
) -> None:
    world.draft()
    page = commissioner.get(section(world, "delivery")).text
    assert "Chosen for you." not in page
    assert "checked" not in page


def test_garbage_beside_the_registers_figure_does_no_harm(
    world: World, commissioner: Client
) -> None:
    world.draft()
    with register_says(codes.HOURS_PER_WEEK, "130"):
        answer = fill_in(
            commissioner,
            section(world, "delivery"),
            {
                "hours_per_week__choice": "register",
                "hours_per_week__seen": "130",
                "hours_per_week": "as the register",
            },
        )
    assert answer.status_code == 302
    assert value("hours_per_week") == 130


def test_another_figure_without_a_reason_is_saved_but_not_submitted(
    world: World, commissioner: Client
) -> None:
    world.draft()
    with register_says(codes.HOURS_PER_WEEK, "120"):
        fill_in(
            commissioner,
            section(world, "delivery"),
            {
                "hours_per_week__choice": "typed",
                "hours_per_week__seen": "120",
                "hours_per_week": "130",
            },
        )
        assert value("hours_per_week") == 130
        assert "Needs a reason" in commissioner.get(world.url("return_detail", quarter=1)).text
        page = commissioner.get(world.url("return_check", quarter=1)).text
        assert escape("say why 130 hours a week differs from the register's 120") in page
        assert "Submit the return</button>" not in page
        commissioner.post(world.url("return_submit", quarter=1), {"edition": edition()})
    assert QuarterlyReturn.unscoped.get().status == "draft"


def test_a_section_shows_last_quarter_and_the_plan(world: World, commissioner: Client) -> None:
    world.approved(1, expenditure="24000.25")
    sources.register_plan(codes.EXPENDITURE, lambda programme: {2: Decimal(25000)})
    world.draft(2)
    page = commissioner.get(world.url("return_section", quarter=2, section="money")).text
    assert "Last quarter" in page
    assert "£24,000.25" in page
    assert "Plan" in page
    assert "£25,000" in page


def test_the_check_page_shows_last_quarter_the_plan_and_a_credit(
    world: World, commissioner: Client
) -> None:
    world.saved(1, expenditure="24000.25")
    check = world.url("return_check", quarter=2)
    world.saved(2, expenditure="250000")
    page = commissioner.get(check).text
    assert ">Back to the return for Y1 Q2</a>" in page
    assert "Last quarter: £24,000.25 (not approved yet).</span>" in page
    assert "below zero" not in page
    sources.register_plan(codes.EXPENDITURE, lambda programme: {2: Decimal(25000)})
    world.saved(2, expenditure="-250")
    page = commissioner.get(check).text
    assert "Last quarter: £24,000.25 (not approved yet). Plan: £25,000.</span>" in page
    assert (
        "Expenditure is −\u2060£250. This is below zero: a credit. Change it if that is a slip."
        in page
    )


def test_a_figure_far_from_last_quarters_is_asked_about_and_shown_to_who_decides(
    world: World, commissioner: Client
) -> None:
    world.approved(1, expenditure="25000", enquiries="40", hours_per_week="100")
    check = world.url("return_check", quarter=2)
    world.saved(2, expenditure="250000", enquiries="4", hours_per_week="")
    page = commissioner.get(check).text
    more = "Expenditure is £250,000: ten times last quarter’s £25,000 or more."
    less = "Enquiries from would-be micro-entrepreneurs is 4: a tenth of last quarter’s 40 or less."
    advice = "Change it if that is a slip. If it is right, say why in the comment."
    assert f"{more} {advice}" in page
    assert f"{less} {advice}" in page
    assert page.count(advice) == 2
    assert "Submit the return</button>" in page
    commissioner.post(world.url("return_submit", quarter=2), {"edition": edition()})
    page = signed_in(world.finance).get(world.url("return_decide", quarter=2)).text
    assert more in page
    assert less in page
    assert advice not in page


def test_last_quarters_figure_is_said_to_be_open_where_it_is_asked_about(
    world: World, commissioner: Client
) -> None:
    world.saved(1, expenditure="250000")
    world.saved(2, expenditure="25000")
    page = commissioner.get(world.url("return_check", quarter=2)).text
    assert "a tenth of last quarter’s £250,000 (not approved yet) or less." in page
    # The first quarter has nothing to be held against.
    assert "last quarter" not in commissioner.get(world.url("return_check", quarter=1)).text


def test_a_ratio_is_asked_for_by_its_parts(world: World, commissioner: Client) -> None:
    measures.add(
        programme=world.programme,
        by=world.administrator,
        code="choice",
        name="People who have more choice",
        unit="percent",
        aggregation="ratio",
    )
    world.draft()
    url = section(world, "other")
    answer = fill_in(commissioner, url, {"choice__numerator": "4", "choice__denominator": "3"})
    assert "The first number must be between 0 and the second" in answer.text
    fill_in(commissioner, url, {"choice__numerator": "2", "choice__denominator": "3"})
    assert value("choice") == Decimal("66.6667")
    assert 'name="choice__numerator" value="2"' in commissioner.get(url).text
