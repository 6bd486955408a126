"""What the child process tells its parent: sheets as lines of JSON, exactly (pure).

In a row a text is a JSON string, a number a JSON number of at most 15 digits that is read back as
a Decimal and never as a float, an empty cell null. What JSON has no word for is a list: a letter
for its kind, then its value. The first line holds everything but the rows, then each sheet's rows
have a line.
"""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from uploads.cells import Book, CellError, Sheet, Uncalculated, Value
from uploads.refusals import Refused

DAY, MOMENT, TIME, SPAN, ERROR, UNCALCULATED = "d", "m", "t", "s", "e", "u"

# A cell on its way: str, int, float, bool, None, or a list of a kind and a value.
Cell = Any


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet on its way. `rows[0]` is row `first_row`, and each row begins at column A."""

    name: str
    rows: Sequence[Sequence[Cell]]
    first_row: int = 1
    hidden: bool = False
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class RawBook:
    """A file on its way, as the child has read it."""

    sheets: Sequence[RawSheet]
    format: str
    notes: Sequence[str] = ()


class Failed(Exception):
    """The child broke down in a way that nobody foresaw: a fault of ours, not of the file."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What reading took the child: memory at its peak in bytes (0 where it could not say), and
    milliseconds by step."""

    peak_bytes: int = 0
    milliseconds: dict[str, int] | None = None


def number(value: float) -> int | float | str:
    """Return a number with at most 15 significant digits, which is what Excel keeps and shows.

    What is no number comes back as a text that says so.
    """
    if math.isnan(value):
        return "NaN"
    rounded = float(f"{value:.15g}")
    if math.isinf(rounded):
        return "Infinity" if value > 0 else "-Infinity"
    # A float that has 15 digits or fewer is written by JSON with exactly these.
    return int(rounded) if rounded.is_integer() and abs(rounded) < 10**15 else rounded


def rows_line(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return the rows of a sheet as they are told."""
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def answer(book: RawBook, rows: Sequence[bytes], measures: Measures) -> bytes:
    """Return the whole answer of a child that has read the file. `rows` are the sheets' lines."""
    sheets = [
        {
            "name": sheet.name,
            "first_row": sheet.first_row,
            "hidden": sheet.hidden,
            "merged": list(sheet.merged),
            "hidden_rows": list(sheet.hidden_rows),
            "hidden_columns": list(sheet.hidden_columns),
        }
        for sheet in book.sheets
    ]
    head = {"format": book.format, "notes": list(book.notes), "sheets": sheets}
    return b"\n".join([_line(head, measures), *rows])


def answer_refused(refused: Refused, measures: Measures) -> bytes:
    """Return the answer of a child that refuses the file."""
    return _line({"refused": refused.code, "facts": refused.facts}, measures)


def answer_failed(what: str, measures: Measures) -> bytes:
    """Return the answer of a child that broke down; `what` holds no text of the file."""
    return _line({"failed": what}, measures)


def _line(head: dict[str, Any], measures: Measures) -> bytes:
    head["peak"], head["took"] = measures.peak_bytes, measures.milliseconds
    return json.dumps(head).encode()


def heard(told: bytes) -> tuple[Book | Refused | Failed, Measures]:
    """Return what an answer says. Raises ValueError where it is no whole answer."""
    lines = told.split(b"\n")
    try:
        head = json.loads(lines[0])
        measures = Measures(head["peak"], head["took"])
        if "failed" in head:
            return Failed(head["failed"]), measures
        if "refused" in head:
            return Refused(head["refused"], **head["facts"]), measures
        sheets = tuple(
            _sheet(about, line) for about, line in zip(head["sheets"], lines[1:], strict=True)
        )
        return Book(sheets, head["format"], tuple(head["notes"])), measures
    except (KeyError, TypeError, AttributeError, ArithmeticError) as wrong:
        raise ValueError(f"no answer of a child: {type(wrong).__name__}") from wrong


def _sheet(about: dict[str, Any], line: bytes) -> Sheet:
    numbers = _Decimals().__getitem__
    rows = json.loads(line, parse_int=numbers, parse_float=numbers)
    return Sheet(
        name=about["name"],
        rows=tuple(
            tuple([_value(cell) if type(cell) is list else cell for cell in row]) for row in rows
        ),
        first_row=about["first_row"],
        hidden=about["hidden"],
        merged=tuple(about["merged"]),
        hidden_rows=frozenset(about["hidden_rows"]),
        hidden_columns=frozenset(about["hidden_columns"]),
    )


class _Decimals(dict[str, Decimal]):
    """Each number once: a list says the same few hours many times."""

    def __missing__(self, text: str) -> Decimal:
        value = self[text] = Decimal(text)
        return value


_READERS: dict[str, Callable[[Any], Value]] = {
    DAY: lambda ordinal: date.fromordinal(int(ordinal)),
    MOMENT: datetime.fromisoformat,
    TIME: time.fromisoformat,
    SPAN: lambda seconds: timedelta(seconds=int(seconds)),
    ERROR: CellError,
    UNCALCULATED: lambda _: Uncalculated(),
}


def _value(cell: list[Any]) -> Value:
    kind, value = cell
    return _READERS[kind](value)
