"""Boards for the tests, worked out by the engine from a few words, without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from cashflow.engine import CostLine, Rate
from cashflow.series import BasisName, Inputs, ReturnFigures, SeriesName, work_out
from dashboards.board import (
    BaselineFacts,
    Board,
    Cell,
    Flow,
    HoursFacts,
    MeasureFacts,
    ReadingFacts,
    ReturnFacts,
    ReturnStatus,
    RunFacts,
    TargetFacts,
)
from programmes.quarters import WeeksRule, quarters

HOURS = ("0", "100", "175", "250", "375", "500", "650", "750")
SPENT = ("25000",) * 4 + ("15000",) * 4

# Hours, expenditure and eligible hours of an approved return; None is left blank.
Said = tuple[str | None, str | None, str | None]


def a_board(
    returns: Mapping[int, Said] | None = None,
    *,
    hours: Sequence[str | None] = HOURS,
    spent: Sequence[str | None] = SPENT,
    rates: Sequence[tuple[date, str]] = ((date(2020, 12, 28), "4.50"),),
    today: date = date(2021, 1, 15),
    rule: WeeksRule = WeeksRule.BUSINESS_CASE,
    **parts: Any,
) -> Board:
    """A programme from 1 January 2021, by default with the published plan and no return."""
    said = returns or {}
    in_order = quarters(date(2021, 1, 1), len(hours))
    inputs = Inputs(
        programme_id=1,
        input_version=1,
        as_at=today,
        quarters=in_order,
        weeks_rule=rule,
        assumptions_id=1,
        assumptions_version=1,
        rates=tuple(Rate(day, Decimal(rate)) for day, rate in rates),
        plan_hours={n: _decimal(value) for n, value in enumerate(hours, start=1)},
        cost_lines=(CostLine("Staff", "staff", tuple(_decimal(value) for value in spent)),),
        returns={
            number: ReturnFigures(100 + number, 1, _decimal(h), _decimal(e), _decimal(x))
            for number, (h, x, e) in said.items()
        },
    )
    cells: dict[tuple[SeriesName, BasisName], list[Cell]] = {}
    for line in work_out(inputs):
        cell = Cell(line.row, line.hours_state, line.expenditure_state, line.return_id)
        cells.setdefault((line.series, line.basis), []).append(cell)
    board = Board(
        programme="Micro-enterprises",
        council="Rivershire",
        quarters=in_order,
        today=today,
        weeks_rule=rule,
        run=a_run(today),
        has_assumptions=True,
        flows={key: Flow(tuple(found)) for key, found in cells.items()},
        returns=[ReturnFacts(100 + n, n, 1, ReturnStatus.APPROVED) for n in said],
    )
    return replace(board, **parts)


def a_run(as_at: date) -> RunFacts:
    """A run of the first version of the assumptions."""
    return RunFacts(
        as_at=as_at,
        worked_out_at=datetime(2021, 1, 15, 9, 30, tzinfo=UTC),
        fingerprint="f" * 64,
        engine_version="1",
        assumptions_version=1,
        assumptions_reason="The business case",
        assumptions_by="Finance lead",
        assumptions_at=datetime(2021, 1, 2, 9, 0, tzinfo=UTC),
    )


def a_measure(
    *readings: tuple[int, str | None],
    target: str | None = "200",
    due: int | None = 4,
    baseline: str | None = "0",
    state: str = "agreed",
    **parts: Any,
) -> MeasureFacts:
    """A measure that adds up, with readings by quarter; `baseline` None is to be established."""
    measure = MeasureFacts(
        id=7,
        code="enquiries",
        name="Enquiries",
        unit="count",
        direction="up",
        aggregation="sum",
        baseline=BaselineFacts(
            "nil" if baseline else "to_be_established", _decimal(baseline), None, "Commissioner"
        ),
        targets=(
            TargetFacts(due, 1, "level", ">=" if target else None, _decimal(target), state, True),
        ),
        readings=tuple(ReadingFacts(n, _decimal(value), None, None) for n, value in readings),
    )
    return replace(measure, **parts)


def a_share(*readings: tuple[int, str, str], target: str = "67") -> MeasureFacts:
    """A share of answers, as numerator and denominator by quarter, to be at least `target`%."""
    return replace(
        a_measure(target=target),
        code="agree",
        name="People who agree",
        unit="percent",
        aggregation="ratio",
        baseline=None,
        targets=(TargetFacts(4, 1, "share", ">=", Decimal(target), "agreed", True),),
        readings=tuple(
            ReadingFacts(n, Decimal(above) / Decimal(below) * 100, Decimal(above), Decimal(below))
            for n, above, below in readings
        ),
    )


def the_register(**parts: Any) -> HoursFacts:
    """39 of 45 enterprises, 91% of weeks, a fifth of the hours without a payer."""
    facts = HoursFacts(
        weeks=13,
        measured=Decimal(800),
        estimated=Decimal(200),
        eligible=Decimal(300),
        unknown=Decimal(200),
        trading=45,
        reporting=39,
        weeks_due=585,
        weeks_recorded=532,
    )
    return replace(facts, **parts)


def why(figure: Any, quarter: int, basis: Any) -> str:
    """An address for each figure."""
    return f"/why/{figure.value}/{quarter}/{basis.value}"


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
