"""What a list may hold, declared once: page help, blank template, mapping and parsing all read it
(pure)."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from uploads.cells import Value
from uploads.headings import holds_phrase

IGNORED = ""  # the field of a column that is left out


class Unreadable(ValueError):
    """A cell does not hold what its column asks for.

    `message` says what kind of thing is wrong and `remedy` what to type instead; neither repeats
    the value, so that equal problems are one. `suggestion` is what the cell was most likely meant
    to say, where that can be told: a person is shown it, and decides.
    """

    def __init__(
        self, message: str, remedy: str, code: str = "unreadable", suggestion: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.code = code
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A value that was read, but that a person should confirm: what is unusual about it.

    With `note`, they need only know how it was read.
    """

    value: Any
    message: str
    remedy: str
    code: str = "doubtful"
    note: bool = False


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What is unlikely about a column as a whole, and the cells of which a person must say so."""

    cells: frozenset[Value]
    message: str
    remedy: str
    code: str


# Reads one cell that is not blank. Returns the value (or a `Doubtful` one), or None where the cell
# says in words that there is nothing ("n/a"); raises Unreadable.
Parser = Callable[[Value], Any]

# Looks at all that a column holds, each different cell once.
ColumnCheck = Callable[[Collection[Value]], Suspicion | None]


@dataclass(frozen=True, slots=True)
class Column:
    """One column that a list may have.

    `heading` is what the blank template prints; `synonyms` are other headings that people use.
    `choices` are offered as a drop-down in the template; `any_of` are words of which a cell may
    hold several. `width` is the template's, in characters.
    `parse_where` are parsers that take the place of `parse` where the heading holds one of their
    phrases ("week ending" says of its days something else than "week"). `check` looks at the
    column as a whole, and `bare_check` too where no phrase of `parse_where` is in the heading.
    `perhaps` are headings that may mean it: a person is asked.
    """

    field: str
    heading: str
    parse: Parser
    synonyms: tuple[str, ...] = ()
    help: str = ""
    example: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    width: int = 18
    parse_where: tuple[tuple[tuple[str, ...], Parser], ...] = ()
    check: ColumnCheck | None = None
    bare_check: ColumnCheck | None = None
    perhaps: tuple[str, ...] = ()

    def parser(self, heading: str) -> Parser:
        """Return the parser of this column under the heading that a sheet gives it."""
        for phrases, parse in self.parse_where:
            if any(holds_phrase(heading, phrase) for phrase in phrases):
                return parse
        return self.parse

    def suspicions(self, heading: str, cells: Collection[Value]) -> Iterator[Suspicion]:
        """Yield what is unlikely about the cells of this column under its heading."""
        bare = self.bare_check if self.parser(heading) is self.parse else None
        for check in (self.check, bare):
            if check is not None and (suspicion := check(cells)):
                yield suspicion


@dataclass(frozen=True, slots=True)
class WeekColumns:
    """Says that a list may be wide: a column for each week, headed by a day of that week.

    `field` is the field of a single figure; `parse` reads one cell of a week.
    """

    field: str
    parse: Parser


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of list that can be uploaded.

    `needs` are sets of fields of which at least one set must be found among the headings, for
    the sheet to be taken as this kind. `template_weeks` says that its template has week columns.
    """

    code: str
    name: str
    about: str
    columns: tuple[Column, ...]
    needs: tuple[frozenset[str], ...]
    weeks: WeekColumns | None = None
    # Headings recognised only to be left out, each with why.
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())
    # The fields by which a person knows a row, the better ones first.
    named_by: tuple[str, ...] = ()

    def column(self, field_name: str) -> Column | None:
        """Return the column of a field; None where this kind has none such."""
        return next((column for column in self.columns if column.field == field_name), None)


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a sheet and how it was understood.

    `field` is a column's field, IGNORED, or for a column of one week `WEEK`; `week` is then the
    Monday of that week, None where nobody can tell which it is. `certain` is False where a person
    should look. `why` says in a few words why it is taken so or left out. `samples` are its first
    values as a person sees them; a column that is left out without a question has none, because
    it may be about persons.
    """

    column: int
    text: str
    field: str
    certain: bool = True
    why: str = ""
    week: date | None = None
    samples: tuple[str, ...] = ()


WEEK = "week-of-hours"


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How one sheet was understood: what kind of list it is ("" where it is left out), which rows
    are headings, which columns mean what, which rows are left out as totals or notes.

    `header_rows` are the spreadsheet's own numbers, `first` and `last` the rows that hold the
    list (`last` < `first` where it is empty). `skipped` maps rows between them that are left out
    to why; `perhaps_totals` are rows that are read and may be totals. `signature` tells sheets
    with the same headings.
    """

    sheet: str
    kind: str
    why: str
    header_rows: tuple[int, ...] = ()
    first: int = 0
    last: int = -1
    headings: tuple[Heading, ...] = ()
    skipped: dict[int, str] = field(default_factory=dict)
    signature: str = ""
    perhaps_totals: tuple[int, ...] = ()
