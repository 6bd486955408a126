"""Hostile containers: what should never be unpacked, parsed or trusted."""

import struct
import zlib
from collections.abc import Mapping

from tests.hostile.making import MAIN, Case, content_types, given, package, row, rows, sheet, zipped

MEGABYTE = 1024 * 1024
ROW = row(1, "Enterprise", "Hours")
ONE = package(ROW)


def _spread(name: str, content: str | bytes) -> bytes:
    return package(ROW, parts={name: content})


def _blank_sheet(megabytes: int) -> bytes:
    return _spread("xl/worksheets/sheet1.xml", sheet(" " * megabytes * MEGABYTE))


def _long_shared_string() -> bytes:
    text = b"<si><t>" + b"a" * 101 * MEGABYTE + b"</t></si>"
    return _spread("xl/sharedStrings.xml", b'<sst xmlns="%s">%s</sst>' % (MAIN.encode(), text))


def _one_text_in_many_cells() -> bytes:
    """1 MB of file, 100 times the memory limit as text: each cell names the same long string."""
    cells = '<c r="%s%d" t="s"><v>0</v></c>'
    data = "".join(
        f'<row r="{n}">{"".join(cells % (column, n) for column in "ABCDEFGHIJ")}</row>'
        for n in range(1, 20_001)
    )
    return package(data, shared=["x" * 500_000])


def _lying(name: str, content: bytes, declared: int) -> bytes:
    """A package whose directory and local header say that a part is shorter than it is."""
    made = bytearray(_spread(name, content))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = -1
        while (place := made.find(signature, place + 1)) >= 0:
            start = place + (30 if at == 22 else 46)
            if made[start : start + len(name)] == name.encode():
                assert struct.unpack_from("<I", made, place + at)[0] == len(content)
                struct.pack_into("<I", made, place + at, declared)
    return bytes(made)


def _overlapping(times: int, size: int) -> bytes:
    """Many entries of a directory that all point at the same packed bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = b" " * size
    packed = packer.compress(content) + packer.flush()
    crc = zlib.crc32(content)
    first = b"xl/worksheets/sheet1.xml"
    common = struct.pack("<HHHHHIII", 20, 0, 8, 0, 33, crc, len(packed), size)
    local = b"PK\x03\x04" + common + struct.pack("<HH", len(first), 0) + first + packed
    directory = b""
    for number in range(1, times + 1):
        name = b"xl/worksheets/sheet%d.xml" % number
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common
        directory += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<HHHHIIH", 0, 0, times, times, len(directory), len(local), 0)
    return local + directory + b"PK\x05\x06" + end


def _encrypted_entries() -> bytes:
    made = bytearray(ONE)
    place = -1
    while (place := made.find(b"PK\x01\x02", place + 1)) >= 0:
        made[place + 8] |= 1
    return bytes(made)


def _with_doctype(doctype: str, name: str, inner: str) -> bytes:
    return _spread(name, f'<?xml version="1.0"?>\n{doctype}\n{inner}')


BILLION = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {after} '{f'&{before};' * 10}'>"
    for before, after in zip("abcdefghi", "bcdefghij", strict=True)
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
STRINGS = f'<sst xmlns="{MAIN}"><si><t>&e;</t></si></sst>'
QUADRATIC = f"<!DOCTYPE x [<!ENTITY e '{'a' * 50_000}'>]>"
MANY = f'<sst xmlns="{MAIN}"><si><t>{"&e;" * 50_000}</t></si></sst>'


def _utf16(text: str) -> bytes:
    return text.replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")


BOMBS = (
    Case("a sheet of 101 MB", lambda: _blank_sheet(101), refused="too_large_unpacked"),
    Case("a sheet that packs too well", lambda: _blank_sheet(2), refused="too_large_unpacked"),
    Case("a shared string of 101 MB", _long_shared_string, refused="too_large_unpacked"),
    Case(
        "shared strings that claim to be many",
        lambda: package(
            '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
            parts={
                "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="99999999999" '
                "uniqueCount='99999999999'><si><t>Fen</t></si></sst>"
            },
        ),
        cells={"A1": "Fen"},
    ),
    Case("one text in many cells", _one_text_in_many_cells, refused="too_much_memory"),
    Case(
        "an archive in the archive",
        lambda: zipped([("bomb.zip", zipped([("a", b"0" * MEGABYTE)]))]),
        refused="kind.zip",
    ),
    Case(
        "an archive among the pictures is never unpacked",
        lambda: _spread("xl/media/image1.zip", zipped([("a", b"0" * MEGABYTE)])),
        cells={"A1": "Enterprise", "B1": "Hours"},
    ),
    Case("entries that overlap", lambda: _overlapping(20, 1000), refused="damaged"),
    Case(
        "entries that overlap and are huge together",
        lambda: _overlapping(150, MEGABYTE),
        refused="too_large_unpacked",
    ),
    Case(
        "a part that is longer than it says",
        lambda: _lying("xl/worksheets/sheet1.xml", sheet(" " * 200 * MEGABYTE).encode(), 1000),
        refused="damaged",
        most_memory=50 * MEGABYTE,
    ),
    Case(
        "201 parts",
        lambda: package(ROW, parts={f"xl/media/{n}.png": b"" for n in range(196)}),
        refused="too_many_parts",
        facts={"limit": 200},
    ),
    Case(
        "70,000 parts",
        lambda: zipped((str(n), b"") for n in range(70_000)),
        refused="too_many_parts",
    ),
)

DOCUMENT_TYPES = tuple(
    Case(name, given(made), refused="holds.dtd")
    for name, made in {
        "external entity": _with_doctype(EXTERNAL, "xl/sharedStrings.xml", STRINGS),
        "external entity in a part that nobody reads": _with_doctype(
            EXTERNAL, "docProps/app.xml", "<x>&e;</x>"
        ),
        "external entity in the workbook": _with_doctype(EXTERNAL, "xl/workbook.xml", "<x>&e;</x>"),
        "external document type": _with_doctype(
            '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">', "xl/styles.xml", "<x/>"
        ),
        "billion laughs": _with_doctype(BILLION + "]>", "xl/worksheets/sheet1.xml", "<x>&j;</x>"),
        "quadratic blow-up": _with_doctype(QUADRATIC, "xl/sharedStrings.xml", MANY),
        "document type in UTF-16": _spread(
            "xl/sharedStrings.xml", _utf16(f'<?xml version="1.0"?>{EXTERNAL}{STRINGS}')
        ),
        "document type behind a comment": _spread(
            "xl/sharedStrings.xml", f"<!-- -->{EXTERNAL}{STRINGS}"
        ),
    }.items()
)


def _ole(*names: str) -> bytes:
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + directory


ODS = zipped(
    [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")],
    stored=True,
)
SYLK = b'ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"Hours"\r\nE\r\n'
TYPES = content_types()
PARTS: Mapping[str, tuple[str, str, bytes]] = {
    "macros": ("list.xlsm", "holds.macros", _spread("xl/vbaProject.bin", b"\0")),
    "macros under the name of a workbook without": (
        "list.xlsx",
        "holds.macros",
        _spread(
            "[Content_Types].xml",
            TYPES.replace(
                "openxmlformats-officedocument.spreadsheetml.sheet.main",
                "ms-excel.sheet.macroEnabled.main",
            ),
        ),
    ),
    "a macro sheet": ("list.xlsx", "holds.macros", _spread("xl/macrosheets/sheet1.xml", "<x/>")),
    "a control": ("list.xlsx", "holds.macros", _spread("xl/activeX/activeX1.bin", b"\0")),
    "links to other workbooks": (
        "list.xlsx",
        "holds.links",
        _spread("xl/externalLinks/externalLink1.xml", "<x/>"),
    ),
    "an embedded object": (
        "list.xlsx",
        "holds.embedded",
        _spread("xl/embeddings/oleObject1.bin", b"\0"),
    ),
    "a password": ("list.xlsx", "holds.password", _ole("EncryptionInfo", "EncryptedPackage")),
    "packed with a password": ("list.xlsx", "holds.password", _encrypted_entries()),
    "old Excel": ("list.xls", "kind.xls", _ole("Workbook")),
    "old Excel by another name": ("list.csv", "kind.xls", _ole("Book")),
    "old Word": ("list.xlsx", "kind.document", _ole("WordDocument")),
    "binary Excel": ("list.xlsb", "kind.xlsb", _spread("xl/workbook.bin", b"\0")),
    "OpenDocument": ("list.ods", "kind.ods", ODS),
    "a web page as .xls": ("list.xls", "kind.html", b"<html><table><tr><td>1</td></tr></table>"),
    "a web page as .csv": ("list.csv", "kind.html", b"\r\n<!DOCTYPE HTML><html></html>"),
    "SYLK as .xls": ("list.xls", "kind.sylk", SYLK),
    "SYLK as .csv": ("list.csv", "kind.sylk", SYLK),
    "XML as .xls": ("list.xls", "kind.xml", b'<?xml version="1.0"?><Workbook/>'),
    "Word": (
        "list.xlsx",
        "kind.document",
        zipped([("[Content_Types].xml", TYPES), ("word/document.xml", "")]),
    ),
    "PowerPoint": (
        "list.xlsx",
        "kind.slides",
        zipped([("[Content_Types].xml", TYPES), ("ppt/presentation.xml", "")]),
    ),
    "Numbers": ("list.numbers", "kind.numbers", zipped([("Index/Document.iwa", b"\0")])),
}
OTHER_KINDS = tuple(
    Case(name, given(made), file_name, refused=code)
    for name, (file_name, code, made) in PARTS.items()
)

BROKEN: Mapping[str, tuple[str, str, bytes]] = {
    "cut off in the middle": ("list.xlsx", "damaged", ONE[: len(ONE) // 2]),
    "cut off before the end": ("list.xlsx", "damaged", ONE[:-1]),
    "no bytes": ("list.xlsx", "empty", b""),
    "blanks alone": ("list.csv", "empty", b" \r\n\r\n"),
    "no entries": ("list.xlsx", "empty", zipped([])),
    "a sheet without cells": ("list.xlsx", "empty", package("")),
    "PDF as .xlsx": ("list.xlsx", "kind.pdf", b"%PDF-1.7\n..."),
    "PDF as .csv": ("list.csv", "kind.pdf", b"%PDF-1.7\n..."),
    "a picture as .csv": ("list.csv", "kind.image", b"\x89PNG\r\n\x1a\n\0\0"),
    "a program as .csv": ("list.csv", "kind.unknown", b"MZ\x90\0" + bytes(100)),
    "noise as .csv": ("list.csv", "kind.unknown", bytes(range(256)) * 4 + bytes(600)),
    "text as .xlsx": ("list.xlsx", "kind.named_otherwise", b"Enterprise,Hours\r\nFen,5\r\n"),
    "a PDF that is also an archive": ("list.xlsx", "kind.pdf", b"%PDF-1.7\n" + ONE),
    "an archive with a web page behind": ("list.xlsx", "damaged", ONE + b"<html></html>"),
    "an archive with a program before": ("list.xlsx", "kind.unknown", b"MZ" + ONE),
    "a name that climbs out": ("list.xlsx", "damaged", _spread("../../evil.xml", "<x/>")),
    "a name that climbs out by backslashes": ("list.xlsx", "damaged", _spread("xl\\..\\..\\x", "")),
    "a name from the root": ("list.xlsx", "damaged", _spread("/etc/passwd", "")),
    "a name on a drive": ("list.xlsx", "damaged", _spread("C:\\x.xml", "")),
    "two parts that differ by case alone": (
        "list.xlsx",
        "damaged",
        _spread("xl/Worksheets/Sheet1.xml", sheet(rows(["another"]))),
    ),
    "a sheet that is no XML": ("list.xlsx", "damaged", _spread("xl/worksheets/sheet1.xml", "x<")),
    "a sheet that is missing": (
        "list.xlsx",
        "damaged",
        zipped([("[Content_Types].xml", TYPES), ("xl/workbook.xml", "<x><sheet/></x>")]),
    ),
}
DAMAGED = tuple(
    Case(name, given(made), file_name, refused=code)
    for name, (file_name, code, made) in BROKEN.items()
)
