"""Spreadsheets for tests: those of others, and what a reader makes of one in words to compare."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from uploads.cells import (
    Book,
    CellError,
    Sheet,
    Uncalculated,
    Value,
    column_letters,
    column_number,
    is_blank,
    shown,
)

FOLDER = Path(__file__).parent / "data" / "spreadsheets"
OUTCOMES = FOLDER.with_suffix(".toml")
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")


def names() -> list[str]:
    """The files of others, without what says whose they are."""
    ours = ("README", "LICENCE")
    return sorted(path.name for path in FOLDER.iterdir() if not path.name.startswith(ours))


def described(value: Value) -> str:
    """A cell with what kind of thing it is, like `number 7.5` or `text 7.5`."""
    match value:
        case None:
            return "blank"
        case bool():
            kind = "logical"
        case str():
            return f"text {value}"
        case Decimal():
            kind = "number"
        case datetime():
            return f"moment {shown(value)}:{value:%S}"
        case date():
            kind = "day"
        case time():
            return f"time {value:%H:%M:%S}"
        case timedelta():
            return f"span {value.total_seconds():.0f} s"
        case CellError():
            kind = "error"
        case Uncalculated():
            return "uncalculated"
    return f"{kind} {shown(value)}"


def outline(sheet: Sheet) -> str:
    """A sheet in one line: where its rows stand, how many cells hold something, what is hidden."""
    filled = sum(not is_blank(value) for row in sheet.rows for value in row)
    last = sheet.first_row + len(sheet.rows) - 1
    rows = f"rows {sheet.first_row} to {last}, {filled} cells" if sheet.rows else "nothing"
    extras = [
        "hidden" if sheet.hidden else "",
        f"{len(sheet.merged)} merged" if sheet.merged else "",
        f"hidden rows {_listed(sheet.hidden_rows)}" if sheet.hidden_rows else "",
        f"hidden columns {', '.join(map(column_letters, sorted(sheet.hidden_columns)))}"
        if sheet.hidden_columns
        else "",
    ]
    return ", ".join([f"{sheet.name}: {rows}", *filter(None, extras)])


def _listed(numbers: frozenset[int]) -> str:
    return " ".join(map(str, sorted(numbers)))


def cell(book: Book, place: str) -> Value:
    """The value at a place like `Hours!B7`, or `B7` of the first sheet."""
    name, _, at = place.rpartition("!")
    sheet = next(one for one in book.sheets if not name or one.name == name)
    found = _PLACE.fullmatch(at)
    assert found is not None, place
    return sheet.value(int(found[2]), column_number(found[1]))
