"""A correction of an approved return: what it changes, shown to who decides on it."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from programmes.actions import returns
from programmes.editions import editions_of
from programmes.models import QuarterlyReturn
from tests.integration.programmes.making import World, register_says, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def finance(world: World) -> Client:
    return signed_in(world.finance)


def test_who_decides_on_a_correction_sees_what_was_approved_beside_it(
    world: World, finance: Client
) -> None:
    first = world.saved(expenditure="25000", enquiries="4", new_enterprises="")
    finance_page = world.url("return_decide", quarter=1)
    returns.save(
        return_=first, by=world.commissioner, seen=editions_of(first), comment="A slow start."
    )
    first.refresh_from_db()
    returns.submit(return_=first, by=world.commissioner, edition=first.edition)
    assert "What changed from" not in finance.get(finance_page).text
    returns.approve(return_=first, by=world.finance, edition=first.edition)
    again = returns.reopen(return_=first, by=world.administrator, reason="An invoice came late")
    returns.save(
        return_=again,
        by=world.commissioner,
        seen=editions_of(again),
        entries={
            "expenditure": returns.Entry(Decimal("26000.50")),
            "new_enterprises": returns.Entry(Decimal(0)),
        },
        comment="A slow start, and an invoice.",
    )
    again.refresh_from_db()
    returns.submit(return_=again, by=world.commissioner, edition=again.edition)
    page = finance.get(finance_page).text
    before_all_else, rest = page.split("Figures of this return", 1)
    assert "What changed from version 1" in before_all_else
    rows = rows_in(before_all_else)
    assert rows == [
        ["Measure", "Version 1, approved", "Version 2, submitted"],
        ["New micro-enterprises", "Not known", "0"],
        ["Expenditure", "£25,000", "£26,000.50"],
    ]
    assert "A slow start.</dd>" in before_all_else
    assert "A slow start, and an invoice.</dd>" in before_all_else
    assert "Enquiries" in rest


def test_a_correction_of_nothing_but_a_reason_is_shown_and_none_at_all_is_said(
    world: World, finance: Client
) -> None:
    def said(version: QuarterlyReturn, reason: str) -> QuarterlyReturn:
        return returns.save(
            return_=version,
            by=world.commissioner,
            seen=editions_of(version),
            entries={"enquiries": returns.Entry(Decimal(5), reason=reason)},
        )

    with register_says("enquiries", "4"):
        first = said(world.draft(), "One came by telephone")
        returns.submit(return_=first, by=world.commissioner, edition=first.edition)
        returns.approve(return_=first, by=world.finance, edition=first.edition)
        again = returns.reopen(return_=first, by=world.administrator, reason="Not by telephone")
        again = said(again, "One came by letter")
        returns.submit(return_=again, by=world.commissioner, edition=again.edition)
        page = finance.get(world.url("return_decide", quarter=1)).text
        rows = rows_in(page.split("Figures of this return", 1)[0])
        assert rows[1][1:] == ["5 Reason: One came by telephone", "5 Reason: One came by letter"]
        again.refresh_from_db()
        returns.send_back(
            return_=again, by=world.finance, edition=again.edition, reason="It was by telephone"
        )
        again.refresh_from_db()
        again = said(again, "One came by telephone")
        returns.submit(return_=again, by=world.commissioner, edition=again.edition)
        page = finance.get(world.url("return_decide", quarter=1)).text
    assert "No figure differs from version 1." in page


def rows_in(html: str) -> list[list[str]]:
    """The words of each row of the tables of a page."""
    rows = re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    cells = [re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", "", c).split()) for c in row] for row in cells]
