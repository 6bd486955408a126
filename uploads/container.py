"""A workbook taken apart, checked, and put together again from what was checked (child process).

The reader of values never sees the file that came. It gets an archive that is written here, of
nothing but the parts that were unpacked within limits and scanned: so what was checked is what is
read, and no two programs can see two things in one file.
"""

import io
import os
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from uploads import limits
from uploads.archive import Archive, key, open_archive
from uploads.refusals import Refused
from uploads.shares import share_styles
from uploads.sheetxml import Marks, Scan, scan
from uploads.text import clean
from uploads.xmlparts import local_name, plain, tree

_TRUE = ("1", "true", "on")
_XML_ENDINGS = (".xml", ".rels", ".vml")
_LONGEST_SHEET_NAME = 100
_FIRST_TAG = re.compile(rb"<[^<>]*>")
_COUNT = re.compile(rb"\s(?:c|uniqueC)ount\s*=\s*[\"'][^\"'<>]*[\"']")
_CONTENT_TYPES = "[Content_Types].xml"
_SPREADSHEET = (b"sheet.main+xml", b"template.main+xml")
_SHEET_KINDS = ("chartsheet", "dialogsheet")
_MACRO_SHEETS = ("xlMacrosheet", "xlIntlMacrosheet")


@dataclass(frozen=True, slots=True)
class CheckedSheet:
    """One sheet with cells, in the order of the workbook."""

    name: str
    hidden: bool
    scan: Scan


@dataclass(frozen=True, slots=True)
class Checked:
    """A workbook that was checked. `file` is the archive to read values from: it has the sheets
    in this order."""

    file: io.BytesIO
    sheets: tuple[CheckedSheet, ...]
    since_1904: bool
    marks: Marks


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str


class _Parts:
    """The parts of a package, unpacked one at a time, and looked through by being made plain."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._seen: set[str] = set()

    def __contains__(self, path: str) -> bool:
        return path in self._archive

    def read(self, path: str) -> bytes:
        """Unpack a part. Raises Refused where it is missing, damaged or holds a document type."""
        self._seen.add(key(path))
        return plain(self._archive.read(path))

    def look_through_the_rest(self) -> None:
        """Refuse a document type in any part, also in one that nobody reads here."""
        for name in self._archive.entries:
            if name.endswith(_XML_ENDINGS) and name not in self._seen:
                plain(self._archive.read(name))


def check(content: bytes) -> Checked:
    """Check a workbook and return it ready to be read. Raises Refused."""
    parts = _Parts(open_archive(content))
    types = parts.read(_CONTENT_TYPES)
    if b"macroEnabled" in types:
        raise Refused("holds.macros")
    if not any(kind in types for kind in _SPREADSHEET):
        raise Refused("kind.unknown")
    main = _main_part(parts)
    workbook = tree(parts.read(main))
    relations = _relations(parts, main)
    nonce = os.urandom(8).hex().encode()
    marks = Marks(error=nonce + b"e", uncalculated=nonce + b"u")
    never_calculated = _setting(workbook, "calcPr", "fullCalcOnLoad")
    since_1904 = _setting(workbook, "workbookPr", "date1904")
    sheets: list[CheckedSheet] = []
    styles = _part_of(parts, main, relations, "styles", "styles.xml")
    shares = share_styles(styles)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, hidden, path in _sheets(workbook, relations):
            part = parts.read(path)
            found = scan(part, name, marks, never_calculated=never_calculated, shares=shares)
            del part
            package.writestr(f"xl/worksheets/sheet{len(sheets) + 1}.xml", found.xml)
            sheets.append(CheckedSheet(name, hidden, replace(found, xml=b"")))
            _check_cells(sheets)
        strings = _part_of(parts, main, relations, "sharedStrings", "sharedStrings.xml")
        for file_name, part in (("styles.xml", styles), ("sharedStrings.xml", strings)):
            if part:
                package.writestr(f"xl/{file_name}", _without_counts(part))
        del strings
        for path, text in _frame(len(sheets), since_1904).items():
            package.writestr(path, text)
    parts.look_through_the_rest()
    out.seek(0)
    return Checked(out, tuple(sheets), since_1904, marks)


def _part_of(
    parts: _Parts, main: str, relations: Mapping[str, _Relation], kind: str, file_name: str
) -> bytes:
    """Return a part of the workbook as a whole; b"" where it has none of that kind."""
    named = [one.target for one in relations.values() if one.kind == kind]
    path = named[0] if named else posixpath.join(posixpath.dirname(main), file_name)
    return parts.read(path) if path in parts else b""


def _without_counts(part: bytes) -> bytes:
    """Return a part without what its first tag says of how much is to follow: calamine makes room
    for that much, true or not."""
    return _FIRST_TAG.sub(lambda found: _COUNT.sub(b"", found[0]), part, count=1)


def _check_cells(sheets: list[CheckedSheet]) -> None:
    cells = sum(sheet.scan.cells for sheet in sheets)
    if cells > limits.MOST_CELLS:
        raise Refused("too_many_cells", found=cells, limit=limits.MOST_CELLS)


def _main_part(parts: _Parts) -> str:
    for relation in _relations(parts, "").values():
        if relation.kind == "officeDocument" and relation.target in parts:
            return relation.target
    return "xl/workbook.xml"


def _relations(parts: _Parts, part: str) -> Mapping[str, _Relation]:
    """Return the relations of a part ("" is the package) by their id, with whole paths."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in parts:
        return {}
    found = {}
    for element in tree(parts.read(path)):
        target = element.get("Target", "")
        if element.get("TargetMode", "").lower() != "external" and target:
            target = unquote(target.replace("\\", "/"))
            whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = _Relation(kind, whole)
    return found


def _sheets(workbook: Element, relations: Mapping[str, _Relation]) -> list[tuple[str, bool, str]]:
    """Return name, whether hidden, and path of each sheet that has cells."""
    found: list[tuple[str, bool, str]] = []
    taken: set[str] = set()
    for element in workbook.iter():
        if local_name(element.tag) != "sheet":
            continue
        ids = [value for name, value in element.items() if name.endswith("}id")]
        relation = relations.get(ids[0]) if ids else None
        if relation is None:
            raise Refused("damaged")
        if relation.kind in _MACRO_SHEETS:
            raise Refused("holds.macros")
        if relation.kind not in _SHEET_KINDS:
            name = _own_name(element.get("name", ""), taken)
            taken.add(name.lower())
            found.append((name, element.get("state", "visible") != "visible", relation.target))
    if len(found) > limits.MOST_SHEETS:
        raise Refused("too_many_sheets", found=len(found), limit=limits.MOST_SHEETS)
    if not found:
        raise Refused("empty")
    return found


def _own_name(name: str, taken: set[str]) -> str:
    """Return a sheet's name as people see it, and unlike the others: answers go by it."""
    wanted = (
        clean(name).replace("\n", " ").replace("\t", " ").strip()[:_LONGEST_SHEET_NAME] or "Sheet"
    )
    name, number = wanted, 2
    while name.lower() in taken:
        name, number = f"{wanted[: _LONGEST_SHEET_NAME - 5]} ({number})", number + 1
    return name


def _setting(workbook: Element, element: str, attribute: str) -> bool:
    return any(
        local_name(one.tag) == element and one.get(attribute, "").lower() in _TRUE
        for one in workbook.iter()
    )


def _frame(sheets: int, since_1904: bool) -> dict[str, str]:
    """Return the parts that say which sheets there are, by path."""
    base = "http://schemas.openxmlformats.org"
    office, package = f"{base}/officeDocument/2006/relationships", f"{base}/package/2006"
    main = f"{base}/spreadsheetml/2006/main"

    def relation(number: int, kind: str, target: str) -> str:
        return f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"/>'

    def relations(*inner: str) -> str:
        return f'<Relationships xmlns="{package}/relationships">{"".join(inner)}</Relationships>'

    numbers = range(1, sheets + 1)
    listed = "".join(
        f'<sheet name="{number}" sheetId="{number}" r:id="rId{number}"/>' for number in numbers
    )
    return {
        _CONTENT_TYPES: f'<Types xmlns="{package}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">'
        f'<workbookPr date1904="{int(since_1904)}"/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *(relation(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
        ),
    }
