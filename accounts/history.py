"""The audit trail in words (pure): what an event's verb and values say to a reader."""

from collections.abc import Mapping
from typing import Any


def verb_words(verb: str) -> str:
    """Return "return.sent_back" as "Return sent back"."""
    return verb.replace(".", " ").replace("_", " ").capitalize()


def change_words(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
    """Return what changed as "value: 1 → 2; note: none → text", only where the two differ."""
    old, new = before or {}, after or {}
    names = [*old, *(name for name in new if name not in old)]
    changed = [name for name in names if old.get(name) != new.get(name)]
    return "; ".join(
        f"{name.replace('_', ' ')}: {_value(old.get(name))} → {_value(new.get(name))}"
        if name in old
        else f"{name.replace('_', ' ')}: {_value(new.get(name))}"
        for name in changed
    )


def _value(value: Any) -> str:
    match value:
        case None | "":
            return "none"
        case bool():
            return "yes" if value else "no"
        case Mapping():
            return ", ".join(f"{name} {_value(part)}" for name, part in value.items()) or "none"
        case list() | tuple():
            return ", ".join(_value(part) for part in value) or "none"
        case _:
            return str(value)
