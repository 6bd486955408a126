"""How a figure of the whole programme, or of a year, is worked out, with its numbers (pure)."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from cashflow import appraisal
from cashflow.appraisal import Totals
from cashflow.engine import Row
from dashboards import key_numbers
from dashboards.board import Flow
from dashboards.figure_names import ABOUT, Figure
from dashboards.wording import counted, exact_rate
from dashboards.workings import Leads, Working, shown_as
from programmes.money import exact_pounds, format_hours, format_number, format_pounds

_MOST_WRITTEN_OUT = 12


def of_whole(figure: Figure, flow: Flow) -> Working | None:
    """Return how a whole-programme figure is worked out; None where there are no quarters.

    Raises KeyError for a figure that is not about the whole programme.
    """
    if not flow.cells:
        return None
    return _WORKERS[figure](flow.rows)


def of_year(figure: Figure, flow: Flow, quarter_number: int) -> Working | None:
    """Return how the totals of the year that holds a quarter are worked out."""
    cell = flow.at(quarter_number)
    if cell is None:
        return None
    by_date = figure is Figure.FINANCIAL_YEAR
    totals_of = key_numbers.financial_years if by_date else key_numbers.programme_years
    year = key_numbers.year_of(totals_of(flow.rows), cell.quarter)
    if year is None:
        return None
    rows = [row for row in flow.rows if row.quarter in year.quarters]
    sums = year.totals
    avoided = _sum(rows, "cost_avoidance", sums.cost_avoidance, exact_pounds)
    spent = _sum(rows, "expenditure", sums.expenditure, exact_pounds)
    return Working(
        formula=f"{ABOUT[figure].meaning} Here that is {_span(rows)}, counted as {year.label}.",
        result=_year_result(sums),
        numbers=f"Cost avoided: {avoided or 'not known'}. Expenditure: {spent or 'not known'}.",
        leads_to=tuple(
            (f"Cost avoided in {row.quarter.label}", Figure.COST_AVOIDED, row.quarter.number)
            for row in rows
        ),
    )


def _year_result(sums: Totals) -> str | None:
    if sums.cost_avoidance is None and sums.expenditure is None:
        return None
    avoided = format_pounds(sums.cost_avoidance)
    return f"{avoided} avoided, {format_pounds(sums.expenditure)} spent"


def _break_even(rows: Sequence[Row]) -> Working:
    found = appraisal.break_even(rows)
    place = next((p for p, row in enumerate(rows) if row.quarter == found.quarter), None)
    shown = rows if place is None else rows[max(0, place - 1) : place + 1]
    numbers = "; ".join(
        f"{row.quarter.label}: {_cumulative(row)}" for row in shown[-_MOST_WRITTEN_OUT:]
    )
    return _whole(
        Figure.BREAK_EVEN, rows, f"Cumulative at the end of {numbers}.", _cumulatives(shown)
    )


def _cumulative(row: Row) -> str:
    # With its pence: what is a little below zero must not read as zero.
    return "not known" if row.cumulative is None else exact_pounds(row.cumulative)


def _payback(rows: Sequence[Row]) -> Working:
    months = appraisal.payback_months(rows)
    quarter = appraisal.break_even(rows).quarter
    numbers = None
    leads: Leads = (("Breaks even in", Figure.BREAK_EVEN, 0),)
    if months is not None and quarter is not None:
        row = next(row for row in rows if row.quarter == quarter)
        before = next(row for row in rows if row.quarter.number == quarter.number - 1)
        if before.cumulative is not None and row.net is not None:
            numbers = (
                f"3 × ({quarter.number} − 1) + 3 × {exact_pounds(-before.cumulative)}"
                f" ÷ {exact_pounds(row.net)} = {format_number(months, 2)} months, "
                f"{appraisal.payback_words(months)} in whole months"
            )
            leads += (
                (f"Cumulative of {before.quarter.label}", Figure.CUMULATIVE, before.quarter.number),
                (f"Net of {quarter.label}", Figure.NET, quarter.number),
            )
    told = key_numbers.told(Figure.PAYBACK, rows)
    return Working(
        formula="3 months for each quarter before the one that breaks even, and of that quarter's "
        "3 months the share that its net needs to make up what was still missing",
        result=told.text,
        numbers=numbers,
        leads_to=leads,
        why_unknown="" if told.text else "It cannot be said whether the money is recovered.",
    )


def _peak(rows: Sequence[Row]) -> Working:
    peak = appraisal.peak_funding(rows)
    numbers: str | None = None
    leads: Leads = ()
    if peak is not None:
        numbers = (
            f"Of {counted(len(rows), 'quarter')} the lowest cumulative is "
            f"{exact_pounds(peak.amount)}, in {peak.quarter.full_label}."
        )
        label = f"Cumulative of {peak.quarter.label}"
        leads = ((label, Figure.CUMULATIVE, peak.quarter.number),)
    return _whole(Figure.PEAK_FUNDING, rows, numbers, leads)


def _benefit_cost_ratio(rows: Sequence[Row]) -> Working:
    sums = appraisal.totals(rows)
    ratio = appraisal.benefit_cost_ratio(rows)
    numbers = None
    if ratio is not None and sums.cost_avoidance is not None and sums.expenditure is not None:
        numbers = (
            f"{exact_pounds(sums.cost_avoidance)} ÷ {exact_pounds(sums.expenditure)}"
            f" = {format_number(ratio, 5)}"
        )
    return _whole(Figure.BENEFIT_COST_RATIO, rows, numbers, _TOTALS)


def _switching_rate(rows: Sequence[Row]) -> Working:
    sums = appraisal.totals(rows)
    rate = appraisal.switching_rate(rows)
    numbers = None
    if rate is not None and sums.expenditure is not None:
        numbers = (
            f"{exact_pounds(sums.expenditure)} ÷ {format_hours(sums.hours)} hours"
            f" = £{format_number(rate, 4)} an hour"
        )
    leads = (
        ("Expenditure in all", Figure.TOTAL_EXPENDITURE, 0),
        ("Hours in all", Figure.TOTAL_HOURS, 0),
    )
    return _whole(Figure.SWITCHING_RATE, rows, numbers, leads)


def _run_rate(rows: Sequence[Row]) -> Working:
    last = rows[-1]
    rate = last.rate_parts[-1][1] if last.rate_parts else None
    amount = appraisal.run_rate(last.hours_per_week, rate)
    numbers = None
    if amount is not None and rate is not None:
        numbers = (
            f"{format_hours(last.hours_per_week)} hours a week × {appraisal.WEEKS_A_YEAR} weeks"
            f" × {exact_rate(rate)} = {exact_pounds(amount)} a year{shown_as(amount)}"
        )
    label = f"Hours a week in {last.quarter.label}"
    return _whole(
        Figure.RUN_RATE, rows, numbers, ((label, Figure.HOURS_A_WEEK, last.quarter.number),)
    )


def _total(figure: Figure, name: str, per_quarter: Figure) -> Callable[[Sequence[Row]], Working]:
    def work(rows: Sequence[Row]) -> Working:
        write = format_hours if name == "hours" else exact_pounds
        total = getattr(appraisal.totals(rows), name)
        leads = tuple(
            (f"{ABOUT[per_quarter].name}, {row.quarter.label}", per_quarter, row.quarter.number)
            for row in rows
        )
        return _whole(figure, rows, _sum(rows, name, total, write), leads)

    return work


def _whole(
    figure: Figure,
    rows: Sequence[Row],
    numbers: str | None,
    leads: Leads,
) -> Working:
    told = key_numbers.told(figure, rows)
    return Working(
        formula=ABOUT[figure].meaning,
        result=told.text,
        numbers=numbers,
        leads_to=leads,
        why_unknown="" if told.text else "At least one quarter it depends on is not known.",
    )


def _sum(
    rows: Sequence[Row], name: str, total: Decimal | None, write: Callable[[Decimal], str]
) -> str | None:
    """Write a sum out, or only its result where it has too many parts to read."""
    if total is None:
        return None
    if len(rows) > _MOST_WRITTEN_OUT:
        return f"{counted(len(rows), 'quarter')} added up = {write(total)}"
    parts = " + ".join(write(getattr(row, name)) for row in rows)
    return f"{parts} = {write(total)}" if len(rows) > 1 else write(total)


def _span(rows: Sequence[Row]) -> str:
    first, last = rows[0].quarter, rows[-1].quarter
    return first.label if first == last else f"{first.label} to {last.label}"


def _cumulatives(rows: Sequence[Row]) -> Leads:
    return tuple(
        (f"Cumulative of {row.quarter.label}", Figure.CUMULATIVE, row.quarter.number)
        for row in rows
    )


_TOTALS = (
    ("Cost avoided in all", Figure.TOTAL_COST_AVOIDED, 0),
    ("Expenditure in all", Figure.TOTAL_EXPENDITURE, 0),
)

_WORKERS: dict[Figure, Callable[[Sequence[Row]], Working]] = {
    Figure.BREAK_EVEN: _break_even,
    Figure.PAYBACK: _payback,
    Figure.PEAK_FUNDING: _peak,
    Figure.BENEFIT_COST_RATIO: _benefit_cost_ratio,
    Figure.SWITCHING_RATE: _switching_rate,
    Figure.RUN_RATE: _run_rate,
    Figure.TOTAL_HOURS: _total(Figure.TOTAL_HOURS, "hours", Figure.HOURS),
    Figure.TOTAL_COST_AVOIDED: _total(
        Figure.TOTAL_COST_AVOIDED, "cost_avoidance", Figure.COST_AVOIDED
    ),
    Figure.TOTAL_EXPENDITURE: _total(Figure.TOTAL_EXPENDITURE, "expenditure", Figure.EXPENDITURE),
    Figure.TOTAL_NET: _total(Figure.TOTAL_NET, "net", Figure.NET),
}
