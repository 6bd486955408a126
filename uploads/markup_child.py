"""The process that opens a person's own workbook and marks the problems in it.

Run as `python -m uploads.markup_child PARENT` by `uploads.markup`, with limits of its own: openpyxl
takes a workbook's word for many things. Knows nothing of the application's data but what it is
sent, and ends with its parent. Input: the length of the instructions in ten digits, the
instructions (JSON), the workbook. Output: the marked-up workbook.
"""

import io
import json
import resource
import sys
from typing import Any

from uploads import limits
from uploads.child import die_with
from uploads.marks import Marks, is_list_of_ours, mark, mark_corrected, name_for_list, write_list

HEAD = 10


def limit_this_process() -> None:
    """Bound memory and time before anything of the workbook is looked at."""
    most = limits.CHILD_MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    seconds = limits.CHILD_CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def marked_up(content: bytes, marks: Marks) -> bytes:
    """Return the workbook with its problems marked, and nothing in it that a spreadsheet runs."""
    from openpyxl import load_workbook

    # Results in place of formulas; no trace of the workbooks that it took figures from.
    book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    for drawn in book.chartsheets:
        book.remove(drawn)
    for sheet in book.worksheets:
        if is_list_of_ours(_as_read(sheet)) and len(book.worksheets) > 1:
            book.remove(sheet)
    _quieten(book)
    names = [sheet.title for sheet in book.worksheets]
    for sheet in book.worksheets:
        _mark_sheet(sheet, marks)
    listed = book.create_sheet(name_for_list(names), 0)
    write_list(listed, marks, {name: name for name in names})
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is listed
    book.active = 0
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_read(sheet: Any) -> Any:
    from uploads.cells import Sheet

    return Sheet(sheet.title, ((sheet["A1"].value,),))


def _quieten(book: Any) -> None:
    """Drop everything that is worked out, linked or drawn: what is left are values and their look.

    Formulas may also stand in names, rules of formatting, rules of validation and tables.
    """
    from openpyxl.formatting.formatting import ConditionalFormattingList
    from openpyxl.packaging.custom import CustomPropertyList
    from openpyxl.worksheet.datavalidation import DataValidationList
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.scenario import ScenarioList

    book.defined_names.clear()
    book.custom_doc_props = CustomPropertyList()
    for sheet in book.worksheets:
        sheet.defined_names.clear()
        sheet.print_area = None
        sheet.conditional_formatting = ConditionalFormattingList()
        sheet.data_validations = DataValidationList()
        sheet.auto_filter = AutoFilter()
        sheet.scenarios = ScenarioList()
        sheet.tables.clear()
        sheet._hyperlinks = []
        sheet._charts, sheet._images, sheet._pivots = [], [], []
        for cell in sheet._cells.values():
            if cell.data_type == "f":
                cell.data_type = "s"
            if getattr(cell, "_hyperlink", None) is not None:
                cell._hyperlink = None


def _mark_sheet(sheet: Any, marks: Marks) -> None:
    places = marks.by_cell(sheet.title)
    corrected = marks.corrected_in(sheet.title)
    inside = {
        place: merged.coord.split(":")[0]
        for merged in sheet.merged_cells.ranges
        for place in merged.cells
    }
    for (row, column), typed in corrected.items():
        mark_corrected(_cell(sheet, row, column, inside), typed)
    for (row, column), problems in places.items():
        mark(_cell(sheet, row, column, inside), problems)
        if sheet.row_dimensions[row].hidden:
            sheet.row_dimensions[row].hidden = False


def _cell(sheet: Any, row: int, column: int, inside: dict[tuple[int, int], str]) -> Any:
    """Return the cell; of a row as a whole its first, of merged cells the one that is seen."""
    place = (row, max(column, 0) + 1)
    return sheet[inside[place]] if place in inside else sheet.cell(*place)


def main(parent: int) -> None:
    """Read what is sent, write what is made; any failure ends the process with a status."""
    die_with(parent)
    limit_this_process()
    data = sys.stdin.buffer.read()
    length = int(data[:HEAD])
    marks = Marks.from_plain(json.loads(data[HEAD : HEAD + length]))
    try:
        made = marked_up(data[HEAD + length :], marks)
    except Exception as wrong:
        # Its kind alone: its words may quote the workbook.
        sys.exit(type(wrong).__name__)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main(int(sys.argv[1]))
