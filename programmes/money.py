"""Pounds, hours, rates and counts: how they are rounded, written and read (pure).

This is the only module that rounds. Figures stay exact everywhere else and are rounded here, half
away from zero, only to be shown. None means "not known" and is never taken for nought. Nothing
here depends on the decimal context or the locale of the machine.
"""

import re
from decimal import Decimal
from fractions import Fraction

Exact = Decimal | Fraction | int

NOT_KNOWN = "Not known"
MINUS = "−"

MOST_POUNDS = Decimal(10_000_000)
MOST_HOURS_PER_WEEK = Decimal(100_000)
MOST_RATE_PER_HOUR = Decimal(1_000)
MOST_COUNT = Decimal(1_000_000)

_LONGEST = 40
_SPACES = " \t\r\n\u00a0"
_WRITTEN = re.compile(
    r"(?P<minus>[-−])?[ ]?(?P<pound>£)?[ ]?(?P<later_minus>[-−])?"
    r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+|(?=\.))(?:\.(?P<fraction>[0-9]+))?"
)


class NumberProblem(ValueError):
    """A number that cannot be read; its message tells the person what to type, by example."""


def round_half_away(amount: Exact, places: int = 0) -> Decimal:
    """Return the amount at so many decimals, a half going away from zero, as published tables do.

    -14,762.5 becomes -14,763 (not the even neighbour, not the one above). The result has exactly
    `places` decimals and is never a negative nought. It is worked out in whole numbers, so no
    decimal context can change it. Raises ValueError for fewer than 0 places or an infinite or
    undefined amount, TypeError for a float.
    """
    if isinstance(amount, float):
        raise TypeError("money and hours are never floats")
    if places < 0:
        raise ValueError(f"places must be 0 or more, not {places}")
    if isinstance(amount, Decimal) and not amount.is_finite():
        raise ValueError(f"{amount} cannot be rounded")
    numerator, denominator = amount.as_integer_ratio()
    units, rest = divmod(abs(numerator) * 10**places, denominator)
    if 2 * rest >= denominator:
        units += 1
    sign = 1 if numerator < 0 and units else 0
    return Decimal((sign, tuple(int(digit) for digit in str(units)), -places))


def format_pounds(amount: Exact | None, *, pence: bool = False) -> str:
    """Return pounds as people read them: "£58,913", "−£58,913", with pence "£58,912.50"."""
    return NOT_KNOWN if amount is None else _written(amount, 2 if pence else 0, before="£")


def format_thousands(amount: Exact | None) -> str:
    """Return pounds to the nearest thousand, like "£682k" or "−£1,112k"."""
    if amount is None:
        return NOT_KNOWN
    return _written(Fraction(amount) / 1000, 0, before="£", after="k")


def format_number(value: Exact | None, places: int = 0) -> str:
    """Return a number with thousands commas and exactly so many decimals, like "1,300"."""
    return NOT_KNOWN if value is None else _written(value, places)


def format_hours(hours: Exact | None) -> str:
    """Return hours to at most two decimals, without needless noughts: "1,300", "412.5"."""
    if hours is None:
        return NOT_KNOWN
    text = _written(hours, 2)
    return text.rstrip("0").rstrip(".")


def format_percent(percent: Exact | None, places: int = 0) -> str:
    """Return per cent as people read it: 67 gives "67%".

    What is shown is rounded: 66.67 shows as "67%" and still misses a target of 67%. Comparisons
    are made elsewhere, on the unrounded value.
    """
    return NOT_KNOWN if percent is None else _written(percent, places, after="%")


def parse_pounds(text: str) -> Decimal | None:
    """Read pounds and pence: "25000", "£25,000.50", "-£500". Blank gives None.

    Raises NumberProblem for anything else, and for more than £10 million either way.
    """
    value = _read(text, "an amount in pounds", "25000 or 25,000.50", places=2, pound=True)
    # copy_abs, not abs(): abs() rounds to the decimal context of whoever calls.
    if value is not None and value.copy_abs() > MOST_POUNDS:
        raise NumberProblem("Enter an amount of £10 million or less, like 25000 or 25,000.50")
    return value


def parse_hours(text: str) -> Decimal | None:
    """Read hours a week, up to two decimals: "412", "1,250.25". Blank gives None.

    Raises NumberProblem for anything else, below nought, and for more than 100,000 hours.
    """
    value = _read(text, "hours a week as a number", "412 or 412.5", places=2)
    return _within(value, MOST_HOURS_PER_WEEK, "100,000 hours a week", "412 or 412.5")


def parse_rate(text: str) -> Decimal | None:
    """Read pounds an hour, up to four decimals: "4.50", "£4.3956". Blank gives None.

    Raises NumberProblem for anything else, below nought, and for more than £1,000 an hour.
    """
    value = _read(text, "a rate in pounds an hour", "4.50 or 4.3956", places=4, pound=True)
    return _within(value, MOST_RATE_PER_HOUR, "£1,000 an hour", "4.50 or 4.3956")


def parse_count(text: str) -> int | None:
    """Read how many: "12", "1,200". Blank gives None.

    Raises NumberProblem for anything else, below nought, and for more than a million.
    """
    value = _within(
        _read(text, "a whole number", "12 or 1,200", places=0), MOST_COUNT, "1,000,000", "12"
    )
    return None if value is None else int(value)


def _written(amount: Exact, places: int, *, before: str = "", after: str = "") -> str:
    rounded = round_half_away(amount, places)
    sign = MINUS if rounded < 0 else ""
    return f"{sign}{before}{rounded.copy_abs():,f}{after}"


def _read(
    text: str, what: str, example: str, *, places: int, pound: bool = False
) -> Decimal | None:
    stripped = text.strip(_SPACES)
    if not stripped:
        return None
    found = _WRITTEN.fullmatch(stripped) if len(stripped) <= _LONGEST else None
    if found is None or (found["pound"] and not pound) or (found["minus"] and found["later_minus"]):
        raise NumberProblem(_advice(stripped, what, example))
    fraction = found["fraction"] or ""
    if len(fraction) > places:
        limit = f"no more than {places} decimal places" if places else "no decimal places"
        raise NumberProblem(f"Enter {what} with {limit}, like {example}")
    whole = found["whole"].replace(",", "") or "0"
    value = Decimal(f"{whole}.{fraction}" if fraction else whole)
    below_nought = (found["minus"] or found["later_minus"]) and value
    return value.copy_negate() if below_nought else value


def _advice(text: str, what: str, example: str) -> str:
    if text.startswith("(") and text.endswith(")"):
        return f"Enter {what} without brackets, and with a minus sign if it is below 0, like -500"
    if "%" in text:
        return f"Enter {what} without a % sign, like {example}"
    if any(character.isdigit() and not character.isascii() for character in text):
        return f"Enter {what} with the digits 0 to 9, like {example}"
    if re.fullmatch(r"[-−£ ]*[0-9][0-9.,]*", text) and "," in text:
        return f"Enter {what} with commas only between thousands, like {example}"
    return f"Enter {what}, like {example}"


def _within(
    value: Decimal | None, most: Decimal, most_in_words: str, example: str
) -> Decimal | None:
    if value is not None and value < 0:
        raise NumberProblem(f"Enter a number that is 0 or more, like {example}")
    if value is not None and value > most:
        raise NumberProblem(f"Enter {most_in_words} or less, like {example}")
    return value
