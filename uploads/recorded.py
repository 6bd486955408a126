"""What the history keeps of a decision about an upload (pure).

An upload's decisions go with its file, the history stays. So of a corrected cell it keeps where it
stands and of which field it is, and what was typed only where that is a figure or a day of a
field that the register keeps: words typed into any may name a person, and are none of its business.
"""

import re
from collections.abc import Iterable

from uploads.cells import column_letters
from uploads.columns import IGNORED, WEEK, SheetReading
from uploads.parsing.text import holds_contact

# What stands in place of words that are not kept.
NOT_KEPT = "words that are not kept here"
_FIGURE = re.compile(
    r"[0-9][0-9.,:/ -]{0,19}(?:(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[0-9., -]{0,9})?",
    re.ASCII | re.IGNORECASE,
)


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
    """Return what is kept of what somebody typed in place of a cell: a figure or a day of a field
    that the register has; None where they took it back.

    Words may name a person, whatever the field. What the register takes of them, its own history
    tells once the list is in it.
    """
    if not typed:
        return typed
    is_figure = _FIGURE.fullmatch(typed.strip()) is not None
    return typed if field != IGNORED and is_figure and not holds_contact(typed) else NOT_KEPT


def kept_of_words(typed: str | None) -> str | None:
    """Return what is kept of words like a reason: all, unless they hold how to reach a person."""
    return NOT_KEPT if typed and holds_contact(typed) else typed
