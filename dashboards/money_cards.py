"""The few money numbers that stand on cards above the charts (pure)."""

from typing import Any

from cashflow.series import BasisName
from dashboards.board import Board
from dashboards.figure_names import ABOUT, Figure
from dashboards.key_numbers import Told, told
from dashboards.table_cells import Why

CARDS = (
    Figure.BREAK_EVEN,
    Figure.PEAK_FUNDING,
    Figure.BENEFIT_COST_RATIO,
    Figure.SWITCHING_RATE,
)


def cards(board: Board, why: Why) -> list[dict[str, Any]]:
    """Return the money cards: what is known so far, with the plan's number beside it."""
    has_actual = any(cell.has_actual for cell in board.outturn.cells)
    found = []
    for figure in CARDS:
        plan = told(figure, board.plan.rows)
        now = told(figure, board.outturn.rows) if has_actual else plan
        about = ABOUT[figure]
        found.append(
            {
                "label": about.name,
                "value": now.text,
                "unit": now.note if figure is Figure.BREAK_EVEN else "",
                "empty": "Not known",
                "target": "" if figure is Figure.BREAK_EVEN else _capital(now.note),
                "expected": _beside(plan) if has_actual else "On plan",
                "note": about.meaning,
                "source_href": why(figure, 0, BasisName.PUBLISHED),
            }
        )
    return found


def _beside(plan: Told) -> str:
    if plan.text is None:
        return "On plan: not known"
    text = plan.text[0].lower() + plan.text[1:] if plan.text.startswith("N") else plan.text
    return f"On plan: {text}" + (f", {plan.note}" if plan.note else "")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
