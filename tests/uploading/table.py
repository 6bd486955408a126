"""How a file was understood, as a table that people can read and compare."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from uploads.cells import column_letters
from uploads.columns import WEEK, Heading, SheetReading
from uploads.problems import Problem
from uploads.rows import ReadList, Row

_ROWS = 8


def table_of(
    readings: Sequence[SheetReading], lists: Sequence[ReadList], problems: Sequence[Problem]
) -> str:
    """Return each sheet with its columns, its first rows as they were read, and all problems."""
    by_sheet = {found.sheet: found for found in lists}
    lines: list[str] = []
    for reading in readings:
        lines.extend(_sheet(reading))
        if found := by_sheet.get(reading.sheet):
            lines.extend(_rows(found))
        lines.append("")
    lines.append("Problems")
    lines.extend(_problem(problem) for problem in problems)
    return "\n".join([*lines, ""])


def field_of(heading: Heading) -> str:
    """Return a heading's field, or of a week its Monday; "" where it is left out."""
    if heading.field == WEEK:
        return heading.week.isoformat() if heading.week else "unknown week"
    return heading.field


def _sheet(reading: SheetReading) -> Iterator[str]:
    yield f"Sheet “{reading.sheet}”: {reading.kind or 'left out'}. {reading.why}"
    if not reading.kind:
        return
    rows = " and ".join(map(str, reading.header_rows))
    yield f"  headings in row {rows}, list in rows {reading.first} to {reading.last}"
    for row, why in reading.skipped.items():
        yield f"  row {row} left out: {why}"
    for heading in reading.headings:
        asked = "" if heading.certain else "  (asks)"
        name = f"{column_letters(heading.column):<3}{heading.text[:44]:<45}"
        yield f"  {name}{field_of(heading) or 'ignored':<17}{heading.why}{asked}"


def _rows(found: ReadList) -> Iterator[str]:
    yield f"  {len(found.rows)} rows"
    for row in found.rows[:_ROWS]:
        yield f"  {row.number}: {_values(row)}"


def _values(row: Row) -> str:
    known = [f"{name} {_plain(value)}" for name, value in row.values.items()]
    known += [f"{week} {value}" for week, value in sorted(row.weeks.items())]
    return "; ".join(known)


def _plain(value: Any) -> str:
    match value:
        case tuple():
            return " + ".join(value)
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
    return str(value)


def _problem(problem: Problem) -> str:
    cell = f"{column_letters(problem.column)}{problem.row}" if problem.column >= 0 else problem.row
    where = f"{problem.sheet} {cell}" if problem.row else problem.sheet
    value = f" “{problem.value}”" if problem.value else ""
    return f"  {problem.severity:<8}{problem.code:<18}{where}{value}: {problem.message}"
