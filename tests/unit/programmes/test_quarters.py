"""Quarters, their weeks and their labels."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.quarters import (
    Quarter,
    WeeksRule,
    due_quarter,
    monday_of,
    quarter_of_day,
    quarter_of_week,
    quarters,
)

ANY_START = st.dates(date(1900, 1, 1), date(2900, 12, 31))
A_DAY = timedelta(days=1)


def first(start: date, fy_start_month: int = 4) -> Quarter:
    return quarters(start, 1, fy_start_month)[0]


def test_labels_of_a_programme_from_january() -> None:
    in_time = quarters(date(2021, 1, 1), 8)
    assert [quarter.full_label for quarter in in_time] == [
        "Y1 Q1 · Jan–Mar 2021",
        "Y1 Q2 · Apr–Jun 2021",
        "Y1 Q3 · Jul–Sep 2021",
        "Y1 Q4 · Oct–Dec 2021",
        "Y2 Q1 · Jan–Mar 2022",
        "Y2 Q2 · Apr–Jun 2022",
        "Y2 Q3 · Jul–Sep 2022",
        "Y2 Q4 · Oct–Dec 2022",
    ]
    assert [quarter.financial_quarter for quarter in in_time[:3]] == [
        "2020/21 Q4",
        "2021/22 Q1",
        "2021/22 Q2",
    ]
    assert [(quarter.year, quarter.quarter_of_year) for quarter in in_time[3:5]] == [(1, 4), (2, 1)]
    assert not any(quarter.straddles_financial_years for quarter in in_time)


def test_a_quarter_over_new_year_shows_both_years() -> None:
    assert first(date(2021, 12, 1)).period == "Dec 2021–Feb 2022"


def test_a_quarter_from_mid_month_shows_its_days() -> None:
    assert first(date(2021, 1, 15)).period == "15 Jan–14 Apr 2021"
    assert first(date(2021, 11, 15)).period == "15 Nov 2021–14 Feb 2022"


@pytest.mark.parametrize(
    ("start", "fy_start_month", "year", "financial_quarter", "straddles"),
    [
        (date(2021, 3, 31), 4, "2020/21", "2020/21 Q4", True),
        (date(2021, 4, 1), 4, "2021/22", "2021/22 Q1", False),
        (date(2021, 3, 1), 4, "2020/21", "2020/21 Q4", True),
        (date(1999, 5, 1), 4, "1999/00", "1999/00 Q1", False),
        (date(2021, 12, 1), 1, "2021", "2021 Q4", True),
        (date(2021, 8, 1), 8, "2021/22", "2021/22 Q1", False),
        (date(2021, 7, 1), 8, "2020/21", "2020/21 Q4", True),
    ],
)
def test_financial_year_is_that_of_the_first_day(
    start: date, fy_start_month: int, year: str, financial_quarter: str, straddles: bool
) -> None:
    quarter = first(start, fy_start_month)
    assert quarter.financial_year == year
    assert quarter.financial_quarter == financial_quarter
    assert quarter.straddles_financial_years is straddles


def test_month_ends_are_taken_from_the_original_day() -> None:
    assert [quarter.start for quarter in quarters(date(2020, 11, 30), 6)] == [
        date(2020, 11, 30),
        date(2021, 2, 28),
        date(2021, 5, 30),
        date(2021, 8, 30),
        date(2021, 11, 30),
        date(2022, 2, 28),
    ]
    assert [quarter.end for quarter in quarters(date(2021, 1, 31), 3)] == [
        date(2021, 4, 29),
        date(2021, 7, 30),
        date(2021, 10, 30),
    ]
    assert quarters(date(2023, 11, 29), 2)[1].start == date(2024, 2, 29)


@given(ANY_START, st.integers(1, 80))
def test_no_gap_and_no_overlap(start: date, count: int) -> None:
    in_time = quarters(start, count)
    assert in_time[0].start == start
    assert [quarter.number for quarter in in_time] == list(range(1, count + 1))
    for before, after in pairwise(in_time):
        assert after.start == before.end + A_DAY


@given(ANY_START, st.integers(1, 40))
def test_every_week_belongs_to_exactly_one_quarter(start: date, count: int) -> None:
    in_time = quarters(start, count)
    weeks = [monday for quarter in in_time for monday in quarter.weeks]
    assert all(monday.weekday() == 0 for monday in weeks)
    assert weeks == [weeks[0] + timedelta(weeks=place) for place in range(len(weeks))]
    # None is missing at either end: the weeks next to them have their Thursday outside.
    assert weeks[0] + timedelta(days=3 - 7) < in_time[0].start <= weeks[0] + timedelta(days=3)
    assert weeks[-1] + timedelta(days=3) <= in_time[-1].end < weeks[-1] + timedelta(days=3 + 7)
    for quarter in in_time:
        assert len(quarter.weeks) in (12, 13, 14)
        assert all(quarter_of_week(in_time, monday) == quarter for monday in quarter.weeks)
    assert quarter_of_week(in_time, weeks[0] - timedelta(weeks=1)) is None
    assert quarter_of_week(in_time, weeks[-1] + timedelta(weeks=1)) is None


def test_weeks_by_rule() -> None:
    twelve, _, fourteen = quarters(date(2021, 1, 1), 3)
    assert (twelve.weeks_under(WeeksRule.CALENDAR), fourteen.weeks_under(WeeksRule.CALENDAR)) == (
        12,
        14,
    )
    assert twelve.weeks_under(WeeksRule.BUSINESS_CASE) == 13
    assert fourteen.weeks_under(WeeksRule("business_case")) == 13
    with pytest.raises(ValueError, match="fortnights"):
        twelve.weeks_under("fortnights")  # type: ignore[arg-type]


def test_the_week_over_a_quarters_end_goes_with_its_thursday() -> None:
    in_time = quarters(date(2021, 1, 1), 2)
    # Thursday is 1 April, the first day of the second quarter.
    assert quarter_of_week(in_time, date(2021, 3, 29)) == in_time[1]
    # Friday to Sunday of this week are in the programme; its Thursday is not.
    assert quarter_of_week(in_time, date(2020, 12, 28)) is None
    with pytest.raises(ValueError, match="2021-03-30 is not one"):
        quarter_of_week(in_time, date(2021, 3, 30))


@given(ANY_START)
def test_monday_of(day: date) -> None:
    monday = monday_of(day)
    assert monday.weekday() == 0
    assert monday <= day < monday + timedelta(days=7)


def test_quarter_of_day_includes_both_ends() -> None:
    in_time = quarters(date(2021, 1, 1), 2)
    assert quarter_of_day(in_time, date(2020, 12, 31)) is None
    assert quarter_of_day(in_time, date(2021, 1, 1)) == in_time[0]
    assert quarter_of_day(in_time, date(2021, 3, 31)) == in_time[0]
    assert quarter_of_day(in_time, date(2021, 4, 1)) == in_time[1]
    assert quarter_of_day(in_time, date(2021, 7, 1)) is None


def test_a_return_is_due_from_the_day_after_the_quarter() -> None:
    in_time = quarters(date(2021, 1, 1), 2)
    assert due_quarter(in_time, date(2021, 3, 31)) is None
    assert due_quarter(in_time, date(2021, 4, 1)) == in_time[0]
    assert due_quarter(in_time, date(2021, 6, 30)) == in_time[0]
    assert due_quarter(in_time, date(2030, 1, 1)) == in_time[1]
    assert due_quarter((), date(2021, 4, 1)) is None


@pytest.mark.parametrize("count", [0, -1, 81])
def test_too_few_or_too_many_quarters(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 80 quarters"):
        quarters(date(2021, 1, 1), count)


@pytest.mark.parametrize("month", [0, 13])
def test_a_financial_year_starts_in_a_month(month: int) -> None:
    with pytest.raises(ValueError, match="month 1 to 12"):
        quarters(date(2021, 1, 1), 1, month)


def test_the_end_of_the_calendar() -> None:
    with pytest.raises(ValueError, match="beyond the year 9999"):
        quarters(date(9999, 6, 1), 3)
