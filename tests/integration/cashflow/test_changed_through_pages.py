"""After changes through the pages and a run of the job, lines and an independent oracle agree."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from cashflow.models import Line
from config.forms import GdsDateField
from jobs import runner
from jobs.models import Job
from programmes.models import Programme
from tests import oracle
from tests.integration.cashflow import making

pytestmark = pytest.mark.django_db(transaction=True)

SPEND = [25000] * 4 + [15000] * 4


def typed_in(form: Any) -> dict[str, str]:
    """What a browser would send of the form as shown, nothing being changed."""
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field, GdsDateField):
            for part in ("day", "month", "year"):
                sent[f"{bound.name}-{part}"] = "" if value is None else str(getattr(value, part))
        elif value not in (None, False):
            sent[bound.name] = str(getattr(value, "pk", value))
    return {**sent, "rows": str(getattr(form, "rows", 0))}


def change(client: Client, name: str, programme: Programme, **changes: str) -> None:
    url = reverse(name, kwargs={"council": programme.council.slug, "programme": programme.slug})
    shown = client.get(url)
    assert shown.status_code == 200
    response = client.post(url, {**typed_in(shown.context["form"]), **changes})
    if response.status_code == 200 and not response.context["form"].errors:
        # The page has shown what follows from the change, and asks to confirm it.
        response = client.post(url, response.context["form"].data.dict())
    assert response.status_code == 302, response.content.decode()


def run_jobs() -> None:
    for job in Job.unscoped.filter(state=Job.State.QUEUED).order_by("id"):
        assert runner.run(job.pk)


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
