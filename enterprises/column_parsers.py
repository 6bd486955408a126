"""How cells are read that only the register knows: postcodes and areas (pure)."""

import re
from datetime import date, time, timedelta
from itertools import product

from enterprises import postcodes
from uploads.cells import Value, shown
from uploads.columns import Doubtful, Unreadable
from uploads.parsing import text
from uploads.parsing.text import seen

TYPE_A_POSTCODE = "Type the whole postcode, like CB7 4EE, or leave the cell empty."
LONGEST_AREA = 120

_MONTH_SHAPED = re.compile(
    r"[0-9]{1,2}[- ]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- ]?[0-9]{1,2}",
    re.ASCII | re.IGNORECASE,
)
_FIRST_PART = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?(?:\s?[0-9])?", re.ASCII)
_WHOLE = re.compile(
    r"\b(?P<first>[A-Z]{1,2}[0-9][A-Z0-9]?)\s?(?P<rest>[0-9][A-Z]{2})\b", re.ASCII | re.IGNORECASE
)
# Letters and figures that are taken for one another.
_SLIPS = {"O": "O0", "0": "0O", "I": "I1L", "1": "1IL", "L": "L1", "S": "S5", "5": "5S"}
_MOST_SLIPS = 3
_NEVER_LAST = f"{', '.join(postcodes.NEVER_LAST[:-1])} or {postcodes.NEVER_LAST[-1]}"


def postcode(value: Value) -> str | Doubtful | None:
    """Read a whole postcode as the register keeps it.

    The first part of one is read as nothing, for a person to confirm. A slip like O for 0 is
    pointed out and never put right unseen. Raises Unreadable.
    """
    value = seen(value)
    if value is None:
        return None
    if isinstance(value, (date, time, timedelta)):
        raise _turned()
    words = shown(value).strip(" .,")
    known = postcodes.normalised(words.replace("-", " "))
    if known:
        return known
    if _MONTH_SHAPED.fullmatch(words):
        raise _turned()
    if _FIRST_PART.fullmatch(words.upper()):
        return Doubtful(
            None,
            "This is only the first part of a postcode, so no postcode will be recorded.",
            f"{TYPE_A_POSTCODE} Or confirm that the whole is not known.",
            "postcode.part",
        )
    meant = _without_slips(words)
    if meant:
        raise Unreadable(
            f"This is not a postcode. Is {meant} meant?",
            TYPE_A_POSTCODE,
            "postcode.slip",
            suggestion=meant,
        )
    if postcodes.ends_as_none_does(words):
        raise Unreadable(
            f"The last two letters of a postcode are never {_NEVER_LAST}.",
            TYPE_A_POSTCODE,
            "postcode.letters",
        )
    raise Unreadable("This is not a postcode.", TYPE_A_POSTCODE, "postcode.unreadable")


def area(value: Value) -> str | Doubtful | None:
    """Read an area. Of a whole postcode, which can point to a handful of homes, only the first
    part is kept, and the person is told. Raises Unreadable."""
    words = _area_words(value)
    if words is None or _WHOLE.search(words) is None:
        return words
    return Doubtful(
        _WHOLE.sub(lambda found: found["first"].upper(), words),
        "A whole postcode can point to a handful of homes: only its first part is kept.",
        "You need do nothing if the first part says enough.",
        "area.postcode",
        note=True,
    )


_area_words = text(LONGEST_AREA, what="an area", no_contacts=True)


def _turned() -> Unreadable:
    return Unreadable(
        "The spreadsheet has turned this postcode into a date.",
        "Format the column as text in the spreadsheet and type the postcode again.",
        "postcode.turned",
    )


def _without_slips(words: str) -> str | None:
    """The one postcode that is meant, if some letters and figures were taken for one another."""
    compact = "".join(words.upper().split())
    if not 5 <= len(compact) <= 7 or sum(letter in _SLIPS for letter in compact) > _MOST_SLIPS:
        return None
    ways = product(*(_SLIPS.get(letter, letter) for letter in compact))
    meant = {known for way in ways if (known := postcodes.normalised("".join(way)))}
    return meant.pop() if len(meant) == 1 else None
