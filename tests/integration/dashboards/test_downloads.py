"""Downloads through the page: their names, the published figures, and what is not known."""

import csv
import io
from datetime import date

import pytest
from django.utils import timezone

from dashboards.figures import board_of
from enterprises.models import QuarterHours
from tests.integration.dashboards.making import World

pytestmark = pytest.mark.django_db


def rows(world: World, name: str) -> list[dict[str, str]]:
    response = world.client().get(world.url(name))
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_cash_flow_holds_the_published_plan_to_the_pound(world: World) -> None:
    plan = [
        row
        for row in rows(world, "dashboard_csv")
        if row["Series"] == "Plan" and row["Basis"] == "All hours, as published"
    ]
    assert [row["Hours in the quarter"] for row in plan] == [
        "0", "1300", "2275", "3250", "4875", "6500", "8450", "9750",
    ]  # fmt: skip
    assert [row["Cost avoided, rounded (£)"] for row in plan] == [
        "0", "5850", "10238", "14625", "21938", "29250", "38025", "43875",
    ]  # fmt: skip
    assert [row["Expenditure, exact (£)"] for row in plan] == ["25000"] * 4 + ["15000"] * 4
    assert [row["Net, rounded (£)"] for row in plan] == [
        "-25000", "-19150", "-14763", "-10375", "6938", "14250", "23025", "28875",
    ]  # fmt: skip
    assert [row["Cumulative, exact (£)"] for row in plan] == [
        "-25000", "-44150", "-58912.5", "-69287.5", "-62350", "-48100", "-25075", "3800",
    ]  # fmt: skip
    assert plan[4]["Programme quarter"] == "Y2 Q1"
    assert plan[4]["Financial quarter"] == "2021/22 Q4"


def test_the_file_is_named_after_council_programme_and_day(world: World) -> None:
    response = world.client().get(world.url("hours_csv"))
    name = (
        f"{world.council.slug}-{world.programme.slug}-hours-"
        f"{timezone.localdate().isoformat()}-demonstration.csv"
    )
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_what_nobody_has_said_is_an_empty_cell(world: World) -> None:
    world.approved(1, "12.5", None)
    world.worked_out()
    first = rows(world, "hours_csv")[0]
    assert first["Actual, then forecast (hours a week)"] == "12.5"
    assert first["Hours are"] == "Actual"
    assert first["Register: measured hours"] == ""
    assert {row["Standing"] for row in rows(world, "measures_csv")} == {"Demonstration figures"}
    assert rows(world, "measures_csv")[2]["To date, to 6 decimals at most"] == ""


def test_a_typical_week_says_nothing_of_quarters_that_have_not_begun(world: World) -> None:
    """The roll-up of a typical week without an end reaches to the programme's last quarter."""
    for number in (1, 2, 3):
        QuarterHours.unscoped.create(
            council=world.council,
            programme=world.programme,
            quarter_number=number,
            weeks=13,
            estimated_hundredths=130_000,
            enterprises_trading=1,
            enterprises_reporting=1,
            enterprise_weeks_due=13,
            enterprise_weeks_recorded=13,
        )
    hours = board_of(world.programme, today=date(2021, 4, 1)).hours
    assert {number: facts.ended for number, facts in hours.items()} == {1: True, 2: False}
