"""One sheet of a workbook, scanned as bytes before it is handed on to be read (pure).

Counts what is there from the cells' own references, never from what the sheet declares; finds what
is hidden and merged; and rewrites the few things that the reader of values would lose or fail on.
The patterns run over the part made plain (`xmlparts`), where each "<" begins a tag.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from uploads import limits
from uploads.cells import column_letters, column_number
from uploads.refusals import Refused
from uploads.shares import in_styles, share_in_words

_EXCEL_ROWS = 1_048_576

# Pieces of the patterns below. None runs on beyond a "<" or tries again from another place, so no
# part can make a search take long.
_PIECES = {
    "«gap»": r"\s*+",
    "«is»": r"""\s*+=\s*+["']""",  # between the name of an attribute and its value
    "«end»": r"""["']""",
    "«rest»": r"[^<>]*",  # the attributes, or what is left of them
    "«any»": r"[^<>]*?",
    "«prefix»": r"""(?:[^\s<>/:="']+:)?""",
    "«value»": r"<v(?:\s[^<>]*)?(?:/>|(?<!/)>([^<]*)</v\s*+>)",
    "«close»": r"\s*+</c\s*+>",
    "«column»": r"\$?([A-Z]{1,3})\$?",
    "«row»": r"([0-9]{1,7})",
}


def _pattern(text: str) -> re.Pattern[bytes]:
    for name, piece in _PIECES.items():
        text = text.replace(name, piece)
    return re.compile(text.encode())


_SHEET_DATA = _pattern(r"<(«prefix»)sheetData(?=[\s/>])«rest»>")
_SHEET_DATA_END = _pattern(r"</«prefix»sheetData«gap»>")
# A prefix that a sheet's own names may go by, besides having none.
_OTHER_PREFIX = _pattern(r"\sxmlns:[^\s=]+«is»[^\"']*spreadsheetml[^\"']*main«end»")
_PREFIX = _pattern(r"""(</?)[^\s<>/:="']+:(?=[^\s<>/:="']+[\s/>])""")

# The start of a cell, and its reference where that is written as nearly every program does.
_CELL = _pattern(r'<c(?: r="([A-Z]{1,3}[1-9][0-9]{0,6})"|[\s/>])')
_DIGITS, _LETTERS = b"0123456789", bytes(range(ord("A"), ord("Z") + 1))
_BLANK_CELL = _pattern(r"<c(?:\s«rest»)?(?:/>|(?<!/)>«close»)")
_ROW_OR_CELL = _pattern(r"<(/?)(row|c)(?=[\s/>])(«any»)(/?)>")
_REFERENCE = _pattern(r"\sr«is»\$?([A-Za-z]{0,3})\$?([0-9]{0,7})«end»")
_ANY_REFERENCE = _pattern(r"\sr«is»")
_TYPE = _pattern(r"\st«is»([A-Za-z]+)«end»")

_FORMULA = _pattern(
    r"<c((?:\s«rest»)?)>«gap»<f(?:\s«rest»)?(?:/>|(?<!/)>[^<]*</f«gap»>)«gap»(?:«value»)?«close»"
)
_ERROR = _pattern(r"<c(?=«rest»\st«is»e«end»)(«rest»)(?<!/)>«gap»«value»«close»")
# Numbers that no day or time can be: negative, of eight digits or more, with a large exponent, or
# no number at all. The sign of small exponents is let through: Excel writes 1:00 as 4.16E-2.
_PIECES["«no day»"] = (
    r"<v>\s*+(?:-|\+?(?:[0-9]{8}|[0-9]+(?:\.[0-9]*)?[eE]\+?[0-9]|[nN][aA][nN]|[iI][nN][fF]))"
)
_NO_DAY = _pattern("«no day»")
_STYLED_NO_DAY = _pattern(r"(<c(?=\s)«any»)\ss«is»[0-9]*«end»(«rest»>«gap»«no day»)")
# A cell in one of some styles, to be named.
_SHARE = _pattern(
    r"<c(?=«rest»\ss«is»(?:styles)«end»)(«rest»)(?<!/)>«gap»<v>([^<]*)</v>«close»"
).pattern
# What may be Excel's 29 February 1900, a day that never was.
_SIXTY = _pattern(r'<c r="«column»«row»"«any»\ss«is»[0-9]+«end»«rest»>«gap»<v>60(?:\.[0-9]*)?<')

_PIECES["«hidden»"] = r"""(?=[^<>]*\shidden\s*+=\s*+["'](?:1|true|on)["'])"""
_HIDDEN_ROW = _pattern(r"<row«hidden»«any»\sr«is»«row»«end»")
_HIDDEN_COLUMNS = _pattern(
    r"<«prefix»col«hidden»(?=«rest»\smin«is»([0-9]{1,5})«end»)(?=«rest»\smax«is»([0-9]{1,5})«end»)"
)
_MERGED = _pattern(r"<«prefix»mergeCell(?=\s)«any»\sref«is»«column»«row»:«column»«row»«end»")


@dataclass(frozen=True, slots=True)
class Marks:
    """Texts that stand, in the rewritten sheet, for what a text cell cannot say.

    Made anew for each file, so that no file can hold them. `error` begins the text of a cell that
    shows an error; `uncalculated` is the whole text of a formula without a result.
    """

    error: bytes
    uncalculated: bytes


@dataclass(frozen=True, slots=True)
class Scan:
    """What a sheet holds.

    `rows` and `columns` are the largest with something in them, `cells` how many cells there are.
    `xml` is the sheet as it may be read. `sixties` are the places (row from 1, column from 0) of
    formatted cells that hold the number 60.
    """

    xml: bytes
    rows: int
    columns: int
    cells: int
    merged: tuple[str, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    sixties: frozenset[tuple[int, int]]


def scan(
    part: bytes,
    sheet: str,
    marks: Marks,
    *,
    never_calculated: bool,
    shares: Collection[int] = (),
) -> Scan:
    """Scan one sheet's part that was made plain. Raises Refused beyond the limits.

    `sheet` is its name for the words of a refusal. `never_calculated` says that the program that
    wrote the file left all calculating to the one that opens it: a result of 0 is then none.
    `shares` are the cell styles that show a number as a percentage.
    """
    head, body, tail = _apart(part)
    body, cells, rows, columns = _measured(body, sheet)
    if b"<f" in body:
        body = _FORMULA.sub(lambda found: _result(found, marks, never_calculated), body)
    if b't="e"' in body or b"t='e'" in body:
        body = _ERROR.sub(lambda found: _text_cell(found[1], marks.error + (found[2] or b"")), body)
    if shares:
        body = _with_shares(body, shares)
    if _NO_DAY.search(body):
        body = _STYLED_NO_DAY.sub(rb"\1\2", body)
    return Scan(
        xml=b"".join((b"<worksheet><sheetData>", body, b"</sheetData></worksheet>")),
        rows=rows,
        columns=columns,
        cells=cells,
        merged=_merged(tail, rows, columns),
        hidden_rows=_hidden_rows(body, rows),
        hidden_columns=_hidden_columns(head, columns),
        sixties=_sixties(body),
    )


def _apart(part: bytes) -> tuple[bytes, bytes, bytes]:
    """Return what stands before the cells, the cells with plain names, and what stands behind."""
    start = _SHEET_DATA.search(part)
    if start is None:
        raise Refused("damaged")
    head = part[: start.start()]
    if start[0].endswith(b"/>"):
        return head, b"", part[start.end() :]
    # Looked for from behind, because that is much quicker.
    end = _SHEET_DATA_END.match(part, part.rfind(b"</", 0, part.rfind(b"sheetData")))
    if end is None or end.start() < start.end():
        raise Refused("damaged")
    body = part[start.end() : end.start()]
    if start[1] or _OTHER_PREFIX.search(head) or b"xmlns" in body:
        body = _PREFIX.sub(rb"\1", body)
    return head, body, part[end.end() :]


def _measured(body: bytes, sheet: str) -> tuple[bytes, int, int, int]:
    """Return the cells, how many there are, and the largest row and column among them.

    Blank cells count only as long as nothing depends on it: a sheet whose grid was painted down
    to the last row is as long as what stands in it.
    """
    if body.count(b"<row") > _EXCEL_ROWS:
        raise Refused("damaged")
    references = _CELL.findall(body)
    if len(references) > limits.MOST_CELLS:
        body = _BLANK_CELL.sub(b"", body)
        references = _CELL.findall(body)
        if len(references) > limits.MOST_CELLS:
            raise Refused("too_many_cells", found=len(references), limit=limits.MOST_CELLS)
    if b"" in references:
        body = _with_references(body)
        references = _CELL.findall(body)
        if b"" in references:
            raise Refused("damaged")
    cells = len(references)
    together = b" ".join(references)
    longest = max(map(int, set(together.translate(None, _LETTERS).split())), default=0)
    widest = max(map(_number_of, set(together.translate(None, _DIGITS).split())), default=0)
    del references, together
    if longest > limits.MOST_ROWS or widest > limits.MOST_COLUMNS:
        without = _BLANK_CELL.sub(b"", body)
        if len(without) < len(body):
            return _measured(without, sheet)
    if longest > limits.MOST_ROWS:
        raise Refused("too_many_rows", found=longest, limit=limits.MOST_ROWS, sheet=sheet)
    if widest > limits.MOST_COLUMNS:
        raise too_many_columns(widest, sheet)
    return body, cells, longest, widest


def too_many_columns(found: int, sheet: str) -> Refused:
    """Return the refusal of a sheet with so many columns."""
    letters = column_letters(found - 1)
    return Refused(
        "too_many_columns", found=found, letters=letters, limit=limits.MOST_COLUMNS, sheet=sheet
    )


def _number_of(letters: bytes) -> int:
    return column_number(letters.decode()) + 1


def _with_references(body: bytes) -> bytes:
    """Write each cell's reference first and in one spelling, where a program left it out or put it
    elsewhere. A cell without one stands right of the last, a row without one below it."""
    row, column = 1, 0

    def rewritten(found: re.Match[bytes]) -> bytes:
        nonlocal row, column
        closes, name, attributes, alone = found.groups()
        is_row = name == b"row"
        if not closes:
            reference = _REFERENCE.search(attributes)
            if reference is None and _ANY_REFERENCE.search(attributes):
                raise Refused("damaged")
            letters, digits = reference.groups() if reference else (b"", b"")
            if reference and (not digits or bool(letters) == is_row):
                raise Refused("damaged")
            rest = _REFERENCE.sub(b"", attributes)
            if is_row:
                row = int(digits) if digits else row
                start = b'<row r="%d"%s%s>' % (row, rest, alone)
            else:
                column = _number_of(letters) if letters else column + 1
                at = int(digits) if digits else row
                place = b"%s%d" % (column_letters(column - 1).encode(), at)
                start = b'<c r="%s"%s%s>' % (place, rest, alone)
        else:
            start = found[0]
        if is_row and (closes or alone):
            row, column = row + 1, 0
        return start

    return _ROW_OR_CELL.sub(rewritten, body)


def _result(found: re.Match[bytes], marks: Marks, never_calculated: bool) -> bytes:
    """Return a cell with a formula as one without: its result, or the mark that it has none."""
    attributes, value = found[1], found[2]
    kind = _TYPE.search(attributes)
    is_text = kind is not None and kind[1] == b"str"
    if kind is not None and kind[1] == b"e":
        return _text_cell(attributes, marks.error + (value or b""))
    if not value and is_text and value is not None:
        return b"<c%s/>" % attributes  # calculated, and the result is an empty text
    if not value or (never_calculated and value == b"0" and not is_text):
        return _text_cell(attributes, marks.uncalculated)
    return b"<c%s><v>%s</v></c>" % (attributes, value)


def _text_cell(attributes: bytes, text: bytes) -> bytes:
    return b'<c%s t="str"><v>%s</v></c>' % (_TYPE.sub(b"", attributes), text)


def _with_shares(body: bytes, styles: Collection[int]) -> bytes:
    """Return the cells with the words "25%" where a number is shown so."""
    cell = _SHARE.replace(b"styles", in_styles(styles))

    def shown(found: re.Match[bytes]) -> bytes:
        kind, words = _TYPE.search(found[1]), share_in_words(found[2])
        if words is None or (kind is not None and kind[1] != b"n"):
            return found[0]
        return _text_cell(found[1], words)

    return re.sub(cell, shown, body)


def _sixties(body: bytes) -> frozenset[tuple[int, int]]:
    if b"<v>60<" not in body and b"<v>60." not in body:
        return frozenset()
    return frozenset((int(row), _number_of(column) - 1) for column, row in _SIXTY.findall(body))


def _hidden_rows(body: bytes, rows: int) -> frozenset[int]:
    if b"hidden" not in body:
        return frozenset()
    return frozenset(row for row in map(int, _HIDDEN_ROW.findall(body)) if row <= rows)


def _hidden_columns(head: bytes, columns: int) -> frozenset[int]:
    hidden: set[int] = set()
    for first, last in _HIDDEN_COLUMNS.findall(head):
        hidden.update(range(max(1, int(first)), min(columns, int(last)) + 1))
    return frozenset(number - 1 for number in hidden)


def _merged(tail: bytes, rows: int, columns: int) -> tuple[str, ...]:
    """Return the merged ranges that touch what stands in the sheet."""
    return tuple(
        f"{left.decode()}{int(top)}:{right.decode()}{int(bottom)}"
        for left, top, right, bottom in _MERGED.findall(tail)
        if int(top) <= rows and _number_of(left) <= columns
    )
