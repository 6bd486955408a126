"""Comma-separated files that a spreadsheet opens without running what they hold (pure)."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from programmes.money import round_half_away
from uploads import safe_cells


def cell(value: object) -> str:
    """Return a value as a cell holds it.

    None is an empty cell, never nought; a figure has every digit it has. A text that a
    spreadsheet would run as a formula is made harmless; a number stays a number, also a negative
    one.
    """
    if isinstance(value, Fraction):
        # An average may have endless decimals; six are more than any unit keeps.
        value = round_half_away(value, 6)
    if isinstance(value, Decimal):
        text = f"{value:f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text == "-0" else text
    return safe_cells.plain(value)


def as_csv(rows: Iterable[Iterable[object]]) -> str:
    """Return rows, the first of them headings, as the text of a file."""
    return safe_cells.as_csv(rows, cell)
