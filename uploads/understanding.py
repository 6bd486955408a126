"""From a spreadsheet as people keep it to what its sheets and columns mean (pure).

Each sheet is read as the kind of list that explains most of its columns, unless a person says
which it is; each column as `uploads.fields` finds. Everything that is decided here is shown with
its reason, and a person can say otherwise: what they say always wins.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from uploads import headings
from uploads.answers import Answers, week_said
from uploads.cells import Book, Sheet, is_blank, shown
from uploads.columns import IGNORED, WEEK, Column, Heading, ListKind, SheetReading
from uploads.contents import Contents, contents_of
from uploads.fields import Told, headings_of
from uploads.known_words import KnownWords
from uploads.layout import Table, find_table
from uploads.week_headings import WeekColumn, week_columns

# By the signature of a sheet's headings: which kind of list it was, and by heading the field.
Remembered = Mapping[str, tuple[str, Mapping[str, str]]]

LEFT_OUT = "You left this sheet out."
HIDDEN = "This sheet is hidden, so it was left out."
EMPTY = "This sheet is empty."
NO_HEADINGS = "No row of headings was found in this sheet."
NOT_A_LIST = "Its headings are not those of a list that can be read here."
TURNED = (
    "It seems to have a row for each week and a column for each enterprise. Turn it round: copy "
    "it, and use “Paste special”, “Transpose”."
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sheet taken as a kind of list, and how much that explains.

    `complete` says that nothing it needs is missing; `guesses` how much of that is uncertain.
    """

    kind: ListKind
    headings: tuple[Heading, ...]
    complete: bool
    guesses: int
    strength: int

    @property
    def believable(self) -> bool:
        """Whether it lacks nothing, and not everything in it is a guess."""
        sure = any(h.field != IGNORED and (h.certain or h.field == WEEK) for h in self.headings)
        return self.complete and sure


@dataclass(frozen=True, slots=True)
class _Found:
    """A sheet whose table was found, with its possible readings, the best first."""

    sheet: Sheet
    table: Table
    signature: str
    readings: tuple[_Reading, ...]
    chosen: str | None = None
    recalled: str | None = None

    @property
    def best(self) -> _Reading | None:
        """The reading that explains most and lacks nothing that is needed."""
        return next((reading for reading in self.readings if reading.believable), None)

    def as_kind(self, code: str) -> _Reading:
        """The reading as this kind, complete or not."""
        return next(reading for reading in self.readings if reading.kind.code == code)


def understand(
    book: Book,
    kinds: Sequence[ListKind],
    answers: Answers,
    remembered: Remembered,
    said_kind: str,
) -> tuple[SheetReading, ...]:
    """Say of each sheet what it is and what its columns mean, in the order of the file.

    `said_kind` is the kind that the person chose for the file; "" where it is to be worked out or
    each sheet may be another.
    """
    by_code = {kind.code: kind for kind in kinds}
    words = {kind.code: KnownWords(kind) for kind in kinds}
    found: dict[str, _Found | str] = {}
    for sheet in book.sheets:
        found[sheet.name] = _look_at(sheet, words, answers, remembered)
    said = by_code.get(said_kind)
    fitting: set[str] = set()
    if said is not None:
        tables = {name: one for name, one in found.items() if isinstance(one, _Found)}
        fitting = {name for name, one in tables.items() if _fits(one, said.code)}
        free = [name for name, one in tables.items() if one.chosen is None]
        if not fitting and free:
            # Nothing fits what was said: then the sheet that comes nearest is read so all the
            # same, and what it lacks is said.
            fitting = {max(free, key=lambda name: tables[name].as_kind(said.code).strength)}
    return tuple(
        _left_out(name, one) if isinstance(one, str) else _reading(one, said, name in fitting)
        for name, one in found.items()
    )


def signature_of(table: Table, weeks: Mapping[int, WeekColumn]) -> str:
    """Return what tells sheets with these headings, whatever weeks they have."""
    texts = [label.text for label in table.labels if label.column not in weeks]
    return headings.signature(texts, weeks=bool(weeks))


def _look_at(
    sheet: Sheet, kinds: Mapping[str, KnownWords], answers: Answers, remembered: Remembered
) -> "_Found | str":
    """Find the table of a sheet and read it as each kind; or say why the sheet is left out."""
    chosen = answers.kinds.get(sheet.name)
    if chosen == IGNORED:
        return LEFT_OUT
    if sheet.hidden and chosen is None:
        return HIDDEN
    if all(is_blank(cell) for row in sheet.rows for cell in row):
        return EMPTY

    @cache
    def is_known(text: str) -> bool:
        return any(words.is_known(text) for words in kinds.values())

    table = find_table(sheet, is_known, answers.header_rows.get(sheet.name))
    if table is None:
        return NO_HEADINGS
    # That a column is of some week, without saying of which, is no answer.
    fields = {
        column: said
        for (name, column), said in answers.fields.items()
        if name == sheet.name and said != WEEK
    }
    weeks = _weeks(sheet, table, fields)
    columns = contents_of(sheet, table)
    signature = signature_of(table, weeks)
    recalled = remembered[signature][0] if signature in remembered else None
    readings = [
        _read_as(
            words, sheet, table, columns, weeks, _told(words.kind, fields, signature, remembered)
        )
        for words in kinds.values()
    ]
    readings.sort(key=lambda one: (not one.complete, one.guesses > 1, -one.strength))
    return _Found(
        sheet,
        table,
        signature,
        tuple(readings),
        chosen if chosen in kinds else None,
        recalled if recalled in kinds else None,
    )


def _weeks(sheet: Sheet, table: Table, fields: Mapping[int, str]) -> dict[int, WeekColumn]:
    labels = {label.column: label.cells for label in table.labels}
    answered = {column: day for column, said in fields.items() if (day := week_said(said))}
    weeks = week_columns(labels, (sheet.name, *table.above), answered)
    return {c: week for c, week in weeks.items() if c not in fields or c in answered}


def _told(
    kind: ListKind, fields: Mapping[int, str], signature: str, remembered: Remembered
) -> Told:
    """What people said: of a list with these very headings, else of others of the kind."""
    if signature in remembered and remembered[signature][0] == kind.code:
        return Told(fields, remembered[signature][1])
    others: dict[str, str] = {}
    for code, said in remembered.values():
        if code == kind.code:
            others.update(said)
    return Told(fields, others, surely=False)


def _read_as(
    words: KnownWords,
    sheet: Sheet,
    table: Table,
    columns: Sequence[Contents],
    weeks: Mapping[int, WeekColumn],
    told: Told,
) -> _Reading:
    kind = words.kind
    found = headings_of(words, columns, weeks, told)
    have = frozenset(heading.field for heading in found)
    sure = frozenset(h.field for h in found if h.certain or h.field == WEEK)
    complete = any(needed <= have for needed in kind.needs)
    guesses = min((len(needed - sure) for needed in kind.needs if needed <= have), default=0)
    return _Reading(kind, found, complete, guesses, _strength(kind, found, sheet, table))


def _strength(kind: ListKind, found: Sequence[Heading], sheet: Sheet, table: Table) -> int:
    """How much of a sheet a kind of list explains: what it needs counts more, weeks and its name
    over the table count besides, and what is uncertain counts half."""
    needed = frozenset().union(*kind.needs)
    strength = 0
    for heading in found:
        if heading.field not in (IGNORED, WEEK):
            weight = 6 if heading.field in needed else 4
            strength += weight if heading.certain else weight // 2
    if any(heading.field == WEEK for heading in found):
        strength += 9
    own = set(headings.normalised(kind.name).split()) | {headings.singular(kind.code)}
    strength += 5 if own & set(headings.normalised(sheet.name).split()) else 0
    above = set(headings.normalised(" ".join(table.above[:3])).split())
    return strength + (2 if own & above else 0)


def _fits(found: _Found, code: str) -> bool:
    """Say whether a sheet can well be this kind: chosen as such, or hardly better as another."""
    if found.chosen is not None:
        return found.chosen == code
    own, best = found.as_kind(code), found.best
    return own.complete and best is not None and 3 * own.strength >= 2 * best.strength


def _reading(found: _Found, said: ListKind | None, fits: bool) -> SheetReading:
    sheet, table = found.sheet, found.table
    best = found.best
    if found.chosen is not None:
        taken, why = found.as_kind(found.chosen), "You said so."
    elif said is not None and fits:
        taken, why = found.as_kind(said.code), f"You said that the file holds: {said.name}."
    elif said is not None:
        seems = f"It seems to hold: {best.kind.name}." if best else NOT_A_LIST
        return _without_kind(found, f"You said that the file holds: {said.name}. {seems}")
    elif found.recalled is not None:
        taken, why = found.as_kind(found.recalled), "As you said last time."
    elif best is not None:
        taken, why = best, f"Its headings are those of: {best.kind.name}."
    else:
        return _without_kind(found, TURNED if _is_turned(found) else NOT_A_LIST)
    return SheetReading(
        sheet=sheet.name,
        kind=taken.kind.code,
        why=why,
        header_rows=table.header_rows,
        first=table.first,
        last=table.last,
        headings=taken.headings,
        skipped=table.skipped | _help_rows(taken, sheet, table),
        signature=found.signature,
        perhaps_totals=table.perhaps_totals,
    )


def _without_kind(found: _Found, why: str) -> SheetReading:
    """A sheet with a table that is left out: its headings are shown, so that a person can say
    what it is."""
    columns = (
        tuple(
            replace(heading, field=IGNORED, certain=True, why="", week=None, samples=())
            for heading in found.readings[0].headings
        )
        if found.readings
        else ()
    )
    table = found.table
    return SheetReading(
        found.sheet.name,
        "",
        why,
        table.header_rows,
        table.first,
        table.last,
        columns,
        table.skipped,
        found.signature,
    )


def _is_turned(found: _Found) -> bool:
    """Say whether a list of hours by week has its weeks going down."""
    for reading in found.readings:
        fields = [heading.field for heading in reading.headings]
        if reading.kind.weeks is not None and fields.count("week") == 1 == len(set(fields) - {""}):
            return fields.count(IGNORED) > 1
    return False


def _left_out(name: str, why: str) -> SheetReading:
    return SheetReading(name, "", why)


def _help_rows(taken: _Reading, sheet: Sheet, table: Table) -> dict[int, str]:
    """The rows right under the headings that only repeat the help of a blank template."""
    found: dict[int, str] = {}
    for row in range(table.first, min(table.first + 2, table.last + 1)):
        helped = 0
        for heading in taken.headings:
            cell = sheet.value(row, heading.column)
            column = taken.kind.column(heading.field)
            if is_blank(cell) or column is None:
                continue
            if not _is_help(shown(cell), column):
                break
            helped += 1
        else:
            if helped:
                found[row] = "It is the help of the blank template."
    return found


def _is_help(words: str, column: Column) -> bool:
    text = " ".join(words.split())
    example = re.fullmatch(r"(?:for example|example|e\.g\.)[:,]?\s*(.*)", text, re.IGNORECASE)
    if example is not None:
        return example[1].strip(" .") == column.example.strip(" .")
    return bool(column.help) and text == " ".join(column.help.split())
