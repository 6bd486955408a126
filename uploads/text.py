"""The text of a cell as it is kept: one form, and nothing in it that cannot be seen (pure)."""

import re
import unicodedata

from uploads import limits

# Takes no room and means nothing in a list; a name that holds one looks like another and is not.
_ZERO_WIDTH = re.compile("[\u00ad\u180e\u200b\u2060\ufeff]")
# Joiners mean something inside scripts such as Arabic and in composed emoji, and nothing in Latin.
_JOINERS = re.compile("[\u200c\u200d]+")
_FIRST_BEYOND_EUROPE = "\u0590"
# Without tab and line feed. A carriage return has become a line feed by then.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """Return the text in NFC (unless it is longer than a cell may be), line ends as line feeds,
    without zero-width characters, and with a space for each control character.

    Emoji, accents and scripts from right to left stay. So do characters that turn the direction
    of writing round: the check that refuses them must find them to name the cell.
    """
    if text.isascii():
        if text.isprintable():
            return text
    else:
        text = _composed(text)
        seen = _JOINERS.sub(_kept, _ZERO_WIDTH.sub("", text))
        if seen != text:
            text = _composed(seen)
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _composed(text: str) -> str:
    # Marks upon marks take the time of their number squared. No cell that long is accepted.
    return unicodedata.normalize("NFC", text) if len(text) <= limits.LONGEST_CELL else text


def _kept(joiners: re.Match[str]) -> str:
    text, start, end = joiners.string, joiners.start(), joiners.end()
    between = text[max(0, start - 1) : start], text[end : end + 1]
    return joiners[0] if all(map(_may_be_joined, between)) else ""


def _may_be_joined(letter: str) -> bool:
    if letter < _FIRST_BEYOND_EUROPE:
        return False
    return not unicodedata.name(letter, "").startswith("LATIN")
