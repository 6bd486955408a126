"""Small phrases that several parts of a board page share (pure)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from programmes.dates import MONTHS
from programmes.money import (
    format_hours,
    format_number,
    format_percent,
    format_pounds,
    places_needed,
)
from programmes.quarters import Quarter

Exact = Decimal | Fraction | int


def by_end_of(quarter: Quarter) -> str:
    """Return a quarter with the month of its last day: "Y2 Q4 (December 2022)"."""
    return f"{quarter.label} ({month_of_end(quarter)})"


def month_of_end(quarter: Quarter) -> str:
    """Return the month of a quarter's last day: "December 2022"."""
    return f"{MONTHS[quarter.end.month - 1]} {quarter.end.year}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun: "1 quarter", "8 quarters"."""
    return f"{count} {noun}" if count == 1 else f"{count:,} {plural or noun + 's'}"


def exact_rate(rate: Decimal) -> str:
    """Return a rate with at least pence: "£4.50", "£4.3956"."""
    places = max(2, places_needed(rate))
    return f"£{format_number(rate, places)}"


def quantity(value: Exact | None, unit: str) -> str | None:
    """Return a measure's value as its unit is written; None where there is none."""
    if value is None:
        return None
    if unit == "pounds":
        return format_pounds(value)
    if unit == "percent":
        return format_percent(value, 0 if Fraction(value).denominator == 1 else 1)
    if unit == "wte":
        return format_number(value, 1)
    if unit == "count":
        return format_number(value)
    return format_hours(value)
