"""From the rows behind a quarter's hours to the figures: the arithmetic as it is read."""

from dashboards.hours_working import steps_of
from enterprises.rollup_rows import Given


def said(total: Given, weeks: int = 13) -> dict[str, str]:
    return {step.name: step.words for step in steps_of(total, weeks)}


def test_the_sum_over_the_weeks_is_the_figure() -> None:
    assert said(Given(9, 6000, 1300, 0)) == {
        "Hours a week": "60 hours ÷ 13 weeks of the quarter = 4.62 hours a week, rounded to two "
        "decimals.",
        "Eligible hours a week": "13 hours ÷ 13 weeks of the quarter = 1 hour a week.",
    }


def test_hours_of_which_it_is_not_known_are_left_out_and_said() -> None:
    assert said(Given(2, 2600, 1300, 100))["Eligible hours a week"] == (
        "13 hours ÷ 13 weeks of the quarter = 1 hour a week. Left out: 1 hour not known "
        "to be eligible or not."
    )


def test_where_of_no_hour_it_is_known_there_is_no_figure() -> None:
    words = said(Given(2, 2600, 0, 2600))["Eligible hours a week"]
    assert words == "No figure: of no hour is it known whether it is eligible."


def test_nought_hours_are_a_figure_and_nothing_recorded_is_none() -> None:
    hours = said(Given(1, 0, 0, 0), 14)["Hours a week"]
    assert hours == "0 hours ÷ 14 weeks of the quarter = 0 hours a week."
    assert said(Given(0, 0, 0, 0)) == {}
