"""What programme years are called, for starts and financial years other than the published ones."""

from datetime import date
from decimal import Decimal

import pytest

from cashflow.engine import Cell, Rate, compute
from dashboards import key_numbers
from programmes.quarters import WeeksRule, quarters


@pytest.mark.parametrize(
    ("start", "fy_month", "by_date", "by_programme_year"),
    [
        (date(2021, 1, 1), 4, ["2020/21", "2021/22", "2022/23"], ["2021/22", "2022/23"]),
        (date(2021, 4, 1), 4, ["2021/22", "2022/23"], ["2021/22", "2022/23"]),
        (date(2025, 7, 1), 4, ["2025/26", "2026/27", "2027/28"], ["2025/26", "2026/27"]),
        # Six months in each: the later one.
        (date(2020, 10, 1), 4, ["2020/21", "2021/22", "2022/23"], ["2021/22", "2022/23"]),
        # A financial year that is the calendar year is written as one, on both bases.
        (date(2021, 1, 1), 1, ["2021", "2022"], ["2021", "2022"]),
        (date(2021, 10, 31), 1, ["2021", "2022", "2023"], ["2022", "2023"]),
    ],
)
def test_years_are_named_alike_on_both_bases(
    start: date, fy_month: int, by_date: list[str], by_programme_year: list[str]
) -> None:
    in_order = quarters(start, 8, fy_month)
    cells = [Cell(quarter.number, Decimal(100), Decimal(1000)) for quarter in in_order]
    rates = [Rate(date(2020, 6, 29), Decimal("4.50"))]
    rows = compute(in_order, cells, rates, WeeksRule.BUSINESS_CASE).rows
    assert [year.label for year in key_numbers.financial_years(rows)] == by_date
    assert [year.label for year in key_numbers.programme_years(rows)] == by_programme_year
