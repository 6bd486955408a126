"""One of a few things, or several of them in one cell, by whatever word people use (pure)."""

import re
import unicodedata
from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Generic, TypeVar

from uploads.cells import Value, shown
from uploads.columns import Unreadable
from uploads.headings import singular
from uploads.parsing.text import cleaned, says_nothing, seen

T = TypeVar("T", bound=Hashable)

# For each thing, how pages name it and the other words for it.
Choices = Mapping[T, tuple[str, tuple[str, ...]]]

UNKNOWN = "choice.unknown"
_MOST_PIECES = 30
_LISTED = 12
_WORD = re.compile(r"[^\W_]+")
_STRONG = re.compile(r"[;\n\r|•]")
_WEAK = re.compile(r"[,/&+]|\band\b", re.IGNORECASE)
_LIGHT = frozenset({"and", "the", "a", "an", "of", "or"})


def one_of(choices: Choices[T], *, what: str) -> Callable[[Value], T | None]:
    """Return a parser of one of these things; `what` says what is asked for ("a stage")."""
    words = _Words(choices, what)

    def parse(value: Value) -> T | None:
        text = _text(value)
        if words.says_nothing(text):
            return None
        found = words.meant.get(plain(text))
        if found is None:
            raise words.unknown(text)
        return found

    return parse


def several(choices: Choices[T], *, what: str) -> Callable[[Value], tuple[T, ...] | None]:
    """Return a parser of some of these things, in the order in which they are declared.

    They may stand in one cell with commas, semicolons, strokes, "and" or line breaks between
    them, also where a thing's own name has a comma or an "and".
    """
    words = _Words(choices, what)

    def parse(value: Value) -> tuple[T, ...] | None:
        # Line breaks part things, so they must be seen before they become spaces.
        parts = _STRONG.split(value) if isinstance(value, str) else [value]
        found: set[T] = set()
        for part in map(_text, parts):
            if words.says_nothing(part):
                continue
            some = words.parted(part)
            if some is None:
                raise words.unknown(part)
            found.update(some)
        return tuple(thing for thing in choices if thing in found) or None

    return parse


def plain(words: str) -> str:
    """Return words as they are looked up: without case, punctuation, plurals and small words."""
    text = unicodedata.normalize("NFKC", words).casefold().replace("&", " and ")
    tokens = _WORD.findall(re.sub(r"[’'`]", "", text))
    return " ".join(singular(token) for token in tokens if token not in _LIGHT) or text.strip()


class _Words(Generic[T]):
    """What is looked up: by its plain words, which thing is meant."""

    def __init__(self, choices: Choices[T], what: str) -> None:
        self.what = what
        self.names = {thing: name for thing, (name, _) in choices.items()}
        self.meant: dict[str, T] = {}
        for thing, (name, others) in choices.items():
            for word in (name, *others):
                self.meant.setdefault(plain(word), thing)
        self.meant.pop("", None)
        self._literally = {
            word.casefold() for name, others in choices.values() for word in (name, *others)
        }

    def says_nothing(self, text: str) -> bool:
        """Say whether words only say that nobody knows, unless one of the things is called so.

        Before they are made plain: without its small word "n/a" is an "n".
        """
        return says_nothing(text) and text.casefold() not in self._literally

    def parted(self, part: str) -> list[T] | None:
        """Return the things that a part names, cut at whichever of its separators fit."""
        whole = self.meant.get(plain(part))
        if whole is not None:
            return [whole]
        pieces = [piece for piece in map(plain, _WEAK.split(part)) if piece][:_MOST_PIECES]
        # best[n]: the things that the first n pieces name; longer joins are tried first.
        best: list[list[T] | None] = [[], *([None] * len(pieces))]
        for end in range(1, len(pieces) + 1):
            for start in range(end):
                before, thing = best[start], self.meant.get(" ".join(pieces[start:end]))
                if before is not None and thing is not None:
                    best[end] = [*before, thing]
                    break
        return best[-1] or None

    def unknown(self, words: str) -> Unreadable:
        """Say that nothing of that name is known, and what is."""
        text = plain(words)
        # A slip seldom falls on the first letter, and a long list of words must not take long.
        alike = [
            known
            for known in self.meant
            if known[0] == text[:1] and abs(len(known) - len(text)) <= 3
        ]
        near = get_close_matches(text, alike, n=1, cutoff=0.8)
        names = list(dict.fromkeys(self.names.values()))
        listed = ", ".join(names[:_LISTED]) + (" and others" if len(names) > _LISTED else "")
        choose = f"Choose from: {listed}." if listed else "Leave it empty."
        if near:
            choose = f"Did you mean “{self.names[self.meant[near[0]]]}”? {choose}"
        return Unreadable(f"This is not {self.what} that is known here.", choose, UNKNOWN)


def _text(value: Value) -> str:
    if isinstance(value, str):
        return cleaned(value)
    value = seen(value)
    if isinstance(value, bool) or (isinstance(value, Decimal) and value in (0, 1)):
        return "yes" if value else "no"
    return shown(value)
