"""The published table of the business case A/R.6.188, figure by figure.

Expected figures are typed here from the paper, not worked out.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cashflow import appraisal
from cashflow.engine import Cell, CostLine, Rate, Row, compute, expenditure_of
from programmes.money import format_number, format_pounds, round_half_away
from programmes.quarters import WeeksRule, quarters

HOURS_PER_WEEK = (0, 100, 175, 250, 375, 500, 650, 750)
SET_UP = CostLine("Set-up", "set_up", (Decimal(10_000),) * 4 + (Decimal(0),) * 4)
STAFF = CostLine("Staff", "staff", (Decimal(15_000),) * 8)

PUBLISHED = {
    "hours": (0, 1300, 2275, 3250, 4875, 6500, 8450, 9750),
    "cost_avoidance": (0, 5850, 10238, 14625, 21938, 29250, 38025, 43875),
    "expenditure": (25000, 25000, 25000, 25000, 15000, 15000, 15000, 15000),
    "net": (-25000, -19150, -14763, -10375, 6938, 14250, 23025, 28875),
    "cumulative": (-25000, -44150, -58913, -69288, -62350, -48100, -25075, 3800),
}


def published_rows(start: date = date(2021, 1, 1)) -> tuple[Row, ...]:
    """The programme as published: eight quarters, 13 weeks each, £4.50 an hour throughout."""
    in_time = quarters(start, 8)
    cells = [
        Cell(number, Decimal(hours), expenditure_of([SET_UP, STAFF], number))
        for number, hours in enumerate(HOURS_PER_WEEK, start=1)
    ]
    rates = [Rate(date(2020, 12, 28), Decimal("4.50"))]
    return compute(in_time, cells, rates, WeeksRule.BUSINESS_CASE).rows


@pytest.mark.parametrize("line", PUBLISHED)
@pytest.mark.parametrize("place", range(8))
def test_every_cell_to_the_pound(line: str, place: int) -> None:
    amount = getattr(published_rows()[place], line)
    assert round_half_away(amount) == PUBLISHED[line][place]


def test_the_figures_behind_the_rounding_are_exact() -> None:
    rows = published_rows()
    assert rows[2].cost_avoidance == Decimal("10237.50")
    assert rows[2].net == Decimal("-14762.50")
    assert rows[2].cumulative == Decimal("-58912.50")
    assert rows[3].cumulative == Decimal("-69287.50")
    assert format_pounds(rows[2].cumulative) == "−\u2060£58,913"


def test_break_even_in_the_last_quarter_after_one_year_eleven_months() -> None:
    rows = published_rows()
    reached = appraisal.break_even(rows)
    assert reached.state is appraisal.BreakEvenState.BREAKS_EVEN
    assert reached.quarter is not None
    assert reached.quarter.full_label == "Y2 Q4 · Oct–Dec 2022"
    assert reached.lasts is True
    months = appraisal.payback_months(rows)
    assert months == 21 + Fraction(3 * 25075, 28875)
    assert format_number(months, 4) == "23.6052"
    assert appraisal.payback_words(months) == "1 year 11 months"


def test_peak_funding_ratio_switching_rate_and_run_rate() -> None:
    rows = published_rows()
    peak = appraisal.peak_funding(rows)
    assert peak is not None
    assert (peak.amount, peak.quarter.label, peak.complete) == (
        Decimal("-69287.50"),
        "Y1 Q4",
        True,
    )
    assert appraisal.benefit_cost_ratio(rows) == Fraction("1.02375")
    switching = appraisal.switching_rate(rows)
    assert switching is not None
    assert round_half_away(switching, 4) == Decimal("4.3956")
    assert appraisal.run_rate(Decimal(750), Decimal("4.50")) == Decimal(175_500)


def test_totals() -> None:
    sums = appraisal.totals(published_rows())
    assert sums.hours == 36_400
    assert sums.cost_avoidance == 163_800
    assert sums.expenditure == 160_000
    assert sums.net == 3_800


def test_years_as_published_are_programme_years() -> None:
    years = appraisal.programme_year_totals(published_rows(), 2021)
    assert [
        (year.label, year.totals.cost_avoidance, round_half_away(year.totals.cost_avoidance or 0))
        for year in years
    ] == [
        ("2021/22", Decimal("30712.50"), Decimal(30_713)),
        ("2022/23", Decimal("133087.50"), Decimal(133_088)),
    ]
    assert [year.totals.expenditure for year in years] == [100_000, 60_000]
    assert [year.totals.net for year in years] == [Decimal("-69287.50"), Decimal("73087.50")]


def test_years_by_date_are_three_when_the_start_is_in_january() -> None:
    years = appraisal.financial_year_totals(published_rows())
    assert [
        (year.label, year.totals.cost_avoidance, year.totals.expenditure) for year in years
    ] == [
        ("2020/21", Decimal(0), Decimal(25_000)),
        ("2021/22", Decimal(52_650), Decimal(90_000)),
        ("2022/23", Decimal(111_150), Decimal(45_000)),
    ]
    assert not any(year.straddling for year in years)


def test_years_by_date_are_the_published_two_when_the_start_is_in_april() -> None:
    years = appraisal.financial_year_totals(published_rows(date(2021, 4, 1)))
    assert [(year.label, year.totals.cost_avoidance) for year in years] == [
        ("2021/22", Decimal("30712.50")),
        ("2022/23", Decimal("133087.50")),
    ]


def test_by_the_calendar_the_first_quarter_has_12_weeks_and_the_third_14() -> None:
    in_time = quarters(date(2021, 1, 1), 8)
    assert [len(quarter.weeks) for quarter in in_time] == [12, 13, 14, 13, 13, 13, 13, 13]
    cells = [Cell(3, Decimal(175), Decimal(25_000))]
    rates = [Rate(date(2020, 12, 28), Decimal("4.50"))]
    row = compute(in_time, cells, rates, WeeksRule.CALENDAR).rows[2]
    # 175 hours x 14 weeks = 2,450 hours, at £4.50
    assert row.hours == 2_450
    assert row.cost_avoidance == 11_025
