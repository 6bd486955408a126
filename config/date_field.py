"""A date as three boxes, day, month and year, with messages that name the part to correct."""

import calendar
import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from config.number_fields import noun_of

PARTS = ("day", "month", "year")
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}


class GdsDateWidget(forms.Widget):
    """Three boxes named `<field>-day`, `<field>-month` and `<field>-year`."""

    use_fieldset = True

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> tuple[str, str, str]:
        """Return what stands in the three boxes, as typed."""
        day, month, year = (str(data.get(f"{name}-{part}") or "").strip() for part in PARTS)
        return day, month, year

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        """Return whether none of the three boxes was sent."""
        return all(f"{name}-{part}" not in data for part in PARTS)

    def id_for_label(self, id_: str | None) -> str:
        """The legend names the group, so no label points at a box of its own."""
        return ""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the bare boxes; `gds/field.html` writes them with their labels instead."""
        boxes = boxes_of(value)
        id_ = (attrs or {}).get("id", f"id_{name}")
        return format_html_join(
            " ",
            '<input class="govuk-input" type="text" inputmode="numeric" '
            'name="{}" id="{}" value="{}" aria-label="{}">',
            (
                (f"{name}-{part}", f"{id_}-{part}", box, part.capitalize())
                for part, box in zip(PARTS, boxes, strict=True)
            ),
        )


def boxes_of(value: Any) -> tuple[str, str, str]:
    """Return the words of the three boxes for a date, for typed words, or for nothing."""
    if isinstance(value, dt.date):
        return str(value.day), str(value.month), str(value.year)
    if isinstance(value, (tuple, list)) and len(value) == len(PARTS):
        day, month, year = (str(part) for part in value)
        return day, month, year
    return "", "", ""


class GdsDateField(forms.Field):
    """A day in three boxes; gives a `datetime.date` or None.

    `earliest` and `latest` are inclusive limits. The month may be typed as a word. Errors carry
    the parts they are about, so that only those boxes are marked and linked to.
    """

    widget = GdsDateWidget

    def __init__(
        self,
        *,
        noun: str = "",
        earliest: dt.date | None = None,
        latest: dt.date | None = None,
        **kwargs: Any,
    ) -> None:
        self.noun = noun
        self.earliest = earliest
        self.latest = latest
        super().__init__(**kwargs)

    def clean(self, value: Any) -> dt.date | None:
        """Return the day, or raise an error that names what is missing or impossible."""
        day = self.to_python(value)
        if day is None:
            if self.required:
                noun = self.noun or noun_of(self.label)
                raise _problem(f"Enter {noun}", *PARTS, code="required")
            return None
        self._refuse_outside_limits(day)
        self.run_validators(day)
        return day

    def to_python(self, value: Any) -> dt.date | None:
        """Read the three boxes; None when all are empty."""
        if value is None or isinstance(value, dt.date):
            return value
        boxes = dict(zip(PARTS, boxes_of(value), strict=True))
        missing = [part for part in PARTS if not boxes[part].strip()]
        if len(missing) == len(PARTS):
            return None
        if missing:
            listed = " and ".join(f"a {part}" for part in missing)
            raise _problem(f"{self._subject()} must include {listed}", *missing)
        return self._read(boxes)

    def _read(self, boxes: dict[str, str]) -> dt.date:
        day, month, year = (boxes[part].strip() for part in PARTS)
        if len(year) != 4 or not year.isdecimal():
            raise _problem(f"{self._subject()}: the year must have 4 numbers, like 2022", "year")
        number = _MONTHS.get(month.lower().rstrip("."), 0)
        if not number and month.isdecimal():
            number = int(month)
        if not 1 <= number <= 12:
            message = f"{self._subject()}: the month must be a number from 1 to 12, or its name"
            raise _problem(message, "month")
        if not day.isdecimal() or not 1 <= int(day) <= 31:
            raise _problem(f"{self._subject()}: the day must be a number from 1 to 31", "day")
        try:
            return dt.date(int(year), number, int(day))
        except ValueError as problem:
            message = (
                f"{self._subject()} must be a real date: there is no {int(day)} "
                f"{calendar.month_name[number]} {year}"
            )
            raise _problem(message, "day") from problem

    def _refuse_outside_limits(self, day: dt.date) -> None:
        if self.earliest is not None and day < self.earliest:
            raise _problem(f"{self._subject()} must be on or after {_words(self.earliest)}", *PARTS)
        if self.latest is not None and day > self.latest:
            raise _problem(f"{self._subject()} must be on or before {_words(self.latest)}", *PARTS)

    def _subject(self) -> str:
        text = self.noun or str(self.label or "Date")
        return text[0].upper() + text[1:]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare as days, so that "1 March" is not a change from 1 3."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def _words(day: dt.date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _problem(message: str, *parts: str, code: str = "invalid") -> ValidationError:
    return ValidationError(message, code=code, params={"parts": parts})
