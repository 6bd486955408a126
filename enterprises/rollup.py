"""How the hours of a quarter are added up from what enterprises gave (pure).

The rules are the house's own:

* A week has a measured figure, or a typical week stands for it as an estimate, or it is missing.
  Missing is not nought and is never filled in. A measured figure wins over a typical week.
* An enterprise trades from the day it is established or accredited until the day it is paused or
  closed; a stage without a date counts nowhere. A week counts as traded when any day of it is.
* Of one that has closed on a day that nobody knows it cannot be said in which weeks after its last
  dated start it still traded. None of them is due, and no typical week stands for them.
* A typical week stands only for weeks in which the enterprise traded: an estimate must not run on
  after it has closed. Measured hours count whenever they were given.
* Enterprise-weeks due are the weeks traded and, besides, the weeks for which measured hours were
  given outside the trading time; so coverage is never above 100%.
* An hour is eligible when it was given by a new enterprise, is of a kind that displaces framework
  care, and is paid for by the council. It is unknown when one of the three is not known and none
  of the others rules it out.

Hours are whole hundredths of an hour throughout, so every sum is exact.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from programmes.money import format_percent

# In the order of an enterprise's life, which settles what holds when two fall on one day.
STAGES = ("in_development", "established", "accredited", "paused", "closed")
TRADING_STAGES = frozenset({"established", "accredited"})
ENDING_STAGES = frozenset({"paused", "closed"})

COUNCIL_FUNDED: Mapping[str, bool | None] = {
    "direct_payment": True,
    "council": True,
    "self_funded": False,
    "other": False,
    "unknown": None,
}

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that an enterprise reached; `on` is None where the date is not known."""

    stage: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which an enterprise traded: from `start`, up to and without `end` (None: still)."""

    start: date
    end: date | None

    def touches(self, week: date) -> bool:
        """Say whether any day of the week beginning on this Monday lies in it."""
        return self.start < week + _WEEK and (self.end is None or self.end > week)


@dataclass(frozen=True, slots=True)
class Measured:
    """Hours measured in one week; `displaces` and `council_funded` are None where not known."""

    week: date
    hundredths: int
    displaces: bool | None = None
    council_funded: bool | None = None


@dataclass(frozen=True, slots=True)
class Typical:
    """Hours of a usual week, from one week to another (None: it still holds)."""

    first_week: date
    last_week: date | None
    hundredths: int
    displaces: bool | None = None
    council_funded: bool | None = None

    def stands_for(self, week: date) -> bool:
        """Say whether it holds in the week beginning on this Monday."""
        return self.first_week <= week and (self.last_week is None or week <= self.last_week)


@dataclass(frozen=True, slots=True)
class EnterpriseHours:
    """One enterprise as the roll-up sees it.

    `new` says that it had not traded before the programme (None: not known).
    """

    new: bool | None
    spans: tuple[Span, ...] = ()
    measured: tuple[Measured, ...] = ()
    typical: tuple[Typical, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekOfHours:
    """What one enterprise's week holds, in hundredths of an hour.

    At most one of `measured` and `estimated` is given; neither means that the week is missing
    where the enterprise traded, and that nothing is due where it did not.
    """

    week: date
    traded: bool
    measured: int | None
    estimated: int | None
    eligible: int
    unknown: int

    @property
    def recorded(self) -> bool:
        """Say whether the week has hours, measured or estimated; nought counts as recorded."""
        return self.measured is not None or self.estimated is not None

    @property
    def due(self) -> bool:
        """Say whether the week counts among the enterprise-weeks that should have hours."""
        return self.traded or self.recorded


@dataclass(frozen=True, slots=True)
class QuarterTotals:
    """A quarter's hours, in hundredths, and how complete they are."""

    weeks: int
    measured_hundredths: int = 0
    estimated_hundredths: int = 0
    eligible_hundredths: int = 0
    unknown_hundredths: int = 0
    enterprises_trading: int = 0
    enterprises_reporting: int = 0
    enterprise_weeks_due: int = 0
    enterprise_weeks_recorded: int = 0


def closed_without_date(steps: Iterable[Step]) -> bool:
    """Say whether an enterprise has closed on a day that nobody knows."""
    return any(step.stage == "closed" and step.on is None for step in steps)


def first_established(steps: Iterable[Step]) -> date | None:
    """Return the day on which an enterprise was first established; None where nobody knows it."""
    days = (step.on for step in steps if step.stage == "established" and step.on is not None)
    return min(days, default=None)


def trading_spans(steps: Iterable[Step]) -> tuple[Span, ...]:
    """Return the days on which an enterprise is known to have traded, from its stages."""
    steps = tuple(steps)
    dated = sorted(
        ((step.on, STAGES.index(step.stage)) for step in steps if step.on is not None),
    )
    spans: list[Span] = []
    since: date | None = None
    for on, place in dated:
        stage = STAGES[place]
        if stage in TRADING_STAGES and since is None:
            since = on
        elif stage in ENDING_STAGES and since is not None:
            if on > since:
                spans.append(Span(since, on))
            since = None
    if since is not None and not closed_without_date(steps):
        spans.append(Span(since, None))
    return tuple(spans)


def weeks_of(enterprise: EnterpriseHours, weeks: Sequence[date]) -> tuple[WeekOfHours, ...]:
    """Return what each of these weeks (Mondays, in order) holds for one enterprise."""
    by_week: dict[date, list[_Line]] = {}
    for row in enterprise.measured:
        by_week.setdefault(row.week, []).append(_line(enterprise, row))
    typical = [(row, _line(enterprise, row)) for row in enterprise.typical]
    traded = {
        weeks[place]
        for first, end in _traded(enterprise.spans, weeks)
        for place in range(first, end)
    }
    found = []
    for week in weeks:
        lines = by_week.get(week)
        measured = lines is not None
        if lines is None:
            stands = typical if week in traded else ()
            lines = [line for row, line in stands if row.stands_for(week)]
        found.append(_week(week, week in traded, lines, measured))
    return tuple(found)


def weeks_open(enterprise: EnterpriseHours, weeks: Sequence[date]) -> list[date]:
    """Return those of these weeks, in order, for which a typical week can stand: the enterprise
    traded in them, and has no measured hours."""
    measured = {row.week for row in enterprise.measured}
    runs = _traded(enterprise.spans, weeks)
    traded = (weeks[place] for first, end in runs for place in range(first, end))
    return [week for week in traded if week not in measured]


def weeks_traded(spans: Sequence[Span], weeks: Sequence[date]) -> int:
    """Return in how many of these weeks an enterprise traded; both are in their order of time."""
    return sum(end - first for first, end in _traded(spans, weeks))


def roll_up(weeks: Sequence[date], enterprises: Iterable[EnterpriseHours]) -> QuarterTotals:
    """Add up the hours of a quarter with these weeks, in order; other weeks are left alone.

    This is what the totals mean; `rollup_quarters` gives the same for many quarters at once.
    """
    measured = estimated = eligible = unknown = trading = reporting = due = recorded = 0
    for enterprise in enterprises:
        counted = [week for week in weeks_of(enterprise, weeks) if week.due]
        given = [week for week in counted if week.recorded]
        measured += sum(week.measured or 0 for week in given)
        estimated += sum(week.estimated or 0 for week in given)
        eligible += sum(week.eligible for week in given)
        unknown += sum(week.unknown for week in given)
        trading += bool(counted)
        reporting += bool(given)
        due += len(counted)
        recorded += len(given)
    return QuarterTotals(
        weeks=len(weeks),
        measured_hundredths=measured,
        estimated_hundredths=estimated,
        eligible_hundredths=eligible,
        unknown_hundredths=unknown,
        enterprises_trading=trading,
        enterprises_reporting=reporting,
        enterprise_weeks_due=due,
        enterprise_weeks_recorded=recorded,
    )


def is_eligible(*facts: bool | None) -> bool | None:
    """Say whether an hour is eligible: all facts hold; None when that cannot be said."""
    if any(fact is False for fact in facts):
        return False
    return None if any(fact is None for fact in facts) else True


def hours_per_week(hundredths: int, weeks: int, weeks_recorded: int) -> Fraction | None:
    """Return hours a week of a quarter, exactly: all its hours over the number of its weeks.

    None where not one enterprise-week is recorded: nothing recorded is not nought hours.
    """
    if weeks_recorded == 0 or weeks == 0:
        return None
    return Fraction(hundredths, 100 * weeks)


def eligible_per_week(
    eligible: int, unknown: int, all_hundredths: int, weeks: int, weeks_recorded: int
) -> Fraction | None:
    """Return the eligible hours a week of a quarter, exactly; hours in hundredths.

    None where nothing is recorded, or where of no hour it is known whether it is eligible.
    """
    if all_hundredths and unknown == all_hundredths:
        return None
    return hours_per_week(eligible, weeks, weeks_recorded)


def new_known(new: int, unknown: int, all_of_them: int) -> int | None:
    """Return how many enterprises are new, of those established in a quarter.

    None where the register has no enterprise at all; and where none is known to be new while it is
    `unknown` of some, for that is not "no new enterprise".
    """
    return None if not all_of_them or (unknown and not new) else new


def share_words(part: Decimal | int, whole: Decimal | int) -> str:
    """Return a share in per cent for reading, a half rounded away from zero.

    What is not all is never written as 100%, and what is not nothing never as 0%. Raises
    ZeroDivisionError where there is no whole.
    """
    percent = 100 * Fraction(part) / Fraction(whole)
    if percent < 100 and percent >= Fraction(199, 2):
        return "over 99%"
    if 0 < percent < Fraction(1, 2):
        return "under 1%"
    return format_percent(percent)


def coverage_words(trading: int, reporting: int, due: int, recorded: int) -> str:
    """Return how complete a quarter's hours are, for reading beside them.

    Like "from 39 of 45 trading enterprises, 91% of enterprise-weeks".
    """
    if trading == 0:
        return "no trading enterprise yet"
    noun = "enterprise" if trading == 1 else "enterprises"
    share = share_words(recorded, due)
    return f"from {reporting} of {trading} trading {noun}, {share} of enterprise-weeks"


@dataclass(frozen=True, slots=True)
class _Line:
    """Hours of a week, and which part of them is eligible or unknown."""

    hundredths: int
    eligible: int
    unknown: int


def _line(enterprise: EnterpriseHours, row: Measured | Typical) -> _Line:
    verdict = is_eligible(enterprise.new, row.displaces, row.council_funded)
    hundredths = row.hundredths
    return _Line(hundredths, hundredths if verdict else 0, hundredths if verdict is None else 0)


def _week(week: date, traded: bool, lines: Sequence[_Line], measured: bool) -> WeekOfHours:
    total = sum(line.hundredths for line in lines)
    return WeekOfHours(
        week=week,
        traded=traded,
        measured=total if measured else None,
        estimated=total if lines and not measured else None,
        eligible=sum(line.eligible for line in lines),
        unknown=sum(line.unknown for line in lines),
    )


def _traded(spans: Sequence[Span], weeks: Sequence[date]) -> Iterator[tuple[int, int]]:
    """Yield the runs of weeks, by their places, of which any day was traded; each week once."""
    reached = 0
    for span in spans:
        first = max(reached, bisect_right(weeks, span.start - _WEEK))
        beyond = len(weeks) if span.end is None else bisect_left(weeks, span.end)
        if beyond > first:
            yield first, beyond
            reached = beyond
