"""After changes through the pages and a run of the job, lines and an independent oracle agree."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client

from accounts.roles import Role
from cashflow.models import Line
from programmes.models import Programme
from tests import oracle
from tests.integration.cashflow import making
from tests.integration.cashflow.changing import change, run_jobs

pytestmark = pytest.mark.django_db(transaction=True)

SPEND = [25000] * 4 + [15000] * 4


def agrees(
    programme: Programme,
    start: date,
    hours: Sequence[object],
    rates: Sequence[tuple[date, str]],
) -> None:
    expected = oracle.cash_flow(
        start, 8, [str(figure) for figure in hours], SPEND, rates, "business_case"
    )
    plan = Line.unscoped.filter(run__programme=programme, series="plan", basis="published")
    for place, line in enumerate(plan.order_by("quarter_number")):
        for name in ("hours", "cost_avoidance", "net", "cumulative"):
            stored = getattr(line, name)
            assert Fraction(stored) == expected[name][place], (name, place)
    assert plan.count() == 8


def test_rate_hours_and_start_changed_through_the_pages(client: Client) -> None:
    council = making.council()
    finance = making.person(council, Role.FINANCE)
    administrator = making.person(council, Role.ADMINISTRATOR)
    programme = making.programme(council, administrator)
    making.published_assumptions(programme, finance)
    run_jobs()
    agrees(programme, date(2021, 1, 1), making.HOURS, [(date(2020, 12, 28), "4.50")])

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
    rates = [(date(2020, 12, 28), "4.50"), (date(2022, 2, 7), "4.8125")]
    hours = [0, 100, 175, 250, 375, "512.75", 650, 750]
    run_jobs()
    agrees(programme, date(2021, 1, 1), hours, rates)

    client.force_login(administrator)
    change(
        client,
        "programme_settings",
        programme,
        **{
            "start_date-day": "15",
            "start_date-month": "3",
            "start_date-year": "2021",
            "reason": "A later start",
        },
    )
    assert Programme.unscoped.get(pk=programme.pk).start_date == date(2021, 3, 15)
    run_jobs()
    agrees(programme, date(2021, 3, 15), hours, rates)
    # By hand: the change falls into Y1 Q4 (15 December 2021 to 14 March 2022), whose weeks begin
    # on 13 December; 8 of them come before 7 February, so 250 x (8 x 4.50 + 5 x 4.8125).
    line = Line.unscoped.get(
        run__programme=programme, series="plan", basis="published", quarter_number=4
    )
    assert line.cost_avoidance == Decimal("15015.625")
