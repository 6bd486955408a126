"""What each row of hours gave to a quarter (pure): the rows together are what `rollup` adds up.

A row of measured hours gives what it holds. A typical week gives its hours once for each week of
the quarter for which it stands: the enterprise traded in it, and has no measured hours.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from enterprises.rollup import Typical, is_eligible


@dataclass(frozen=True, slots=True)
class Given:
    """Hours that were given to a quarter, in hundredths, and in how many weeks.

    `eligible` is the part of them that is, `unknown` the part of which that cannot be said.
    """

    weeks: int = 0
    hundredths: int = 0
    eligible: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Measured hours of one kind; `displaces` and `council_funded` are None where not known."""

    hundredths: int
    displaces: bool | None = None
    council_funded: bool | None = None


def given_by_lines(new: bool | None, weeks: int, lines: Iterable[Line]) -> Given:
    """Return what lines of measured hours of one enterprise gave, in so many weeks together."""
    parts = [_given(new, 0, line.hundredths, line) for line in lines]
    return replace(together(parts), weeks=weeks)


def given_by_typical(new: bool | None, typical: Typical, open_weeks: Iterable[date]) -> Given:
    """Return what a typical week of an enterprise gave to a quarter, of which these are the weeks
    that are open to it (`rollup.weeks_open`)."""
    count = sum(map(typical.stands_for, open_weeks))
    return _given(new, count, typical.hundredths * count, typical)


def together(given: Iterable[Given]) -> Given:
    """Add up what several rows gave. Rows may share weeks, so weeks are those of rows."""
    weeks = hundredths = eligible = unknown = 0
    for one in given:
        weeks += one.weeks
        hundredths += one.hundredths
        eligible += one.eligible
        unknown += one.unknown
    return Given(weeks, hundredths, eligible, unknown)


def _given(new: bool | None, weeks: int, hundredths: int, kind: Line | Typical) -> Given:
    verdict = is_eligible(new, kind.displaces, kind.council_funded)
    eligible, unknown = hundredths if verdict else 0, hundredths if verdict is None else 0
    return Given(weeks, hundredths, eligible, unknown)
