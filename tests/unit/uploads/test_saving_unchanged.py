"""A page of columns that is saved as it stands changes nothing of what was understood."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from django import forms

from tests.unit.uploads.lists import KINDS, NOBODY
from tests.uploading.books import book_of
from tests.uploading.meant import MEANT
from tests.uploading.partners.files import make_all
from uploads.actions.uploads import NewAnswer
from uploads.answers import Answers
from uploads.columns import SheetReading
from uploads.forms.columns import ColumnsForm
from uploads.understanding import understand

DATA = Path(__file__).parents[2] / "data"
SAID = ("", *(kind.code for kind in KINDS))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    registers = {path.name: path for path in (DATA / "registers").glob("*.[cx][sl]*")}
    return {**registers, **make_all(tmp_path_factory.mktemp("partners"))}


def sent(readings: Sequence[SheetReading]) -> dict[str, str]:
    """What a browser sends of the page: of a box whose value is no choice, the first choice."""
    values = {}
    for bound in ColumnsForm(readings, KINDS):
        value: Any = bound.value()
        if isinstance(bound.field, forms.ChoiceField):
            offered: Any = bound.field.choices
            choices = [str(choice) for choice, _ in offered]
            value = value if value in choices else choices[0]
        values[bound.html_name] = "" if value is None else str(value)
    return values


def decided(answers: Sequence[NewAnswer]) -> Answers:
    found = Answers()
    for one in answers:
        if one.about == "kind":
            found.kinds[one.sheet] = one.value or ""
        elif one.about == "field" and one.value is not None:
            found.fields[one.sheet, one.column] = one.value
        elif one.about == "header":
            found.header_rows[one.sheet] = int(one.value or 0)
    return found


def meant(readings: Sequence[SheetReading]) -> list[Any]:
    return [
        (one.sheet, one.kind, one.header_rows, [(h.field, h.week) for h in one.headings])
        for one in readings
        if one.kind
    ]


@pytest.mark.parametrize("name", MEANT)
def test_a_page_saved_as_it_stands_changes_nothing(name: str, files: Mapping[str, Path]) -> None:
    book = book_of(files[name])
    for said in SAID:
        before = understand(book, KINDS, NOBODY, {}, said)
        form = ColumnsForm(before, KINDS, sent(before))
        answers = form.answers() if form.is_valid() else []
        after = understand(book, KINDS, decided(answers), {}, said)
        assert meant(after) == meant(before), said
