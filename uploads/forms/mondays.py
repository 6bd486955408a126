"""The one question about columns whose headings do not say which weeks they are."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from uploads.cells import shown
from uploads.columns import WEEK, Doubtful, Heading, Unreadable
from uploads.parsing.days import LIKE, day, monday_of
from uploads.week_words import may_head

MISSING = f"Type the Monday of the first week, like {LIKE}, or leave its column out"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def first_unknown(headings: Iterable[Heading]) -> Heading | None:
    """Return the first column of a week of which nobody can tell which; None where all are known.

    The others follow from it.
    """
    return next((one for one in headings if one.field == WEEK and one.week is None), None)


class MondayField(forms.CharField):
    """Asks on which Monday the week of a heading begins. Cleans to that day, None where empty."""

    def __init__(self, heading: str) -> None:
        name = f"“{heading}”" if heading else "the first of these weeks"
        super().__init__(
            label=f"Which Monday is {name}?",
            help_text=f"Type it once, like {LIKE}. The weeks of the other columns follow from it.",
            max_length=60,
            required=False,
        )
        self.width = 20
        self.heading = heading

    def clean(self, value: Any) -> Any:
        """Return the day. Raises ValidationError where it is none, no Monday, or another week."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            read = day(typed)
        except Unreadable as problem:
            raise forms.ValidationError(f"{problem.message} {problem.remedy}") from problem
        found = read.value if isinstance(read, Doubtful) else read
        if not isinstance(found, date):
            raise forms.ValidationError(MISSING)
        if found.weekday():
            raise forms.ValidationError(
                f"{shown(found)} is a {_WEEKDAYS[found.weekday()]}. Type the Monday on which that "
                f"week begins: {shown(monday_of(found))}"
            )
        if not may_head(self.heading, found):
            raise forms.ValidationError(
                f"The week of {shown(found)} is not that of “{self.heading}”. Type the Monday on "
                "which that week begins"
            )
        return found
