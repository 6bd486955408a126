"""Cells of files that we write, none of which a spreadsheet would run as a formula (pure)."""

import csv
import io
import re
from collections.abc import Callable, Iterable

# Excel reads a file without this mark in the machine's own encoding, and spoils "£" and "–".
_BYTE_ORDER_MARK = "\ufeff"
# Full-width forms are among them: some spreadsheets fold them into the plain ones.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def neutral(text: str) -> str:
    """Return a text as a cell of a comma-separated file may hold it.

    What a spreadsheet would run as a formula gets a leading apostrophe; a number stays a number,
    also a negative one.
    """
    if text.startswith(_RUNS) and _NUMBER.fullmatch(text) is None:
        return f"'{text}"
    return text


def plain(value: object) -> str:
    """Return a value as a cell: None is an empty cell, never nought."""
    return "" if value is None else neutral(str(value))


def as_csv(rows: Iterable[Iterable[object]], cell: Callable[[object], str] = plain) -> str:
    """Return rows, the first of them headings, as the text of a file."""
    out = io.StringIO()
    out.write(_BYTE_ORDER_MARK)
    csv.writer(out, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()
