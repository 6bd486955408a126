"""What is wrong with a cell comes with what its row is called."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.unit.uploads.lists import KINDS, read, sheet
from uploads.cells import Sheet
from uploads.problems import Problem, Severity, row_key
from uploads.whose import named


def whose(lines: Sheet, *more: Problem, said_kind: str) -> list[tuple[int, int, str]]:
    lists, problems = read(lines, said_kind=said_kind)
    found = named((*problems, *more), lists, KINDS)
    assert [(one.row, one.column) for one in found] == [
        (one.row, one.column) for one in (*problems, *more)
    ]
    return [(one.row, one.column, one.whose) for one in found]


def test_a_cell_that_cannot_be_read_is_of_the_enterprise_of_its_row() -> None:
    lines = sheet(
        ("Ref", "Business name", "Week commencing", "Hours"),
        ("F1", "Fen Helpers", date(2023, 4, 3), "lots"),
        ("F2", None, date(2023, 4, 3), "a few"),
        (None, None, date(2023, 4, 3), "some"),
        ("F4", "Isle Gardens", date(2023, 4, 3), Decimal(3)),
    )
    assert whose(lines, said_kind="hours") == [
        (2, 3, "Fen Helpers"),
        (3, 3, "F2"),
        (4, 3, ""),
    ]


def test_every_problem_of_a_row_says_what_the_row_is_called() -> None:
    lines = sheet(("Business name", "Stage"), ("Fen Helpers", "Trading"), ("Isle", "Trading"))
    about = Problem("x", Severity.CONFIRM, "m", "r", "Sheet1", 2, 1, about="Fen Helpers: two")
    of_name = Problem("x", Severity.CONFIRM, "m", "r", "Sheet1", 3, 0, value="Isle")
    of_row = Problem("x", Severity.CONFIRM, "m", "r", "Sheet1", 3)
    of_file = Problem("x", Severity.STOPS, "m", "r", "Sheet1")
    found = whose(lines, about, of_name, of_row, of_file, said_kind="enterprises")
    assert found == [(2, 1, "Fen Helpers"), (3, 0, "Isle"), (3, -1, "Isle"), (0, -1, "")]


def test_a_row_is_told_by_its_name_and_by_what_is_wrong_with_which_value() -> None:
    wrong = Problem("x", Severity.FIX, "m", "r", "S", 9, 4, value="see note", whose="Fen Helpers")
    assert row_key(wrong)
    assert row_key(wrong) == row_key(replace(wrong, sheet="T", row=11, column=2, message="n"))
    others = (
        replace(wrong, whose="Ouse Care"),
        replace(wrong, value="TBC"),
        replace(wrong, code="y"),
    )
    assert len({row_key(one) for one in (wrong, *others)}) == 4
    nothing = (replace(wrong, severity=Severity.NOTE), replace(wrong, whose=""))
    assert [row_key(one) for one in nothing] == ["", ""]
