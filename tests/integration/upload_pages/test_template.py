"""The blank template as it leaves: for this council, programme and quarter."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.integration.enterprises.making import words
from tests.integration.upload_pages.conftest import Visitor
from uploads import blank
from uploads.blank import MARKER_SHEET, Marker
from uploads.cells import Book, Sheet

pytestmark = pytest.mark.django_db


def opened(answer: Any) -> Any:
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def marker(book: Any) -> Marker | None:
    hidden = book[MARKER_SHEET]
    rows = tuple(tuple(cell.value for cell in row) for row in hidden.iter_rows())
    return blank.marker_of(Book((Sheet(MARKER_SHEET, rows, hidden=True),), "xlsx"))


def test_the_page_offers_each_list_and_quarter(keeper: Visitor) -> None:
    page = keeper.says("upload_template")
    assert "Weekly hours" in page
    assert "All of them" in page
    assert keeper.world.programme.quarters()[5].full_label in page


def test_a_template_is_made_for_its_quarter(keeper: Visitor) -> None:
    answer = keeper.get("upload_template_file", query="?kind=hours&quarter=2")
    name = f'attachment; filename="{keeper.world.programme.slug}-hours-y1-q2.xlsx"'
    assert answer["Content-Disposition"] == name
    assert "sandbox" in answer["Content-Security-Policy"]
    book = opened(answer)
    assert marker(book) == Marker("rivershire", keeper.world.programme.slug, "hours", 2)
    sheet = book["Weekly hours"]
    assert keeper.world.programme.quarters()[1].full_label in sheet["A2"].value
    row = {head.value: sheet.cell(row=5, column=head.column) for head in sheet[blank.HEADING_ROW]}
    assert (row["Name"].value, row["Name"].data_type) == ("=1+1", "s")
    assert (row["Reference"].value, row["Reference"].data_type) == ("007", "s")


def test_a_template_of_all_lists_names_no_kind(keeper: Visitor) -> None:
    book = opened(keeper.get("upload_template_file", query="?kind=everything&quarter=1"))
    found = marker(book)
    assert found is not None
    assert found.kind == ""
    assert len(book.sheetnames) == 5


@pytest.mark.parametrize(
    "query", ["", "?kind=hours", "?kind=x&quarter=1", "?kind=hours&quarter=99"]
)
def test_what_was_not_chosen_is_asked_for_again(keeper: Visitor, query: str) -> None:
    answer = keeper.get("upload_template_file", query=query)
    assert answer.status_code == 422
    assert "There is a problem" in words(answer)
