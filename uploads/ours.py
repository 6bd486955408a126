"""Sheets that we put into workbooks ourselves, and that no list is looked for in (pure)."""

from dataclasses import replace

from uploads.blank import MARKER_SHEET, marker_of
from uploads.cells import Book
from uploads.marks import is_list_of_ours


def without_ours(book: Book) -> Book:
    """Return a file without the hidden sheet of a blank template and the list of problems of a
    marked-up workbook."""
    hidden = MARKER_SHEET if marker_of(book) is not None else None
    kept = [one for one in book.sheets if one.name != hidden and not is_list_of_ours(one)]
    return replace(book, sheets=tuple(kept))
