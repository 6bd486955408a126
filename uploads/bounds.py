"""No cell takes the worker more time than it is worth: what is beyond any word is cut (pure).

Some ways of comparing letters take the time of a text's length squared, or of the marks that are
heaped on one letter. The file itself stays as it came, and so does a marked-up copy of it.
"""

import unicodedata
from dataclasses import replace

from uploads.cells import Book, Sheet, Value
from uploads.limits import LONGEST_CELL, MOST_MARKS


def bounded(book: Book) -> Book:
    """Return a file of whose cells none is longer than one character more than is accepted, or
    has more than one mark more on a letter: so where such a cell is read, it is refused."""
    return replace(book, sheets=tuple(_sheet(sheet) for sheet in book.sheets))


def has_flood(words: str) -> bool:
    """Say whether more marks are heaped on one letter than any language writes."""
    return not words.isascii() and any(run > MOST_MARKS for _, run in _runs(words))


def _sheet(sheet: Sheet) -> Sheet:
    rows = tuple(
        tuple(map(_cell, row))
        # Asked of every cell of the file, so without calling anything where it is short.
        if any(type(cell) is str and len(cell) > MOST_MARKS and _is_beyond(cell) for cell in row)
        else row
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)


def _is_beyond(cell: Value) -> bool:
    if not isinstance(cell, str):
        return False
    return len(cell) > LONGEST_CELL or (len(cell) > MOST_MARKS and has_flood(cell))


def _cell(cell: Value) -> Value:
    if not _is_beyond(cell) or not isinstance(cell, str):
        return cell
    cut = cell[: LONGEST_CELL + 1]
    if not has_flood(cut):
        return cut
    return "".join(letter for letter, run in _runs(cut) if run <= MOST_MARKS + 1)


def _runs(words: str) -> list[tuple[str, int]]:
    """Return each letter with how many marks stand in a row up to it; 0 for one that is none."""
    found, run = [], 0
    for letter in words:
        run = run + 1 if unicodedata.combining(letter) else 0
        found.append((letter, run))
    return found
