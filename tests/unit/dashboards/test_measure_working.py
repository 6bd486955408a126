"""How a measure's value to date is explained: exact parts, blanks not counted, few answers kept."""

from dataclasses import replace
from datetime import date

from dashboards.board import MeasureFacts, ReadingFacts
from dashboards.standing import standing
from dashboards.trace_measure import working
from tests.unit.dashboards.making import a_board, a_measure, a_share

BOARD = a_board(today=date(2021, 10, 5))


def said(measure: MeasureFacts) -> str:
    return working(standing(measure, BOARD))


def test_the_parts_of_a_sum_give_the_sum() -> None:
    assert said(a_measure((2, "12"), (1, "30"))) == "The quarters added up: 30 + 12 = 42"
    # Rounded to pounds each, these would read £101 + £101 = £201.
    spent = replace(a_measure((1, "100.50"), (2, "100.50")), unit="pounds")
    assert said(spent) == "The quarters added up: £100.50 + £100.50 = £201"
    jobs = replace(a_measure((1, "0.25"), (2, "0.25")), unit="wte")
    assert said(jobs) == "The quarters added up: 0.25 + 0.25 = 0.5"


def test_a_blank_quarter_is_not_among_those_put_together() -> None:
    share = a_share((1, "20", "30"), (3, "45", "60"))
    blank = ReadingFacts(2, None, None, None)
    share = replace(share, readings=(*share.readings, blank))
    assert said(share) == (
        "How many out of how many, 2 quarters put together: 72.2%. Percentages are never averaged."
    )
    assert said(a_measure((1, "5"), (2, None))) == "The quarters added up: 5 = 5"


def test_the_latest_figure_is_the_last_that_is_not_blank() -> None:
    latest = replace(a_measure((1, "5"), (2, None)), aggregation="latest")
    assert said(latest) == "The latest figure stands: 5 in Y1 Q1 · Jan–Mar 2021"


def test_nothing_and_too_few_are_told_apart() -> None:
    assert said(a_measure((1, None))) == "No approved return has a figure for it yet."
    assert said(a_share((1, "3", "4"))).startswith("Fewer than 5 answers")
