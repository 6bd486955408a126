"""How figures are explained: the numbers put in give the result, also when checked by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboards.board import Flow
from dashboards.figure_names import ABOUT, Figure, Span
from dashboards.workings import Working, of_quarter, weeks_words
from dashboards.workings_whole import of_whole, of_year
from programmes.quarters import WeeksRule
from tests.arithmetic import evaluated
from tests.unit.dashboards.making import a_board

PLAN = a_board().plan


def numbers_of(figure: Figure, quarter: int, flow: Flow = PLAN) -> str:
    working = of_quarter(figure, flow, quarter)
    assert working is not None
    return working.numbers or working.why_unknown


def test_cost_avoided_is_hours_by_weeks_by_rate() -> None:
    assert numbers_of(Figure.COST_AVOIDED, 8) == ("750 hours a week × 13 weeks × £4.50 = £43,875")
    assert numbers_of(Figure.COST_AVOIDED, 3) == (
        "175 hours a week × 13 weeks × £4.50 = £10,237.50, shown as £10,238"
    )


@pytest.mark.parametrize("figure", [Figure.HOURS, Figure.COST_AVOIDED])
def test_weeks_that_are_not_the_calendars_are_explained(figure: Figure) -> None:
    def formula(quarter: int, rule: WeeksRule, said_rule: WeeksRule | None = None) -> str:
        working = of_quarter(figure, a_board(rule=rule).plan, quarter, rule=said_rule or rule)
        assert working is not None
        return working.formula

    # The quarters of 2021 hold 12, 13, 14 and 13 Thursdays.
    said = ". The business case counts 13 weeks; by the calendar the quarter has {}."
    assert formula(1, WeeksRule.BUSINESS_CASE).endswith(said.format(12))
    assert formula(3, WeeksRule.BUSINESS_CASE).endswith(said.format(14))
    assert "calendar" not in formula(2, WeeksRule.BUSINESS_CASE)
    assert "calendar" not in formula(3, WeeksRule.CALENDAR)
    # The rule has changed, and the figures have not been worked out again yet.
    assert "calendar" not in formula(3, WeeksRule.BUSINESS_CASE, WeeksRule.CALENDAR)


def test_a_rate_that_changes_inside_a_quarter_gives_two_products() -> None:
    # The weeks of 29 March to 26 April 2021 belong to the quarter and come before the change.
    plan = a_board(rates=((date(2020, 12, 28), "4.50"), (date(2021, 5, 3), "4.3956"))).plan
    assert numbers_of(Figure.COST_AVOIDED, 2, plan) == (
        "100 hours a week × 5 weeks × £4.50 + 100 hours a week × 8 weeks × £4.3956"
        " = £5,766.48, shown as £5,766"
    )
    cell = plan.at(2)
    assert cell is not None
    assert weeks_words(cell) == "5 weeks at £4.50 an hour and 8 weeks at £4.3956 an hour"


def test_net_and_cumulative_are_written_with_a_real_minus_and_every_digit() -> None:
    assert (
        numbers_of(Figure.NET, 3)
        == "£10,237.50 − £25,000 = −\u2060£14,762.50, shown as −\u2060£14,763"
    )
    assert numbers_of(Figure.CUMULATIVE, 3) == (
        "−\u2060£44,150 − £14,762.50 = −\u2060£58,912.50, shown as −\u2060£58,913"
    )
    assert numbers_of(Figure.CUMULATIVE, 8) == "−\u2060£25,075 + £28,875 = £3,800"
    assert numbers_of(Figure.CUMULATIVE, 1) == "£0 − £25,000 = −\u2060£25,000"


def test_planned_expenditure_names_its_cost_lines() -> None:
    costs = [("Set-up", Decimal(10000)), ("Staff", Decimal(15000))]
    working = of_quarter(Figure.EXPENDITURE, PLAN, 1, costs)
    assert working is not None
    assert working.numbers == "Set-up £10,000 + Staff £15,000 = £25,000"


def test_what_is_unknown_says_why() -> None:
    gap = a_board(hours=("0", None, "5"), spent=("1", "2", "3")).plan
    assert numbers_of(Figure.COST_AVOIDED, 2, gap) == "No hours are known for this quarter."
    assert numbers_of(Figure.NET, 2, gap) == "Not known: cost avoided."
    assert "not known" in numbers_of(Figure.CUMULATIVE, 3, gap)
    unpriced = a_board(hours=("5",), spent=("1",), rates=((date(2021, 3, 1), "4.50"),)).plan
    assert numbers_of(Figure.COST_AVOIDED, 1, unpriced) == (
        "No rate is in force in 8 of the 13 weeks counted."
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({1: ("5", "9", None)}, "approved return"),
        ({1: (None, "9", None)}, "leaves this blank"),
        ({2: ("5", "9", None)}, "its return is not approved"),
    ],
)
def test_a_given_figure_says_where_it_is_from(
    said: dict[int, tuple[str | None, str | None, str | None]], words: str
) -> None:
    flow = a_board(said, today=date(2021, 7, 5)).outturn
    working = of_quarter(Figure.HOURS_A_WEEK, flow, 1)
    assert working is not None
    assert words in working.formula


def test_a_cumulative_says_which_of_its_quarters_are_planned() -> None:
    flow = a_board({1: ("0", "1", None), 3: ("5", "9", None)}, today=date(2021, 10, 5)).outturn
    working = of_quarter(Figure.CUMULATIVE, flow, 3)
    assert working is not None
    assert working.state == "Actual, with plan in Y1 Q2"


def test_the_published_whole_figures() -> None:
    def said(figure: Figure) -> Working:
        working = of_whole(figure, PLAN)
        assert working is not None
        return working

    assert said(Figure.PAYBACK).numbers == (
        "3 × (8 − 1) + 3 × £25,075 ÷ £28,875 = 23.61 months, 1 year 11 months in whole months"
    )
    assert said(Figure.PEAK_FUNDING).result == "£69,288"
    assert "−\u2060£69,287.50, in Y1 Q4" in (said(Figure.PEAK_FUNDING).numbers or "")
    assert said(Figure.BENEFIT_COST_RATIO).numbers == "£163,800 ÷ £160,000 = 1.02375"
    assert said(Figure.SWITCHING_RATE).numbers == "£160,000 ÷ 36,400 hours = £4.3956 an hour"
    assert said(Figure.RUN_RATE).numbers == (
        "750 hours a week × 52 weeks × £4.50 = £175,500 a year"
    )
    assert said(Figure.BREAK_EVEN).numbers == (
        "Cumulative at the end of Y2 Q3: −\u2060£25,075; Y2 Q4: £3,800."
    )


def test_year_totals_on_both_bases() -> None:
    by_date = [of_year(Figure.FINANCIAL_YEAR, PLAN, quarter) for quarter in (1, 2, 6)]
    assert [year.result for year in by_date if year] == [
        "£0 avoided, £25,000 spent",
        "£52,650 avoided, £90,000 spent",
        "£111,150 avoided, £45,000 spent",
    ]
    published = [of_year(Figure.PROGRAMME_YEAR, PLAN, quarter) for quarter in (1, 5)]
    assert [year.result for year in published if year] == [
        "£30,713 avoided, £100,000 spent",
        "£133,088 avoided, £60,000 spent",
    ]
    assert published[0] is not None
    assert "counted as 2021/22" in published[0].formula


@pytest.mark.parametrize("quarter", range(1, 9))
def test_every_product_and_sum_that_is_written_out_is_right(quarter: int) -> None:
    flow = a_board({2: ("64.25", "20000.01", None)}, today=date(2021, 7, 5)).outturn
    for figure in (Figure.HOURS, Figure.COST_AVOIDED, Figure.NET, Figure.CUMULATIVE):
        left, right = numbers_of(figure, quarter, flow).split(" = ")
        assert evaluated(left) == evaluated(right.split(", shown")[0]), (figure, left, right)


def test_every_figure_is_explained_for_a_known_and_an_unknown_programme() -> None:
    for flow in (PLAN, a_board(hours=(None, None), spent=(None, None)).plan):
        for figure in Figure:
            span = ABOUT[figure].span
            if span is Span.QUARTER:
                working = of_quarter(figure, flow, 2)
            elif span is Span.YEAR:
                working = of_year(figure, flow, 2)
            else:
                working = of_whole(figure, flow)
            assert working is not None
            assert working.formula
            assert (working.result is not None) == (flow is PLAN)


def test_a_year_at_the_last_rate_keeps_its_pence() -> None:
    working = of_whole(Figure.RUN_RATE, a_board(hours=("313.73",), spent=("1",)).plan)
    assert working is not None
    assert working.numbers == (
        "313.73 hours a week × 52 weeks × £4.50 = £73,412.82 a year, shown as £73,413"
    )


def test_a_little_below_zero_does_not_read_as_zero() -> None:
    # 13 weeks of 10 hours at £4.50 are £585.
    working = of_whole(Figure.BREAK_EVEN, a_board(hours=("10", "10"), spent=("585.40", "1")).plan)
    assert working is not None
    assert working.numbers == "Cumulative at the end of Y1 Q1: −\u2060£0.40; Y1 Q2: £583.60."


def test_no_formula_is_printed_that_does_not_give_the_figure() -> None:
    """The start has moved, and the stored figure is still that of the old weeks and rates."""
    cell = PLAN.at(2)
    assert cell is not None
    moved = replace(cell, row=replace(cell.row, rate_parts=((9, Decimal("4.50")),)))
    working = of_quarter(Figure.COST_AVOIDED, Flow((moved,)), 2)
    assert working is not None
    assert (working.result, working.numbers) == ("£5,850", None)
    assert "being worked out again" in working.why_unknown
