"""What a reader hands on of a spreadsheet: sheets of exact values, and where each stood (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error of the spreadsheet's own, like "#REF!"."""

    code: str


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """A formula whose result the file does not hold: it was never calculated and saved."""


# A number is a Decimal of at most 15 significant digits, which is what Excel keeps and shows; a
# day without a time of day is a `date`. None is an empty cell.
Value = str | Decimal | bool | date | datetime | time | timedelta | CellError | Uncalculated | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[0]` is the sheet's row `first_row`; each row begins at column A.

    Rows may differ in length: what is beyond the end of one is empty. `merged` are ranges like
    "B2:B5". Row numbers are the spreadsheet's own, columns count from 0.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    first_row: int = 1
    hidden: bool = False
    merged: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def row(self, number: int) -> tuple[Value, ...]:
        """Return the row with this number of the spreadsheet's own; empty beyond the end."""
        place = number - self.first_row
        return self.rows[place] if 0 <= place < len(self.rows) else ()

    def value(self, number: int, column: int) -> Value:
        """Return one cell; None beyond the end."""
        row = self.row(number)
        return row[column] if column < len(row) else None


@dataclass(frozen=True, slots=True)
class Book:
    """A file as it was read. `notes` say in words what a person should know of the reading,
    like which encoding a CSV file was taken to be in."""

    sheets: tuple[Sheet, ...]
    format: str
    notes: tuple[str, ...] = field(default=())


def column_letters(column: int) -> str:
    """Return the letters of a column that counts from 0: 0 gives "A", 27 gives "AB"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the column, counting from 0, of its letters. Raises ValueError for other words."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(f"{letters} is not a column")
        number = number * 26 + ord(letter) - ord("A") + 1
    if not number:
        raise ValueError("a column has letters")
    return number - 1


def is_blank(value: Value) -> bool:
    """Say whether a cell holds nothing that can be seen."""
    return value is None or (isinstance(value, str) and not value.strip())


def shown(value: Value) -> str:
    """Return a cell as a person sees it, for messages and for boxes that correct it.

    A day is written with its month in words, so that nobody takes 3/4 for 4/3.
    """
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            text = f"{value:f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
        case datetime():
            return f"{_day(value)} {value:%H:%M}"
        case date():
            return _day(value)
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            minutes = int(value.total_seconds() // 60)
            return f"{minutes // 60}:{minutes % 60:02d}"
        case CellError():
            return value.code
        case Uncalculated():
            return "a formula without a result"
    return value


def cells_in_words(places: Sequence[tuple[int, int]], *, most: int = 5) -> str:
    """Return cells (row, column) for reading: "C9, C12 and 30 more"."""
    named = [f"{column_letters(column)}{row}" for row, column in places[:most]]
    rest = len(places) - len(named)
    if rest:
        return f"{', '.join(named)} and {rest} more"
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
