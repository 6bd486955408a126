"""Words in a cell: made clean, and understood where they say that there is nothing (pure)."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal

from uploads.bounds import has_flood
from uploads.cells import CellError, Uncalculated, Value, is_blank, shown
from uploads.columns import Unreadable
from uploads.limits import LONGEST_CELL

# Zero-width characters and marks of direction: pasted along unseen, and meaning nothing.
_UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
)
# These turn what follows them round, so that a page shows other words than are there.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufff0-\ufff8\uffff]")
_LOST = "\ufffd"
PHONE = "a telephone number"
TAKE_IT_OUT = "Take it out: who a person is and how to reach them is not kept here."

# Compared without capitals, and without the stops, brackets and dashes round them.
_NOTHING = frozenset(
    {
        *("", "/", "?", "??", "???", "n/a", "na", "n a", "#n/a"),
        *("none", "null", "nil", "n/k", "nk", "unknown", "unkown", "not known", "unsure"),
        *("tbc", "tba", "tbd", "t b c", "to be confirmed", "to be advised", "to be decided"),
        *("don't know", "dont know", "don’t know", "not sure", "not yet known", "not recorded"),
        *("not applicable", "not stated", "not provided", "not given", "not available"),
        *("no data", "no info", "no information", "awaiting", "awaited", "awaiting info"),
        *("awaiting information", "blank", "missing", "nothing", "unavailable"),
        *("please select", "select", "select one", "choose", "choose one", "choose an item"),
    }
)

_NUMBER = re.compile(r"[0-9][0-9.,: /-]*")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}")
_PHONE = re.compile(r"(?<![\w/.-])(?:\+44|0)[\s()-]*(?:[0-9][\s()-]*){9,11}(?!\w)")
_NATIONAL_INSURANCE = re.compile(r"\b[A-Z]{2}\s?(?:[0-9]{2}\s?){3}[A-D]\b", re.IGNORECASE)


def cleaned(words: str) -> str:
    """Return words as they are kept: composed, without unseen characters, one space between words.

    Raises Unreadable for characters that show other words than are there, or none at all.
    """
    if len(words) > LONGEST_CELL:
        raise Unreadable(
            f"This is longer than the {LONGEST_CELL:,} characters that a cell may have.",
            "Shorten it. If it is a note, put it into a column of its own, which is left out.",
            "text.long",
        )
    if words.isascii() and words.isprintable():
        return " ".join(words.split())
    if has_flood(words):
        raise Unreadable(
            "This holds a letter with a heap of marks on it.", "Type the words again.", "text.marks"
        )
    if _TURNING.search(words):
        raise Unreadable(
            "This holds an unseen character that turns the order of letters round.",
            "Type the words again instead of pasting them.",
            "text.turned",
        )
    if _LOST in words:
        raise Unreadable(
            "A letter of this was lost before the file came here.",
            "Type the words again, and save the file as an Excel workbook (.xlsx).",
            "text.lost",
        )
    if _CONTROL.search(words):
        raise Unreadable(
            "This holds a character that cannot be seen.", "Type the words again.", "text.unseen"
        )
    return " ".join(unicodedata.normalize("NFC", words.translate(_UNSEEN)).split())


def says_nothing(words: str) -> bool:
    """Say whether words only say that there is nothing, or that nobody knows."""
    return words.casefold().strip(" .:()[]*<>-–—").replace(".", " ") in _NOTHING


def seen(value: Value) -> Value:
    """Return a cell without what cannot be seen; None where it says nothing.

    Raises Unreadable where the spreadsheet itself has no value for it.
    """
    if isinstance(value, CellError):
        raise Unreadable(
            "The spreadsheet shows an error here instead of a value.",
            "Correct the formula, or type the value in its place.",
            "cell.error",
        )
    if isinstance(value, Uncalculated):
        raise Unreadable(
            "This is a formula whose result the file does not hold.",
            "Open the file in Excel and save it again, or type the value in place of the formula.",
            "cell.uncalculated",
        )
    if isinstance(value, str):
        words = cleaned(value)
        return None if says_nothing(words) else words
    if isinstance(value, Decimal) and not value.is_finite():
        raise Unreadable("This is not a number.", "Type the value again.", "cell.number")
    return value


def text(
    most: int, *, what: str = "words", names: bool = False, no_contacts: bool = False
) -> Callable[[Value], str | None]:
    """Return a parser of words with at most so many characters.

    With `names`, a bare number is refused: it names nobody. With `no_contacts`, words that hold an
    e-mail address, a telephone or a National Insurance number are refused.
    """

    def parse(value: Value) -> str | None:
        value = seen(value)
        if value is None or is_blank(value):
            return None
        if isinstance(value, (date, time, timedelta)):
            raise Unreadable(
                f"The spreadsheet holds a date or a time here, where {what} should be.",
                "Format the cell as text and type it again.",
                "text.day",
            )
        if names and (isinstance(value, (bool, Decimal)) or _NUMBER.fullmatch(shown(value))):
            raise Unreadable(
                f"This is only a number, where {what} should be.",
                "Type the name. If it is a number, put “No.” before it.",
                "text.number",
            )
        words = shown(value)
        if len(words) > most:
            raise Unreadable(f"This is longer than {most} characters.", "Shorten it.", "text.long")
        if no_contacts and (held := contact_in(words)):
            raise Unreadable(f"This holds {held}.", TAKE_IT_OUT, "text.personal")
        return words

    return parse


def contact_in(words: str) -> str:
    """Return what words hold of how to reach a person or who it is, like "a telephone number"; ""
    where they hold none."""
    for pattern, held in (
        (_EMAIL, "an e-mail address"),
        (_PHONE, PHONE),
        (_NATIONAL_INSURANCE, "a National Insurance number"),
    ):
        if pattern.search(words):
            return held
    return ""


def holds_contact(words: str) -> bool:
    """Say whether words hold an e-mail address, a telephone or a National Insurance number."""
    return bool(contact_in(words))
