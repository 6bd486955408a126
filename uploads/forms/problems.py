"""The problems of an upload with a box for each cell, and what was decided about them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms import BoundField

from config.forms import GdsForm, ReasonField
from uploads.actions.uploads import NewAnswer
from uploads.answers import Reason, is_explained
from uploads.cells import column_letters
from uploads.columns import SheetReading
from uploads.forms.mondays import MondayField
from uploads.forms.sent import completed
from uploads.limits import LONGEST_CELL
from uploads.problems import Problem, ProblemGroup, Severity

# What is more than these is corrected in the marked-up workbook; a page has its measure, and a
# form at most as many fields as the settings allow.
MOST_BOXES_OF_A_GROUP = 20
MOST_BOXES = 400
LONGEST_REASON = 500
# What is wrong with headings is put right where columns are chosen: a heading is no cell of the
# list, and its row cannot be left out of it.
_OF_HEADINGS = ("columns.", "headings.", "weeks.", "sheet.left_out", "file.no_list")
_ASKS_FOR_A_MONDAY = "weeks.unknown"
_OUT = re.compile(r"([0-9]{1,4})-([0-9]{1,9})")

NOTHING = "Correct a cell, leave a row out or say why something is right, then save"


@dataclass(slots=True)
class Decided:
    """A cell corrected or a row left out earlier, which can be taken back; `back` says that it
    is ticked."""

    number: int
    words: str
    answer: NewAnswer
    back: bool = False


@dataclass(slots=True)
class CellPart:
    """One cell or row with a problem. `out` is what leaving its row out sends; `again` says that
    its box stands further up; `suggestion` is what stands in it instead of what the file says."""

    problem: Problem
    place: str
    name: str = ""
    out: str = ""
    out_chosen: bool = False
    again: bool = False
    box: BoundField | None = None
    suggestion: str = ""


@dataclass(slots=True)
class GroupPart:
    """Equal problems as the page shows them. `more` cells have no box here; `of_headings` are put
    right on the page of sheets and columns, but `monday` is asked here too."""

    group: ProblemGroup
    cells: list[CellPart] = field(default_factory=list)
    more: int = 0
    reason_name: str = ""
    reason: BoundField | None = None
    confirmed: bool = False
    of_headings: bool = False
    monday_name: str = ""
    monday: BoundField | None = None

    @property
    def has_boxes(self) -> bool:
        """Say whether there is a cell to be typed anew, not only rows to be left out."""
        return any(cell.box for cell in self.cells)

    @property
    def heading(self) -> str:
        """Return the heading over its cells; "" where they stand under several."""
        names = {problem.heading for problem in self.group.problems}
        return names.pop() if len(names) == 1 else ""

    @property
    def severity(self) -> Severity:
        """Return how grave it is."""
        return self.group.first.severity


class ProblemsForm(GdsForm):
    """A box for each cell to be corrected, a tick for each row to be left out, and a box for the
    reason of each thing that is unlikely."""

    submit_label = "Save and check again"

    def __init__(
        self,
        groups: Sequence[ProblemGroup],
        *,
        readings: Sequence[SheetReading],
        reasons: Mapping[str, Reason],
        suggest: Callable[[Problem], str] = lambda problem: "",
        decided: Sequence[Decided] = (),
        data: Any = None,
        typed: Any = None,
    ) -> None:
        """`typed` is what stands in the boxes of a page that is shown anew without being saved;
        `suggest` tells what a cell may have been meant to say."""
        self.typed = typed
        self.readings = {reading.sheet: reading for reading in readings}
        self.sheets = list(self.readings)
        self.reasons = reasons
        self.decided = list(decided)
        self._fields: dict[str, forms.Field] = {}
        self._initial: dict[str, str] = {}
        self._suggest = suggest
        self._suggested: dict[str, str] = {}
        self._boxes = 0
        self.parts = [self._part(group) for group in groups]
        # The base class copies and dresses the fields that it finds here.
        self.base_fields = self._fields  # type: ignore[misc]
        # What was only suggested was not said by anybody whose page did not show it.
        shown = self._initial | (self._suggested if typed is None else typed.dict())
        super().__init__(completed(data, self._initial), initial=shown)
        self.out = self._sent("out")
        self.back = self._sent("back")
        for part in self.parts:
            part.reason = self[part.reason_name] if part.reason_name else None
            part.monday = self[part.monday_name] if part.monday_name else None
            for cell in part.cells:
                cell.box = self[cell.name] if cell.name else None
                cell.out_chosen = cell.out in self.out
        for one in self.decided:
            one.back = str(one.number) in self.back

    def _sent(self, name: str) -> list[str]:
        sent: Any = self.data if self.is_bound else self.typed
        return list(sent.getlist(name)) if sent is not None else []

    def _part(self, group: ProblemGroup) -> GroupPart:
        part = GroupPart(group, of_headings=group.first.code.startswith(_OF_HEADINGS))
        if group.first.code == _ASKS_FOR_A_MONDAY:
            part.monday_name = f"monday_{group.key}"
            self._initial[part.monday_name] = ""
            self._fields[part.monday_name] = MondayField(group.first.heading)
        if part.severity is Severity.NOTE:
            return part
        if part.severity is Severity.CONFIRM:
            given = self.reasons.get(group.key)
            part.confirmed = is_explained(group, self.reasons)
            part.reason_name = f"why_{group.key}"
            self._initial[part.reason_name] = given.text if given else ""
            self._fields[part.reason_name] = ReasonField(
                label="Why is this right?",
                help_text="In a few words. The council and its board can read this.",
                max_length=LONGEST_REASON,
            )
        places = [one for one in group.problems if one.row and one.sheet in self.sheets]
        if part.of_headings:
            places = []
        for problem in places[:MOST_BOXES_OF_A_GROUP]:
            if self._boxes >= MOST_BOXES:
                break
            part.cells.append(self._cell(problem, name_sheet=group.of_sheets))
        part.more = len(places) - len(part.cells)
        return part

    def _cell(self, problem: Problem, *, name_sheet: bool) -> CellPart:
        sheet = self.sheets.index(problem.sheet)
        out = f"{sheet}-{problem.row}"
        of_sheet = f"{problem.sheet}, " if name_sheet else ""
        if problem.column < 0:
            row = f"{of_sheet}row {problem.row}" if of_sheet else f"Row {problem.row}"
            return CellPart(problem, row, out=out)
        place = f"{of_sheet}{column_letters(problem.column)}{problem.row}"
        name = f"fix_{sheet}_{problem.row}_{problem.column}"
        if name in self._fields:
            return CellPart(problem, place, out=out, again=True)
        self._boxes += 1
        self._initial[name] = problem.value
        if suggestion := self._suggest(problem):
            self._suggested[name] = suggestion
        words = {"max_length": f"Cell {place} may have {LONGEST_CELL:,} characters"}
        box = forms.CharField(
            label=place, max_length=LONGEST_CELL, required=False, error_messages=words
        )
        # Cutting off what somebody pastes, without a word, would lose it.
        box.widget.attrs.pop("maxlength", None)
        self._fields[name] = box
        return CellPart(problem, place, name=name, out=out, suggestion=suggestion)

    def clean(self) -> dict[str, Any]:
        """Refuse a page on which nothing was decided."""
        if not self.errors and not self._changed():
            raise forms.ValidationError(NOTHING)
        return self.cleaned_data

    def answers(self) -> list[NewAnswer]:
        """Return what the person decided on this page."""
        return self._changed()

    def _changed(self) -> list[NewAnswer]:
        # A row may stand in several groups; it is left out once.
        rows = dict.fromkeys(self.out)
        found = [answer for value in rows if (answer := self._left_out(value)) is not None]
        for part in self.parts:
            found += [one for cell in part.cells if (one := self._fix(cell)) is not None]
            found += self._monday(part)
            if (reason := self._reason(part)) is not None:
                found.append(reason)
        chosen = set(self.back)
        found += [one.answer for one in self.decided if str(one.number) in chosen]
        return found

    def _left_out(self, value: str) -> NewAnswer | None:
        match = _OUT.fullmatch(value)
        if match is None or int(match[1]) >= len(self.sheets):
            return None
        sheet = self.sheets[int(match[1])]
        return NewAnswer(about="leave_out", sheet=sheet, row=int(match[2]), value="yes")

    def _fix(self, cell: CellPart) -> NewAnswer | None:
        typed = self.cleaned_data.get(cell.name) if cell.name else None
        problem = cell.problem
        if typed is None or typed == problem.value.strip():
            return None
        return NewAnswer(
            about="fix",
            sheet=problem.sheet,
            row=problem.row,
            column=problem.column,
            value=typed,
        )

    def _monday(self, part: GroupPart) -> list[NewAnswer]:
        """The week of the first of such columns; and that the list is of the kind it was taken as,
        so that it is no other when more is sure of it."""
        monday = self.cleaned_data.get(part.monday_name) if part.monday_name else None
        reading = self.readings.get(part.group.first.sheet)
        if monday is None or reading is None:
            return []
        place = part.group.first
        return [
            NewAnswer(about="kind", sheet=place.sheet, value=reading.kind),
            NewAnswer("field", place.sheet, column=place.column, value=monday.isoformat()),
        ]

    def _reason(self, part: GroupPart) -> NewAnswer | None:
        typed = self.cleaned_data.get(part.reason_name) if part.reason_name else None
        if typed is None:
            return None
        given = self.reasons.get(part.group.key)
        before = given.text if given else ""
        if typed == before and (part.confirmed or not typed):
            return None
        return NewAnswer(
            about="reason",
            key=part.group.key,
            value=typed or None,
            cells=tuple(sorted(part.group.cells)),
        )
