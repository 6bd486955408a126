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
from dashboards.looks import Look, Said
from programmes.money import format_pounds

Writer = Callable[[Exact | None], str]

# Points across, of every kind of marker of the outturn.
_MARK = 9
# The words at the end of the outturn's line: short lines, for there is little room.
_END_WORDS = {
    Look.ACTUAL: "Actual",
    Look.WITH_PLAN: "Actual<br>with plan<br>in a gap",
    Look.STAND_IN: "With plan<br>in a gap",
    Look.FORECAST: "Forecast",
}


def lines(
    board: Board,
    plan: Sequence[Decimal | None],
    outturn: Sequence[Decimal | None],
    said: Sequence[Said],
    write: Writer,
    *,
    places: int = 0,
    half: bool = False,
) -> dict[str, Any]:
    """Return a figure of a plan and an outturn, the outturn in its actual and expected parts."""
    axis, scale = value_axis([*plan, *outturn], write)
    numbers = [cell.quarter.number for cell in board.plan.cells]
    same = is_the_plan(plan, outturn, said)
    data = [_plan_line(board.plan.cells, numbers, plan, places, write)]
    labels = []
    plan_end = end_of(numbers, plan)
    if plan_end is not None:
        text = "Plan and<br>forecast" if same else "Plan"
        labels.append(Label(f"{text}<br>{write(plan_end[1])}", *plan_end, PLAN))
    if not same:
        cells = board.outturn.cells
        for solid in (False, True):
            data.append(_outturn_line(cells, outturn, said, solid, places, write))
        labels = _end_labels(labels, plan_end, numbers, outturn, said, write)
    notes = labels_at_the_right(labels, scale)
    if not same and said[-1].look is not Look.ACTUAL:
        notes += _actual_label(numbers, plan, outturn, said)
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


def is_the_plan(
    plan: Sequence[Decimal | None], outturn: Sequence[Decimal | None], said: Sequence[Said]
) -> bool:
    """Say whether the outturn is nothing but the plan, so that one line is enough."""
    return list(plan) == list(outturn) and not any(one.look.is_reported for one in said)


def _end_labels(
    labels: list[Label],
    plan_end: tuple[int, Exact] | None,
    numbers: Sequence[int],
    outturn: Sequence[Decimal | None],
    said: Sequence[Said],
    write: Writer,
) -> list[Label]:
    """Return the labels right of both lines: one for both where they end in one point."""
    end = end_of(numbers, outturn)
    if end is None:
        return labels
    look = said[numbers.index(end[0])].look
    if end != plan_end:
        return [*labels, Label(f"{_END_WORDS[look]}<br>{write(end[1])}", *end, ACTUAL)]
    if look is Look.STAND_IN:
        return labels
    return [Label(f"Plan and<br>{_END_WORDS[look].lower()}<br>{write(end[1])}", *end, ACTUAL)]


def _actual_label(
    numbers: Sequence[int],
    plan: Sequence[Decimal | None],
    outturn: Sequence[Decimal | None],
    said: Sequence[Said],
) -> list[dict[str, Any]]:
    """Return the word "Actual" at the last actual point, on its side away from the plan."""
    ends = [
        place
        for place, one in enumerate(said)
        if one.look is Look.ACTUAL and outturn[place] is not None
    ]
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
    said: Sequence[Said],
    solid: bool,
    places: int,
    write: Writer,
) -> dict[str, Any]:
    """Return the solid or the dashed part. A filled dot is reported, a square the plan."""
    points = pieces(values, [one.look is Look.ACTUAL for one in said], solid=solid)
    looks = [said[point[0]].look if point else None for point in points]
    return {
        "type": "scatter",
        "name": "Actual" if solid else "Expected",
        "mode": "lines+markers",
        "x": [cells[point[0]].quarter.number if point else None for point in points],
        "y": [drawn(values[point[0]], places) if point else None for point in points],
        "connectgaps": False,
        "line": {"color": ACTUAL, "width": 3, "dash": "solid" if solid else "dash"},
        "marker": {
            "symbol": ["square" if look is Look.STAND_IN else "circle" for look in looks],
            "color": [ACTUAL if look and look.is_reported else PAPER for look in looks],
            "opacity": 1,
            "size": [_MARK if point and point[1] else 0 for point in points],
            "line": {
                "color": [PLAN if look is Look.STAND_IN else ACTUAL for look in looks],
                "width": 2,
            },
        },
        "hoverinfo": "text",
        "hovertext": [
            hover(cells[point[0]].quarter.full_label, said[point[0]].words, write(values[point[0]]))
            if point
            else ""
            for point in points
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
            marked(
                quarter.number,
                drawn(value),
                f"{words} {quarter.label}",
                near_top=_is_near_top(figure, drawn(value) or 0),
            )
        )
        return


def _is_near_top(figure: dict[str, Any], value: float) -> bool:
    bottom, top = map(float, figure["layout"]["yaxis"]["range"])
    return value > bottom + 0.88 * (top - bottom)
