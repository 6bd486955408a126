"""How a figure of one quarter is worked out: the formula in words, then with its numbers (pure).

Parts are written with every digit they have, so that a reader who checks the sum gets the result.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from cashflow.series import CellState
from dashboards import looks
from dashboards.board import STATE_WORDS, Cell, Flow
from dashboards.figure_names import Figure
from dashboards.wording import exact_rate, listed
from programmes.money import MINUS, exact_pounds, format_hours, format_number, format_pounds
from programmes.quarters import WeeksRule

# What a figure is made from: its name there, the figure, the quarter (0: the whole programme).
Leads = tuple[tuple[str, Figure, int], ...]


@dataclass(frozen=True, slots=True)
class Working:
    """One figure worked out.

    `numbers` is the formula with its numbers put in, None where one of them is not known; `result`
    is the figure as pages show it.
    """

    formula: str
    result: str | None
    numbers: str | None = None
    state: str = ""
    why_unknown: str = ""
    leads_to: Leads = ()


CostParts = Sequence[tuple[str, Decimal | None]]

_GIVEN = {
    CellState.ACTUAL: "Taken from the quarter's approved return.",
    CellState.PLAN: "Taken from the plan.",
    CellState.FORECAST: "The quarter has not been reported yet. The first forecast is the plan.",
    CellState.PLAN_RETURN_MISSING: "The quarter has ended, but its return is not approved, "
    "so the plan stands in for it.",
    CellState.PLAN_LEFT_BLANK: "The approved return leaves this blank, so the plan stands in "
    "for it. A blank is never taken for 0.",
    CellState.UNKNOWN: "Neither an approved return nor the plan has this figure.",
}


def of_quarter(
    figure: Figure,
    flow: Flow,
    quarter_number: int,
    costs: CostParts = (),
    rule: WeeksRule = WeeksRule.BUSINESS_CASE,
) -> Working | None:
    """Return how a quarter's figure is worked out; None where the series lacks the quarter.

    `costs` are the cost lines behind a planned expenditure, `rule` says how weeks are counted.
    Raises KeyError for a figure that is not about one quarter.
    """
    cell = flow.at(quarter_number)
    if cell is None:
        return None
    if figure is Figure.CUMULATIVE:
        return _cumulative(cell, flow)
    if figure is Figure.EXPENDITURE:
        return _expenditure(cell, costs)
    working = {
        Figure.HOURS_A_WEEK: _hours_a_week,
        Figure.HOURS: _hours,
        Figure.COST_AVOIDED: _cost_avoided,
        Figure.NET: _net,
    }[figure](cell)
    if figure in (Figure.HOURS, Figure.COST_AVOIDED):
        return replace(working, formula=f"{working.formula}{_weeks_counted(cell, rule)}")
    return working


def _hours_a_week(cell: Cell) -> Working:
    hours = cell.row.hours_per_week
    return Working(
        formula=_GIVEN[cell.hours_state],
        result=None if hours is None else f"{format_hours(hours)} hours a week",
        state=STATE_WORDS[cell.hours_state],
        why_unknown="" if hours is not None else "No hours are known for this quarter.",
    )


def _expenditure(cell: Cell, costs: CostParts) -> Working:
    amount = cell.row.expenditure
    planned = cell.expenditure_state is not CellState.ACTUAL
    known = [(name, cost) for name, cost in costs if cost is not None]
    numbers = None
    if planned and amount is not None and known:
        sum_of = " + ".join(f"{name} {exact_pounds(cost)}" for name, cost in known)
        numbers = f"{sum_of} = {exact_pounds(amount)}"
    missing = [name for name, cost in costs if cost is None]
    why = f"Not known: {listed(missing)}." if missing else "No cost is known for this quarter."
    return Working(
        formula=_GIVEN[cell.expenditure_state],
        result=None if amount is None else format_pounds(amount),
        numbers=numbers,
        state=STATE_WORDS[cell.expenditure_state],
        why_unknown="" if amount is not None else why,
    )


def _hours(cell: Cell) -> Working:
    row = cell.row
    numbers = None
    if row.hours is not None:
        numbers = (
            f"{format_hours(row.hours_per_week)} hours a week × {row.weeks} weeks"
            f" = {format_hours(row.hours)} hours"
        )
    return Working(
        formula="Hours a week × weeks of the quarter",
        result=None if row.hours is None else f"{format_hours(row.hours)} hours",
        numbers=numbers,
        state=STATE_WORDS[cell.hours_state],
        why_unknown="" if row.hours is not None else "No hours are known for this quarter.",
        leads_to=(("Hours a week", Figure.HOURS_A_WEEK, row.quarter.number),),
    )


def _cost_avoided(cell: Cell) -> Working:
    row = cell.row
    numbers, why = None, ""
    if row.cost_avoidance is not None and not _still_priced_so(cell):
        why = "Weeks or rates have changed since. The figures are being worked out again."
    elif row.cost_avoidance is not None:
        numbers = f"{_priced(cell)} = {exact_pounds(row.cost_avoidance)}"
        numbers += shown_as(row.cost_avoidance)
    elif row.hours_per_week is None:
        why = "No hours are known for this quarter."
    else:
        priced = sum(weeks for weeks, _ in row.rate_parts)
        why = f"No rate is in force in {row.weeks - priced} of the {row.weeks} weeks counted."
    return Working(
        formula="Hours a week × weeks × amount avoided for each hour",
        result=_pounds(row.cost_avoidance),
        numbers=numbers,
        state=STATE_WORDS[cell.hours_state],
        why_unknown=why,
        leads_to=(("Hours a week", Figure.HOURS_A_WEEK, row.quarter.number),),
    )


def _weeks_counted(cell: Cell, rule: WeeksRule) -> str:
    """Say why the hours a week, found over the weeks of the calendar, are taken for another number
    of weeks; "" where they are not, and between a change of the rule and the recompute."""
    counted, there = cell.row.weeks, len(cell.row.quarter.weeks)
    if counted == there or counted != cell.row.quarter.weeks_under(rule):
        return ""
    return f". The business case counts {counted} weeks; by the calendar the quarter has {there}."


def _priced(cell: Cell) -> str:
    """Return hours by weeks by rate, one product for each rate that was in force."""
    row = cell.row
    hours = format_hours(row.hours_per_week)
    if not row.rate_parts:
        return f"{hours} hours a week × {row.weeks} weeks"
    return " + ".join(
        f"{hours} hours a week × {weeks} weeks × {exact_rate(rate)}"
        for weeks, rate in row.rate_parts
    )


def _still_priced_so(cell: Cell) -> bool:
    """Say whether the weeks and rates of today give the figure that is shown.

    Between a change of the calendar and the recompute that follows they need not.
    """
    row = cell.row
    hours = Fraction(row.hours_per_week or 0)
    return (
        hours * sum(weeks * Fraction(rate) for weeks, rate in row.rate_parts) == row.cost_avoidance
    )


def _net(cell: Cell) -> Working:
    row = cell.row
    number = row.quarter.number
    numbers = None
    if row.net is not None and row.cost_avoidance is not None and row.expenditure is not None:
        numbers = (
            f"{exact_pounds(row.cost_avoidance)} {MINUS} {exact_pounds(row.expenditure)}"
            f" = {exact_pounds(row.net)}{shown_as(row.net)}"
        )
    unknown = []
    if row.cost_avoidance is None:
        unknown.append("cost avoided")
    if row.expenditure is None:
        unknown.append("expenditure")
    return Working(
        formula=f"Cost avoided {MINUS} expenditure",
        result=_pounds(row.net),
        numbers=numbers,
        state=cell.state_words,
        why_unknown=f"Not known: {listed(unknown)}." if unknown else "",
        leads_to=(
            ("Cost avoided", Figure.COST_AVOIDED, number),
            ("Expenditure", Figure.EXPENDITURE, number),
        ),
    )


def _cumulative(cell: Cell, flow: Flow) -> Working:
    row = cell.row
    number = row.quarter.number
    before = flow.at(number - 1)
    numbers, why = None, ""
    start = Decimal(0) if before is None else before.row.cumulative
    if row.cumulative is not None and row.net is not None and start is not None:
        sign = MINUS if row.net < 0 else "+"
        numbers = (
            f"{exact_pounds(start)} {sign} {exact_pounds(row.net.copy_abs())}"
            f" = {exact_pounds(row.cumulative)}{shown_as(row.cumulative)}"
        )
    elif row.net is None:
        why = "The net of this quarter is not known, so no cumulative is known from here on."
    else:
        why = "The cumulative of an earlier quarter is not known."
    earlier: Leads = ()
    if before is not None:
        label = f"Cumulative of {before.quarter.label}"
        earlier = ((label, Figure.CUMULATIVE, number - 1),)
    return Working(
        formula="Cumulative of the quarter before + net of this quarter"
        if before
        else "£0 at the start + net of this quarter",
        result=_pounds(row.cumulative),
        numbers=numbers,
        state=_cumulative_state(number, flow),
        why_unknown=why,
        leads_to=(*earlier, ("Net", Figure.NET, number)),
    )


def _cumulative_state(number: int, flow: Flow) -> str:
    said = zip(flow.cells, looks.cumulative(flow), strict=True)
    return next(one.words for cell, one in said if cell.quarter.number == number)


def _pounds(amount: Decimal | None) -> str | None:
    return None if amount is None else format_pounds(amount)


def shown_as(amount: Decimal) -> str:
    """Say how an amount with pence is shown elsewhere, for there it is rounded."""
    return "" if amount == amount.to_integral_value() else f", shown as {format_pounds(amount)}"


def weeks_words(cell: Cell) -> str:
    """Return the weeks of a quarter and the rates they are priced at."""
    row = cell.row
    parts = [
        f"{format_number(weeks)} weeks at {exact_rate(rate)} an hour"
        for weeks, rate in row.rate_parts
    ]
    unpriced = row.weeks - sum(weeks for weeks, _ in row.rate_parts)
    if unpriced > 0:
        parts.append(f"{unpriced} weeks without a rate")
    return listed(parts)
