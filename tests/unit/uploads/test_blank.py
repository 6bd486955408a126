"""The blank template: right headings, words to choose from, what is known already, and for whom."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.lists import ENQUIRIES, ENTERPRISES, HOURS, KINDS
from uploads import blank
from uploads.blank import HEADING_ROW, MARKER, MARKER_SHEET, BlankList, Marker
from uploads.cells import Book, Sheet

MARK = Marker("rivershire", "roll-out", "hours", 3)
WEEKS = (date(2022, 1, 3), date(2022, 1, 10))
ROWS = ({"name": "=1+1", "reference": "007", "postcode": "CB7 4EE"}, {"name": "-Lode"})


def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def sheet_of(*lists: BlankList) -> Any:
    return opened(blank.workbook(MARK, "Roll-out", lists)).worksheets[0]


def values(sheet: Any, row: int) -> list[Any]:
    return [cell.value for cell in sheet[row]]


def as_read(content: bytes) -> Book:
    """The workbook as a reader hands it on."""
    sheets = [
        Sheet(
            one.title,
            tuple(tuple(cell.value for cell in row) for row in one.iter_rows()),
            hidden=one.sheet_state != "visible",
        )
        for one in opened(content).worksheets
    ]
    return Book(tuple(sheets), "xlsx")


def test_a_wide_list_has_a_column_for_each_week_in_place_of_the_single_figure() -> None:
    sheet = sheet_of(BlankList(HOURS, ROWS, WEEKS, "Y1 Q1"))
    assert sheet.title == "Weekly hours"
    headings = values(sheet, HEADING_ROW)
    assert headings[:5] == ["Reference", "Name", "Postcode", "Kind of help", "Who pays"]
    assert [day.date() for day in headings[5:]] == list(WEEKS)
    assert values(sheet, HEADING_ROW + 1)[:3] == ["007", "=1+1", "CB7 4EE"]
    assert "Y1 Q1" in sheet["A2"].value


def test_a_list_without_weeks_has_every_column() -> None:
    sheet = sheet_of(BlankList(HOURS))
    assert values(sheet, HEADING_ROW)[-2:] == ["Week beginning", "Hours"]


def test_what_begins_like_a_formula_stays_words_and_a_figure_stays_a_figure() -> None:
    rows = ({"name": "=cmd", "postcode": "@x", "typical_hours": "-12.5", "stage_on": "2022-01-03"},)
    sheet = sheet_of(BlankList(ENTERPRISES, rows))
    found = {
        heading.value: sheet.cell(row=HEADING_ROW + 1, column=heading.column)
        for heading in sheet[HEADING_ROW]
    }
    assert (found["Name"].data_type, found["Name"].value) == ("s", "=cmd")
    assert found["Postcode"].data_type == "s"
    hours = found["Hours in a usual week"]
    assert (hours.data_type, hours.value) == ("n", -12.5)
    assert found["Stage since"].value.date() == date(2022, 1, 3)
    cells = (cell for one in sheet.parent.worksheets for row in one.iter_rows() for cell in row)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


def test_words_to_choose_from_are_offered_for_every_row_and_hours_are_guided() -> None:
    sheet = sheet_of(BlankList(HOURS, ROWS, WEEKS))
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    kind = rules["D5:D506"]
    assert kind.type == "list"
    listed = opened_range(sheet.parent, kind.formula1)
    assert listed == ["Personal care", "Meals"]
    assert kind.errorStyle == "warning"
    week = rules["F5:F506"]
    assert (week.type, week.operator, week.formula1) == ("decimal", "greaterThanOrEqual", "0")
    assert "leave it empty" in week.prompt
    assert "The enterprise" in rules["B5:B506"].prompt


def opened_range(book: Any, formula: str) -> list[str]:
    name, cells = formula.replace("$", "").rsplit("!", 1)
    return [cell[0].value for cell in book[name.strip("'")][cells]]


def test_headings_say_what_goes_under_them() -> None:
    sheet = sheet_of(BlankList(ENTERPRISES))
    notes = {cell.value: cell.comment.text for cell in sheet[HEADING_ROW]}
    assert notes["Name"] == "The enterprise’s name.\nFor example: Fen Helpers\nNeeded."
    assert notes["Reference"].endswith("May be left empty.")


def test_a_template_says_for_whom_it_was_made_on_a_sheet_nobody_sees() -> None:
    content = blank.workbook(MARK, "Roll-out", [BlankList(HOURS, ROWS, WEEKS)])
    assert opened(content)[MARKER_SHEET].sheet_state == "veryHidden"
    assert blank.marker_of(as_read(content)) == MARK


def test_a_template_of_every_list_has_a_sheet_for_each() -> None:
    lists = [BlankList(kind) for kind in KINDS]
    content = blank.workbook(Marker("a", "b", "", 1), "Roll-out", lists)
    assert [one.title for one in opened(content).worksheets] == [
        *(kind.name for kind in KINDS),
        MARKER_SHEET,
    ]
    assert blank.marker_of(as_read(content)) == Marker("a", "b", "", 1)


@pytest.mark.parametrize(
    "sheets",
    [
        (),
        (Sheet("Hours", (("Name",),)),),
        (Sheet(MARKER_SHEET, (("Something else", "1"), ("Council", "a"))),),
        (Sheet(MARKER_SHEET, ()),),
    ],
)
def test_another_workbook_is_no_template_of_ours(sheets: tuple[Sheet, ...]) -> None:
    assert blank.marker_of(Book(sheets, "xlsx")) is None


def test_a_marker_that_somebody_changed_is_read_without_complaint() -> None:
    odd = Sheet(
        MARKER_SHEET, ((MARKER, "1"), ("Council", Decimal(5)), ("Quarter", "٣"), ("List", None))
    )
    assert blank.marker_of(Book((odd,), "xlsx")) == Marker("5", "", "", 0)


def test_a_sheets_name_fits_a_workbook() -> None:
    long = [BlankList(ENQUIRIES), BlankList(ENQUIRIES)]
    names = [one.title for one in opened(blank.workbook(MARK, "x", long)).worksheets]
    assert names[:2] == ["Enquiries", "Enquiries (2)"]
