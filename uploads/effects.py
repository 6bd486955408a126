"""What an upload does to each quarter's figures, as tables and in a sentence (pure)."""

from collections.abc import Mapping
from typing import Any

APPROVED_KEEPS = (
    "An approved return keeps the figure that it was approved with; the register then says another."
)
DIFFERS = "Differs from approved return"
HOURS = "Hours a week"


def effects_tables(summary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return before and after by quarter, a table for each figure that changes; none where none.

    An approved return keeps the figure that it was approved with, and it is said where the
    register then says another.
    """
    by_figure: dict[str, list[Mapping[str, Any]]] = {}
    for effect in _effects(summary):
        by_figure.setdefault(_named(effect), []).append(effect)
    return [_table(figure, effects) for figure, effects in by_figure.items()]


def effects_in_words(summary: Mapping[str, Any]) -> str:
    """Return in how many quarters which figures change, and in how many of those with an approved
    return; "" where in none."""
    effects = _effects(summary)
    if not effects:
        return ""
    quarters = len({effect["label"] for effect in effects})
    approved = len({effect["label"] for effect in effects if effect["approved"]})
    figures = list(dict.fromkeys(_named(effect) for effect in effects))
    what = "the hours" if figures == [HOURS] else "what the register says"
    if quarters == 1:
        told = "which has an approved return" if approved else "which has no approved return"
        words = f"This changes {what} of 1 quarter, {told}"
    else:
        how_many = {0: "none", quarters: "all"}.get(approved, f"{approved:,}")
        told = f"{how_many} of them with"
        words = f"This changes {what} of {quarters:,} quarters, {told} an approved return"
    words += "." if figures == [HOURS] else f": {'; '.join(figures)}."
    return f"{words} {APPROVED_KEEPS}" if approved else words


def any_approved(summary: Mapping[str, Any]) -> bool:
    """Say whether an approved return holds a figure from before."""
    return any(effect["approved"] for effect in _effects(summary))


def _effects(summary: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return summary.get("effects") or []


def _named(effect: Mapping[str, Any]) -> str:
    """What it is a figure of; an upload that was checked earlier only told of hours."""
    return effect.get("figure") or HOURS


def _table(figure: str, effects: list[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "caption": f"{figure} in each quarter" if figure == HOURS else f"{figure}, by quarter",
        "columns": [
            {"text": "Quarter"},
            {"text": "Before", "numeric": True},
            {"text": "After", "numeric": True},
            {"text": "Return"},
        ],
        "rows": [
            [
                effect["label"],
                _figure(effect["before"]),
                _figure(effect["after"]),
                {"text": "", "tag": DIFFERS, "meaning": "caution"} if effect["approved"] else "",
            ]
            for effect in effects
        ],
    }


def _figure(words: str) -> str | None:
    """The figure alone: the caption says of what."""
    for unit in (" hours a week", " hour a week"):
        words = words.removesuffix(unit)
    return words or None
