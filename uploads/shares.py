"""Numbers that a workbook shows as a percentage: 0.25 in the style of 25% (pure).

The reader of values gives such a cell as the plain number 0.25, and a person who sees 25% would
never know it again. So a cell in such a style is handed on as the words that it shows.
"""

import re
from collections.abc import Collection
from decimal import Decimal
from html import unescape

_BUILT_IN = frozenset({b"9", b"10"})  # 0% and 0.00%
_ID = re.compile(rb"\snumFmtId\s*=\s*[\"']([0-9]{1,9})[\"']")
_CODE = re.compile(rb"\sformatCode\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
# Of a format's code, what stands for itself: words in quotes, and letters behind a mark.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].')
# Small exponents are how Excel writes small numbers.
_NUMBER = re.compile(rb"[-+]?[0-9]{1,20}(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,2})?")
_NO_SHARE = re.compile(rb"%|\snumFmtId\s*=\s*[\"'](?:9|10)[\"']")


def share_styles(styles: bytes) -> frozenset[int]:
    """Return the numbers of the cell styles that show a percentage, from the part of the styles
    that was made plain. What is not written as it should be shows none."""
    if _NO_SHARE.search(styles) is None:
        return frozenset()
    start = styles.find(b"cellXfs")
    own: dict[bytes, bool] = {}
    for tag in _tags(styles[: max(start, 0)], b"numFmt"):
        known, code = _ID.search(tag), _CODE.search(tag)
        if known and code:
            text = unescape((code[1] or code[2] or b"").decode(errors="replace"))
            own[known[1]] = "%" in _LITERAL.sub("", text)
    end = styles.find(b"cellXfs", start + 1)
    found = set()
    for place, tag in enumerate(_tags(styles[start:end], b"xf")):
        known = _ID.search(tag)
        if known and own.get(known[1], known[1] in _BUILT_IN):
            found.add(place)
    return frozenset(found)


def in_styles(styles: Collection[int]) -> bytes:
    """Return a pattern's piece for the number of one of these styles."""
    return b"|".join(b"%d" % style for style in sorted(styles))


def share_in_words(number: bytes) -> bytes | None:
    """Return a number as the percentage that it is shown as, with all its digits: 0.255 gives
    "25.5%". None for what is no number."""
    if _NUMBER.fullmatch(number) is None:
        return None
    # Excel keeps and shows 15 digits.
    text = f"{Decimal(f'{Decimal(number.decode()):.15g}') * 100:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%".encode()


def _tags(part: bytes, name: bytes) -> list[bytes]:
    """Return the tags of a name, whatever prefix it has, from behind the name."""
    found = []
    for piece in part.split(b"<"):
        # The name ends where the attributes begin, or with the tag.
        whole = piece.split(None, 1)[0] if piece[:1].strip() else b""
        if whole.rstrip(b"/>").rpartition(b":")[2] == name:
            found.append(b" " + piece[len(whole) :])
    return found
