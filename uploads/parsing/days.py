"""Days, and the weeks they lie in, as British people write them (pure).

The day comes before the month, always: 3/4/2023 is 3 April. A column that looks American is asked
about as a whole (`american_days`), because a British spreadsheet that opens an American file turns
the days it can into wrong ones and leaves the others as text.
"""

import re
from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from uploads.cells import Value
from uploads.columns import Doubtful, Suspicion, Unreadable
from uploads.parsing.text import seen

FIRST_YEAR, LAST_YEAR = 2000, 2100
LIKE = "3 April 2023"
TYPE_A_DAY = f"Type the day, month and year, like {LIKE}."

MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        *("jan january", "feb febr february", "mar march", "apr april", "may", "jun june"),
        *("jul july", "aug august", "sep sept september", "oct october"),
        *("nov november", "dec december"),
    ),
    start=1,
):
    MONTHS.update(dict.fromkeys(_names.split(), _number))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# Without ASCII, İ and ı would count as i.
_LETTERS = re.ASCII | re.IGNORECASE

_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>[0-9]{4}|[’']?[0-9]{2})"
_CLOCK = (
    r"(?:[T ,]+(?P<clock>[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s?(?:[ap]\.?m\.?)?))?"
)
_ZONE = r"\s?(?P<zone>Z|UTC|(?:GMT|BST)?(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?)"
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"

_NUMBERS = re.compile(
    rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})\s?(?P<between>[/.\-–\s])\s?(?P<month>[0-9]{{1,2}})"
    rf"\s?(?P=between)\s?{_YEAR}{_CLOCK}",
    _LETTERS,
)
_ISO = re.compile(
    rf"(?P<year>[0-9]{{4}})[-/.](?P<month>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}}){_CLOCK}{_ZONE}"
)
_WORDS = re.compile(
    rf"{_WEEKDAY}{_DAY}[\s\-/.]*(?:of\s)?{_MONTH}[\s\-/,.]*{_YEAR}{_CLOCK}", _LETTERS
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}{_MONTH}\s?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{{4}}){_CLOCK}",
    _LETTERS,
)
_COMPACT = re.compile(r"(?P<year>20[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9])")
_MONTH_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH_ONLY = re.compile(
    rf"(?:(?:early|mid|late|end|end of|start of)[\s-]+)?(?:{_MONTH_NAME})\.?"
    r"(?:[\s\-/’',]*(?:[0-9]{4}|[0-9]{2}))?|[0-9]{1,2}[/.\-][0-9]{4}|[0-9]{4}-[0-9]{1,2}",
    _LETTERS,
)
_NO_YEAR = re.compile(
    rf"[0-9]{{1,2}}\s?[/.\-]\s?[0-9]{{1,2}}|{_DAY}[\s-]*(?:{_MONTH_NAME})\.?", _LETTERS
)
_PERIOD = re.compile(r"(?:q[1-4]|quarter\s?[1-4])\b.*|[0-9]{4}(?:\s?[/-]\s?[0-9]{2,4})?", _LETTERS)

_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]{1,12})?")

# Excel counts days from here; it has a 29 February 1900, which never was, as its day 60.
_SERIAL_ZERO = date(1899, 12, 30)
_LONDON = ZoneInfo("Europe/London")


def day(value: Value) -> date | Doubtful | None:
    """Read one day. Raises Unreadable."""
    value = seen(value)
    if value is None:
        return None
    if isinstance(value, datetime):
        return _in_range(_in_england(value))
    if isinstance(value, date):
        return _in_range(value)
    if isinstance(value, Decimal):
        return _from_number(value)
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, (time, timedelta)):
        raise Unreadable("This is a time without a day.", TYPE_A_DAY, "day.time")
    raise Unreadable("This is not a date.", TYPE_A_DAY, "day.unreadable")


def week(value: Value) -> date | Doubtful | None:
    """Read the Monday of the week in which a day lies. Raises Unreadable."""
    return _moved(day(value), monday_of)


def week_beginning(value: Value) -> date | Doubtful | None:
    """Read the Monday of the week that begins on a day. Raises Unreadable.

    Of a week that begins on another day it is the Monday of the week that holds most of it, which
    a person is told.
    """
    found = _moved(day(value), lambda first: monday_of(first + timedelta(days=3)))
    first = _plain(day(value))
    if first is None or first.weekday() == 0 or isinstance(found, Doubtful):
        return found
    return Doubtful(
        found,
        "This week does not begin on a Monday.",
        "It is read as the week, Monday to Sunday, in which most of its days lie.",
        "week.begins",
        note=True,
    )


def week_ending(value: Value) -> date | Doubtful | None:
    """Read the Monday of the week that ends on a day: Friday, Saturday or Sunday of that week.

    A week that ends on another day is taken as the week that holds most of it, for a person to
    confirm. Raises Unreadable.
    """
    found = _moved(day(value), lambda last: monday_of(last - timedelta(days=3)))
    last = _plain(day(value))
    if last is None or last.weekday() >= 4 or isinstance(found, Doubtful):
        return found
    return Doubtful(
        found,
        "A week that ends on this day lies in two weeks of the calendar.",
        "It is read as the week, Monday to Sunday, in which most of its days lie. If that is "
        "wrong, type the Sunday on which the week ends.",
        "week.ends",
    )


def american_days(cells: Collection[Value]) -> Suspicion | None:
    """Look for days written month first: return the cells that may then mean another day.

    A column looks American when a text in it is no day of ours, but is one with the month first.
    """
    texts = [found for cell in cells if isinstance(cell, str) and (found := _numbers_of(cell))]
    if not any(first <= 12 < second for first, second in texts):
        return None
    either = {cell for cell in cells if _may_be_either(cell)}
    if not either:
        return None
    return Suspicion(
        frozenset(either),
        "Other dates of this column are written month first, as Americans do, so this one may be "
        "another day than it looks.",
        f"Check it against where it came from. Type it with the month in words, like {LIKE}, or "
        "confirm that it is right.",
        "day.american_column",
    )


def weeks_at_all(cells: Collection[Value]) -> Suspicion | None:
    """Look for days that are no weeks: month first, or every one the first of a month."""
    months = {(cell.year, cell.month) for cell in cells if isinstance(cell, date)}
    days = [cell for cell in cells if isinstance(cell, date)]
    if len(months) < 3 or any(cell.day != 1 for cell in days):
        return american_days(cells)
    return Suspicion(
        frozenset(days),
        "Every date of this column is the first of a month, so its figures may be of months.",
        "Hours are kept by the week. Give them by the week, or confirm that each is of one week.",
        "week.months",
    )


def sundays_only(cells: Collection[Value]) -> Suspicion | None:
    """Look for weeks of which each is given by a Sunday, on which one may begin or end."""
    days = {cell: found for cell in cells if (found := _day_or_none(cell)) is not None}
    if not days or any(found.weekday() != 6 for found in days.values()):
        return None
    return Suspicion(
        frozenset(days),
        "Every date of this column is a Sunday, and nothing says whether the week begins or ends "
        "on it. It is read as the week, Monday to Sunday, that ends on it.",
        "Confirm that, or head the column “Week beginning” in the file and upload it again.",
        "week.sundays",
    )


def _day_or_none(cell: Value) -> date | None:
    try:
        return _plain(day(cell)) if cell is not None else None
    except Unreadable:
        return None


def monday_of(one: date) -> date:
    """Return the Monday of the week of a day."""
    return one - timedelta(days=one.weekday())


def year_of(written: str) -> int:
    """Return a year as written: two digits are of this century."""
    digits = written.strip("’'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _plain(read: date | Doubtful | None) -> date | None:
    found = read.value if isinstance(read, Doubtful) else read
    return found if isinstance(found, date) else None


def _moved(read: date | Doubtful | None, move: Callable[[date], date]) -> date | Doubtful | None:
    if isinstance(read, Doubtful):
        return Doubtful(move(read.value), read.message, read.remedy, read.code, read.note)
    return None if read is None else move(read)


def _in_england(moment: datetime) -> date:
    """The day in England of a moment that names its time zone; else the day it says."""
    return (moment.astimezone(_LONDON) if moment.tzinfo else moment).date()


def _in_range(found: date) -> date:
    if 1899 <= found.year <= 1905:
        raise Unreadable(
            "This is a date of about 1900: most often a number that was formatted as a date.",
            TYPE_A_DAY,
            "day.range",
        )
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unreadable(
            f"This date is before {FIRST_YEAR} or after {LAST_YEAR}.", TYPE_A_DAY, "day.range"
        )
    return found


def _from_number(number: Decimal) -> date | Doubtful:
    whole = int(number) if 0 <= number.adjusted() < 9 else -1
    if number == whole and (found := _COMPACT.fullmatch(str(whole))):
        read = _made(found["day"], found["month"], whole // 10_000)
    elif 36_526 <= whole <= 73_415:
        read = _SERIAL_ZERO + timedelta(days=whole)
    elif FIRST_YEAR <= whole <= LAST_YEAR:
        raise Unreadable("This is only a year.", TYPE_A_DAY, "day.month_only")
    else:
        raise Unreadable("This is a number, not a date.", TYPE_A_DAY, "day.number")
    return Doubtful(
        _in_range(read),
        "This is the number by which Excel keeps a date, and was read as that date.",
        "Check that the dates are right; format the column as dates to see them in Excel.",
        "day.serial",
        note=True,
    )


def _from_text(words: str) -> date | Doubtful:
    if _SERIAL.fullmatch(words):
        return _from_number(Decimal(words))
    if found := _ISO.fullmatch(words):
        return _in_range(_iso_day(found))
    if found := _COMPACT.fullmatch(words):
        return _in_range(_made(found["day"], found["month"], int(found["year"])))
    if found := _NUMBERS.fullmatch(words):
        return _checked(found, int(found["month"]))
    if found := _WORDS.fullmatch(words) or _MONTH_FIRST.fullmatch(words):
        month = MONTHS.get(found["month"].casefold())
        if month is not None:
            return _checked(found, month)
    raise _advice(words)


def _checked(found: re.Match[str], month: int) -> date | Doubtful:
    year = year_of(found["year"])
    if month > 12 >= int(found["day"]):
        raise Unreadable(
            "There is no such month: the date seems to be written month first.",
            f"Type the day before the month, or the month in words, like {LIKE}.",
            "day.american",
        )
    read = _in_range(_made(found["day"], str(month), year))
    weekday = found["weekday"]
    if weekday and WEEKDAYS.index(weekday.casefold()) != read.weekday():
        return Doubtful(
            read,
            "The day of the week and the date do not agree.",
            "Correct the one that is wrong, or confirm the date.",
            "day.weekday",
        )
    return read


def _iso_day(found: re.Match[str]) -> date:
    """The day in England. Only a zone as machines write it is taken into account: people and web
    forms write the clock on their wall."""
    read = _made(found["day"], found["month"], int(found["year"]))
    zone = "+00:00" if found["zone"] in {"Z", "UTC"} else found["zone"]
    if not found["clock"] or re.fullmatch(r"[+-][0-9]{2}:[0-9]{2}", zone) is None:
        return read
    try:
        return _in_england(datetime.fromisoformat(f"{read}T{found['clock'][:5]}:00{zone}"))
    except (ValueError, OverflowError):
        return read


def _made(day_: str, month: str, year: int) -> date:
    try:
        return date(year, int(month), int(day_))
    except ValueError:
        raise Unreadable("There is no such day.", TYPE_A_DAY, "day.impossible") from None


def _advice(words: str) -> Unreadable:
    if any(character.isdigit() and not character.isascii() for character in words):
        return Unreadable("Only the digits 0 to 9 can be read.", TYPE_A_DAY, "day.digits")
    if _PERIOD.fullmatch(words) or _MONTH_ONLY.fullmatch(words):
        return Unreadable("This gives no day of the month.", TYPE_A_DAY, "day.month_only")
    if _NO_YEAR.fullmatch(words):
        return Unreadable("This gives no year.", TYPE_A_DAY, "day.no_year")
    return Unreadable("This is not a date.", TYPE_A_DAY, "day.unreadable")


def _numbers_of(words: str) -> tuple[int, int] | None:
    found = _NUMBERS.fullmatch(" ".join(words.split()))
    return (int(found["day"]), int(found["month"])) if found else None


def _may_be_either(cell: Value) -> bool:
    if isinstance(cell, str):
        found = _numbers_of(cell)
        return found is not None and max(found) <= 12 and found[0] != found[1]
    return isinstance(cell, date) and cell.day <= 12 and cell.day != cell.month
