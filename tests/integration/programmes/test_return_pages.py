"""A commissioner fills a return in, a finance lead decides, an administrator reopens: by pages."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils.html import escape

from programmes import codes
from programmes.models import QuarterlyReturn, Reading
from tests.integration.programmes.making import (
    World,
    a_world,
    fill_in,
    register_says,
    section,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def commissioner(world: World) -> Client:
    return signed_in(world.commissioner)


@pytest.fixture
def finance(world: World) -> Client:
    return signed_in(world.finance)


def value(code: str) -> Decimal | None:
    found: Decimal | None = Reading.unscoped.get(measure__code=code).value
    return found


def edition() -> int:
    return QuarterlyReturn.unscoped.latest("version").edition


def test_the_whole_way_through_the_pages(
    world: World, commissioner: Client, finance: Client
) -> None:
    detail = world.url("return_detail", quarter=1)
    assert "Begin this return" in commissioner.get(detail).text
    commissioner.post(world.url("return_start", quarter=1))
    page = commissioner.get(detail).text
    assert "Delivery" in page
    assert "Not yet started" in page
    with register_says(codes.HOURS_PER_WEEK, "123.456"):
        page = commissioner.get(section(world, "delivery")).text
        assert escape("Use the register's figure (123.46 hours a week)") in page
        assert "from 3 of 4 enterprises" in page
        answer = fill_in(
            commissioner,
            section(world, "delivery"),
            {
                "hours_per_week__choice": "register",
                "hours_per_week__seen": "123.46",
                "enquiries": "0",
                "new_enterprises": "",
                "then": "continue",
            },
        )
        assert answer.headers["Location"] == section(world, "money")
        answer = fill_in(
            commissioner,
            section(world, "money"),
            {"expenditure": "£25,000.50", "then": "continue"},
        )
        assert answer.headers["Location"] == section(world, "comment")
        answer = fill_in(commissioner, section(world, "comment"), {"comment": "A slow start."})
        check = world.url("return_check", quarter=1)
        assert answer.headers["Location"] == check
        page = commissioner.get(check).text
        assert "£25,000.50" in page
        assert "Not known: will count as missing, not as zero" in page
        assert "1 figure is blank" in page
        answer = commissioner.post(
            world.url("return_submit", quarter=1), {"edition": edition()}, follow=True
        )
    assert "Return submitted" in answer.text
    assert f"It waits for {world.finance.name}" in answer.text
    page = finance.get(world.url("return_decide", quarter=1)).text
    for words in ("123.46 hours a week", "£25,000.50", "A slow start.", "Not known"):
        assert words in page
    # What the register does not keep is not a figure that nobody knows.
    assert "Not kept there" in page
    assert "No plan" in page
    answer = finance.post(
        world.url("return_decide", quarter=1),
        {"edition": edition(), "decision": "approve"},
        follow=True,
    )
    assert "The return is approved" in answer.text
    assert QuarterlyReturn.unscoped.get().status == "approved"
    assert value("enquiries") == 0
    assert value("new_enterprises") is None
    # The button pressed again, from the page before.
    answer = finance.post(
        world.url("return_decide", quarter=1),
        {"edition": edition(), "decision": "approve"},
        follow=True,
    )
    assert f"{world.finance.name} has approved it." in answer.text


def test_own_approval_is_refused_by_the_page(world: World, finance: Client) -> None:
    version = world.saved(by=world.finance, expenditure="1")
    from programmes.actions import returns

    returns.submit(return_=version, by=world.commissioner, edition=version.edition)
    page = finance.get(world.url("return_decide", quarter=1)).text
    assert "You changed or submitted this return, so somebody else must approve it." in page
    assert 'value="approve"' not in page
    answer = finance.post(
        world.url("return_decide", quarter=1), {"edition": edition(), "decision": "approve"}
    )
    assert answer.status_code == 422
    assert QuarterlyReturn.unscoped.get().status == "submitted"
    home = finance.get(f"/c/{world.council.slug}/").text
    assert "decide the return" not in home


def test_sending_back_needs_a_reason_and_reaches_the_commissioner(
    world: World, commissioner: Client, finance: Client
) -> None:
    world.submitted()
    url = world.url("return_decide", quarter=1)
    answer = finance.post(url, {"edition": edition(), "decision": "send_back", "reason": " "})
    assert answer.status_code == 422
    assert "Enter what is to be corrected" in answer.text
    finance.post(
        url,
        {
            "edition": edition(),
            "decision": "send_back",
            "reason": "Which invoices?",
            "sections": ["money"],
        },
    )
    page = commissioner.get(world.url("return_detail", quarter=1)).text
    assert "Which invoices?" in page
    assert "To look at again: Money" in page
    assert "Look at this again" in page
    assert "Which invoices?" in commissioner.get(f"/c/{world.council.slug}/").text


def test_a_decision_on_an_older_reading_of_the_return_is_not_taken(
    world: World, finance: Client
) -> None:
    version = world.submitted(expenditure="1")
    answer = finance.post(
        world.url("return_decide", quarter=1),
        {"edition": version.edition - 1, "decision": "approve"},
        follow=True,
    )
    assert "The return was changed since this page was shown" in answer.text
    assert QuarterlyReturn.unscoped.get().status == "submitted"


def test_reopening_by_page_and_comparing_the_versions(world: World, commissioner: Client) -> None:
    world.approved(expenditure="25000")
    administrator = signed_in(world.administrator)
    url = world.url("return_reopen", quarter=1)
    assert administrator.post(url, {"reason": ""}).status_code == 422
    answer = administrator.post(url, {"reason": "An invoice came late"}, follow=True)
    assert "reopened as version 2" in answer.text
    world.saved(expenditure="26000")
    page = commissioner.get(world.url("return_version", quarter=1, version=2)).text
    assert "What changed from version 1" in page
    assert "£25,000" in page
    assert "£26,000" in page
    assert "An invoice came late" in page
    page = commissioner.get(world.url("return_version", quarter=1, version=1)).text
    assert "It never changes" in page
    assert world.finance.name in page


def test_the_list_names_each_quarter_by_both_labels(world: World, finance: Client) -> None:
    world.approved(1)
    world.draft(2)
    page = finance.get(world.url("return_list")).text
    assert "Y1 Q1 · Jan–Mar 2022" in page
    assert "2021/22 Q4" in page
    assert "28 April 2022" in page
    assert "Approved" in page
    assert "Overdue by" in page
    assert "7 returns are overdue" in page


def test_another_councils_return_does_not_exist(world: World) -> None:
    world.draft()
    stranger = signed_in(a_world("Fenshire").commissioner)
    assert stranger.get(world.url("return_detail", quarter=1)).status_code == 404


def test_pages_of_what_is_not_there_are_404(world: World, commissioner: Client) -> None:
    assert commissioner.get(world.url("return_detail", quarter=9)).status_code == 404
    assert commissioner.get(section(world, "money")).status_code == 404
    world.draft()
    for missing in ("other", "nonsense"):
        assert commissioner.get(section(world, missing)).status_code == 404
    missing_version = world.url("return_version", quarter=1, version=2)
    assert commissioner.get(missing_version).status_code == 404


def test_looking_changes_nothing(world: World, commissioner: Client) -> None:
    for name in ("return_start", "return_submit"):
        assert commissioner.get(world.url(name, quarter=1)).status_code == 405
    assert not QuarterlyReturn.unscoped.exists()
