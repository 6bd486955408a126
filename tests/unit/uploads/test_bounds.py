"""Cells beyond any word, and cells with what cannot be seen: in every column of every list.

A column that is left out stops nothing; one that is read names the cell and says what to do.
"""

import time
from decimal import Decimal

import pytest

from tests.unit.uploads.lists import KINDS, NOBODY
from uploads.bounds import bounded, has_flood
from uploads.cells import Book, Sheet, Value
from uploads.frames import read_lists
from uploads.limits import LONGEST_CELL, MOST_MARKS
from uploads.parsing import cleaned
from uploads.problems import Problem
from uploads.rows import ReadList
from uploads.understanding import understand

MARKS = "\u0301\u0327\u0323"
# The text of a cell, the check that finds it where it is read, and how it is kept where it is not
# refused.
ODD = {
    "too long": ("x" * (LONGEST_CELL + 1), "text.long"),
    "far too long": ("word " * 6_000, "text.long"),
    "a flood of marks": ("e" + MARKS * 10_000, "text.marks"),
    "a short flood": ("e" + "\u0301" * (MOST_MARKS + 1), "text.marks"),
    "turned round": ("abc\u202ecba", "text.turned"),
    "isolated": ("a\u2066b\u2069", "text.turned"),
}
LISTS: dict[str, tuple[tuple[str, str], ...]] = {
    "enterprises": (
        ("Reference", "F1"),
        ("Name", "Fen Helpers"),
        ("Postcode", "CB7 4EE"),
        ("Stage", "Established"),
        ("Established on", "3 January 2022"),
        ("Traded before the programme", "No"),
        ("Kinds of help", "Personal care"),
        ("Hours in a usual week", "12"),
    ),
    "enquiries": (
        ("Reference", "E1"),
        ("Date received", "3 January 2022"),
        ("How they heard of it", "Library"),
        ("Area", "Ely"),
        ("Status", "Open"),
        ("Outcome or reason", "Rang back"),
    ),
    "hours": (
        ("Name", "Fen Helpers"),
        ("Week beginning", "3 January 2022"),
        ("Hours", "12"),
        ("Kind of help", "Personal care"),
        ("Who pays", "Direct payment"),
    ),
    "typical": (
        ("Name", "Fen Helpers"),
        ("Hours in a usual week", "12"),
        ("From the week beginning", "3 January 2022"),
        ("Kind of help", "Personal care"),
        ("Who pays", "Direct payment"),
    ),
}
NOTES = ("Notes", "all fine")
CASES = [
    (kind, place, odd) for kind, columns in LISTS.items() for place in range(len(columns))
    for odd in ODD
]  # fmt: skip


def read(kind: str, place: int, text: str) -> tuple[ReadList, tuple[Problem, ...]]:
    """A list of two rows, the second with this text in one of its columns; the last is notes."""
    columns = (*LISTS[kind], NOTES)
    good: tuple[Value, ...] = tuple(cell for _, cell in columns)
    odd = (*good[:place], text, *good[place + 1 :])
    sheet = Sheet("List", (tuple(heading for heading, _ in columns), good, odd))
    book = bounded(Book((sheet,), "csv"))
    readings = understand(book, KINDS, NOBODY, {}, kind)
    (found,), problems = read_lists(book, readings, KINDS, NOBODY)
    return found, problems


@pytest.mark.parametrize(("kind", "place", "odd"), CASES)
def test_a_column_that_is_read_names_the_cell_and_says_what_to_do(
    kind: str, place: int, odd: str
) -> None:
    text, code = ODD[odd]
    found, problems = read(kind, place, text)
    mine = [problem for problem in problems if (problem.row, problem.column) == (3, place)]
    assert [(one.code, one.severity.value) for one in mine] == [(code, "fix")]
    assert mine[0].remedy
    assert [row.number for row in found.rows] == [2, 3]


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("odd", ODD)
def test_a_column_that_is_left_out_stops_nothing(kind: str, odd: str) -> None:
    _, without = read(kind, len(LISTS[kind]), "fine")
    found, problems = read(kind, len(LISTS[kind]), ODD[odd][0])
    assert problems == without
    assert [row.number for row in found.rows] == [2, 3]


def test_a_flood_of_marks_takes_no_time() -> None:
    started = time.process_time()
    read("enterprises", 5, ODD["a flood of marks"][0])
    assert time.process_time() - started < 5  # without the bound it takes minutes


def test_what_is_not_beyond_stays_as_it_is() -> None:
    words = ("x" * LONGEST_CELL, "Tŷ Ŵyn", "e" + "\u0301" * MOST_MARKS, "שָׁלוֹם", "=1+1")
    book = Book((Sheet("List", (words, (None, True, Decimal("3.5")))),), "csv")
    assert bounded(book) == book
    assert not any(map(has_flood, words))
    assert cleaned("Tŷ Ŵyn") == "Tŷ Ŵyn"
