"""Forms of measured hours (a week at a time) and of typical weeks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from accounts.models import Council
from config.forms import GdsDateField, GdsForm, HoursField, ReasonField
from enterprises.actions.figures import MOST_HOURS
from enterprises.actions.hours import WeekEntry
from enterprises.columns import HOURS, TYPICAL
from enterprises.forms.words import hint, label
from enterprises.models import Payer, ServiceType, WeeklyHours

LINES_AT_FIRST = 3
MOST_LINES = 30


class WeekForm(GdsForm):
    """One week's hours: a few lines, each of one kind of help and one payer.

    A line without hours is left out; "0" is a figure. With `ask_reason`, the form asks why a week
    has more hours than one person could work.
    """

    submit_label = "Save this week"

    reason = ReasonField(
        label="Why are these hours right?",
        help_text="For example, that several people worked in the enterprise.",
        max_length=250,
    )

    def __init__(
        self, *args: Any, council: Council, lines: int, ask_reason: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = max(1, min(lines, MOST_LINES))
        kinds = list(ServiceType.objects.for_council(council))
        self._kinds = {str(kind.pk): kind for kind in kinds}
        choices = [(pk, kind.name) for pk, kind in self._kinds.items()]
        usual = next(
            (pk for pk, kind in self._kinds.items() if kind.code == ServiceType.NOT_RECORDED), ""
        )
        for line in range(self.lines):
            self.fields[f"hours_{line}"] = HoursField(
                label=label(HOURS, "hours"),
                noun=f"the hours of line {line + 1}",
                most=MOST_HOURS,
                required=False,
            )
            self.fields[f"kind_{line}"] = forms.ChoiceField(
                label=label(HOURS, "service_type"),
                choices=choices,
                initial=usual,
                error_messages={"invalid_choice": "Choose the kind of help from the list"},
            )
            self.fields[f"payer_{line}"] = forms.ChoiceField(
                label=label(HOURS, "payer"),
                choices=Payer.choices,
                initial=Payer.UNKNOWN,
                error_messages={"invalid_choice": "Choose who pays from the list"},
            )
        reason = self.fields.pop("reason")
        if ask_reason:
            self.fields["reason"] = reason

    def rows(self) -> list[tuple[int, list[BoundField]]]:
        """Return the lines as the page shows them: a number from 1 and three fields."""
        names = ("hours", "kind", "payer")
        return [
            (line + 1, [self[f"{name}_{line}"] for name in names]) for line in range(self.lines)
        ]

    def entries(self) -> list[WeekEntry]:
        """Return the lines that have hours."""
        cleaned = self.cleaned_data
        return [
            WeekEntry(
                hours=cleaned[f"hours_{line}"],
                service_type=self._kinds[cleaned[f"kind_{line}"]],
                payer=cleaned[f"payer_{line}"],
            )
            for line in range(self.lines)
            if cleaned.get(f"hours_{line}") is not None
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a week without any figure: that is done by removing it."""
        cleaned: dict[str, Any] = super().clean() or {}
        none = all(cleaned.get(f"hours_{line}") is None for line in range(self.lines))
        if none and not self.errors:
            self.add_error("hours_0", "Enter the hours of this week, or 0 if there were none")
        return cleaned


def week_values(rows: Sequence[WeeklyHours]) -> dict[str, Any]:
    """Return what the form shows of a week's saved hours."""
    values: dict[str, Any] = {}
    for line, row in enumerate(rows):
        values[f"hours_{line}"] = row.hours
        values[f"kind_{line}"] = str(row.service_type_id)
        values[f"payer_{line}"] = row.payer
    return values


class TypicalWeekForm(GdsForm):
    """What an enterprise says a usual week is."""

    submit_label = "Save"

    hours = HoursField(
        label=label(TYPICAL, "hours"), noun="the hours in a usual week", most=MOST_HOURS
    )
    service_type: "forms.ModelChoiceField[ServiceType]" = forms.ModelChoiceField(
        queryset=None,
        label=label(TYPICAL, "service_type"),
        empty_label=None,
        error_messages={"required": "Select the kind of help"},
    )
    payer = forms.ChoiceField(
        label=label(TYPICAL, "payer"), choices=Payer.choices, initial=Payer.UNKNOWN
    )
    valid_from = GdsDateField(
        label=label(TYPICAL, "valid_from"),
        noun="the first week",
        help_text=hint(TYPICAL, "valid_from", like="3 1 2022"),
    )
    valid_to = GdsDateField(
        label=label(TYPICAL, "valid_to", optional=True),
        noun="the last week",
        help_text=hint(TYPICAL, "valid_to"),
        required=False,
    )
    reason = ReasonField(
        label="Why are these hours right?",
        help_text="For example, that several people work in the enterprise.",
        max_length=250,
    )

    def __init__(
        self, *args: Any, council: Council, ask_reason: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kinds = ServiceType.objects.for_council(council)
        self.fields["service_type"].queryset = kinds  # type: ignore[attr-defined]
        self.fields["service_type"].initial = kinds.filter(code=ServiceType.NOT_RECORDED).first()
        if not ask_reason:
            del self.fields["reason"]


class TypicalWeekEndForm(GdsForm):
    """With which week a typical week ends."""

    submit_label = "Save"

    valid_to = GdsDateField(
        label=label(TYPICAL, "valid_to"),
        noun="the last week",
        help_text=hint(TYPICAL, "valid_to"),
        required=False,
    )
