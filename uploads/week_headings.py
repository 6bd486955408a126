"""Columns that stand for one week each, told by their headings (pure).

People head them with real dates, "w/c 3 Apr 2023", "03/04", "3rd", "Week 14" or "Wk1". Where a
heading alone does not say which week it is, the year or the first week comes from the words round
the table; that is an inference, and the person is asked about the first of the columns. Where
nothing gives it, the week stays unknown and the person is asked too. One answer, the Monday of
one column, settles the others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from uploads.cells import Value
from uploads.parsing.days import monday_of
from uploads.periods import Period, period_of
from uploads.week_words import Said, ends_or_begins, said_by

_WEEK = timedelta(days=7)
IS_MONTH = "It is a month. Hours are kept by the week, so a month cannot be read."
_FOLLOWS = "It follows from the first week."
_AS_THE_FIRST = "Its day is taken as you said of the first one."


@dataclass(frozen=True, slots=True)
class WeekColumn:
    """A column of one week; `week` is None where nobody can tell which, `is_month` where it is a
    month instead."""

    column: int
    week: date | None
    certain: bool
    why: str
    is_month: bool = False


def week_columns(
    labels: Mapping[int, tuple[Value, ...]],
    round_it: Iterable[str],
    answered: Mapping[int, date] | None = None,
) -> dict[int, WeekColumn]:
    """Return the columns of weeks by their numbers.

    `labels` are the cells of each column's heading, from the top; `round_it` the words above the
    table and the sheet's name; `answered` the Mondays that a person gave.
    """
    given = dict(answered or {})
    every = {column: said_by(cells) for column, cells in labels.items()}
    said = _without_strays({c: one for c, one in every.items() if one is not None}, given)
    months = _months(said)
    if months:
        return {c: WeekColumn(c, None, True, IS_MONTH, is_month=True) for c in months}
    lines = [*round_it, *_lines_of(labels)]
    said = _named_by_end_or_beginning(said, lines)
    if any(one.american and not one.day for one in said.values()):
        return _month_first(said, given)
    found: dict[int, WeekColumn] = {}
    for column, one in said.items():
        if one.day is not None:
            found[column] = WeekColumn(column, one.monday(), True, "Its heading is a date.")
    open_ = {column: one for column, one in said.items() if one.day is None}
    found.update(_without_year(open_, found, given, period_of(lines)))
    found.update(_numbered(open_, given, period_of(lines)))
    _ask_about_other_days(said, found)
    _follow_the_first(said, found, given)
    for column, monday in given.items():
        found[column] = WeekColumn(column, monday_of(monday), True, "You said so.")
    return dict(sorted(found.items()))


def _without_strays(said: dict[int, Said], given: Mapping[int, date]) -> dict[int, Said]:
    """Leave out a lone bare number or a lone day without its year: it may be a heading of another
    kind."""
    sure = [column for column, one in said.items() if one.marked or one.day is not None]
    if sure or len(said) >= 2:
        return said
    return {column: one for column, one in said.items() if column in given}


def _named_by_end_or_beginning(said: dict[int, Said], lines: Iterable[str]) -> dict[int, Said]:
    """Let words over all columns ("week ending") say of their days what the headings do not."""
    ends, begins = map(any, zip(*map(ends_or_begins, [*lines, ""]), strict=True))
    if ends == begins or any(one.ends or one.begins for one in said.values()):
        return said
    return {column: replace(one, ends=ends, begins=begins) for column, one in said.items()}


def _ask_about_other_days(said: Mapping[int, Said], found: dict[int, WeekColumn]) -> None:
    """Ask about the first heading with a day that is no Monday, where nothing says whether its
    week begins or ends on it."""
    for column, one in said.items():
        week = found[column].week if column in found else None
        if week is None or one.number is not None or one.ends or one.begins:
            continue
        if one.weekday(week):
            why = "Its day is no Monday: taken as the week, Monday to Sunday, in which it lies."
            found[column] = replace(found[column], certain=False, why=why)
            return


def _follow_the_first(
    said: Mapping[int, Said], found: dict[int, WeekColumn], given: Mapping[int, date]
) -> None:
    """Where a person said which week the first of such days means, let the others mean theirs in
    the same way: whether a day begins its week or ends it holds for all of them."""
    alike = {
        column: days
        for column, one in said.items()
        if column in found and one.number is None and not one.ends and not one.begins
        if (days := one.weekday(found[column].week))
    }
    first = next((column for column in alike if column in given), None)
    meant = found[first].week if first is not None else None
    if first is None or meant is None:
        return
    moved = monday_of(given[first]) - meant
    for column, days in alike.items():
        week = found[column].week
        if column not in given and days == alike[first] and moved and week is not None:
            found[column] = replace(found[column], week=week + moved, why=_AS_THE_FIRST)


def _months(said: Mapping[int, Said]) -> list[int]:
    """The columns that are months: named so, or all of them first days of different months."""
    named = [column for column, one in said.items() if one.is_month]
    if len(named) >= 2 and len(named) == len(said):
        return named
    # The same number after every month is a year.
    perhaps = [one for one in said.values() if one.maybe_month]
    if len(perhaps) == len(said) >= 2 and len({one.of_month for one in perhaps}) == 1:
        return list(said)
    days = [one.day for one in said.values() if one.day is not None and not one.marked]
    firsts = len(days) >= 2 and all(day.day == 1 for day in days)
    if firsts and len(days) == len(said) and len({(d.year, d.month) for d in days}) == len(days):
        return list(said)
    return []


def _lines_of(labels: Mapping[int, tuple[Value, ...]]) -> list[str]:
    """The upper lines of headings: what stands over several columns may give the time."""
    upper = (cell for cells in labels.values() for cell in cells[:-1] if isinstance(cell, str))
    return list(dict.fromkeys(upper))


def _month_first(said: Mapping[int, Said], given: Mapping[int, date]) -> dict[int, WeekColumn]:
    """Headings some of which are days only with the month first: then all of them are read so,
    for the person to look at; unless that puts them not a whole number of weeks apart."""
    days = {column: one.american for column, one in said.items() if one.american}
    if len({day.weekday() for day in days.values()}) > 1:
        return _unknown(days, "The dates of these headings cannot be told.")
    first = min(days)
    why = "Read with the month first, as some of these dates have no other meaning."
    found = {
        column: WeekColumn(column, monday_of(day), True, _FOLLOWS) for column, day in days.items()
    }
    found[first] = replace(found[first], why=why, certain=first in given)
    return found


def _without_year(
    said: Mapping[int, Said],
    dated: Mapping[int, WeekColumn],
    given: Mapping[int, date],
    period: Period | None,
) -> dict[int, WeekColumn]:
    """Days without a year, or without a month as well, in the order of the columns."""
    partial = {c: one for c, one in said.items() if one.in_month is not None or one.of_month}
    if not partial:
        return {}
    before = [found.week for found in dated.values() if found.week] + list(given.values())
    found: dict[int, WeekColumn] = {}
    last: date | None = None
    for column, one in partial.items():
        day = _near(one, last, period, before)
        if day is None:
            return _unknown(partial, "It does not say of which year.")
        last = day
        found[column] = WeekColumn(column, one.monday(day), True, _FOLLOWS)
    known = bool(before) or (period is not None and _all_within(found, period))
    steady = len({entry.week for entry in found.values()}) == len(found)
    weekdays = {one.weekday(found[column].week) for column, one in partial.items()}
    words = "the other dates" if before or period is None else f"“{period.words}”"
    first = next(iter(found))
    certain = known and steady and len(weekdays) == 1
    found[first] = replace(found[first], certain=certain, why=f"Its year comes from {words}.")
    return found


def _near(one: Said, last: date | None, period: Period | None, known: list[date]) -> date | None:
    """The day that is meant: the first after the one before it, or within the period, or the
    nearest to days that are known."""
    if last is not None:
        start = last + timedelta(days=1)
        return one.first_from(start)
    if known:
        nearby = [one.first_from(known[0] - timedelta(days=days)) for days in (365, 182, 7, 0)]
        days = [day for day in nearby if day is not None]
        return min(days, key=lambda day: abs(day - known[0]), default=None)
    if period is None or (one.in_month is None and period.whole_year):
        return None
    return one.first_from(period.start - timedelta(days=6))


def _all_within(found: Mapping[int, WeekColumn], period: Period) -> bool:
    weeks = [entry.week for entry in found.values() if entry.week is not None]
    return all(period.start - _WEEK < week <= period.end + _WEEK for week in weeks)


def _numbered(
    said: Mapping[int, Said], given: Mapping[int, date], period: Period | None
) -> dict[int, WeekColumn]:
    """Weeks by number, counted from one that is known."""
    numbers = {c: one.number for c, one in said.items() if one.number is not None}
    if not numbers:
        return {}
    anchor, why, certain = _anchor(numbers, said, given, period)
    if anchor is None:
        return _unknown(numbers, why)
    column, week = anchor
    found = {
        c: WeekColumn(c, week + (number - numbers[column]) * _WEEK, True, _FOLLOWS)
        for c, number in numbers.items()
    }
    first = min(found)
    found[first] = replace(found[first], certain=certain, why=why)
    return found


def _anchor(
    numbers: Mapping[int, int],
    said: Mapping[int, Said],
    given: Mapping[int, date],
    period: Period | None,
) -> tuple[tuple[int, date] | None, str, bool]:
    """A numbered column whose week is known, why, and whether that is certain."""
    for column in numbers:
        if column in given:
            return (column, monday_of(given[column])), "You said so.", True
    first = min(numbers, key=lambda column: numbers[column])
    year = next((one.year for one in said.values() if one.number is not None and one.year), None)
    if year is not None:
        try:
            week = date.fromisocalendar(year, numbers[first], 1)
        except ValueError:
            return None, "It is no week of that year.", False
        return (first, week), f"Taken as week {numbers[first]} of the year {year}.", False
    if period is None:
        return None, "It does not say of which year, or when the first week began.", False
    words = f"“{period.words}”"
    if not period.whole_year:
        why = f"Counted from {words}, which stands with the table."
        return (first, period.first_week), why, period.starts and numbers[first] == 1
    if period.start.month == 1:
        try:
            week = date.fromisocalendar(period.start.year, numbers[first], 1)
        except ValueError:
            return None, f"The year {period.start.year} has no such week.", False
        return (first, week), f"Taken as a week of the year {period.start.year}.", False
    week = period.first_week + (numbers[first] - 1) * _WEEK
    return (first, week), f"Counted from April, the start of the year {words}.", False


def _unknown(columns: Iterable[int], why: str) -> dict[int, WeekColumn]:
    """Weeks that nobody can tell: the person is asked about the first."""
    ordered = sorted(columns)
    return {
        column: WeekColumn(
            column, None, column != ordered[0], why if column == ordered[0] else _FOLLOWS
        )
        for column in ordered
    }
