"""How sheets and columns were understood, and what a person makes of it instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django import forms
from django.forms import BoundField

from config.forms import GdsForm
from uploads.actions.uploads import NewAnswer
from uploads.cells import column_letters, shown
from uploads.columns import IGNORED, WEEK, Heading, ListKind, SheetReading
from uploads.fields import NO_CELLS
from uploads.forms.mondays import MISSING, MondayField, first_unknown
from uploads.forms.sent import completed
from uploads.limits import MOST_ROWS
from uploads.words import counted

MOST_SAMPLES = 3
_A_WEEK = timedelta(weeks=1)
# How a column is told apart whose cells are contact details, whatever its heading says.
_CONTACTS = "contact details"


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """One column as its page shows it. `tag` says how sure we are; `personal` columns are left
    out on purpose and their values not shown."""

    letters: str
    heading: Heading
    tag: str
    meaning: str
    why: str
    box: BoundField | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet as its page shows it."""

    number: int
    reading: SheetReading
    kind: BoundField
    kind_name: str
    header: BoundField
    headings_in: str
    columns: tuple[ColumnPart, ...] = ()
    weeks: tuple[ColumnPart, ...] = ()
    weeks_in_words: str = ""
    monday: BoundField | None = None
    left_out: tuple[tuple[int, str], ...] = ()
    rows: int | None = None


@dataclass(slots=True)
class _Fields:
    """The fields while they are collected, with what they show at first."""

    made: dict[str, forms.Field] = field(default_factory=dict)
    initial: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, made: forms.Field, value: object) -> None:
        self.made[name], self.initial[name] = made, value


class ColumnsForm(GdsForm):
    """A choice for each sheet and each column, preset to how it was understood."""

    submit_label = "Save and check again"

    def __init__(
        self,
        readings: Sequence[SheetReading],
        kinds: Sequence[ListKind],
        data: Any = None,
        *,
        rows: Mapping[str, int] | None = None,
    ) -> None:
        """`rows` are how many were read of each sheet."""
        self.readings = list(readings)
        self.rows = rows or {}
        self.kinds: Mapping[str, ListKind] = {kind.code: kind for kind in kinds}
        collected = _Fields()
        for number, reading in enumerate(self.readings):
            self._collect(number, reading, collected)
        # The base class copies and dresses the fields that it finds here.
        self.base_fields = collected.made  # type: ignore[misc]
        super().__init__(completed(data, collected.initial), initial=collected.initial)

    def _collect(self, number: int, reading: SheetReading, fields: _Fields) -> None:
        choices = [(IGNORED, "Nothing we need: leave it out")]
        choices += [(kind.code, kind.name) for kind in self.kinds.values()]
        asked = forms.ChoiceField(
            label=f"What is in the sheet “{reading.sheet}”?", choices=choices, required=False
        )
        asked.noun = f"what is in the sheet “{reading.sheet}”"  # type: ignore[attr-defined]
        fields.add(f"kind_{number}", asked, reading.kind)
        row = forms.IntegerField(
            label="Row with the headings",
            required=False,
            error_messages={"invalid": _row_wanted(reading)},
        )
        row.width = 4  # type: ignore[attr-defined]
        fields.add(f"header_{number}", row, _header_row(reading))
        kind = self.kinds.get(reading.kind)
        unknown = first_unknown(reading.headings) if kind else None
        if unknown is not None:
            fields.add(f"monday_{number}", MondayField(unknown.text), "")
        for heading in reading.headings if kind else ():
            if kind is not None and not _is_personal(heading, kind):
                name = f"field_{number}_{heading.column}"
                fields.add(name, _column_field(heading, kind), _taken_as(heading))

    def clean(self) -> dict[str, Any]:
        """Refuse two columns that are taken as the same thing, and rows that no sheet has."""
        cleaned = self.cleaned_data
        for number, reading in enumerate(self.readings):
            row = cleaned.get(f"header_{number}")
            if row is not None and not 1 <= row <= MOST_ROWS:
                self.add_error(f"header_{number}", _row_wanted(reading))
            kind = self.kinds.get(reading.kind)
            if kind is None or cleaned.get(f"kind_{number}") != reading.kind:
                continue
            if row == _header_row(reading) and self._lacks_monday(number, reading):
                self.add_error(f"monday_{number}", MISSING)
            taken: dict[str, Heading] = {}
            for heading in reading.headings:
                name = f"field_{number}_{heading.column}"
                chosen = cleaned.get(name, IGNORED)
                if kind.column(chosen) is None:
                    continue
                if chosen in taken:
                    self.add_error(name, _twice(taken[chosen], heading, kind, chosen))
                taken[chosen] = heading
        return cleaned

    def _lacks_monday(self, number: int, reading: SheetReading) -> bool:
        """Say whether a column stays one of a week of which nobody has said which."""
        name, unknown = f"monday_{number}", first_unknown(reading.headings)
        if unknown is None or name in self.errors or self.cleaned_data.get(name):
            return False
        return self.cleaned_data.get(f"field_{number}_{unknown.column}") == WEEK

    @property
    def sheets(self) -> list[SheetPart]:
        """Return the sheets as the page shows them."""
        return [self._part(number, reading) for number, reading in enumerate(self.readings)]

    def _part(self, number: int, reading: SheetReading) -> SheetPart:
        kind = self.kinds.get(reading.kind)
        parts = (
            [self._column(number, heading, kind) for heading in reading.headings] if kind else []
        )
        weeks = [part for part in parts if _is_week(part.heading)]
        asked = f"monday_{number}"
        return SheetPart(
            number=number,
            reading=reading,
            kind=self[f"kind_{number}"],
            kind_name=kind.name if kind else "",
            header=self[f"header_{number}"],
            headings_in=_rows_in_words(reading.header_rows),
            columns=tuple(part for part in parts if not _is_week(part.heading)),
            weeks=tuple(weeks),
            weeks_in_words=_weeks_in_words(weeks),
            monday=self[asked] if asked in self.fields else None,
            left_out=tuple(sorted(reading.skipped.items())),
            rows=self.rows.get(reading.sheet),
        )

    def _column(self, number: int, heading: Heading, kind: ListKind) -> ColumnPart:
        personal = _is_personal(heading, kind)
        tag, meaning = "Understood", "quiet"
        if personal:
            tag = "Left out on purpose"
        elif not heading.certain:
            tag, meaning = "Please look", "caution"
        elif heading.field == IGNORED:
            tag = "Left out"
        return ColumnPart(
            letters=column_letters(heading.column),
            heading=heading,
            tag=tag,
            meaning=meaning,
            why=heading.why,
            box=None if personal else self[f"field_{number}_{heading.column}"],
            personal=personal,
        )

    def answers(self) -> list[NewAnswer]:
        """Return what the person decided that was not known: changes, and what was uncertain."""
        found: list[NewAnswer] = []
        for number, reading in enumerate(self.readings):
            kind = self.cleaned_data.get(f"kind_{number}", reading.kind)
            if kind != reading.kind:
                found.append(NewAnswer(about="kind", sheet=reading.sheet, value=kind))
                # What was decided about its columns was said of another kind of list.
                found += [_of_column(reading, heading, None) for heading in reading.headings]
                continue
            row = self.cleaned_data.get(f"header_{number}")
            if row and row != _header_row(reading):
                found.append(NewAnswer(about="header", sheet=reading.sheet, value=str(row)))
                found += [_of_column(reading, heading, None) for heading in reading.headings]
                continue
            said = self._of_columns(number, reading)
            if said:
                # What the page was saved as: what is now sure of its columns makes it no other.
                found.append(NewAnswer(about="kind", sheet=reading.sheet, value=kind))
                found += said
        return found

    def _of_columns(self, number: int, reading: SheetReading) -> list[NewAnswer]:
        """What was decided of the columns of a sheet that stays the kind of list that it is."""
        found = []
        unknown = first_unknown(reading.headings)
        monday = self.cleaned_data.get(f"monday_{number}")
        for heading in reading.headings:
            chosen = self.cleaned_data.get(f"field_{number}_{heading.column}")
            if chosen == WEEK and heading is unknown and monday is not None:
                chosen = monday.isoformat()
            if chosen is None or chosen == WEEK:
                continue  # of such a week nothing is known but that it is one
            if chosen != _taken_as(heading) or not heading.certain:
                found.append(_of_column(reading, heading, chosen))
        return found


def _of_column(reading: SheetReading, heading: Heading, value: str | None) -> NewAnswer:
    return NewAnswer(about="field", sheet=reading.sheet, column=heading.column, value=value)


def _column_field(heading: Heading, kind: ListKind) -> forms.ChoiceField:
    choices = [(IGNORED, "Leave this column out")]
    if heading.week is not None:
        # Whether a day begins a week or ends it is what is taken wrongly most often.
        weeks = (heading.week, heading.week - _A_WEEK, heading.week + _A_WEEK)
        choices += [(week.isoformat(), f"Hours of the week of {shown(week)}") for week in weeks]
    elif heading.field == WEEK:
        choices.append((WEEK, "Hours of one week"))
    choices += [(column.field, column.heading) for column in kind.columns]
    letters = column_letters(heading.column)
    samples = ", ".join(f"“{sample}”" for sample in heading.samples[:MOST_SAMPLES])
    made = forms.ChoiceField(
        label=f"{letters}: {heading.text}" if heading.text else f"{letters}: no heading",
        help_text=f"Begins with {samples}" if samples else _without_samples(heading),
        choices=choices,
        required=False,
    )
    made.noun = f"what column {letters} is"  # type: ignore[attr-defined]
    return made


def _without_samples(heading: Heading) -> str:
    """Say why nothing of a column is shown: what is left out may be about persons."""
    if heading.field == IGNORED and heading.certain and heading.why != NO_CELLS:
        return "What stands in it is not shown, as it is left out"
    return "Its cells are empty, or say that nothing is known"


def _taken_as(heading: Heading) -> str:
    """Return what a column is taken as, as an answer says it: a field, or a week by its Monday."""
    if heading.field == WEEK and heading.week is not None:
        return heading.week.isoformat()
    return heading.field


def _is_week(heading: Heading) -> bool:
    return heading.field == WEEK or heading.week is not None


def _is_personal(heading: Heading, kind: ListKind) -> bool:
    """Say whether a column was recognised only to be left out."""
    if heading.field != IGNORED or not heading.why:
        return False
    whys = {why.strip(" .").casefold() for why, _ in kind.left_out} | {_CONTACTS}
    return any(why in heading.why.casefold() for why in whys if why)


def _row_wanted(reading: SheetReading) -> str:
    return f"Enter the row with the headings of “{reading.sheet}” as a number, like 4"


def _header_row(reading: SheetReading) -> int | None:
    return reading.header_rows[0] if reading.header_rows else None


def _rows_in_words(rows: Sequence[int]) -> str:
    if not rows:
        return ""
    if len(rows) == 1:
        return f"row {rows[0]}"
    return f"rows {rows[0]} and {rows[-1]}" if len(rows) == 2 else f"rows {rows[0]} to {rows[-1]}"


def _weeks_in_words(weeks: Sequence[ColumnPart]) -> str:
    used = [part for part in weeks if part.heading.field == WEEK and part.heading.week is not None]
    if not used:
        unknown = sum(part.heading.field == WEEK for part in weeks)
        return counted(unknown, "column of a week", "columns of weeks") if unknown else ""
    days = sorted(part.heading.week for part in used if part.heading.week is not None)
    return (
        f"{counted(len(used), 'column', 'columns')} of weeks, from the week of "
        f"{shown(days[0])} to that of {shown(days[-1])}"
    )


def _twice(first: Heading, second: Heading, kind: ListKind, chosen: str) -> str:
    column = kind.column(chosen)
    name = column.heading if column else chosen
    pair = f"{column_letters(first.column)} and {column_letters(second.column)}"
    return f"Columns {pair} are both taken as “{name}”. Keep the one that is right"
