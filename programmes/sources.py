"""Measure sources: where a higher app offers a number that this app cannot count.

The register knows the hours, the cash flow knows the plan. They register here when the
application starts, so that a return can show both beside the box without asking upwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from programmes.models import Programme
from programmes.quarters import Quarter


@dataclass(frozen=True, slots=True)
class Offered:
    """What a source says of one measure in one quarter.

    `value` is None when the source has nothing (never zero for lack of data); `note` says how
    complete it is ("from 39 of 45 trading enterprises, 91% of enterprise-weeks").
    """

    value: Decimal | None
    note: str = ""


# All quarters at once, so that a page of twenty quarters asks as often as a page of two.
ActualSource = Callable[[Programme, tuple[Quarter, ...]], Mapping[int, Offered]]
PlanSource = Callable[[Programme], Mapping[int, Decimal | None]]

_actual: dict[str, ActualSource] = {}
_plan: dict[str, PlanSource] = {}


def register_actual(measure_code: str, source: ActualSource) -> None:
    """Offer actual figures for the measure with this code, by quarter number."""
    _actual[measure_code] = source


def register_plan(measure_code: str, source: PlanSource) -> None:
    """Offer the plan of the measure with this code, by quarter number."""
    _plan[measure_code] = source


def offered(
    measure_code: str, programme: Programme, quarters: tuple[Quarter, ...]
) -> Mapping[int, Offered]:
    """Return what the register says, by quarter number; empty where nobody offers."""
    source = _actual.get(measure_code)
    return source(programme, quarters) if source else {}


def planned(measure_code: str, programme: Programme) -> Mapping[int, Decimal | None]:
    """Return the plan by quarter number; empty where there is none."""
    source = _plan.get(measure_code)
    return source(programme) if source else {}
