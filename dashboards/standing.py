"""How a measure stands: value to date, target, what is expected by now, status (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from dashboards.board import (
    Board,
    Exact,
    MeasureFacts,
    MeasureStanding,
    ReadingFacts,
    TargetFacts,
)
from programmes import codes, progress
from programmes.progress import Comparator, Direction, Rag
from programmes.quarters import MOST_QUARTERS, Quarter, quarters

# A share of fewer answers than this is not shown: it could tell who said what.
LEAST_BASE = Decimal(5)

_NOT_AGREED = "to_be_agreed"


@dataclass(frozen=True, slots=True)
class _ToDate:
    """A measure's readings put together. `missing` are ended quarters without a figure."""

    value: Exact | None = None
    quarter: Quarter | None = None
    missing: tuple[Quarter, ...] = ()
    base: Decimal | None = None


def standings(board: Board) -> tuple[MeasureStanding, ...]:
    """Return how each measure stands, in the order of the measures."""
    return tuple(standing(measure, board) for measure in board.measures)


def standing(measure: MeasureFacts, board: Board) -> MeasureStanding:
    """Return how one measure stands.

    It is judged at the end of the last quarter that has a reading: a figure of September is never
    held against what is expected in December. Without a reading, what is expected is said for the
    last quarter that has ended.
    """
    to_date = _to_date(measure, board)
    at = to_date.quarter or board.last_ended
    target = target_in_force(measure.targets, at.number if at else 1)
    level = _level(measure, target)
    plain = MeasureStanding(
        measure=measure,
        target=target,
        level=level,
        value=to_date.value,
        value_quarter=to_date.quarter,
        expected=None,
        rag=Rag.NO_DATA,
        missing_quarters=to_date.missing,
        base=to_date.base,
    )
    due_quarter = due_quarter_of(target, board)
    due = due_quarter.end if due_quarter else None
    as_at = at.end if at else board.quarters[0].start
    profile = _profile(measure, board, at)
    if target is not None and target.kind == "share" and not _awaits_baseline(measure):
        # A survey is held against the target itself: nobody expects half of it halfway.
        profile = level
    if level is None or target is None or target.state == _NOT_AGREED:
        without = replace(plain, rag=_without_level(target), expected=profile)
        return _hidden_if_few(without)
    baseline = _counted_from(measure)
    too_few = _too_few(to_date)
    rag = progress.status(
        to_date.value,
        target=level,
        start=board.quarters[0].start,
        due=due,
        as_at=as_at,
        direction=measure.direction,
        baseline=baseline,
        profile=profile,
        awaits_baseline=_awaits_baseline(measure),
        too_few=too_few,
        green=board.bands.green,
        amber=board.bands.amber,
        tolerance=measure.tolerance_percent,
    )
    expected = level if measure.direction == Direction.KEEP and profile is None else None
    if expected is None and due is not None and at is not None:
        expected = progress.expected_to_date(
            profile, baseline, level, board.quarters[0].start, due, as_at
        )
    met = _met(to_date, target, level)
    told = due is not None and rag is not Rag.BASELINE_TO_BE_SET
    judged = replace(
        plain,
        rag=_with_miss(_with_gaps(rag, measure, to_date), measure, met),
        expected=expected if told else None,
        met=met,
    )
    return _hidden_if_few(judged)


def target_in_force(targets: Sequence[TargetFacts], quarter_number: int) -> TargetFacts | None:
    """Return the target that a quarter works towards: the next due, else the last, else undated."""
    dated = sorted(
        (target for target in targets if target.due_quarter is not None),
        key=lambda target: target.due_quarter or 0,
    )
    ahead = [target for target in dated if (target.due_quarter or 0) >= quarter_number]
    if ahead:
        return ahead[0]
    if dated:
        return dated[-1]
    return targets[0] if targets else None


def due_quarter_of(target: TargetFacts | None, board: Board) -> Quarter | None:
    """Return the quarter by whose end a target is due, which may lie after the programme's last."""
    if target is None or not target.due_quarter or target.due_quarter > MOST_QUARTERS:
        return None
    first = board.quarters[0]
    return quarters(first.start, target.due_quarter, first.fy_start_month)[-1]


def _without_level(target: TargetFacts | None) -> Rag:
    """A change has no level while its baseline is not known; otherwise no target is agreed."""
    if target is not None and target.value is not None and target.state != _NOT_AGREED:
        return Rag.BASELINE_TO_BE_SET
    return Rag.TARGET_TO_BE_AGREED


def _level(measure: MeasureFacts, target: TargetFacts | None) -> Exact | None:
    if target is None or target.value is None:
        return None
    baseline = measure.baseline.value if measure.baseline else None
    if target.kind == "change":
        return progress.level_of_change(baseline, target.value)
    if target.kind == "increase":
        return None if baseline is None else Fraction(baseline) + Fraction(target.value)
    return target.value


def _counted_from(measure: MeasureFacts) -> Decimal | None:
    """Where the straight line to a target begins: at the baseline, or at nil for a running sum.

    What is added up from the programme's start begins at nothing, whatever stood before; but a
    baseline that is still to be established blocks a status there as well.
    """
    if measure.aggregation == "sum":
        return None if _awaits_baseline(measure) else Decimal(0)
    return measure.baseline.value if measure.baseline else None


def _profile(measure: MeasureFacts, board: Board, at: Quarter | None) -> Exact | None:
    """What the plan itself says for that time, where the cash flow plans this measure."""
    if at is None:
        return None
    rows = [row for row in board.plan.rows if row.quarter.number <= at.number]
    if not rows:
        return None
    if measure.code == codes.HOURS_PER_WEEK:
        return rows[-1].hours_per_week
    if measure.code == codes.EXPENDITURE:
        if measure.aggregation == "latest":
            return rows[-1].expenditure
        planned = [row.expenditure for row in rows]
        known = [amount for amount in planned if amount is not None]
        return sum(map(Fraction, known), Fraction(0)) if len(known) == len(planned) else None
    return None


def _to_date(measure: MeasureFacts, board: Board) -> _ToDate:
    read = figures_read(measure)
    if not read:
        return _ToDate()
    last = board.quarter(read[-1].quarter_number)
    if measure.aggregation == "latest":
        return _ToDate(read[-1].value, last, base=read[-1].denominator)
    there = {reading.quarter_number for reading in read}
    missing = tuple(
        quarter for quarter in board.quarters[: last.number] if quarter.number not in there
    )
    if measure.aggregation == "sum":
        total = sum((Fraction(reading.value or 0) for reading in read), Fraction(0))
        return _ToDate(total, last, missing)
    above = sum((Fraction(reading.numerator or 0) for reading in read), Fraction(0))
    below = sum((reading.denominator or Decimal(0) for reading in read), Decimal(0))
    # In per cent, as every share is. A quarter without a survey is the usual case, not a gap: the
    # answers there are stand.
    return _ToDate(100 * above / Fraction(below), last, base=below)


def figures_read(measure: MeasureFacts) -> list[ReadingFacts]:
    """Return the readings that give a figure, in order of time; blanks are left out."""
    read = [reading for reading in measure.readings if _has_figure(measure, reading)]
    return sorted(read, key=lambda reading: reading.quarter_number)


def _has_figure(measure: MeasureFacts, reading: ReadingFacts) -> bool:
    if measure.aggregation == "ratio":
        return reading.numerator is not None and bool(reading.denominator)
    return reading.value is not None


def _awaits_baseline(measure: MeasureFacts) -> bool:
    return measure.baseline is not None and measure.baseline.state == "to_be_established"


def _too_few(to_date: _ToDate) -> bool:
    return to_date.base is not None and to_date.base < LEAST_BASE


def _hidden_if_few(standing: MeasureStanding) -> MeasureStanding:
    """A result on too few answers is not shown anywhere, whatever its target."""
    if standing.base is None or standing.base >= LEAST_BASE:
        return standing
    return replace(standing, value=None, met=None, rag=Rag.TOO_FEW)


def _with_gaps(rag: Rag, measure: MeasureFacts, to_date: _ToDate) -> Rag:
    """A sum with gaps is the least it can be: it may be on track, but is never judged off."""
    if not to_date.missing or not rag.is_judged:
        return rag
    enough = rag is Rag.ON_TRACK and measure.direction == Direction.UP
    return Rag.ON_TRACK if enough else Rag.NO_DATA


def _with_miss(rag: Rag, measure: MeasureFacts, met: bool | None) -> Rag:
    """Close is on track only on the way: of a target that was due and is missed nobody says so.

    A measure to be kept is judged by its range alone.
    """
    missed = met is False and measure.direction != Direction.KEEP
    return Rag.AT_RISK if missed and rag is Rag.ON_TRACK else rag


def _met(to_date: _ToDate, target: TargetFacts, level: Exact) -> bool | None:
    """Say whether a target is met, once its quarter is reported.

    A sum with gaps is the least it can be, so it settles only what more would not change.
    """
    if to_date.value is None or to_date.quarter is None or target.comparator is None:
        return None
    if target.due_quarter is None or to_date.quarter.number < target.due_quarter:
        return None
    comparator = Comparator(target.comparator)
    met = comparator.met(to_date.value, level)
    more_helps = comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN)
    return None if to_date.missing and met is not more_helps else met
