"""Which passwords would be among the first to be tried, and why (pure)."""

import re
from collections.abc import Callable, Collection

LONG_ENOUGH = 12
ADVICE = "Use three or four words that have nothing to do with each other or with you"
FEW_CHARACTERS = f"This password is one or two characters repeated. {ADVICE}"
REPEATED = f"This password repeats something short. {ADVICE}"
ROW = f"This password runs along the alphabet, the digits or the keyboard. {ADVICE}"
COMMON = f"This is a common password, or one with digits or signs added. {ADVICE}"
OWN_WORDS = (
    "This password is made of your name, your email address, your council’s name or the name of "
    f"this service. {ADVICE}"
)

# Words that anybody would try here first, whoever it is.
SERVICE_WORDS = frozenset(
    {"programme", "program", "monitor", "council", "county", "borough", "password", "admin"}
)

_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
# Signs and digits that people write for letters.
_LETTERS = str.maketrans("0134578@$!", "oieastbasi")
_SHORTEST_WORD, _SHORTEST_RUN = 3, 3
# So few letters or signs besides leave a password as easy to guess as without them.
_FEW = 5


def why(password: str, own_words: Collection[str], is_common: Callable[[str], bool]) -> str:
    """Return why a password is easily guessed, as a sentence for its owner; empty where it is not.

    `own_words` are the person's and the council's; `is_common` looks a password up in lower case.
    """
    lower = password.lower()
    # As typed, and without the digits and signs with which people dress a word up.
    shapes = {lower, lower.translate(_LETTERS)}
    cores = {re.sub(r"[\W\d_]+", "", shape) for shape in shapes} - {""}
    if len(set(lower)) <= 2:
        return FEW_CHARACTERS
    if any(is_common(_unit(shape)) for shape in shapes | {c for c in cores if len(c) >= 4}):
        return COMMON
    if any(len(_unit(shape)) < len(shape) and len(_unit(shape)) < LONG_ENOUGH for shape in shapes):
        return REPEATED
    if any(len(core) > _FEW and len(_unit(core)) < min(len(core), LONG_ENOUGH) for core in cores):
        return REPEATED
    if len(_without_runs(lower)) < _FEW:
        return ROW
    words = {word.lower() for word in own_words if len(word) >= _SHORTEST_WORD} | SERVICE_WORDS
    if any(_is_made_of(core, words) for core in cores):
        return OWN_WORDS
    return ""


def words_in(text: str) -> set[str]:
    """Return the words of a name or an address, and all of them in one."""
    parts = re.findall(r"[^\W\d_]+", text.lower())
    return {*parts, "".join(parts)}


def _unit(text: str) -> str:
    """Return the shortest part that makes the text when it is written again and again."""
    for length in range(1, len(text) // 2 + 1):
        if len(text) % length == 0 and text[:length] * (len(text) // length) == text:
            return text[:length]
    return text


def _without_runs(text: str) -> str:
    """Return what is left once every run along a row, forwards or backwards, is taken out."""
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    left, place = "", 0
    while place < len(text):
        length = max(_run(text[place:], row) for row in rows)
        if length < _SHORTEST_RUN:
            left, length = left + text[place], 1
        place += length
    return left


def _run(text: str, row: str) -> int:
    """Return how many of the text's first characters stand in this order in the row."""
    length = 0
    while length < len(text) and text[: length + 1] in row:
        length += 1
    return length


def _is_made_of(core: str, words: Collection[str]) -> bool:
    left = core
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return len(left) < min(_FEW, len(core))
