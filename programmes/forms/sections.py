"""The form of one section of a return: a box a measure, or the choice of the register's figure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from config.forms import (
    CountField,
    FigureField,
    GdsForm,
    HoursField,
    NumberField,
    PoundsField,
    SummaryLine,
    noun_of,
)
from programmes.actions.entries import Entry, kept
from programmes.boxes import Box
from programmes.forms.comment import edition_field
from programmes.models import Measure, Reading
from programmes.money import format_number
from programmes.saved_words import FIGURE_STANDS, NOT_SAVED_YET, outcome

REGISTER, OWN = "register", "typed"
REASON_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of the form as its page shows it: its fields, and what is known beside them."""

    kind: str
    label: str
    hint: str
    fields: dict[str, Any]
    facts: list[dict[str, Any]] = field(default_factory=list)
    chosen_for_you: bool = False


class SectionForm(GdsForm):
    """The boxes of one section.

    A blank box is kept as blank. Where the register offers a figure, that is chosen at first, and
    said to be; the person keeps it by saving, or gives another with the reason. What is sent
    without a choice leaves the measure unanswered. A box that is wrong costs no other box: it is
    `unread`, and the rest is in `entries`.

    Without `data` the form shows what is saved, and in the boxes whose words could not be saved
    those words, with what is wrong with them.
    """

    def __init__(self, boxes: Sequence[Box], edition: str, data: Any = None) -> None:
        self.boxes = list(boxes)
        fields: dict[str, forms.Field] = {"edition": edition_field()}
        initial: dict[str, Any] = {"edition": edition}
        self._names: dict[str, list[str]] = {}
        for box in self.boxes:
            of_box = _fields_of(box)
            self._names[box.measure.code] = list(of_box)
            for name, (box_field, value) in of_box.items():
                fields[name], initial[name] = box_field, value
        # The base class copies and dresses the fields that it finds here.
        self.base_fields = fields  # type: ignore[misc]
        self.unread_before = {
            box.measure.code: box.unread.typed for box in self.boxes if box.unread and data is None
        }
        if self.unread_before:
            data = _as_shown(fields, initial)
            for code, typed in self.unread_before.items():
                data |= {f"{code}__choice": OWN} | typed
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Forget what is wrong in a box that the register's figure stands instead of.

        Then hold each answer against the rules over several boxes and against the register.
        """
        for box in self.boxes:
            code = box.measure.code
            if self.cleaned_data.get(f"{code}__choice") == REGISTER:
                for name in (code, f"{code}__reason"):
                    self.errors.pop(name, None)
            entry = None if self._is_wrong(box) else self._entry(box)
            if entry is None:
                continue
            try:
                kept(box.measure, entry, box.offered)
            except ValidationError as problem:
                self.add_error(self.field_of(code), problem.message_dict[code])
            else:
                if code in self.unread_before:
                    self.add_error(self.field_of(code), NOT_SAVED_YET)
        return self.cleaned_data

    @property
    def error_lines(self) -> list[SummaryLine]:
        """Return the errors of the summary, each with the measure that it is about."""
        lines = super().error_lines
        about = {
            self[name].first_id: box.measure.name  # type: ignore[attr-defined]
            for box in self.boxes
            for name in self._names[box.measure.code]
        }
        general = {str(message) for message in self.non_field_errors()}
        return [
            line
            if line.message in general or line.target not in about
            else SummaryLine(line.target, f"{about[line.target]}: {line.message}")
            for line in lines
        ]

    def given(self) -> dict[str, Any]:
        """Return what was sent as `returns.save` takes it: the answers, and what is none."""
        return {"entries": self._entries(), "unread": self._unread()}

    def outcome(self) -> str:
        """Return what has come of the page's answers, once those that are right are saved."""
        entries = self._entries().values()
        return outcome(
            saved=len(entries),
            blank=sum(entry.is_blank for entry in entries),
            wrong=len(self._unread()),
        )

    def _entries(self) -> dict[str, Entry]:
        given: dict[str, Entry] = {}
        for box in self.boxes:
            entry = None if self._is_wrong(box) else self._entry(box)
            if entry is not None:
                given[box.measure.code] = entry
        return given

    def _unread(self) -> dict[str, dict[str, str]]:
        return {box.measure.code: self._typed(box) for box in self.boxes if self._is_wrong(box)}

    def _typed(self, box: Box) -> dict[str, str]:
        """Return the words of a box; none where its boxes are hidden by the choice made in it.

        What stands in those is the answer saved before, and keeping it as what could not be saved
        would choose it again for whoever comes back.
        """
        code = box.measure.code
        # As sent: a choice that was refused is not among what is clean.
        if self.data.get(f"{code}__choice") == REGISTER:
            return {}
        return {
            name: self[name].data or ""
            for name in self._names[code]
            if name not in (f"{code}__choice", f"{code}__seen")
        }

    def _is_wrong(self, box: Box) -> bool:
        return any(name in self.errors for name in self._names[box.measure.code])

    def _entry(self, box: Box) -> Entry | None:
        code, said = box.measure.code, self.cleaned_data
        if box.measure.aggregation == Measure.Aggregation.RATIO:
            return Entry(
                numerator=_decimal(said.get(f"{code}__numerator")),
                denominator=_decimal(said.get(f"{code}__denominator")),
            )
        value = _decimal(said.get(code))
        if box.offered is None:
            return Entry(value)
        reason = said.get(f"{code}__reason") or ""
        choice = said.get(f"{code}__choice")
        if choice == REGISTER:
            return Entry(said.get(f"{code}__seen"), origin=Reading.Origin.REGISTER)
        if choice == OWN or value is not None or reason:
            return Entry(value, reason=reason)
        return None

    def field_of(self, code: str) -> str | None:
        """Return the box to which a problem with a measure belongs; None for none."""
        for name in (f"{code}__choice", f"{code}__numerator", code):
            if name in self.fields:
                return name
        return None

    def rows(self) -> list[Row]:
        """Return the measures as the page shows them."""
        return [self._row(box) for box in self.boxes]

    def _row(self, box: Box) -> Row:
        code, measure = box.measure.code, box.measure
        facts = _facts(box, wrong=self.is_bound and self._is_wrong(box))
        if measure.aggregation == Measure.Aggregation.RATIO:
            parts = {part: self[f"{code}__{part}"] for part in ("numerator", "denominator")}
            return Row("ratio", measure.name, measure.definition, parts, facts)
        if box.offered is None:
            return Row("plain", measure.name, "", {"value": self[code]}, facts)
        fields = {
            "choice": self[f"{code}__choice"],
            "seen": self[f"{code}__seen"],
            "value": self[code],
            "reason": self[f"{code}__reason"],
        }
        sent = self.is_bound and (not self.unread_before or code in self.unread_before)
        chosen = box.reading is None and not sent
        return Row("register", measure.name, measure.definition, fields, facts, chosen)


def _as_shown(fields: dict[str, forms.Field], initial: dict[str, Any]) -> dict[str, Any]:
    """Return what a page of these fields sends where nobody changes anything."""
    shown = {name: field.prepare_value(initial[name]) for name, field in fields.items()}
    return {name: "" if value is None else str(value) for name, value in shown.items()}


def _fields_of(box: Box) -> dict[str, tuple[forms.Field, Any]]:
    """Return the fields of one measure by name, each with what stands in it at first."""
    code, measure, reading = box.measure.code, box.measure, box.reading
    if measure.aggregation == Measure.Aggregation.RATIO:
        return {
            f"{code}__{part}": (
                CountField(label=label, required=False),
                getattr(reading, part) if reading else None,
            )
            for part, label in (("numerator", "How many"), ("denominator", "Out of how many"))
        }
    if box.offered is None:
        return {code: (_number_field(measure, own=False), box.value)}
    took = reading is not None and reading.origin == Reading.Origin.REGISTER
    choice = forms.ChoiceField(
        label=measure.name,
        help_text=measure.definition,
        choices=[
            (REGISTER, f"Use the register's figure ({box.words(box.offered)})"),
            (OWN, "Give another figure"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    why = forms.CharField(
        label="Why it differs from the register",
        help_text="Needed before you submit.",
        max_length=REASON_LENGTH,
        widget=forms.Textarea({"rows": "2"}),
        required=False,
    )
    seen = forms.DecimalField(widget=forms.HiddenInput, required=False)
    return {
        f"{code}__choice": (choice, OWN if reading and not took else REGISTER),
        f"{code}__seen": (seen, box.offered),
        code: (_number_field(measure, own=True), None if took else box.value),
        f"{code}__reason": (why, reading.reason if reading else ""),
    }


def _number_field(measure: Measure, *, own: bool) -> NumberField:
    words: dict[str, Any] = {
        "label": "Your figure" if own else measure.name,
        "noun": noun_of(measure.name),
        "help_text": "" if own else measure.definition,
        "required": False,
    }
    if measure.unit == Measure.Unit.POUNDS:
        return PoundsField(**words)
    if measure.unit == Measure.Unit.COUNT:
        return CountField(**words)
    if measure.unit == Measure.Unit.PERCENT:
        return FigureField(suffix="%", **words)
    suffix = "WTE" if measure.unit == Measure.Unit.WTE else "hours a week"
    return HoursField(suffix=suffix, **words)


def _facts(box: Box, *, wrong: bool) -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = []
    if wrong and box.reading is not None and (box.value is not None or box.reading.reason):
        facts.append(_saved_now(box, box.reading))
    note = "from a return that is not approved yet" if box.previous_open else ""
    if box.previous is not None:
        facts.append({"label": "Last quarter", "value": box.words(box.previous), "note": note})
    if box.planned is not None:
        facts.append({"label": "Plan", "value": box.words(box.planned)})
    if box.offered is not None or box.offered_note:
        facts.append(
            {
                "label": "The register says",
                "value": box.words(box.offered),
                "note": box.offered_note,
            }
        )
    return facts


def _saved_now(box: Box, reading: Reading) -> dict[str, Any]:
    """Return all of an answer whose boxes show other words, so that it can be given again."""
    value, notes = box.words(box.value) or "Not known", []
    if reading.numerator is not None and reading.denominator is not None:
        parts = (format_number(reading.numerator), format_number(reading.denominator))
        value = f"{value} ({parts[0]} out of {parts[1]})"
    if reading.reason:
        notes.append(f"Reason: {reading.reason.rstrip('.')}.")
    if reading.origin == Reading.Origin.REGISTER:
        notes.append("Taken from the register.")
    elif reading.value is not None:
        notes.append(FIGURE_STANDS)
    return {"label": "Saved now", "value": value, "note": " ".join(notes)}


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)
