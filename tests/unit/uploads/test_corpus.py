"""Other people's spreadsheets, odd and hostile: what the reader makes of each, to the cell."""

import math
import tomllib
import warnings
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import openpyxl
import pytest

from tests import spreadsheets
from tests.spreadsheets import FOLDER, cell, described, outline
from uploads import limits, reader
from uploads.cells import Book, CellError, Value, column_letters, shown
from uploads.refusals import Refused

OUTCOMES: dict[str, dict[str, Any]] = tomllib.loads(
    spreadsheets.OUTCOMES.read_text(encoding="utf-8")
)
# openpyxl does not know the namespaces of Strict workbooks, and sees no sheets.
NOT_READ_BY_OPENPYXL = {"poi__SampleSS.strict.xlsx"}
WORKBOOKS = [
    name
    for name, outcome in OUTCOMES.items()
    if name.endswith(".xlsx") and "refused" not in outcome and name not in NOT_READ_BY_OPENPYXL
]


@cache
def _reading(name: str) -> reader.Reading:
    return reader.measured((FOLDER / name).read_bytes(), name)


def test_every_file_has_an_outcome() -> None:
    assert sorted(OUTCOMES) == spreadsheets.names()
    assert len(OUTCOMES) == 100
    assert len(WORKBOOKS) > 30


@pytest.mark.parametrize("name", OUTCOMES)
def test_outcome(name: str) -> None:
    expected = OUTCOMES[name]
    reading = _reading(name)
    assert reading.fault == ""
    assert reading.peak_bytes < limits.CHILD_MEMORY_BYTES
    if isinstance(reading.outcome, Refused):
        assert reading.outcome.code == expected["refused"]
        facts = {fact: value for fact, value in reading.outcome.facts.items() if value != ""}
        assert facts == expected.get("facts", {})
        return
    book = reading.outcome
    assert [outline(sheet) for sheet in book.sheets] == expected["sheets"]
    places = [line.partition(": ")[0] for line in expected["cells"]]
    assert [f"{place}: {described(cell(book, place))}" for place in places] == expected["cells"]
    assert list(book.notes) == expected.get("notes", [])


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_cell_is_where_and_what_a_second_reader_says(name: str) -> None:
    book = _reading(name).outcome
    assert isinstance(book, Book)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        second = openpyxl.load_workbook(FOLDER / name, data_only=True)
    assert [sheet.name for sheet in book.sheets] == [one.title for one in second.worksheets]
    assert _cells(book) == {
        f"{sheet.title}!{one.coordinate}": _as_ours(one)
        for sheet in second.worksheets
        for row in sheet.iter_rows()
        for one in row
        if _as_ours(one) is not None
    }


def _cells(book: Book) -> dict[str, Value]:
    return {
        f"{sheet.name}!{column_letters(column)}{number}": value.strip()
        if isinstance(value, str)
        else value
        for sheet in book.sheets
        for number, row in enumerate(sheet.rows, start=sheet.first_row)
        for column, value in enumerate(row)
        if value is not None and (not isinstance(value, str) or value.strip())
    }


def _as_ours(one: Any) -> Value:
    """A cell of openpyxl's as ours would be; text without the spaces around it, on which the two
    differ."""
    value = one.value
    if one.data_type == "e":
        return CellError(str(value))
    match value:
        case None | bool():
            return value
        case int() | float():
            if not math.isfinite(value):
                return None
            number = Decimal(f"{value:.15g}")
            return f"{shown(number * 100)}%" if "%" in one.number_format else number
        case datetime():
            value += timedelta(milliseconds=500)
            value = value.replace(microsecond=0)
            return value.date() if value.time() == time.min else value
        case date() | time() | timedelta():
            return value
    return str(value).replace("\r\n", "\n").replace("_x000D_\n", "\n").strip() or None
