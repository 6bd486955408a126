"""What a file is, by its bytes and not by its name; other kinds are refused with words that help.

Cheap (pure, nothing is unpacked): the page that takes a file may ask at once.
"""

import re
from enum import StrEnum

from uploads import limits
from uploads.archive import STARTS_WITH as ZIP
from uploads.archive import Archive, open_archive
from uploads.refusals import Refused


class Kind(StrEnum):
    """The kinds of file that are read."""

    XLSX = "xlsx"
    CSV = "csv"


TEXT_ENDINGS = (".csv", ".txt", ".tsv")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
UTF8 = b"\xef\xbb\xbf"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names inside an OLE container, as they stand in its directory.
_OLE_KINDS = (
    ("EncryptedPackage", "holds.password"),
    ("Workbook", "kind.xls"),
    ("Book", "kind.xls"),
    ("WordDocument", "kind.document"),
    ("PowerPoint Document", "kind.slides"),
)
_BEGINNINGS = (
    (b"%PDF-", "kind.pdf"),
    (b"{\\rtf", "kind.document"),
    (b"\x89PNG\r\n", "kind.image"),
    (b"\xff\xd8\xff", "kind.image"),
    (b"GIF8", "kind.image"),
    # Excel before it used OLE containers: the record that begins a sheet, in versions 2, 3 and 4.
    (b"\x09\x00\x04\x00", "kind.xls"),
    (b"\x09\x02\x06\x00", "kind.xls"),
    (b"\x09\x04\x06\x00", "kind.xls"),
    (b"MZ", "kind.unknown"),
    (b"\x7fELF", "kind.unknown"),
    (b"7z\xbc\xaf\x27\x1c", "kind.zip"),
    (b"Rar!\x1a", "kind.zip"),
    (b"\x1f\x8b\x08", "kind.zip"),
)
# What every Office file has, and nothing else.
_CONTENT_TYPES = "[content_types].xml"
# By what a zip archive holds.
_PART_KINDS = (
    ("xl/workbook.bin", "kind.xlsb"),
    ("word/", "kind.document"),
    ("ppt/", "kind.slides"),
    ("index/document.iwa", "kind.numbers"),
    ("index/tables/", "kind.numbers"),
    ("content.xml", "kind.ods"),
)
_UNWANTED_PARTS = (
    ("xl/vbaproject", "holds.macros"),
    ("xl/macrosheets/", "holds.macros"),
    ("xl/activex/", "holds.macros"),
    ("xl/externallinks/", "holds.links"),
    ("xl/embeddings/", "holds.embedded"),
)

_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|table|meta|style)\b", re.IGNORECASE)
_XML = re.compile(rb"\s*<(?:\?xml|!DOCTYPE|!ENTITY|!--)")
_WEB_ARCHIVE = re.compile(rb"MIME-Version:\s|Content-Type:\s*multipart/", re.IGNORECASE)
# A list may well begin with "ID;Postcode", so the records behind the first must look like SYLK too.
_SYLK = re.compile(rb"ID;P[^;\r\n]*(?:;[NE])*[\r\n]+(?:[A-Z]{1,2}(?:;[^\r\n]*)?[\r\n]+)+?[BCF];")
_SYLK_END = re.compile(rb"[\r\n]E\s*\Z")
# Bytes that no text has, but for the NUL that stands alone here and there.
_UNPRINTABLE = bytes(range(9)) + bytes(range(14, 32)) + b"\x0b\x7f"
_LOOKED_AT = 8192


def kind_of(content: bytes, file_name: str) -> Kind:
    """Return the kind of a file. Raises Refused for one that is empty, too large, or of a kind
    that is not read."""
    if not content.strip():
        raise Refused("empty")
    if len(content) > limits.MOST_FILE_BYTES:
        raise too_large(len(content))
    if content.startswith((ZIP, b"PK\x05\x06")):
        _check_parts(open_archive(content), content)
        return Kind.XLSX
    if content.startswith(_OLE):
        raise Refused(_ole_kind(content))
    for beginning, code in _BEGINNINGS:
        if content.startswith(beginning):
            raise Refused(code)
    _check_text(content)
    ending = file_name[file_name.rfind(".") :].lower() if "." in file_name else ""
    if ending not in TEXT_ENDINGS:
        raise Refused("kind.named_otherwise", ending=ending or file_name[-12:])
    return Kind.CSV


def too_large(size: int) -> Refused:
    """Return the refusal of a file of so many bytes; for those who count before they have it."""
    most = limits.MOST_FILE_BYTES // limits.MEGABYTE
    # Rounded up, so that the size found is never said to equal the limit.
    return Refused("too_large", found=-(-size // limits.MEGABYTE), limit=most)


def _check_parts(archive: Archive, content: bytes) -> None:
    names = archive.entries
    if not names:
        raise Refused("empty")
    for part, code in _PART_KINDS:
        if any(name.startswith(part) for name in names):
            # The two kinds of OpenDocument differ in their first entry, which is never packed.
            is_text = code == "kind.ods" and b"opendocument.text" in content[:_LOOKED_AT]
            raise Refused("kind.document" if is_text else code)
    if _CONTENT_TYPES not in names:
        raise Refused("kind.zip")
    for part, code in _UNWANTED_PARTS:
        if any(name.startswith(part) for name in names):
            raise Refused(code)


def _ole_kind(content: bytes) -> str:
    for name, code in _OLE_KINDS:
        if name.encode("utf-16-le") in content:
            return code
    return "kind.unknown"


def _check_text(content: bytes) -> None:
    start = content[:_LOOKED_AT]
    text = start.removeprefix(UTF8)
    if start.startswith(UTF16):
        return
    if _MARKUP.match(text) or _WEB_ARCHIVE.match(text):
        raise Refused("kind.html")
    if _XML.match(text):
        raise Refused("kind.html" if b"<html" in text.lower() else "kind.xml")
    if _SYLK.match(text) and _SYLK_END.search(content[-16:]):
        raise Refused("kind.sylk")
    # Every fourth byte: more than any list has by mistake, less than any other kind of file.
    if len(start) - len(start.translate(None, _UNPRINTABLE)) > len(start) // 4:
        raise Refused("kind.unknown")
