"""What the stages of a row make of the stages that are recorded (pure of the database).

A list says days of stages in columns of their own, or one stage with its day, or both. Recorded
stages are never taken out by it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from enterprises.importers.snapshot import StageRow
from enterprises.rollup import ENDING_STAGES, STAGES, TRADING_STAGES, closed_without_date

DATED_FIELDS: Mapping[str, str] = {f"{stage}_on": stage for stage in STAGES}


class Left(Enum):
    """Why a stage of a row is not taken, or is taken with a doubt."""

    SEVERAL = "the register has this stage more than once"
    LATER = "the register has a later stage"
    TWO_DAYS = "the row gives two days for it"
    UNDATED = "it has no day"
    CLOSED_UNDATED = "it has closed, and nobody says when"


@dataclass(frozen=True, slots=True)
class Want:
    """A stage that a row gives, the field that gives it, and its day (None: not known)."""

    stage: str
    on: date | None
    field: str


@dataclass(frozen=True, slots=True)
class StagePlan:
    """The stages as they are to be; those without a number are added. `wants` are what the row
    gives; `left` names fields of which something must be said."""

    after: tuple[StageRow, ...]
    wants: tuple[Want, ...] = ()
    left: tuple[tuple[str, Left], ...] = ()

    def days(self) -> list[date]:
        """Return the days of all stages that have one."""
        return [row.on for row in self.after if row.on is not None]


@lru_cache(maxsize=10_000)
def _want(stage: str, on: date | None, field: str) -> Want:
    """The same few days come again and again in a long list, and are kept once."""
    return Want(stage, on, field)


@lru_cache(maxsize=10_000)
def _new(stage: str, on: date | None) -> StageRow:
    return StageRow(None, stage, on)


def wanted(values: Mapping[str, Any]) -> tuple[Want, ...]:
    """Return the stages that a row gives, those with a day first and in the order of time."""
    dated = [
        _want(stage, values[name], name) for name, stage in DATED_FIELDS.items() if name in values
    ]
    stage, on = values.get("stage"), values.get("stage_on")
    undated = []
    if stage is not None and on is not None:
        if not any(want.stage == stage and want.on == on for want in dated):
            dated.append(_want(stage, on, "stage_on"))
    elif stage is not None and not any(want.stage == stage for want in dated):
        undated.append(_want(stage, None, "stage"))
    dated.sort(key=lambda want: (want.on, STAGES.index(want.stage)))
    return (*dated, *undated)


def plan(recorded: Sequence[StageRow], values: Mapping[str, Any]) -> StagePlan:
    """Return what a row's values make of the recorded stages."""
    wants = wanted(values)
    if not recorded and len({want.stage for want in wants if want.on}) == len(wants):
        # As with most rows that are new: nothing to hold them against.
        return StagePlan(tuple([_new(want.stage, want.on) for want in wants]), wants)
    after, left = list(recorded), []
    for want in wants:
        said = _undated(after, want) if want.on is None else _dated(after, want, wants)
        if said is not None:
            left.append((want.field, said))
    return StagePlan(tuple(after), wants, tuple(left))


def stage_now(rows: Iterable[StageRow]) -> str | None:
    """Return the stage an enterprise is at: closed where that has no day; else the latest by day;
    of undated ones the furthest."""
    rows = tuple(rows)
    if closed_without_date(row.step for row in rows):
        return "closed"
    latest = max(rows, key=lambda row: (row.on or date.min, STAGES.index(row.stage)), default=None)
    return latest.stage if latest else None


def _dated(after: list[StageRow], want: Want, wants: Sequence[Want]) -> Left | None:
    same = [row for row in after if row.stage == want.stage]
    if any(row.on == want.on for row in same):
        return None
    undated = next((row for row in same if row.on is None), None)
    if undated is not None:
        after[after.index(undated)] = replace(undated, on=want.on)
        return None
    if not same or _came_again(after, want, wants):
        after.append(_new(want.stage, want.on))
        return None
    if any(row.number is None for row in same):
        after.append(_new(want.stage, want.on))
        return Left.TWO_DAYS
    if len(same) > 1:
        return Left.SEVERAL
    after[after.index(same[0])] = replace(same[0], on=want.on)
    return None


def _came_again(after: Sequence[StageRow], want: Want, wants: Sequence[Want]) -> bool:
    """Say whether an enterprise ended and began again, or began and ended again, between the last
    day on which it reached this stage and the new one: then it is no correction."""
    opposite = (
        ENDING_STAGES
        if want.stage in TRADING_STAGES
        else TRADING_STAGES
        if want.stage in ENDING_STAGES
        else frozenset()
    )
    last = max((row.on for row in after if row.stage == want.stage and row.on), default=date.max)
    reached = [(row.stage, row.on) for row in after] + [(one.stage, one.on) for one in wants]
    return want.on is not None and any(
        stage in opposite and on is not None and last < on <= want.on for stage, on in reached
    )


def _undated(after: list[StageRow], want: Want) -> Left | None:
    if stage_now(after) == want.stage:
        return None
    same = [row for row in after if row.stage == want.stage]
    if any(row.on is None for row in same):
        return None
    if same:
        return Left.LATER
    after.append(_new(want.stage, None))
    return Left.CLOSED_UNDATED if want.stage == "closed" else Left.UNDATED
