"""What the plan says beside the boxes of a return: its figures, and nothing where it has none."""

from decimal import Decimal

import pytest

from accounts.models import User
from accounts.roles import Role
from cashflow.actions import assumptions
from cashflow.plan import PlannedCost
from programmes import codes, sources
from programmes.models import Programme
from tests.integration.cashflow import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def finance() -> User:
    return making.person(making.council(), Role.FINANCE)


@pytest.fixture
def programme(finance: User) -> Programme:
    return making.programme(finance.memberships.get().council, finance, quarters=3)


def test_without_assumptions_there_is_no_plan(programme: Programme) -> None:
    for code in (codes.HOURS_PER_WEEK, codes.EXPENDITURE):
        assert sources.planned(code, programme) == {}


def test_what_is_not_planned_is_not_nought(programme: Programme, finance: User) -> None:
    assumptions.new_version(
        programme=programme,
        by=finance,
        reason="So far",
        hours={1: Decimal(0), 2: Decimal("12.5"), 3: None},
        cost_lines=[
            PlannedCost("Staff", "staff", {1: Decimal(0), 2: Decimal(100), 3: Decimal(100)}),
            PlannedCost("Set-up", "set_up", {1: Decimal(0), 2: Decimal("0.50"), 3: None}),
        ],
    )
    hours = sources.planned(codes.HOURS_PER_WEEK, programme)
    assert hours == {1: 0, 2: Decimal("12.5"), 3: None}
    spent = sources.planned(codes.EXPENDITURE, programme)
    assert spent == {1: 0, 2: Decimal("100.50"), 3: None}
