"""The audit trail in words (pure): what was done, and which value was changed from what to what."""

import contextlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Values = Mapping[str, Any]
# What a state says: the name of each value, and the value, both as a person reads them.
Said = dict[str, str]
Writer = Callable[[Any], str]

BLANK, REMOVED = "blank", "removed"
# As events keep them: a day, a figure with more decimals than anybody typed, a row with its number.
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONG_FIGURE = re.compile(r"-?\d+\.\d{3,}")
NUMBERED = re.compile(r" \(#\d+\)$")


def plain(value: Any) -> str:
    """Return a value of no special kind in words. A blank is said, and nought is no blank."""
    match value:
        case None | "":
            return BLANK
        case bool():
            return "yes" if value else "no"
        case Mapping():
            parts = (f"{name.replace('_', ' ')} {plain(part)}" for name, part in value.items())
            return ", ".join(parts) or "none"
        case list() | tuple():
            # Names may hold commas.
            return "; ".join(plain(part) for part in value) or "none"
        case _:
            return _text(str(value))


def chosen(labels: Mapping[str, str], blank: str = BLANK) -> Writer:
    """Return what writes a stored choice by its label; a choice that is gone as it stands."""
    return lambda value: labels.get(value) or (blank if value in (None, "") else plain(value))


def yes_no(blank: str = "not known") -> Writer:
    """Return what writes a yes or no, and `blank` for neither."""
    return lambda value: blank if value is None else plain(value)


def named(value: Any) -> str:
    """Return the name of a thing that an event keeps as "Name (#12)"."""
    return NUMBERED.sub("", plain(value))


@dataclass(frozen=True, slots=True)
class Field:
    """The name of a value, and how the value is written."""

    label: str
    write: Writer = plain


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event in words.

    `say` takes what an event keeps of a state, and the number of the object it is about; `about`
    rewrites the object's name.
    """

    title: str
    say: Callable[[Values, str], Said]
    about: Callable[[str], str] = str


def kind(title: str, fields: Mapping[str, Field] | None = None) -> Kind:
    """Return a kind of event whose values each have a field; one without is named by its key."""
    known = fields or {}

    def say(values: Values, _: str) -> Said:
        said = {}
        for name, value in values.items():
            field = known.get(name) or Field(name.replace("_", " ").capitalize())
            said[field.label] = field.write(value)
        return said

    return Kind(title, say)


def unknown(verb: str) -> Kind:
    """Return a kind that nobody has words for (any more): "a.did_so" as "A did so"."""
    return kind(verb.replace(".", " ").replace("_", " ").capitalize())


def changes(kind: Kind, before: Values | None, after: Values | None, about: str) -> list[str]:
    """Return what changed, a line each, like "Status: Draft → Submitted".

    A value that was not there before is told alone, one that is there no more as removed.
    """
    old = kind.say(before, about) if before else {}
    new = kind.say(after, about) if after else {}
    lines = []
    for label in [*old, *(label for label in new if label not in old)]:
        if label not in old:
            lines.append(f"{label}: {new[label]}")
        elif old[label] != new.get(label):
            lines.append(f"{label}: {old[label]} → {new.get(label, REMOVED)}")
    return lines


def day_words(text: str) -> str:
    """Return "2022-03-31" as "31 March 2022", and anything else as it stands."""
    if DAY.fullmatch(text):
        # Somebody's own words may look like a day and be none.
        with contextlib.suppress(ValueError):
            day = date.fromisoformat(text)
            return f"{day.day} {day:%B %Y}"
    return text


def _text(text: str) -> str:
    if not LONG_FIGURE.fullmatch(text):
        return day_words(text)
    whole, decimals = text.split(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals.ljust(2, '0')}" if decimals else whole
