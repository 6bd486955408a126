"""Cells of workbooks that we write: words stay words, whatever they begin with (pure).

openpyxl is imported where a workbook is made, not here: the web process does not need it to start.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Any

DAY_FORMAT = "d mmm yyyy"
LONGEST_TEXT = 32_000  # of a cell, a little less than Excel takes
LONGEST_SHEET_NAME = 31
# What no workbook may hold, as its format is XML.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


def put(cell: Any, value: object) -> None:
    """Put a value into a cell of openpyxl's: a number as a number, a day as a day, else words.

    openpyxl takes any text that begins with "=" for a formula unless it is told otherwise.
    """
    if value is None or value == "":
        return
    if isinstance(value, (bool, int, Decimal)):
        cell.value = value
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = DAY_FORMAT
    else:
        put_text(cell, str(value))


def put_text(cell: Any, text: str) -> None:
    """Put words into a cell as words, also where a spreadsheet would run them."""
    cell.value = clean(text)
    cell.data_type = "s"
    # Excel then keeps them as words when somebody edits the cell.
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def clean(text: str) -> str:
    """Return a text without what a workbook cannot hold."""
    return _UNPRINTABLE.sub("", text)[:LONGEST_TEXT]


def sheet_name(text: str, taken: tuple[str, ...] = ()) -> str:
    """Return a name for a sheet that a workbook takes, unlike those `taken`."""
    name = _NOT_IN_A_NAME.sub(" ", clean(text)).strip(" '")[:LONGEST_SHEET_NAME] or "Sheet"
    known = {one.casefold() for one in taken}
    number, result = 1, name
    while result.casefold() in known:
        number += 1
        tail = f" ({number})"
        result = f"{name[: LONGEST_SHEET_NAME - len(tail)]}{tail}"
    return result
