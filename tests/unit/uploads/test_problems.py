"""Problems put together for the reader: notes on a whole column are said once."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.unit.uploads.lists import codes, read, sheet
from uploads.cells import Value
from uploads.problems import (
    LONGEST_VALUE,
    MOST_NOTED_CELLS,
    Problem,
    Severity,
    group,
    once_a_column,
)


def a_problem(row: int, severity: Severity = Severity.NOTE, message: str = "Read so.") -> Problem:
    return Problem("day.serial", severity, message, "Check it.", "List", row, 3, value=f"{row}")


MANY = MOST_NOTED_CELLS + 1


def test_a_note_on_many_cells_of_a_column_is_one_on_the_column() -> None:
    notes = [a_problem(row) for row in range(2, MANY + 2)]
    other = a_problem(2, message="Read otherwise.")
    kept, said = once_a_column([*notes, other])
    assert kept == other
    assert (said.row, said.column, said.value) == (0, 3, "")
    assert said.message == (
        "Read so. This is so in 11 cells of the column: D2, D3, D4, D5, D6 and 6 more."
    )
    assert group([said])[0].where == "Sheet “List”, column D"


@pytest.mark.parametrize("severity", [Severity.FIX, Severity.CONFIRM])
def test_what_asks_for_something_stays_at_its_cells(severity: Severity) -> None:
    asked = [a_problem(row, severity) for row in range(2, MANY + 2)]
    assert once_a_column(asked) == asked


def test_few_notes_stay_at_their_cells() -> None:
    few = [a_problem(row) for row in range(2, MANY + 1)]
    assert once_a_column(few) == few


def test_weeks_that_all_begin_on_a_sunday_are_noted_once_for_a_long_list() -> None:
    sunday = date(2023, 4, 2)
    rows: list[tuple[Value, ...]] = [
        ("Isle Gardens", sunday + timedelta(days=7 * n), Decimal(n)) for n in range(30)
    ]
    lines = sheet(("Name", "Week beginning", "Hours"), *rows)
    (found,), problems = read(lines)
    assert len(found.rows) == 30
    assert codes(problems) == [("week.begins", 0, 1)]
    assert problems[0].heading == "Week beginning"


def test_a_reason_covers_a_cell_of_which_only_the_beginning_is_kept() -> None:
    long = Problem("hours.many", Severity.CONFIRM, "Many.", "", "Hours", 2, 3, " " * 300 + "200")
    kept = replace(long, value=long.value[:LONGEST_VALUE])
    assert group([long])[0].cells == group([kept])[0].cells


def test_what_is_to_be_confirmed_is_asked_once_for_all_sheets() -> None:
    april = replace(a_problem(3, Severity.CONFIRM), sheet="April")
    may = replace(a_problem(3, Severity.CONFIRM), sheet="May")
    (asked,) = group([april, may])
    assert asked.where == "Sheet “April”, D3; Sheet “May”, D3"
    assert asked.of_sheets
    # A reason for the one does not cover the other, which has the same row and value.
    assert not group([may])[0].cells <= group([april])[0].cells
    assert asked.key == group([april])[0].key
    fix = [replace(one, severity=Severity.FIX) for one in (april, may)]
    assert len(group(fix)) == 2


def test_a_reason_does_not_cover_what_the_register_came_to_say_afterwards() -> None:
    asked = replace(a_problem(3, Severity.CONFIRM), about="Isle Gardens: the register says 14.5")
    moved = replace(asked, about="Isle Gardens: the register says 20")
    assert not group([moved])[0].cells <= group([asked])[0].cells
