"""What a version of the assumptions says, as the tables of its page (no queries)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cashflow.appraisal import sum_of
from cashflow.engine import CostLine, expenditure_of
from cashflow.plan import Plan
from programmes.dates import day_words
from programmes.money import format_hours, format_number, format_pounds
from programmes.quarters import Quarter, WeeksRule

Cell = str | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of `components/table.html`."""

    text: str
    numeric: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `components/table.html`; `total` makes it stand out."""

    cells: list[Any]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table for `components/table.html`."""

    caption: str
    columns: list[Column]
    rows: list[Row] = field(default_factory=list)
    note: str = ""


def rate_words(rate: Decimal) -> str:
    """Return a rate with two decimals, or with four where two would hide some: £4.50, £4.3956."""
    in_pence = (rate * 100).as_integer_ratio()[1] == 1
    return format_pounds(rate, pence=True) if in_pence else f"£{format_number(rate, 4)}"


def pounds_words(amount: Decimal | None) -> Cell:
    """Return pounds, with pence where there are any; None stays None, a cell without a figure."""
    if amount is None:
        return None
    return format_pounds(amount, pence=amount.as_integer_ratio()[1] != 1)


def rates_table(plan: Plan) -> Table:
    """Return rates in order of time."""
    rows = [
        Row([day_words(rate.effective_from), rate_words(rate.rate_per_hour)]) for rate in plan.rates
    ]
    columns = [Column("From the week beginning"), Column("Cost avoided", True, "an hour")]
    return Table("Rates", columns, rows)


def hours_table(plan: Plan, quarters: Sequence[Quarter], rule: WeeksRule) -> Table:
    """Return planned hours a week, the weeks counted, and the hours they make."""
    rows = []
    for quarter in quarters:
        hours = plan.hours.get(quarter.number)
        weeks = quarter.weeks_under(rule)
        rows.append(
            Row(
                [
                    quarter_cell(quarter),
                    None if hours is None else format_hours(hours),
                    str(weeks),
                    None if hours is None else format_hours(hours * weeks),
                ]
            )
        )
    columns = [
        Column("Quarter"),
        Column("Hours a week", True),
        Column("Weeks", True),
        Column("Hours in the quarter", True),
    ]
    return Table("Planned hours", columns, rows)


def costs_table(plan: Plan, quarters: Sequence[Quarter]) -> Table:
    """Return cost lines by quarter with totals; a total with an unknown part is not known."""
    lines = [
        CostLine(
            line.name, line.kind, tuple(line.amounts.get(quarter.number) for quarter in quarters)
        )
        for line in plan.cost_lines
    ]
    rows = []
    for place, quarter in enumerate(quarters):
        amounts = [line.amounts[place] for line in lines]
        total = expenditure_of(lines, place + 1)
        rows.append(Row([quarter_cell(quarter), *map(pounds_words, [*amounts, total])]))
    by_line = [sum_of(line.amounts) for line in lines]
    rows.append(Row(["All quarters", *map(pounds_words, [*by_line, sum_of(by_line)])], total=True))
    columns = [Column("Quarter"), *(Column(line.name, True) for line in lines)]
    return Table("Cost lines", [*columns, Column("All lines", True)], rows)


def quarter_cell(quarter: Quarter) -> dict[str, str]:
    """Return both names of a quarter, one under the other."""
    return {"text": quarter.label, "note": quarter.period}
