"""What an upload does to each quarter's hours, as a table (pure)."""

from collections.abc import Mapping
from typing import Any

APPROVED_KEEPS = (
    "An approved return keeps the figure that it was approved with; the register then says another."
)
DIFFERS = "Differs from approved return"


def effects_table(summary: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return hours a week by quarter before and after; None where none change.

    An approved return keeps the figure that it was approved with, and it is said where the
    register then says another.
    """
    effects = summary.get("effects") or []
    if not effects:
        return None
    return {
        "caption": "Hours a week in each quarter",
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


def effects_in_words(summary: Mapping[str, Any]) -> str:
    """Return in how many quarters hours change, and in how many of those with an approved return;
    "" where in none."""
    effects = summary.get("effects") or []
    approved = sum(effect["approved"] for effect in effects)
    if not effects:
        return ""
    if len(effects) == 1:
        told = "which has an approved return" if approved else "which has no approved return"
        words = f"This changes the hours of 1 quarter, {told}."
    else:
        told = f"{approved:,} of them with" if approved else "none of them with"
        words = f"This changes the hours of {len(effects):,} quarters, {told} an approved return."
    return f"{words} {APPROVED_KEEPS}" if approved else words


def any_approved(summary: Mapping[str, Any]) -> bool:
    """Say whether an approved return holds a figure from before."""
    return any(effect["approved"] for effect in summary.get("effects") or [])
