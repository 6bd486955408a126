"""The headline of a board page: what the cash flow comes to, in plain sentences (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

from cashflow import appraisal
from cashflow.appraisal import BreakEven, BreakEvenState
from cashflow.engine import Row
from cashflow.series import BasisName, CellState, SeriesName
from dashboards.board import Board
from dashboards.certainty import doubts, is_the_plan
from dashboards.wording import by_end_of, counted, listed
from programmes.dates import day_words
from programmes.money import format_pounds
from programmes.quarters import Quarter

_UNSURE = (
    "Some hours are left out because the register does not say who pays for them, what kind of "
    "help they are, or whether the enterprise is new."
)


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentences a board reads first. `is_empty` says that there are no figures yet."""

    sentences: tuple[str, ...]
    is_empty: bool = False

    @property
    def text(self) -> str:
        """The sentences as one paragraph."""
        return " ".join(self.sentences)


def headline(board: Board) -> Headline:
    """Return the headline for every state a programme can be in."""
    if board.run is None or not board.plan.cells:
        if board.has_assumptions:
            return Headline(("The figures are being worked out for the first time.",), True)
        return Headline(
            ("There is no cash flow yet: its hours, rates and costs are still to be given.",),
            True,
        )
    plan = sentence("On plan,", board.plan.rows)
    cells = board.outturn.cells
    if not any(cell.has_actual for cell in cells):
        return Headline((plan, _no_actuals(board)))
    expected = sentence(_basis_words(board), board.outturn.rows)
    return Headline((plan, expected, *doubts(board)))


def sentence(opening: str, rows: Sequence[Row]) -> str:
    """Return one sentence that says whether and when the money is recovered.

    `opening` ends in a comma and says which figures are meant: "On plan,".
    """
    found = appraisal.break_even(rows)
    if found.quarter is not None:
        return f"{opening} {_recovered(found, found.quarter, rows)}."
    if found.state is BreakEvenState.NEVER_BELOW_ZERO:
        return (
            f"{opening} the cumulative cash flow never falls below zero, "
            "so there is nothing to recover."
        )
    if found.state is BreakEvenState.UNKNOWN:
        return f"{opening} it cannot be said whether the money is recovered: {_unknown(rows)}."
    return (
        f"{opening} the money is not recovered within {counted(len(rows), 'quarter')}: "
        f"{_still_out(rows)} is still out at the end of {rows[-1].quarter.label} "
        f"({_deepest(rows)} at its deepest)."
    )


def chart_title(board: Board) -> str:
    """Return the answer that the cumulative chart gives, as its title."""
    has_actual = any(cell.has_actual for cell in board.outturn.cells)
    rows = board.outturn.rows if has_actual else board.plan.rows
    suffix = "with what is known so far" if has_actual else "on plan"
    if board.outturn.cells and all(cell.is_actual for cell in board.outturn.cells):
        suffix = "on actual figures"
    found = appraisal.break_even(rows)
    if found.state is BreakEvenState.UNKNOWN:
        return f"Whether the money is recovered cannot be said {suffix}: {_unknown(rows)}"
    if found.state is BreakEvenState.NEVER_BELOW_ZERO:
        return f"The cumulative cash flow never falls below zero {suffix}"
    deepest = f"Cumulative cost is {_deepest(rows)} at its deepest"
    if found.quarter is None:
        return (
            f"{deepest}; {_still_out(rows)} is not recovered "
            f"within {counted(len(rows), 'quarter')} {suffix}"
        )
    lasting = ", but not for good," if found.lasts is False else ""
    return f"{deepest}, recovered{lasting} by {by_end_of(found.quarter)} {suffix}"


def _recovered(found: BreakEven, quarter: Quarter, rows: Sequence[Row]) -> str:
    months = appraisal.payback_months(rows)
    after = f", {appraisal.payback_words(months)} after the start" if months is not None else ""
    said = f"the money is recovered by {by_end_of(quarter)}{after}"
    if found.lasts is False:
        again = next(
            row.quarter
            for row in rows
            if row.quarter.number > quarter.number
            and row.cumulative is not None
            and row.cumulative < 0
        )
        return (
            f"{said}, but this does not last: "
            f"the cumulative falls below zero again in {by_end_of(again)}"
        )
    if found.lasts is None:
        return f"{said}; whether this lasts cannot be said, because {_unknown(rows)}"
    return said


def _deepest(rows: Sequence[Row]) -> str:
    peak = appraisal.peak_funding(rows)
    return format_pounds(None if peak is None else -peak.amount)


def _still_out(rows: Sequence[Row]) -> str:
    """Say what has not been recovered by the last quarter: what a board asks first."""
    last = rows[-1].cumulative
    return format_pounds(None if last is None else -last)


def _unknown(rows: Sequence[Row]) -> str:
    """Say which quarter's figure is the first that is missing: the one to go and find."""
    first = next((row for row in rows if row.net is None), None)
    if first is None:
        return "no quarter has been worked out"
    wanting = []
    if first.hours_per_week is None:
        wanting.append("hours a week")
    elif first.cost_avoidance is None:
        wanting.append("rate for an hour")
    if first.expenditure is None:
        wanting.append("expenditure")
    verb = "are" if len(wanting) > 1 or wanting == ["hours a week"] else "is"
    return f"the {listed(wanting)} of {first.quarter.full_label} {verb} not known"


def _no_actuals(board: Board) -> str:
    # Counted by date and return, not by cell: a quarter without a plan is missing its return too.
    missing = [
        quarter
        for quarter in board.quarters
        if quarter.end < board.today and not board.approved(quarter.number)
    ]
    if missing:
        ended = "has ended" if len(missing) == 1 else "have ended"
        return (
            f"{counted(len(missing), 'quarter')} {ended} without an approved return, "
            "so there is no actual figure to set against the plan."
        )
    if any(board.approved(quarter.number) for quarter in board.quarters):
        return "The approved returns give neither hours nor expenditure, so the plan stands in."
    first = board.quarters[0]
    until = (
        f" The first quarter ends on {day_words(first.end)}." if first.end >= board.today else ""
    )
    return f"No return has been approved yet, so the forecast is the plan.{until}"


def _basis_words(board: Board) -> str:
    """Say how far the actual figures go, what is missing among them, and what follows."""
    cells = board.outturn.cells
    last = max(cell.quarter.number for cell in cells if cell.has_actual)
    past, later = cells[:last], cells[last:]
    gaps = [cell.quarter.label for cell in past if not cell.is_actual]
    opening = f"On actual figures to {cells[last - 1].quarter.label}"
    if gaps:
        opening += f" (the plan fills gaps in {listed(gaps)})"
    if not later:
        return f"{opening},"
    return f"{opening} and {'plan' if is_the_plan(board, later) else 'forecast'} from there,"


def eligible_words(board: Board) -> str:
    """Say what would be counted if only council-funded hours of new enterprises were.

    Compared over the quarters whose eligible hours are known, so that like stands beside like.
    """
    known = [
        cell.row
        for cell in board.flow(SeriesName.OUTTURN, BasisName.ELIGIBLE).cells
        if cell.row.cost_avoidance is not None and cell.hours_state is CellState.ACTUAL
    ]
    if not known:
        return (
            "Not known. No approved return yet says how many of the hours are paid for by the "
            "council and given by new enterprises."
        )
    there = {row.quarter for row in known}
    all_hours = appraisal.totals([row for row in board.outturn.rows if row.quarter in there])
    unsure = any(
        number in board.hours and board.hours[number].unknown
        for number in (quarter.number for quarter in there)
    )
    said = (
        f"In the {counted(len(known), 'quarter')} for which this is known, "
        f"{'at least ' if unsure else ''}"
        f"{format_pounds(appraisal.totals(known).cost_avoidance)} of cost would be counted as "
        f"avoided, instead of {format_pounds(all_hours.cost_avoidance)}."
    )
    return f"{said} {_UNSURE}" if unsure else said
