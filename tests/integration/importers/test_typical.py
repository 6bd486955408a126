"""Typical weeks, from lists of them and from the usual hours in a list of enterprises."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from enterprises.actions import hours as actions
from enterprises.models import Enterprise, QuarterHours, TypicalWeek
from programmes.quarters import monday_of
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import (
    TODAY,
    a_list,
    codes,
    enterprises,
    examined,
    put_in,
    said,
)
from uploads.problems import MOST_NOTED_CELLS
from uploads.rows import ReadList

pytestmark = pytest.mark.django_db

FIX, CONFIRM, NOTE = "fix", "confirm", "note"
WEEK = timedelta(days=7)
FEN = "Fen Helpers"
COLUMNS = ("name", "hours", "valid_from", "valid_to", "service_type", "payer")


@pytest.fixture(autouse=True)
def fen(world: World) -> Enterprise:
    return world.enterprise(FEN)


def typical(*rows: dict[str, Any]) -> ReadList:
    return a_list("typical", rows, sheet="Typical", columns=COLUMNS)


def row(figure: str = "12", first: date | None = START, **more: Any) -> dict[str, Any]:
    return {"name": FEN, "hours": Decimal(figure), "valid_from": first} | more


def held(world: World) -> list[tuple[date, date | None, int, str]]:
    rows = TypicalWeek.unscoped.filter(enterprise__programme=world.programme)
    return [(one.valid_from, one.valid_to, one.hundredths, one.payer) for one in rows]


def by_hand(world: World, fen: Enterprise, figure: str = "12", **more: Any) -> TypicalWeek:
    return actions.set_typical_week(
        enterprise=fen,
        by=world.keeper,
        hours=Decimal(figure),
        service_type=world.kinds["not-recorded"],
        **({"valid_from": START, "valid_to": None} | more),
    )


def test_a_typical_week_is_added_in_words(world: World) -> None:
    found = examined(world, typical(row(valid_to=START + WEEK * 3, payer="self_funded")))
    (change,) = found.changes
    assert codes(found) == []
    assert change.label == "Fen Helpers, typical week from 3 January 2022"
    assert said(change) == {
        "Kind of help": ("", "Not recorded"),
        "Who pays": ("", "Self-funded"),
        "Hours in a usual week": ("", "12"),
        "First week": ("", "3 January 2022"),
        "Last week": ("", "24 January 2022"),
    }


def test_an_earlier_one_that_still_holds_ends_with_the_week_before(
    world: World, fen: Enterprise
) -> None:
    by_hand(world, fen)
    given = typical(row("14", START + WEEK * 10))
    found = examined(world, given)
    assert [(one.action, one.row, said(one)) for one in found.changes] == [
        ("changed", 2, {"Last week": ("Still holds", "7 March 2022")}),
        (
            "added",
            2,
            {
                "Kind of help": ("", "Not recorded"),
                "Who pays": ("", "Not recorded"),
                "Hours in a usual week": ("", "14"),
                "First week": ("", "14 March 2022"),
            },
        ),
    ]
    put_in(world, given)
    assert held(world) == [
        (START, START + WEEK * 9, 1200, "unknown"),
        (START + WEEK * 10, None, 1400, "unknown"),
    ]
    again = examined(world, given)
    assert (len(again.changes), again.unchanged) == (0, {"typical": 1})


def test_rows_of_one_file_follow_one_another(world: World) -> None:
    put_in(world, typical(row("14", START + WEEK * 10), row("12"), row("3", payer="other")))
    assert held(world) == [
        (START, START + WEEK * 9, 1200, "unknown"),
        (START, None, 300, "other"),
        (START + WEEK * 10, None, 1400, "unknown"),
    ]


def test_other_hours_from_the_same_week_are_a_correction(world: World, fen: Enterprise) -> None:
    by_hand(world, fen, valid_to=START + WEEK * 5)
    found = examined(world, typical(row("13")))
    assert [said(one) for one in found.changes] == [{"Hours in a usual week": ("12", "13")}]
    put_in(world, typical(row("13")))
    assert held(world) == [(START, START + WEEK * 5, 1300, "unknown")]


def test_there_is_no_first_week(world: World) -> None:
    found = examined(world, typical(row(first=None)))
    assert (codes(found), len(found.changes)) == ([("typical.no_start", FIX, 2, 2)], 0)


def test_the_last_week_is_before_the_first(world: World) -> None:
    found = examined(world, typical(row(valid_to=START - WEEK)))
    assert (codes(found), len(found.changes)) == ([("typical.ends_first", FIX, 2, 3)], 0)


def test_two_rows_that_begin_with_one_week(world: World) -> None:
    found = examined(world, typical(row(), row("13"), row(payer="other")))
    assert codes(found) == [("typical.twice", FIX, 2, 1), ("typical.twice", FIX, 3, 1)]
    assert len(found.changes) == 1


def test_two_never_hold_for_one_week(world: World, fen: Enterprise) -> None:
    by_hand(world, fen, valid_from=START + WEEK * 5, valid_to=START + WEEK * 9)
    found = examined(world, typical(row()))
    assert (codes(found), len(found.changes)) == ([("typical.overlap", FIX, 2, 1)], 0)
    ends = typical(row(valid_to=START + WEEK * 4))
    assert codes(examined(world, ends)) == []


def test_more_hours_than_a_week_has(world: World) -> None:
    found = examined(world, typical(row("168.5")))
    assert codes(found) == [("typical.long_week", CONFIRM, 2, 1)]
    assert len(found.changes) == 1


def test_hours_that_cannot_be_and_kinds_there_are_not(world: World) -> None:
    found = examined(world, typical(row("-1"), row(service_type="circus"), row(payer="nobody")))
    assert codes(found) == [
        ("typical.impossible", FIX, 2, 1),
        ("typical.kind", FIX, 3, 4),
        ("typical.payer", FIX, 4, 5),
    ]
    assert not found.changes


# --- The usual hours in a list of enterprises -------------------------------------------------


def test_usual_hours_hold_from_the_week_in_which_trading_began(world: World) -> None:
    given = enterprises(
        {"name": FEN, "typical_hours": Decimal(12)},
        {
            "name": "Ouse Meals",
            "established_on": START + timedelta(days=10),
            "typical_hours": Decimal("7.5"),
        },
        {"name": "Old Mill", "established_on": date(2019, 5, 1), "typical_hours": Decimal(3)},
    )
    found = examined(world, given)
    column = given.rows[0].places["typical_hours"]
    assert codes(found) == [("enterprises.typical_from", NOTE, row, column) for row in (2, 3, 4)]
    assert found.problems[1].about == "Ouse Meals: 7.5 hours a week from 10 January 2022"
    put_in(world, given)
    # Not before the programme began.
    assert held(world) == [
        (START, None, 1200, "unknown"),
        (START, None, 300, "unknown"),
        (START + WEEK, None, 750, "unknown"),
    ]
    quarter = QuarterHours.unscoped.get(programme=world.programme, quarter_number=1)
    assert quarter.estimated_hundredths == 13 * 1500 + 12 * 750
    again = examined(world, given)
    assert (codes(again), len(again.changes)) == ([], 0)
    assert again.unchanged == {"enterprise": 3, "typical": 3}


def test_usual_hours_of_many_are_noted_once_for_the_column(world: World) -> None:
    rows = [
        {"name": f"Fen {number}", "established_on": START, "typical_hours": Decimal(5)}
        for number in range(MOST_NOTED_CELLS + 1)
    ]
    (noted,) = examined(world, enterprises(*rows)).problems
    assert (noted.code, noted.row, noted.column) == ("enterprises.typical_from", 0, 4)
    assert "11 cells" in noted.message


def test_other_usual_hours_hold_from_this_week(world: World, fen: Enterprise) -> None:
    by_hand(world, fen)
    given = enterprises({"name": FEN, "typical_hours": Decimal(14)})
    # One row is named at its cell.
    assert codes(examined(world, given)) == [
        ("enterprises.typical_from", NOTE, 2, 3),
        ("typical.typed_by_hand", CONFIRM, 2, 3),
    ]
    put_in(world, given)
    assert held(world) == [
        (START, monday_of(TODAY) - WEEK, 1200, "unknown"),
        (monday_of(TODAY), None, 1400, "unknown"),
    ]


def test_usual_hours_without_a_day_of_trading_are_not_taken(world: World) -> None:
    found = examined(world, enterprises({"name": "Ouse", "typical_hours": Decimal(5)}))
    assert codes(found) == [("enterprises.typical_without_trading", NOTE, 2, 3)]
    assert [change.what for change in found.changes] == ["enterprise"]


def test_usual_hours_that_the_register_has_split_up_stay(world: World, fen: Enterprise) -> None:
    by_hand(world, fen, "8", payer="direct_payment")
    by_hand(world, fen, "4", payer="self_funded")
    agrees = examined(world, enterprises({"name": FEN, "typical_hours": Decimal(12)}))
    assert (codes(agrees), agrees.unchanged["typical"]) == ([], 1)
    differs = examined(world, enterprises({"name": FEN, "typical_hours": Decimal(13)}))
    assert codes(differs) == [("enterprises.typical_split", NOTE, 2, 3)]
    assert not differs.changes


def test_usual_hours_of_one_that_trades_no_more_stay(world: World, fen: Enterprise) -> None:
    by_hand(world, fen)
    given = {"name": FEN, "typical_hours": Decimal(14), "closed_on": START + WEEK * 20}
    found = examined(world, enterprises(given))
    assert codes(found) == [("enterprises.typical_trades_no_more", NOTE, 2, 3)]
    assert [change.what for change in found.changes] == ["enterprise"]


def test_a_typical_week_that_somebody_typed_is_not_replaced_unasked(
    world: World, fen: Enterprise
) -> None:
    by_hand(world, fen)
    typed = "typical.typed_by_hand"
    assert codes(examined(world, typical(row("14")))) == [(typed, CONFIRM, 2, 1)]
    usual = enterprises({"name": FEN, "typical_hours": Decimal(14)})
    assert (typed, CONFIRM) in [one[:2] for one in codes(examined(world, usual))]
    later = typical(row("14", START + WEEK * 10))
    assert codes(examined(world, later)) == [], "it only ends, and stays what it was"
    put_in(world, later)
    again = typical(row("15", START + WEEK * 10))
    assert codes(examined(world, again)) == [], "what came from a file is a file's to correct"
