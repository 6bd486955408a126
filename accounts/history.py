"""The audit trail in words (pure): what an event's verb and values say to a reader."""

import contextlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

# As events keep them: a day, and a figure with more decimals than anybody typed.
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONG_FIGURE = re.compile(r"-?\d+\.\d{3,}")


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
            parts = (f"{name.replace('_', ' ')} {_value(part)}" for name, part in value.items())
            return ", ".join(parts) or "none"
        case list() | tuple():
            return ", ".join(_value(part) for part in value) or "none"
        case _:
            return _plain(str(value))


def _plain(text: str) -> str:
    """Return a day as people write it, and a figure without needless noughts."""
    if DAY.fullmatch(text):
        # Somebody's own words may look like a day and be none.
        with contextlib.suppress(ValueError):
            day = date.fromisoformat(text)
            return f"{day.day} {day:%B %Y}"
    if not LONG_FIGURE.fullmatch(text):
        return text
    whole, decimals = text.split(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals.ljust(2, '0')}" if decimals else whole
