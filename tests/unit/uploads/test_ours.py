"""What we put into workbooks ourselves is not taken for a list of the person's."""

from uploads.blank import MARKER, MARKER_SHEET
from uploads.cells import Book, Sheet
from uploads.marks import LIST_SHEET
from uploads.ours import without_ours

LIST = Sheet("Hours", (("Name",),))
MARKER_OF_OURS = Sheet(MARKER_SHEET, ((MARKER, "1"), ("Council", "a")), hidden=True)
PROBLEMS = Sheet(LIST_SHEET, (("Problems found in Hours.xlsx",),))
THEIRS = (Sheet(MARKER_SHEET, (("Kim wrote this",),)), Sheet(LIST_SHEET, (("Name",),)))


def test_our_own_sheets_are_left_out() -> None:
    book = Book((PROBLEMS, LIST, MARKER_OF_OURS), "xlsx", ("A note",))
    assert without_ours(book) == Book((LIST,), "xlsx", ("A note",))


def test_a_sheet_of_theirs_with_such_a_name_stays() -> None:
    book = Book((*THEIRS, LIST), "xlsx")
    assert without_ours(book) == book
