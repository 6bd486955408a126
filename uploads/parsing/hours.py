"""Hours as people keep them: 12, 12.5 hrs, 7:30, 7h30 (pure).

The register keeps whole hundredths of an hour. Figures that are exact in hundredths are taken as
they stand. Twenty minutes are not exact in hundredths, nor in any decimals: whoever types 7 hours
20 minutes into the register by hand types 7.33. So a time in whole minutes is read to the nearest
hundredth and the person is told; retyping every such cell would make it no more exact. Any other
figure with more decimals ("12.345", "11.547") was worked out and not measured, most often as an
average, and a person must say why it is right. The rounding itself is handed in by the caller,
because the house rounds in one place only.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

from uploads.cells import Value
from uploads.columns import Doubtful, Unreadable
from uploads.parsing.text import seen

Nearest = Callable[[Fraction, int], Decimal]

# Without ASCII, İ and ı would count as i.
_LETTERS = re.ASCII | re.IGNORECASE

_UNIT = r"(?:h|hr|hrs|hour|hours)\.?"
_OFTEN = r"(?:\s?(?:/|per|a|each|p\.?/?)\s?(?:w|wk|week)\.?|\s?weekly)?"
_NUMBER = re.compile(
    r"(?P<minus>[-−])?\s?(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+|(?=\.[0-9]))"
    rf"(?:\.(?P<decimals>[0-9]+))?(?P<part>[¼½¾])?(?:\s?{_UNIT})?{_OFTEN}",
    _LETTERS,
)
_PART_ONLY = re.compile(rf"(?P<part>[¼½¾])(?:\s?{_UNIT})?{_OFTEN}", _LETTERS)
_CLOCK = re.compile(r"(?P<hours>[0-9]{1,5}):(?P<minutes>[0-5][0-9])(?::(?P<seconds>[0-5][0-9]))?")
_MINUTE_UNIT = r"(?:m|min|mins|minute|minutes)\.?"
_IN_WORDS = re.compile(
    rf"(?:(?P<hours>[0-9]{{1,5}})\s?{_UNIT},?\s?(?:and\s)?)?"
    rf"(?P<minutes>[0-9]{{1,3}})\s?(?P<unit>{_MINUTE_UNIT})?{_OFTEN}",
    _LETTERS,
)
_ABOUT = (
    r"(?:approximately|approx|about|around|circa|roughly|average|averaging|avg|av|estimated|"
    r"estimate|est|say|ca|c|~|≈)\.?:?"
)
_BEFORE = re.compile(rf"{_ABOUT}\s*(?P<rest>.*)", _LETTERS)
# As in 10ish hrs, 10 or so, 10 hours (approx.).
_AFTER = (
    re.compile(r"(?P<rest>[0-9][0-9.,:]*)\s?-?ish\b(?P<unit>.*)", _LETTERS),
    re.compile(rf"(?P<rest>.*[^\s(])\s?(?:\({_ABOUT}\)|\b{_ABOUT}|or so|on average)", _LETTERS),
    re.compile(r"(?P<rest>.*\S)\s?[~≈]"),
)
_ASKED = re.compile(r"\?+\s?(?P<before>[^?]+)|(?P<after>[^?]+?)\s?(?:\?+|\(\?+\))")
_ROUGH = re.compile(
    r"[0-9.]+\s?(?:-|–|—|to|or|/)\s?[0-9.]+.*|[<>≤≥].*|.*[0-9]\s?\+"
    r"|(?:up to|over|under|at least|max|min|less than|more than|varies|variable|various)\b.*",
    _LETTERS,
)
_FIGURE = re.compile("[0-9¼½¾]")
_PARTS = {"¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4)}
# People who type one of these into a week mean that no hours were given; of the others it can
# mean as well that nobody knows.
_ZERO = frozenset({"none", "nil", "zero", "nought", "no hours", "0 hours", "nil hours"})
_NIL = frozenset({"nothing", "no"})
_LONGEST = 40

LIKE = "12 or 12.5"
TYPE_HOURS = f"Type the hours as a number, like {LIKE}."

_APPROXIMATE = Doubtful(
    None,
    "This figure is called approximate. It was read as the number alone.",
    "You need do nothing: usual hours count as estimates.",
    "hours.approximate",
    note=True,
)
_IN_DOUBT = Doubtful(
    None,
    "There is a question mark with this figure. It was read as the number alone.",
    "Type the hours, empty the cell where nobody knows them, or confirm that the figure is the "
    "best that is known.",
    "hours.in_doubt",
)


def hours(
    *, most: int, nearest: Nearest, estimate: bool = False
) -> Callable[[Value], Decimal | Doubtful | None]:
    """Return a parser of hours from 0 to `most`, in hundredths.

    `nearest` rounds an exact figure to so many decimals. With `estimate`, "about 12" is 12, which
    is noted, and "12?" is 12 for a person to confirm: the list holds estimates only.
    """

    def parse(value: Value) -> Decimal | Doubtful | None:
        word = value.strip(" .").casefold() if isinstance(value, str) else ""
        if word in _ZERO:
            return Doubtful(
                Decimal(0),
                "This word was read as 0 hours.",
                "Empty the cell where nobody knows the hours.",
                "hours.zero",
                note=True,
            )
        if word in _NIL:
            return Doubtful(
                None,
                "This can mean that no hours were given, or that nobody knows. It was read as not "
                "known.",
                "Type 0 where no hours were given.",
                "hours.nil",
            )
        value = seen(value)
        if value is None:
            return None
        about, asked = (None, None) if not isinstance(value, str) else _roughly(value)
        if estimate and (figure := about or asked):
            doubt = _APPROXIMATE if about else _IN_DOUBT
            return _doubted(_in_hundredths(_exactly(figure, estimate), most, nearest), doubt)
        return _in_hundredths(_exactly(value, estimate), most, nearest)

    return parse


def _roughly(words: str) -> tuple[str | None, str | None]:
    """Return the figure of words that call it approximate, and that of words that ask whether it
    is right; None where they do not."""
    if len(words) > _LONGEST:
        return None, None
    if asked := _ASKED.fullmatch(words):
        figure = asked["before"] or asked["after"]
        return None, _roughly(figure)[0] or figure
    for pattern in (_BEFORE, *_AFTER):
        if (found := pattern.fullmatch(words)) and _FIGURE.search(found["rest"]):
            return f"{found['rest']}{found.groupdict().get('unit') or ''}", None
    return None, None


def _doubted(read: Decimal | Doubtful, doubt: Doubtful) -> Doubtful:
    """Return what is said of a figure that was called rough; what must be confirmed anyway is."""
    if isinstance(read, Doubtful):
        if not read.note:
            return read
        read = read.value
    return replace(doubt, value=read)


def _in_hundredths(
    figure: tuple[Fraction, int | None], most: int, nearest: Nearest
) -> Decimal | Doubtful:
    """Bring a figure into the register's unit. Its second part is how many decimals it was
    written with; None where it was written in minutes."""
    exact, decimals = figure
    if exact < 0:
        raise Unreadable("Hours cannot be below 0.", TYPE_HOURS, "hours.negative")
    if exact > most:
        raise Unreadable(f"This is more than {most:,} hours a week.", TYPE_HOURS, "hours.too_many")
    hundredths = exact * 100
    if hundredths.denominator == 1:
        whole, rest = divmod(hundredths.numerator, 100)
        return Decimal(f"{whole}.{rest:02d}".rstrip("0").rstrip("."))
    read = nearest(exact, 2)
    if decimals is None or _is_whole_minutes(exact, decimals):
        return Doubtful(
            read,
            "Hours are saved with 2 decimals, to the nearest: 7 hours 20 minutes as 7.33.",
            "You need do nothing.",
            "hours.minutes",
            note=True,
        )
    return Doubtful(
        read,
        "This has more than 2 decimal places, so it seems to be worked out, like an average, and "
        "not measured.",
        "Type the hours that were given. If the figure is right, say how it was found: the "
        "nearest hundredth will be taken.",
        "hours.decimals",
    )


def _is_whole_minutes(exact: Fraction, decimals: int) -> bool:
    """Say whether a figure is a time in whole minutes, cut to so many decimals: 7.3333."""
    minutes = exact * 60
    whole = (minutes.numerator * 2 + minutes.denominator) // (minutes.denominator * 2)
    return decimals >= 3 and abs(exact - Fraction(whole, 60)) <= Fraction(1, 10**decimals)


def _exactly(value: Value, estimate: bool) -> tuple[Fraction, int | None]:
    if isinstance(value, Decimal):
        # No spreadsheet holds a number outside these bounds, and to work with one takes long.
        if abs(value.adjusted()) > 400:
            raise _advice("", False)
        exponent = value.as_tuple().exponent
        return Fraction(value), max(0, -exponent) if isinstance(exponent, int) else 0
    if isinstance(value, timedelta):
        return Fraction(value // timedelta(microseconds=1), 3_600_000_000), None
    if isinstance(value, time):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return Fraction(seconds, 3600), None
    if isinstance(value, str):
        return _from_text(value, estimate)
    if isinstance(value, date):
        raise Unreadable(
            "The spreadsheet holds a date here, where hours should be.",
            "Format the cell as a number and type the hours again, like 12.5.",
            "hours.day",
        )
    raise Unreadable("This is not a number of hours.", TYPE_HOURS, "hours.unreadable")


def _from_text(words: str, estimate: bool) -> tuple[Fraction, int | None]:
    if len(words) > _LONGEST:
        raise _advice(words, estimate)
    if found := _NUMBER.fullmatch(words):
        decimals = found["decimals"] or ""
        whole = int(found["whole"].replace(",", "") or "0")
        exact = whole + Fraction(int(decimals or "0"), 10 ** len(decimals))
        exact += _PARTS.get(found["part"] or "", Fraction(0))
        return (-exact if found["minus"] else exact), len(decimals)
    if found := _PART_ONLY.fullmatch(words):
        return _PARTS[found["part"]], 2
    if found := _CLOCK.fullmatch(words):
        seconds = int(found["hours"]) * 3600 + int(found["minutes"]) * 60
        return Fraction(seconds + int(found["seconds"] or 0), 3600), None
    found = _IN_WORDS.fullmatch(words)
    if found and found["hours"] and int(found["minutes"]) < 60:
        return Fraction(int(found["hours"]) * 60 + int(found["minutes"]), 60), None
    if found and found["unit"] and not found["hours"]:
        return Fraction(int(found["minutes"]), 60), None
    raise _advice(words, estimate)


def _advice(words: str, estimate: bool) -> Unreadable:
    """Say what kind of thing is wrong, and what to type instead."""
    if any(character.isdigit() and not character.isascii() for character in words):
        return Unreadable("Only the digits 0 to 9 can be read.", TYPE_HOURS, "hours.digits")
    if words.startswith("(") and words.endswith(")"):
        return Unreadable(
            "Brackets can mean an amount below 0, or an aside.",
            f"Type the hours without brackets, like {LIKE}.",
            "hours.brackets",
        )
    if "%" in words:
        return Unreadable("This is shown as a percentage, not hours.", TYPE_HOURS, "hours.percent")
    if "£" in words:
        return Unreadable("This is money, not hours.", TYPE_HOURS, "hours.money")
    if re.fullmatch(r"[-−+]?[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]+", words):
        return Unreadable("This is in scientific notation.", TYPE_HOURS, "hours.scientific")
    if _ROUGH.fullmatch(words) or any(_roughly(words)):
        elsewhere = (
            ""
            if estimate
            else " What is only known roughly belongs in a list of typical weeks, which are "
            "counted as estimates."
        )
        return Unreadable(
            "This is not one figure of hours.",
            f"Type one figure, like {LIKE}.{elsewhere}",
            "hours.rough",
        )
    if re.fullmatch(r"[-−]?[0-9][0-9.,]*", words):
        return Unreadable(
            "The commas and points of this number are not where British numbers have them.",
            "Type the hours with a point before the decimals, like 1,234.5 or 12.5.",
            "hours.commas",
        )
    return Unreadable("This is not a number of hours.", TYPE_HOURS, "hours.unreadable")


__all__ = ["Nearest", "hours"]
