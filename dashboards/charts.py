"""The charts of a board page: plain values to a title that answers and a Plotly figure (pure).

By meaning: the plan is thin and dark grey, actual dark blue and solid, forecast dark blue and
dashed (or striped), the plan where a figure is missing
a square (or crossed), break-even one marker with its label. A gap is a gap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cashflow import appraisal
from cashflow.engine import Row
from cashflow.series import CellState
from dashboards import looks, words
from dashboards.board import Board
from dashboards.drawing import (
    ACTUAL,
    SECOND,
    SECOND_INK,
    Label,
    end_of,
    labels_at_the_right,
    make_room,
    quarter_axis,
    value_axis,
)
from dashboards.drawing_bars import BAR_REACH, bars, plan_marks
from dashboards.drawing_lines import is_the_plan, lines, mark_break_even
from dashboards.looks import Said
from dashboards.wording import by_end_of, counted, listed
from programmes.money import format_hours, format_pounds

Values = Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart in words and as a figure; `figure` is None where there is nothing to draw."""

    id: str
    title: str
    subtitle: str
    source: str
    alt: str
    figure: dict[str, Any] | None
    note: str = ""


def cumulative(board: Board) -> Chart:
    """Return the cumulative cash flow: plan, actual, forecast, and where it breaks even."""
    plan = [cell.row.cumulative for cell in board.plan.cells]
    outturn = [cell.row.cumulative for cell in board.outturn.cells]
    said = looks.cumulative(board.outturn)
    gaps = (
        "" if is_the_plan(plan, outturn, said) else _gap_words(board, said, outturn, adds_up=True)
    )
    figure = None
    if any(value is not None for value in (*plan, *outturn)):
        figure = lines(board, plan, outturn, said, format_pounds)
        mark_break_even(figure, board)
    return Chart(
        id="cumulative",
        title=words.chart_title(board),
        subtitle="Cost avoided less expenditure, added up from the start, in pounds at each "
        "quarter's end. Below £0 the money is still out. Solid is actual, dashed is expected."
        + gaps,
        source=source_words(board),
        alt=_cumulative_alt(board) + gaps,
        figure=figure,
        note=_same_as_plan(board),
    )


def hours(board: Board) -> Chart:
    """Return hours a week: plan, actual and forecast."""
    plan = [cell.row.hours_per_week for cell in board.plan.cells]
    outturn = [cell.row.hours_per_week for cell in board.outturn.cells]
    said = looks.hours(board.outturn)
    gaps = "" if is_the_plan(plan, outturn, said) else _gap_words(board, said, outturn)
    figure = None
    if any(value is not None for value in (*plan, *outturn)):
        figure = lines(board, plan, outturn, said, format_hours, places=2, half=True)
    return Chart(
        id="hours",
        title=_hours_title(board),
        subtitle="Hours of help and care in an average week of each quarter. "
        "Solid is actual, dashed is expected." + gaps,
        source=source_words(board),
        alt=f"Line chart of hours a week by quarter. {_hours_title(board)}.{gaps}",
        figure=figure,
        note=_same_as_plan(board),
    )


def cash(board: Board) -> Chart:
    """Return cost avoided and net by quarter, as bars, with the plan as a line across each."""
    cells = board.outturn.cells
    avoided = [cell.row.cost_avoidance for cell in cells]
    net = [cell.row.net for cell in cells]
    planned = [row.cost_avoidance for row in board.plan.rows], [row.net for row in board.plan.rows]
    values = [*avoided, *net, *planned[0], *planned[1]]
    said = looks.net(board.outturn)
    gaps = _crossed_words(board, said, net)
    figure = None
    if any(value is not None for value in values):
        axis, scale = value_axis(values, format_pounds)
        numbers = [cell.quarter.number for cell in cells]
        data = [
            bars("Cost avoided", cells, avoided, looks.hours(board.outturn), ACTUAL, -1),
            bars("Net", cells, net, said, SECOND, 1),
        ]
        if any(cell.has_actual for cell in cells):
            data += plan_marks([row.quarter.number for row in board.plan.rows], *planned)
        ends = (
            ("Cost<br>avoided", end_of(numbers, avoided), ACTUAL),
            ("Net", end_of(numbers, net), SECOND_INK),
        )
        labels = [Label(text, *end, colour) for text, end, colour in ends if end is not None]
        figure = {
            "data": data,
            "layout": {
                "xaxis": quarter_axis(board.quarters, with_months=False),
                "yaxis": axis,
                "barmode": "overlay",
                "annotations": labels_at_the_right(labels, scale, past=BAR_REACH),
            },
        }
        make_room(figure)
    return Chart(
        id="cash",
        title=_cash_title(board),
        subtitle="Cost avoided and net (cost avoided less expenditure) of each quarter, in pounds. "
        "Solid is actual, striped is forecast, a line across is the plan." + gaps,
        source=source_words(board),
        alt=f"Bar chart of cost avoided and net by quarter. {_cash_title(board)}.{gaps}",
        figure=figure,
        note=_same_as_plan(board),
    )


def source_words(board: Board) -> str:
    """Return what the figures rest on: approved returns, and the version of the plan."""
    if board.run is None:
        return "not worked out yet"
    approved = sum(1 for quarter in board.quarters if board.approved(quarter.number))
    returns = counted(approved, "approved return") if approved else "no approved return yet"
    return f"{returns}; plan and rates, version {board.run.assumptions_version}"


def _same_as_plan(board: Board) -> str:
    if any(cell.has_actual for cell in board.outturn.cells) or not board.outturn.cells:
        return ""
    return "There is no actual figure yet: what is drawn is the plan."


def _gap_words(board: Board, said: Sequence[Said], values: Values, *, adds_up: bool = False) -> str:
    """Say in which quarters the plan stands in for a figure, and how that is drawn."""
    quarters, others_follow = looks.stood_in(board.outturn, said, values)
    if not quarters:
        return ""
    shape = "the square" if len(quarters) == 1 else "the squares"
    told = f" In {listed(quarters)} ({shape}) the plan stands in for a missing figure"
    return f"{told}, and what follows adds it up." if adds_up and others_follow else f"{told}."


def _crossed_words(board: Board, said: Sequence[Said], values: Values) -> str:
    quarters, _ = looks.stood_in(board.outturn, said, values)
    return f" Crossed is the plan for a missing figure, in {listed(quarters)}." if quarters else ""


def _cumulative_alt(board: Board) -> str:
    said = ["Line chart of the cumulative cash flow.", words.sentence("On plan,", board.plan.rows)]
    if any(cell.has_actual for cell in board.outturn.cells):
        opening = "On what is known so far,"
        said.append(words.sentence(opening, board.outturn.rows))
    return " ".join(said)


def _hours_title(board: Board) -> str:
    reported = [cell for cell in board.outturn.cells if cell.hours_state is CellState.ACTUAL]
    if not reported:
        rows = [row for row in board.plan.rows if row.hours_per_week is not None]
        if not rows:
            return "Hours a week are not known yet"
        end = f"{format_hours(rows[-1].hours_per_week)} hours a week"
        return f"The plan is to reach {end} by {by_end_of(rows[-1].quarter)}"
    last = reported[-1]
    planned = board.plan.at(last.quarter.number)
    said = f"{format_hours(last.row.hours_per_week)} hours a week in {last.quarter.label}"
    compared = _compared(last.row.hours_per_week, planned.row if planned else None)
    return f"{said}{compared}"


def _compared(value: Decimal | None, plan: Row | None) -> str:
    if value is None or plan is None or plan.hours_per_week is None:
        return ""
    difference = Fraction(value) - Fraction(plan.hours_per_week)
    if difference == 0:
        return ", as planned"
    word = "more" if difference > 0 else "fewer"
    return f", {format_hours(abs(difference))} {word} than planned"


def _cash_title(board: Board) -> str:
    reported = [cell.row for cell in board.outturn.cells if cell.hours_state is CellState.ACTUAL]
    if not reported:
        sums = appraisal.totals(board.plan.rows) if board.plan.rows else None
        if sums is None or sums.cost_avoidance is None or sums.expenditure is None:
            return "What the plan avoids in all is not known"
        return (
            f"The plan avoids {format_pounds(sums.cost_avoidance)} of cost "
            f"and spends {format_pounds(sums.expenditure)}"
        )
    there = {row.quarter.number for row in reported}
    actual = appraisal.totals(reported).cost_avoidance
    plan = appraisal.totals([r for r in board.plan.rows if r.quarter.number in there])
    said = (
        f"{format_pounds(actual)} of cost avoided in the {counted(len(there), 'quarter')} reported"
        if actual is not None
        else "Cost avoided so far cannot be priced: no rate is in force"
    )
    if actual is None or plan.cost_avoidance is None:
        return said
    difference = Fraction(actual) - Fraction(plan.cost_avoidance)
    if difference == 0:
        return f"{said}, as planned"
    word = "more" if difference > 0 else "less"
    return f"{said}, {format_pounds(abs(difference))} {word} than planned"
