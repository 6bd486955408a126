"""What may be meant by a cell that cannot be read, for its box: a person looks at it (pure)."""

from collections.abc import Iterable

from uploads.columns import ListKind, SheetReading, Unreadable
from uploads.problems import Problem, Severity


def suggested(problem: Problem, readings: Iterable[SheetReading], kinds: Iterable[ListKind]) -> str:
    """Return what the cell of a problem may have been meant to say; "" where nobody can tell."""
    if problem.severity is not Severity.FIX or problem.column < 0 or not problem.value:
        return ""
    reading = next((one for one in readings if one.sheet == problem.sheet), None)
    kind = next((one for one in kinds if reading and one.code == reading.kind), None)
    if reading is None or kind is None:
        return ""
    heading = next((one for one in reading.headings if one.column == problem.column), None)
    column = kind.column(heading.field) if heading else None
    if heading is None or column is None:
        return ""
    try:
        column.parser(heading.text)(problem.value)
    except Unreadable as wrong:
        return wrong.suggestion if wrong.code == problem.code else ""
    return ""
