"""References: numbers and codes by which people know things (pure)."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal

from uploads.cells import Value, shown
from uploads.columns import Unreadable
from uploads.parsing.text import seen

# A spreadsheet keeps this many digits of a number; what follows them is lost.
_DIGITS_KEPT = 15
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,3}")
_REMEDY = "Format the column as text in the spreadsheet and type the reference again."


def reference(most: int) -> Callable[[Value], str | None]:
    """Return a parser of references with at most so many characters.

    What a spreadsheet has spoilt is refused, because it cannot be put right from here.
    """

    def parse(value: Value) -> str | None:
        value = seen(value)
        if value is None:
            return None
        if isinstance(value, (date, time, timedelta, bool)):
            raise Unreadable(
                "The spreadsheet has turned this reference into something else, like a date.",
                _REMEDY,
                "reference.turned",
            )
        if isinstance(value, Decimal) and _has_lost_digits(value):
            raise Unreadable(
                "This reference has lost digits: a spreadsheet keeps 15 of a number.",
                _REMEDY,
                "reference.digits",
            )
        words = shown(value)
        if _SCIENTIFIC.fullmatch(words):
            raise Unreadable(
                "This reference has lost digits: a spreadsheet shortened it.",
                _REMEDY,
                "reference.digits",
            )
        if len(words) > most:
            raise Unreadable(
                f"This is longer than {most} characters.", "Shorten it.", "reference.long"
            )
        return words

    return parse


def _has_lost_digits(number: Decimal) -> bool:
    digits = len(number.as_tuple().digits)
    if number.adjusted() >= _DIGITS_KEPT:
        return True
    return number.as_tuple().exponent != 0 and digits >= _DIGITS_KEPT
