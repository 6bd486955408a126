"""Rows under the headings that are no rows of the list: totals, notes, headings again (pure).

An enterprise may be called "Care Total" or "Total Care Ltd". A row is left out as a total where
its figures add up those above and it tells nothing else, as an enterprise's row does; where that
is not plain it is read, and a person is asked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from uploads.cells import Sheet, Value, is_blank, shown
from uploads.merged import Range
from uploads.parsing.text import says_nothing

TOTAL = "It is a total: totals are added up here from the rows."
NOTE = "It is a note and not a row of the list."
SECTION = "It is a line across the columns and not a row of the list."
AGAIN = "The headings stand here again."
OTHER_TABLE = "Another table begins here; only the first of a sheet is read."

_TOTAL = re.compile(
    r"(?:grand|sub|overall|running|weekly|monthly|quarterly|annual|year|ytd|column)?[\s-]*"
    r"(?:totals?|sum|average|avg|mean|median|count|subtotal)"
    # Of what, or of which time; other words may make it a name, as in "Sum of Us".
    r"(?:\s+(?:hours?|hrs|per|an?|each|the|this|for|in|of|to|date|number|all|enterprises?|clients?|"
    r"weeks?|weekly|months?|quarters?|years?|q[1-4]|wk|w/[ec]|[0-9][0-9/.-]*|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*))*"
    r"|(?:grand|sub)[\s-]*totals?\b.*",
    re.ASCII | re.IGNORECASE,
)
# Words that may as well be a name.
_ENDS_IN_TOTAL = re.compile(r".*\b(?:sub[\s-]*)?totals?", re.ASCII | re.IGNORECASE)
_BEGINS_WITH_TOTAL = re.compile(
    r"(?:totals?|sum|average|mean|median|count)\b.*", re.ASCII | re.IGNORECASE
)
_SHARE = re.compile(r"-?[0-9.,]+\s?%", re.ASCII)
_NOTE = re.compile(
    r"(?:notes?|n\.?b\.?|key|legend|sources?|guidance|instructions?|comments?|contact|colou?rs?)"
    r"\s*(?:[:=.–-].*)?"
    r"|(?:please|figures?|data|updated|last|prepared|printed|produced|returns?|send|shaded)\s+"
    r"(?:by|on|as|at|is|are|in|from|for|to|include|exclude|updated|return|send|complete|note|do|fill|"
    r"email|contact|below|above|provided|cells?)\b.*"
    r"|[*†‡¹²³©].*|(?:red|amber|green|yellow|blue|grey|gray|orange)\s*[=:–-].*",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)
# A number as a CSV file has it.
_PLAIN = re.compile(r"[0-9]{1,9}(?:,[0-9]{3})*(?:\.[0-9]{1,9})?", re.ASCII)
_LONG_NOTE = 80
# How many rows from the end may be totals without saying so.
_UNSAID = 5


class Labelled(Protocol):
    """A column's heading."""

    @property
    def column(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def texts(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Outside:
    """Why rows are no rows of the list, by their numbers; and rows that are read, of which a
    person must say that they are no totals."""

    skipped: dict[int, str]
    perhaps_totals: tuple[int, ...] = ()


def rows_outside(
    sheet: Sheet,
    first: int,
    last: int,
    labels: Sequence[Labelled],
    known: Callable[[str], bool],
    merged: Sequence[Range],
) -> Outside:
    """Return why each row from `first` to `last` that is no row of the list is left out.

    Blank rows are not named.
    """
    headings = {_folded(text) for label in labels for text in (label.text, *label.texts)}
    columns = {label.column for label in labels}
    across = {one.top for one in merged if one.top == one.bottom and one.width >= 3}
    skipped: dict[int, str] = {}
    data: list[int] = []
    perhaps: list[int] = []
    widest, after_blank, notes_begun = 1, False, False
    whole, part = _Sums(), _Sums()  # of all rows, and of those since the last total
    for row in range(first, last + 1):
        cells = [(c, cell) for c, cell in enumerate(sheet.row(row)) if not is_blank(cell)]
        if not cells:
            after_blank = True
            continue
        column, cell = cells[0]
        word = shown(cell).strip()
        narrow = len(cells) <= 2 < len(columns) and len(cells) < widest
        total = len(columns) > 1 and _is_total(sheet, row, cells, data, (part, whole), columns)
        if total:
            skipped[row] = TOTAL
            part = _Sums(len(data))
        elif total is None:
            data.append(row)
            perhaps.append(row)
        elif len(cells) > 1 and _folded(word) in headings and _all_in(cells, headings):
            skipped[row] = AGAIN
        elif after_blank and data and _is_heading(cells, known):
            skipped.update(dict.fromkeys(_lone_before(sheet, row, data), NOTE))
            data = [kept for kept in data if kept not in skipped]
            skipped.update(dict.fromkeys(range(row, last + 1), OTHER_TABLE))
            break
        elif len(cells) == 1 and row in across:
            skipped[row] = SECTION
        elif len(cells) == 1 and len(columns) > 1 and column not in columns:
            skipped[row] = NOTE
        elif narrow and (notes_begun or _is_note(word, bool(data))):
            skipped[row] = NOTE
            notes_begun = notes_begun or (after_blank and bool(data))
        else:
            data.append(row)
            notes_begun = False
            widest = max(widest, len(cells))
        # The title of a further table does not join it to the rows above.
        after_blank = after_blank and len(cells) == 1
    skipped.update(dict.fromkeys(_unsaid_totals(sheet, data, columns), TOTAL))
    asked = tuple(row for row in perhaps if row not in skipped)
    return Outside(dict(sorted(skipped.items())), asked)


def _is_total(
    sheet: Sheet,
    row: int,
    cells: Sequence[tuple[int, Value]],
    data: Sequence[int],
    sums: Sequence["_Sums"],
    columns: set[int],
) -> bool | None:
    """Say whether a row is a total: by its words, by its figures, and by whether it tells what
    only a row of the list has, as a postcode or a day. None where a person must say."""
    words = shown(cells[0][1]).strip(" \t\n:=")
    surely = _TOTAL.fullmatch(words) is not None
    ends = _ENDS_IN_TOTAL.fullmatch(words) is not None
    if not surely and not ends and _BEGINS_WITH_TOTAL.fullmatch(words) is None:
        return False
    tells = any(_tells_of_one(cell) for _, cell in cells[1:])
    # Naughts add up to naught: that a row has no hours makes it no total.
    says = surely or any(_figure(cell) for column, cell in cells if column in columns)
    adds_up = says and any(above.are_those_of(sheet, row, data, columns) for above in sums)
    if adds_up or surely:
        return True if not tells or (adds_up and surely) else None
    if tells:
        return False
    at_an_end = all(is_blank(cell) for cell in sheet.row(row + 1))
    return None if ends or at_an_end else False


def _tells_of_one(cell: Value) -> bool:
    """Say whether a cell holds what a total has none of: words, a code or a day."""
    if isinstance(cell, str):
        words = cell.strip()
        figure = _is_figure_or_share(words)
        return not (figure or says_nothing(words) or _TOTAL.fullmatch(words.strip(" :=")))
    return isinstance(cell, date)


def _is_note(words: str, after_data: bool) -> bool:
    return bool(_NOTE.fullmatch(words)) or (after_data and len(words) > _LONG_NOTE)


def _all_in(cells: Sequence[tuple[int, Value]], headings: set[str]) -> bool:
    return all(_folded(shown(cell)) in headings for _, cell in cells)


def _is_heading(cells: Sequence[tuple[int, Value]], known: Callable[[str], bool]) -> bool:
    """Say whether a row reads as headings: at least three known, most of them, and the first.

    A row of a list may hold words like "Closed" that are headings too, but it begins with a name.
    """
    words = [cell for _, cell in cells if isinstance(cell, str)]
    if len(words) < len(cells) or not known(words[0]):
        return False
    hits = sum(map(known, words))
    return hits >= 3 and hits * 5 >= len(words) * 3


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _lone_before(sheet: Sheet, row: int, data: Sequence[int]) -> list[int]:
    """The rows of one cell right above a second table: its title."""
    found = []
    while (row := row - 1) in data:
        if sum(not is_blank(cell) for cell in sheet.row(row)) != 1:
            break
        found.append(row)
    return found


def _unsaid_totals(sheet: Sheet, data: Sequence[int], columns: set[int]) -> list[int]:
    """Of the last rows, those that hold numbers only, each the sum of the numbers above it."""
    found: list[int] = []
    for row in data[-_UNSAID:]:
        above = [other for other in data if other < row and other not in found]
        cells = [cell for c, cell in enumerate(sheet.row(row)) if c in columns]
        words = any(not is_blank(cell) and not _is_figure_or_share(cell) for cell in cells)
        if not words and _adds_up(sheet, row, above, columns):
            found.append(row)
    return found


def _adds_up(sheet: Sheet, row: int, above: Sequence[int], columns: set[int]) -> bool:
    """Say whether the numbers of a row are the sums of those above it, column by column."""
    return _Sums().are_those_of(sheet, row, above, columns)


class _Sums:
    """The sums of the rows of a list from one of them on, carried on when they are asked for: to
    add up anew for each row that may be a total takes minutes where every other row may be."""

    def __init__(self, begun: int = 0) -> None:
        self._begun = self._end = begun
        self._sums: dict[int, Fraction] = {}
        self._more_than_numbers: set[int] = set()

    def are_those_of(self, sheet: Sheet, row: int, data: Sequence[int], columns: set[int]) -> bool:
        """Say whether the numbers of a row are the sums of those of `data`, column by column."""
        for place in range(self._end, len(data)):
            for column in columns:
                figure = _figure(sheet.value(data[place], column))
                if figure != place - self._begun + 1:  # which only numbers the rows
                    self._more_than_numbers.add(column)
                if figure:
                    self._sums[column] = self._sums.get(column, Fraction(0)) + figure
        self._end = len(data)
        if self._end - self._begun < 2:
            return False
        figures = [
            (column, figure)
            for column, cell in enumerate(sheet.row(row))
            if column in self._more_than_numbers and (figure := _figure(cell)) is not None
        ]
        return bool(figures) and all(self._sums.get(c, 0) == figure for c, figure in figures)


def _is_figure_or_share(cell: Value) -> bool:
    share = isinstance(cell, str) and _SHARE.fullmatch(cell.strip())
    return bool(share) or _figure(cell) is not None


def _figure(cell: Value) -> Fraction | None:
    if isinstance(cell, Decimal) and cell.is_finite():
        return Fraction(cell)
    if isinstance(cell, timedelta):
        return Fraction(cell // timedelta(microseconds=1), 86_400_000_000)
    if isinstance(cell, str) and _PLAIN.fullmatch(cell.strip()):
        return Fraction(cell.strip().replace(",", ""))
    if isinstance(cell, time):
        return Fraction(cell.hour * 3600 + cell.minute * 60 + cell.second, 86_400)
    return None
