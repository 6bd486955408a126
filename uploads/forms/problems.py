"""The problems of an upload with a box for each cell, and what was decided about them."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms

from config.forms import GdsForm, ReasonField
from uploads.actions.uploads import NewAnswer
from uploads.answers import Reason, is_explained, outgrown
from uploads.cells import column_letters
from uploads.columns import SheetReading
from uploads.earlier import Earlier
from uploads.forms.cell_boxes import Columns, box
from uploads.forms.mondays import MondayField
from uploads.forms.named import NamedField, Register
from uploads.forms.problem_parts import ASKS_TO_TYPE, CellPart, Decided, GroupPart
from uploads.forms.sent import completed
from uploads.problems import Problem, ProblemGroup, Severity, Spot, digest_of, row_key
from uploads.weeks_before import ASKS_FOR_A_MONDAY, WeekBefore, monday_answers

# What is more than these is corrected in the marked-up workbook; a page has its measure, and a
# form at most as many fields as the settings allow.
MOST_BOXES_OF_A_GROUP = 20
MOST_BOXES = 400
LONGEST_REASON = 500
# What is wrong with headings is put right where columns are chosen: a heading is no cell of the
# list, and its row cannot be left out of it.
_OF_HEADINGS = ("columns.", "headings.", "weeks.", "sheet.left_out", "file.no_list")
_OUT = re.compile(r"([0-9]{1,4})-([0-9]{1,9})")
OFFERED_OTHERS = (
    "What was corrected in earlier files has changed since this page was shown. "
    "Look at the corrections again before you use them"
)
NOTHING_SAID = "nothing"
NOTHING = "Correct a cell, leave a row out or say why something is right, then save"


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
        columns: Columns | None = None,
        register: Register | None = None,
        earlier: Sequence[Earlier | WeekBefore] = (),
        data: Any = None,
        typed: Any = None,
    ) -> None:
        """`columns` are those of the file, `register` is what of the register can be named, and
        `earlier` what was said of the same cells of an earlier file; `suggest` tells what a
        cell may have been meant to say.
        `typed` is what stands in the boxes of a page that is shown anew without being saved."""
        self.typed = typed
        self.columns = columns or Columns.of(readings)
        self.register = register or Register()
        self.earlier = earlier
        # What text boxes offer while one types, by the id of the list.
        self.lists: dict[str, Sequence[str]] = {}
        self.readings = {reading.sheet: reading for reading in readings}
        self.sheets = list(self.readings)
        self.reasons = reasons
        self.decided = list(decided)
        self._fields: dict[str, forms.Field] = {}
        self._initial: dict[str, str] = {}
        self._suggest = suggest
        # What stands in boxes at first that a person is to see before it counts.
        self._likely: dict[str, str] = {}
        self._boxes = 0
        self.parts = [self._part(group) for group in groups]
        # The base class copies and dresses the fields that it finds here.
        self.base_fields = self._fields  # type: ignore[misc]
        # What was only suggested was not said by anybody whose page did not show it.
        shown = self._initial | (self._likely if typed is None else typed.dict())
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
        part = GroupPart(
            group,
            headings=self.columns.headings,
            of_headings=group.first.code.startswith(_OF_HEADINGS),
        )
        if group.first.code == ASKS_FOR_A_MONDAY:
            part.monday_name = f"monday_{group.key}"
            self._initial[part.monday_name] = ""
            self._fields[part.monday_name] = MondayField(group.first.heading)
        asks = group.first.asks or ASKS_TO_TYPE.search(group.first.remedy)
        if part.severity is Severity.NOTE and not asks:
            return part
        if part.severity is Severity.CONFIRM:
            given = self.reasons.get(group.key)
            part.confirmed = is_explained(group, self.reasons)
            part.outgrown = outgrown(group, self.reasons)
            part.reason_name = f"why_{group.key}"
            self._initial[part.reason_name] = given.text if given else ""
            self._fields[part.reason_name] = ReasonField(
                label="Why is this right?",
                help_text="In a few words. The council and its board can read this.",
                max_length=LONGEST_REASON,
            )
        places = [
            one for one in group.problems if (one.row or one.also) and one.sheet in self.sheets
        ]
        if part.of_headings:
            places = []
        if part.severity is Severity.NOTE:
            # A row need not be left out for a note, which would be all that is here without a box.
            places = [one for one in places if one.column >= 0 or one.also]
        shown = 0
        for problem in places[:MOST_BOXES_OF_A_GROUP]:
            if self._boxes >= MOST_BOXES:
                break
            part.cells += self._cells(problem, name_sheet=group.of_sheets)
            shown += 1
        part.more = len(places) - shown
        return part

    def _cells(self, problem: Problem, *, name_sheet: bool) -> list[CellPart]:
        """Return the cell of a problem, and the further ones that may be wrong instead."""
        sheet = self.sheets.index(problem.sheet)
        of_sheet = f"{problem.sheet}, " if name_sheet else ""
        own = Spot(problem.row, problem.column, problem.value)
        found: list[CellPart] = []
        # What is said of a sheet once names the cells of several of its rows.
        of_sheet_alone = not problem.row
        for spot in problem.also if of_sheet_alone else (own, *problem.also):
            if spot.column < 0:
                row = f"{of_sheet}row {spot.row}" if of_sheet else f"Row {spot.row}"
                made = CellPart(problem, row, spot)
            else:
                place = f"{column_letters(spot.column)}{spot.row}"
                if problem.also or problem.asks:
                    place = self.columns.name(problem.sheet, spot.row, spot.column)
                made = CellPart(problem, f"{of_sheet}{place}", spot)
            made.further = spot is not own and not of_sheet_alone
            if spot.column >= 0:
                self._box(made, sheet)
            if problem.severity is not Severity.NOTE and not made.further:
                made.out = f"{sheet}-{spot.row}"
            found.append(made)
        if problem.asks:
            found.append(self._link(problem, sheet))
        return found

    def _box(self, cell: CellPart, sheet: int) -> None:
        """Give a cell its box, or say that the box stands further up."""
        row, column = cell.spot.row, cell.spot.column
        name = f"fix_{sheet}_{row}_{column}"
        if name in self._fields:
            cell.again = True
            return
        self._boxes += 1
        cell.name = name
        self._initial[name] = cell.spot.value
        if not cell.further and (suggestion := self._suggest(cell.problem)):
            self._likely[name] = cell.suggestion = suggestion
        of = (cell.problem.sheet, column)
        words_list = f"words-{sheet}-{column}" if self.columns.words.get(of) else ""
        if words_list:
            self.lists[words_list] = self.columns.words[of]
        choices = self.columns.choices.get(of, ())
        self._fields[name] = box(cell.place, cell.spot.value, choices, words_list)

    def _link(self, problem: Problem, sheet: int) -> CellPart:
        """Return the box in which something of the register is named."""
        name = f"link_{sheet}_{problem.row}"
        self._boxes += 1
        self._initial[name] = ""
        if name not in self._fields:
            # A note may stay unread: what it holds likely is not chosen for anybody.
            likely = "" if problem.severity is Severity.NOTE else problem.likely
            self._likely[name] = likely
            self._fields[name] = NamedField(self.register, row=problem.row)
            self.lists[self.register.list_id] = self.register.labels
        spot = Spot(problem.row, -1)
        return CellPart(problem, self.register.title, spot, further=True, name=name)

    def clean(self) -> dict[str, Any]:
        """Refuse a page on which nothing was decided, and one that offered other corrections."""
        if (again := self._sent("again")) and again != [self.offered]:
            raise forms.ValidationError(OFFERED_OTHERS)
        if not self.errors and not self._changed():
            raise forms.ValidationError(NOTHING, code=NOTHING_SAID)
        return self.cleaned_data

    @property
    def says_nothing(self) -> bool:
        """Say whether nothing is wrong with what was sent but that nothing was decided."""
        return self.errors.keys() <= {"__all__"} and self.has_error("__all__", NOTHING_SAID)

    @property
    def offered(self) -> str:
        """What tells the corrections that the page offers from others: somebody may correct the
        earlier file otherwise meanwhile."""
        return digest_of("\n".join(one.words for one in self.earlier))

    def answers(self) -> list[NewAnswer]:
        """Return what the person decided on this page."""
        return self._changed()

    def _changed(self) -> list[NewAnswer]:
        # A row may stand in several groups; it is left out once.
        rows = dict.fromkeys(self.out)
        found = [answer for value in rows if (answer := self._left_out(value)) is not None]
        for part in self.parts:
            reason = self._reason(part)
            instead = reason is not None and bool(reason.value)
            found += [
                one
                for cell in part.cells
                if (one := self._typed(cell)) is not None
                # Who says why something is not so, and leaves what we put into its box, does not
                # mean the box.
                and not (instead and self._is_untouched(cell))
            ]
            found += self._monday(part)
            if reason is not None:
                found.append(reason)
        chosen = set(self.back)
        found += [one.answer for one in self.decided if str(one.number) in chosen]
        return self._with_used_again(found) if self._sent("again") else found

    def _with_used_again(self, found: list[NewAnswer]) -> list[NewAnswer]:
        """Return the answers with what was corrected in an earlier file and is not typed anew; what
        we suggested ourselves, nobody typed."""
        again = {answer.place: answer for one in self.earlier for answer in one.answers}
        ours = {
            (cell.problem.sheet, cell.spot.row, cell.spot.column, cell.suggestion)
            for part in self.parts
            for cell in part.cells
            if cell.suggestion
        }
        typed = [
            one
            for one in found
            if one.place not in again or (one.sheet, one.row, one.column, one.value) not in ours
        ]
        taken = {one.place for one in typed}
        rows = {(one.sheet, one.row) for one in typed}
        return typed + [
            one
            for place, one in again.items()
            if place not in taken
            # Who corrects a cell of a row wants the row.
            and not (one.about == "leave_out" and (one.sheet, one.row) in rows)
        ]

    def _left_out(self, value: str) -> NewAnswer | None:
        match = _OUT.fullmatch(value)
        if match is None or int(match[1]) >= len(self.sheets):
            return None
        sheet, row = self.sheets[int(match[1])], int(match[2])
        # So that the same row can be told in another file.
        cells = tuple(sorted(self._row_keys.get((sheet, row), ())))
        return NewAnswer(about="leave_out", sheet=sheet, row=row, value="yes", cells=cells)

    @cached_property
    def _row_keys(self) -> dict[tuple[str, int], set[str]]:
        """What tells each row from those of other files, by sheet and row."""
        found: dict[tuple[str, int], set[str]] = defaultdict(set)
        for part in self.parts:
            for one in part.group.problems:
                if key := row_key(one):
                    found[one.sheet, one.row].add(key)
        return found

    def _is_untouched(self, cell: CellPart) -> bool:
        likely = self._likely.get(cell.name, "")
        return bool(likely) and str(self.data.get(cell.name, "")).strip() == likely.strip()

    def _typed(self, cell: CellPart) -> NewAnswer | None:
        typed = self.cleaned_data.get(cell.name) if cell.name else None
        if typed is None:
            return None
        if cell.spot.column < 0:
            place = (cell.problem.sheet, cell.spot.row)
            named = NewAnswer("match", *place, key=cell.problem.asks, value=typed)
            return named if typed else None
        if typed.strip() == cell.spot.value.strip():
            return None
        return NewAnswer(
            about="fix",
            sheet=cell.problem.sheet,
            row=cell.spot.row,
            column=cell.spot.column,
            value=typed,
            cells=(digest_of(cell.spot.value),),
        )

    def _monday(self, part: GroupPart) -> list[NewAnswer]:
        """Return what the week of the first of such columns was said to be."""
        monday = self.cleaned_data.get(part.monday_name) if part.monday_name else None
        reading = self.readings.get(part.group.first.sheet)
        if monday is None or reading is None:
            return []
        place = part.group.first
        return monday_answers(place.sheet, place.column, reading.kind, monday)

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
