"""Comma-separated files that a spreadsheet opens without running what they hold (pure)."""

import csv
import io
import re
from collections.abc import Iterable

_RUNS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
# Tells a spreadsheet that the file is UTF-8.
_MARK = "\ufeff"


def safe_cell(value: object) -> str:
    """Return a cell's words; what a spreadsheet would run as a formula gets a leading apostrophe.

    None gives an empty cell. A number stays a number, also a negative one.
    """
    text = "" if value is None else str(value)
    if text.startswith(_RUNS) and _NUMBER.fullmatch(text) is None:
        return f"'{text}"
    return text


def as_csv(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as the text of a file."""
    text = io.StringIO()
    text.write(_MARK)
    csv.writer(text).writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue()
