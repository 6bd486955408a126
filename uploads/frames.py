"""From understood sheets to rows of values, a column at a time (pandas: only in the worker).

Of each column every different cell is read once, whatever the number of rows. What cannot be read
becomes a problem in its own cell; nothing is filled in, and nothing stops at the first problem.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd

from uploads.answers import Answers
from uploads.cells import Book, Sheet, Value, is_blank, shown
from uploads.columns import (
    IGNORED,
    WEEK,
    Column,
    Doubtful,
    Heading,
    ListKind,
    Parser,
    SheetReading,
    Unreadable,
)
from uploads.merged import MergedCells
from uploads.notes import lacks_columns, notes_on
from uploads.problems import Problem, Severity, once_a_column
from uploads.rows import RawCells, ReadList, Row

_LONGEST_VALUE = 200
_MERGED_FIGURE = (
    "This cell is merged with those below it, so nobody can tell which row its figure is of.",
    "Unmerge the cells and give each row its own figure.",
)
_MERGED_ACROSS = (
    "This cell is merged with those beside it, so nobody can tell which column it is of.",
    "Unmerge the cells and type each value in its own column.",
)
_MERGED_DOWN = (
    "These cells are merged: what they say was read for each of their rows.",
    "You need do nothing if that is right. If not, unmerge the cells in the file.",
)


@dataclass(slots=True)
class _Cells:
    """One column of a list: where it stands, its cells row by row, and what they were read as."""

    heading: Heading
    key: str
    parse: Parser
    column: Column | None
    cells: "np.ndarray[Any, np.dtype[np.object_]]"
    values: list[Any] = field(default_factory=list)
    faulty: list[int] = field(default_factory=list)


def read_lists(
    book: Book,
    readings: Sequence[SheetReading],
    kinds: Sequence[ListKind],
    answers: Answers,
) -> tuple[tuple[ReadList, ...], tuple[Problem, ...]]:
    """Return the lists of a file, row by row, and everything that is wrong or should be known.

    What a person typed in place of a cell is read as if it stood there; rows left out say
    nothing and have no problems. A list that lacks a column it needs has no rows.
    """
    by_code = {kind.code: kind for kind in kinds}
    problems = list(notes_on(book, readings, by_code, answers))
    sheets = {sheet.name: sheet for sheet in book.sheets}
    lists = []
    for reading in readings:
        kind = by_code.get(reading.kind)
        if kind is not None:
            found, faults = _read_list(sheets[reading.sheet], reading, kind, answers)
            lists.append(found)
            problems.extend(faults)
    return tuple(lists), tuple(problems)


def _read_list(
    sheet: Sheet, reading: SheetReading, kind: ListKind, answers: Answers
) -> tuple[ReadList, list[Problem]]:
    used = [h for h in reading.headings if h.field != IGNORED and (h.field != WEEK or h.week)]
    weeks = tuple(sorted({h.week for h in used if h.field == WEEK and h.week is not None}))
    fields = frozenset(h.field for h in used) - {WEEK}
    if lacks_columns(reading, kind):
        return ReadList(sheet.name, kind.code, fields, (), weeks), []
    fixes = {
        (row, column): typed
        for (name, row, column), typed in answers.fixes.items()
        if name == sheet.name
    }
    rows = _rows_of(sheet, reading, used, answers, fixes)
    merged = MergedCells.of(sheet, rows, [heading.column for heading in used], fixes)
    problems: list[Problem] = []
    columns = []
    for heading in used:
        one = _cells(sheet, kind, heading, rows, fixes)
        notes = _fill_down(one, rows, sheet.name, merged)
        problems.extend(_read(one, rows, sheet.name))
        problems.extend(notes)
        problems.extend(_merged_across(one, rows, sheet.name, merged))
        columns.append(one)
    problems = once_a_column(problems)
    built = _build(sheet.name, rows, columns)
    order = {id(one): place for place, one in enumerate(problems)}
    problems.sort(key=lambda one: (one.column, one.row, order[id(one)]))
    return ReadList(sheet.name, kind.code, fields, built, weeks), problems


def _rows_of(
    sheet: Sheet,
    reading: SheetReading,
    used: Sequence[Heading],
    answers: Answers,
    fixes: Mapping[tuple[int, int], str],
) -> list[int]:
    """The rows that belong to the list and say something in one of the columns that are read."""
    columns = [heading.column for heading in used]
    out = {row for name, row in answers.left_out if name == sheet.name}
    fixed = {row for row, _ in fixes}
    rows = []
    for row in range(reading.first, reading.last + 1):
        if row in reading.skipped or row in out:
            continue
        cells = sheet.row(row)
        width = len(cells)
        if row in fixed or any(
            column < width and not is_blank(cells[column]) for column in columns
        ):
            rows.append(row)
    return rows


def _cells(
    sheet: Sheet,
    kind: ListKind,
    heading: Heading,
    rows: Sequence[int],
    fixes: Mapping[tuple[int, int], str],
) -> _Cells:
    place, first = heading.column, sheet.first_row
    cells = np.empty(len(rows), dtype=object)
    cells[:] = [
        line[place] if place < len(line := sheet.rows[number - first]) else None for number in rows
    ]
    if fixes:
        for number, row in enumerate(rows):
            typed = fixes.get((row, place))
            if typed is not None:
                cells[number] = typed
    if heading.field == WEEK:
        if kind.weeks is None or heading.week is None:
            raise LookupError(f"{kind.code} has no columns of weeks")
        return _Cells(heading, heading.week.isoformat(), kind.weeks.parse, None, cells)
    column = kind.column(heading.field)
    if column is None:
        raise LookupError(f"{kind.code} has no {heading.field}")
    return _Cells(heading, heading.field, column.parser(heading.text), column, cells)


def _fill_down(one: _Cells, rows: Sequence[int], sheet: str, merged: MergedCells) -> list[Problem]:
    """Let cells merged down say the same for each of their rows, and tell the person so.

    Not where they hold hours: whose they are, and how many times they count, nobody can tell.
    """
    found = []
    for inside in merged.down.get(one.heading.column, ()):
        number = inside[0]
        try:
            value = one.parse(one.cells[number])
        except Unreadable:
            continue  # which is said of the cell itself
        if isinstance(value.value if isinstance(value, Doubtful) else value, Decimal):
            said: Unreadable | Doubtful = Unreadable(*_MERGED_FIGURE, "merged.figure")
            one.faulty.extend(inside)
        else:
            one.cells[list(inside)] = one.cells[number]
            said = Doubtful(None, *_MERGED_DOWN, "merged.down", note=True)
        found.append(_problem(one, rows[number], number, sheet, said))
    return found


def _merged_across(
    one: _Cells, rows: Sequence[int], sheet: str, merged: MergedCells
) -> list[Problem]:
    """Refuse cells merged over several columns, unless they say nothing or are wrong already."""
    found = []
    for number in sorted(merged.across.get(one.heading.column, ())):
        if one.values[number] is not None and number not in one.faulty:
            fault = Unreadable(*_MERGED_ACROSS, "merged.across")
            found.append(_problem(one, rows[number], number, sheet, fault))
            one.faulty.append(number)
    return found


def _read(one: _Cells, rows: Sequence[int], sheet: str) -> list[Problem]:
    """Read a column: each different cell once. Returns its problems, cell by cell."""
    keys = one.cells
    if any(cell is True or cell is False for cell in keys.tolist()):
        # To a computer TRUE equals 1.
        keys = np.empty(len(one.cells), dtype=object)
        keys[:] = [("", cell) if isinstance(cell, bool) else cell for cell in one.cells.tolist()]
    codes, different = pd.factorize(keys)
    read: list[Any] = []
    wrong: dict[int, Unreadable | Doubtful] = {}
    originals = [key[1] if isinstance(key, tuple) else key for key in different]
    for place, cell in enumerate(originals):
        value: Any = None
        if not is_blank(cell):
            try:
                value = one.parse(cell)
            except Unreadable as problem:
                wrong[place] = problem
        if isinstance(value, Doubtful):
            wrong[place] = value
            value = value.value
        read.append(value)
    # Empty cells have the code -1, which finds this last one.
    read.append(None)
    codes_list: list[int] = codes.tolist()
    one.values = [read[code] for code in codes_list]
    suspected = _suspected(one, originals, wrong)
    required = one.column is not None and one.column.required
    problems = []
    if wrong or suspected or required:
        for number, code in enumerate(codes_list):
            found = wrong.get(code)
            if found is not None:
                problems.append(_problem(one, rows[number], number, sheet, found))
                if isinstance(found, Unreadable):
                    one.faulty.append(number)
            if code in suspected:
                problems.append(_problem(one, rows[number], number, sheet, suspected[code]))
            if required and one.values[number] is None and not isinstance(found, Unreadable):
                problems.append(_problem(one, rows[number], number, sheet, _missing(one)))
                one.faulty.append(number)
    return problems


def _suspected(
    one: _Cells, different: Sequence[Value], wrong: Mapping[int, Unreadable | Doubtful]
) -> dict[int, Doubtful]:
    """What the column's own check finds unlikely, by the place of the cell among the different."""
    if one.column is None:
        return {}
    return {
        place: Doubtful(None, suspicion.message, suspicion.remedy, suspicion.code)
        for suspicion in one.column.suspicions(one.heading.text, different)
        for place, cell in enumerate(different)
        if cell in suspicion.cells and place not in wrong
    }


def _missing(one: _Cells) -> Unreadable:
    name = one.column.heading if one.column is not None else one.heading.text
    return Unreadable(
        f"“{name}” is not known for this row.",
        "Type it, or leave the row out if it does not belong to the list.",
        f"{one.key}.missing",
    )


def _problem(
    one: _Cells, row: int, number: int, sheet: str, found: Unreadable | Doubtful
) -> Problem:
    if isinstance(found, Unreadable):
        severity = Severity.FIX
    else:
        severity = Severity.NOTE if found.note else Severity.CONFIRM
    return Problem(
        code=found.code,
        severity=severity,
        message=found.message,
        remedy=found.remedy,
        sheet=sheet,
        row=row,
        column=one.heading.column,
        value=shown(one.cells[number])[:_LONGEST_VALUE],
        heading=one.heading.text[:_LONGEST_VALUE],
    )


def _build(sheet: str, rows: Sequence[int], columns: Sequence[_Cells]) -> tuple[Row, ...]:
    """Put the columns together again, row by row. What rows have in common they share."""
    plain = [one for one in columns if one.heading.field != WEEK]
    wide = [one for one in columns if one.heading.field == WEEK]
    weeks = [one.heading.week for one in wide if one.heading.week is not None]
    places = {one.key: one.heading.column for one in plain}
    week_places = {week: one.heading.column for week, one in zip(weeks, wide, strict=True)}
    order = {one.key: place for place, one in enumerate(columns)}
    faulty: dict[int, set[str]] = defaultdict(set)
    for one in columns:
        for number in one.faulty:
            faulty[number].add(one.key)
    keys = [one.key for one in plain]
    cells = zip(*(one.cells.tolist() for one in columns), strict=True)
    values = zip(*(one.values for one in plain), strict=True) if plain else repeat(())
    figures = zip(*(one.values for one in wide), strict=True) if wide else repeat(())
    built = []
    for number, (row, raw) in enumerate(zip(rows, cells, strict=True)):
        said = {
            key: value for key, value in zip(keys, next(values), strict=True) if value is not None
        }
        hours = {
            week: figure
            for week, figure in zip(weeks, next(figures), strict=True)
            if figure is not None
        }
        wrong = faulty.get(number, _NOTHING)
        own = RawCells(order, raw)
        built.append(Row(sheet, row, said, hours or _NONE, own, places, week_places, wrong))
    return tuple(built)


_NONE: Mapping[date, Any] = {}
_NOTHING: frozenset[str] = frozenset()
