"""Plan and outturn on both bases: what each cell is, and the series worked out from it (pure).

Plan, actual and forecast never overwrite one another. The plan series is the assumptions alone.
The outturn is, cell by cell, what an approved return says; else the plan, labelled for what it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cashflow.engine import Cell, CostLine, Rate, Row, compute, expenditure_of
from programmes.quarters import Quarter, WeeksRule


class CellState(StrEnum):
    """What a cell is."""

    ACTUAL = "actual"
    FORECAST = "forecast"
    PLAN = "plan"
    PLAN_RETURN_MISSING = "plan_missing"
    PLAN_LEFT_BLANK = "plan_blank"
    UNKNOWN = "unknown"


class SeriesName(StrEnum):
    """The plan alone, or what has happened and is then expected."""

    PLAN = "plan"
    OUTTURN = "outturn"


class BasisName(StrEnum):
    """Which hours are priced: all, or only those that displace what the council would pay for."""

    PUBLISHED = "published"
    ELIGIBLE = "eligible"


@dataclass(frozen=True, slots=True)
class ReturnFigures:
    """What the latest approved return of a quarter says; None where it was left blank."""

    return_id: int
    version: int
    hours_per_week: Decimal | None
    eligible_hours_per_week: Decimal | None
    expenditure: Decimal | None


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a programme's cash flow depends on.

    `plan_hours` has the planned hours a week by quarter number, `returns` the approved returns by
    quarter number. A quarter counts as past once it has ended before `as_at`. `input_version` is
    the count of changes that had been made when the inputs were read.
    """

    programme_id: int
    input_version: int
    as_at: date
    quarters: tuple[Quarter, ...]
    weeks_rule: WeeksRule
    assumptions_id: int
    assumptions_version: int
    rates: tuple[Rate, ...]
    plan_hours: Mapping[int, Decimal | None]
    cost_lines: tuple[CostLine, ...]
    returns: Mapping[int, ReturnFigures]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it is."""

    value: Decimal | None
    state: CellState


@dataclass(frozen=True, slots=True)
class WorkedLine:
    """One quarter of one series on one basis; `return_id` names the return behind an actual."""

    series: SeriesName
    basis: BasisName
    row: Row
    hours_state: CellState
    expenditure_state: CellState
    return_id: int | None


def planned(value: Decimal | None) -> Figure:
    """Return a cell of the plan series."""
    return Figure(value, CellState.UNKNOWN if value is None else CellState.PLAN)


def outturn(plan: Decimal | None, *, approved: bool, actual: Decimal | None, ended: bool) -> Figure:
    """Return a cell of the outturn.

    `approved` says whether the quarter has an approved return, `actual` what that return gives.
    The approved figure counts even before the quarter's end. Without it the plan stands in: as
    the forecast for a quarter that has not ended, and under a name that says what is missing for
    one that has. Where there is no plan either, the cell is unknown.
    """
    if actual is not None:
        return Figure(actual, CellState.ACTUAL)
    if plan is None:
        return Figure(None, CellState.UNKNOWN)
    if approved:
        return Figure(plan, CellState.PLAN_LEFT_BLANK)
    return Figure(plan, CellState.PLAN_RETURN_MISSING if ended else CellState.FORECAST)


def work_out(inputs: Inputs) -> tuple[WorkedLine, ...]:
    """Return every line of the plan and the outturn on the published and the eligible basis.

    Nobody plans eligible hours, so on that basis hours are unknown wherever there is no actual;
    expenditure is the same on both. Raises what `compute` raises.
    """
    lines: list[WorkedLine] = []
    for series in SeriesName:
        for basis in BasisName:
            lines += _one_series(inputs, series, basis)
    return tuple(lines)


def has_ended(quarter: Quarter, as_at: date) -> bool:
    """Say whether the quarter is past: it has ended from the day after its last day."""
    return quarter.end < as_at


def one_has_ended_since(quarters: Iterable[Quarter], seen: date, today: date) -> bool:
    """Say whether a quarter that was not past on the day `seen` is past today."""
    return any(has_ended(quarter, today) and not has_ended(quarter, seen) for quarter in quarters)


def _one_series(inputs: Inputs, series: SeriesName, basis: BasisName) -> list[WorkedLine]:
    hours: dict[int, Figure] = {}
    expenditure: dict[int, Figure] = {}
    for quarter in inputs.quarters:
        number = quarter.number
        hours[number] = _hours(inputs, quarter, series, basis)
        expenditure[number] = _expenditure(inputs, quarter, series)
    cells = [Cell(number, hours[number].value, expenditure[number].value) for number in hours]
    rows = compute(inputs.quarters, cells, inputs.rates, inputs.weeks_rule).rows
    lines = []
    for row in rows:
        number = row.quarter.number
        said = inputs.returns.get(number) if series is SeriesName.OUTTURN else None
        lines.append(
            WorkedLine(
                series=series,
                basis=basis,
                row=row,
                hours_state=hours[number].state,
                expenditure_state=expenditure[number].state,
                return_id=None if said is None else said.return_id,
            )
        )
    return lines


def _hours(inputs: Inputs, quarter: Quarter, series: SeriesName, basis: BasisName) -> Figure:
    published = basis is BasisName.PUBLISHED
    plan = inputs.plan_hours.get(quarter.number) if published else None
    if series is SeriesName.PLAN:
        return planned(plan)
    said = inputs.returns.get(quarter.number)
    actual = None
    if said is not None:
        actual = said.hours_per_week if published else said.eligible_hours_per_week
    return outturn(
        plan, approved=said is not None, actual=actual, ended=has_ended(quarter, inputs.as_at)
    )


def _expenditure(inputs: Inputs, quarter: Quarter, series: SeriesName) -> Figure:
    plan = expenditure_of(inputs.cost_lines, quarter.number)
    if series is SeriesName.PLAN:
        return planned(plan)
    said = inputs.returns.get(quarter.number)
    return outturn(
        plan,
        approved=said is not None,
        actual=None if said is None else said.expenditure,
        ended=has_ended(quarter, inputs.as_at),
    )
