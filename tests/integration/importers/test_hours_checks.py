"""What may be wrong with hours: one check, one test."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from enterprises.actions import register
from enterprises.importers import hours_lines
from programmes.quarters import monday_of
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import (
    TODAY,
    a_list,
    codes,
    enterprises,
    examined,
    hours,
    only,
    wide,
)

pytestmark = pytest.mark.django_db

FIX, CONFIRM, NOTE = "fix", "confirm", "note"
WEEK = timedelta(days=7)
FEN = "Fen Helpers"


def long(name: str = FEN, week: date = START, figure: str = "10", **more: Any) -> dict[str, Any]:
    return {"name": name, "week": week, "hours": Decimal(figure)} | more


@pytest.fixture(autouse=True)
def fen(world: World) -> None:
    world.enterprise(FEN)


def test_hours_in_order_have_no_problem(world: World) -> None:
    found = examined(
        world,
        hours(long(), long(week=START + WEEK, payer="direct_payment")),
        wide({FEN: {START + WEEK * 2: 0, START + WEEK * 3: "7.5"}}, sheet="Wide"),
    )
    assert codes(found) == []
    assert len(found.changes) == 4


def test_a_row_that_says_not_whose_hours(world: World) -> None:
    found = examined(world, a_list("hours", [long() | {"name": None}], columns=["name", "hours"]))
    assert codes(found) == [("hours.no_enterprise", FIX, 2, 0)]
    # A row without hours says nothing.
    assert codes(examined(world, hours({"name": None, "week": START, "hours": None}))) == []


def test_hours_without_a_week(world: World) -> None:
    found = examined(world, hours(long() | {"week": None}))
    assert codes(found) == [("hours.no_week", FIX, 2, 1)]
    assert not found.changes


def test_a_week_that_does_not_begin_on_a_monday(world: World) -> None:
    found = examined(world, hours(long(week=START + timedelta(days=1))))
    assert codes(found) == [("hours.not_monday", FIX, 2, 2)]
    assert not found.changes


def test_a_week_that_has_not_begun(world: World) -> None:
    this_week = monday_of(TODAY)
    found = examined(world, wide({FEN: {this_week: 10, this_week + WEEK: 0}}))
    assert codes(found) == [("hours.not_begun", FIX, 2, 2)]
    assert [change.after["week"] for change in found.changes] == [this_week.isoformat()]


@pytest.mark.parametrize("figure", ["-1", "10000.01", "1.005"])
def test_hours_that_cannot_be(world: World, figure: str) -> None:
    found = examined(world, hours(long(figure=figure)))
    assert codes(found) == [("hours.impossible", FIX, 2, 2)]
    assert only(found, "hours.impossible").value == figure
    assert not found.changes


def test_an_unknown_kind_of_help_or_payer(world: World) -> None:
    found = examined(
        world, hours(long(service_type="circus"), long(week=START + WEEK, payer="the queen"))
    )
    assert codes(found) == [("hours.kind", FIX, 2, 3), ("hours.payer", FIX, 3, 4)]
    assert "Choose from: Direct payment, " in only(found, "hours.payer").remedy
    assert not found.changes


def test_one_kind_and_payer_of_a_week_given_twice(world: World) -> None:
    found = examined(
        world,
        hours(long(), long(figure="4"), long(payer="other"), long(week=START + WEEK)),
        wide({"fen helpers ltd": {START: 10}}, sheet="Wide"),
    )
    assert codes(found) == [
        ("hours.twice", FIX, 2, 2),
        ("hours.twice", FIX, 3, 2),
        ("hours.twice", FIX, 2, 1),
    ]
    assert [problem.sheet for problem in found.problems] == ["Hours", "Hours", "Wide"]
    assert [change.label for change in found.changes] == [f"{FEN}, week of 10 January 2022"]


def test_a_total_among_its_parts(world: World) -> None:
    parts = [long(figure="12", payer="direct_payment"), long(figure="8", payer="self_funded")]
    found = examined(world, hours(*parts, long(figure="20")))
    assert codes(found) == [("hours.total_among_parts", CONFIRM, 4, 2)]
    assert codes(examined(world, hours(*parts, long(figure="19")))) == []


def test_more_hours_than_a_week_has(world: World) -> None:
    found = examined(world, hours(long(figure="168"), long(week=START + WEEK, figure="168.01")))
    assert codes(found) == [("hours.long_week", CONFIRM, 3, 2)]
    problem = only(found, "hours.long_week")
    assert "A week has 168, so one person cannot have worked them" in problem.message
    assert (problem.value, len(found.changes)) == ("168.01", 2)


def test_more_hours_than_a_week_has_over_several_lines(world: World) -> None:
    found = examined(world, hours(long(figure="100", payer="other"), long(figure="68.01")))
    assert codes(found) == [("hours.long_week", CONFIRM, 2, 2)]
    assert only(found, "hours.long_week").value == "168.01 in all"


def test_many_long_weeks_of_a_wide_row_are_one_question(world: World) -> None:
    found = examined(world, wide({FEN: {START + WEEK * n: 170 + n for n in range(13)}}))
    assert codes(found) == [("hours.long_week", CONFIRM, 2, -1)]
    assert only(found, "hours.long_week").value == "13 weeks from 3 January 2022, 170 to 182 hours"


def test_weeks_outside_the_programme_are_said_once_a_sheet(world: World) -> None:
    found = examined(world, wide({FEN: {START - WEEK * n: 10 for n in (0, 1, 2)}}))
    asked = only(found, "hours.outside_programme")
    assert (asked.severity.value, asked.row, asked.column) == (CONFIRM, 0, -1)
    assert asked.value == "20 December 2021 to 27 December 2021"
    assert len(found.changes) == 3


def test_hours_after_the_enterprise_had_ended(world: World) -> None:
    mine = world.enterprise("Ouse Meals")
    register.add_stage(enterprise=mine, by=world.keeper, stage="closed", on=START + WEEK)
    found = examined(world, wide({"Ouse Meals": {START: 5, START + WEEK: 0, START + WEEK * 2: 5}}))
    assert codes(found) == [("hours.after_end", CONFIRM, 2, 3)]
    assert len(found.changes) == 3


def test_an_end_that_the_same_file_gives_counts(world: World) -> None:
    closes = enterprises({"name": FEN, "closed_on": START + WEEK})
    found = examined(world, closes, wide({FEN: {START + WEEK: 5}}))
    assert codes(found) == [("hours.after_end", CONFIRM, 2, 1)]


def test_hours_before_the_enterprise_traded_or_of_one_without_stages_are_said(
    world: World,
) -> None:
    world.enterprise("Ouse Meals", since=START + WEEK)
    world.enterprise("Isle Gardens", since=None)
    found = examined(
        world,
        wide(
            {"Ouse Meals": {START: 5, START + WEEK: 5}, "Isle Gardens": {START: 5, START + WEEK: 6}}
        ),
    )
    assert codes(found) == [
        ("hours.not_trading", NOTE, 2, -1),
        ("hours.not_trading", NOTE, 3, -1),
    ]
    assert found.problems[1].value == "2 weeks from 3 January 2022, 5 to 6 hours"
    # In a long list too it is said of the enterprise, not of each of its weeks.
    rows = [long("Isle Gardens", START + WEEK * n, "5") for n in range(3)]
    found = examined(world, hours(*rows, long("Ouse Meals", START, "4")))
    assert codes(found) == [
        ("hours.not_trading", NOTE, 2, -1),
        ("hours.not_trading", NOTE, 5, -1),
    ]
    assert found.problems[0].value == "3 weeks from 3 January 2022, 5 hours"


def test_a_figure_far_above_what_the_register_and_the_file_have(world: World) -> None:
    usual = {START + WEEK * n: "12.5" for n in range(4)}
    found = examined(world, wide({FEN: usual | {START + WEEK * 4: 125}}))
    assert codes(found) == [("hours.far_above_usual", CONFIRM, 2, 5)]
    mine = world.enterprise("Ouse Meals")
    for week in usual:
        world.record(mine, week, world.entry("12.5"))
    found = examined(world, hours(long("Ouse Meals", START + WEEK * 20, "125")))
    assert codes(found) == [("hours.far_above_usual", CONFIRM, 2, 2)]
    late = START + WEEK * 30  # the usual is looked for in the half year before
    assert codes(examined(world, hours(long("Ouse Meals", late, "125")))) == []


def test_a_figure_that_the_register_has_already_is_not_asked_about_again(world: World) -> None:
    mine = world.enterprise("Ouse Meals")
    for n in range(4):
        world.record(mine, START + WEEK * n, world.entry("12.5"))
    world.record(mine, START + WEEK * 4, world.entry("125", "not-recorded", "unknown"))
    found = examined(world, hours(long("Ouse Meals", START + WEEK * 4, "125")))
    assert (codes(found), found.unchanged) == ([], {"week": 1})


def test_a_cell_that_could_not_be_read_keeps_checks_of_its_week_quiet(world: World) -> None:
    mine = world.enterprise("Ouse Meals")
    world.record(mine, START, world.entry("10", payer="other"), world.entry("5"))
    given = hours(
        {"name": "Ouse Meals", "payer": "other", START: None, START + WEEK: Decimal(3)},
        {"name": "Ouse Meals", "payer": "direct_payment", START: Decimal(5)},
    )
    given.rows[0].faulty = {START.isoformat()}
    found = examined(world, given)
    assert codes(found) == []
    assert [change.after["week"] for change in found.changes] == [(START + WEEK).isoformat()]


def test_a_council_without_kinds_of_help_cannot_keep_hours(world: World) -> None:
    for kind in world.kinds.values():
        kind.delete()
    found = examined(world, hours(long()))
    assert codes(found) == [("register.no_kinds", "stops", 0, -1)]


def test_more_figures_than_a_worker_can_hold(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hours_lines, "MOST_FIGURES", 3)
    four = wide({FEN: {START + WEEK * n: 5 for n in range(4)}})
    assert codes(examined(world, four)) == [("hours.too_many", "stops", 0, -1)]
    both = hours(long(), long(week=START + WEEK)), wide({FEN: {START + WEEK * 2: 5}}, sheet="Wide")
    assert codes(examined(world, *both)) == []
