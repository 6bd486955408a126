"""The form of many weeks or many enterprises: one box for each, saved together or not at all.

Beside each box the page sends what stood in it (`was_`), the edition of that week (`seen_`) and
what a new figure was to be counted as (`takes_`). Only boxes that a person changed are saved.
Where somebody else has saved a week meanwhile, a box changed here is refused, and one that was not
shows what is saved now.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from config.forms import GdsForm, HoursField, ReasonField
from enterprises.actions.figures import MOST_HOURS
from enterprises.actions.hours import WeekEntry, edition_of
from enterprises.models import Payer, ServiceType
from enterprises.sheets import Row, Usual
from enterprises.weeks import MISSING, NOT_TRADING
from enterprises.words import kind_words, lines_words, saved_meanwhile

_HOURS = HoursField(required=False)
_BASIS = {MISSING: "Missing", NOT_TRADING: "Not trading in this week"}


@dataclass(frozen=True, slots=True)
class Box:
    """A row as the page shows it; without a field where one figure cannot stand for the week."""

    row: Row
    field: BoundField | None
    hint: str
    was: str
    edition: str
    takes: str


class SheetForm(GdsForm):
    """Hours of several rows.

    `new` is what weeks without hours take, chosen once for all rows that know nothing better.
    `gone` says what a row was about that stood on the page and is not there any more.
    """

    submit_label = "Save"

    kind = forms.ChoiceField(label="Kind of help", required=False)
    payer = forms.ChoiceField(label="Who pays", choices=Payer.choices, required=False)
    reason = ReasonField(
        label="Why are these hours right?",
        help_text="For example, that several people worked in the enterprise.",
        max_length=250,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        rows: Sequence[Row],
        kinds: Sequence[ServiceType],
        new: Usual,
        gone: str,
        ask_reason: bool = False,
    ) -> None:
        sent = None if data is None else _with_what_is_saved(data, rows)
        super().__init__(sent)
        self.rows, self.gone = rows, gone
        self._sent = [] if data is None else data.getlist("row")
        self._kinds = {str(kind.pk): kind for kind in kinds}
        reason = self.fields.pop("reason")
        if any(row.chooses for row in rows):
            self._offer(new, sent)
        else:
            del self.fields["kind"], self.fields["payer"]
        for row in rows:
            if row.has_box:
                self.fields[f"hours_{row.key}"] = HoursField(
                    label=row.label,
                    noun=f"the hours of {row.called}",
                    most=MOST_HOURS,
                    help_text=hint_of(row),
                    initial=_was(row),
                    required=False,
                )
        if ask_reason:
            self.fields["reason"] = reason

    def boxes(self) -> Iterator[Box]:
        """Yield the rows in their order, with what the page sends back beside each box."""
        for row in self.rows:
            yield Box(
                row=row,
                field=self[f"hours_{row.key}"] if row.has_box else None,
                hint=hint_of(row),
                was=_was(row),
                edition=edition_of(row.saved),
                takes=_takes(row),
            )

    def changes(self) -> list[tuple[Row, list[WeekEntry]]]:
        """Return the rows whose box was changed, and what each is to hold; nothing clears it."""
        return [
            (row, self._entries(row))
            for row in self.rows
            if row.has_box and _differs(self.data, row.key)
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse what changed since the page was shown, and new hours of no kind."""
        cleaned: dict[str, Any] = super().clean() or {}
        changed = [row for row in self.rows if _differs(self.data, row.key)]
        for row in changed:
            self._compare(row)
        shown = {row.key for row in self.rows}
        for key in self._sent:
            if key not in shown and _differs(self.data, key):
                typed = self._typed(key)
                did = f"You typed {typed} for" if typed else "You emptied the box of"
                self.add_error(
                    None, f"{did} {self.gone}. Nothing was saved, and the rest is as you typed it"
                )
        chosen = cleaned.get("kind") in self._kinds or "kind" in self.errors
        if not chosen and any(row.chooses for row in changed):
            self.add_error("kind", "Choose the kind of help of the hours you add")
        return cleaned

    def _offer(self, new: Usual, sent: QueryDict | None) -> None:
        choices = [(number, kind.name) for number, kind in self._kinds.items()]
        unknown = (n for n, kind in self._kinds.items() if kind.code == ServiceType.NOT_RECORDED)
        field = self.fields["kind"]
        if new.lines > 1:
            choices = [("", "Choose the kind of help"), *choices]
            field.help_text = f"None is chosen here: its latest week has {new.lines} lines."
        else:
            field.initial = str(new.kind.pk) if new.kind else next(unknown, "")
        field.choices = choices  # type: ignore[attr-defined]
        self.fields["payer"].initial = new.payer
        if sent is not None and "kind" not in sent:
            # The page did not ask; somebody has cleared a week since.
            sent["kind"], sent["payer"] = str(field.initial or ""), new.payer

    def _compare(self, row: Row) -> None:
        """Say beside a changed box what has changed under it."""
        name = f"hours_{row.key}"
        typed = self._typed(row.key)
        if not row.has_box:
            did = f"You typed {typed}" if typed else "You emptied its box"
            self.add_error(None, f"{row.label}: {hint_of(row)}. {did}: change it on its own page")
        elif name in self.errors:
            return
        elif self.data.get(f"seen_{row.key}", "") != edition_of(row.saved):
            again = f"Save again to put {typed} in its place" if typed else "Save again to clear it"
            self.add_error(name, saved_meanwhile(row.label, row.saved, again))
        elif self.data.get(f"takes_{row.key}", "") != _takes(row):
            self.add_error(
                name,
                f"What the hours of {row.called} are counted as has changed meanwhile: "
                f"{hint_of(row)}. Save again if that is right",
            )

    def _typed(self, key: str) -> str:
        return str(self.data[f"hours_{key}"]).strip()[:20]

    def _entries(self, row: Row) -> list[WeekEntry]:
        hours: Decimal | None = self.cleaned_data[f"hours_{row.key}"]
        if hours is None:
            return []
        if row.saved:
            return [WeekEntry(hours, row.saved[0].service_type, row.saved[0].payer)]
        if row.usual is not None and row.usual.kind is not None:
            return [WeekEntry(hours, row.usual.kind, row.usual.payer)]
        chosen = self.cleaned_data
        return [WeekEntry(hours, self._kinds[chosen["kind"]], chosen["payer"] or Payer.UNKNOWN)]


def hint_of(row: Row) -> str:
    """Return what is known of a row's week, and what a new figure would be counted as."""
    if len(row.saved) == 1:
        return kind_words(row.saved[0].service_type, row.saved[0].payer)
    if row.saved:
        return lines_words(row.saved)
    typical = f"A typical week of {row.line.hours} hours stands for it"
    basis = _BASIS.get(row.line.basis, typical)
    if row.usual is None:
        return basis
    if row.usual.lines > 1:
        return f"{basis}. Its latest week has {row.usual.lines} lines"
    if row.usual.kind is None:
        return f"{basis}. Counted as chosen above"
    return f"{basis}. Counted as {kind_words(row.usual.kind, row.usual.payer)}"


def _with_what_is_saved(data: QueryDict, rows: Sequence[Row]) -> QueryDict:
    """Return what was sent, with what is saved now in the boxes that nobody changed, or changed
    to just that: whoever presses the button twice is not told of a clash with themselves."""
    copy = data.copy()
    for row in rows:
        typed = data.get(f"hours_{row.key}")
        if typed is None or not row.has_box:
            continue
        if not _differs(data, row.key) or not _HOURS.has_changed(_was(row), typed):
            copy[f"hours_{row.key}"] = copy[f"was_{row.key}"] = _was(row)
    return copy


def _differs(data: Mapping[str, Any], key: str) -> bool:
    """Say whether a box holds another figure than it did. One that was not sent was not emptied."""
    typed = data.get(f"hours_{key}")
    return typed is not None and _HOURS.has_changed(data.get(f"was_{key}", ""), typed)


def _was(row: Row) -> str:
    return str(_HOURS.prepare_value(row.saved[0].hours)) if len(row.saved) == 1 else ""


def _takes(row: Row) -> str:
    if row.saved or row.usual is None or row.usual.kind is None:
        return ""
    return f"{row.usual.kind.pk}:{row.usual.payer}"
