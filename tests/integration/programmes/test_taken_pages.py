"""Figures that nobody is asked for: pages say that the register gave them, and when."""

import pytest

from accounts.models import User
from programmes import codes
from programmes.actions import returns
from tests.integration.programmes.making import World, register_says, signed_in

pytestmark = pytest.mark.django_db


def version_page(world: World, version: int, by: User) -> str:
    return signed_in(by).get(world.url("return_version", quarter=1, version=version)).text


def test_a_figure_of_the_register_is_nobodys(world: World) -> None:
    with register_says(codes.ELIGIBLE_HOURS_PER_WEEK, "15.96"):
        draft = world.saved(expenditure="25000")
        page = version_page(world, 1, world.finance)
        assert ">Back to the return for Y1 Q1</a>" in page
        assert "Taken from the register when the return was saved" in page
        assert "Changed: Expenditure</p>" in page.replace("<br>", "</p>")
        assert "Taken from the register when it was saved: Eligible hours a week</p>" in page
        assert page.count(world.commissioner.name) == 3, "of expenditure, and of the two steps"

        returns.submit(return_=draft, by=world.commissioner, edition=draft.edition)
        page = version_page(world, 1, world.finance)
        assert "Taken from the register when the return was submitted" in page

        draft.refresh_from_db()
        returns.approve(return_=draft, by=world.finance, edition=draft.edition)
        returns.reopen(return_=draft, by=world.administrator, reason="An invoice came late")
        page = version_page(world, 2, world.finance)
        assert "Taken from the register when version 1 was submitted" in page


def test_who_submits_sees_them_and_who_decides_sees_how_complete_they_are(world: World) -> None:
    note = "21% of hours unknown"
    with register_says(codes.ELIGIBLE_HOURS_PER_WEEK, "15.96", note):
        draft = world.saved(expenditure="25000")
        check = signed_in(world.commissioner).get(world.url("return_check", quarter=1)).text
        card = check[check.index("Taken from the register</h2>") :]
        assert "Eligible hours a week" in card
        assert "15.96 hours a week" in card
        assert f"{note}." in card
        assert "Nobody is asked for this" in card
        assert "Change" not in card[: card.index("Nobody is asked")]
        returns.submit(return_=draft, by=world.commissioner, edition=draft.edition)
        decide = signed_in(world.finance).get(world.url("return_decide", quarter=1)).text
        assert note in decide[decide.index("Eligible hours a week") :]


def test_of_what_the_register_does_not_know_the_check_says_so(world: World) -> None:
    with register_says(codes.ELIGIBLE_HOURS_PER_WEEK, None):
        world.saved(expenditure="25000")
        check = signed_in(world.commissioner).get(world.url("return_check", quarter=1)).text
    card = check[check.index("Taken from the register</h2>") :]
    assert "Not known: will count as missing, not as zero" in card[: card.index("Nobody is asked")]
