"""The engine and the appraisal against the oracle, on many made-up programmes."""

from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cashflow import appraisal
from cashflow.engine import Cell, Rate, Row, compute
from programmes.money import format_pounds, format_thousands, round_half_away
from programmes.quarters import WeeksRule, quarters
from tests import oracle

# A busy machine is no failure.
UNHURRIED = settings(suppress_health_check=[HealthCheck.too_slow])
STATES = {
    "breaks even": appraisal.BreakEvenState.BREAKS_EVEN,
    "never below zero": appraisal.BreakEvenState.NEVER_BELOW_ZERO,
    "not reached": appraisal.BreakEvenState.NOT_REACHED,
    "unknown": appraisal.BreakEvenState.UNKNOWN,
}


@st.composite
def programmes(draw: st.DrawFn) -> dict[str, Any]:
    """A programme of 1-40 quarters from any day, with gaps, credits and changes of rate."""
    start = draw(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
    how_many = draw(st.integers(1, 40))
    # Benefit and cost of about the same size, so that the cumulative crosses zero, and back.
    hours = st.one_of(st.just(Decimal(0)), st.decimals(0, 300, places=2))
    money = st.one_of(st.just(Decimal(0)), st.decimals(-10_000, 40_000, places=2))
    gaps = st.lists(st.integers(0, how_many - 1), max_size=2)
    monday = start - timedelta(days=start.weekday())
    weeks = draw(st.lists(st.integers(-5, how_many * 13 + 5), unique=True, max_size=6))
    if draw(st.integers(0, 3)):
        weeks = [*{*weeks, -1}]  # mostly a rate from before the start, so that every hour is priced
    lines: dict[str, list[Decimal | None]] = {
        "hours_per_week": [*draw(st.lists(hours, min_size=how_many, max_size=how_many))],
        "expenditure": [*draw(st.lists(money, min_size=how_many, max_size=how_many))],
    }
    if draw(st.integers(0, 2)) == 0:
        for line in lines.values():
            for place in draw(gaps):
                line[place] = None
    return {
        **lines,
        "start": start,
        "how_many": how_many,
        "rates": [
            (monday + timedelta(weeks=week), draw(st.decimals(0, 10, places=4))) for week in weeks
        ],
        "rule": draw(st.sampled_from(["business_case", "calendar"])),
        "fy_first_month": draw(st.sampled_from([4, 4, 1, 8])),
        "first_label_year": draw(st.integers(1990, 2090)),
    }


def engine_rows(given_: dict[str, Any]) -> tuple[Row, ...]:
    in_time = quarters(given_["start"], given_["how_many"], given_["fy_first_month"])
    cells = [
        Cell(place + 1, hours, spent)
        for place, (hours, spent) in enumerate(
            zip(given_["hours_per_week"], given_["expenditure"], strict=True)
        )
    ]
    rates = [Rate(monday, rate) for monday, rate in given_["rates"]]
    return compute(in_time, cells, rates, WeeksRule(given_["rule"])).rows


def exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


@settings(UNHURRIED, max_examples=400)
@given(programmes())
def test_every_line_equals_the_oracle(programme: dict[str, Any]) -> None:
    expected = oracle.cash_flow(**programme)
    rows = engine_rows(programme)
    assert [(row.quarter.start, row.quarter.end) for row in rows] == expected["dates"]
    assert [row.weeks for row in rows] == expected["weeks"]
    for line in ("hours", "cost_avoidance", "net", "cumulative"):
        assert [exact(getattr(row, line)) for row in rows] == expected[line], line


@settings(UNHURRIED, max_examples=400)
@given(programmes())
def test_every_conclusion_equals_the_oracle(programme: dict[str, Any]) -> None:
    expected = oracle.cash_flow(**programme)
    rows = engine_rows(programme)
    reached = appraisal.break_even(rows)
    assert reached.state is STATES[expected["break_even_state"]]
    assert (reached.quarter.number if reached.quarter else None) == expected["break_even"]
    assert reached.lasts is expected["lasts"]
    assert appraisal.payback_months(rows) == expected["payback_months"]
    assert appraisal.benefit_cost_ratio(rows) == expected["ratio"]
    assert appraisal.switching_rate(rows) == expected["switching_rate"]
    peak = appraisal.peak_funding(rows)
    assert (peak and (Fraction(peak.amount), peak.quarter.number)) == expected["peak"]
    for ours, theirs in (
        (appraisal.financial_year_totals(rows), expected["by_date"]),
        (
            appraisal.programme_year_totals(rows, programme["first_label_year"]),
            expected["by_programme_year"],
        ),
    ):
        assert {
            year.label: (
                exact(year.totals.cost_avoidance),
                exact(year.totals.expenditure),
                exact(year.totals.net),
            )
            for year in ours
        } == theirs


@UNHURRIED
@given(programmes())
def test_showing_figures_rounded_never_enters_a_sum(programme: dict[str, Any]) -> None:
    before = engine_rows(programme)
    with localcontext() as ambient:
        ambient.prec = 4  # as careless as it gets
        rows = engine_rows(programme)
        for row in rows:
            for amount in (row.cost_avoidance, row.expenditure, row.net, row.cumulative):
                format_pounds(amount)
                format_thousands(amount)
        assert appraisal.totals(rows) == appraisal.totals(before)
        assert appraisal.payback_months(rows) == appraisal.payback_months(before)
    assert rows == before


def test_a_sum_of_rounded_quarters_would_have_been_caught() -> None:
    """Forty quarters that end in 50p: rounding each would gain £20, and the engine gains none."""
    programme = {
        "start": date(2021, 1, 1),
        "how_many": 40,
        "hours_per_week": [Decimal(1)] * 40,
        "expenditure": [Decimal(0)] * 40,
        "rates": [(date(2020, 12, 28), Decimal("0.5"))],
        "rule": "business_case",
        "fy_first_month": 4,
    }
    rows = engine_rows(programme)
    assert rows[-1].cumulative == 260
    assert sum(round_half_away(row.net or 0) for row in rows) == 280


@UNHURRIED
@given(programmes(), st.data())
def test_a_blank_never_becomes_nought(programme: dict[str, Any], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, programme["how_many"] - 1))
    line = data.draw(st.sampled_from(["hours_per_week", "expenditure"]))
    blank = [*programme[line]]
    blank[place] = None
    rows = engine_rows({**programme, line: blank})
    assert rows[place].net is None
    assert all(row.cumulative is None for row in rows[place:])
    sums = appraisal.totals(rows)
    assert sums.net is None
    assert (sums.hours if line == "hours_per_week" else sums.expenditure) is None
    year = rows[place].quarter.financial_year
    assert {total.label: total.totals.net for total in appraisal.financial_year_totals(rows)}[
        year
    ] is None
    # and the other way: what other quarters know on their own stays as it was
    others = engine_rows(programme)
    for number, (row, other) in enumerate(zip(rows, others, strict=True)):
        if number != place:
            assert row.net == other.net


@UNHURRIED
@given(programmes())
def test_the_parts_of_a_rate_never_exceed_the_weeks(programme: dict[str, Any]) -> None:
    for row in engine_rows(programme):
        priced = sum(weeks for weeks, _ in row.rate_parts)
        assert 0 <= priced <= row.weeks
        assert all(weeks > 0 for weeks, _ in row.rate_parts)
        if row.cost_avoidance is None and row.hours is not None:
            assert priced < row.weeks
