"""The cash flow engine: hours, rates and costs in; cost avoided, net and cumulative out (pure).

Source of the method: the financial case of Cambridgeshire's A/R.6.188 (November 2020):
hours a week x weeks of the quarter x pounds an hour, less expenditure, added up by quarter.
Benefits are positive and expenditure is subtracted. Every figure is exact; nothing is rounded
here, and an amount that is not known is None, never nought.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import (
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    localcontext,
)

from programmes.quarters import Quarter, WeeksRule

ENGINE_VERSION = "1"

# Far more digits than any programme needs; a result that would still need rounding is refused.
EXACT = Context(prec=80, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
_NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rate:
    """Pounds avoided for each hour of care, from the week that begins on `effective_from`.

    Raises ValueError where that day is not a Monday, or the amount is not a finite number.
    """

    effective_from: date
    per_hour: Decimal

    def __post_init__(self) -> None:
        if self.effective_from.weekday() != 0:
            raise ValueError(
                f"a rate changes at the start of a week: {self.effective_from} is not a Monday"
            )
        _refuse_odd("a rate per hour", self.per_hour)


@dataclass(frozen=True, slots=True)
class CostLine:
    """Something the programme costs, in pounds by quarter from quarter 1; None is not known."""

    name: str
    kind: str
    amounts: tuple[Decimal | None, ...]

    def __post_init__(self) -> None:
        for amount in self.amounts:
            _refuse_odd(f"the cost of {self.name}", amount)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one quarter: average hours of care a week, and expenditure in pounds.

    None is not known. Raises ValueError for hours below nought or a number that is not finite.
    """

    number: int
    hours_per_week: Decimal | None
    expenditure: Decimal | None

    def __post_init__(self) -> None:
        _refuse_odd("hours a week", self.hours_per_week)
        _refuse_odd("expenditure", self.expenditure)
        if self.hours_per_week is not None and self.hours_per_week < 0:
            raise ValueError(f"hours a week cannot be below 0: {self.hours_per_week}")


@dataclass(frozen=True, slots=True)
class Row:
    """One quarter worked out. Amounts are pounds, hours are hours of care; None is not known.

    `rate_parts` says how many of the quarter's weeks are priced at which rate, in order of time.
    Where they make up fewer weeks than `weeks`, no rate was in force for the rest.
    """

    quarter: Quarter
    hours_per_week: Decimal | None
    weeks: int
    hours: Decimal | None
    cost_avoidance: Decimal | None
    expenditure: Decimal | None
    net: Decimal | None
    cumulative: Decimal | None
    rate_parts: tuple[tuple[int, Decimal], ...]


@dataclass(frozen=True, slots=True)
class CashFlow:
    """The cash flow of a programme: one row for each quarter, in order."""

    rows: tuple[Row, ...]


def expenditure_of(lines: Sequence[CostLine], quarter_number: int) -> Decimal | None:
    """Return what all cost lines come to in a quarter (from 1), in pounds.

    None where any line's amount is not known, or there are no lines: nobody has said that the
    programme costs nothing. Raises ValueError for a quarter below 1.
    """
    if quarter_number < 1:
        raise ValueError(f"quarters are numbered from 1, not {quarter_number}")
    total = _NOUGHT
    with localcontext(EXACT):
        for line in lines:
            amount = (
                line.amounts[quarter_number - 1] if quarter_number <= len(line.amounts) else None
            )
            if amount is None:
                return None
            total += amount
    return total if lines else None


def compute(
    quarters: Sequence[Quarter], cells: Sequence[Cell], rates: Sequence[Rate], rule: WeeksRule
) -> CashFlow:
    """Work out the cash flow of a programme.

    - hours = hours a week x weeks of the quarter (13, or by the calendar, as the rule says);
    - cost avoidance = hours of each week x the rate in force in that week;
    - net = cost avoidance - expenditure; cumulative = the sum of all nets so far.

    A quarter without a cell, or a cell without a figure, is unknown, and the cumulative is unknown
    from the first unknown net on. Hours in a week that no rate covers cannot be priced, so their
    cost avoidance is unknown; where there were no hours it is nought, whatever the rate.

    Raises ValueError for two cells of one quarter, a cell of a quarter that is not there, or two
    rates from the same week; decimal.Inexact should a figure need more than 80 digits.
    """
    by_number = {cell.number: cell for cell in cells}
    if len(by_number) != len(cells):
        raise ValueError("two cells for the same quarter")
    if strangers := by_number.keys() - {quarter.number for quarter in quarters}:
        raise ValueError(f"cells for quarters that the programme does not have: {strangers}")
    in_order = sorted(rates, key=lambda rate: rate.effective_from)
    if len({rate.effective_from for rate in in_order}) != len(in_order):
        raise ValueError("two rates from the same week")

    rows: list[Row] = []
    cumulative: Decimal | None = _NOUGHT
    with localcontext(EXACT):
        for quarter in quarters:
            cell = by_number.get(quarter.number, Cell(quarter.number, None, None))
            row = _row(quarter, cell, in_order, rule, cumulative)
            cumulative = row.cumulative
            rows.append(row)
    return CashFlow(tuple(rows))


def _row(
    quarter: Quarter,
    cell: Cell,
    rates: Sequence[Rate],
    rule: WeeksRule,
    cumulative_before: Decimal | None,
) -> Row:
    weeks = quarter.weeks_under(rule)
    parts = _rate_parts(quarter, rates, weeks)
    hours = None if cell.hours_per_week is None else cell.hours_per_week * weeks
    cost_avoidance = _cost_avoidance(cell.hours_per_week, parts, weeks)
    net = cumulative = None
    if cost_avoidance is not None and cell.expenditure is not None:
        net = cost_avoidance - cell.expenditure
        cumulative = None if cumulative_before is None else cumulative_before + net
    return Row(
        quarter=quarter,
        hours_per_week=cell.hours_per_week,
        weeks=weeks,
        hours=hours,
        cost_avoidance=cost_avoidance,
        expenditure=cell.expenditure,
        net=net,
        cumulative=cumulative,
        rate_parts=parts,
    )


def _cost_avoidance(
    hours_per_week: Decimal | None, parts: Sequence[tuple[int, Decimal]], weeks: int
) -> Decimal | None:
    if hours_per_week is None:
        return None
    if hours_per_week == 0:
        return _NOUGHT
    if sum(part for part, _ in parts) < weeks:
        return None
    return sum((hours_per_week * part * per_hour for part, per_hour in parts), _NOUGHT)


def _rate_parts(
    quarter: Quarter, rates: Sequence[Rate], weeks: int
) -> tuple[tuple[int, Decimal], ...]:
    """Return how many weeks fall to each rate, in order of time; `rates` are in that order too.

    Each rate gets the calendar weeks of the quarter that it covers. Where the rule counts other
    weeks than the calendar has (13 against 12 or 14), the last rate takes what is left or gives up
    what is too much, so that weeks stay whole. Weeks before the first rate go to none.
    """
    covered = [_rate_of(week, rates) for week in quarter.weeks]
    covered = covered[:weeks] + covered[-1:] * (weeks - len(covered))
    return tuple((covered.count(rate), rate.per_hour) for rate in rates if rate in covered)


def _rate_of(week: date, rates: Sequence[Rate]) -> Rate | None:
    in_force = [rate for rate in rates if rate.effective_from <= week]
    return in_force[-1] if in_force else None


def _refuse_odd(what: str, amount: Decimal | None) -> None:
    if amount is None:
        return
    if not isinstance(amount, Decimal):
        raise TypeError(f"{what} must be a Decimal, not {type(amount).__name__}")
    if not amount.is_finite():
        raise ValueError(f"{what} must be a finite number, not {amount}")
