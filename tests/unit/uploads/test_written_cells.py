"""Cells of files that we write: harmless in a workbook and in a comma-separated file."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from uploads.safe_cells import as_csv, neutral, plain
from uploads.written_cells import clean, put, sheet_name

STARTERS = ["=1+1", "+44 20", "-cmd", "@SUM(A1)", "\tx", "\rx", "-1-1", "＝1+1", "|x", "%x"]


@pytest.mark.parametrize("text", STARTERS)
def test_what_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    assert neutral(text) == f"'{text}"
    cell = Workbook().worksheets[0]["A1"]
    put(cell, text)
    assert cell.data_type == "s"


@pytest.mark.parametrize(("value", "text"), [("-12.5", "-12.5"), (None, ""), (-3, "-3"), (0, "0")])
def test_a_number_stays_a_number_and_nothing_stays_nothing(value: object, text: str) -> None:
    assert plain(value) == text


def test_a_file_keeps_commas_quotes_and_lines_in_their_cells() -> None:
    text = as_csv([("Name", "Note"), ('"Fen", Ltd', "one\ntwo")])
    assert text == '\ufeffName,Note\r\n"""Fen"", Ltd","one\ntwo"\r\n'


def test_figures_and_days_are_written_as_such() -> None:
    sheet = Workbook().worksheets[0]
    for place, value in enumerate((Decimal("-2.50"), date(2022, 1, 3), True, None, ""), start=1):
        put(sheet.cell(row=1, column=place), value)
    assert [cell.data_type for cell in sheet[1]] == ["n", "d", "b", "n", "n"]
    assert sheet["A1"].value == Decimal("-2.50")
    assert sheet["D1"].value is None
    assert sheet["E1"].value is None


def test_what_no_workbook_can_hold_is_left_out() -> None:
    assert clean("a\x00b\x0bc\ud800d\ufffee\n") == "abcde\n"
    put(Workbook().worksheets[0]["A1"], "a\x00b")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hours [2022]: a/b?", "Hours  2022   a b"),
        ("", "Sheet"),
        ("'", "Sheet"),
        ("x" * 40, "x" * 31),
    ],
)
def test_a_sheet_has_a_name_that_a_workbook_takes(text: str, name: str) -> None:
    assert sheet_name(text) == name


def test_two_sheets_never_have_one_name() -> None:
    assert sheet_name("HOURS", ("Hours", "Hours (2)")) == "HOURS (3)"
    assert sheet_name("x" * 31, ("x" * 31,)) == f"{'x' * 27} (2)"
