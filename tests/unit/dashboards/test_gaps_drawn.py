"""What was not reported never looks as if it had been: in a chart, and in the table under it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dashboards import charts, looks, tables
from dashboards.board import Board
from dashboards.drawing import pieces
from dashboards.looks import Look
from tests.unit.dashboards.making import a_board, why

AFTER_Q3 = date(2021, 10, 5)
# No return of quarter 2.
GAP = a_board({1: ("0", "24000.50", "0"), 3: ("120.25", "25100", "40")}, today=AFTER_Q3)
WHOLE = a_board(dict.fromkeys((1, 2, 3), ("50", "20000", None)), today=AFTER_Q3)
BLANK = a_board(
    {1: ("0", "24000", "0"), 2: ("90", None, None), 3: ("120", "25100", "40")}, today=AFTER_Q3
)
TRAILING = a_board({1: ("0", "24000", "0")}, today=AFTER_Q3)
ENDED = a_board({n: ("50", "20000", None) for n in range(1, 9) if n != 6}, today=date(2023, 2, 1))
UNKNOWN = a_board(
    {1: ("0", "24000", "0"), 3: ("120", "25100", "40")},
    hours=("0", None, "175", "250", "375", "500", "650", "750"),
    today=AFTER_Q3,
)
BOARDS = {
    "gap": GAP,
    "whole": WHOLE,
    "left blank": BLANK,
    "nothing since the first": TRAILING,
    "ended": ENDED,
    "unknown": UNKNOWN,
}
LINES = ((charts.cumulative, looks.cumulative), (charts.hours, looks.hours))


def traces(chart: charts.Chart) -> dict[str, dict[str, Any]]:
    assert chart.figure is not None
    return {one["name"]: one for one in chart.figure["data"]}


def stretches(trace: dict[str, Any]) -> set[tuple[int, int]]:
    """From which quarter to which a trace draws a line."""
    pairs = zip(trace["x"], trace["x"][1:], strict=False)
    return {(here, there) for here, there in pairs if here is not None and there is not None}


def points(trace: dict[str, Any]) -> dict[int, tuple[str, str, str]]:
    """The shape, filling and edge of each quarter that has a marker in this trace."""
    marker = trace["marker"]
    found = zip(
        trace["x"], marker["size"], marker["symbol"], marker["color"], marker["line"]["color"],
        strict=True,
    )  # fmt: skip
    return {x: (shape, fill, edge) for x, size, shape, fill, edge in found if size}


BLUE, GREY, PAPER = "#12436D", "#3D3D3D", "#FFFFFF"
FILLED, HOLLOW, SQUARE = ("circle", BLUE, BLUE), ("circle", PAPER, BLUE), ("square", PAPER, GREY)


def test_the_actual_line_stops_at_a_quarter_without_a_return_and_begins_again_after_it() -> None:
    drawn = traces(charts.hours(GAP))
    assert drawn["Actual"]["line"] == {"color": BLUE, "width": 3, "dash": "solid"}
    assert drawn["Expected"]["line"]["dash"] == "dash"
    assert stretches(drawn["Actual"]) == set()
    assert stretches(drawn["Expected"]) == {(n, n + 1) for n in range(1, 8)}
    assert points(drawn["Actual"]) == {1: FILLED, 3: FILLED}
    assert points(drawn["Expected"]) == {2: SQUARE} | dict.fromkeys(range(4, 9), HOLLOW)


def test_reported_quarters_side_by_side_are_joined_by_a_solid_line() -> None:
    for draw in (charts.hours, charts.cumulative):
        drawn = traces(draw(WHOLE))
        assert stretches(drawn["Actual"]) == {(1, 2), (2, 3)}
        assert stretches(drawn["Expected"]) == {(n, n + 1) for n in range(3, 8)}
        assert points(drawn["Actual"]) == dict.fromkeys((1, 2, 3), FILLED)
        assert points(drawn["Expected"]) == dict.fromkeys(range(4, 9), HOLLOW)


def test_a_cumulative_is_not_actual_again_after_a_gap() -> None:
    """Its quarters are: each keeps its filled dot."""
    drawn = traces(charts.cumulative(ENDED))
    assert stretches(drawn["Actual"]) == {(n, n + 1) for n in range(1, 5)}
    assert stretches(drawn["Expected"]) == {(5, 6), (6, 7), (7, 8)}
    assert points(drawn["Actual"]) == dict.fromkeys(range(1, 6), FILLED)
    assert points(drawn["Expected"]) == {6: SQUARE, 7: FILLED, 8: FILLED}
    # But the hours of a quarter are its own.
    drawn = traces(charts.hours(ENDED))
    assert stretches(drawn["Actual"]) == {(n, n + 1) for n in (1, 2, 3, 4, 7)}
    assert points(drawn["Actual"]) == dict.fromkeys((1, 2, 3, 4, 5, 7, 8), FILLED)


def test_a_figure_left_blank_is_the_plan_where_it_counts_and_nowhere_else() -> None:
    assert points(traces(charts.hours(BLANK))["Actual"]) == dict.fromkeys((1, 2, 3), FILLED)
    assert points(traces(charts.cumulative(BLANK))["Expected"])[2] == SQUARE
    cash = traces(charts.cash(BLANK))
    assert cash["Cost avoided"]["marker"]["pattern"]["shape"] == ["", "", "", *"/////"]
    assert cash["Net"]["marker"]["pattern"]["shape"] == ["", "x", "", *"/////"]


def test_bars_are_solid_crossed_or_striped() -> None:
    for name in ("Cost avoided", "Net"):
        shapes = traces(charts.cash(GAP))[name]["marker"]["pattern"]["shape"]
        assert shapes == ["", "x", "", *"/////"]


@pytest.mark.parametrize(("draw", "say"), LINES)
@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS)
def test_every_quarter_has_one_marker_and_every_stretch_one_line(
    board: Board, draw: Any, say: Any
) -> None:
    drawn = traces(draw(board))
    solid, dashed = drawn["Actual"], drawn["Expected"]
    assert not points(solid).keys() & points(dashed).keys()
    assert not stretches(solid) & stretches(dashed)
    actual = {
        cell.quarter.number
        for cell, said in zip(board.outturn.cells, say(board.outturn), strict=True)
        if said.look is Look.ACTUAL
    }
    assert points(solid).keys() <= actual
    assert all({here, there} <= actual for here, there in stretches(solid))


@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS)
def test_chart_and_table_say_the_same_of_every_quarter(board: Board) -> None:
    for chart, table in (
        (charts.cumulative(board), tables.cumulative(board, why)),
        (charts.hours(board), tables.hours(board, why)),
    ):
        states = {row[0]["text"]: row[-1] for row in table["rows"]}
        drawn = traces(chart)
        for trace in (drawn["Actual"], drawn["Expected"]):
            own = points(trace)
            for x, hover in zip(trace["x"], trace["hovertext"], strict=True):
                if x is None or x not in own:
                    continue
                quarter, told = hover.split("<br>")
                state = states[quarter.split(" · ")[0]]
                assert told.startswith(f"{state}: ")
                assert (own[x] == FILLED) == state.startswith("Actual"), (x, state)
                assert (own[x] == SQUARE) == ("lan: " in state or "; expenditure plan" in state)
                assert (trace is drawn["Actual"]) == (state == "Actual")
    shapes = traces(charts.cash(board))["Net"]["marker"]["pattern"]["shape"]
    rows = tables.cash(board, why)["rows"]
    assert [shape == "" for shape in shapes] == [row[-1] == "Actual" for row in rows]


def test_the_table_says_where_a_cumulative_holds_planned_figures() -> None:
    states = [row[-1] for row in tables.cumulative(ENDED, why)["rows"]]
    assert states[4:] == ["Actual", "Plan: return missing", *["Actual, with plan in Y2 Q2"] * 2]
    # What cannot be added up is not said to be actual.
    assert tables.cumulative(UNKNOWN, why)["rows"][2][-1] == "Not known"


def test_a_gap_is_said_in_words_to_those_who_see_and_to_those_who_hear() -> None:
    gap = "In Y2 Q2 (the square) the plan stands in for a missing figure"
    for chart, words in (
        (charts.hours(ENDED), f"{gap}."),
        (charts.cumulative(ENDED), f"{gap}, and what follows adds it up."),
        (charts.cash(ENDED), "Crossed is the plan for a missing figure, in Y2 Q2."),
    ):
        assert chart.subtitle.endswith(words)
        assert chart.alt.endswith(words)
    two = charts.cumulative(TRAILING)
    assert "In Y1 Q2 and Y1 Q3 (the squares) the plan stands in" in two.subtitle
    for draw in (charts.hours, charts.cumulative, charts.cash):
        assert "missing figure" not in draw(WHOLE).subtitle
        assert "square" not in draw(a_board(today=AFTER_Q3)).subtitle, "only the plan is drawn"


def test_the_end_of_the_line_is_not_called_actual_where_it_holds_a_plan() -> None:
    def ends(chart: charts.Chart) -> list[str]:
        assert chart.figure is not None
        return [note["text"] for note in chart.figure["layout"]["annotations"]]

    words = ends(charts.cumulative(ENDED))
    assert any(text.startswith("Actual<br>with plan<br>in a gap<br>−\u2060£") for text in words)
    assert "Actual" in words, "at the last quarter up to which all is actual"
    assert any(text == "Actual<br>50" for text in ends(charts.hours(ENDED)))
    assert any(text.startswith("Forecast<br>") for text in ends(charts.cumulative(GAP)))


def test_pieces_are_solid_between_two_actual_points_only() -> None:
    values = [Decimal(1), Decimal(2), None, Decimal(4), Decimal(5), Decimal(6)]
    actual = [True, True, True, True, False, True]
    solid = [(0, True), (1, True), None, (3, True), None, (5, True)]
    assert pieces(values, actual, solid=True) == solid
    assert pieces(values, actual, solid=False) == [(3, False), (4, True), (5, False)]
