"""What a list would do, in words: field by field, and never more than the list says."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from enterprises.actions import hours as by_hand
from enterprises.actions import register
from enterprises.models import Enterprise
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import (
    codes,
    enterprises,
    examined,
    hours,
    said,
    saved,
    stored,
    wide,
)
from uploads.changes import Change
from uploads.importing import Examination

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
FEN = "Fen Helpers"
PLAIN = "Hours without kind of help and payer"


# --- Enterprises ------------------------------------------------------------------------------


def test_a_new_enterprise_is_said_with_all_that_is_known_of_it(world: World) -> None:
    found = examined(
        world,
        enterprises(
            {
                "reference": "F1",
                "name": FEN,
                "postcode": "CB7 4EE",
                "stage": "accredited",
                "established_on": START,
                "traded_before": False,
                "service_types": ("meals", "personal-care", "not-recorded"),
            }
        ),
    )
    (change,) = found.changes
    assert (change.what, change.action, change.number) == ("enterprise", "added", None)
    assert (change.label, change.sheet, change.row) == (FEN, "Enterprises", 2)
    assert said(change) == {
        "Name": ("", FEN),
        "Reference": ("", "F1"),
        "Postcode": ("", "CB7 4EE"),
        "Traded before the programme": ("", "No"),
        "Kinds of help": ("", "Personal care, Meal preparation, food and shopping delivery"),
        # As in the form: whom the programme has as its partner.
        "Supported by (your list does not say)": ("", "Catalyst Invented"),
        "Established and trading": ("", "3 January 2022"),
        "Accredited and listed": ("", "Day not known"),
    }


def test_only_what_differs_changes_and_blank_clears_nothing(world: World) -> None:
    mine = register.add_enterprise(
        programme=world.programme,
        by=world.keeper,
        name=FEN,
        reference="F1",
        postcode="CB7 4EE",
        traded_before_programme=True,
        service_types=[world.kinds["meals"]],
    )
    register.add_stage(enterprise=mine, by=world.keeper, stage="established", on=None)
    blank: dict[str, Any] = dict.fromkeys(
        ("postcode", "traded_before", "service_types", "stage", "established_on", "partner")
    )
    same = {"reference": "F1", "name": FEN}
    found = examined(world, enterprises(same | blank))
    assert (len(found.changes), found.unchanged) == (0, {"enterprise": 1})
    found = examined(
        world,
        enterprises(
            same
            | {
                "name": "Fen Helpers CIC",
                "traded_before": False,
                "service_types": ("domestic",),
                "established_on": START,
                "paused_on": START + WEEK,
            }
        ),
    )
    (change,) = found.changes
    assert said(change) == {
        "Name": ("Fen Helpers", "Fen Helpers CIC"),
        "Traded before the programme": ("Yes", "No"),
        "Kinds of help": (
            "Meal preparation, food and shopping delivery",
            "Cleaning and domestic help",
        ),
        "Established and trading": ("Day not known", "3 January 2022"),
        "Paused": ("", "10 January 2022"),
    }
    assert (
        set(change.after)
        == set(change.before or {})
        == {
            *("name", "traded_before_programme", "service_types", "stages"),
        }
    )


def test_who_is_absent_is_named_and_stays(world: World) -> None:
    for name in ("Fen Helpers", "Ouse Meals", "Isle Gardens"):
        world.enterprise(name)
    closed = world.enterprise("Closed Long Ago")
    register.add_stage(enterprise=closed, by=world.keeper, stage="closed", on=START + WEEK)
    asked = enterprises({"name": "Ouse Meals"}, {"name": "Fen Helprs"})
    found = examined(world, asked)
    # One that a question is about may be in the list after all.
    assert found.absent == {"enterprises": ("Isle Gardens",)}
    assert not found.changes


# --- Hours ------------------------------------------------------------------------------------


@pytest.fixture
def fen(world: World) -> Enterprise:
    return world.enterprise(FEN)


def recorded(world: World, fen: Enterprise, *lines: tuple[str, str, str]) -> None:
    world.record(fen, START, *(world.entry(*line) for line in lines))


def given(world: World, *lines: tuple[str, str | None, str | None]) -> Examination:
    return examined(
        world,
        hours(
            *(
                {
                    "name": FEN,
                    "week": START,
                    "hours": Decimal(figure),
                    "service_type": kind,
                    "payer": payer,
                }
                for figure, kind, payer in lines
            )
        ),
    )


def kept(change: Change) -> list[int]:
    return sorted(line["hundredths"] for line in change.after["lines"])


def test_a_week_is_new_changed_or_unchanged_and_nought_is_a_figure(
    world: World, fen: Enterprise
) -> None:
    for n, figure in enumerate(("10", "11")):
        world.record(fen, START + WEEK * n, world.entry(figure, "not-recorded", "unknown"))
    found = examined(
        world,
        wide({FEN: {START: 10, START + WEEK: 0, START + WEEK * 2: "7.5"}}),
    )
    assert [(one.action, one.label, said(one)) for one in found.changes] == [
        ("changed", "Fen Helpers, week of 10 January 2022", {"Hours": ("11", "0")}),
        ("added", "Fen Helpers, week of 17 January 2022", {"Hours": ("", "7.5")}),
    ]
    typed = ("hours.typed_by_hand", "confirm", 2, 2)
    assert (codes(found), found.unchanged) == ([typed], {"week": 1})


def test_a_total_is_split_up_by_the_file(world: World, fen: Enterprise) -> None:
    recorded(world, fen, ("20", "not-recorded", "unknown"))
    found = given(world, ("12", None, "direct_payment"), ("8", None, "self_funded"))
    (change,) = found.changes
    assert (codes(found), kept(change)) == ([], [800, 1200])
    assert said(change) == {
        PLAIN: ("20", "Taken out"),
        "Not recorded, Direct payment": ("", "12"),
        "Not recorded, Self-funded": ("", "8"),
        "All hours of the week": ("20", "20"),
    }


def test_parts_that_add_up_to_less_than_the_total_are_asked_about(
    world: World, fen: Enterprise
) -> None:
    recorded(world, fen, ("20", "not-recorded", "unknown"))
    found = given(world, ("12", None, "direct_payment"))
    assert codes(found) == [("hours.less_than_total", "confirm", 2, 2)]
    assert [kept(change) for change in found.changes] == [[1200]]


@pytest.mark.parametrize(
    "coarse",
    [
        [("17", None, None)],
        [("17", "personal-care", None)],
        [("12", None, "direct_payment"), ("5", None, "self_funded")],
    ],
)
def test_a_total_that_agrees_with_its_recorded_parts_changes_nothing(
    world: World, fen: Enterprise, coarse: list[tuple[str, str | None, str | None]]
) -> None:
    recorded(
        world,
        fen,
        ("12", "personal-care", "direct_payment"),
        ("5", "personal-care", "self_funded"),
    )
    found = given(world, *coarse)
    assert (codes(found), len(found.changes), found.unchanged) == ([], 0, {"week": 1})


def test_a_total_that_differs_from_its_recorded_parts_is_asked_about(
    world: World, fen: Enterprise
) -> None:
    recorded(world, fen, ("12", "meals", "direct_payment"), ("5", "meals", "self_funded"))
    found = given(world, ("18", None, None))
    assert codes(found) == [("hours.split_lost", "confirm", 2, 2)]
    (change,) = found.changes
    # The week as a whole is replaced: nothing counts twice.
    assert kept(change) == [1800]
    meals = "Meal preparation, food and shopping delivery"
    parts = f"17 (12 {meals}, Direct payment; 5 {meals}, Self-funded)"
    assert said(change) == {"Hours": (parts, "18")}


def test_one_figure_in_place_of_another_is_said_in_one_line(world: World, fen: Enterprise) -> None:
    recorded(world, fen, ("14.5", "personal-care", "self_funded"))
    (change,) = given(world, ("14", None, None)).changes
    assert said(change) == {"Hours": ("14.5 (Personal care, Self-funded)", "14")}
    (change,) = given(world, ("14", None, "council")).changes
    assert said(change) == {
        "Hours": ("14.5 (Personal care, Self-funded)", "14 (Not recorded, Council-commissioned)")
    }


def test_a_line_that_the_file_does_not_give_is_not_lost_unasked(
    world: World, fen: Enterprise
) -> None:
    recorded(world, fen, ("12", "meals", "direct_payment"), ("5", "meals", "self_funded"))
    found = given(world, ("13", "meals", "direct_payment"))
    assert codes(found) == [("hours.lines_lost", "confirm", 2, 2)]
    assert said(found.changes[0]) == {
        "Meal preparation, food and shopping delivery, Direct payment": ("12", "13"),
        "Meal preparation, food and shopping delivery, Self-funded": ("5", "Taken out"),
        "All hours of the week": ("17", "13"),
    }
    both = given(world, ("13", "meals", "direct_payment"), ("5", "meals", "self_funded"))
    assert codes(both) == [("hours.typed_by_hand", "confirm", 2, 2)]
    assert said(both.changes[0]) == {
        "Meal preparation, food and shopping delivery, Direct payment": ("12", "13"),
        "All hours of the week": ("17", "18"),
    }


def test_many_weeks_of_a_wide_row_are_asked_about_once(world: World, fen: Enterprise) -> None:
    weeks = [START + WEEK * n for n in range(13)]
    entries = [world.entry("6", "meals", "other"), world.entry("5", "meals", "unknown")]
    by_hand.record_weeks(enterprise=fen, by=world.keeper, weeks=dict.fromkeys(weeks, entries))
    found = examined(world, wide({FEN: dict.fromkeys(weeks, 12)}))
    assert codes(found) == [("hours.split_lost", "confirm", 2, -1)]
    assert len(found.changes) == 13


def test_each_line_knows_its_own_cell(world: World, fen: Enterprise) -> None:
    found = given(world, ("12", None, "direct_payment"), ("18", None, "self_funded"))
    (change,) = found.changes
    assert [(line["row"], line["column"]) for line in change.after["lines"]] == [(2, 2), (3, 2)]
    assert change.row == 3  # where most of its hours stand


def test_who_traded_and_gives_no_hours_is_named(world: World, fen: Enterprise) -> None:
    world.enterprise("Ouse Meals")
    world.enterprise("Later", since=date(2022, 8, 1))
    world.enterprise("Unknown", since=None)
    found = examined(world, wide({FEN: {START: 5}}))
    assert found.absent == {"hours": ("Ouse Meals",)}


# --- All together -----------------------------------------------------------------------------


def test_examining_changes_nothing(world: World, fen: Enterprise) -> None:
    from tests.integration.importers.tables import everything

    before = everything()
    examined(
        world,
        enterprises({"name": FEN, "traded_before": True}, {"name": "Ouse", "closed_on": START}),
        wide({FEN: {START: 5}, "Ouse": {START: 6}}),
    )
    assert everything() == before


def test_a_figure_that_somebody_typed_is_not_replaced_unasked(world: World) -> None:
    mine = world.enterprise(FEN)
    for week, figure in ((START, "10"), (START + WEEK, "12")):
        world.record(mine, week, world.entry(figure, "not-recorded", "unknown"))
    given = wide({FEN: {START: 11, START + WEEK: 12}})
    found = examined(world, given)
    assert codes(found) == [("hours.typed_by_hand", "confirm", 2, 1)]
    assert [change.label for change in found.changes] == [f"{FEN}, week of 3 January 2022"]
    saved(stored(world, found))
    again = examined(world, wide({FEN: {START: 13}}))
    assert codes(again) == [], "what came from a file is a file's to correct"
