"""Number boxes: what is typed, what is kept, and what a person is told to do."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from config.forms import (
    CountField,
    FigureField,
    GdsForm,
    HoursField,
    NumberField,
    PoundsField,
    RateField,
)


class ExpenditureForm(GdsForm):
    expenditure = PoundsField(
        label="Expenditure", noun="the expenditure this quarter", help_text="Without VAT.", least=0
    )
    hours = HoursField(label="Hours a week", required=False)


def form_with(**data: str) -> ExpenditureForm:
    """The form as sent with these words in its boxes."""
    return ExpenditureForm(data)


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        (PoundsField(), "£25,000.50", Decimal("25000.50")),
        (HoursField(), "412.5", Decimal("412.5")),
        (RateField(), "4.3956", Decimal("4.3956")),
        (CountField(), "1,200", 1200),
        (FigureField(), "−25.5", Decimal("-25.5")),
    ],
)
def test_each_kind_is_read_as_people_write_it(
    field: NumberField, typed: str, expected: Any
) -> None:
    assert field.clean(typed) == expected


def test_a_blank_is_not_nought() -> None:
    form = form_with(expenditure="0", hours="")
    assert form.is_valid()
    assert form.cleaned_data == {"expenditure": Decimal(0), "hours": None}


def test_a_missing_number_is_asked_for_with_an_example() -> None:
    form = form_with(expenditure=" ")
    assert form.errors["expenditure"] == [
        "Enter the expenditure this quarter, like 25000 or 25,000.50"
    ]


def test_what_was_typed_is_still_there_after_an_error() -> None:
    form = form_with(expenditure="about <lots>")
    html = str(form["expenditure"])
    assert 'value="about &lt;lots&gt;"' in html
    assert form.errors["expenditure"] == ["Enter an amount in pounds, like 25000 or 25,000.50"]


def test_limits_are_named_in_the_message() -> None:
    form = form_with(expenditure="-1")
    assert form.errors["expenditure"] == ["The expenditure this quarter must be £0 or more"]
    with pytest.raises(ValidationError, match="Hours must be 168 hours or less"):
        HoursField(label="Hours", most=168).clean("168.01")
    assert HoursField(label="Hours", most=168).clean("168") == 168


def test_a_column_too_small_for_the_number_refuses_it_before_the_database_does() -> None:
    field = PoundsField(max_digits=5, decimal_places=2)
    assert field.clean("999.99") == Decimal("999.99")
    with pytest.raises(ValidationError, match="3 digits before the decimal point"):
        field.clean("1000")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (Decimal("25000.00"), "25000"),
        (Decimal("25000.50"), "25000.50"),
        (Decimal("14.3500"), "14.35"),
        (Decimal("4.3956"), "4.3956"),
        (Decimal("0.00"), "0"),
        (1200, "1200"),
        (None, None),
    ],
)
def test_a_stored_number_is_shown_exactly(stored: Any, shown: str | None) -> None:
    assert PoundsField().prepare_value(stored) == shown


def test_the_same_number_written_otherwise_is_no_change() -> None:
    field = PoundsField()
    assert not field.has_changed(Decimal("1000.00"), "£1,000")
    assert field.has_changed(Decimal("1000.00"), "1000.01")
    assert field.has_changed(None, "0")
    assert not field.has_changed(None, "")
    assert field.has_changed(Decimal(1), "one")


def test_the_box_has_its_unit_width_and_keypad_and_is_tied_to_hint_and_error() -> None:
    html = str(form_with(expenditure="x")["expenditure"])
    for part in (
        'class="govuk-input govuk-input--width-10 govuk-input--error"',
        'inputmode="decimal"',
        'aria-describedby="id_expenditure_helptext id_expenditure_error"',
        'type="text"',
    ):
        assert part in html
    assert "required" not in html


def test_limits_are_written_with_their_thousands() -> None:
    pounds = PoundsField(label="Amount", least=Decimal("-2500.5"), most=Decimal(1_000_000))
    assert pounds.shown(Decimal(1_000_000)) == "£1,000,000"
    assert pounds.shown(Decimal("-2500.5")) == "−\u2060£2,500.50"
    hours = HoursField(label="Hours", most=Decimal(10_000))
    with pytest.raises(ValidationError, match=r"must be 10,000 hours or less"):
        hours.clean("10000.01")
