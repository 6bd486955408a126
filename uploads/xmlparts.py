"""The XML parts of a workbook, made plain before anything looks into them (pure).

Plain means: UTF-8, no document type, no comments, no instructions, no CDATA. In a well-formed part
each "<" then begins a tag, which is what lets byte patterns read a large sheet quickly and soundly.
"""

import re
from xml.etree import ElementTree

from uploads.refusals import Refused

_ENCODING = re.compile(rb"<\?xml[^<>]*?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
# What a part may be written in besides UTF-8 and UTF-16. Not UTF-7: it hides tags from a search.
_BYTE_ENCODINGS = ("iso-8859-1", "latin-1", "windows-1252", "us-ascii", "ascii")
# Each may also run to the end of the part, where it is not closed, so that it is looked for once.
_ASIDES = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_CLOSED = (b"-->", b"?>", b"]]>")
_DOCUMENT_TYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)


def plain(part: bytes) -> bytes:
    """Return a part made plain. Raises Refused for a document type and for what is no XML."""
    part = _as_utf8(part)
    if b"<!" in part or b"<?" in part:
        part = _ASIDES.sub(_without_aside, part)
        if _DOCUMENT_TYPE.search(part):
            raise Refused("holds.dtd")
        if b"<!" in part:
            raise Refused("damaged")
    return part


def tree(part: bytes) -> ElementTree.Element:
    """Parse a small part that was made plain. Raises Refused where it is not well-formed."""
    try:
        # Without a document type there are no entities to expand and nothing to fetch.
        return ElementTree.fromstring(part)  # noqa: S314
    except ElementTree.ParseError:
        raise Refused("damaged") from None


def local_name(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def _without_aside(found: re.Match[bytes]) -> bytes:
    if not found[0].endswith(_CLOSED):
        raise Refused("damaged")
    text: bytes | None = found[1]
    if text is None:
        return b""
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _as_utf8(part: bytes) -> bytes:
    encoding = _encoding(part)
    if encoding is None:
        return part.removeprefix(b"\xef\xbb\xbf")
    try:
        return part.decode(encoding).removeprefix("\ufeff").encode()
    except UnicodeError:
        raise Refused("damaged") from None


def _encoding(part: bytes) -> str | None:
    """Return the encoding of a part; None for UTF-8."""
    if part.startswith((b"\xff\xfe", b"<\0")):
        return "utf-16-le"
    if part.startswith((b"\xfe\xff", b"\0<")):
        return "utf-16-be"
    declared = _ENCODING.match(part.removeprefix(b"\xef\xbb\xbf"))
    name = declared[1].decode().lower() if declared else "utf-8"
    if name in ("utf-8", "utf8"):
        return None
    if name in _BYTE_ENCODINGS:
        return name
    raise Refused("damaged")
