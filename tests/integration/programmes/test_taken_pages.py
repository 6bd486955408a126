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
