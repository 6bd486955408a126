"""The numbers that say what a cash flow means, in words ready to show (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cashflow import appraisal
from cashflow.appraisal import BreakEvenState, YearTotals
from cashflow.engine import Row
from dashboards.figure_names import Figure
from dashboards.wording import exact_rate, month_of_end
from programmes.money import format_hours, format_number, format_percent, format_pounds
from programmes.quarters import Quarter, quarters


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in words. `text` is None where it is not known; `note` qualifies it."""

    text: str | None
    note: str = ""


def told(figure: Figure, rows: Sequence[Row]) -> Told:
    """Return one whole-programme figure of a series. Raises KeyError for any other figure."""
    return _TELLERS[figure](rows)


KEY_FIGURES = (
    Figure.BREAK_EVEN,
    Figure.PAYBACK,
    Figure.PEAK_FUNDING,
    Figure.BENEFIT_COST_RATIO,
    Figure.SWITCHING_RATE,
    Figure.RUN_RATE,
    Figure.TOTAL_HOURS,
    Figure.TOTAL_COST_AVOIDED,
    Figure.TOTAL_EXPENDITURE,
    Figure.TOTAL_NET,
)


def headroom(rows: Sequence[Row]) -> Fraction | None:
    """Return by how many per cent cost avoided could fall before the money is not recovered.

    1 - expenditure / cost avoided, times 100. Below 0 it falls short already. None where either
    is not known or nothing is avoided.
    """
    sums = appraisal.totals(rows)
    if sums.cost_avoidance is None or sums.expenditure is None or sums.cost_avoidance <= 0:
        return None
    return 100 * (1 - Fraction(sums.expenditure) / Fraction(sums.cost_avoidance))


def financial_years(rows: Sequence[Row]) -> tuple[YearTotals, ...]:
    """Return totals by financial year, as the dates have it."""
    return appraisal.financial_year_totals(rows)


def programme_years(rows: Sequence[Row]) -> tuple[YearTotals, ...]:
    """Return totals by programme year, labelled the way published business cases label them.

    A programme year is counted as the financial year that holds most of it, or the later of two
    halves: one that starts in January 2021 has nine of its months in 2021/22. A last year that
    is cut short keeps the name it would have in full.
    """
    if not rows:
        return ()
    first = rows[0].quarter
    middle = quarters(first.start, 3, first.fy_start_month)[2].start
    label_year = middle.year if middle.month >= first.fy_start_month else middle.year - 1
    return appraisal.programme_year_totals(rows, label_year)


def year_of(years: Sequence[YearTotals], quarter: Quarter) -> YearTotals | None:
    """Return the year that a quarter is counted in."""
    return next((year for year in years if quarter in year.quarters), None)


def _break_even(rows: Sequence[Row]) -> Told:
    found = appraisal.break_even(rows)
    if found.quarter is not None:
        notes = {False: "but falls below zero again", None: "later quarters are not known"}
        note = "" if found.lasts is True else notes[found.lasts]
        said = (month_of_end(found.quarter), note)
        return Told(found.quarter.label, ", ".join(part for part in said if part))
    if found.state is BreakEvenState.UNKNOWN:
        return Told(None)
    if found.state is BreakEvenState.NEVER_BELOW_ZERO:
        return Told("Never below zero")
    return Told(f"Not within {len(rows)} quarters" if len(rows) != 1 else "Not within 1 quarter")


def _payback(rows: Sequence[Row]) -> Told:
    months = appraisal.payback_months(rows)
    if months is not None:
        return Told(appraisal.payback_words(months), f"{format_number(months, 2)} months")
    state = appraisal.break_even(rows).state
    if state is BreakEvenState.UNKNOWN:
        return Told(None)
    if state is BreakEvenState.NEVER_BELOW_ZERO:
        return Told("None needed")
    return Told("Not recovered")


def _peak(rows: Sequence[Row]) -> Told:
    peak = appraisal.peak_funding(rows)
    if peak is None:
        return Told(None)
    note = peak.quarter.full_label
    if not peak.complete:
        note += "; later quarters are not known"
    if peak.amount >= 0:
        return Told("Never below zero", "" if peak.complete else "later quarters are not known")
    return Told(format_pounds(-peak.amount), note)


def _benefit_cost_ratio(rows: Sequence[Row]) -> Told:
    ratio = appraisal.benefit_cost_ratio(rows)
    if ratio is None:
        return Told(None)
    return Told(f"£{format_number(ratio, 2)}", f"ratio {format_number(ratio, 3)}")


def _switching_rate(rows: Sequence[Row]) -> Told:
    rate = appraisal.switching_rate(rows)
    if rate is None:
        return Told(None)
    return Told(f"£{format_number(rate, 2)} an hour", _headroom_words(rows))


def _headroom_words(rows: Sequence[Row]) -> str:
    spare = headroom(rows)
    if spare is None:
        return ""
    rate = (
        "rate used" if len({r for row in rows for _, r in row.rate_parts}) < 2 else "average rate"
    )
    if spare == 0:
        return f"exactly the {rate}"
    if spare > 0:
        return f"{format_percent(spare, 1)} less than the {rate}"
    return f"{format_percent(-spare, 1)} more than the {rate}"


def _run_rate(rows: Sequence[Row]) -> Told:
    if not rows or not rows[-1].rate_parts:
        return Told(None)
    last = rows[-1]
    rate = last.rate_parts[-1][1]
    amount = appraisal.run_rate(last.hours_per_week, rate)
    if amount is None:
        return Told(None)
    return Told(
        format_pounds(amount),
        f"{format_hours(last.hours_per_week)} hours × 52 weeks × {exact_rate(rate)}",
    )


def _total_hours(rows: Sequence[Row]) -> Told:
    hours = appraisal.totals(rows).hours if rows else None
    return Told(None if hours is None else format_hours(hours))


def _total_cost_avoided(rows: Sequence[Row]) -> Told:
    amount = appraisal.totals(rows).cost_avoidance if rows else None
    return Told(None if amount is None else format_pounds(amount))


def _total_expenditure(rows: Sequence[Row]) -> Told:
    amount = appraisal.totals(rows).expenditure if rows else None
    return Told(None if amount is None else format_pounds(amount))


def _total_net(rows: Sequence[Row]) -> Told:
    amount = appraisal.totals(rows).net if rows else None
    return Told(None if amount is None else format_pounds(amount))


_TELLERS = {
    Figure.BREAK_EVEN: _break_even,
    Figure.PAYBACK: _payback,
    Figure.PEAK_FUNDING: _peak,
    Figure.BENEFIT_COST_RATIO: _benefit_cost_ratio,
    Figure.SWITCHING_RATE: _switching_rate,
    Figure.RUN_RATE: _run_rate,
    Figure.TOTAL_HOURS: _total_hours,
    Figure.TOTAL_COST_AVOIDED: _total_cost_avoided,
    Figure.TOTAL_EXPENDITURE: _total_expenditure,
    Figure.TOTAL_NET: _total_net,
}
