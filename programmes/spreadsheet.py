"""Comma-separated files that a spreadsheet opens without running what they hold (pure)."""

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from programmes.money import round_half_away

# Excel reads a file without this mark in the machine's own encoding, and spoils "£" and "–".
_BYTE_ORDER_MARK = "\ufeff"
# Full-width forms are among them: some spreadsheets fold them into the plain ones.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def cell(value: object) -> str:
    """Return a value as a cell holds it.

    None is an empty cell, never nought; a figure has every digit it has. A text that a
    spreadsheet would run as a formula gets a leading apostrophe; a number stays a number, also
    a negative one.
    """
    if value is None:
        return ""
    if isinstance(value, Fraction):
        # An average may have endless decimals; six are more than any unit keeps.
        value = round_half_away(value, 6)
    if isinstance(value, Decimal):
        text = f"{value:f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text == "-0" else text
    text = str(value)
    if text.startswith(_RUNS) and _NUMBER.fullmatch(text) is None:
        return f"'{text}"
    return text


def as_csv(rows: Iterable[Iterable[object]]) -> str:
    """Return rows, the first of them headings, as the text of a file."""
    out = io.StringIO()
    out.write(_BYTE_ORDER_MARK)
    csv.writer(out, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()
