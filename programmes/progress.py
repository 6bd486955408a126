"""How a reading stands against its target: the comparison, what is expected by now, the status.

Pure, and exact: values are compared before any rounding, so two thirds misses "at least 67%".
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Exact = Decimal | Fraction | int

GREEN = Decimal("0.95")
AMBER = Decimal("0.80")


class Comparator(StrEnum):
    """How a reading is compared with a target."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"

    def met(self, value: Exact, target: Exact) -> bool:
        """Return whether the unrounded value meets the target: 50% does not meet "over 50%"."""
        # As fractions: a decimal and a fraction are then compared without rounding either.
        exact, aim = Fraction(value), Fraction(target)
        if self is Comparator.AT_LEAST:
            return exact >= aim
        if self is Comparator.MORE_THAN:
            return exact > aim
        if self is Comparator.AT_MOST:
            return exact <= aim
        return exact < aim


class Direction(StrEnum):
    """Which way a measure should go."""

    UP = "up"
    DOWN = "down"
    KEEP = "keep"


class Rag(StrEnum):
    """The status of a measure. The value is the word that pages show: never colour alone."""

    ON_TRACK = "On track"
    AT_RISK = "At risk"
    OFF_TRACK = "Off track"
    NO_DATA = "No data"
    BASELINE_TO_BE_SET = "Baseline to be set"
    TARGET_TO_BE_AGREED = "Target to be agreed"
    NO_DATE = "No date set"
    TOO_FEW = "Too few answers"

    @property
    def is_judged(self) -> bool:
        """Whether this says how the measure does, rather than why that cannot be said."""
        return self in (Rag.ON_TRACK, Rag.AT_RISK, Rag.OFF_TRACK)


def level_of_change(baseline: Exact | None, percent: Exact) -> Fraction | None:
    """Return the level that a change in per cent leads to: -25 from a baseline of 80 is 60."""
    if baseline is None:
        return None
    return Fraction(baseline) * (1 + Fraction(percent) / 100)


def expected_to_date(
    profile: Exact | None,
    baseline: Exact | None,
    target: Exact | None,
    start: date,
    due: date | None,
    as_at: date,
) -> Exact | None:
    """Return what should have been reached by the end of the day `as_at`, in the measure's unit.

    `profile` is the plan's own value for that time, and wins where there is one. Else the way from
    the baseline to the target is taken as a straight line by days, both `start` and `due` included:
    the baseline until the day before the start, the target from the due day on, for which no
    baseline is needed. None where the line cannot be drawn for lack of a baseline, a target or a
    date.

    Raises ValueError where `due` is before `start`.
    """
    if profile is not None:
        return profile
    if target is None or due is None:
        return None
    if due < start:
        raise ValueError(f"the target is due on {due}, before the start on {start}")
    if baseline is None:
        return target if as_at >= due else None
    days, all_days = (as_at - start).days + 1, (due - start).days + 1
    share = Fraction(min(max(days, 0), all_days), all_days)
    return Fraction(baseline) + (Fraction(target) - Fraction(baseline)) * share


def rag(
    value: Exact | None,
    expected: Exact,
    direction: Direction | str,
    green: Decimal = GREEN,
    amber: Decimal = AMBER,
    tolerance: Exact | None = None,
    *,
    baseline: Exact | None = None,
) -> Rag:
    """Return how a value stands against what is expected by now.

    For a measure that should rise or fall, the share of what is expected is
    - 1 or more where the value is as good as expected or better, so on track;
    - with a baseline: how much of the expected change has happened,
      (value - baseline) / (expected - baseline). It serves both directions: a list that should
      fall from 100 to 80 by now and stands at 84 has done 16/20 of it. Doing nothing is 0, and
      moving the wrong way is below 0. With a baseline of nil it is plainly value / expected;
    - without a baseline, or where the plan does not expect the measure to be better than its
      baseline yet: value / expected for a rising measure, and the inverse, expected / value, for a
      falling one. Where that has no meaning (the amount it is divided by is not above 0, or the
      other is below 0) the value is worse than expected without measure: off track.
    On track from `green` (0.95 is 95%), at risk from `amber`, else off track.

    A measure to be kept stays within `tolerance` per cent of what is expected, either way: on track
    inside the band, at risk inside twice the band. Without a tolerance the bands mirror the others
    (5% and 20% either way, by default).

    A value of None is "No data". Raises ValueError for an unknown direction, for bands that are
    not 0 <= amber <= green <= 1, or for a tolerance below 0.
    """
    if not 0 <= amber <= green <= 1:
        raise ValueError(f"bands must be 0 <= amber <= green <= 1, not {amber} and {green}")
    way = Direction(direction)
    if value is None:
        return Rag.NO_DATA
    now, aim = Fraction(value), Fraction(expected)
    if way is Direction.KEEP:
        return _kept(now, aim, green, amber, tolerance)
    start = None if baseline is None else Fraction(baseline)
    share = _share_achieved(now, aim, start, way)
    if share >= Fraction(green):
        return Rag.ON_TRACK
    return Rag.AT_RISK if share >= Fraction(amber) else Rag.OFF_TRACK


def status(
    value: Exact | None,
    *,
    target: Exact | None,
    start: date,
    due: date | None,
    as_at: date,
    direction: Direction | str,
    baseline: Exact | None,
    profile: Exact | None = None,
    awaits_baseline: bool = False,
    too_few: bool = False,
    green: Decimal = GREEN,
    amber: Decimal = AMBER,
    tolerance: Exact | None = None,
) -> Rag:
    """Return the status of a measure, or the first reason why none can be given.

    In this order: no target is agreed; it has no date; there is no baseline and no plan says what
    to expect; too few people answered to show a result (`too_few`); there is no reading; else
    `rag`. A measure to be kept needs no baseline: its target is expected throughout. Nor does one
    whose target is due, or reached already: it is held against the target itself, unless somebody
    has still to establish the baseline (`awaits_baseline`).
    """
    if target is None:
        return Rag.TARGET_TO_BE_AGREED
    if due is None:
        return Rag.NO_DATE
    expected: Exact | None
    if Direction(direction) is Direction.KEEP and profile is None:
        expected = target
    else:
        expected = expected_to_date(profile, baseline, target, start, due, as_at)
        if awaits_baseline and profile is None:
            return Rag.BASELINE_TO_BE_SET
    reached = value is not None and _as_good(value, target, Direction(direction))
    if expected is None and not reached:
        return Rag.BASELINE_TO_BE_SET
    if too_few:
        return Rag.TOO_FEW
    if expected is None:
        return Rag.ON_TRACK
    return rag(value, expected, direction, green, amber, tolerance, baseline=baseline)


def _as_good(value: Exact, aim: Exact, direction: Direction) -> bool:
    """Say whether a rising or a falling measure is where it should go, or beyond."""
    if direction is Direction.UP:
        return Fraction(value) >= Fraction(aim)
    return direction is Direction.DOWN and Fraction(value) <= Fraction(aim)


def _share_achieved(
    value: Fraction, expected: Fraction, baseline: Fraction | None, direction: Direction
) -> Fraction:
    # A falling measure is a rising one below nought, for every comparison of better and worse.
    sign = 1 if direction is Direction.UP else -1
    if sign * value >= sign * expected:
        return Fraction(1)
    if baseline is not None and sign * expected > sign * baseline:
        return (value - baseline) / (expected - baseline)
    part, whole = (value, expected) if direction is Direction.UP else (expected, value)
    return part / whole if whole > 0 and part >= 0 else Fraction(-1)


def _kept(
    value: Fraction, aim: Fraction, green: Decimal, amber: Decimal, tolerance: Exact | None
) -> Rag:
    if tolerance is None:
        inner, outer = 1 - Fraction(green), 1 - Fraction(amber)
    else:
        inner = Fraction(tolerance) / 100
        outer = 2 * inner
    if inner < 0:
        raise ValueError(f"a tolerance cannot be below 0: {tolerance}")
    off_by = abs(value - aim)
    if off_by <= inner * abs(aim):
        return Rag.ON_TRACK
    return Rag.AT_RISK if off_by <= outer * abs(aim) else Rag.OFF_TRACK
