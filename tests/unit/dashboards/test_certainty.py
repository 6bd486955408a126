"""What speaks against the forecast: a plan that goes on after a quarter far off it, and gaps."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cashflow.series import BasisName, SeriesName
from dashboards.board import Bands, Board, Cell, Flow
from dashboards.certainty import doubts
from dashboards.words import headline
from tests.unit.dashboards.making import HOURS, SPENT, a_board

# The day after the third quarter's end: 175 hours a week and £25,000 were planned of it.
TODAY = date(2021, 10, 1)
PAST = {1: ("0", "25000", None), 2: ("100", "25000", None)}


def after(hours: str | None, spent: str | None, **parts: Any) -> Board:
    return a_board({**PAST, 3: (hours, spent, None)}, today=TODAY, **parts)


def test_a_plan_that_goes_on_after_far_fewer_hours_says_so() -> None:
    board = after("119.5", "25000")
    said = "The forecast still follows the plan, although Y1 Q3 had 119.5 hours a week where 175 "
    assert doubts(board) == (f"{said}were planned.",)
    assert headline(board).sentences[-1] == doubts(board)[0]


@pytest.mark.parametrize(
    ("hours", "spent", "doubted"),
    [
        ("175", "25000", False),
        # The council's own band of what is off track: a fifth, and exactly a fifth is within.
        ("140", "25000", False),
        ("139.99", "25000", True),
        ("210", "25000", False),
        ("210.01", "25000", True),
        ("175", "30000", False),
        ("175", "30000.01", True),
        ("175", "19999.99", True),
        (None, "25000", False),
        ("175", None, False),
    ],
)
def test_as_far_off_as_the_council_calls_off_track(
    hours: str | None, spent: str | None, doubted: bool
) -> None:
    assert bool(doubts(after(hours, spent))) is doubted


def test_the_councils_bands_decide() -> None:
    wide = Bands(amber=Decimal("0.5"))
    assert doubts(after("100", "25000", bands=wide)) == ()


def test_hours_and_money_are_said_together_each_of_its_last_actual_quarter() -> None:
    board = a_board({**PAST, 2: ("50", "25000", None), 3: (None, "31000", None)}, today=TODAY)
    assert doubts(board) == (
        "The forecast still follows the plan, although Y1 Q2 had 50 hours a week where 100 were "
        "planned and Y1 Q3 cost £31,000 where £25,000 was planned.",
    )


def test_only_the_last_actual_figure_counts() -> None:
    board = a_board({1: ("0", "25000", None), 2: ("20", "25000", None), 3: ("175", "25000", None)})
    assert doubts(board) == ()


def test_a_forecast_that_somebody_made_anew_is_not_the_plan() -> None:
    board = after("100", "25000")
    key = (SeriesName.OUTTURN, BasisName.PUBLISHED)

    def lower(cell: Cell) -> Cell:
        return replace(cell, row=replace(cell.row, hours_per_week=Decimal(120)))

    cells = board.outturn.cells
    anew = Flow((*cells[:3], *(lower(cell) for cell in cells[3:])))
    assert doubts(replace(board, flows={**board.flows, key: anew})) == ()


def test_a_quarter_that_ended_without_a_return_is_said() -> None:
    board = a_board(PAST, today=date(2022, 1, 5))
    assert doubts(board) == (
        "Y1 Q3 and Y1 Q4 have ended without an approved return: the plan stands in there.",
    )


def test_nothing_is_doubted_before_the_first_actual_or_after_the_last() -> None:
    assert doubts(a_board(today=TODAY)) == ()
    every = {n: ("1", spent, None) for n, spent in enumerate(SPENT, start=1)}
    assert len(every) == len(HOURS)
    assert doubts(a_board(every, today=date(2023, 2, 1))) == ()
