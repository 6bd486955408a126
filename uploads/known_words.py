"""The words by which a kind of list knows its columns (pure)."""

import re
from fractions import Fraction

from uploads import headings
from uploads.columns import ListKind
from uploads.layout import Label


class KnownWords:
    """The headings that a kind of list knows, looked up quickly."""

    def __init__(self, kind: ListKind) -> None:
        self.kind = kind
        self._fields: dict[str, tuple[int, str]] = {}
        for column in kind.columns:
            for rank, words in enumerate((column.heading, *column.synonyms)):
                self._fields.setdefault(headings.normalised(words), (rank, column.field))
        self._perhaps = {
            headings.normalised(words): column.field
            for column in kind.columns
            for words in column.perhaps
        }
        self._purposes = [
            (why, re.compile(rf" (?:{'|'.join(map(re.escape, map(headings.normalised, words)))}) "))
            for why, words in kind.left_out
        ]

    def exactly(self, text: str) -> tuple[Fraction, int, str] | None:
        """The field that a text names exactly in one of its forms: how strongly, in which rank."""
        for place, form in enumerate(headings.forms(text)):
            if form in self._fields:
                rank, field_ = self._fields[form]
                return Fraction(100 - place, 100), rank, field_
        return None

    def perhaps(self, text: str) -> str | None:
        """The field that a text may mean; None where it means none, or surely one."""
        forms = headings.forms(text)
        return next((self._perhaps[form] for form in forms if form in self._perhaps), None)

    def purpose(self, text: str) -> str | None:
        """Why a heading is left out on purpose; None where it is not."""
        words = f" {headings.normalised(text)} "
        return next((why for why, phrases in self._purposes if phrases.search(words)), None)

    def names(self, label: Label | None, field_: str) -> bool:
        """Say whether a line over a column names a field."""
        lines = [] if label is None else [cell for cell in label.cells if isinstance(cell, str)]
        return any((found := self.exactly(line)) and found[2] == field_ for line in lines)

    def is_known(self, text: str) -> bool:
        """Say whether a text is a heading of such a list, wanted or left out on purpose."""
        return any((self.exactly(text), self.perhaps(text), self.purpose(text)))
