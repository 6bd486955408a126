"""A small kind of list and sheets of it, for tests of the understanding."""

from collections.abc import Mapping
from typing import Any

from enterprises.columns import Vocabulary, list_kinds
from uploads.answers import Answers
from uploads.cells import Book, Sheet, Value
from uploads.columns import SheetReading
from uploads.frames import read_lists
from uploads.problems import Problem
from uploads.rows import ReadList
from uploads.understanding import Remembered, understand

KINDS = list_kinds(
    Vocabulary(
        service_types=(
            ("personal-care", "Personal care"),
            ("meals", "Meal preparation, food and shopping delivery"),
            ("domestic", "Cleaning and domestic help"),
            ("gardening", "Gardening and household maintenance"),
            ("befriending", "Befriending and social activity"),
            ("not-recorded", "Not recorded"),
        ),
        partners=("Community Catalysts",),
    )
)
NOBODY = Answers()


def sheet(*rows: tuple[Value, ...], name: str = "Sheet1", **about: Any) -> Sheet:
    """Return a sheet with these rows, the first of them row 1."""
    return Sheet(name, rows, **about)


def understood(
    *sheets: Sheet,
    answers: Answers = NOBODY,
    remembered: Remembered | None = None,
    said_kind: str = "",
) -> tuple[SheetReading, ...]:
    """Return how sheets are understood."""
    return understand(Book(sheets, "xlsx"), KINDS, answers, remembered or {}, said_kind)


def one(*sheets: Sheet, **how: Any) -> SheetReading:
    """Return how the first sheet is understood."""
    return understood(*sheets, **how)[0]


def read(
    *sheets: Sheet, answers: Answers = NOBODY, said_kind: str = ""
) -> tuple[tuple[ReadList, ...], tuple[Problem, ...]]:
    """Return the lists of sheets and their problems."""
    readings = understood(*sheets, answers=answers, said_kind=said_kind)
    return read_lists(Book(sheets, "xlsx"), readings, KINDS, answers)


def fields(reading: SheetReading) -> Mapping[str, str]:
    """By heading, the field ("" where it is left out)."""
    return {heading.text: heading.field for heading in reading.headings}


def asked(reading: SheetReading) -> list[str]:
    """The headings about which a person is asked."""
    return [heading.text for heading in reading.headings if not heading.certain]


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, int, int]]:
    """Code, row and column of each problem."""
    return [(problem.code, problem.row, problem.column) for problem in problems]
