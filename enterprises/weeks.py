"""One enterprise's hours by week, and a programme's by quarter, as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from enterprises import rollup
from enterprises.actions import rollups
from enterprises.gaps import last_whole_week
from enterprises.models import Enterprise, QuarterHours
from enterprises.words import hours_words
from programmes.models import Programme
from programmes.money import format_hours
from programmes.quarters import Quarter, quarter_of_day

MEASURED = "Measured"
TYPICAL = "Typical week (estimate)"
MISSING = "Missing"
NOT_TRADING = "Not trading"
TO_COME = "Still to come"
# Said of them wherever a figure is shown in which they count.
HOW_TO_COME_COUNTS = (
    "Weeks still to come count in the figure of their quarter with their typical week, or as "
    "missing, until their hours are known. The figure is not final."
)
# Of one that has closed on a day that nobody knows.
PERHAPS_CLOSED = "Not known if trading"


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One week of one enterprise: its hours in words (None: none), what they rest on, and
    whether they can be recorded (a week that has begun)."""

    week: date
    hours: str | None
    basis: str
    meaning: str
    open: bool


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """A quarter's hours in words; None where nothing is recorded."""

    quarter: Quarter
    hours_per_week: str | None
    measured: str | None
    estimated: str | None
    eligible_per_week: str | None
    unknown: str | None
    coverage: str
    ended: bool


def weeks_of(
    programme: Programme, enterprise: Enterprise, quarter: Quarter, today: date
) -> list[WeekLine]:
    """Return the weeks of a quarter for one enterprise: four queries."""
    known = rollups.hours_of(programme, {quarter.number}, enterprise)[enterprise.pk]
    return [line_of(week, today) for week in rollup.weeks_of(known, quarter.weeks)]


def quarters_of(programme: Programme, today: date) -> list[QuarterLine]:
    """Return the quarters that have begun, the latest first: one query."""
    rows = QuarterHours.objects.for_council(programme.council).filter(programme=programme)
    by_number = {row.quarter_number: row for row in rows}
    return [
        _quarter_line(quarter, by_number.get(quarter.number), today)
        for quarter in reversed(programme.quarters())
        if quarter.start <= today
    ]


def week_to_show(programme: Programme, today: date) -> date | None:
    """Return the Monday of the programme's latest week that is over; where none is, of the one
    that runs; None before its first."""
    begun = [week for quarter in programme.quarters() for week in quarter.weeks if week <= today]
    over = [week for week in begun if week <= last_whole_week(today)]
    return max(over or begun, default=None)


def quarter_to_show(programme: Programme, asked: str, today: date) -> Quarter:
    """Return the quarter asked for by its number, else today's, else the nearest to today."""
    quarters = programme.quarters()
    if asked.isascii() and asked.isdecimal() and 1 <= int(asked[:4]) <= len(quarters):
        return quarters[int(asked[:4]) - 1]
    return quarter_of_day(quarters, today) or quarters[-1 if today > quarters[-1].end else 0]


def line_of(week: rollup.WeekOfHours, today: date) -> WeekLine:
    """Return a week's hours and what they rest on, in words."""
    if week.week > today:
        basis, meaning = TO_COME, "quiet"
    elif week.measured is not None:
        basis, meaning = MEASURED, "positive"
    elif week.estimated is not None:
        basis, meaning = TYPICAL, "info"
    elif week.traded:
        basis, meaning = MISSING, "caution"
    else:
        basis, meaning = NOT_TRADING, "quiet"
    figure = week.estimated if week.measured is None else week.measured
    return WeekLine(
        week=week.week,
        hours=None if basis == TO_COME else hours_words(figure),
        basis=basis,
        meaning=meaning,
        open=week.week <= today,
    )


def perhaps_closed(lines: Iterable[WeekLine], steps: Iterable[rollup.Step]) -> list[WeekLine]:
    """Return weeks with those marked of which nobody can say whether the enterprise traded."""
    steps = tuple(steps)
    if not rollup.closed_without_date(steps):
        return list(lines)
    starts = [step.on for step in steps if step.on and step.stage in rollup.TRADING_STAGES]
    first = min(starts, default=date.max - timedelta(days=7)) - timedelta(days=6)
    return [
        replace(line, basis=PERHAPS_CLOSED)
        if line.basis == NOT_TRADING and line.week >= first
        else line
        for line in lines
    ]


def _quarter_line(quarter: Quarter, row: QuarterHours | None, today: date) -> QuarterLine:
    ended = quarter.end < today
    if row is None or row.enterprise_weeks_recorded == 0:
        trading = row.enterprises_trading if row else 0
        due = row.enterprise_weeks_due if row else 0
        words = rollup.coverage_words(trading, 0, due, 0)
        return QuarterLine(quarter, None, None, None, None, None, words, ended)
    hundredths = row.measured_hundredths + row.estimated_hundredths
    recorded = row.enterprise_weeks_recorded

    def a_week(part: int) -> str:
        return format_hours(rollup.hours_per_week(part, row.weeks, recorded))

    all_unknown = hundredths > 0 and row.unknown_hundredths == hundredths
    return QuarterLine(
        quarter=quarter,
        hours_per_week=a_week(hundredths),
        measured=hours_words(row.measured_hundredths),
        estimated=hours_words(row.estimated_hundredths),
        eligible_per_week=None if all_unknown else a_week(row.eligible_hundredths),
        unknown=rollup.share_words(row.unknown_hundredths, hundredths) if hundredths else None,
        coverage=rollup.coverage_words(
            row.enterprises_trading,
            row.enterprises_reporting,
            row.enterprise_weeks_due,
            row.enterprise_weeks_recorded,
        ),
        ended=ended,
    )
