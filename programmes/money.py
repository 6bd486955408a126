"""Pounds, hours, rates and counts: how they are rounded, written and read (pure).

This is the only module that rounds. Figures stay exact everywhere else and are rounded here, half
away from zero, only to be shown. None means "not known" and is never taken for nought. Nothing
here depends on the decimal context or the locale of the machine.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Exact = Decimal | Fraction | int

NOT_KNOWN = "Not known"
MINUS = "−"
# Without this a browser may end a line between the two: it is shown as nothing and joins them.
_MINUS_POUND = f"{MINUS}\u2060£"

MOST_POUNDS = Decimal(10_000_000)
MOST_HOURS_PER_WEEK = Decimal(100_000)
MOST_RATE_PER_HOUR = Decimal(1_000)
MOST_COUNT = Decimal(1_000_000)
MOST_FIGURE = Decimal(100_000_000)

_LONGEST = 40
_SPACES = " \t\r\n\u00a0"
_WRITTEN = re.compile(
    r"(?P<minus>[-−])?[ ]?(?P<pound>£)?[ ]?(?P<later_minus>[-−])?"
    r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+|(?=\.))(?:\.(?P<fraction>[0-9]+))?"
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is asked for, as the messages name it, and what of it is taken."""

    what: str
    example: str
    places: int
    most: Decimal
    most_in_words: str
    in_pounds: bool = False
    least_in_words: str = ""

    @property
    def may_be_negative(self) -> bool:
        return bool(self.least_in_words)


_POUNDS = _Kind(
    what="an amount in pounds",
    example="25000 or 25,000.50",
    places=2,
    most=MOST_POUNDS,
    most_in_words="an amount of £10 million",
    in_pounds=True,
    least_in_words=f"an amount of {_MINUS_POUND}10 million or more",
)
_HOURS = _Kind(
    what="hours a week as a number",
    example="412 or 412.5",
    places=2,
    most=MOST_HOURS_PER_WEEK,
    most_in_words="100,000 hours a week",
)
_RATE = _Kind(
    what="a rate in pounds an hour",
    example="4.50 or 4.3956",
    places=4,
    most=MOST_RATE_PER_HOUR,
    most_in_words="£1,000 an hour",
    in_pounds=True,
)
_COUNT = _Kind(
    what="a whole number",
    example="12 or 1,200",
    places=0,
    most=MOST_COUNT,
    most_in_words="1,000,000",
)
_FIGURE = _Kind(
    what="a number",
    example="12.5 or 1,200",
    places=4,
    most=MOST_FIGURE,
    most_in_words="100 million",
    least_in_words="−100 million or more",
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


def exact_pounds(amount: Decimal) -> str:
    """Return pounds with every digit there is: "£43,875", "−£14,762.50", "£0.0625".

    For showing how a figure is worked out, where a rounded part would not add up.
    """
    places = places_needed(amount)
    return _written(amount, max(places, 2) if places else 0, before="£")


def places_needed(value: Decimal) -> int:
    """Return how many decimals a number has, needless noughts not counted."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


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


def signed(before: str, *, below_zero: bool) -> str:
    """Return what stands before the digits, "£" or nothing, with a minus that stays with them."""
    if not below_zero:
        return before
    return _MINUS_POUND if before == "£" else f"{MINUS}{before}"


def parse_pounds(text: str) -> Decimal | None:
    """Read pounds and pence: "25000", "£25,000.50", "-£500". Blank gives None.

    Raises NumberProblem for anything else, and for more than £10 million either way.
    """
    return _read(text, _POUNDS)


def parse_hours(text: str) -> Decimal | None:
    """Read hours a week, up to two decimals: "412", "1,250.25". Blank gives None.

    Raises NumberProblem for anything else, below nought, and for more than 100,000 hours.
    """
    return _read(text, _HOURS)


def parse_rate(text: str) -> Decimal | None:
    """Read pounds an hour, up to four decimals: "4.50", "£4.3956". Blank gives None.

    Raises NumberProblem for anything else, below nought, and for more than £1,000 an hour.
    """
    return _read(text, _RATE)


def parse_count(text: str) -> int | None:
    """Read how many: "12", "1,200". Blank gives None.

    Raises NumberProblem for anything else, below nought, and for more than a million.
    """
    value = _read(text, _COUNT)
    return None if value is None else int(value)


def parse_figure(text: str) -> Decimal | None:
    """Read any figure, up to four decimals and of either sign: "-25", "66.5". Blank gives None.

    Raises NumberProblem for anything else, and for more than 100 million either way.
    """
    return _read(text, _FIGURE)


def _written(amount: Exact, places: int, *, before: str = "", after: str = "") -> str:
    rounded = round_half_away(amount, places)
    # copy_abs, not abs(): abs() rounds to the decimal context of whoever calls.
    return f"{signed(before, below_zero=rounded < 0)}{rounded.copy_abs():,f}{after}"


def _read(text: str, kind: _Kind) -> Decimal | None:
    # A figure may have been copied from a page, with what holds its minus.
    stripped = text.replace(_MINUS_POUND, f"{MINUS}£").strip(_SPACES)
    if not stripped:
        return None
    found = _WRITTEN.fullmatch(stripped) if len(stripped) <= _LONGEST else None
    if found is None or (found["pound"] and not kind.in_pounds):
        raise NumberProblem(_advice(stripped, kind))
    if found["minus"] and found["later_minus"]:
        raise NumberProblem(_advice(stripped, kind))
    whole, fraction = found["whole"].replace(",", "") or "0", found["fraction"] or ""
    if len(fraction) > kind.places:
        limit = f"no more than {kind.places}" if kind.places else "no"
        raise NumberProblem(f"Enter {kind.what} with {limit} decimal places, like {kind.example}")
    value = Decimal(f"{whole}.{fraction}" if fraction else whole)
    below_nought = bool(value and (found["minus"] or found["later_minus"]))
    if below_nought and not kind.may_be_negative:
        raise NumberProblem(f"Enter a number that is 0 or more, like {kind.example}")
    if value > kind.most:
        limit = kind.least_in_words if below_nought else f"{kind.most_in_words} or less"
        raise NumberProblem(f"Enter {limit}, like {kind.example}")
    # copy_negate, not a minus: a minus rounds to the decimal context of whoever calls.
    return value.copy_negate() if below_nought else value


def _advice(text: str, kind: _Kind) -> str:
    if text.startswith("(") and text.endswith(")"):
        if kind.may_be_negative:
            return f"Enter {kind.what} without brackets: an amount below 0 has a minus, like -500"
        return f"Enter {kind.what} without brackets, like {kind.example}"
    if re.fullmatch(r"[0-9]+:[0-5][0-9]", text) and kind is _HOURS:
        return f"Enter {kind.what} with a decimal point: 7 hours 30 minutes is 7.5"
    if "%" in text:
        return f"Enter {kind.what} without a % sign, like {kind.example}"
    if any(character.isdigit() and not character.isascii() for character in text):
        return f"Enter {kind.what} with the digits 0 to 9, like {kind.example}"
    if "," in text and re.fullmatch(r"[-−£ ]*[0-9][0-9.,]*", text):
        return f"Enter {kind.what} with commas only between thousands, like {kind.example}"
    return f"Enter {kind.what}, like {kind.example}"
