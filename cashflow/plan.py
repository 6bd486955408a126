"""What one version of the assumptions says, as a value (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

MOST_RATES = 40
MOST_COST_LINES = 12
MOST_QUARTERS = 40


@dataclass(frozen=True, slots=True)
class PlannedRate:
    """Pounds avoided for each hour of care, from the week that begins on this Monday."""

    effective_from: date
    rate_per_hour: Decimal


@dataclass(frozen=True, slots=True)
class PlannedCost:
    """Something the programme costs, in pounds by quarter number; None is not known yet."""

    name: str
    kind: str
    amounts: Mapping[int, Decimal | None]


@dataclass(frozen=True, slots=True)
class Plan:
    """Rates in order of time, planned hours a week by quarter number, and cost lines in order.

    A quarter without an entry is not known, as is one whose entry is None.
    """

    rates: tuple[PlannedRate, ...] = ()
    hours: Mapping[int, Decimal | None] = field(default_factory=dict)
    cost_lines: tuple[PlannedCost, ...] = ()


def problems(plan: Plan) -> list[str]:
    """Return what is wrong with a plan as a whole, each in words for the person who typed it.

    Limits of single figures are those of the boxes and of the columns.
    """
    found = []
    if len(plan.rates) > MOST_RATES:
        found.append(f"A programme can have {MOST_RATES} rates at most")
    weeks = [rate.effective_from for rate in plan.rates]
    found += [
        f"{week.day:02d}/{week.month:02d}/{week.year} is not a Monday: a rate begins with a week"
        for week in weeks
        if week.weekday() != 0
    ]
    if len(set(weeks)) != len(weeks):
        found.append("Two rates begin in the same week. Remove one of them")
    if len(plan.cost_lines) > MOST_COST_LINES:
        found.append(f"A programme can have {MOST_COST_LINES} cost lines at most")
    names = [line.name.casefold() for line in plan.cost_lines]
    if "" in names:
        found.append("Enter a name for each cost line")
    if len(set(names)) != len(names):
        found.append("Two cost lines have the same name. Give each a name of its own")
    return found


def told(plan: Plan) -> dict[str, Any]:
    """Return a plan in plain words and figures: equal plans are told equally.

    A quarter that is not known is left out, so that a blank kept and a blank never written are
    the same; a figure has no needless noughts.
    """
    return {
        "rates": [
            {"from": rate.effective_from.isoformat(), "per_hour": _text(rate.rate_per_hour)}
            for rate in plan.rates
        ],
        "hours_per_week": _by_quarter(plan.hours),
        "cost_lines": [
            {"name": line.name, "kind": line.kind, "amounts": _by_quarter(line.amounts)}
            for line in plan.cost_lines
        ],
    }


def _by_quarter(figures: Mapping[int, Decimal | None]) -> dict[str, str]:
    return {
        str(number): _text(figure)
        for number, figure in sorted(figures.items())
        if figure is not None
    }


def _text(figure: Decimal) -> str:
    text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
