"""A person's own workbook with its problems marked: coloured cells, a list, nothing that runs."""

import io
import json
import resource
import zipfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from uploads import limits, markup, markup_child
from uploads.cells import Book, CellError, Sheet, Uncalculated
from uploads.marks import LIST_SHEET, Corrected, Marks, is_list_of_ours
from uploads.problems import Problem, Severity, Spot

# Spreadsheets know of no time zones.
MOMENT = datetime.fromisoformat("2022-01-03T09:00")
RED, AMBER, BLUE, GREEN = "00F7D7D7", "00FDE3C8", "00D2E2F1", "00CFE8DC"


def problem(
    cell: tuple[int, int], severity: Severity = Severity.FIX, sheet: str = "Hours"
) -> Problem:
    row, column = cell
    return Problem(
        "a.code", severity, "This is no number", "Type a number", sheet, row, column, "=x", "3 Jan"
    )


FOUND = Marks(
    "Hours.xlsx",
    (
        problem((2, 1)),
        problem((2, 1), Severity.NOTE),
        problem((3, -1), Severity.CONFIRM),
        problem((7, 1), Severity.NOTE),
        Problem("whole", Severity.STOPS, "There is no list", "Start anew"),
        problem((9, 0), sheet="Elsewhere"),
    ),
    (Corrected("Hours", 4, 1, "-12.5"), Corrected("Hours", 4, 0, "=1+1")),
)


def hostile() -> bytes:
    """A workbook with everything that a spreadsheet might work out, and a look of its own."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Hours"
    sheet.append(["Name", "3 Jan"])
    sheet.append(["Fen", "=SUM(B3:B4)"])
    sheet.append(["Lode", -3])
    sheet.append(["Wicken", 1])
    sheet["A1"].font = Font(bold=True, color="FF0000")
    sheet["B3"].comment = Comment("Ask Kim", "Kim")
    sheet["A5"] = "=cmd|' /C calc'!A0"
    sheet["A5"].data_type = "s"
    sheet["A5"].hyperlink = "https://elsewhere.example/"
    sheet.merge_cells("A7:B8")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["A"].width = 33
    book.defined_names["Evil"] = DefinedName("Evil", attr_text='INDIRECT("x")')
    rule = DataValidation(type="custom", formula1="=EVIL()")
    rule.add("A1")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("A1:B9", FormulaRule(formula=["EVIL()"]))
    sheet.add_table(Table(displayName="T", ref="A1:B4"))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4))
    book.create_chartsheet("Chart").add_chart(chart)
    out = io.BytesIO()
    book.save(out)
    return calculated(out.getvalue())


def calculated(content: bytes) -> bytes:
    """The workbook as Excel saves it: with the result of its formula beside it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(
                name,
                part.replace(b"</f><v />", b"</f><v>-2</v>").replace(b"</f><v/>", b"</f><v>-2</v>"),
            )
    return out.getvalue()


def opened(content: bytes | None) -> Any:
    assert content is not None
    return load_workbook(io.BytesIO(content))


def colour(cell: Any) -> str | None:
    return cell.fill.start_color.rgb if cell.fill.fill_type else None


@pytest.fixture(scope="module")
def marked() -> Any:
    return opened(markup.of_workbook(hostile(), FOUND))


def book_as_read() -> Book:
    rows = (
        ("Name", date(2022, 1, 3)),
        ("Fen", Uncalculated()),
        (Decimal("-3.5"), CellError("#REF!")),
        ("Wicken", Decimal(1)),
        (MOMENT, time(7, 30), timedelta(hours=30), True, "=cmd"),
    )
    return Book((Sheet("Hours", rows), Sheet("Lists", (("x",),), first_row=3, hidden=True)), "csv")


def test_cells_are_coloured_and_say_in_words_what_is_wrong(marked: Any) -> None:
    sheet = marked["Hours"]
    assert colour(sheet["B2"]) == RED
    assert sheet["B2"].comment.text == (
        "Must be fixed: This is no number. Type a number.\n"
        "For your information: This is no number. Type a number."
    )
    assert colour(sheet["A3"]) == AMBER  # a whole row is marked at its first cell
    assert colour(sheet["A7"]) == BLUE  # of merged cells the one that is seen
    assert colour(sheet["B4"]) == GREEN


def test_a_row_that_was_hidden_is_shown_where_it_has_a_problem(marked: Any) -> None:
    assert not marked["Hours"].row_dimensions[2].hidden


def test_corrections_of_the_page_are_in_it_with_what_the_file_had(marked: Any) -> None:
    sheet = marked["Hours"]
    assert (sheet["B4"].value, sheet["B4"].data_type) == (-12.5, "n")
    assert "The file said “1”." in sheet["B4"].comment.text
    assert (sheet["A4"].value, sheet["A4"].data_type) == ("=1+1", "s")


def test_it_looks_as_it_did_and_notes_of_others_stay(marked: Any) -> None:
    sheet = marked["Hours"]
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width == 33
    assert sheet["B2"].value == -2  # the result of its formula
    assert sheet["B3"].value == -3
    assert sheet["B3"].comment.text == "Ask Kim"


def test_nothing_of_it_is_worked_out_or_leads_elsewhere(marked: Any) -> None:
    cells = [cell for sheet in marked.worksheets for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert marked["Hours"]["A5"].value.startswith("=cmd")
    assert marked["Hours"]["A5"].data_type == "s"
    assert {cell.hyperlink.target for cell in cells if cell.hyperlink} == {None}
    assert not marked.defined_names
    assert marked.sheetnames == [LIST_SHEET, "Hours"]
    sheet = marked["Hours"]
    assert not sheet.tables
    assert not sheet.data_validations.dataValidation
    assert not list(sheet.conditional_formatting)


@pytest.mark.parametrize("way", ["workbook", "book"])
def test_the_first_sheet_lists_every_problem_with_a_link_to_its_cell(way: str) -> None:
    made = (
        markup.of_workbook(hostile(), FOUND)
        if way == "workbook"
        else markup.of_book(book_as_read(), FOUND)
    )
    listed = opened(made).worksheets[0]
    assert listed.title == LIST_SHEET
    assert listed["A1"].value == "Problems found in Hours.xlsx"
    rows = [[cell.value for cell in row] for row in listed.iter_rows(min_row=5)]
    assert len(rows) == len(FOUND.problems)
    assert rows[0][:5] == ["Must be fixed", "Hours", "B2", "3 Jan", "=x"]
    assert rows[2][2] == "Row 3"
    assert rows[4][:2] == ["Stops the file", None]
    assert listed["E5"].data_type == "s"
    assert listed["C5"].hyperlink.location == "'Hours'!B2"
    assert listed["C10"].hyperlink is None  # its sheet is not in this workbook


def test_a_file_without_a_workbook_becomes_one_with_exact_values() -> None:
    sheet = opened(markup.of_book(book_as_read(), FOUND))["Hours"]
    assert sheet["B1"].value == MOMENT.replace(hour=0)
    assert sheet["A3"].value == -3.5
    assert sheet["B3"].value == "#REF!"
    assert sheet["B3"].data_type == "s"
    assert (sheet["E5"].value, sheet["E5"].data_type) == ("=cmd", "s")
    assert sheet["D5"].value is True
    assert colour(sheet["B2"]) == RED
    assert colour(sheet["A3"]) == AMBER
    assert sheet["B4"].value == -12.5
    assert colour(sheet["B7"]) == BLUE  # also below the last row that has anything


def test_rows_and_hidden_sheets_stay_where_they_were() -> None:
    made = opened(markup.of_book(book_as_read(), FOUND))
    assert made["Lists"]["A3"].value == "x"
    assert made["Lists"].sheet_state == "hidden"


def test_a_workbook_marked_up_twice_has_one_list() -> None:
    once = markup.of_workbook(hostile(), FOUND)
    assert once is not None
    twice = opened(markup.of_workbook(once, Marks("Again.xlsx", ())))
    assert twice.sheetnames == [LIST_SHEET, "Hours"]
    assert twice[LIST_SHEET]["A1"].value == "Problems found in Again.xlsx"


def test_the_list_is_known_again_when_it_is_uploaded() -> None:
    assert is_list_of_ours(Sheet(LIST_SHEET, (("Problems found in Hours.xlsx",),)))
    assert not is_list_of_ours(Sheet(LIST_SHEET, (("Name",),)))
    assert not is_list_of_ours(Sheet("Hours", (("Problems found in Hours.xlsx",),)))


def test_what_is_no_workbook_is_not_marked_up() -> None:
    assert markup.of_workbook(b"PK but nothing else", FOUND) is None


def test_a_workbook_that_takes_too_much_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHILD_WALL_SECONDS", 0)
    assert markup.of_workbook(hostile(), FOUND) is None


def test_the_process_that_opens_it_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", lambda what, to: set_to.update({what: to}))
    markup_child.limit_this_process()
    assert set_to[resource.RLIMIT_AS] == (limits.CHILD_MEMORY_BYTES,) * 2
    assert set_to[resource.RLIMIT_CPU] == (limits.CHILD_CPU_SECONDS,) * 2


def test_instructions_arrive_as_they_were_sent() -> None:
    two = replace(FOUND.problems[0], also=(Spot(2, 4, "y"),))
    sent = replace(FOUND, problems=(two, *FOUND.problems[1:]))
    assert Marks.from_plain(json.loads(json.dumps(sent.plain()))) == sent
    # Every cell that may be the wrong one is marked.
    assert [one.code for one in sent.by_cell("Hours")[2, 4]] == ["a.code"]
