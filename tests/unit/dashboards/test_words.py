"""The headline, in every state a programme can be in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from dashboards import words
from dashboards.board import Board
from tests.unit.dashboards.making import SPENT, a_board, the_register

AFTER_Q3 = date(2021, 10, 5)


def said(board: Board) -> str:
    return words.headline(board).text


def test_the_published_plan_is_recovered_by_the_eighth_quarter() -> None:
    assert said(a_board()) == (
        "On plan, the money is recovered by Y2 Q4 (December 2022), 1 year 11 months after the "
        "start. No return has been approved yet, so the forecast is the plan. "
        "The first quarter ends on 31 March 2021."
    )


def test_actual_figures_and_the_plan_from_there() -> None:
    board = a_board({1: ("0", "25000", None), 2: ("20", "25000", None)}, today=AFTER_Q3)
    # 80 hours a week fewer for 13 weeks at £4.50 are £4,680 less than the plan has.
    assert words.headline(board).sentences[1] == (
        "On actual figures to Y1 Q2 and plan from there, the money is not recovered within "
        "8 quarters: £880 is still out at the end of Y2 Q4 (£73,968 at its deepest)."
    )


def test_a_missing_return_before_an_actual_one_is_named() -> None:
    board = a_board({1: ("0", "25000", None), 3: ("50", "25000", None)}, today=AFTER_Q3)
    assert "On actual figures to Y1 Q3 (the plan fills gaps in Y1 Q2) and plan" in said(board)


def test_all_quarters_reported() -> None:
    board = a_board(dict.fromkeys(range(1, 9), ("1000", "10000", None)), today=date(2023, 1, 9))
    assert words.headline(board).sentences[1] == (
        "On actual figures to Y2 Q4, the cumulative cash flow never falls below zero, "
        "so there is nothing to recover."
    )


def test_quarters_have_ended_without_any_return() -> None:
    board = a_board(today=AFTER_Q3)
    assert "3 quarters have ended without an approved return" in said(board)
    unplanned = a_board(
        hours=("0", None, "100", "250"), spent=("1", None, "1", "1"), today=AFTER_Q3
    )
    assert "3 quarters have ended without an approved return" in said(unplanned)


def test_a_break_even_that_does_not_last() -> None:
    board = a_board(hours=("0", "1000", "0", "0"), spent=("20000", "20000", "30000", "30000"))
    assert (
        "the money is recovered by Y1 Q2 (June 2021), 4 months after the start, but this does "
        "not last: the cumulative falls below zero again in Y1 Q3 (September 2021)."
    ) in said(board)


def test_a_break_even_with_unknown_quarters_after_it() -> None:
    board = a_board(hours=("0", "1000", None, "0"), spent=("20000", "20000", "0", "0"))
    assert (
        "whether this lasts cannot be said, because the hours a week of "
        "Y1 Q3 · Jul–Sep 2021 are not known."
    ) in said(board)


def test_the_first_unknown_quarter_is_named_with_what_it_lacks() -> None:
    hours = ("0", "100", None, None, "375", "500", "650", "750")
    spent = ("25000", "25000", None, "25000", *SPENT[4:])
    assert (
        "On plan, it cannot be said whether the money is recovered: the hours a week and "
        "expenditure of Y1 Q3 · Jul–Sep 2021 are not known."
    ) in said(a_board(hours=hours, spent=spent))


def test_hours_without_a_rate_are_said_to_lack_the_rate() -> None:
    board = a_board(hours=("10", "10"), spent=("5", "5"), rates=((date(2021, 4, 5), "4.50"),))
    assert "the rate for an hour of Y1 Q1 · Jan–Mar 2021 is not known" in said(board)


def test_no_assumptions_and_a_first_run_that_is_on_its_way() -> None:
    empty = replace(a_board(), run=None, flows={}, has_assumptions=False)
    assert words.headline(empty).is_empty
    assert "still to be given" in said(empty)
    assert "for the first time" in said(replace(empty, has_assumptions=True))


def test_the_chart_title_gives_the_answer_of_the_same_figures() -> None:
    assert words.chart_title(a_board()) == (
        "Cumulative cost is £69,288 at its deepest, recovered by Y2 Q4 (December 2022) on plan"
    )
    board = a_board({1: ("0", "30000", None)}, today=AFTER_Q3)
    assert words.chart_title(board) == (
        "Cumulative cost is £74,288 at its deepest; £1,200 is not recovered within 8 quarters "
        "with what is known so far"
    )


def test_the_eligible_basis_is_compared_over_the_quarters_that_are_known() -> None:
    assert words.eligible_words(a_board()).startswith("Not known.")
    board = a_board({1: ("10", "25000", None), 2: ("100", "25000", "28")}, today=AFTER_Q3)
    assert words.eligible_words(board) == (
        "In the 1 quarter for which this is known, £1,638 of cost would be counted as avoided, "
        "instead of £5,850."
    )
    unsure = replace(board, hours={2: the_register()})
    assert "at least £1,638" in words.eligible_words(unsure)
    assert "does not say who pays" in words.eligible_words(unsure)
    elsewhere = replace(board, hours={1: the_register(), 2: the_register(unknown=Decimal(0))})
    assert "at least" not in words.eligible_words(elsewhere)


def test_approved_returns_that_leave_all_blank_are_not_called_missing() -> None:
    board = a_board({1: (None, None, None)}, today=date(2021, 4, 2))
    assert said(board).endswith(
        "The approved returns give neither hours nor expenditure, so the plan stands in."
    )


def test_never_below_zero_has_nothing_to_recover() -> None:
    board = a_board(hours=("900",), spent=("100",))
    assert words.headline(board).sentences[0] == (
        "On plan, the cumulative cash flow never falls below zero, so there is nothing to recover."
    )
    assert words.chart_title(board) == "The cumulative cash flow never falls below zero on plan"


def test_one_quarter_only_is_one() -> None:
    board = a_board(hours=("0",), spent=("100",))
    assert words.headline(board).sentences[0] == (
        "On plan, the money is not recovered within 1 quarter: "
        "£100 is still out at the end of Y1 Q1 (£100 at its deepest)."
    )


def test_exactly_zero_is_recovered() -> None:
    # 13 weeks of 10 hours at £4.50 are £585.
    board = a_board(hours=("0", "10"), spent=("585", "0"))
    assert "is recovered by Y1 Q2 (June 2021), 6 months after the start." in said(board)
