"""Days and weeks in cells."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from tests.unit.uploads.reading import outcome
from uploads.cells import CellError, Value
from uploads.parsing import (
    american_days,
    day,
    sundays_only,
    week,
    week_beginning,
    week_ending,
    weeks_at_all,
)

APRIL = date(2023, 4, 3)


@pytest.mark.parametrize(
    "cell",
    [
        APRIL,
        datetime.fromisoformat("2023-04-03T14:30"),
        datetime(2023, 4, 2, 23, 30, tzinfo=UTC),
        "3/4/2023",
        "03/04/2023",
        "3/4/23",
        "03.04.2023",
        "3-4-23",
        "3 / 4 / 2023",
        "03/04/2023 09:12:44",
        "03/04/2023, 9.12 am",
        "3 April 2023",
        "3rd April 2023",
        "3 Apr 23",
        "3-Apr-23",
        "03-APR-2023",
        "3 Apr. ’23",
        "Mon 3 April 2023",
        "Monday, 3rd of April 2023",
        "April 3, 2023",
        "Apr 3rd 2023",
        "2023-04-03",
        "2023/04/03",
        "2023-04-03T09:12:44",
        "2023-04-03 09:12:44.123",
        "2023/04/03 9:12:44 am GMT+1",
        "2023-04-02T23:30:00Z",
        "2023-04-03T09:12:44+01:00",
        "20230403",
        "  3\u00a0April\u200b 2023 ",
    ],
)
def test_a_day_is_read_as_people_and_machines_write_it(cell: Value) -> None:
    assert outcome(day, cell) == APRIL


def test_the_number_by_which_excel_keeps_a_day_is_read_and_said() -> None:
    assert outcome(day, Decimal("45019")) == ("notes", APRIL, "day.serial")
    assert outcome(day, Decimal("45019.604")) == ("notes", APRIL, "day.serial")
    assert outcome(day, "45019") == ("notes", APRIL, "day.serial")
    assert outcome(day, Decimal("20230403")) == ("notes", APRIL, "day.serial")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/04/2023", "day.impossible"),
        ("29/02/2023", "day.impossible"),
        ("0/4/2023", "day.impossible"),
        ("2023-02-30", "day.impossible"),
        (Decimal("20230431"), "day.impossible"),
        ("4/25/2023", "day.american"),
        ("Mar-25", "day.month_only"),
        ("March 2025", "day.month_only"),
        ("03/2025", "day.month_only"),
        ("early April 2023", "day.month_only"),
        ("Q1 2023/24", "day.month_only"),
        ("2023/24", "day.month_only"),
        (Decimal("2023"), "day.month_only"),
        ("2023", "day.month_only"),
        ("3/4", "day.no_year"),
        ("3rd April", "day.no_year"),
        ("29/02/1900", "day.impossible"),
        (Decimal("60"), "day.number"),
        ("99999", "day.number"),
        (date(1900, 2, 28), "day.range"),
        ("3/4/1999", "day.range"),
        (date(2101, 1, 1), "day.range"),
        ("3 April 1823", "day.range"),
        (Decimal("-45019"), "day.number"),
        (Decimal("1E+300"), "day.number"),
        (Decimal("NaN"), "cell.number"),
        (time(7, 30), "day.time"),
        (timedelta(hours=30), "day.time"),
        (True, "day.unreadable"),
        ("soon", "day.unreadable"),
        ("3 Aprl 2023", "day.unreadable"),
        ("٣/٤/٢٠٢٣", "day.digits"),
        (CellError("#VALUE!"), "cell.error"),
    ],
)
def test_what_is_no_day_is_refused_for_what_is_wrong_with_it(cell: Value, code: str) -> None:
    assert outcome(day, cell) == code


def test_a_leap_day_is_a_day_and_words_for_nothing_are_none() -> None:
    assert outcome(day, "29/02/2024") == date(2024, 2, 29)
    assert outcome(day, "tbc") is None


def test_a_weekday_that_does_not_fit_is_asked_about() -> None:
    assert outcome(day, "Tue 3 April 2023") == ("asks", APRIL, "day.weekday")


@pytest.mark.parametrize("offset", range(7))
def test_any_day_of_a_week_is_its_monday(offset: int) -> None:
    assert outcome(week, APRIL + timedelta(days=offset)) == APRIL


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("9/4/2023", APRIL),  # Sunday
        ("8/4/2023", APRIL),  # Saturday
        ("7/4/2023", APRIL),  # Friday
        ("6/4/2023", ("asks", APRIL, "week.ends")),
        ("5/4/2023", ("asks", APRIL - timedelta(days=7), "week.ends")),
        ("10/4/2023", ("asks", APRIL, "week.ends")),  # ends on a Monday: mostly the week before
        ("Apr-23", "day.month_only"),
        ("tbc", None),
    ],
)
def test_a_week_that_ends_on_a_day_is_the_week_that_holds_it(last: str, expected: object) -> None:
    assert outcome(week_ending, last) == expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("3/4/2023", APRIL),
        ("2/4/2023", ("notes", APRIL, "week.begins")),  # Sunday to Saturday
        ("1/4/2023", ("notes", APRIL, "week.begins")),
        ("4/4/2023", ("notes", APRIL, "week.begins")),
        ("7/4/2023", ("notes", APRIL + timedelta(days=7), "week.begins")),
        ("tbc", None),
    ],
)
def test_a_week_that_begins_on_a_day_is_the_week_that_holds_most_of_it(
    first: str, expected: object
) -> None:
    assert outcome(week_beginning, first) == expected


def test_a_week_passes_on_what_is_to_be_said_of_its_day() -> None:
    assert outcome(week, Decimal("45021")) == ("notes", APRIL, "day.serial")
    assert outcome(week_ending, "Sat 9 April 2023") == ("asks", APRIL, "day.weekday")


# A British spreadsheet that opens an American file turns 4/3/2023 into 4 March, and leaves
# 4/25/2023 as text.
AMERICAN: tuple[Value, ...] = ("4/25/2023", "4/3/2023", "5/5/2023", date(2023, 4, 3))


def test_a_column_that_looks_american_is_asked_about_where_it_may_be_two_days() -> None:
    suspicion = american_days([*AMERICAN, date(2023, 4, 30), "1 May 2023", None, "tbc"])
    assert suspicion is not None
    assert suspicion.cells == {"4/3/2023", date(2023, 4, 3)}
    assert suspicion.code == "day.american_column"


@pytest.mark.parametrize(
    "cells",
    [
        ["3/4/2023", "5/6/2023", "1/2/2023"],  # nothing says that they are American
        ["25/4/2023", "3/4/2023"],
        [date(2023, 4, 3), date(2023, 4, 25)],
        ["4/25/2023", date(2023, 5, 5)],  # nothing else that could be another day
        [],
    ],
)
def test_a_british_column_is_left_alone(cells: list[Value]) -> None:
    assert american_days(cells) is None


def test_weeks_that_are_all_given_by_a_sunday_are_asked_about() -> None:
    sundays: list[Value] = [date(2023, 4, 9), "16/04/2023", "n/a", "Sun 23 April 2023"]
    suspicion = sundays_only(sundays)
    assert suspicion is not None
    assert suspicion.code == "week.sundays"
    assert suspicion.cells == {date(2023, 4, 9), "16/04/2023", "Sun 23 April 2023"}
    assert sundays_only([*sundays, date(2023, 4, 12)]) is None
    assert sundays_only(["n/a", "next week"]) is None


def test_weeks_that_are_all_firsts_of_months_are_asked_about() -> None:
    firsts = [date(2023, month, 1) for month in (4, 5, 6)]
    suspicion = weeks_at_all([*firsts, "tbc"])
    assert suspicion is not None
    assert suspicion.code == "week.months"
    assert suspicion.cells == set(firsts)
    assert weeks_at_all(firsts[:2]) is None
    assert weeks_at_all([*firsts, APRIL]) is None
    american = weeks_at_all(AMERICAN)
    assert american is not None
    assert american.code == "day.american_column"
