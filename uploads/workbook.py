"""The values of a checked workbook (child process only: this is where calamine is called)."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from uploads.cells import shown
from uploads.container import Checked, CheckedSheet
from uploads.refusals import Refused
from uploads.text import clean
from uploads.wire import (
    DAY,
    ERROR,
    MOMENT,
    SPAN,
    TIME,
    UNCALCULATED,
    Cell,
    RawSheet,
    number,
)

_HALF = timedelta(milliseconds=500)
_SECOND = timedelta(seconds=1)
_LAST_MOMENT = datetime(9999, 12, 31, 23, 59, 59)  # noqa: DTZ001 - sheets know no time zones
_LAST_OF_FEBRUARY = date(1900, 2, 28)
_NEVER_WAS = "29 February 1900"


def sheets(checked: Checked) -> Iterable[RawSheet]:
    """Yield each sheet with its values, in order. Raises Refused where they cannot be read."""
    try:
        book = CalamineWorkbook.from_filelike(checked.file)
        # calamine has taken a copy.
        checked.file.close()
        for place, sheet in enumerate(checked.sheets):
            yield _sheet(book, place, sheet, checked)
    except (CalamineError, OverflowError):
        raise Refused("damaged") from None
    except BaseException as wrong:
        # A panic of the Rust code: no Exception, and of a class that cannot be imported.
        if type(wrong).__name__ == "PanicException":
            raise Refused("damaged") from None
        raise


def _sheet(book: CalamineWorkbook, place: int, sheet: CheckedSheet, checked: Checked) -> RawSheet:
    read = book.get_sheet_by_index(place)
    rows: list[list[Cell]] = []
    first_row, first_column = 1, 0
    if read.start is not None:
        top, first_column = read.start
        first_row = top + 1
        rows = _Values(checked).rows(islice(read.iter_rows(), top, None), first_column)
        if not checked.since_1904:
            _name_the_day_that_never_was(rows, first_row, sheet)
    while rows and not rows[-1]:
        rows.pop()
    blank = next((place for place, row in enumerate(rows) if row), 0)
    return RawSheet(
        name=sheet.name,
        rows=rows[blank:],
        first_row=first_row + blank if rows else 1,
        hidden=sheet.hidden,
        merged=sheet.scan.merged,
        hidden_rows=sorted(sheet.scan.hidden_rows),
        hidden_columns=sorted(sheet.scan.hidden_columns),
    )


def _name_the_day_that_never_was(
    rows: list[list[Cell]], first_row: int, sheet: CheckedSheet
) -> None:
    """Say 29 February 1900 where Excel shows it; calamine takes it for the day before."""
    for row, column in sheet.scan.sixties:
        cells = rows[row - first_row] if 0 <= row - first_row < len(rows) else []
        cell = cells[column] if column < len(cells) else None
        if cell == [DAY, _LAST_OF_FEBRUARY.toordinal()]:
            cells[column] = _NEVER_WAS
        elif isinstance(cell, list) and cell[0] == MOMENT:
            moment = datetime.fromisoformat(cell[1])
            if moment.date() == _LAST_OF_FEBRUARY:
                cells[column] = shown(moment).replace(shown(_LAST_OF_FEBRUARY), _NEVER_WAS)


class _Values:
    """Turns values as calamine gives them into cells on their way."""

    def __init__(self, checked: Checked) -> None:
        self._error = checked.marks.error.decode()
        texts = _Once(self._text)
        texts.update({"": None, checked.marks.uncalculated.decode(): [UNCALCULATED, 0]})
        numbers = _Once(number)
        self._convert: dict[type, Callable[[Any], Cell]] = {
            str: texts.__getitem__,
            float: numbers.__getitem__,
            int: numbers.__getitem__,
            bool: bool,
            date: _Once(_day).__getitem__,
            datetime: _moment,
            time: _time,
            timedelta: _span,
        }

    def rows(self, rows: Iterable[list[Any]], first_column: int) -> list[list[Cell]]:
        """Return the rows from column A, without the empty cells at their ends."""
        convert, before = self._convert, [None] * first_column
        converted: list[list[Cell]] = []
        for row in rows:
            # A single cell far to the right makes every row that long: what is blank is cheap.
            if row.count("") == len(row):
                converted.append([])
                continue
            while row[-1] == "":
                row.pop()
            cells = before + [convert[type(value)](value) for value in row]
            while cells and cells[-1] is None:
                cells.pop()
            converted.append(cells)
        return converted

    def _text(self, text: str) -> Cell:
        if text.startswith(self._error):
            return [ERROR, clean(text.removeprefix(self._error))]
        return clean(text) or None


class _Once(dict[Any, Cell]):
    """Converts each different value once: lists repeat themselves."""

    def __init__(self, convert: Callable[[Any], Cell]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, value: Any) -> Cell:
        cell = self[value] = self._convert(value)
        return cell


def _day(value: date) -> Cell:
    return [DAY, value.toordinal()]


def _moment(value: datetime) -> Cell:
    """Return a moment to the second; one at midnight is a day."""
    value = (value + _HALF if value < _LAST_MOMENT else value).replace(microsecond=0)
    return _day(value) if value.time() == time.min else [MOMENT, value.isoformat()]


def _time(value: time) -> Cell:
    """Return a time of day to the second; one that rounds up to midnight stays below it."""
    rounded = datetime.combine(date.min, value) + _HALF
    second = rounded.time() if rounded.date() == date.min else value
    return [TIME, second.replace(microsecond=0).isoformat()]


def _span(value: timedelta) -> Cell:
    return [SPAN, (value + _HALF) // _SECOND]
