"""Naming something that is in the register: a box that offers all of it while one types."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from django import forms

from uploads.importing import InRegister

MOST_OFFERED = 2_000
MOST_LIKE = 5
# The longest label has a name, a postcode and a reference.
LONGEST_NAMED = 300


@dataclass(frozen=True, slots=True)
class Register:
    """What of the register a row may mean, by the words that name it."""

    known: tuple[InRegister, ...] = ()
    numbers: dict[str, int] = field(default_factory=dict)
    # Names that several have, and nothing else tells apart.
    twice: frozenset[str] = frozenset()

    list_id = "in-the-register"
    title = "Enterprise in the register"

    @classmethod
    def of(cls, known: Iterable[InRegister]) -> "Register":
        """Gather them; a name that several have names none of them."""
        found = tuple(known)
        numbers: dict[str, int] = {}
        twice = set()
        for one in found:
            for words in {_key(one.label), _key(one.name)}:
                if numbers.setdefault(words, one.number) != one.number:
                    twice.add(words)
        apart = {words: n for words, n in numbers.items() if words not in twice}
        return cls(found, apart, frozenset(_key(one.label) for one in found) & twice)

    @property
    def labels(self) -> list[str]:
        """Return all of them as the box offers them; of very many none, which would make a page
        of a megabyte that no browser searches well."""
        return [one.label for one in self.known] if len(self.known) <= MOST_OFFERED else []

    def like(self, words: str) -> list[str]:
        """Return some that have all these words, or parts of them, in their names."""
        parts = dict.fromkeys(_key(words).split())
        keys = ((one.label, _key(one.label)) for one in self.known)
        found = (label for label, key in keys if all(part in key for part in parts))
        return list(islice(found, MOST_LIKE))

    def label(self, number: str) -> str:
        """Return the one of this number as the box names it; "" where there is none."""
        return next((one.label for one in self.known if str(one.number) == number), "")


def _key(words: str) -> str:
    return " ".join(words.casefold().split())


class NamedField(forms.CharField):
    """Names one thing of the register: cleans to its number, "" where it names none."""

    def __init__(self, register: Register, *, row: int) -> None:
        self.register = register
        super().__init__(
            label=f"{register.title}, row {row}", required=False, max_length=LONGEST_NAMED
        )
        self.widget.attrs |= {"list": Register.list_id, "autocomplete": "off"}

    def clean(self, value: object) -> str:
        """Return the number of what is named. Raises ValidationError where nothing is meant."""
        words = str(super().clean(value) or "")
        if not words:
            return ""
        number = self.register.numbers.get(_key(words))
        if number is None:
            raise forms.ValidationError(
                f"{self.label}: {self._what_to_do(words)} "
                "If it is not there yet, empty the box and say why."
            )
        return str(number)

    def _what_to_do(self, words: str) -> str:
        if _key(words) in self.register.twice:
            return (
                "several are called that. Give the one that is meant a reference or a postcode "
                "in the register first."
            )
        if like := self.register.like(words):
            return f"enter one of them in full: {'; '.join(like)}."
        if self.register.labels:
            return "choose one from the list, which has all that are in the register."
        return "nothing in the register is called that. Enter the name as the register has it."
