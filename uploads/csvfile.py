"""A file of separated values, from bytes to rows (pure; run in the child process).

Nothing is guessed that can be told: the encoding by its mark, else strict UTF-8, else what Windows
writes, which is said; the separator by the evidence of the first rows.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from uploads import limits
from uploads.refusals import Refused
from uploads.sheetxml import too_many_columns
from uploads.sniff import UTF8
from uploads.text import clean

_COMMA = ","
# Where two fit equally well: a comma is also written inside text, the others hardly ever.
_SEPARATORS = ("\t", "|", ";", _COMMA)
_LOOKED_AT_ROWS = 60
_FEWEST_OF = 10  # one row in ten must have as many columns as another
_LOOKED_AT_LETTERS = 100_000
_SAID = re.compile(r"sep=([,;\t|])(?:\r\n|\r|\n)", re.IGNORECASE)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_HALF_A_WORD = 20
_EDGE = re.compile(r"[\s,;|\"]")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, all of them text, None where a cell is empty. `first_row` is the number
    of the first. `notes` say what a person should know of the reading."""

    rows: list[list[str | None]]
    first_row: int
    notes: tuple[str, ...]


def read(content: bytes) -> Table:
    """Read a whole file. Raises Refused where it is not to be read, naming the row."""
    csv.field_size_limit(limits.LONGEST_FIELD)
    text, note = _decoded(content)
    # Excel obeys such a first line and does not show it, so it has no row number.
    said = _SAID.match(text)
    if said:
        text = text[said.end() :]
    separator = said[1] if said else _separator(text)
    stray = ""
    try:
        rows = list(_rows(text, separator, strict=True))
    except _StrayQuote as found:
        stray = (
            f"Row {found.row:,} has a quotation mark inside a cell that stands in quotation marks. "
            "Check that this row and those after it were read as you meant them."
        )
        rows = list(_rows(text, separator, strict=False))
    while rows and not rows[-1]:
        rows.pop()
    first = next((place for place, row in enumerate(rows) if row), 0)
    if not rows:
        raise Refused("empty")
    return Table(rows[first:], first + 1, tuple(filter(None, (note, _said(separator), stray))))


def _said(separator: str) -> str:
    name = {";": "semicolons", "\t": "tabs", "|": "upright bars"}.get(separator, "")
    return f"The columns of this file are separated by {name}." if name else ""


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text and a note on the encoding, "" where there is nothing to say."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            inner = content.removeprefix(mark)
            # In UTF-16 each comma and each line end has a zero byte. Without any it is not that.
            if b"\0" not in inner:
                return _decoded(inner)
            return _strictly(inner, encoding), ""
    if content.startswith(UTF8):
        return _strictly(content.removeprefix(UTF8), "utf-8"), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError as wrong:
        if len(_MULTIBYTE.findall(content)) > _broken_letters(content):
            raise Refused("text.mixed", row=_line(content, wrong.start)) from None
    text = _strictly(content, "cp1252")
    return text, (
        "This file does not say how its letters are written. It was read as Windows (Western "
        f"European) text{_sample(text)}. If that looks wrong, save the list again as “CSV UTF-8” "
        "and upload that."
    )


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise Refused("text.undecodable", row=_line(content, wrong.start)) from None


def _broken_letters(content: bytes) -> int:
    return content.decode("utf-8", "replace").count("\ufffd")


def _line(content: bytes, place: int) -> int:
    before = content[:place].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1


def _sample(text: str) -> str:
    """Return the first word that reads otherwise in another encoding, as part of a sentence."""
    letter = _NOT_ASCII.search(text)
    if letter is None:
        return ""
    before = text[max(0, letter.start() - _HALF_A_WORD) : letter.start()]
    after = text[letter.start() : letter.start() + _HALF_A_WORD]
    word = _EDGE.split(before)[-1] + _EDGE.split(after)[0]
    return f", for example “{clean(word)}”"


def _separator(text: str) -> str:
    """Return the separator by which the most of the first rows have the same number of columns."""
    start = text[:_LOOKED_AT_LETTERS]
    best, best_score = _COMMA, (0, 0)
    for separator in _SEPARATORS:
        if separator not in start:
            continue
        widths: Counter[int] = Counter()
        try:
            for row in csv.reader(io.StringIO(start, newline=""), delimiter=separator):
                if row:
                    widths[len(row)] += 1
                if widths.total() >= _LOOKED_AT_ROWS:
                    break
        except csv.Error:  # a field that is too long; the reading proper will name its row
            continue
        alike = max(
            ((count, width) for width, count in widths.items() if width > 1), default=(0, 0)
        )
        # A tab or a bar in some line of prose separates nothing.
        if alike > best_score and alike[0] * _FEWEST_OF >= widths.total():
            best, best_score = separator, alike
    return best


class _StrayQuote(Exception):
    """A quotation mark stands where none should. Other programs read on, and so do we."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def _rows(text: str, separator: str, *, strict: bool) -> Iterator[list[str | None]]:
    """Yield each row, without the empty cells at its end."""
    end = _End()
    lines = chain(io.StringIO(text, newline=""), end)
    reader = csv.reader(lines, delimiter=separator, strict=strict)
    cleaned = _Cleaned()
    number = cells = longest = 0
    try:
        for number, fields in enumerate(reader, start=1):
            if end.reached:
                break
            row = list(map(cleaned.__getitem__, fields))
            if cleaned.harm:
                raise Refused(cleaned.harm, row=number)
            while row and row[-1] is None:
                row.pop()
            if len(row) > limits.MOST_COLUMNS:
                raise too_many_columns(len(row), "")
            cells += len(row)
            if number > limits.MOST_ROWS:
                longest = number if row else longest
            else:
                yield row
    except csv.Error as wrong:
        # The module tells its errors apart by their words alone.
        if "expected after" in str(wrong):
            raise _StrayQuote(number + 1) from None
        if "unexpected end" not in str(wrong):
            raise Refused("text.long_field", row=number + 1, limit=limits.LONGEST_FIELD) from None
        raise Refused("text.open_quote", row=number + 1) from None
    if fields != [_End.MARK]:
        raise Refused("text.open_quote", row=number)
    if longest:
        raise Refused("too_many_rows", found=longest, limit=limits.MOST_ROWS)
    if cells > limits.MOST_CELLS:
        raise Refused("too_many_cells", found=cells, limit=limits.MOST_CELLS)


class _End:
    """One more line behind the last. It becomes a row of its own, unless the last row was never
    ended: then it has been swallowed by a quotation mark that was left open."""

    MARK = "end"

    def __init__(self) -> None:
        self.reached = False

    def __iter__(self) -> Iterator[str]:
        self.reached = True
        yield self.MARK


class _Cleaned(dict[str, str | None]):
    """The kept form of each text, worked out once."""

    harm = ""

    def __missing__(self, text: str) -> str | None:
        if "\0" in text:
            self.harm = "text.nul"
        elif "\ufffd" in text:
            self.harm = "text.lost"
        kept = self[text] = clean(text) or None
        return kept
