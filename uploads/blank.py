"""The blank template of a list, made for one council, programme and quarter (pure).

A hidden sheet of it says for whom it was made, so that a template of another programme is told at
once. openpyxl is imported only while a template is made.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from uploads.cells import Book, Sheet, column_letters, shown
from uploads.columns import Column, Doubtful, ListKind, Unreadable
from uploads.written_cells import DAY_FORMAT, put, put_text, sheet_name

MARKER_SHEET = "About this template"
MARKER = "Programme Monitor template"
MORE_ROWS = 500  # ready to be filled in below those that are there already
HEADING_ROW = 4
_WEEK = "week"  # the field of a single row's week, which a column for each week replaces
_WEEK_WIDTH = 13

_NEEDED, _MAY_BE_EMPTY = "12436D", "D2E2F1"


@dataclass(frozen=True, slots=True)
class Marker:
    """For whom a template was made: addresses of council and programme, the kind of list ("" for
    a workbook of all kinds) and the quarter's number."""

    council: str
    programme: str
    kind: str
    quarter: int


@dataclass(frozen=True, slots=True)
class BlankList:
    """One sheet of a template: its rows so far by field, and its weeks where it has a column for
    each; hours that are known already stand in a row under the day on which their week begins."""

    kind: ListKind
    rows: Sequence[Mapping[str, str]] = ()
    weeks: Sequence[date] = ()
    period: str = ""


def marker_of(book: Book) -> Marker | None:
    """Return what a file says that it was made for; None where it is no template of ours."""
    sheet = next((one for one in book.sheets if one.name == MARKER_SHEET), None)
    if sheet is None or sheet.value(1, 0) != MARKER:
        return None
    said = {str(sheet.value(row, 0)): _text(sheet, row) for row in range(2, 6)}
    quarter = said.get("Quarter", "")
    return Marker(
        council=said.get("Council", ""),
        programme=said.get("Programme", ""),
        kind=said.get("List", ""),
        quarter=int(quarter) if quarter.isascii() and quarter.isdecimal() else 0,
    )


def _text(sheet: Sheet, row: int) -> str:
    return shown(sheet.value(row, 1)).strip()


def workbook(marker: Marker, programme_name: str, lists: Sequence[BlankList]) -> bytes:
    """Return a template as the bytes of a workbook, with a sheet for each list."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Programme Monitor"
    hidden = _Hidden(book.create_sheet(MARKER_SHEET))
    hidden.say(marker)
    names: tuple[str, ...] = (MARKER_SHEET,)
    for one in lists:
        name = sheet_name(one.kind.name, names)
        names = (*names, name)
        _List(book.create_sheet(name, index=len(names) - 2), one, hidden).fill(programme_name)
    book.active = 0
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass(slots=True)
class _Hidden:
    """The sheet that holds what people need not see: for whom it is, and the drop-downs' words."""

    sheet: Any
    ranges: dict[tuple[str, ...], str] = field(default_factory=dict)

    def say(self, marker: Marker) -> None:
        # Not to be shown again by accident, with the sheets people work in.
        self.sheet.sheet_state = "veryHidden"
        said = (
            (MARKER, "1"),
            ("Council", marker.council),
            ("Programme", marker.programme),
            ("List", marker.kind),
            ("Quarter", str(marker.quarter)),
        )
        for row, (name, value) in enumerate(said, start=1):
            put_text(self.sheet.cell(row=row, column=1), name)
            put_text(self.sheet.cell(row=row, column=2), value)

    def range_of(self, choices: tuple[str, ...]) -> str:
        """Return where a drop-down's words stand: written out, they would soon be too long."""
        if choices not in self.ranges:
            column = 4 + len(self.ranges)
            for row, words in enumerate(choices, start=1):
                put_text(self.sheet.cell(row=row, column=column), words)
            letters = column_letters(column - 1)
            name = MARKER_SHEET.replace("'", "''")
            self.ranges[choices] = f"'{name}'!${letters}$1:${letters}${len(choices)}"
        return self.ranges[choices]


@dataclass(slots=True)
class _List:
    """One sheet while it is filled."""

    sheet: Any
    blank: BlankList
    hidden: _Hidden

    def fill(self, programme_name: str) -> None:
        kind, weeks = self.blank.kind, tuple(self.blank.weeks)
        wide = kind.weeks is not None and bool(weeks)
        single = {_WEEK, kind.weeks.field} if wide and kind.weeks is not None else set()
        columns = [column for column in kind.columns if column.field not in single]
        last = HEADING_ROW + len(self.blank.rows) + MORE_ROWS
        self._preamble(programme_name, wide=wide)
        for place, column in enumerate(columns, start=1):
            self._heading(place, column)
            self._guide(place, last, column)
        for place, week in enumerate(weeks if wide else (), start=len(columns) + 1):
            self._week(place, last, week)
        for row, values in enumerate(self.blank.rows, start=HEADING_ROW + 1):
            for place, column in enumerate(columns, start=1):
                put(self.sheet.cell(row=row, column=place), _value(column, values))
            for place, week in enumerate(weeks if wide else (), start=len(columns) + 1):
                if known := values.get(week.isoformat()):
                    put(self.sheet.cell(row=row, column=place), Decimal(known))
        self.sheet.freeze_panes = self.sheet.cell(
            row=HEADING_ROW + 1, column=min(len(columns), 2) + 1 if wide else 1
        )
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def _preamble(self, programme_name: str, *, wide: bool) -> None:
        from openpyxl.styles import Font

        kind = self.blank.kind
        put_text(self.sheet.cell(row=1, column=1), f"{kind.name}: {programme_name}")
        self.sheet.cell(row=1, column=1).font = Font(bold=True, size=14)
        period = f"Period: {self.blank.period}. " if self.blank.period else ""
        put_text(self.sheet.cell(row=2, column=1), f"{period}{kind.about}".strip())
        rule = "An empty cell means not known, and 0 means none. " if wide else ""
        put_text(
            self.sheet.cell(row=3, column=1),
            f"{rule}Dark headings are needed. Point at a heading to read what goes under it.",
        )

    def _heading(self, place: int, column: Column) -> None:
        self._head(place, column.heading, needed=column.required, width=column.width)
        words = [column.help, f"For example: {column.example}" if column.example else ""]
        words.append("Needed." if column.required else "May be left empty.")
        self._note(place, "\n".join(filter(None, words)))

    def _week(self, place: int, last: int, week: date) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        self._head(place, week, needed=False, width=_WEEK_WIDTH)
        self.sheet.cell(row=HEADING_ROW, column=place).number_format = DAY_FORMAT
        self._note(place, f"The week from Monday {shown(week)}.")
        rule = DataValidation(
            type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True
        )
        self._rule(rule, place, last, f"Week of {shown(week)}", _HOURS_PROMPT, _HOURS_ERROR)

    def _head(self, place: int, heading: object, *, needed: bool, width: int) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        cell = self.sheet.cell(row=HEADING_ROW, column=place)
        put(cell, heading)
        cell.font = Font(bold=True, color="FFFFFF" if needed else "0C2D4A")
        cell.fill = PatternFill("solid", start_color=_NEEDED if needed else _MAY_BE_EMPTY)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        self.sheet.column_dimensions[column_letters(place - 1)].width = width

    def _note(self, place: int, words: str) -> None:
        from openpyxl.comments import Comment

        note = Comment(words, "Programme Monitor", height=130, width=320)
        self.sheet.cell(row=HEADING_ROW, column=place).comment = note

    def _guide(self, place: int, last: int, column: Column) -> None:
        """Say under each heading what goes there, and offer the words where there is a choice."""
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = DataValidation(allow_blank=True)
        if column.choices:
            listed = self.hidden.range_of(column.choices)
            rule = DataValidation(type="list", formula1=listed, allow_blank=True)
        self._rule(rule, place, last, column.heading, column.help, _CHOICE_ERROR)
        if isinstance(_parsed(column, column.example), date):
            letters = column_letters(place - 1)
            self.sheet.column_dimensions[letters].number_format = DAY_FORMAT

    def _rule(self, rule: Any, place: int, last: int, title: str, prompt: str, error: str) -> None:
        # A warning, not a bar: what is unusual is asked about when the file is uploaded.
        rule.errorStyle = "warning"
        rule.showErrorMessage = rule.type is not None
        rule.errorTitle, rule.error = "Is this right?", error
        rule.showInputMessage = bool(prompt)
        rule.promptTitle, rule.prompt = title[:32], prompt[:255]
        letters = column_letters(place - 1)
        rule.add(f"{letters}{HEADING_ROW + 1}:{letters}{last}")
        self.sheet.add_data_validation(rule)


_HOURS_PROMPT = (
    "The hours of help and care from Monday to Sunday, like 12.5. "
    "0 if there were none; leave it empty if you do not know."
)
_HOURS_ERROR = "Hours are written as a number, like 12.5. Leave the cell empty if not known."
_CHOICE_ERROR = "These words are not in the list. You can keep them: we will ask when you upload."


def _value(column: Column, values: Mapping[str, str]) -> object:
    text = values.get(column.field, "")
    parsed = _parsed(column, text)
    return parsed if isinstance(parsed, (date, Decimal)) else text


def _parsed(column: Column, text: str) -> object:
    """Return what a cell's words mean, so that a figure is written as one."""
    if not text:
        return None
    try:
        found = column.parse(text)
    except Unreadable:
        return None
    return found.value if isinstance(found, Doubtful) else found
