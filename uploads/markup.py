"""A person's own workbook with its problems marked.

Done in the worker: the web process never opens a file that somebody handed in.
"""

import io
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from uploads import limits
from uploads.cells import Book, CellError, Sheet, Uncalculated, Value
from uploads.marks import Marks, is_list_of_ours, mark, mark_corrected, name_for_list, write_list
from uploads.markup_child import HEAD
from uploads.written_cells import put, sheet_name

log = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parent.parent
_COLUMN_WIDTH = 18
_MOST_LOGGED = 200


def of_workbook(content: bytes, marks: Marks) -> bytes | None:
    """Return the workbook itself, marked up, looking as it did; None where it resists that.

    It is opened in a process of its own, which may use no more than `limits` allows.
    """
    told = json.dumps(marks.plain()).encode()
    # openpyxl writes sheets to files before it packs them, and may be ended before it tidies up.
    with tempfile.TemporaryDirectory(prefix="pm-mark-") as folder:
        # Nothing of ours: no password of a database, no key. One thread: each has a stack.
        env = {"TMPDIR": folder, "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(
                [sys.executable, "-m", "uploads.markup_child", str(os.getpid())],
                input=b"%0*d%b%b" % (HEAD, len(told), told, content),
                capture_output=True,
                cwd=_ROOT,
                env=env,
                timeout=limits.CHILD_WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            log.warning("a workbook took too long to mark up")
            return None
    if done.returncode or not done.stdout.startswith(b"PK"):
        said = done.stderr[-_MOST_LOGGED:].decode(errors="replace").strip()
        log.warning("a workbook could not be marked up: %s, status %s", said, done.returncode)
        return None
    return done.stdout


def of_book(book: Book, marks: Marks) -> bytes:
    """Return a new workbook with the values of a file as it was read, marked up.

    For a comma-separated file, and for a workbook that openpyxl cannot open. Written row by row,
    so that its size does not matter.
    """
    from openpyxl import Workbook

    made = Workbook(write_only=True)
    sheets = [sheet for sheet in book.sheets if not is_list_of_ours(sheet)]
    names: dict[str, str] = {}
    for sheet in sheets:
        names[sheet.name] = sheet_name(sheet.name, tuple(names.values()))
    write_list(made.create_sheet(name_for_list(names.values())), marks, names)
    for sheet in sheets:
        target = made.create_sheet(names[sheet.name])
        if sheet.hidden:
            target.sheet_state = "hidden"
        _write(target, sheet, marks)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _write(target: Any, sheet: Sheet, marks: Marks) -> None:
    from openpyxl.utils import get_column_letter

    places, corrected = marks.by_cell(sheet.name), marks.corrected_in(sheet.name)
    marked = [*places, *corrected]
    last = max([sheet.first_row + len(sheet.rows) - 1, *(row for row, _ in marked)], default=0)
    widest = max((len(row) for row in sheet.rows), default=0)
    wanted: dict[int, int] = {}
    for row, column in marked:
        wanted[row] = max(wanted.get(row, 0), max(column, 0) + 1)
    for column in range(1, min(widest, limits.MOST_COLUMNS) + 1):
        target.column_dimensions[get_column_letter(column)].width = _COLUMN_WIDTH
    for number in range(1, last + 1):
        values = sheet.row(number)
        count = max(len(values), wanted.get(number, 0))
        target.append(
            [
                _cell(
                    target,
                    values[column] if column < len(values) else None,
                    [
                        *places.get((number, column), ()),
                        *(places.get((number, -1), ()) if column == 0 else ()),
                    ],
                    corrected.get((number, column)),
                )
                for column in range(count)
            ]
        )


def _cell(target: Any, value: Value, problems: Iterable[Any], typed: str | None) -> Any:
    from openpyxl.cell import WriteOnlyCell

    found = list(problems)
    if value is None and not found and typed is None:
        return None
    cell = WriteOnlyCell(target)
    _put(cell, value)
    if typed is not None:
        mark_corrected(cell, typed)
    if found:
        mark(cell, found)
    return cell


def _put(cell: Any, value: Value) -> None:
    match value:
        case CellError():
            put(cell, value.code)
        case Uncalculated():
            put(cell, "")
        case datetime():
            cell.value, cell.number_format = value, "d mmm yyyy hh:mm"
        case time():
            cell.value, cell.number_format = value, "hh:mm"
        case timedelta():
            cell.value, cell.number_format = value, "[h]:mm"
        case None | str() | bool() | Decimal() | date():
            put(cell, value)
