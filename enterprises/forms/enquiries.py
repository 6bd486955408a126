"""The form of an enquiry. It asks nothing that says who enquired."""

from typing import Any

from django import forms
from django.utils import timezone

from config.forms import GdsDateField, GdsForm
from enterprises import enquiry_rules, postcodes
from enterprises.columns import ENQUIRIES
from enterprises.forms.words import hint, label
from enterprises.models import Enquiry, Enterprise
from enterprises.words import NOT_IN_REGISTER
from programmes.models import Programme

NOT_YET = "not-yet"


class EnquiryForm(GdsForm):
    """What is recorded of an enquiry."""

    submit_label = "Save"

    received_on = GdsDateField(
        label=label(ENQUIRIES, "received_on"),
        noun="the date received",
        help_text="For example, 27 3 2022.",
    )
    reference = forms.CharField(
        label=label(ENQUIRIES, "reference", optional=True),
        help_text=hint(ENQUIRIES, "reference"),
        max_length=40,
        required=False,
    )
    heard_from = forms.CharField(
        label=label(ENQUIRIES, "heard_from", optional=True), max_length=120, required=False
    )
    area = forms.CharField(
        label=label(ENQUIRIES, "area", optional=True),
        help_text=hint(ENQUIRIES, "area"),
        max_length=120,
        required=False,
    )
    status = forms.ChoiceField(
        label=label(ENQUIRIES, "status"),
        choices=Enquiry.Status.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the status"},
    )
    status_on = GdsDateField(
        label=label(ENQUIRIES, "status_on", optional=True),
        noun="the date of that status",
        required=False,
    )
    outcome = forms.CharField(
        label=label(ENQUIRIES, "outcome", optional=True),
        help_text=hint(ENQUIRIES, "outcome"),
        max_length=250,
        required=False,
    )
    enterprise = forms.ChoiceField(
        label=label(ENQUIRIES, "enterprise"),
        help_text="Needed where the enquiry became an enterprise.",
        required=False,
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["received_on"].latest = today  # type: ignore[attr-defined]
        self.fields["status_on"].latest = today  # type: ignore[attr-defined]
        enterprises = Enterprise.objects.for_council(programme.council).filter(programme=programme)
        self.fields["enterprise"].error_messages["invalid_choice"] = (
            "Choose the enterprise from the list"
        )
        self._enterprises = {str(one.pk): one for one in enterprises}
        self.fields["enterprise"].choices = [  # type: ignore[attr-defined]
            ("", "None yet"),
            (NOT_YET, NOT_IN_REGISTER),
            *((number, one.name) for number, one in self._enterprises.items()),
        ]
        self.fields["reference"].width = 20  # type: ignore[attr-defined]
        self._offer_what_the_outcome_names()

    def _offer_what_the_outcome_names(self) -> None:
        """Choose the enterprise that the outcome names, where none is linked, and say so."""
        if self.initial.get("enterprise") != NOT_YET:
            return
        # Comparing names takes a library that the application does not need to start.
        from enterprises.mentions import Mentions

        names = ((one.pk, one.name) for one in self._enterprises.values())
        if number := Mentions(names).one_in(self.initial.get("outcome") or ""):
            self.initial["enterprise"] = number
            name = self._enterprises[str(number)].name
            self.fields["enterprise"].help_text = (
                f"The outcome names {name}, which is in the register: it is chosen here, and "
                "linked once you save."
            )

    def clean_area(self) -> str:
        """Refuse a whole postcode: it can point to a handful of homes."""
        area: str = self.cleaned_data["area"]
        if postcodes.holds_whole_postcode(area):
            raise forms.ValidationError(enquiry_rules.ONLY_DISTRICT)
        return area

    def values(self) -> dict[str, Any]:
        """Return the enquiry as the actions take it."""
        chosen = self.cleaned_data["enterprise"]
        return self.cleaned_data | {
            "enterprise": self._enterprises.get(chosen),
            "not_in_register": chosen == NOT_YET,
        }


def enquiry_values(enquiry: Enquiry) -> dict[str, Any]:
    """Return what the form shows of a saved enquiry."""
    names = ("received_on", "reference", "heard_from", "area", "status", "status_on", "outcome")
    chosen = NOT_YET if enquiry.lacks_enterprise else enquiry.enterprise_id
    return {name: getattr(enquiry, name) for name in names} | {"enterprise": chosen}
