"""Break-even, payback, peak funding and totals at their edges, worked out by hand."""

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from cashflow.appraisal import (
    BreakEvenState,
    benefit_cost_ratio,
    break_even,
    financial_year_totals,
    payback_months,
    payback_words,
    peak_funding,
    run_rate,
    switching_rate,
    totals,
)
from cashflow.engine import Cell, Rate, Row, compute
from programmes.quarters import WeeksRule, quarters


def rows_with_nets(*nets: int | str | None, start: date = date(2021, 1, 1)) -> tuple[Row, ...]:
    """Rows whose net is as given: a gain as a credit, so hours play no part."""
    cells = [
        Cell(number, Decimal(0), None if net is None else Decimal(net).copy_negate())
        for number, net in enumerate(nets, start=1)
    ]
    return compute(quarters(start, len(nets)), cells, [], WeeksRule.BUSINESS_CASE).rows


@pytest.mark.parametrize(
    ("nets", "state", "number", "lasts"),
    [
        ((-10, 4, 6, 1), BreakEvenState.BREAKS_EVEN, 3, True),  # exactly zero is enough
        ((-10, 9, "0.99"), BreakEvenState.NOT_REACHED, None, None),  # a penny short
        ((-10, 12, -1, -2), BreakEvenState.BREAKS_EVEN, 2, False),
        ((-10, 12, -5, 50), BreakEvenState.BREAKS_EVEN, 2, False),
        ((5, -10, 6), BreakEvenState.BREAKS_EVEN, 3, True),
        ((0, 5, -5), BreakEvenState.NEVER_BELOW_ZERO, None, None),
        ((-10, 12, None), BreakEvenState.BREAKS_EVEN, 2, None),
        ((-10, 12, -5, None), BreakEvenState.BREAKS_EVEN, 2, False),
        ((-10, None, 50), BreakEvenState.UNKNOWN, None, None),
        ((None, 50), BreakEvenState.UNKNOWN, None, None),
        ((5, None), BreakEvenState.UNKNOWN, None, None),
        ((), BreakEvenState.UNKNOWN, None, None),
    ],
)
def test_break_even(
    nets: tuple[int | None, ...], state: BreakEvenState, number: int | None, lasts: bool | None
) -> None:
    rows = rows_with_nets(*nets) if nets else ()
    reached = break_even(rows)
    assert reached.state is state
    assert (reached.quarter.number if reached.quarter else None) == number
    assert reached.lasts is lasts
    assert (payback_months(rows) is None) == (number is None)


def test_payback_takes_the_break_even_quarter_to_come_in_evenly() -> None:
    assert payback_months(rows_with_nets(-10, 4, 9)) == 6 + Fraction(3 * 6, 9)
    assert payback_months(rows_with_nets(-10, 4, 6)) == 9


def test_payback_is_exact_under_any_ambient_context() -> None:
    rows = rows_with_nets("-10000.01", "10000.03")
    with localcontext() as ambient:
        ambient.prec = 3
        assert payback_months(rows) == 3 + 3 * Fraction(1000001, 1000003)


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (Fraction(2360, 100), "1 year 11 months"),
        (Fraction(24), "2 years"),
        (Fraction(2399, 100), "1 year 11 months"),
        (Fraction(25), "2 years 1 month"),
        (Fraction(12), "1 year"),
        (Fraction(1), "1 month"),
        (Fraction(99, 100), "less than a month"),
        (Fraction(0), "less than a month"),
    ],
)
def test_payback_in_words_rounds_down(months: Fraction, words: str) -> None:
    assert payback_words(months) == words


def test_payback_in_words_refuses_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="-1 months"):
        payback_words(Fraction(-1))


def test_peak_funding_is_of_the_known_part_and_says_so() -> None:
    peak = peak_funding(rows_with_nets(-10, -5, None, -100))
    assert peak is not None
    assert (peak.amount, peak.quarter.number, peak.complete) == (Decimal(-15), 2, False)
    assert peak_funding(rows_with_nets(None, 1)) is None


def test_peak_funding_names_the_first_of_equal_quarters() -> None:
    peak = peak_funding(rows_with_nets(-10, 0, 5))
    assert peak is not None
    assert (peak.quarter.number, peak.complete) == (1, True)


def test_one_unknown_quarter_makes_sums_and_ratios_unknown() -> None:
    rates = [Rate(date(2020, 12, 28), Decimal(4))]
    cells = [Cell(1, Decimal(10), Decimal(100)), Cell(2, None, Decimal(100))]
    rows = compute(quarters(date(2021, 1, 1), 2), cells, rates, WeeksRule.BUSINESS_CASE).rows
    sums = totals(rows)
    assert (sums.hours, sums.cost_avoidance, sums.net) == (None, None, None)
    assert sums.expenditure == 200
    assert benefit_cost_ratio(rows) is None
    assert switching_rate(rows) is None
    assert benefit_cost_ratio(rows[:1]) == Fraction(520, 100)
    assert switching_rate(rows[:1]) == Fraction(100, 130)


def test_the_switching_rate_needs_no_rate() -> None:
    cells = [Cell(1, Decimal(10), Decimal(260))]
    rows = compute(quarters(date(2021, 1, 1), 1), cells, [], WeeksRule.BUSINESS_CASE).rows
    assert rows[0].cost_avoidance is None
    assert switching_rate(rows) == 2


def test_ratios_without_cost_or_hours_are_unknown_not_infinite() -> None:
    rows = rows_with_nets(0, 0)
    assert benefit_cost_ratio(rows) is None
    assert switching_rate(rows) is None


def test_run_rate() -> None:
    assert run_rate(Decimal("0.01"), Decimal("4.3956"), 53) == Decimal("2.329668")
    assert run_rate(None, Decimal(4)) is None
    assert run_rate(Decimal(4), None) is None


def test_a_year_with_an_unknown_quarter_is_unknown_and_the_others_are_not() -> None:
    rows = rows_with_nets(-10, 1, 2, 3, None, 5)
    assert [(year.label, year.totals.net) for year in financial_year_totals(rows)] == [
        ("2020/21", -10),
        ("2021/22", None),
        ("2022/23", 5),
    ]


def test_a_straddling_quarter_counts_whole_where_it_starts_and_is_named() -> None:
    rows = rows_with_nets(1, 2, 4, start=date(2021, 12, 1))
    first, second = financial_year_totals(rows)
    assert (first.label, first.totals.net, second.label, second.totals.net) == (
        "2021/22",
        Decimal(3),
        "2022/23",
        Decimal(4),
    )
    assert [quarter.period for quarter in first.straddling] == ["Mar–May 2022"]
    assert second.straddling == ()
