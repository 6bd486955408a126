"""Forms of an enterprise and of the stages it reaches."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Council, DeliveryPartner
from config.forms import GdsDateField, GdsForm
from enterprises import postcodes
from enterprises.columns import ENTERPRISES
from enterprises.forms.words import hint, label
from enterprises.models import Enterprise, EnterpriseStage, ServiceType

NOT_KNOWN = "not-known"
YES_NO_NOT_KNOWN = (("yes", "Yes"), ("no", "No"), (NOT_KNOWN, "Not known"))
_MEANING: dict[str, bool | None] = {"yes": True, "no": False, NOT_KNOWN: None}


def yes_no_word(value: bool | None) -> str:
    """Return the choice that stands for a value."""
    return next(word for word, meaning in _MEANING.items() if meaning is value)


class YesNoField(forms.ChoiceField):
    """Yes, no or not known; gives True, False or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=YES_NO_NOT_KNOWN, widget=forms.RadioSelect, **kwargs)

    def clean(self, value: Any) -> bool | None:
        """Return the meaning of the choice."""
        return _MEANING[super().clean(value)]


class KindsField(forms.ModelMultipleChoiceField):
    """Kinds of help; a number that no database can hold is no kind of help either."""

    def clean(self, value: Any) -> Any:
        """Return the kinds of these numbers."""
        try:
            return super().clean(value)
        except OverflowError as problem:
            message = self.error_messages["invalid_list"]
            raise forms.ValidationError(message, code="invalid_list") from problem


class EnterpriseForm(GdsForm):
    """What is recorded of an enterprise. `choose_partner` is off for a delivery partner's own
    people: what they add is theirs."""

    submit_label = "Save"

    name = forms.CharField(
        label=label(ENTERPRISES, "name"),
        max_length=160,
        error_messages={"required": "Enter the name of the enterprise"},
    )
    reference = forms.CharField(
        label=label(ENTERPRISES, "reference", optional=True),
        help_text=hint(ENTERPRISES, "reference"),
        max_length=40,
        required=False,
    )
    postcode = forms.CharField(
        label=label(ENTERPRISES, "postcode", optional=True),
        help_text=hint(ENTERPRISES, "postcode"),
        max_length=10,
        required=False,
    )
    traded_before_programme = YesNoField(
        label="Did it trade before the programme began?",
        help_text=hint(ENTERPRISES, "traded_before"),
        error_messages={"required": "Select whether it traded before the programme began"},
    )
    service_types = KindsField(
        queryset=None,
        label=label(ENTERPRISES, "service_types"),
        help_text="Select all that apply.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    partner: "forms.ModelChoiceField[DeliveryPartner]" = forms.ModelChoiceField(
        queryset=None,
        label=label(ENTERPRISES, "partner"),
        required=False,
        empty_label="No delivery partner",
    )
    known_to_differ = forms.BooleanField(
        label="This is another enterprise with the same name", required=False
    )

    def __init__(
        self, *args: Any, council: Council, choose_partner: bool, ask_again: bool = False, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        kinds = ServiceType.objects.for_council(council).exclude(code=ServiceType.NOT_RECORDED)
        self.fields["service_types"].queryset = kinds  # type: ignore[attr-defined]
        self.fields["reference"].width = 20  # type: ignore[attr-defined]
        self.fields["postcode"].width = 10  # type: ignore[attr-defined]
        if choose_partner:
            partners = DeliveryPartner.objects.for_council(council)
            self.fields["partner"].queryset = partners  # type: ignore[attr-defined]
        else:
            del self.fields["partner"]
        if not ask_again:
            del self.fields["known_to_differ"]

    def clean_postcode(self) -> str:
        """Return the postcode as it is kept."""
        postcode = postcodes.normalised(self.cleaned_data["postcode"])
        if postcode is None:
            raise forms.ValidationError("Enter a whole postcode, like CB7 4EE")
        return postcode


class NewEnterpriseForm(EnterpriseForm):
    """An enterprise that is added, with the day since which it trades, where that is known."""

    field_order = ("name", "reference", "postcode", "traded_before_programme", "established_on")

    established_on = GdsDateField(
        label=f"{EnterpriseStage.Stage.ESTABLISHED.label} since (optional)",
        noun="the day on which it was established",
        help_text=f"{hint(ENTERPRISES, 'established_on')} For example, 27 3 2022. Leave it empty "
        "if it does not trade yet, or if nobody knows the day: no stage is then recorded.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["established_on"].latest = timezone.localdate()  # type: ignore[attr-defined]


def enterprise_values(enterprise: Enterprise) -> dict[str, Any]:
    """Return what the form shows of a saved enterprise."""
    return {
        "name": enterprise.name,
        "reference": enterprise.reference,
        "postcode": enterprise.postcode,
        "traded_before_programme": yes_no_word(enterprise.traded_before_programme),
        "service_types": [kind.pk for kind in enterprise.service_types.all()],
        "partner": enterprise.partner_id,
    }


class StageForm(GdsForm):
    """A stage that an enterprise reached, on a day or without a known one."""

    submit_label = "Save"

    stage = forms.ChoiceField(
        label=label(ENTERPRISES, "stage"),
        choices=EnterpriseStage.Stage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the stage"},
    )
    on = GdsDateField(
        label="On which day? (optional)",
        noun="the day",
        help_text="For example, 27 3 2022. Leave it empty if nobody knows: the stage is then "
        "shown as a gap and counts in no quarter.",
        required=False,
    )
    note = forms.CharField(label="Note (optional)", max_length=250, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].latest = timezone.localdate()  # type: ignore[attr-defined]


def stage_data(step: EnterpriseStage) -> dict[str, Any]:
    """Return a saved stage as its form sends it."""
    parts = ("day", "month", "year")
    on = {f"on-{part}": getattr(step.on, part) if step.on else "" for part in parts}
    return {"stage": step.stage, "note": step.note} | on


class ServiceTypeForm(GdsForm):
    """Whether a kind of help stands in for home care that the council would buy."""

    submit_label = "Save"

    displaces = YesNoField(
        label="Does an hour of it stand in for an hour of home care under the framework?",
        help_text="Only such hours count on the eligible basis. “Not known” keeps them apart.",
        error_messages={"required": "Select whether it stands in for home care"},
    )
