"""What each quarter's figure is, for the chart that draws it and the table that says it (pure).

Both ask here, so that a point never looks more certain than its row in the table beneath.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from cashflow.series import CellState
from dashboards.board import STATE_WORDS, Cell, Flow
from dashboards.wording import listed


class Look(Enum):
    """How sure a figure is.

    WITH_PLAN is of a cumulative: the quarter's own figures are actual, and an earlier quarter's
    are not. STAND_IN is the plan in the place of a figure that nobody has given.
    """

    ACTUAL = auto()
    WITH_PLAN = auto()
    STAND_IN = auto()
    FORECAST = auto()

    @property
    def is_reported(self) -> bool:
        """Whether the quarter's own figures come from an approved return."""
        return self in (Look.ACTUAL, Look.WITH_PLAN)


@dataclass(frozen=True, slots=True)
class Said:
    """A quarter's figure: how it looks in a chart, and the words for it."""

    look: Look
    words: str


# A state that is neither is of a figure that is not known, and so not drawn.
_STAND_INS = {CellState.PLAN_RETURN_MISSING, CellState.PLAN_LEFT_BLANK}


def hours(flow: Flow) -> list[Said]:
    """Return what the hours of each quarter are, and so what the cost avoided rests on."""
    return [Said(_look(cell.hours_state), STATE_WORDS[cell.hours_state]) for cell in flow.cells]


def net(flow: Flow) -> list[Said]:
    """Return what the net of each quarter is: as sure as the less sure of its two parts."""
    return [Said(_look(*_parts(cell)), cell.state_words) for cell in flow.cells]


def cumulative(flow: Flow) -> list[Said]:
    """Return what each cumulative is: only as actual as the quarters that it adds up."""
    found = []
    planned: list[str] = []
    for cell, said in zip(flow.cells, net(flow), strict=True):
        if not cell.is_actual:
            planned.append(cell.quarter.label)
            found.append(said)
        elif cell.row.cumulative is None:
            found.append(Said(said.look, STATE_WORDS[CellState.UNKNOWN]))
        elif planned:
            found.append(Said(Look.WITH_PLAN, f"Actual, with plan in {listed(planned)}"))
        else:
            found.append(said)
    return found


def stood_in(
    flow: Flow, said: Sequence[Said], values: Sequence[Decimal | None]
) -> tuple[list[str], bool]:
    """Return the quarters in which the plan stands in for a figure, and whether others follow.

    Only where a value is known, for nothing else is drawn.
    """
    places = [
        place
        for place, one in enumerate(said)
        if one.look is Look.STAND_IN and values[place] is not None
    ]
    later = said[places[0] :] if places else ()
    names = [flow.cells[place].quarter.label for place in places]
    return names, any(one.look is not Look.STAND_IN for one in later)


def _parts(cell: Cell) -> tuple[CellState, CellState]:
    return cell.hours_state, cell.expenditure_state


def _look(*states: CellState) -> Look:
    if all(state is CellState.ACTUAL for state in states):
        return Look.ACTUAL
    return Look.STAND_IN if _STAND_INS & set(states) else Look.FORECAST
