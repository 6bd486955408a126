"""Dates in three boxes, with errors that name the part to correct."""

import datetime as dt

import pytest

from config.bound_field import GdsBoundField
from config.forms import GdsDateField, GdsForm


class StartForm(GdsForm):
    started = GdsDateField(label="Start date", latest=dt.date(2030, 1, 1))


def form_with(day: str, month: str, year: str) -> StartForm:
    """The form as sent with these three boxes."""
    return StartForm({"started-day": day, "started-month": month, "started-year": year})


def bound(form: StartForm) -> GdsBoundField:
    """The date as the page sees it."""
    field = form["started"]
    assert isinstance(field, GdsBoundField)
    return field


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MAR."])
def test_a_day_is_read_with_its_month_as_number_or_word(month: str) -> None:
    form = form_with("31", month, "2022")
    assert form.is_valid()
    assert form.cleaned_data["started"] == dt.date(2022, 3, 31)


@pytest.mark.parametrize(
    ("boxes", "message", "wrong"),
    [
        (("", "", ""), "Enter start date", ["day", "month", "year"]),
        (("31", "", "2022"), "Start date must include a month", ["month"]),
        (("", "3", ""), "Start date must include a day and a year", ["day", "year"]),
        (("31", "3", "22"), "Start date: the year must have 4 numbers, like 2022", ["year"]),
        (
            ("31", "13", "2022"),
            "Start date: the month must be a number from 1 to 12, or its name",
            ["month"],
        ),
        (("32", "3", "2022"), "Start date: the day must be a number from 1 to 31", ["day"]),
        (
            ("30", "2", "2022"),
            "Start date must be a real date: there is no 30 February 2022",
            ["day"],
        ),
        (
            ("2", "1", "2030"),
            "Start date must be on or before 1 January 2030",
            ["day", "month", "year"],
        ),
    ],
)
def test_errors_name_the_part_and_mark_only_its_box(
    boxes: tuple[str, str, str], message: str, wrong: list[str]
) -> None:
    form = form_with(*boxes)
    assert form.errors["started"] == [message]
    marked = [box.label.lower() for box in bound(form).boxes if "--error" in box.css]
    assert marked == wrong
    assert form.error_lines[0].target == f"id_started-{wrong[0]}"
    assert tuple(box.value for box in bound(form).boxes) == boxes


def test_an_error_of_one_request_does_not_stay_for_the_next() -> None:
    assert form_with("31", "", "2022").errors
    fresh = StartForm(initial={"started": dt.date(2022, 3, 1)})
    assert [(box.value, "--error" in box.css) for box in bound(fresh).boxes] == [
        ("1", False),
        ("3", False),
        ("2022", False),
    ]


def test_an_optional_date_may_stay_empty() -> None:
    assert GdsDateField(required=False).clean(("", "", "")) is None


def test_the_same_day_written_otherwise_is_no_change() -> None:
    field = GdsDateField()
    assert not field.has_changed(dt.date(2022, 3, 1), ("01", "March", "2022"))
    assert field.has_changed(dt.date(2022, 3, 1), ("2", "3", "2022"))
    assert field.has_changed(dt.date(2022, 3, 1), ("x", "3", "2022"))
    assert not field.has_changed(None, ("", "", ""))
