"""Lines by quarter: plan, actual and forecast told apart, and the break-even marker (pure)."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from cashflow import appraisal
from dashboards.board import Board, Cell
from dashboards.drawing import (
    ACTUAL,
    MARK,
    PAPER,
    PLAN,
    Exact,
    Label,
    drawn,
    end_of,
    hover,
    labels_at_the_right,
    make_room,
    marked,
    pieces,
    quarter_axis,
    value_axis,
)
from programmes.money import format_pounds

Writer = Callable[[Exact | None], str]


def lines(
    board: Board,
    plan: Sequence[Decimal | None],
    outturn: Sequence[Decimal | None],
    flags: Sequence[bool],
    write: Writer,
    *,
    places: int = 0,
    half: bool = False,
) -> dict[str, Any]:
    """Return a figure of a plan and an outturn, the outturn in its actual and forecast parts."""
    axis, scale = value_axis([*plan, *outturn], write)
    numbers = [cell.quarter.number for cell in board.plan.cells]
    same = not any(flags) and list(plan) == list(outturn)
    data = [_plan_line(board.plan.cells, numbers, plan, places, write)]
    labels = []
    plan_end = end_of(numbers, plan)
    if plan_end is not None:
        text = "Plan and<br>forecast" if same else "Plan"
        labels.append(Label(f"{text}<br>{write(plan_end[1])}", *plan_end, PLAN))
    if not same:
        cells = board.outturn.cells
        for is_actual in (False, True):
            belongs = [flag is is_actual for flag in flags]
            data.append(_outturn_line(cells, outturn, belongs, is_actual, places, write))
        outturn_end = end_of([cell.quarter.number for cell in cells], outturn)
        name = "Actual" if flags[-1] else "Forecast"
        if outturn_end is not None and outturn_end == plan_end:
            text = f"Plan and<br>{name.lower()}<br>{write(outturn_end[1])}"
            labels = [Label(text, *outturn_end, ACTUAL)]
        elif outturn_end is not None:
            labels.append(Label(f"{name}<br>{write(outturn_end[1])}", *outturn_end, ACTUAL))
    notes = labels_at_the_right(labels, scale)
    if not same and not flags[-1]:
        notes += _actual_label(numbers, plan, outturn, flags)
    figure = {
        "data": data,
        "layout": {
            "xaxis": quarter_axis(board.quarters, with_months=not half),
            "yaxis": axis,
            "annotations": notes,
        },
    }
    make_room(figure)
    return figure


def _actual_label(
    numbers: Sequence[int],
    plan: Sequence[Decimal | None],
    outturn: Sequence[Decimal | None],
    flags: Sequence[bool],
) -> list[dict[str, Any]]:
    """Return the word "Actual" at the last actual point, on its side away from the plan."""
    ends = [place for place, flag in enumerate(flags) if flag and outturn[place] is not None]
    if not ends:
        return []
    place = ends[-1]
    value, planned = outturn[place], plan[place]
    above = value is not None and planned is not None and value > planned
    return [
        {
            "x": numbers[place],
            "y": drawn(value, 2),
            "xref": "x",
            "yref": "y",
            "text": "Actual",
            "showarrow": False,
            "yshift": 20 if above else -20,
            "font": {"color": ACTUAL},
        }
    ]


def _plan_line(
    cells: Sequence[Cell],
    numbers: Sequence[int],
    values: Sequence[Decimal | None],
    places: int,
    write: Writer,
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": "Plan",
        "mode": "lines+markers",
        "x": list(numbers),
        "y": [drawn(value, places) for value in values],
        "connectgaps": False,
        "line": {"color": PLAN, "width": 1.5},
        "marker": {"color": PLAN, "size": 4},
        "hoverinfo": "text",
        "hovertext": [
            hover(cell.quarter.full_label, "Plan", write(value))
            for cell, value in zip(cells, values, strict=True)
        ],
    }


def _outturn_line(
    cells: Sequence[Cell],
    values: Sequence[Decimal | None],
    belongs: Sequence[bool],
    is_actual: bool,
    places: int,
    write: Writer,
) -> dict[str, Any]:
    numbers = [cell.quarter.number for cell in cells]
    xs, ys, marks = pieces(numbers, values, belongs)
    by_number = {cell.quarter.number: cell for cell in cells}
    return {
        "type": "scatter",
        "name": "Actual" if is_actual else "Forecast",
        "mode": "lines+markers",
        "x": xs,
        "y": [drawn(value, places) for value in ys],
        "connectgaps": False,
        "line": {"color": ACTUAL, "width": 3, "dash": "solid" if is_actual else "dash"},
        "marker": {
            "color": ACTUAL if is_actual else PAPER,
            "opacity": 1,
            "size": [(9 if is_actual else 8) if mark else 0 for mark in marks],
            "line": {"color": ACTUAL, "width": 2},
        },
        "hoverinfo": "text",
        "hovertext": [
            hover(by_number[x].quarter.full_label, by_number[x].state_words, write(y))
            if x is not None
            else ""
            for x, y in zip(xs, ys, strict=True)
        ],
    }


def mark_break_even(figure: dict[str, Any], board: Board) -> None:
    """Put one marker where the money is recovered: on what is known so far, else on the plan."""
    candidates = [("Plan breaks even", board.plan.rows)]
    if any(cell.has_actual for cell in board.outturn.cells):
        candidates.insert(0, ("Breaks even", board.outturn.rows))
    for words, rows in candidates:
        quarter = appraisal.break_even(rows).quarter
        if quarter is None:
            continue
        value = next(row.cumulative for row in rows if row.quarter == quarter)
        figure["data"].append(
            {
                "type": "scatter",
                "name": "Break-even",
                "mode": "markers",
                "x": [quarter.number],
                "y": [drawn(value)],
                "marker": {
                    "color": MARK,
                    "symbol": "diamond",
                    "size": 14,
                    "line": {"color": PAPER, "width": 1.5},
                },
                "hoverinfo": "text",
                "hovertext": [hover(quarter.full_label, words, format_pounds(value))],
            }
        )
        figure["layout"]["annotations"].append(
            marked(quarter.number, drawn(value), f"{words} {quarter.label}", below=False)
        )
        return
