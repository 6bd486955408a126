"""What the history keeps of a decision about an upload (pure).

An upload's decisions go with its file, the history stays. So of a corrected cell it keeps where it
stands and of which field it is, and the words only where the register keeps that field itself:
what somebody typed into a column that is left out, or a telephone number typed into any, is none
of its business.
"""

from collections.abc import Iterable

from uploads.cells import column_letters
from uploads.columns import IGNORED, WEEK, SheetReading
from uploads.parsing.text import holds_contact

# What stands in place of words that are not kept.
NOT_KEPT = "words that are not kept here"


def field_at(readings: Iterable[SheetReading], sheet: str, column: int) -> str:
    """Return the field that a column of a sheet was taken as; IGNORED where it is left out."""
    for reading in readings:
        if reading.sheet == sheet and reading.kind:
            return next((h.field for h in reading.headings if h.column == column), IGNORED)
    return IGNORED


def decision(about: str, sheet: str, row: int, column: int, what: str) -> str:
    """Return which decision it is, as the record names it and `event_words` reads it; `what` is
    the question or the field that it is about."""
    letters = column_letters(column) if column >= 0 else ""
    return "|".join((about, sheet, f"{letters}{row or ''}", "hours" if what == WEEK else what))


def kept_of_cell(typed: str | None, field: str) -> str | None:
    """Return what is kept of what somebody typed in place of a cell; None where they took it
    back."""
    if not typed:
        return typed
    return NOT_KEPT if field == IGNORED else kept_of_words(typed)


def kept_of_words(typed: str | None) -> str | None:
    """Return what is kept of words like a reason: all, unless they hold how to reach a person."""
    return NOT_KEPT if typed and holds_contact(typed) else typed
