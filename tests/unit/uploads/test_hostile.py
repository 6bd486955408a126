"""Hostile and odd files, made on the spot: the reader refuses each in words that help, or hands on
what is in it exactly. Whatever happens, the process that asked lives and remembers nothing."""

import pytest

from tests.hostile.catalogue import CATALOGUE
from tests.hostile.making import Case, package, rows
from tests.spreadsheets import cell
from uploads import reader
from uploads.refusals import Refused

CASES = [
    pytest.param(case, id=f"{title}: {case.name}")
    for title, cases in CATALOGUE.items()
    for case in cases
]


@pytest.mark.parametrize("case", CASES)
def test_hostile_file(case: Case) -> None:
    reading = reader.measured(case.make(), case.file_name)
    assert reading.fault == ""
    assert reading.peak_bytes < case.most_memory
    if case.refused:
        assert isinstance(reading.outcome, Refused), reading.outcome
        assert reading.outcome.code == case.refused
        for fact, value in case.facts.items():
            assert reading.outcome.facts[fact] == value
        return
    book = reading.outcome
    assert not isinstance(book, Refused), book.code
    assert {place: cell(book, place) for place in case.cells} == case.cells
    # 5 equals 5.0, True equals 1: the kind of thing is a part of what came through.
    assert {p: type(cell(book, p)) for p in case.cells} == {
        p: type(v) for p, v in case.cells.items()
    }
    assert case.note in "\n".join(book.notes)
    assert case.check is None or case.check(book)


def test_the_same_file_is_the_same_book() -> None:
    content = package(rows(("Enterprise", "Hours"), ("Fen", 5), ("Fen", 5)))
    assert reader.read(content, "list.xlsx") == reader.read(content, "another.xlsx")


def test_every_row_of_the_catalogue_has_a_file() -> None:
    assert len(CATALOGUE) >= 22
    assert all(CATALOGUE.values())
    assert len(CASES) >= 60
