"""A new programme, and the settings of one that exists."""

from typing import Any

from django import forms
from django.db import transaction

from accounts.models import Council, User
from config.forms import GdsDateField, GdsForm
from programmes.actions import partners, programmes
from programmes.consequences import MATTERS
from programmes.forms.between import BetweenField
from programmes.models import Programme


class ProgrammeForm(GdsForm):
    """What a programme is: its name, where, by whom, from when and for how long."""

    submit_label = "Create programme"

    name = forms.CharField(
        label="Programme name",
        max_length=120,
        error_messages={"required": "Enter the programme's name"},
    )
    reference = forms.CharField(
        label="Business plan reference (optional)",
        help_text="For example, A/R.6.188.",
        max_length=30,
        required=False,
    )
    area = forms.CharField(label="Area (optional)", max_length=160, required=False)
    description = forms.CharField(
        label="What the programme is for (optional)",
        max_length=2000,
        widget=forms.Textarea,
        required=False,
    )
    partner = forms.CharField(
        label="Delivery partner (optional)",
        help_text="The organisation that delivers the programme for the council. Its people see "
        "only what it delivers.",
        max_length=120,
        required=False,
    )
    phase = forms.ChoiceField(
        label="What the council calls it",
        choices=Programme.Phase.choices,
        widget=forms.RadioSelect,
        initial=Programme.Phase.ROLL_OUT,
    )
    start_date = GdsDateField(
        label="Start date",
        noun="the start date",
        help_text="The first day of the first quarter, like 1 1 2026.",
    )
    quarter_count = BetweenField(
        label="Number of quarters",
        noun="the number of quarters",
        help_text="Two years are 8 quarters. A programme has 1 to 40.",
        least=1,
        most=40,
    )
    weeks_rule = forms.ChoiceField(
        label="Weeks in a quarter",
        choices=Programme.Rule.choices,
        widget=forms.RadioSelect,
        initial=Programme.Rule.BUSINESS_CASE,
    )
    return_due_days = BetweenField(
        label="Days after a quarter's end by which its return is due",
        noun="the days after which a return is due",
        least=0,
        most=180,
        initial=28,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weeks_rule"].hints = {  # type: ignore[attr-defined]
            Programme.Rule.BUSINESS_CASE: "Hours a week count 13 times, whatever the calendar.",
            Programme.Rule.CALENDAR: "A week belongs to the quarter that holds its Thursday.",
        }

    @transaction.atomic
    def create(self, *, council: Council, by: User) -> Programme:
        """Make the programme, and its delivery partner if it is new."""
        return programmes.create(council=council, by=by, **self._values(council, by))

    def _values(self, council: Council, by: User) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        values["partner"] = partners.named(council=council, by=by, name=values["partner"])
        return values


class SettingsForm(ProgrammeForm):
    """The same of a programme that exists, with the reason of the change.

    A change that moves figures is shown with what it does, and made when it is sent again.
    """

    submit_label = "Save changes"

    reason = forms.CharField(
        label="Reason for the change",
        help_text="Kept in the history beside the change.",
        max_length=500,
        error_messages={"required": "Enter the reason for the change"},
        widget=forms.Textarea({"rows": "2"}),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, programme: Programme, data: Any = None) -> None:
        super().__init__(data, initial=settings_of(programme) | {"edition": programme.edition})

    def token(self) -> str:
        """Return what stands for the consequential settings, to know what was shown."""
        return "|".join(str(self.cleaned_data[name]) for name in MATTERS)

    @transaction.atomic
    def change(self, *, programme: Programme, by: User) -> Programme:
        """Make the change."""
        values = self._values(programme.council, by)
        del values["shown"]
        return programmes.change(programme=programme, by=by, **values)


def settings_of(programme: Programme) -> dict[str, Any]:
    """Return a programme's settings as the form's boxes hold them."""
    values = {name: getattr(programme, name) for name in programmes.CHANGEABLE}
    return values | {"partner": programme.partner.name if programme.partner else ""}
