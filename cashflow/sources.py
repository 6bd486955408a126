"""Offers the plan of hours and expenditure to the pages of returns, which may not ask upwards."""

from collections.abc import Mapping
from decimal import Decimal

from cashflow import inputs
from cashflow.engine import expenditure_of
from programmes import codes
from programmes.models import Programme
from programmes.sources import register_plan


def planned_hours(programme: Programme) -> Mapping[int, Decimal | None]:
    """Return planned hours a week by quarter number; empty without assumptions."""
    assumptions = inputs.in_force(programme)
    if assumptions is None:
        return {}
    return inputs.planned_hours(assumptions, programme.quarter_count)


def planned_expenditure(programme: Programme) -> Mapping[int, Decimal | None]:
    """Return planned expenditure in pounds by quarter number; empty without assumptions."""
    assumptions = inputs.in_force(programme)
    if assumptions is None:
        return {}
    lines = inputs.cost_lines(assumptions, programme.quarter_count)
    return {
        number: expenditure_of(lines, number) for number in range(1, programme.quarter_count + 1)
    }


def register() -> None:
    """Offer both plans."""
    register_plan(codes.HOURS_PER_WEEK, planned_hours)
    register_plan(codes.EXPENDITURE, planned_expenditure)
