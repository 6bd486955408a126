"""What stands in the columns of a table, and whether it fits what their headings say (pure)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from uploads.cells import Sheet, Value, is_blank, shown
from uploads.columns import Doubtful, Parser, Unreadable
from uploads.layout import Label, Table
from uploads.parsing.choices import UNKNOWN
from uploads.parsing.text import holds_contact, says_nothing

_DIFFERENT = 40
_ROWS = 400
_SHOWN = 3
_SHOWN_LENGTH = 60
# Of these no parser that knows its own shape can make anything.
_NONSENSE: tuple[Value, ...] = ("Qwxz plorg", "Vrelk")
_OTHERS: tuple[Value, ...] = (*_NONSENSE, Decimal(17), date(2023, 4, 3), True, "Yes")
# Failures that speak against the heading, not against the cell.
_NOT_THIS = frozenset(
    {
        *(UNKNOWN, "text.number", "day.unreadable", "day.number", "day.time"),
        *("hours.unreadable", "postcode.unreadable"),
    }
)


@dataclass(frozen=True, slots=True)
class Contents:
    """One column: its heading (None where it has none), its first different cells that say
    something, and how many cells of the rows looked at do."""

    column: int
    label: Label | None
    cells: tuple[Value, ...]
    count: int

    @property
    def text(self) -> str:
        """The heading; "" where there is none."""
        return self.label.text if self.label else ""

    @property
    def samples(self) -> tuple[str, ...]:
        """The first cells as a person sees them."""
        return tuple(shown(cell)[:_SHOWN_LENGTH] for cell in self.cells[:_SHOWN])

    def share_read(self, parse: Parser) -> int:
        """How many of a hundred different cells a parser can read without a question; 0 where
        there are none."""
        read = sum(_reads(parse, cell) is None for cell in self.cells)
        return 100 * read // len(self.cells) if self.cells else 0

    def speaks_against(self, parse: Parser) -> bool:
        """Say whether no cell at all holds such a thing, so that the heading means another."""
        if self.count < 3:
            return False
        return all(_reads(parse, cell) in _NOT_THIS for cell in self.cells)

    @property
    def is_words(self) -> bool:
        """Whether most cells are words, and not figures or days."""
        words = sum(isinstance(cell, str) and _has_letters(cell) for cell in self.cells)
        return 2 * words > len(self.cells)

    @property
    def numbers_rows(self) -> bool:
        """Whether the cells only count the rows: 1, 2, 3 and so on."""
        counted = [shown(cell) for cell in self.cells]
        return len(counted) > 1 and counted == [str(n) for n in range(1, len(counted) + 1)]

    @property
    def looks_like_names(self) -> bool:
        """Whether the cells are words that hardly repeat, none of them a sentence."""
        words = [cell for cell in self.cells if isinstance(cell, str)]
        short = [cell for cell in words if 2 < len(cell) <= 60 and _has_letters(cell)]
        return self.count >= 2 and len(short) == len(self.cells) and self._hardly_repeats

    @property
    def _hardly_repeats(self) -> bool:
        return len(self.cells) >= min(_DIFFERENT, (3 * self.count) // 5)

    @property
    def is_contacts(self) -> bool:
        """Whether most cells are e-mail addresses or telephone numbers."""
        contacts = sum(holds_contact(shown(cell)) for cell in self.cells)
        return len(self.cells) > 0 and 2 * contacts > len(self.cells)


def contents_of(sheet: Sheet, table: Table) -> tuple[Contents, ...]:
    """Return the columns of a table that have a heading, or cells, or both."""
    labels = {label.column: label for label in table.labels}
    rows = [row for row in range(table.first, table.last + 1) if row not in table.skipped]
    width = max((len(sheet.row(row)) for row in rows[:_ROWS]), default=0)
    columns = range(max([width, *(column + 1 for column in labels)]))
    found = (_contents(sheet, column, labels.get(column), rows) for column in columns)
    return tuple(one for one in found if one.label is not None or one.count)


def knows_its_shape(parse: Parser) -> bool:
    """Say whether a parser refuses words that mean nothing to it: dates, figures, choices do."""
    return all(_reads(parse, cell) is not None for cell in _NONSENSE)


def knows_only_its_shape(parse: Parser) -> bool:
    """Say whether a parser refuses words, numbers, dates and yes as well, as that of postcodes."""
    return all(_reads(parse, cell) is not None for cell in _OTHERS)


def _contents(sheet: Sheet, column: int, label: Label | None, rows: list[int]) -> Contents:
    different: dict[object, Value] = {}
    count = 0
    for place, row in enumerate(rows):
        if place >= _ROWS and count:
            break
        cell = sheet.value(row, column)
        if is_blank(cell) or (isinstance(cell, str) and says_nothing(cell)):
            continue
        count += 1
        if len(different) < _DIFFERENT:
            different.setdefault((type(cell), cell), cell)
    return Contents(column, label, tuple(different.values()), count)


def _has_letters(words: str) -> bool:
    return any(map(str.isalpha, words))


def _reads(parse: Parser, cell: Value) -> str | None:
    """None where the parser reads a cell, else the code of why it does not, or of its doubt."""
    try:
        read = parse(cell)
    except Unreadable as problem:
        return problem.code
    return read.code if isinstance(read, Doubtful) and not read.note else None
