"""The tables of a board page: the same numbers as the charts, each leading to its origin (pure).

Rows are what `components/table.html` takes: words, None for a figure that is not known, or words
with a link, a note or a status.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from cashflow.appraisal import YearTotals
from cashflow.series import BasisName, SeriesName
from dashboards import key_numbers, looks
from dashboards.board import Board, Cell, Exact, Flow
from dashboards.figure_names import ABOUT, Figure
from dashboards.looks import Said
from dashboards.money_cards import CARDS
from dashboards.table_cells import Table, Why, hours_cell, linked, pounds_cell, quarter_cell
from dashboards.wording import listed

_WHOLE = 0

# Said on the cards above the table, or plain from the name.
_GLOSSED = frozenset(
    {
        *CARDS,
        Figure.TOTAL_HOURS,
        Figure.TOTAL_COST_AVOIDED,
        Figure.TOTAL_EXPENDITURE,
        Figure.TOTAL_NET,
    }
)


def cumulative(board: Board, why: Why) -> Table:
    """Return the cumulative of plan and outturn by quarter."""
    return {
        "caption": "Cumulative cash flow by quarter",
        "columns": [
            {"text": "Quarter"},
            {"text": "Plan", "numeric": True, "unit": "£"},
            {"text": "Actual, then forecast", "numeric": True, "unit": "£"},
            {"text": "State"},
        ],
        "rows": [
            [
                quarter_cell(cell.quarter),
                pounds_cell(_row_of(board.plan, cell, "cumulative"), Figure.CUMULATIVE, cell, why),
                pounds_cell(cell.row.cumulative, Figure.CUMULATIVE, cell, why),
                said.words,
            ]
            for cell, said in _with(board.outturn, looks.cumulative)
        ],
        "note": _gaps_note(board),
    }


def cash(board: Board, why: Why) -> Table:
    """Return cost avoided and net of plan and outturn by quarter."""
    return {
        "caption": "Cost avoided and net by quarter",
        "columns": [
            {"text": "Quarter"},
            {"text": "Cost avoided: plan", "numeric": True, "unit": "£"},
            {"text": "Cost avoided: actual, then forecast", "numeric": True, "unit": "£"},
            {"text": "Net: plan", "numeric": True, "unit": "£"},
            {"text": "Net: actual, then forecast", "numeric": True, "unit": "£"},
            {"text": "State"},
        ],
        "rows": [
            [
                quarter_cell(cell.quarter),
                pounds_cell(
                    _row_of(board.plan, cell, "cost_avoidance"), Figure.COST_AVOIDED, cell, why
                ),
                pounds_cell(cell.row.cost_avoidance, Figure.COST_AVOIDED, cell, why),
                pounds_cell(_row_of(board.plan, cell, "net"), Figure.NET, cell, why),
                pounds_cell(cell.row.net, Figure.NET, cell, why),
                said.words,
            ]
            for cell, said in _with(board.outturn, looks.net)
        ],
    }


def hours(board: Board, why: Why) -> Table:
    """Return hours a week of plan and outturn by quarter."""
    return {
        "caption": "Hours a week by quarter",
        "columns": [
            {"text": "Quarter"},
            {"text": "Plan", "numeric": True, "unit": "hours a week"},
            {"text": "Actual, then forecast", "numeric": True, "unit": "hours a week"},
            {"text": "State"},
        ],
        "rows": [
            [
                quarter_cell(cell.quarter),
                hours_cell(
                    _row_of(board.plan, cell, "hours_per_week"), Figure.HOURS_A_WEEK, cell, why
                ),
                hours_cell(cell.row.hours_per_week, Figure.HOURS_A_WEEK, cell, why),
                said.words,
            ]
            for cell, said in _with(board.outturn, looks.hours)
        ],
    }


def in_full(board: Board, series: SeriesName, why: Why) -> Table:
    """Return the cash flow of one series as the business case sets it out, by quarter."""
    flow = board.flow(series)
    is_plan = series is SeriesName.PLAN
    rows: list[Any] = [_full_row(cell, why, with_state=not is_plan) for cell in flow.cells]
    return {
        "caption": "Plan" if is_plan else "Actual, then forecast",
        "columns": [
            {"text": "Quarter"},
            {"text": "Hours a week", "numeric": True},
            {"text": "Hours in the quarter", "numeric": True},
            {"text": "Cost avoided", "numeric": True, "unit": "£"},
            {"text": "Expenditure", "numeric": True, "unit": "£"},
            {"text": "Net", "numeric": True, "unit": "£"},
            {"text": "Cumulative", "numeric": True, "unit": "£"},
            *([] if is_plan else [{"text": "State"}]),
        ],
        "rows": rows,
        "note": "" if is_plan else _gaps_note(board),
    }


def _full_row(cell: Cell, why: Why, *, with_state: bool) -> list[Any]:
    row = cell.row
    return [
        quarter_cell(cell.quarter),
        hours_cell(row.hours_per_week, Figure.HOURS_A_WEEK, cell, why),
        hours_cell(row.hours, Figure.HOURS, cell, why),
        pounds_cell(row.cost_avoidance, Figure.COST_AVOIDED, cell, why),
        pounds_cell(row.expenditure, Figure.EXPENDITURE, cell, why),
        pounds_cell(row.net, Figure.NET, cell, why),
        pounds_cell(row.cumulative, Figure.CUMULATIVE, cell, why),
        *([cell.state_words] if with_state else []),
    ]


def numbers(board: Board, why: Why) -> Table:
    """Return the key numbers of plan and outturn, each with what it means."""
    rows = []
    for figure in key_numbers.KEY_FIGURES:
        href = why(figure, _WHOLE, BasisName.PUBLISHED)
        about = ABOUT[figure]
        rows.append(
            [
                {"text": about.name, "note": "" if figure in _GLOSSED else about.meaning},
                *(
                    _told(key_numbers.told(figure, flow.rows), href)
                    for flow in (board.plan, board.outturn)
                ),
            ]
        )
    return {
        "caption": "Key numbers",
        "columns": [
            {"text": "Number"},
            {"text": "On plan", "numeric": True},
            {"text": "On actual figures, then forecast", "numeric": True},
        ],
        "rows": rows,
        "note": "Not discounted, as in the business case. Hours and pounds over all quarters.",
    }


def years(board: Board, why: Why) -> list[Table]:
    """Return totals by financial year as the dates have it, and by programme year as published."""
    tables = []
    for figure, totals_of, caption in (
        (
            Figure.FINANCIAL_YEAR,
            key_numbers.financial_years,
            "By financial year, by date",
        ),
        (
            Figure.PROGRAMME_YEAR,
            key_numbers.programme_years,
            "By programme year, as published business cases count",
        ),
    ):
        plan = totals_of(board.plan.rows)
        outturn = {year.label: year for year in totals_of(board.outturn.rows)}
        tables.append(
            {
                "caption": caption,
                "columns": [
                    {"text": "Year"},
                    {"text": "Cost avoided: plan", "numeric": True, "unit": "£"},
                    {
                        "text": "Cost avoided: actual, then forecast",
                        "numeric": True,
                        "unit": "£",
                    },
                    {"text": "Expenditure: plan", "numeric": True, "unit": "£"},
                    {"text": "Expenditure: actual, then forecast", "numeric": True, "unit": "£"},
                ],
                "rows": [_year_row(figure, year, outturn.get(year.label), why) for year in plan],
                "note": _year_note(figure, plan),
            }
        )
    return tables


def _year_row(figure: Figure, plan: YearTotals, outturn: YearTotals | None, why: Why) -> list[Any]:
    href = why(figure, plan.quarters[0].number, BasisName.PUBLISHED)
    quarters = f"{plan.quarters[0].label} to {plan.quarters[-1].label}"
    if len(plan.quarters) == 1:
        quarters = plan.quarters[0].label
    label = plan.label
    if figure is Figure.PROGRAMME_YEAR:
        label = f"Year {plan.quarters[0].year}, counted as {plan.label}"
    actual = outturn.totals if outturn else None
    return [
        {"text": label, "note": quarters},
        linked(plan.totals.cost_avoidance, href),
        linked(actual.cost_avoidance if actual else None, href),
        linked(plan.totals.expenditure, href),
        linked(actual.expenditure if actual else None, href),
    ]


def _year_note(figure: Figure, plan: Sequence[YearTotals]) -> str:
    about = ABOUT[figure].meaning
    straddling = [quarter.label for year in plan for quarter in year.straddling]
    if figure is Figure.FINANCIAL_YEAR and straddling:
        verb = "runs" if len(straddling) == 1 else "run"
        return f"{about} {listed(straddling)} {verb} on into the next year."
    return about


def _with(flow: Flow, say: Callable[[Flow], list[Said]]) -> Iterator[tuple[Cell, Said]]:
    """Go through the quarters, each with what is said of it."""
    return zip(flow.cells, say(flow), strict=True)


def _row_of(flow: Flow, cell: Cell, name: str) -> Exact | None:
    there = flow.at(cell.quarter.number)
    value: Exact | None = getattr(there.row, name) if there else None
    return value


def _told(told: key_numbers.Told, href: str) -> dict[str, str]:
    return {"text": told.text or "Not known", "href": href, "note": told.note}


def _gaps_note(board: Board) -> str:
    """Say which of the ended quarters do not rest on a return, for all later ones rest on them."""
    cells = board.outturn.cells
    last = max((cell.quarter.number for cell in cells if cell.has_actual), default=0)
    gaps = [cell.quarter.label for cell in cells[:last] if not cell.is_actual]
    if not gaps:
        return ""
    return f"From {gaps[0]} on, the cumulative holds planned figures for {listed(gaps)}."
