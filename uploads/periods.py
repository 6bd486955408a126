"""What the words round a table say about the time it covers (pure)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from uploads.parsing.days import FIRST_YEAR, LAST_YEAR, MONTHS, monday_of, year_of

# Without ASCII, İ and ı would count as i.
_LETTERS = re.ASCII | re.IGNORECASE

_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>20[0-9]{2}|[’'][0-9]{2}|[0-9]{2}(?![0-9/.]))"
_DAY_WORDS = rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s\-]*(?P<month>{_NAME})\.?[\s\-,]*{_YEAR}"
_DAY_NUMBERS = (
    r"(?P<nday>[0-9]{1,2})[/.\-](?P<nmonth>[0-9]{1,2})[/.\-](?P<nyear>20[0-9]{2}|[0-9]{2})"
)
_ISO = r"(?P<iyear>20[0-9]{2})-(?P<imonth>[0-9]{2})-(?P<iday>[0-9]{2})"
_STARTS = re.compile(
    r"(?:week\s?(?:no\.?\s?)?(?:1|one)\b|w/?c\b|commenc\w*|start\w*|begin\w*|from|period|covers)"
    rf"[^0-9]{{0,25}}(?:{_ISO}|{_DAY_NUMBERS}|{_DAY_WORDS})",
    _LETTERS,
)
_MONTHS = re.compile(
    rf"\b(?P<first>{_NAME})\b\.?(?:[\s’']*(?:20)?[0-9]{{2}}(?=\s*(?:-|–|to)))?"
    rf"\s*(?:(?:-|–|/|to|until)\s*(?P<last>{_NAME})\b\.?)?[\s,\-]*{_YEAR}",
    _LETTERS,
)
# "23/24" too; from 13 on, because "03/04" is a day.
_FINANCIAL = (
    r"(?<![0-9/.\-])(?P<from>20[0-9]{2}|1[3-9]|[2-9][0-9])\s?[/\-–]\s?"
    r"(?P<to>20[0-9]{2}|[0-9]{2})(?![0-9/.\-])"
)
_QUARTER = r"\b(?:q|qtr\.?\s?|quarter\s?)(?P<quarter>[1-4])\b"
_YEAR_ALONE = re.compile(r"(?<![0-9/.\-])(?P<year>20[0-9]{2})(?![0-9/.\-])")


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a table covers, and how the words round it say so.

    `starts` says that the first day was given as such; `words` are the words that gave it.
    """

    start: date
    end: date
    words: str
    starts: bool = False
    whole_year: bool = False

    @property
    def first_week(self) -> date:
        """The Monday of the first week whose Thursday lies in the period."""
        return monday_of(self.start + timedelta(days=3))


def period_of(texts: Iterable[str]) -> Period | None:
    """Return the time that words speak of, the most exact they give; None where they give none.

    Understood are a first day ("from 3 April 2023"), months ("Apr-Jun 2023"), a quarter of a
    financial year ("Q1 2023/24"), a financial year and a year. When something was last changed
    or printed says nothing of what it covers.
    """
    lines = list(texts)
    for read in (_first_day, _months, _quarter, _financial_year, _calendar_year):
        for line in lines:
            found = read(line)
            if found is not None and FIRST_YEAR <= found.start.year <= LAST_YEAR:
                return found
    return None


def _first_day(line: str) -> Period | None:
    found = _STARTS.search(line)
    if found is None:
        return None
    parts = (
        (found["iday"], found["imonth"], found["iyear"])
        if found["iday"]
        else (found["nday"], found["nmonth"], found["nyear"])
        if found["nday"]
        else (found["day"], str(MONTHS[found["month"].casefold()]), found["year"])
    )
    try:
        start = date(year_of(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None
    return Period(start, _after(start, 12), found.group(), starts=True)


def _months(line: str) -> Period | None:
    found = _MONTHS.search(line)
    if found is None or re.search(r"updat|print|as at|as of|version|creat", line, _LETTERS):
        return None
    year, first = year_of(found["year"]), MONTHS[found["first"].casefold()]
    last = MONTHS[found["last"].casefold()] if found["last"] else first
    # "Dec - Feb 2024" ends in 2024 and begins in the year before.
    start = date(year - 1 if last < first else year, first, 1)
    return Period(start, _after(start, (last - first) % 12 + 1), found.group())


def _quarter(line: str) -> Period | None:
    year, quarter = re.search(_FINANCIAL, line), re.search(_QUARTER, line, _LETTERS)
    if year is None or quarter is None or not _follow(year):
        return None
    month = 3 + 3 * (int(quarter["quarter"]) - 1)
    start = date(year_of(year["from"]) + month // 12, month % 12 + 1, 1)
    return Period(start, _after(start, 3), f"{quarter.group()} {year.group()}")


def _financial_year(line: str) -> Period | None:
    found = re.search(_FINANCIAL, line)
    if found is None or not _follow(found):
        return None
    start = date(year_of(found["from"]), 4, 1)
    return Period(start, _after(start, 12), found.group(), whole_year=True)


def _calendar_year(line: str) -> Period | None:
    found = _YEAR_ALONE.search(line)
    # The second quarter of 2023 may begin in April or in July: then nothing is known.
    if found is None or re.search(_QUARTER, line, _LETTERS):
        return None
    start = date(int(found["year"]), 1, 1)
    return Period(start, _after(start, 12), found.group(), whole_year=True)


def _follow(years: re.Match[str]) -> bool:
    return int(years["to"]) % 100 == (int(years["from"]) + 1) % 100


def _after(start: date, months: int) -> date:
    """The last day of so many months, the first of them that of the start."""
    count = start.year * 12 + start.month - 1 + months
    return date(count // 12, count % 12 + 1, 1) - timedelta(days=1)
