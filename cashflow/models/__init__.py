"""The cash flow: assumptions in, runs and lines out."""

from cashflow.models.assumptions import (
    Assumptions,
    CostAmount,
    CostLine,
    PlanQuarter,
    RateVersion,
)
from cashflow.models.runs import Line, Run

__all__ = [
    "Assumptions",
    "CostAmount",
    "CostLine",
    "Line",
    "PlanQuarter",
    "RateVersion",
    "Run",
]
