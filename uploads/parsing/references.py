"""References: numbers and codes by which people know things (pure)."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal

from uploads.cells import Value, shown
from uploads.columns import Unreadable
from uploads.parsing.text import PHONE, TAKE_IT_OUT, contact_in, seen

# A spreadsheet keeps this many digits of a number; what follows them is lost.
_DIGITS_KEPT = 15
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,3}")
# British numbers, with the 0 or the 44 before them. A reference may well be a row of digits that
# begins with noughts, so it is looked at more closely than words are.
_PHONE = re.compile(r"(?:0|(?:00|\+)?44(?:0)?)[1-357-9][0-9]{9}")
# A spreadsheet takes the 0 from a number. Of landlines it cannot be told then.
_MOBILE_AS_NUMBER = re.compile(r"7[1-57-9][0-9]{8}")
_SIGNS = str.maketrans("", "", " ()-./")
_OWN = "If it is a number of your own and nobody’s telephone, put letters before it."
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
        if held := _contact_in(words, is_number=isinstance(value, Decimal)):
            raise Unreadable(
                f"This looks like {held}, and everybody who may see the register can read it.",
                TAKE_IT_OUT if held != PHONE else f"{TAKE_IT_OUT} {_OWN}",
                "reference.contact",
            )
        if len(words) > most:
            raise Unreadable(
                f"This is longer than {most} characters.", "Shorten it.", "reference.long"
            )
        return words

    return parse


def _contact_in(words: str, *, is_number: bool) -> str:
    digits = words.translate(_SIGNS)
    if _PHONE.fullmatch(digits) or (is_number and _MOBILE_AS_NUMBER.fullmatch(digits)):
        return PHONE
    # What holds more than a number is judged as words are.
    held = contact_in(words)
    return "" if held == PHONE and digits.isdecimal() else held


def _has_lost_digits(number: Decimal) -> bool:
    digits = len(number.as_tuple().digits)
    if number.adjusted() >= _DIGITS_KEPT:
        return True
    return number.as_tuple().exponent != 0 and digits >= _DIGITS_KEPT
