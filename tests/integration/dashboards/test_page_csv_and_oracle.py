"""The board's page and its download agree with the published table and with an oracle."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from programmes.models import Programme
from tests import oracle
from tests.integration.cashflow import making
from tests.integration.cashflow.changing import change, run_jobs

pytestmark = pytest.mark.django_db(transaction=True)

SPEND = [25000] * 4 + [15000] * 4
# As the council printed it, in whole pounds.
PUBLISHED = {
    "hours": [0, 1300, 2275, 3250, 4875, 6500, 8450, 9750],
    "cost_avoidance": [0, 5850, 10238, 14625, 21938, 29250, 38025, 43875],
    "expenditure": SPEND,
    "net": [-25000, -19150, -14763, -10375, 6938, 14250, 23025, 28875],
    "cumulative": [-25000, -44150, -58913, -69288, -62350, -48100, -25075, 3800],
}
CSV_COLUMNS = {
    "hours": ("Hours in the quarter", None),
    "cost_avoidance": ("Cost avoided, exact (£)", "Cost avoided, rounded (£)"),
    "expenditure": ("Expenditure, exact (£)", "Expenditure, rounded (£)"),
    "net": ("Net, exact (£)", "Net, rounded (£)"),
    "cumulative": ("Cumulative, exact (£)", "Cumulative, rounded (£)"),
}
Figures = dict[str, list[Fraction]]


@pytest.fixture
def finance() -> User:
    return making.person(making.council(), Role.FINANCE)


@pytest.fixture
def programme(finance: User) -> Programme:
    made = making.programme(finance.memberships.get().council, finance)
    making.published_assumptions(made, finance)
    run_jobs()
    return made


def url(programme: Programme, name: str) -> str:
    return reverse(name, kwargs={"council": programme.council.slug, "programme": programme.slug})


def tables(html: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Each table's caption and its rows, as words."""

    def words(fragment: str) -> str:
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", fragment)).split())

    for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
        caption = re.search(r"<caption.*?</caption>", table, re.DOTALL)
        rows = re.findall(r"<tr.*?</tr>", table.split("<tbody", 1)[1], re.DOTALL)
        yield (
            words(caption[0]) if caption else "",
            [
                [words(cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.DOTALL)]
                for row in rows
            ],
        )


def figure(shown: str) -> Fraction:
    """A figure as a page writes it: pound sign, commas, a real minus."""
    return Fraction(shown.replace("£", "").replace(",", "").replace("−\u2060", "-"))


def on_page(client: Client, programme: Programme) -> Figures:
    """The plan's whole pounds from the table on the board's page."""
    found = dict(tables(client.get(url(programme, "dashboard")).content.decode()))
    columns = ("hours", "cost_avoidance", "expenditure", "net", "cumulative")
    rows = [row[2:] for row in found["Plan"]]
    assert len(rows) == 8
    return {name: [figure(row[place]) for row in rows] for place, name in enumerate(columns)}


def in_csv(client: Client, programme: Programme) -> tuple[Figures, Figures]:
    """The plan's exact and rounded figures from the download."""
    text = client.get(url(programme, "dashboard_csv")).content.decode("utf-8-sig")
    rows = [
        row
        for row in csv.DictReader(text.splitlines())
        if (row["Series"], row["Basis"]) == ("Plan", "All hours, as published")
    ]
    assert len(rows) == 8
    exact = {name: [Fraction(row[c]) for row in rows] for name, (c, _) in CSV_COLUMNS.items()}
    rounded = {
        name: [Fraction(row[c]) for row in rows] for name, (_, c) in CSV_COLUMNS.items() if c
    }
    return exact, rounded


def half_away(amount: Fraction) -> int:
    """Whole pounds, half away from zero, worked out without the application."""
    whole = (abs(amount) * 2 + 1) // 2
    return int(whole if amount >= 0 else -whole)


def test_the_published_table_on_page_and_in_csv(
    client: Client, programme: Programme, finance: User
) -> None:
    client.force_login(finance)

    assert on_page(client, programme) == PUBLISHED
    exact, rounded = in_csv(client, programme)
    assert rounded == {name: PUBLISHED[name] for name in rounded}
    assert exact["hours"] == PUBLISHED["hours"]
    assert exact["cumulative"][3] == Fraction("-69287.5")


def test_after_changes_page_csv_and_oracle_still_agree(
    client: Client, programme: Programme, finance: User
) -> None:
    client.force_login(finance)
    change(
        client,
        "assumptions_rates",
        programme,
        **{
            "rows": "2",
            "from_2-day": "7",
            "from_2-month": "2",
            "from_2-year": "2022",
            "rate_2": "4.8125",
            "reason": "A new framework price",
        },
    )
    change(client, "assumptions_hours", programme, quarter_6="512.75", reason="New evidence")
    administrator = making.person(programme.council, Role.ADMINISTRATOR)
    client.force_login(administrator)
    moved = {"start_date-day": "15", "start_date-month": "3", "start_date-year": "2021"}
    change(client, "programme_settings", programme, **moved, reason="A later start")
    run_jobs()

    rates = [(date(2020, 12, 28), "4.50"), (date(2022, 2, 7), "4.8125")]
    hours = ["0", "100", "175", "250", "375", "512.75", "650", "750"]
    expected = oracle.cash_flow(date(2021, 3, 15), 8, hours, SPEND, rates, "business_case")
    exact, rounded = in_csv(client, programme)
    page = on_page(client, programme)
    for name in ("cost_avoidance", "net", "cumulative"):
        assert exact[name] == expected[name], name
        assert rounded[name] == [half_away(amount) for amount in expected[name]], name
        assert page[name] == rounded[name], name
    assert exact["hours"] == expected["hours"]
    assert page["expenditure"] == exact["expenditure"] == SPEND
    # The changes did change something: 512.75 x 13 x 4.8125 in Y2 Q2, by hand.
    assert exact["cost_avoidance"][5] == Fraction(Decimal("32078.921875"))
