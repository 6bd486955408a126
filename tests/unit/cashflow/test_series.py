"""What a cell of plan and outturn is, in every state a quarter can be in."""

from datetime import date
from decimal import Decimal

import pytest

from cashflow.series import CellState, Figure, has_ended, outturn, planned
from programmes.quarters import quarters

NOUGHT, ONE, TWO = Decimal(0), Decimal(1), Decimal(2)


@pytest.mark.parametrize("ended", [True, False])
@pytest.mark.parametrize("plan", [None, NOUGHT, TWO])
@pytest.mark.parametrize("actual", [NOUGHT, ONE])
def test_an_approved_figure_is_actual_whatever_was_planned(
    actual: Decimal, plan: Decimal | None, ended: bool
) -> None:
    found = outturn(plan, approved=True, actual=actual, ended=ended)
    assert found == Figure(actual, CellState.ACTUAL)


@pytest.mark.parametrize(
    ("plan", "approved", "ended", "state"),
    [
        # Left blank in a return is not a missing return, nor a forecast, before the end or after.
        (TWO, True, True, CellState.PLAN_LEFT_BLANK),
        (TWO, True, False, CellState.PLAN_LEFT_BLANK),
        (TWO, False, True, CellState.PLAN_RETURN_MISSING),
        (TWO, False, False, CellState.FORECAST),
        (NOUGHT, False, False, CellState.FORECAST),
        (None, True, True, CellState.UNKNOWN),
        (None, True, False, CellState.UNKNOWN),
        (None, False, True, CellState.UNKNOWN),
        (None, False, False, CellState.UNKNOWN),
    ],
)
def test_without_an_actual_figure_the_plan_stands_in_under_its_own_name(
    plan: Decimal | None, approved: bool, ended: bool, state: CellState
) -> None:
    assert outturn(plan, approved=approved, actual=None, ended=ended) == Figure(plan, state)


def test_the_plan_is_the_plan_or_not_known() -> None:
    assert planned(NOUGHT) == Figure(NOUGHT, CellState.PLAN)
    assert planned(None) == Figure(None, CellState.UNKNOWN)


def test_a_quarter_has_ended_from_the_day_after_its_last() -> None:
    quarter = quarters(date(2021, 1, 1), 1)[0]
    assert not has_ended(quarter, date(2021, 3, 31))
    assert has_ended(quarter, date(2021, 4, 1))
