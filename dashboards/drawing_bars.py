"""Bars in pairs, solid where actual and striped where expected, and the plan across them (pure)."""

from collections.abc import Sequence
from typing import Any

from dashboards.board import Cell
from dashboards.drawing import PAPER, PLAN, Exact, drawn
from dashboards.looks import Look, Said
from programmes.money import format_pounds

_WIDTH = 0.36
_PATTERNS = {Look.ACTUAL: "", Look.FORECAST: "/", Look.STAND_IN: "x"}
# How far the right bar of a pair reaches from the middle of its quarter.
BAR_REACH = 0.4


def bars(
    name: str,
    cells: Sequence[Cell],
    values: Sequence[Exact | None],
    said: Sequence[Said],
    colour: str,
    side: int,
) -> dict[str, Any]:
    """Return one bar a quarter, left (-1) or right (1) of its middle. No value gives no bar.

    Stripes tell forecast and plan from actual without colour, on a black-and-white print as well.
    """
    return {
        "type": "bar",
        "name": name,
        "x": [cell.quarter.number for cell in cells],
        "y": [drawn(value) for value in values],
        "width": _WIDTH,
        "offset": _offset(side),
        "marker": {
            "color": colour,
            "line": {"color": colour, "width": 1.5},
            "pattern": {
                "shape": [_PATTERNS[one.look] for one in said],
                "bgcolor": PAPER,
                "fillmode": "replace",
                "size": 6,
                "solidity": 0.3,
            },
        },
        "hoverinfo": "text",
        "textposition": "none",
        "hovertext": [
            f"{cell.quarter.full_label}<br>{one.words}<br>{name}: {format_pounds(value)}"
            for cell, one, value in zip(cells, said, values, strict=True)
        ],
    }


def plan_marks(
    numbers: Sequence[int], left: Sequence[Exact | None], right: Sequence[Exact | None]
) -> list[dict[str, Any]]:
    """Return a short line across each bar at the height of the plan.

    It lies on a paler, thicker one: dark grey on dark blue would not be seen.
    """
    xs: list[float | None] = []
    ys: list[int | float | None] = []
    for side, values in ((-1, left), (1, right)):
        for number, value in zip(numbers, values, strict=True):
            if value is not None:
                start = number + _offset(side)
                xs += [start, start + _WIDTH, None]
                ys += [drawn(value), drawn(value), None]
    return [
        {
            "type": "scatter",
            "name": name,
            "mode": "lines",
            "x": xs,
            "y": ys,
            "connectgaps": False,
            "line": {"color": colour, "width": width},
            "hoverinfo": "skip",
        }
        for name, colour, width in (("Plan's edge", PAPER, 6), ("Plan", PLAN, 2.5))
    ]


def _offset(side: int) -> float:
    return -_WIDTH - 0.02 if side < 0 else 0.02
