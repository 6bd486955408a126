"""Makes workbooks part by part, right or wrong on purpose, and says what is expected of a file."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from uploads import limits
from uploads.cells import Book, Value, column_letters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

# The styles that `package` writes, by what a cell in them shows.
PLAIN, DAY, CLOCK, SPAN, MOMENT = range(5)


@dataclass(frozen=True)
class Case:
    """One file and what is expected of it: a refusal by its code, or cells, each exactly so.

    `facts` are those of the refusal that matter. `note` is a part of one of the book's notes.
    `most_memory` is in bytes.
    """

    name: str
    make: Callable[[], bytes]
    file_name: str = "list.xlsx"
    refused: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    cells: Mapping[str, Value] = field(default_factory=dict)
    note: str = ""
    check: Callable[[Book], bool] | None = None
    most_memory: int = limits.CHILD_MEMORY_BYTES


def given(content: bytes) -> Callable[[], bytes]:
    """The making of a file that is there already."""
    return lambda: content


def cell(reference: str, value: object, style: int = PLAIN) -> str:
    """A cell: text inline, a number as it is, None blank."""
    at = f'r="{reference}"' + (f' s="{style}"' if style else "")
    match value:
        case None:
            return f"<c {at}/>"
        case bool():
            return f'<c {at} t="b"><v>{int(value)}</v></c>'
        case int() | float() | Decimal():
            return f"<c {at}><v>{value}</v></c>"
    text = escape(str(value))
    return f'<c {at} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def row(number: int, *values: object, first: int = 0, style: int = PLAIN) -> str:
    """A row of cells, the first of them in column `first` (from 0)."""
    cells = (
        cell(f"{column_letters(place)}{number}", value, style)
        for place, value in enumerate(values, start=first)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def rows(*lines: Sequence[object], first: int = 1) -> str:
    """Rows one below the other."""
    return "".join(row(number, *values) for number, values in enumerate(lines, start=first))


def sheet(data: str, *, before: str = "", after: str = "") -> str:
    """A whole part of a sheet."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


def package(
    *sheets: str,
    names: Sequence[str] = (),
    states: Sequence[str] = (),
    formats: Sequence[str] = (),
    shared: Sequence[str] | None = None,
    since_1904: bool = False,
    calculation: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook with these sheets, given as rows or as whole parts.

    `formats` are number formats beyond the five styles, the first of them style 5. `parts` are
    added, or stand in place of those that are made here.
    """
    numbers = range(1, len(sheets) + 1)
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": _relations((1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f'<workbookPr date1904="{int(since_1904)}"/>'
        f"<sheets>{_listed(numbers, names, states)}</sheets>{calculation}</workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            *((n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
        ),
        "xl/styles.xml": _styles(formats),
    }
    for number, data in zip(numbers, sheets, strict=True):
        part = data if data.startswith(("<worksheet", "<?xml", "<x:")) else sheet(data)
        made[f"xl/worksheets/sheet{number}.xml"] = part
    if shared is not None:
        strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    return zipped((made | dict(parts or {})).items())


def zipped(parts: Iterable[tuple[str, str | bytes]], *, stored: bool = False) -> bytes:
    """An archive of these entries."""
    out = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def content_types(main: str = WORKBOOK_TYPE) -> str:
    """The part that says what a package is."""
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/></Types>'
    )


def _listed(numbers: Iterable[int], names: Sequence[str], states: Sequence[str]) -> str:
    def one(number: int) -> str:
        name = names[number - 1] if number <= len(names) else f"Sheet{number}"
        state = f' state="{states[number - 1]}"' if number <= len(states) else ""
        return f'<sheet name={quoteattr(name)} sheetId="{number}"{state} r:id="rId{number}"/>'

    return "".join(map(one, numbers))


def _relations(*relations: tuple[int, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, kind, target in relations
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def _styles(formats: Sequence[str]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>'
        for number, code in enumerate(formats, start=200)
    )
    # As Excel numbers them: general, a day, a time of day, hours and minutes beyond 24, a moment.
    known = (0, 14, 20, 46, 22, *range(200, 200 + len(formats)))
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in known)
    inner = f"<numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs>"
    return f'<styleSheet xmlns="{MAIN}">{inner}</styleSheet>'
