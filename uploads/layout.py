"""Where in a sheet the table is: its headings, its rows, and what is no part of it (pure).

Found by what cells say, never by where they stand: titles and notes above the headings, headings
of two or three lines, totals, notes and further tables below.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal
from itertools import pairwise

from uploads.cells import Sheet, Value, is_blank, shown
from uploads.merged import Range, ranges_of
from uploads.outside import rows_outside
from uploads.week_words import said_by

# Whether a text is known as a heading of some list.
Known = Callable[[str], bool]

_SEARCHED = 60
_MOST_LINES = 3
_HIT = 10


@dataclass(frozen=True, slots=True)
class Label:
    """The heading of one column: its cells from the top, merged cells filled in."""

    column: int
    cells: tuple[Value, ...]

    @property
    def text(self) -> str:
        """The whole heading as one line."""
        lines = dict.fromkeys(" ".join(shown(cell).split()) for cell in self.cells)
        return " ".join(line for line in lines if line)

    @property
    def texts(self) -> tuple[str, ...]:
        """The ways to take the heading: whole, then its lowest line. What stands above may be
        over several columns, so by itself it names none."""
        lowest = " ".join(shown(self.cells[-1]).split())
        return tuple(dict.fromkeys(text for text in (self.text, lowest) if text))


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a sheet. `first` and `last` are the rows it may have data in; `skipped` says
    which of them are no data, and why, and `perhaps_totals` which are read and may be none;
    `above` are the words over the headings."""

    header_rows: tuple[int, ...]
    labels: tuple[Label, ...]
    first: int
    last: int
    skipped: dict[int, str]
    above: tuple[str, ...]
    perhaps_totals: tuple[int, ...] = ()


def find_table(sheet: Sheet, known: Known, header_row: int | None = None) -> Table | None:
    """Return the table of a sheet, or None where nothing looks like a row of headings.

    `header_row` is the row that a person named.
    """
    merged = ranges_of(sheet)
    if header_row is not None:
        header_rows: tuple[int, ...] = (header_row,)
    else:
        header_rows = _header_rows(sheet, known, merged)
    labels = _labels(sheet, header_rows, merged) if header_rows else ()
    if not labels:
        return None
    first = header_rows[-1] + 1
    end = len(sheet.rows)
    while end and _blank(sheet.rows[end - 1]):
        end -= 1
    last = sheet.first_row + end - 1 if end else 0
    outside = rows_outside(sheet, first, last, labels, known, merged)
    above = _above(sheet, header_rows[0])
    return Table(header_rows, labels, first, last, outside.skipped, above, outside.perhaps_totals)


def _header_rows(sheet: Sheet, known: Known, merged: tuple[Range, ...]) -> tuple[int, ...]:
    """The rows that most look like headings: by how many of them are known, else by their form."""
    best: tuple[int, tuple[int, ...]] = (0, ())
    rows = [sheet.first_row + place for place in range(min(len(sheet.rows), _SEARCHED))]
    for row in rows:
        if _blank(sheet.row(row)):
            continue
        for lines in range(1, _MOST_LINES + 1):
            block = tuple(range(row, row + lines))
            if lines > 1 and not _are_one_heading(sheet, block, known, merged):
                break
            score = _score(sheet, block, known, merged)
            # Words of the list may be headings elsewhere ("Closed"), so a row below one of several
            # headings must be surer than it.
            several = best[0] > _HIT and best[1][-1] < row
            if score > best[0] + (_HIT if several else 0):
                best = (score, block)
    return best[1] or _by_form(sheet, rows)


def _score(sheet: Sheet, block: tuple[int, ...], known: Known, merged: tuple[Range, ...]) -> int:
    """How sure it is that rows are headings; 0 where one known word may as well be a value."""
    if any(one.top in block and block[-1] < one.bottom < one.top + _MOST_LINES for one in merged):
        return 0  # it would cut a merged cell in two
    labels = _labels(sheet, block, merged)
    # A heading over several columns is one heading.
    hits = len({label.text for label in labels if any(map(known, label.texts))})
    joined = sum(len(label.cells) > 1 and known(label.text) for label in labels)
    weeks = [label for label in labels if said_by(label.cells) is not None]
    # Dates may be data; dates a week apart are headings.
    hits += len(weeks) if _is_run(weeks) or (hits and _marked(weeks)) else 0
    figures = sum(isinstance(cell, Decimal) for row in block for cell in sheet.row(row))
    if hits < min(2, len(labels)):
        return 0
    return _HIT * hits + joined - 4 * max(0, figures - len(weeks)) - 2 * (len(block) - 1)


def _is_run(weeks: list[Label]) -> bool:
    """Say whether dates, or days or numbers of weeks, follow one another as headings do."""
    said = [one for label in weeks if (one := said_by(label.cells)) is not None]
    days = [day for one in said if (day := one.day or one.american) is not None]
    if not days:
        return sum(not one.is_month for one in said) >= 3
    gaps = [(later - day).days for day, later in pairwise(days)]
    if all(day.day == 1 for day in days):
        return bool(gaps) and all(28 <= gap <= 31 for gap in gaps)
    weekly = [gap for gap in gaps if gap and gap % 7 == 0]
    if len(weekly) == len(gaps):  # perhaps twice over, for two things counted by the week
        return len(gaps) > 1 or gaps == [7]
    return len(weekly) > 1 and all(gap > 0 for gap in gaps)


def _marked(weeks: list[Label]) -> bool:
    return any((said := said_by(label.cells)) is not None and said.marked for label in weeks)


def _are_one_heading(
    sheet: Sheet, block: tuple[int, ...], known: Known, merged: tuple[Range, ...]
) -> bool:
    """Say whether the last row of a block goes on with the headings of the rows above it.

    Merged cells say so where they reach over both rows or stand over several of its cells.
    Without them, at least two headings must be known only when the rows are read as one.
    """
    row, above = block[-1], block[-2]
    cells = sheet.row(row)
    if _blank(cells):
        return False
    over_several = [one for one in merged if one.top == one.bottom == above and one.width > 1]
    under = {column for one in over_several for column in range(one.left, one.right + 1)}
    if any(_is_data(cell, column in under) for column, cell in enumerate(cells)):
        return False
    if any(one.top <= above < row == one.bottom for one in merged):
        return True
    if any(
        sum(not is_blank(cells[c]) for c in one.columns if c < len(cells)) > 1
        for one in over_several
    ):
        return True
    before = _labels(sheet, block[:-1], merged)
    known_before = {label.column for label in before if any(map(known, label.texts))}
    after = _labels(sheet, block, merged)
    gained = [
        label
        for label in after
        if label.column not in known_before
        and (
            known(label.text)
            or (is_blank(sheet.value(above, label.column)) and _is_known(label, known))
        )
    ]
    return len(gained) >= 2


def _is_known(label: Label, known: Known) -> bool:
    return any(map(known, label.texts)) or said_by(label.cells) is not None


def _is_data(cell: Value, under_a_heading: bool) -> bool:
    """Say whether a cell cannot be a heading; the number of a day or a week can, under another."""
    if under_a_heading and isinstance(cell, Decimal) and cell in range(1, 54):
        return False
    return isinstance(cell, (bool, Decimal, time, timedelta))


def _by_form(sheet: Sheet, rows: list[int]) -> tuple[int, ...]:
    """The widest of the first rows that hold words only, with something below."""
    best: tuple[int, tuple[int, ...]] = (1, ())
    for row in rows[:20]:
        cells = [cell for cell in sheet.row(row) if not is_blank(cell)]
        words = all(isinstance(cell, str) for cell in cells)
        if words and len(cells) > best[0] and not _blank(sheet.row(row + 1)):
            best = (len(cells), (row,))
    return best[1]


def _labels(sheet: Sheet, block: tuple[int, ...], merged: tuple[Range, ...]) -> tuple[Label, ...]:
    """The headings that a block of rows gives, one for each column that has data or words."""
    width = max((len(sheet.row(row)) for row in block), default=0)
    lines = {row: list(sheet.row(row)) + [None] * (width - len(sheet.row(row))) for row in block}
    for one in merged:
        if one.top in lines:
            line = lines[one.top]
            line.extend([None] * (one.right + 1 - len(line)))
            line[one.left : one.right + 1] = [line[one.left]] * one.width
    width = max(map(len, lines.values()), default=0)
    found = []
    for column in range(width):
        cells = tuple(
            cell
            for row in block
            if not is_blank(cell := lines[row][column] if column < len(lines[row]) else None)
        )
        if cells:
            found.append(Label(column, cells))
    return tuple(found)


def _above(sheet: Sheet, row: int) -> tuple[str, ...]:
    """The words over the headings, a line for each row."""
    rows = sheet.rows[: max(0, row - sheet.first_row)]
    lines = (" ".join(shown(cell) for cell in cells if not is_blank(cell)) for cells in rows)
    return tuple(line for line in lines if line.strip())


def _blank(row: tuple[Value, ...]) -> bool:
    return all(is_blank(cell) for cell in row)
