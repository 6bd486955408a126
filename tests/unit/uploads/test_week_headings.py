"""Columns of weeks: which week each is, and where a person is asked."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from uploads.cells import Value
from uploads.periods import period_of
from uploads.week_headings import WeekColumn, week_columns
from uploads.week_words import comes_again

FIRST = date(2023, 4, 3)


def weeks_of(*headings: Value, round_it: str = "", first: date | None = None) -> list[WeekColumn]:
    """Return the columns of weeks under headings of one line; `first` answers for the first."""
    labels = {column: (heading,) for column, heading in enumerate(headings)}
    answered = {0: first} if first else {}
    return list(week_columns(labels, [round_it], answered).values())


def mondays(found: list[WeekColumn]) -> list[date | None]:
    return [one.week for one in found]


def asked(found: list[WeekColumn]) -> list[int]:
    return [one.column for one in found if not one.certain]


def run(count: int, first: date = FIRST) -> list[date]:
    return [first + timedelta(weeks=number) for number in range(count)]


@pytest.mark.parametrize(
    "headings",
    [
        (FIRST, date(2023, 4, 10), date(2023, 4, 17)),
        ("w/c 3 Apr 2023", "w/c 10 Apr 2023", "w/c 17 Apr 2023"),
        ("W/C 03/04/23", "W/C 10/04/23", "W/C 17/04/23"),
        ("Week commencing 3rd April 2023", "Week of 10 April 2023", "Week beginning 17.4.2023"),
        ("w/e 9 Apr 2023", "Week ending 16/04/2023", "w/e Fri 21 Apr 2023"),
        ("3-9 Apr 2023", "10-16 Apr 2023", "17 to 23 Apr 2023"),
        ("3 Apr - 9 Apr 2023", "10 Apr - 16 Apr 2023", "17/04/2023 - 23/04/2023"),
        ("Week 1 (3 Apr 2023)", "Week 2 (10 Apr 2023)", "Week 3 (17 Apr 2023)"),
        ("2023-04-03", "2023-04-10", "2023-04-17"),
        ("w/c Sun 2 April 2023", "w/c Sun 9 April 2023", "w/c Sun 16 April 2023"),
        ("Hours 3 Apr 2023", "Hours 10 Apr 2023", "Hours 17 Apr 2023"),
    ],
)
def test_whole_dates_need_no_question(headings: tuple[Value, ...]) -> None:
    found = weeks_of(*headings)
    assert mondays(found) == run(3)
    assert asked(found) == []


@pytest.mark.parametrize(
    ("headings", "round_it"),
    [
        (("03/04", "10/04", "17/04"), "Hours April to June 2023"),
        (("3 Apr", "10 Apr", "17 Apr"), "2023/24"),
        (("w/c 3rd April", "w/c 10th April", "w/c 17th April"), "Hours 2023"),
        (("w/e 9/4", "w/e 16/4", "w/e 23/4"), "Q1 2023/24"),
        (("w/c 3rd", "w/c 10th", "w/c 17th"), "Apr 23"),
        (("3-9 April", "10-16 April", "17-23 April"), "Quarter 1 2023-24"),
        (("w/c 3 Apr", "w/c 10 Apr", date(2023, 4, 17)), ""),
    ],
)
def test_the_year_comes_from_the_words_round_the_table(
    headings: tuple[Value, ...], round_it: str
) -> None:
    found = weeks_of(*headings, round_it=round_it)
    assert mondays(found) == run(3)
    assert asked(found) == []


def test_weeks_run_on_over_the_end_of_a_year_and_of_a_month() -> None:
    found = weeks_of("18/12", "25/12", "01/01", "08/01", round_it="Oct 2023 to Jan 2024")
    assert mondays(found) == run(4, date(2023, 12, 18))
    found = weeks_of("w/c 22nd", "w/c 29th", "w/c 5th", round_it="May 2023")
    assert mondays(found) == run(3, date(2023, 5, 22))


def test_without_any_year_the_first_is_asked_about_and_settles_the_others() -> None:
    found = weeks_of("03/04", "10/04", "17/04")
    assert mondays(found) == [None, None, None]
    assert asked(found) == [0]
    found = weeks_of("03/04", "10/04", "17/04", first=FIRST)
    assert mondays(found) == run(3)
    assert asked(found) == []


@pytest.mark.parametrize(
    ("round_it", "first"),
    [
        ("Quarter 1 2023/24", FIRST),
        ("Apr-Jun 2023", FIRST),
        ("2023/24", FIRST),
        ("2023", date(2023, 1, 2)),
        ("Jul - Sep 2023", date(2023, 7, 3)),
    ],
)
def test_numbered_weeks_are_counted_from_what_stands_with_the_table_and_asked_about(
    round_it: str, first: date
) -> None:
    found = weeks_of("Wk1", "Week 2", "WEEK NO. 3", "W4", round_it=round_it)
    assert mondays(found) == run(4, first)
    assert asked(found) == [0]


def test_numbered_weeks_need_no_question_where_the_first_is_given() -> None:
    found = weeks_of("Wk1", "Wk2", round_it="Week 1 starts 3 April 2023")
    assert mondays(found) == run(2)
    assert asked(found) == []
    found = weeks_of("Wk14", "Wk15", "Wk17", first=FIRST)
    assert mondays(found) == [FIRST, date(2023, 4, 10), date(2023, 4, 24)]


def test_weeks_of_a_year_are_those_of_the_calendar() -> None:
    found = weeks_of("Week 14 2023", "Week 15 2023")
    assert mondays(found) == run(2)
    assert asked(found) == [0]
    assert mondays(weeks_of("2023-W14", "2023-W15")) == run(2)


def test_days_that_are_no_mondays_are_asked_about_unless_words_say_which_end_they_are() -> None:
    sundays = (date(2023, 4, 9), date(2023, 4, 16), date(2023, 4, 23))
    found = weeks_of(*sundays)
    assert mondays(found) == run(3)
    assert asked(found) == [0]
    found = weeks_of(*sundays, round_it="Hours by week ending")
    assert mondays(found) == run(3)
    assert asked(found) == []
    found = weeks_of(*sundays, round_it="Hours by week commencing (Sunday)")
    assert mondays(found) == run(3, date(2023, 4, 10))
    assert asked(found) == []
    assert asked(weeks_of("09/04", "16/04", round_it="2023/24")) == [0]


@pytest.mark.parametrize(
    ("headings", "round_it"),
    [
        ((date(2023, 4, 9), date(2023, 4, 16), date(2023, 4, 23)), ""),
        (("09/04", "16/04", "23/04"), "2023/24"),
    ],
)
def test_one_answer_says_of_all_days_alike_which_end_of_their_week_they_are(
    headings: tuple[Value, ...], round_it: str
) -> None:
    begins = weeks_of(*headings, round_it=round_it, first=date(2023, 4, 10))
    assert mondays(begins) == run(3, date(2023, 4, 10))
    assert asked(begins) == []
    ends = weeks_of(*headings, round_it=round_it, first=FIRST)
    assert mondays(ends) == run(3)
    labels: dict[int, tuple[Value, ...]] = {place: (one,) for place, one in enumerate(headings)}
    apart = {0: date(2023, 4, 10), 2: date(2023, 4, 17)}
    found = week_columns(labels, [round_it], apart)
    assert found[2].week == date(2023, 4, 17), "what was said of a column is said of it"


def test_an_answer_about_a_monday_moves_no_other_week() -> None:
    found = weeks_of(FIRST, date(2023, 4, 10), first=date(2023, 3, 27))
    assert mondays(found) == [date(2023, 3, 27), date(2023, 4, 10)]


def test_a_single_whole_date_is_a_week_however_it_is_kept() -> None:
    assert mondays(weeks_of("Name", "3 Apr 2023")) == [FIRST]
    assert mondays(weeks_of("Name", FIRST)) == [FIRST]
    assert weeks_of("Name", "3 Apr") == []


def test_days_that_lost_their_form_are_known_by_their_numbers() -> None:
    found = weeks_of(Decimal(45019), Decimal(45026), Decimal(45033))
    assert mondays(found) == run(3)
    assert weeks_of(Decimal(12), Decimal(19), Decimal(26)) == []


def test_numbered_weeks_of_nobody_knows_when_are_asked_about() -> None:
    found = weeks_of("Wk1", "Wk2", "Wk3", round_it="Hours, as told by Jo")
    assert mondays(found) == [None, None, None]
    assert asked(found) == [0]


def test_headings_written_month_first_are_understood_and_asked_about() -> None:
    found = weeks_of("4/3/2023", "4/10/2023", "4/17/2023", "4/24/2023")
    assert mondays(found) == run(4)
    assert asked(found) == [0]


@pytest.mark.parametrize(
    "headings",
    [
        (date(2023, 4, 1), date(2023, 5, 1), date(2023, 6, 1)),
        ("Apr 23", "May 23", "Jun 23"),
        ("April", "May", "June"),
    ],
)
def test_months_are_no_weeks(headings: tuple[Value, ...]) -> None:
    found = weeks_of(*headings)
    assert mondays(found) == [None, None, None]
    assert all(one.is_month for one in found)


@pytest.mark.parametrize(
    "headings",
    [
        ("Name", "Week", "Hours"),
        ("Weekend hours", "Hours per week", "Week ending"),
        ("12/5", "Score", "Total"),
        ("Phase 1", "Phase 2", "Phase 3"),
        ("2023", "2024", "2025"),
        (None, None, None),
    ],
)
def test_other_headings_are_no_weeks(headings: tuple[Value, ...]) -> None:
    assert weeks_of(*headings) == []


def test_two_lines_of_headings_are_read_together() -> None:
    labels: dict[int, tuple[Value, ...]] = {
        0: ("Name",),
        1: ("Week", "1"),
        2: ("Week", "2"),
        3: ("Hours", date(2023, 4, 17)),
    }
    found = week_columns(labels, ["Apr-Jun 2023"])
    assert {column: one.week for column, one in found.items()} == {
        1: FIRST,
        2: date(2023, 4, 10),
        3: date(2023, 4, 17),
    }


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Hours Q1 2023/24", date(2023, 4, 1), date(2023, 6, 30)),
        ("2023-24 quarter 4", date(2024, 1, 1), date(2024, 3, 31)),
        ("Apr-Jun 2023", date(2023, 4, 1), date(2023, 6, 30)),
        ("Dec – Feb 2024", date(2023, 12, 1), date(2024, 2, 29)),
        ("Sept ’23", date(2023, 9, 1), date(2023, 9, 30)),
        ("Financial year 2023/24", date(2023, 4, 1), date(2024, 3, 31)),
        ("Tracker 23-24", date(2023, 4, 1), date(2024, 3, 31)),
        ("Q3 23/24", date(2023, 10, 1), date(2023, 12, 31)),
        ("Tracker 2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("from 3 April 2023 to 2 July 2023", FIRST, date(2024, 3, 31)),
        ("Week 1 = 03/04/2023", FIRST, date(2024, 3, 31)),
    ],
)
def test_the_words_round_a_table_give_the_time_it_covers(
    words: str, start: date, end: date
) -> None:
    period = period_of(["Micro-enterprises", words])
    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("words", ["Hours", "Version 2", "2023/27", "Q2 2023", "03/04", "", "May"])
def test_words_that_give_no_time_give_none(words: str) -> None:
    assert period_of([words]) is None


@pytest.mark.parametrize(
    ("heading", "monday", "again"),
    [
        ("04/04", date(2022, 4, 4), date(2023, 4, 4)),
        # The week before, or after, the day that heads it.
        ("w/e 3 Apr", date(2022, 3, 28), date(2023, 4, 3)),
        ("3 Apr", date(2022, 4, 4), date(2023, 4, 3)),
        ("29 Feb", date(2024, 2, 26), None),
        ("31 Dec", date(2023, 1, 2), date(2023, 12, 31)),
        ("4th", date(2022, 4, 4), None),
        ("Week 14", date(2022, 4, 4), None),
        ("04/04/2022", date(2022, 4, 4), None),
        ("Hours", date(2022, 4, 4), None),
    ],
)
def test_a_day_and_its_month_come_round_again_where_no_year_is_named(
    heading: str, monday: date, again: date | None
) -> None:
    assert comes_again(heading, monday) == again
