"""Downloads: rows of a board page for a spreadsheet, exact and as shown (pure).

A figure that is not known is an empty cell, never nought. Text that a spreadsheet would take for
a formula is disarmed. Every row says when the figures were worked out and whether they are a
demonstration, so that a row which leaves its file still says so.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from cashflow.series import BasisName, SeriesName
from dashboards.board import STATE_WORDS, Board, Cell, Exact, MeasureStanding
from dashboards.measure_words import COMPARATORS, notes, status_words
from dashboards.standing import due_quarter_of
from programmes.money import round_half_away
from programmes.spreadsheet import as_csv

DEMONSTRATION = "Demonstration figures"

SERIES_WORDS = {SeriesName.PLAN: "Plan", SeriesName.OUTTURN: "Actual, then forecast"}
BASIS_WORDS = {
    BasisName.PUBLISHED: "All hours, as published",
    BasisName.ELIGIBLE: "Council-funded hours of new enterprises only",
}


Value = str | int | Decimal | Fraction | None

_QUARTER = ("Programme quarter", "Period", "Financial quarter", "Quarter starts", "Quarter ends")
_END = ("Worked out at", "Quarters ended before this day are past", "Standing")

CASH_FLOW_COLUMNS = (
    "Council",
    "Programme",
    "Series",
    "Basis",
    *_QUARTER,
    "Weeks",
    "Hours a week",
    "Hours in the quarter",
    "Hours are",
    "Cost avoided, exact (£)",
    "Cost avoided, rounded (£)",
    "Expenditure, exact (£)",
    "Expenditure, rounded (£)",
    "Expenditure is",
    "Net, exact (£)",
    "Net, rounded (£)",
    "Cumulative, exact (£)",
    "Cumulative, rounded (£)",
    "Version of the return",
    *_END,
)
HOURS_COLUMNS = (
    "Council",
    "Programme",
    *_QUARTER,
    "Plan (hours a week)",
    "Actual, then forecast (hours a week)",
    "Hours are",
    "Register: measured hours",
    "Register: estimated hours",
    "Register: hours not known to be eligible or not",
    "Register: enterprises trading",
    "Register: enterprises with hours",
    "Register: enterprise-weeks due",
    "Register: enterprise-weeks recorded",
    *_END,
)
MEASURE_COLUMNS = (
    "Council",
    "Programme",
    "Code",
    "Measure",
    "Unit",
    "To date, to 6 decimals at most",
    "Up to quarter",
    "Expected by then",
    "Comparator",
    "Target",
    "Target kind",
    "Target state",
    "Target version",
    "Due by",
    "Status",
    "Notes",
    *_END,
)


def cash_flow(board: Board) -> str:
    """Return plan and outturn on both bases, one row a quarter."""
    versions: dict[int | None, int] = {version.id: version.version for version in board.returns}
    rows = [
        [
            board.council,
            board.programme,
            SERIES_WORDS[series],
            BASIS_WORDS[basis],
            *_quarter_cells(cell),
            cell.row.weeks,
            cell.row.hours_per_week,
            cell.row.hours,
            STATE_WORDS[cell.hours_state],
            *_both(cell.row.cost_avoidance),
            *_both(cell.row.expenditure),
            STATE_WORDS[cell.expenditure_state],
            *_both(cell.row.net),
            *_both(cell.row.cumulative),
            versions.get(cell.return_id),
            *_end(board),
        ]
        for basis in BasisName
        for series in SeriesName
        for cell in board.flow(series, basis).cells
    ]
    return as_csv([CASH_FLOW_COLUMNS, *rows])


def hours(board: Board) -> str:
    """Return hours a week, plan beside actual, and what the register holds, one row a quarter."""
    rows: list[list[Value]] = []
    for cell in board.outturn.cells:
        plan = board.plan.at(cell.quarter.number)
        register = board.hours.get(cell.quarter.number)
        rows.append(
            [
                board.council,
                board.programme,
                *_quarter_cells(cell),
                plan.row.hours_per_week if plan else None,
                cell.row.hours_per_week,
                STATE_WORDS[cell.hours_state],
                register.measured if register else None,
                register.estimated if register else None,
                register.unknown if register else None,
                register.trading if register else None,
                register.reporting if register else None,
                register.weeks_due if register else None,
                register.weeks_recorded if register else None,
                *_end(board),
            ]
        )
    return as_csv([HOURS_COLUMNS, *rows])


def measures(board: Board, standings: Sequence[MeasureStanding]) -> str:
    """Return every measure with its value to date, target and status."""
    rows: list[list[Value]] = []
    for standing in standings:
        target = standing.target
        due = due_quarter_of(target, board)
        rows.append(
            [
                board.council,
                board.programme,
                standing.measure.code,
                standing.measure.name,
                standing.measure.unit,
                standing.value,
                standing.value_quarter.full_label if standing.value_quarter else None,
                standing.expected,
                COMPARATORS.get(target.comparator or "") if target else None,
                target.value if target else None,
                target.kind if target else None,
                target.state if target else None,
                target.version if target else None,
                due.end.isoformat() if due else None,
                status_words(standing),
                notes(standing),
                *_end(board),
            ]
        )
    return as_csv([MEASURE_COLUMNS, *rows])


def _quarter_cells(cell: Cell) -> tuple[str, ...]:
    quarter = cell.quarter
    return (
        quarter.label,
        quarter.period,
        quarter.financial_quarter,
        quarter.start.isoformat(),
        quarter.end.isoformat(),
    )


def _both(amount: Exact | None) -> tuple[Value, Value]:
    return (amount, None if amount is None else round_half_away(amount))


def _end(board: Board) -> tuple[Value, Value, Value]:
    demonstration = DEMONSTRATION if board.demonstration else ""
    if board.run is None:
        return (None, None, demonstration)
    worked_out = board.run.worked_out_at.isoformat(timespec="seconds")
    return (worked_out, board.run.as_at.isoformat(), demonstration)
