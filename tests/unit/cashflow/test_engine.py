"""The engine's rules at their edges, worked out by hand."""

from datetime import date
from decimal import Decimal, Inexact, localcontext

import pytest

from cashflow.engine import CashFlow, Cell, CostLine, Rate, compute, expenditure_of
from programmes.quarters import WeeksRule, quarters

START = date(2021, 1, 1)  # quarters of 12, 13, 14, 13 weeks
OLD = Rate(date(2020, 12, 28), Decimal("4.00"))


def one_quarter(
    number: int,
    hours: str | None,
    rates: list[Rate],
    rule: WeeksRule,
    expenditure: str | None = "0",
) -> CashFlow:
    cell = Cell(
        number,
        None if hours is None else Decimal(hours),
        None if expenditure is None else Decimal(expenditure),
    )
    return compute(quarters(START, 4), [cell], rates, rule)


def test_by_the_calendar_each_week_has_its_own_rate() -> None:
    # The third quarter's Mondays run from 28 June to 27 September 2021; 26 July is the fifth.
    rates = [OLD, Rate(date(2021, 7, 26), Decimal("5.00"))]
    row = one_quarter(3, "10", rates, WeeksRule.CALENDAR).rows[2]
    assert row.rate_parts == ((4, Decimal("4.00")), (10, Decimal("5.00")))
    assert row.cost_avoidance == 10 * (4 * 4 + 10 * 5)


@pytest.mark.parametrize(
    ("number", "change", "parts"),
    [
        # 14 calendar weeks: 4 come before the change, and the new rate gets 9 of the 13, not 10
        (3, date(2021, 7, 26), ((4, 4), (9, 5))),
        # the change is in the 14th week, beyond the 13 that count
        (3, date(2021, 9, 27), ((13, 4),)),
        # 12 calendar weeks: 11 before the change, and the new rate gets 2
        (1, date(2021, 3, 22), ((11, 4), (2, 5))),
        # the change comes with the next quarter's first week
        (1, date(2021, 3, 29), ((13, 4),)),
        # the change comes with the quarter's own first week
        (1, date(2021, 1, 4), ((13, 5),)),
    ],
)
def test_in_the_business_case_thirteen_weeks_are_shared_out_whole(
    number: int, change: date, parts: tuple[tuple[int, int], ...]
) -> None:
    rates = [OLD, Rate(change, Decimal("5.00"))]
    row = one_quarter(number, "10", rates, WeeksRule.BUSINESS_CASE).rows[number - 1]
    assert row.rate_parts == tuple((weeks, Decimal(rate)) for weeks, rate in parts)
    assert row.hours == 130
    assert row.cost_avoidance == 10 * sum(weeks * rate for weeks, rate in parts)


def test_three_rates_in_one_quarter_given_in_any_order() -> None:
    rates = [
        Rate(date(2021, 9, 27), Decimal(9)),
        Rate(date(2021, 7, 5), Decimal(5)),
        OLD,
    ]
    row = one_quarter(3, "1", rates, WeeksRule.CALENDAR).rows[2]
    assert row.rate_parts == ((1, Decimal(4)), (12, Decimal(5)), (1, Decimal(9)))


@pytest.mark.parametrize("rule", WeeksRule)
def test_hours_without_a_rate_cannot_be_priced(rule: WeeksRule) -> None:
    late = [Rate(date(2021, 1, 11), Decimal("4.50"))]  # the second week of the first quarter
    row = one_quarter(1, "10", late, rule).rows[0]
    assert row.hours == 10 * row.weeks
    assert row.rate_parts == ((row.weeks - 1, Decimal("4.50")),)
    assert (row.cost_avoidance, row.net, row.cumulative) == (None, None, None)


@pytest.mark.parametrize("rule", WeeksRule)
def test_no_hours_are_worth_nothing_even_without_a_rate(rule: WeeksRule) -> None:
    row = one_quarter(1, "0", [], rule, "25000").rows[0]
    assert row.cost_avoidance == 0
    assert row.net == row.cumulative == -25000


def test_unknown_hours_are_not_nought() -> None:
    row = one_quarter(1, None, [OLD], WeeksRule.BUSINESS_CASE, "25000").rows[0]
    assert (row.hours, row.cost_avoidance, row.net, row.cumulative) == (None,) * 4
    assert row.expenditure == 25000


def test_unknown_expenditure_leaves_what_was_avoided_known() -> None:
    row = one_quarter(1, "10", [OLD], WeeksRule.BUSINESS_CASE, None).rows[0]
    assert row.cost_avoidance == 520
    assert (row.net, row.cumulative) == (None, None)


def test_cumulative_is_unknown_from_the_first_unknown_net_on() -> None:
    cells = [Cell(number, Decimal(10), Decimal(100)) for number in (1, 3, 4)]
    rows = compute(quarters(START, 4), cells, [OLD], WeeksRule.BUSINESS_CASE).rows
    assert [row.net for row in rows] == [420, None, 420, 420]
    assert [row.cumulative for row in rows] == [420, None, None, None]


def test_the_ambient_decimal_context_changes_nothing() -> None:
    cell = Cell(1, Decimal("99999.99"), Decimal("1234567.89"))
    rate = Rate(date(2020, 12, 28), Decimal("123.4567"))
    with localcontext() as ambient:
        ambient.prec = 3
        row = compute(quarters(START, 1), [cell], [rate], WeeksRule.BUSINESS_CASE).rows[0]
    # 99,999.99 x 13 = 1,299,999.87 hours; x 123.4567 = 160,493,693.950629
    assert row.hours == Decimal("1299999.87")
    assert row.cost_avoidance == Decimal("160493693.950629")
    assert row.net == Decimal("159259126.060629")


def test_a_figure_that_would_need_rounding_is_refused() -> None:
    cell = Cell(1, Decimal("1." + "3" * 79), Decimal(0))
    with pytest.raises(Inexact):
        compute(quarters(START, 1), [cell], [OLD], WeeksRule.BUSINESS_CASE)


def test_cost_lines_add_up_and_one_blank_makes_the_sum_unknown() -> None:
    set_up = CostLine("Set-up", "set_up", (Decimal("10000.10"), Decimal(0), None))
    staff = CostLine("Staff", "staff", (Decimal("15000.20"), Decimal(15000)))
    assert expenditure_of([set_up, staff], 1) == Decimal("25000.30")
    assert expenditure_of([set_up, staff], 2) == 15000
    assert expenditure_of([set_up], 3) is None
    assert expenditure_of([set_up, staff], 3) is None
    assert expenditure_of([staff], 3) is None, "beyond the line's last amount"
    assert expenditure_of([], 1) is None, "nobody has said that it costs nothing"
    with pytest.raises(ValueError, match="numbered from 1"):
        expenditure_of([staff], 0)


def test_a_rate_changes_on_a_monday_only() -> None:
    with pytest.raises(ValueError, match="2021-01-01 is not a Monday"):
        Rate(date(2021, 1, 1), Decimal("4.50"))


@pytest.mark.parametrize("odd", ["NaN", "Infinity"])
def test_odd_numbers_are_refused(odd: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        Cell(1, Decimal(odd), None)
    with pytest.raises(ValueError, match="finite"):
        Cell(1, None, Decimal(odd))
    with pytest.raises(ValueError, match="finite"):
        Rate(date(2021, 1, 4), Decimal(odd))
    with pytest.raises(ValueError, match="finite"):
        CostLine("Staff", "staff", (Decimal(odd),))


def test_floats_and_hours_below_nought_are_refused() -> None:
    with pytest.raises(TypeError, match="must be a Decimal"):
        Cell(1, 100.0, None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="below 0"):
        Cell(1, Decimal("-0.01"), None)


def test_cells_and_rates_must_fit_the_programme() -> None:
    in_time = quarters(START, 2)
    rule = WeeksRule.CALENDAR
    with pytest.raises(ValueError, match="two cells"):
        compute(in_time, [Cell(1, None, None), Cell(1, None, None)], [], rule)
    with pytest.raises(ValueError, match=r"does not have: \{3\}"):
        compute(in_time, [Cell(3, None, None)], [], rule)
    with pytest.raises(ValueError, match="two rates"):
        compute(in_time, [], [OLD, Rate(OLD.effective_from, Decimal(5))], rule)
