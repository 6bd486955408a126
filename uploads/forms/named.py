"""Naming something that is in the register: a box that offers all of it while one types."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django import forms

from uploads.importing import InRegister


@dataclass(frozen=True, slots=True)
class Register:
    """What of the register a row may mean, by the words that name it."""

    known: tuple[InRegister, ...] = ()
    numbers: dict[str, int] = field(default_factory=dict)

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
        return cls(found, {words: n for words, n in numbers.items() if words not in twice})

    @property
    def labels(self) -> list[str]:
        """Return all of them as the box offers them."""
        return [one.label for one in self.known]

    def label(self, number: str) -> str:
        """Return the one of this number as the box names it; "" where there is none."""
        return next((one.label for one in self.known if str(one.number) == number), "")


def _key(words: str) -> str:
    return " ".join(words.casefold().split())


class NamedField(forms.CharField):
    """Names one thing of the register: cleans to its number, "" where it names none."""

    def __init__(self, register: Register, *, row: int) -> None:
        self.register = register
        super().__init__(label=f"{register.title}, row {row}", required=False)
        self.widget.attrs |= {"list": Register.list_id, "autocomplete": "off"}

    def clean(self, value: object) -> str:
        """Return the number of what is named. Raises ValidationError where nothing is meant."""
        words = str(super().clean(value) or "")
        if not words:
            return ""
        number = self.register.numbers.get(_key(words))
        if number is None:
            raise forms.ValidationError(
                f"{self.label}: choose one from the list, which has all that are in the register. "
                "If it is not there yet, empty the box and say why."
            )
        return str(number)
