"""Writing workbooks as people's programs save them: with merged cells, hidden parts and formulas
that remember their results."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True)
class Formula:
    """A formula and the result that the program saved with it."""

    text: str
    result: float


@dataclass(frozen=True)
class Coloured:
    """A cell that says what it says by its colour alone."""

    colour: str


Row = Sequence[Cell | Formula | Coloured]


class Pages:
    """A workbook in the making."""

    def __init__(self) -> None:
        self._book = Workbook()
        self._book.remove(self._book.worksheets[0])
        self._results: dict[tuple[int, str], float] = {}

    def add(
        self,
        name: str,
        rows: Sequence[Row],
        *,
        merge: Sequence[str] = (),
        bold: Sequence[int] = (),
        hide_rows: Sequence[int] = (),
        hide_columns: Sequence[str] = (),
        hidden: bool = False,
    ) -> Worksheet:
        """Add a sheet with these rows, the first of them row 1."""
        sheet = self._book.create_sheet(name)
        number = len(self._book.worksheets)
        for row, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells, start=1):
                self._put(sheet, number, row, column, cell)
        for cells_ in merge:
            sheet.merge_cells(cells_)
        for row in bold:
            for cell in sheet[row]:
                cell.font = Font(bold=True)
        for row in hide_rows:
            sheet.row_dimensions[row].hidden = True
        for letters in hide_columns:
            sheet.column_dimensions[letters].hidden = True
        sheet.sheet_state = "hidden" if hidden else "visible"
        return sheet

    def save(self, path: Path) -> None:
        """Write it, each formula with its result as Excel would have saved it."""
        kept = io.BytesIO()
        self._book.save(kept)
        with zipfile.ZipFile(kept) as read, zipfile.ZipFile(path, "w") as written:
            for part in read.infolist():
                content = read.read(part)
                found = re.fullmatch(r"xl/worksheets/sheet([0-9]+)\.xml", part.filename)
                if found is not None:
                    content = self._with_results(int(found[1]), content.decode()).encode()
                written.writestr(part.filename, content, zipfile.ZIP_DEFLATED)

    def _put(
        self, sheet: Worksheet, number: int, row: int, column: int, cell: Cell | Formula | Coloured
    ) -> None:
        at = sheet.cell(row, column)
        match cell:
            case Formula():
                at.value = f"={cell.text}"
                self._results[number, f"{get_column_letter(column)}{row}"] = cell.result
            case Coloured():
                at.fill = PatternFill("solid", start_color=cell.colour)
            case timedelta():
                at.value = cell
                at.number_format = "[h]:mm"
            case _:
                at.value = cell

    def _with_results(self, number: int, xml: str) -> str:
        for (sheet, name), result in self._results.items():
            if sheet == number:
                pattern = rf'(<c r="{name}"[^>]*><f>[^<]*</f>)<v\s*/?>(?:</v>)?'
                xml, times = re.subn(pattern, rf"\g<1><v>{result}</v>", xml)
                assert times == 1, f"no formula at {name}"
        return xml
