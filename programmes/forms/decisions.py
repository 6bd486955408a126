"""Approving a return or sending it back, and reopening an approved one."""

from typing import Any

from django import forms

from config.forms import GdsForm
from programmes.sections import Section

APPROVE, SEND_BACK = "approve", "send_back"


class DecisionForm(GdsForm):
    """What a finance lead decides; sending back needs the reason."""

    submit_label = "Confirm decision"

    edition = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label="Your decision",
        choices=[(APPROVE, "Approve"), (SEND_BACK, "Send back to be corrected")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="What is to be corrected",
        help_text="Needed when you send the return back. The commissioner reads it.",
        max_length=2000,
        widget=forms.Textarea,
        required=False,
    )
    sections = forms.MultipleChoiceField(
        label="Sections to look at again (optional)",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *, may_approve: bool, asked: list[Section], edition: int, data: Any = None
    ) -> None:
        super().__init__(data, initial={"edition": edition})
        decision, ticks = self.fields["decision"], self.fields["sections"]
        decision.hints = {  # type: ignore[attr-defined]
            APPROVE: "The figures are kept for good, and the cash flow is worked out again.",
            SEND_BACK: "The commissioner can change the return and submit it again.",
        }
        if not may_approve:
            decision.choices = [(SEND_BACK, "Send back to be corrected")]  # type: ignore[attr-defined]
        ticks.choices = [(part.slug, part.title) for part in asked]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where the return is sent back."""
        sent_back = self.cleaned_data.get("decision") == SEND_BACK
        if sent_back and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", "Enter what is to be corrected")
        return self.cleaned_data


class ReopenForm(GdsForm):
    """Why an approved return is corrected."""

    submit_label = "Reopen the return"

    reason = forms.CharField(
        label="Why is the return reopened?",
        help_text="The board can read this beside the new version.",
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": "Enter why the return is reopened"},
    )
