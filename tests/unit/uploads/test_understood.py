"""The golden tables: what becomes of every file of the registers and of the partners.

`PM_WRITE_TABLES=1` writes the tables anew; what has changed in them is for a person to read.
"""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.unit.uploads.lists import KINDS, NOBODY
from tests.uploading.books import book_of
from tests.uploading.meant import MEANT
from tests.uploading.partners.files import make_all
from tests.uploading.table import field_of, table_of
from uploads.answers import Answers
from uploads.columns import SheetReading
from uploads.frames import read_lists
from uploads.understanding import understand

DATA = Path(__file__).parents[2] / "data"
MOST_CLICKS = 3


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Every file by its name: those of the registers and, newly made, those of the partners."""
    registers = {path.name: path for path in (DATA / "registers").glob("*.[cx][sl]*")}
    return {**registers, **make_all(tmp_path_factory.mktemp("partners"))}


@cache
def understood(path: Path) -> tuple[SheetReading, ...]:
    return understand(book_of(path), KINDS, NOBODY, {}, "")


def test_every_file_has_its_table_and_its_meaning(files: Mapping[str, Path]) -> None:
    assert set(files) == set(MEANT)
    assert {path.stem for path in (DATA / "understood").iterdir()} == set(MEANT)


@pytest.mark.parametrize("name", MEANT)
def test_a_file_is_understood_as_its_table_says(name: str, files: Mapping[str, Path]) -> None:
    book = book_of(files[name])
    readings = understood(files[name])
    lists, problems = read_lists(book, readings, KINDS, NOBODY)
    table = f"{name}\n\n{table_of(readings, lists, problems)}"
    golden = DATA / "understood" / f"{name}.txt"
    if os.environ.get("PM_WRITE_TABLES"):
        golden.write_text(table, encoding="utf-8")
    assert table == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MEANT)
def test_a_person_has_little_to_put_right(name: str, files: Mapping[str, Path]) -> None:
    """One click for each column that is asked about or wrong, and for each sheet that is."""
    clicks = []
    for reading in understood(files[name]):
        kind, meant = MEANT[name][reading.sheet]
        if reading.kind != kind:
            clicks.append(f"{reading.sheet} is {kind or 'no list'}")
        for heading in reading.headings if kind else ():
            wrong = field_of(heading) != meant.get(heading.text, "")
            # Of weeks that nobody can tell the first is asked about, and settles the others.
            follows = wrong and heading.certain and "follows" in heading.why
            if not heading.certain or (wrong and not follows):
                clicks.append(f"{heading.text} is {meant.get(heading.text) or 'left out'}")
    assert len(clicks) <= MOST_CLICKS, clicks


def test_one_answer_settles_the_weeks_of_a_file_without_years(files: Mapping[str, Path]) -> None:
    path = files["hours_undated.csv"]
    answers = Answers(fields={("hours_undated", 1): "2023-04-03"})
    (reading,) = understand(book_of(path), KINDS, answers, {}, "")
    _, meant = MEANT["hours_undated.csv"]["hours_undated"]
    assert {h.text: field_of(h) for h in reading.headings if h.field} == dict(meant)
    (found,), problems = read_lists(book_of(path), (reading,), KINDS, answers)
    assert [len(row.weeks) for row in found.rows] == [4, 5]
    assert [problem.code for problem in problems] == ["rows.skipped"]


def test_every_row_of_the_registers_is_read(files: Mapping[str, Path]) -> None:
    counts = {}
    for name in MEANT:
        if (DATA / "registers" / name).exists():
            lists, problems = read_lists(
                book_of(files[name]), understood(files[name]), KINDS, NOBODY
            )
            counts[name] = [len(found.rows) for found in lists]
            assert problems == ()
    assert counts == {
        "cqc_care_locations_east.csv": [816],
        "cqc_care_locations_east.xlsx": [816],
        "homecare_providers_east.csv": [320],
        "cqc_care_homes_trafford_2026.csv": [55],
    }
