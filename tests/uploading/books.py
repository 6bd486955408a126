"""Files as books, for tests of what comes after the reading.

It reads as plainly as can be; only files that the tests made themselves, or that are known to be
whole, come here.
"""

import csv
import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from uploads.cells import Book, Sheet, Value


def book_of(path: Path) -> Book:
    """Return a workbook or a CSV file as a book."""
    return _workbook(path) if path.suffix == ".xlsx" else _text(path)


def sheet_of(*rows: tuple[Value, ...], name: str = "Sheet1", **about: object) -> Sheet:
    """Return a sheet with these rows."""
    return Sheet(name, rows, **about)  # type: ignore[arg-type]


def _text(path: Path) -> Book:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    comma = max(",;\t", key=text.splitlines()[0].count)
    rows = csv.reader(io.StringIO(text), delimiter=comma)
    cells: tuple[tuple[Value, ...], ...] = tuple(
        tuple(cell or None for cell in row) for row in rows
    )
    return Book((Sheet(path.stem, cells),), "csv")


def _workbook(path: Path) -> Book:
    seen = openpyxl.load_workbook(path)
    read = CalamineWorkbook.from_path(path)
    sheets = []
    for name in read.sheet_names:
        about = seen[name]
        assert isinstance(about, Worksheet)
        found = read.get_sheet_by_name(name).to_python(skip_empty_area=False)
        sheets.append(
            Sheet(
                name=name,
                rows=tuple(tuple(_value(cell) for cell in row) for row in found),
                hidden=about.sheet_state != "visible",
                merged=tuple(str(one) for one in about.merged_cells.ranges),
                hidden_rows=frozenset(n for n, row in about.row_dimensions.items() if row.hidden),
                hidden_columns=frozenset(
                    column_index_from_string(letters) - 1
                    for letters, column in about.column_dimensions.items()
                    if column.hidden
                ),
            )
        )
    return Book(tuple(sheets), "xlsx")


def _value(cell: object) -> Value:
    match cell:
        case "" | None:
            return None
        case bool() | str() | time() | timedelta():
            return cell
        case datetime() if cell.time() == time():
            return cell.date()
        case date():
            return cell
        case int() | float():
            return Decimal(format(cell, ".15g")) if isinstance(cell, float) else Decimal(cell)
    raise TypeError(f"{cell!r} is no cell")
