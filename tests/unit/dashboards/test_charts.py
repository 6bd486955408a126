"""The charts: figures that Plotly accepts, gaps that stay gaps, series that can be told apart."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import plotly.graph_objects
import pytest

from dashboards import charts
from dashboards.board import Board
from dashboards.drawing import Label, Scale, drawn, labels_at_the_right, value_axis
from programmes.money import format_pounds
from tests.unit.dashboards.making import a_board

AFTER_Q3 = date(2021, 10, 5)
SOME = a_board({1: ("0", "24000.50", "0"), 3: ("120.25", "25100", "40")}, today=AFTER_Q3)
GAP = a_board(hours=("0", "100", None, "250", "375", "500", "650", "750"))
BOARDS = {
    "plan": a_board(),
    "some": SOME,
    "gap": GAP,
    "one quarter": a_board(hours=("5",), spent=("1",)),
    "twenty": a_board(hours=("100",) * 20, spent=("5000",) * 20),
    "nothing known": a_board(hours=(None, None), spent=(None, None)),
    "not worked out": replace(a_board(), run=None, flows={}),
}


@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS.keys())
@pytest.mark.parametrize("draw", [charts.cumulative, charts.cash, charts.hours])
def test_plotly_accepts_every_figure_and_every_chart_says_something(
    draw: Any, board: Board
) -> None:
    chart = draw(board)
    if chart.figure is not None:
        plotly.graph_objects.Figure(chart.figure)
    assert chart.title
    assert chart.alt
    assert chart.subtitle


def test_plotly_would_refuse_a_wrong_key() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        plotly.graph_objects.Figure({"data": [{"type": "scatter", "nonsense": 1}]})


def trace(chart: charts.Chart, name: str) -> dict[str, Any]:
    assert chart.figure is not None
    return next(one for one in chart.figure["data"] if one["name"] == name)


def test_the_plan_is_thin_and_grey_and_holds_the_published_cumulative() -> None:
    plan = trace(charts.cumulative(a_board()), "Plan")
    assert plan["y"] == [-25000, -44150, -58913, -69288, -62350, -48100, -25075, 3800]
    assert (plan["line"]["color"], plan["line"]["width"]) == ("#3D3D3D", 1.5)


def test_an_unknown_figure_is_a_gap_and_not_nought() -> None:
    plan = trace(charts.cumulative(GAP), "Plan")
    assert plan["y"] == [-25000, -44150, None, None, None, None, None, None]
    assert plan["connectgaps"] is False
    assert trace(charts.hours(GAP), "Plan")["y"][2] is None
    assert trace(charts.cash(GAP), "Net")["y"][2] is None


def test_one_marker_where_the_money_is_recovered_and_none_where_it_is_not() -> None:
    mark = trace(charts.cumulative(a_board()), "Break-even")
    assert (mark["x"], mark["y"]) == ([8], [3800])
    never = charts.cumulative(a_board(hours=("0", "0"), spent=("5", "5"))).figure
    assert never is not None
    assert [one["name"] for one in never["data"]] == ["Plan"]


def test_the_plans_marker_says_so_where_actual_figures_do_not_break_even() -> None:
    late = a_board({1: ("0", "60000", None)}, today=AFTER_Q3)
    figure = charts.cumulative(late).figure
    assert figure is not None
    assert "Plan breaks even Y2 Q4" in [note["text"] for note in figure["layout"]["annotations"]]


def test_the_markers_label_stands_beside_it_where_there_is_no_room_above() -> None:
    def room_taken(board: Board) -> int:
        figure = charts.cumulative(board).figure
        assert figure is not None
        (label,) = [one for one in figure["layout"]["annotations"] if "even" in one["text"]]
        return -int(label["ay"])

    high = a_board(hours=("0", "2000"), spent=("60000", "0"))
    assert room_taken(high) < 20 < room_taken(a_board())


def test_at_most_four_series_and_no_legend_is_needed() -> None:
    for draw in (charts.cumulative, charts.cash, charts.hours):
        figure = draw(SOME).figure
        assert figure is not None
        assert len(figure["data"]) <= 4
        texts = " ".join(note["text"] for note in figure["layout"]["annotations"])
        assert "Net" in texts or ("Plan" in texts and "Actual" in texts)


def test_titles_say_how_actual_compares_with_plan() -> None:
    assert charts.hours(SOME).title == "120.25 hours a week in Y1 Q3, 54.75 fewer than planned"
    assert charts.cash(SOME).title == (
        "£7,035 of cost avoided in the 2 quarters reported, £3,203 less than planned"
    )
    on_plan = a_board({1: ("0", "25000", None)}, today=AFTER_Q3)
    assert charts.hours(on_plan).title == "0 hours a week in Y1 Q1, as planned"
    assert charts.cash(on_plan).title.endswith("as planned")


def test_numbers_are_drawn_as_they_are_shown() -> None:
    assert drawn(Decimal("-14762.5")) == -14763
    assert drawn(Decimal("412.505"), 2) == 412.51
    assert drawn(None) is None


def test_an_axis_has_round_steps_and_holds_nought() -> None:
    axis, scale = value_axis([Decimal("-69287.5"), Decimal(3800)], format_pounds)
    assert axis["tickvals"] == [-80000, -60000, -40000, -20000, 0, 20000]
    assert axis["ticktext"][0] == "−\u2060£80,000"
    assert scale.bottom < -80000
    assert value_axis([], format_pounds)[0]["tickvals"] == [0, 1]
    assert 0 in value_axis([Decimal(500), Decimal(510)], format_pounds)[0]["tickvals"]


def test_labels_that_would_overlap_are_moved_apart_and_kept_below_the_top() -> None:
    scale = Scale(Fraction(0), Fraction(240))
    notes = labels_at_the_right(
        [Label("Plan", 8, Decimal(239), "#000"), Label("Forecast", 8, Decimal(238), "#000")], scale
    )
    ys = sorted(note["y"] for note in notes)
    assert ys[1] - ys[0] >= 18
    assert ys[1] <= 240
