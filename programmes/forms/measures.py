"""A measure, its baseline, and a target as its next version."""

from typing import Any

from django import forms
from django.utils.text import slugify

from config.forms import FigureField, GdsDateField, GdsForm
from programmes.models import Baseline, Measure, Programme, Target
from programmes.units import unit_words

NO_DATE, NO_FIGURE = "0", "none"


class MeasureForm(GdsForm):
    """What is counted or measured, in what unit, and how it adds up."""

    submit_label = "Save measure"

    name = forms.CharField(label="Name of the measure", max_length=200)
    definition = forms.CharField(
        label="What exactly is counted (optional)",
        help_text="The person who fills in the return reads this beside the box.",
        max_length=1000,
        widget=forms.Textarea({"rows": "3"}),
        required=False,
    )
    unit = forms.ChoiceField(
        label="Unit",
        choices=Measure.Unit.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the unit"},
    )
    direction = forms.ChoiceField(
        label="Which way is better",
        choices=Measure.Direction.choices,
        widget=forms.RadioSelect,
        initial=Measure.Direction.UP,
    )
    aggregation = forms.ChoiceField(
        label="How quarters add up",
        choices=Measure.Aggregation.choices,
        widget=forms.RadioSelect,
        initial=Measure.Aggregation.LATEST,
    )
    source = forms.ChoiceField(
        label="Where the figure comes from",
        choices=Measure.Source.choices,
        widget=forms.RadioSelect,
        initial=Measure.Source.TYPED,
    )
    tolerance_percent = FigureField(
        label="Range around the target (optional)",
        help_text="Only for a measure to be kept within a range: 5 means 5% either way.",
        suffix="%",
        least=0,
        most=100,
        required=False,
    )
    on_return = forms.BooleanField(label="Ask for it in the quarterly return", required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, measure: Measure | None = None, data: Any = None) -> None:
        initial: dict[str, Any] = {"on_return": True}
        if measure is not None:
            initial = {name: getattr(measure, name, None) for name in self.base_fields}
        super().__init__(data, initial=initial)

    def values(self) -> dict[str, Any]:
        """Return what the measure is, without the hidden edition."""
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}

    def code(self) -> str:
        """Return the short name that follows from the name."""
        return slugify(self.cleaned_data["name"]).replace("-", "_")[:60].strip("_") or "measure"


class BaselineForm(GdsForm):
    """Where the measure stood, or who is to find out by when."""

    submit_label = "Save baseline"

    state = forms.ChoiceField(
        label="What is known of the baseline",
        choices=[
            (Baseline.State.ESTABLISHED, "It is established"),
            (Baseline.State.NIL, "It is nil"),
            (Baseline.State.TO_BE_ESTABLISHED, "It is to be established"),
        ],
        widget=forms.RadioSelect,
    )
    value = FigureField(label="Baseline", help_text="Only where it is established.", required=False)
    as_at = GdsDateField(
        label="As at (optional)", help_text="The day the baseline holds for.", required=False
    )
    due_by = GdsDateField(
        label="To be established by (optional)",
        help_text="Only where it is to be established.",
        required=False,
    )
    owner = forms.CharField(
        label="Who is to establish it (optional)",
        help_text="A role, not a person's name.",
        max_length=120,
        required=False,
    )
    note = forms.CharField(
        label="Note (optional)",
        max_length=500,
        widget=forms.Textarea({"rows": "3"}),
        required=False,
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, measure: Measure, data: Any = None) -> None:
        baseline = getattr(measure, "baseline", None)
        names = ("state", "value", "as_at", "due_by", "owner", "note")
        initial = {name: getattr(baseline, name, None) for name in names}
        super().__init__(data, initial=initial | {"edition": measure.edition})
        _unit(self.fields["value"], measure)


class TargetForm(GdsForm):
    """What is aimed at by the end of a quarter; saving makes the next version."""

    submit_label = "Save target"

    due_quarter = forms.TypedChoiceField(
        label="By the end of",
        coerce=int,
        error_messages={"required": "Choose the quarter, or “No date”"},
    )
    kind = forms.ChoiceField(
        label="What the target is",
        choices=Target.Kind.choices,
        widget=forms.RadioSelect,
        initial=Target.Kind.LEVEL,
    )
    comparator = forms.ChoiceField(
        label="The figure must be",
        choices=[*Target.Comparator.choices, (NO_FIGURE, "No figure is stated yet")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how the figure is compared with the target, or that none is stated"
        },
    )
    value = FigureField(
        label="Target",
        help_text="Leave empty where no figure is stated yet. A fall is below 0, like -25.",
        required=False,
    )
    state = forms.ChoiceField(
        label="Is it agreed?",
        choices=Target.State.choices,
        widget=forms.RadioSelect,
        initial=Target.State.TO_BE_AGREED,
    )
    note = forms.CharField(
        label="Note (optional)",
        max_length=500,
        widget=forms.Textarea({"rows": "2"}),
        required=False,
    )
    reason = forms.CharField(
        label="Why the target changes",
        help_text="Needed where an earlier version exists for the same quarter.",
        max_length=500,
        widget=forms.Textarea({"rows": "2"}),
        required=False,
    )
    # Of the target that the page was opened with: its quarter, and its version.
    of_quarter = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, measure: Measure, latest: Target | None = None, data: Any = None) -> None:
        initial: dict[str, Any] = {}
        if latest is not None:
            initial = {
                "due_quarter": latest.due_quarter or 0,
                "kind": latest.kind,
                "comparator": latest.comparator or NO_FIGURE,
                "value": latest.value,
                "state": latest.state,
                "note": latest.note,
                "of_quarter": latest.due_quarter or 0,
                "version": latest.version,
            }
        super().__init__(data, initial=initial)
        programme: Programme = measure.programme
        # A new target begins with no quarter chosen: an empty form is not a target of the first.
        unchosen = [] if latest is not None else [("", "Choose a quarter")]
        self.fields["due_quarter"].choices = [  # type: ignore[attr-defined]
            *unchosen,
            *((str(quarter.number), quarter.full_label) for quarter in programme.quarters()),
            (NO_DATE, "No date"),
        ]
        _unit(self.fields["value"], measure)

    def values(self) -> dict[str, Any]:
        """Return the target as the action takes it."""
        given = dict(self.cleaned_data)
        quarter, of_quarter = given.pop("due_quarter"), given.pop("of_quarter")
        version, comparator = given.pop("version"), given["comparator"]
        return given | {
            "due_quarter": quarter or None,
            "comparator": None if comparator == NO_FIGURE else comparator,
            # Another quarter's versions were not on the page.
            "version": version if quarter == of_quarter else None,
        }


def _unit(box: forms.Field, measure: Measure) -> None:
    if measure.unit == Measure.Unit.POUNDS:
        box.prefix = "£"  # type: ignore[attr-defined]
    elif measure.unit == Measure.Unit.PERCENT:
        box.suffix = "%"  # type: ignore[attr-defined]
    else:
        box.suffix = unit_words(measure.unit)  # type: ignore[attr-defined]
