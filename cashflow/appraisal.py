"""What a cash flow means: break-even, payback, peak funding, ratios and year totals (pure).

Undiscounted, as in the published table. Ratios are exact fractions, rounded only when shown.
Whatever depends on an unknown figure is None, and says no more than is known.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

from cashflow.engine import EXACT, Row
from programmes.quarters import Quarter, financial_year_label

WEEKS_A_YEAR = 52
MONTHS_A_QUARTER = 3


class BreakEvenState(StrEnum):
    """Whether a programme pays for itself within its quarters; the value is how pages say it."""

    BREAKS_EVEN = "breaks even"
    NEVER_BELOW_ZERO = "never below zero"
    NOT_REACHED = "not reached in these quarters"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Where the cumulative comes back to zero.

    `quarter` is given only where it breaks even. `lasts` is False where the cumulative falls below
    zero again later, True where it is known not to, None where that is not known or does not apply.
    """

    state: BreakEvenState
    quarter: Quarter | None = None
    lasts: bool | None = None


@dataclass(frozen=True, slots=True)
class PeakFunding:
    """The lowest cumulative, in pounds (negative: money is out), and its quarter.

    `complete` is False where later cumulatives are unknown, so a lower one may be among them.
    """

    amount: Decimal
    quarter: Quarter
    complete: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums in pounds, and hours of care; each is None where any quarter of it is not known."""

    hours: Decimal | None
    cost_avoidance: Decimal | None
    expenditure: Decimal | None
    net: Decimal | None


@dataclass(frozen=True, slots=True)
class YearTotals:
    """The totals of one year and the quarters in it.

    `straddling` are those of its quarters that run on into the next financial year. They are
    counted whole in the year they start in, which a page must say.
    """

    label: str
    quarters: tuple[Quarter, ...]
    straddling: tuple[Quarter, ...]
    totals: Totals


def break_even(rows: Sequence[Row]) -> BreakEven:
    """Return the first quarter whose exact cumulative is at or above zero after having been below.

    An unknown cumulative before any break-even makes the state unknown. A programme that is never
    below zero has nothing to break even from. No rows at all are unknown.
    """
    was_below = False
    for place, row in enumerate(rows):
        if row.cumulative is None:
            return BreakEven(BreakEvenState.UNKNOWN)
        if row.cumulative < 0:
            was_below = True
        elif was_below:
            return BreakEven(BreakEvenState.BREAKS_EVEN, row.quarter, _lasts(rows[place + 1 :]))
    if not rows:
        return BreakEven(BreakEvenState.UNKNOWN)
    return BreakEven(BreakEvenState.NOT_REACHED if was_below else BreakEvenState.NEVER_BELOW_ZERO)


def _lasts(later: Iterable[Row]) -> bool | None:
    cumulatives = [row.cumulative for row in later]
    if any(cumulative is not None and cumulative < 0 for cumulative in cumulatives):
        return False
    return None if None in cumulatives else True


def payback_months(rows: Sequence[Row]) -> Fraction | None:
    """Return the months from the start to break-even, or None where it is not reached or known.

    With k the break-even quarter: 3(k-1) + 3 x (-cumulative of k-1) / (net of k), which takes the
    net of quarter k to come in evenly. The published "1 year 11 months" is 23.605 of them.
    """
    reached = break_even(rows).quarter
    if reached is None:
        return None
    place = next(place for place, row in enumerate(rows) if row.quarter == reached)
    before, net = rows[place - 1].cumulative, rows[place].net
    if before is None or net is None:  # a break-even has both
        return None
    return MONTHS_A_QUARTER * (reached.number - 1 + -Fraction(before) / Fraction(net))


def payback_words(months: Fraction) -> str:
    """Return months in words, whole months rounded down: "1 year 11 months".

    Raises ValueError for months below zero.
    """
    if months < 0:
        raise ValueError(f"a payback cannot take {months} months")
    years, rest = divmod(months.numerator // months.denominator, 12)
    parts = [_counted(years, "year"), _counted(rest, "month")]
    return " ".join(part for part in parts if part) or "less than a month"


def _counted(count: int, noun: str) -> str:
    if count == 0:
        return ""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def peak_funding(rows: Sequence[Row]) -> PeakFunding | None:
    """Return the lowest known cumulative and the first quarter that has it; None where none is.

    It is the money the council must have put in at the worst moment.
    """
    known = [(row.cumulative, row) for row in rows if row.cumulative is not None]
    if not known:
        return None
    amount, row = min(known, key=lambda pair: pair[0])
    return PeakFunding(amount, row.quarter, complete=len(known) == len(rows))


def benefit_cost_ratio(rows: Sequence[Row]) -> Fraction | None:
    """Return total cost avoidance / total expenditure, undiscounted.

    None where either is not known or nothing was spent.
    """
    sums = totals(rows)
    if sums.cost_avoidance is None or sums.expenditure is None or sums.expenditure <= 0:
        return None
    return Fraction(sums.cost_avoidance) / Fraction(sums.expenditure)


def switching_rate(rows: Sequence[Row]) -> Fraction | None:
    """Return the pounds an hour at which the programme would just pay for itself.

    Total expenditure / total hours: the one value of the rate that makes the last cumulative zero
    (HM Treasury's switching value). None where either is not known or there are no hours.
    """
    sums = totals(rows)
    if sums.expenditure is None or sums.hours is None or sums.hours == 0:
        return None
    return Fraction(sums.expenditure) / Fraction(sums.hours)


def run_rate(
    hours_per_week: Decimal | None, rate: Decimal | None, weeks_per_year: int = WEEKS_A_YEAR
) -> Decimal | None:
    """Return pounds a year if these hours a week went on at this rate; None where not known.

    At 750 hours and £4.50: 750 x 52 x 4.50 = £175,500.
    """
    if hours_per_week is None or rate is None:
        return None
    with localcontext(EXACT):
        return hours_per_week * weeks_per_year * rate


def totals(rows: Sequence[Row]) -> Totals:
    """Return the sums over these quarters; a sum with an unknown part is unknown."""
    return Totals(
        hours=sum_of(row.hours for row in rows),
        cost_avoidance=sum_of(row.cost_avoidance for row in rows),
        expenditure=sum_of(row.expenditure for row in rows),
        net=sum_of(row.net for row in rows),
    )


def financial_year_totals(rows: Sequence[Row]) -> tuple[YearTotals, ...]:
    """Return totals by financial year as the dates have it, each quarter in the year it starts in.

    A start in January 2021 gives 2020/21, 2021/22 and 2022/23.
    """
    return _by_year(rows, lambda quarter: quarter.financial_year)


def programme_year_totals(rows: Sequence[Row], first_label_year: int) -> tuple[YearTotals, ...]:
    """Return totals by programme year, labelled as financial years: the "as published" basis.

    The paper shows programme years 1 and 2 (from January 2021) as 2021/22 and 2022/23; the label
    of programme year 1 starts with `first_label_year`. Pages must say that it is not by date.
    """
    return _by_year(
        rows,
        lambda quarter: financial_year_label(
            first_label_year + quarter.year - 1, quarter.fy_start_month
        ),
    )


def _by_year(rows: Sequence[Row], label_of: Callable[[Quarter], str]) -> tuple[YearTotals, ...]:
    by_label: dict[str, list[Row]] = {}
    for row in rows:
        by_label.setdefault(label_of(row.quarter), []).append(row)
    return tuple(
        YearTotals(
            label=label,
            quarters=tuple(row.quarter for row in members),
            straddling=tuple(
                row.quarter for row in members if row.quarter.straddles_financial_years
            ),
            totals=totals(members),
        )
        for label, members in by_label.items()
    )


def sum_of(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the exact sum; None where a part of it is not known. Of nothing it is nought."""
    total = Decimal(0)
    with localcontext(EXACT):
        for amount in amounts:
            if amount is None:
                return None
            total += amount
    return total
