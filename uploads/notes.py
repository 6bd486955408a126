"""What a person should know, or must put right, of how a sheet was read as a whole (pure)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from uploads.answers import Answers
from uploads.cells import Book, Sheet, column_letters, is_blank, shown
from uploads.columns import IGNORED, WEEK, Heading, ListKind, SheetReading
from uploads.fields import NOT_BY_WEEK
from uploads.headings import normalised
from uploads.outside import OTHER_TABLE
from uploads.problems import Problem, Severity
from uploads.understanding import EMPTY, LEFT_OUT
from uploads.week_headings import IS_MONTH

_MOST_RANGES = 8
_LONGEST_VALUE = 200


def notes_on(
    book: Book,
    readings: Sequence[SheetReading],
    kinds: Mapping[str, ListKind],
    answers: Answers,
) -> tuple[Problem, ...]:
    """Return what is to be said of the sheets, their headings and the rows left out."""
    found: list[Problem] = []
    sheets = {sheet.name: sheet for sheet in book.sheets}
    for reading in readings:
        sheet = sheets[reading.sheet]
        kind = kinds.get(reading.kind)
        if kind is None:
            found.extend(_sheet_left_out(reading))
            continue
        found.extend(_lacking(reading, kind))
        found.extend(_guessed(reading, answers))
        found.extend(_doubles(reading))
        found.extend(_weeks(reading))
        found.extend(_not_by_week(reading))
        found.extend(_hidden(reading, sheet, answers))
        found.extend(_skipped(reading, sheet, answers))
        found.extend(_perhaps_totals(reading, sheet, answers))
    if not any(reading.kind in kinds for reading in readings):
        found.append(
            Problem(
                "file.no_list",
                Severity.STOPS,
                "No list that can be read here was found in this file.",
                "Say on the page of sheets and columns what a sheet is and which row holds its "
                "headings, or put headings over the columns in the file.",
            )
        )
    return tuple(found)


def lacks_columns(reading: SheetReading, kind: ListKind) -> bool:
    """Say whether a sheet has no column for something that its kind of list cannot do without."""
    have = {heading.field for heading in reading.headings}
    return not any(needed <= have for needed in kind.needs)


def rows_in_words(rows: Iterable[int]) -> str:
    """Return rows for reading: "row 4", "rows 4 to 9, 12 and 30"; long lists are cut."""
    ranges: list[list[int]] = []
    for row in sorted(rows):
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    named = [f"{a}" if a == b else f"{a} to {b}" for a, b in ranges[:_MOST_RANGES]]
    if len(ranges) > _MOST_RANGES:
        named.append(f"{sum(b - a + 1 for a, b in ranges[_MOST_RANGES:])} more")
    words = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"row {words}" if len(ranges) == 1 and ranges[0][0] == ranges[0][1] else f"rows {words}"


def _sheet_left_out(reading: SheetReading) -> Iterator[Problem]:
    if reading.why in (LEFT_OUT, EMPTY):
        return
    yield Problem(
        "sheet.left_out",
        Severity.NOTE,
        f"This sheet was not read. {reading.why}",
        "If it holds a list, say which on the page of sheets and columns.",
        reading.sheet,
    )


def _lacking(reading: SheetReading, kind: ListKind) -> Iterator[Problem]:
    if not lacks_columns(reading, kind):
        return
    have = {heading.field for heading in reading.headings}
    missing = min((needed - have for needed in kind.needs), key=len)
    names = [_name(kind, field) for field in sorted(missing)]
    yield Problem(
        "columns.missing",
        Severity.FIX,
        f"This sheet has no column for: {', '.join(names)}.",
        "Say on the page of sheets and columns which column it is, add the column to the file, "
        "or leave the sheet out.",
        reading.sheet,
    )


def _guessed(reading: SheetReading, answers: Answers) -> Iterator[Problem]:
    """Where no heading is known, the row taken for headings may be the first of the list."""
    sure = any(heading.certain for heading in reading.headings if heading.field != IGNORED)
    if sure or reading.sheet in answers.header_rows or not reading.header_rows:
        return
    yield Problem(
        "headings.unknown",
        Severity.CONFIRM,
        f"No heading of this sheet is known here. {_capital(rows_in_words(reading.header_rows))} "
        "was taken for the headings, and is no part of the list.",
        "If that is wrong, name the row of headings on the page of sheets and columns, or put "
        "headings over the columns in the file.",
        reading.sheet,
        reading.header_rows[-1],
        value="; ".join(heading.text for heading in reading.headings)[:_LONGEST_VALUE],
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _name(kind: ListKind, field: str) -> str:
    if field == WEEK:
        return "the hours of each week"
    column = kind.column(field)
    return column.heading if column is not None else field


def _doubles(reading: SheetReading) -> Iterator[Problem]:
    """Two columns under one heading: nobody but a person can say which one counts."""
    by_words: dict[str, list[Heading]] = {}
    for heading in reading.headings:
        if heading.text and heading.field != WEEK:
            by_words.setdefault(normalised(heading.text), []).append(heading)
    for same in by_words.values():
        taken = [heading for heading in same if heading.field != IGNORED]
        unsure = [heading for heading in same if heading.field == IGNORED and not heading.certain]
        if not taken or not unsure:
            continue
        letters = [column_letters(heading.column) for heading in same]
        yield Problem(
            "columns.twice",
            Severity.FIX,
            f"Columns {', '.join(letters[:-1])} and {letters[-1]} have the same heading.",
            "Say on the page of sheets and columns which one to read, and leave the other out.",
            reading.sheet,
            reading.header_rows[-1],
            unsure[0].column,
            heading=same[0].text[:_LONGEST_VALUE],
        )


def _weeks(reading: SheetReading) -> Iterator[Problem]:
    row = reading.header_rows[-1] if reading.header_rows else 0
    weeks = [heading for heading in reading.headings if heading.field == WEEK]
    unknown = [heading for heading in weeks if heading.week is None]
    if unknown:
        first = unknown[0]
        yield Problem(
            "weeks.unknown",
            Severity.FIX,
            f"{_headings(len(unknown))} not say which weeks they are. {first.why}",
            "Say which Monday the first of them is; the others follow from it.",
            reading.sheet,
            row,
            first.column,
            first.text[:_LONGEST_VALUE],
            first.text[:_LONGEST_VALUE],
        )
    seen: dict[object, Heading] = {}
    for heading in weeks:
        if heading.week is None:
            continue
        other = seen.setdefault(heading.week, heading)
        if other is not heading:
            yield Problem(
                "weeks.twice",
                Severity.FIX,
                "Another column is of the same week.",
                "Correct the heading in the file, or leave one of the two columns out.",
                reading.sheet,
                row,
                heading.column,
                heading.text[:_LONGEST_VALUE],
                heading.text[:_LONGEST_VALUE],
            )


def _not_by_week(reading: SheetReading) -> Iterator[Problem]:
    """Hours that stand beside another list, or by the month, are not lost without a word."""
    for why, words, remedy in (
        (
            NOT_BY_WEEK,
            "hours by week, which are not read with this kind of list",
            "To record them, put this list in first; its own page then has a button for them.",
        ),
        (
            IS_MONTH,
            "figures by month, which cannot be read: hours are kept by the week",
            "If they are hours, give them by the week.",
        ),
    ):
        columns = [column_letters(h.column) for h in reading.headings if h.why == why]
        if len(columns) > 1:
            yield Problem(
                "weeks.not_read",
                Severity.NOTE,
                f"Columns {columns[0]} to {columns[-1]} hold {words}.",
                remedy,
                reading.sheet,
            )


def _hidden(reading: SheetReading, sheet: Sheet, answers: Answers) -> Iterator[Problem]:
    """Hidden rows and columns are read: most often a filter was left on, and to leave them out
    would lose figures without anybody seeing it."""
    out = {row for name, row in answers.left_out if name == sheet.name} | set(reading.skipped)
    rows = [
        row
        for row in sheet.hidden_rows
        if reading.first <= row <= reading.last
        and row not in out
        and any(not is_blank(cell) for cell in sheet.row(row))
    ]
    if rows:
        yield Problem(
            "rows.hidden",
            Severity.NOTE,
            f"Hidden {rows_in_words(rows)} of this sheet: read like the rows that can be seen.",
            "What does not belong to the list can be taken out of the file.",
            reading.sheet,
        )
    used = [h.column for h in reading.headings if h.field != IGNORED]
    columns = [column_letters(column) for column in used if column in sheet.hidden_columns]
    if columns:
        yield Problem(
            "columns.hidden",
            Severity.NOTE,
            f"Hidden columns of this sheet that were read like the others: {', '.join(columns)}.",
            "If one does not belong to the list, leave it out on the page of sheets and columns.",
            reading.sheet,
        )


def _skipped(reading: SheetReading, sheet: Sheet, answers: Answers) -> Iterator[Problem]:
    """One note for each row that was left out; a second table is named once."""
    table = [row for row, why in reading.skipped.items() if why == OTHER_TABLE]
    for row, why in reading.skipped.items():
        if why == OTHER_TABLE and row != table[0]:
            continue
        first = next((shown(cell) for cell in sheet.row(row) if not is_blank(cell)), "")
        yield Problem(
            "rows.skipped",
            Severity.NOTE,
            f"This row was left out. {why}",
            "If it belongs to the list, put it among its rows in the file.",
            reading.sheet,
            row,
            value=first[:_LONGEST_VALUE],
        )


def _perhaps_totals(reading: SheetReading, sheet: Sheet, answers: Answers) -> Iterator[Problem]:
    """Rows that are named like a total, and may as well be an enterprise of that name."""
    for row in reading.perhaps_totals:
        if (reading.sheet, row) in answers.left_out:
            continue
        cells = enumerate(sheet.row(row))
        column, first = next(((c, cell) for c, cell in cells if not is_blank(cell)), (-1, None))
        heading = next((one.text for one in reading.headings if one.column == column), "")
        yield Problem(
            "rows.perhaps_total",
            Severity.CONFIRM,
            "This may be a total of other rows. It was read as a row of the list.",
            "Leave the row out if it is a total. If it is none, say so.",
            reading.sheet,
            row,
            column,
            shown(first)[:_LONGEST_VALUE],
            heading[:_LONGEST_VALUE],
        )


def _headings(count: int) -> str:
    return "The heading of 1 column does" if count == 1 else f"The headings of {count:,} columns do"
