"""How far the forecast can be relied on: what speaks against it is said beside it (pure).

A forecast that nobody has made anew is the plan. It may go on at plan after a quarter that was far
below it, and whoever reads only where it leads would take it for more than it is.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from cashflow.series import CellState
from dashboards.board import Board, Cell, Exact
from dashboards.wording import listed
from programmes.money import format_hours, format_pounds


def is_the_plan(board: Board, cells: Sequence[Cell]) -> bool:
    """Say whether what is expected is nothing but the plan, as a first forecast is."""
    planned = [board.plan.at(cell.quarter.number) for cell in cells]
    return all(
        plan is not None
        and cell.row.hours_per_week == plan.row.hours_per_week
        and cell.row.expenditure == plan.row.expenditure
        for cell, plan in zip(cells, planned, strict=True)
    )


def doubts(board: Board) -> tuple[str, ...]:
    """Return, in sentences, why the forecast is less sure than it looks; none where nothing is.

    That the plan stands in for what is to come although the last actual figure is well off it: as
    far as what the council calls off track, on either side. And that quarters have ended since of
    which no approved return says anything, so that the plan stands in there as well.
    """
    cells = board.outturn.cells
    last = max((cell.quarter.number for cell in cells if cell.has_actual), default=0)
    later = cells[last:]
    if not last or not later:
        return ()
    said = []
    if is_the_plan(board, later) and (off := _well_off_plan(board, cells[:last])):
        said.append(f"The forecast still follows the plan, although {listed(off)}.")
    ended = [c.quarter.label for c in later if c.hours_state is CellState.PLAN_RETURN_MISSING]
    if ended:
        verb = "has ended" if len(ended) == 1 else "have ended"
        said.append(f"{listed(ended)} {verb} without an approved return: the plan stands in there.")
    return tuple(said)


def _well_off_plan(board: Board, cells: Sequence[Cell]) -> list[str]:
    """Return of hours and of money how the last actual figure stands where it is well off plan."""
    found = []
    for cell in _last(cells, lambda cell: cell.hours_state):
        given, planned = cell.row.hours_per_week, _plan_of(board, cell, "hours_per_week")
        if _is_far(board, given, planned):
            words = f"{format_hours(given)} hours a week where {format_hours(planned)} were planned"
            found.append(f"{cell.quarter.label} had {words}")
    for cell in _last(cells, lambda cell: cell.expenditure_state):
        spent, planned = cell.row.expenditure, _plan_of(board, cell, "expenditure")
        if _is_far(board, spent, planned):
            words = f"{format_pounds(spent)} where {format_pounds(planned)} was planned"
            found.append(f"{cell.quarter.label} cost {words}")
    return found


def _last(cells: Sequence[Cell], state: Callable[[Cell], CellState]) -> list[Cell]:
    """The last quarter of which this is an actual figure, if any."""
    return [cell for cell in cells if state(cell) is CellState.ACTUAL][-1:]


def _plan_of(board: Board, cell: Cell, figure: str) -> Exact | None:
    plan = board.plan.at(cell.quarter.number)
    return None if plan is None else getattr(plan.row, figure)


def _is_far(board: Board, actual: Exact | None, planned: Exact | None) -> bool:
    if actual is None or planned is None:
        return False
    margin = 1 - Fraction(board.bands.amber)
    return abs(Fraction(actual) - Fraction(planned)) > margin * abs(Fraction(planned))
