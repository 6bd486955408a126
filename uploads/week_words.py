"""What one heading says of a week (pure)."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from uploads.cells import Value, shown
from uploads.columns import Doubtful, Unreadable
from uploads.parsing.days import MONTHS, day, monday_of, year_of

# Without ASCII, İ and ı would count as i.
_LETTERS = re.ASCII | re.IGNORECASE
_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_ENDS = re.compile(
    r"\bw\s?[/.\\]?\s?e\b\.?|\bw(?:ee)?k\s?-?\s?end(?:s|ing|ed)?\b|\bending\b", _LETTERS
)
_BEGINS = re.compile(
    r"\bw\s?[/.\\]?\s?[cb]\b\.?|\bw(?:ee)?k\s?-?\s?(?:of|comm?[a-z]*|beg[a-z]*|start[a-z]*|from)\b\.?"
    r"|\bcommencing\b|\bbeginning\b|\bstarting\b",
    _LETTERS,
)
_WEEK = re.compile(r"\b(?:w(?:ee)?ks?|w(?=[0-9]))(?:\s?(?:no|number|#)\b\.?)?\s*\.?", _LETTERS)
_OTHER = re.compile(r"\b(?:hours?|hrs|delivered|total|of|the|date|worked|actual|care)\b", _LETTERS)
_RANGE = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s*(?:-|–|to)\s*[0-9]{{1,2}}(?:st|nd|rd|th)?"
    rf"[\s\-]*(?P<month>{_NAME})\.?[\s\-,]*(?P<year>[0-9]{{4}}|[’']?[0-9]{{2}})?",
    _LETTERS,
)
_TWO_DAYS = re.compile(
    r"(?P<first>.*?[a-z0-9])\s*(?:-|–|\bto\b)\s*(?P<last>[0-9]{1,2}\D.*)", _LETTERS
)
_DAY_MONTH = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s?[/.]\s?(?P<nmonth>[0-9]{{1,2}})|[\s\-]*(?P<month>{_NAME})\.?)"
    rf"|(?P<month2>{_NAME})\.?\s(?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?",
    _LETTERS,
)
_DAY_ONLY = re.compile(r"(?P<day>[0-9]{1,2})(?P<th>st|nd|rd|th)?", _LETTERS)
_MONTH = re.compile(rf"(?:{_NAME})\.?[\s\-’',]*(?:[0-9]{{4}}|[0-9]{{2}})?", _LETTERS)
_NUMBERS = re.compile(
    r"(?P<month>[0-9]{1,2})[/.\-](?P<day>[0-9]{1,2})[/.\-](?P<year>[0-9]{4}|[0-9]{2})"
)
_NUMBER_YEAR = re.compile(r"(?P<number>[0-9]{1,2})[\s,/\-of]+(?P<year>20[0-9]{2})", _LETTERS)
_YEAR_NUMBER = re.compile(
    r"(?P<year>20[0-9]{2})[\s,/\-]*w(?:ee)?k?\s?(?P<number>[0-9]{1,2})", _LETTERS
)


# A week may be headed by a day shortly before it or after it; one further away is another week.
_BEFORE, _AFTER = timedelta(days=7), timedelta(days=13)

# The number by which Excel keeps the first day of 2000; smaller ones are no dates of ours.
_YEAR_2000 = Decimal(36_526)


@dataclass(frozen=True, slots=True)
class Said:
    """What a heading says: a `day`; or a day of the month (`of_month`), perhaps with its month
    (`in_month`); or the `number` of a week, perhaps with its `year`; or a month, or perhaps one:
    "Apr 23" may be 23 April or April 2023.

    `marked` says that the heading speaks of a week or has a real date, `ends` that its day is
    the week's last. `american` is the day that its numbers mean with the month first.
    """

    day: date | None = None
    of_month: int = 0
    in_month: int | None = None
    number: int | None = None
    year: int | None = None
    is_month: bool = False
    maybe_month: bool = False
    marked: bool = False
    begins: bool = False
    ends: bool = False
    american: date | None = None

    def monday(self, on: date | None = None) -> date | None:
        """The Monday of the week meant by its day, or by the day `on`."""
        found = on or self.day
        if found is None:
            return None
        shift = -3 if self.ends else 3 if self.begins else 0
        return monday_of(found + timedelta(days=shift))

    def first_from(self, start: date) -> date | None:
        """The first day from `start` on that this day of a month can be, within a year."""
        year, month = start.year, start.month
        for _ in range(13):
            fits = self.in_month in (None, month) and self.of_month <= monthrange(year, month)[1]
            if fits and (found := date(year, month, self.of_month)) >= start:
                return found
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return None

    def weekday(self, week: date | None) -> int:
        """How many days after its Monday the day of the heading is."""
        if week is None:
            return 0
        if self.day is not None:
            return (self.day - week).days
        found = self.first_from(week - timedelta(days=6))
        return (found - week).days if found else 0


def ends_or_begins(words: str) -> tuple[bool, bool]:
    """Return whether words say that a week is named by its last day, and by its first."""
    return bool(_ENDS.search(words)), bool(_BEGINS.search(words))


def said_by(cells: tuple[Value, ...]) -> Said | None:
    """Return what the heading of a column (its cells from the top) says of a week; None where it
    says nothing of the kind."""
    for cell in reversed(cells):
        if isinstance(cell, datetime):
            return _dated(cell.date(), cells)
        if isinstance(cell, date):
            return _dated(cell, cells)
        if isinstance(cell, Decimal) and cell.is_finite() and cell > _YEAR_2000:
            read = _whole_day(shown(cell))
            return _dated(read.day, cells) if read is not None and read.day else None
    texts = [shown(cell) for cell in cells if cell is not None and shown(cell).strip()]
    if not texts:
        return None
    if len(texts) == 1:
        return _of_text(texts[0])
    # "April 2023" may stand over "3", and "3rd" under "Week commencing".
    ways = (texts[-1], " ".join(texts), " ".join(reversed(texts)))
    return next((found for way in ways if (found := _of_text(way)) is not None), None)


def may_head(heading: str, monday: date) -> bool:
    """Say whether a week may have this heading, which names a day or only the number of a week."""
    said = said_by((heading,))
    if said is None or not said.of_month:
        return True
    first = said.first_from(monday - _BEFORE)
    return first is not None and first <= monday + _AFTER


def comes_again(heading: str, monday: date) -> date | None:
    """Return when the day and month that head a week come round again; None where the heading does
    not name both, or names a year as well."""
    said = said_by((heading,))
    if said is None or not said.of_month or said.in_month is None:
        return None
    day = said.first_from(monday - _BEFORE)
    return said.first_from(day + timedelta(days=1)) if day is not None else None


def _dated(found: date, cells: tuple[Value, ...]) -> Said:
    words = " ".join(cell for cell in cells if isinstance(cell, str))
    ends, begins = ends_or_begins(words)
    marked = ends or begins or bool(_WEEK.search(words))
    return Said(day=found, marked=marked, begins=begins, ends=ends)


def _of_text(text: str) -> Said | None:
    words = " ".join(text.replace("_", " ").split())
    ends, begins = ends_or_begins(words)
    rest = _BEGINS.sub(" ", _ENDS.sub(" ", words))
    if found := _YEAR_NUMBER.fullmatch(rest.strip()):
        return Said(number=int(found["number"]), year=int(found["year"]), marked=True)
    is_week = bool(_WEEK.search(rest))
    marked = ends or begins or is_week
    rest = _OTHER.sub(" ", _WEEK.sub(" ", rest))
    aside = re.search(r"\(([^()]*)\)", rest)
    for part in ([aside[1]] if aside else []) + [re.sub(r"\([^()]*\)", " ", rest), rest]:
        bare = " ".join(part.split()).strip(" :-–—,.()")
        found_ = _of_bare(bare, is_week=is_week, dated=ends or begins)
        if found_ is not None:
            return replace(found_, marked=marked, begins=begins, ends=ends)
    return None


def _of_bare(bare: str, *, is_week: bool, dated: bool) -> Said | None:
    """What is left of a heading once the words for a week are taken away."""
    whole = _whole_day(bare)
    if whole is not None:
        return whole
    if found := _RANGE.fullmatch(bare):
        month = MONTHS[found["month"].casefold()]
        if found["year"] is None:
            return Said(of_month=int(found["day"]), in_month=month)
        return _whole_day(f"{found['day']} {found['month']} {found['year']}")
    if found := _DAY_MONTH.fullmatch(bare):
        return _day_of_month(found)
    if found := _NUMBER_YEAR.fullmatch(bare):
        return Said(number=int(found["number"]), year=int(found["year"])) if is_week else None
    if found := _DAY_ONLY.fullmatch(bare):
        number = int(found["day"])
        if (dated or found["th"]) and 1 <= number <= 31:
            return Said(of_month=number)
        return Said(number=number) if is_week and 1 <= number <= 53 else None
    if _MONTH.fullmatch(bare) and not is_week and not dated:
        return Said(is_month=True)
    if found := _TWO_DAYS.fullmatch(bare):
        first = _of_bare(found["first"].strip(), is_week=False, dated=dated)
        last = _of_bare(found["last"].strip(), is_week=False, dated=dated)
        if first is not None and last is not None and not first.is_month:
            return _with_year_of(first, last)
    return None


def _with_year_of(first: Said, last: Said) -> Said:
    """The first day of a range; its year may stand with its last day only."""
    if first.day is None and last.day is not None and first.of_month:
        found = first.first_from(last.day - timedelta(days=13))
        return Said(day=found) if found is not None and found <= last.day else first
    return first


def _whole_day(bare: str) -> Said | None:
    try:
        read = day(bare)
    except Unreadable:
        read = None
    found = read.value if isinstance(read, Doubtful) else read
    american = _american(bare)
    return Said(day=found, american=american) if found or american else None


def _american(bare: str) -> date | None:
    found = _NUMBERS.fullmatch(bare)
    try:
        return found and date(year_of(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _day_of_month(found: re.Match[str]) -> Said | None:
    number = int(found["day"] or found["day2"])
    name = found["month"] or found["month2"]
    month = MONTHS[name.casefold()] if name else int(found["nmonth"])
    if not 1 <= month <= 12 or not 1 <= number <= monthrange(2024, month)[1]:
        return None
    return Said(of_month=number, in_month=month, maybe_month=found["month2"] is not None)
