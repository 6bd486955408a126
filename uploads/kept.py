"""What a list would write over, and what of it a person keeps as the register has it (pure)."""

from collections.abc import Collection, Mapping
from typing import Any

from uploads.words import counted

_NOUNS = {"enterprise": ("enterprise", "enterprises"), "enquiry": ("enquiry", "enquiries")}


def overwritten(
    summary: Mapping[str, Any], ticked: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """Return what the lists would write over, for a page to offer that it is kept; `ticked` is
    what somebody ticked and could not save."""
    return [
        {
            "key": one["key"],
            "text": f"{one['label']}: {count_of(one)}",
            "kept": one["kept"] if ticked is None else one["key"] in ticked,
        }
        for one in summary.get("overwritten") or []
    ]


def kept_in_words(summary: Mapping[str, Any]) -> str:
    """Return what stays as the register has it because a person said so; "" where nothing does."""
    kept = [one for one in summary.get("overwritten") or [] if one["kept"]]
    named = [f"{one['label']} ({count_of(one)})" for one in kept]
    return (
        f"As was decided, the register keeps what it says of: {'; '.join(named)}." if named else ""
    )


def label_of(summary: Mapping[str, Any], key: str) -> str:
    """Return how pages name what may be kept."""
    offered = summary.get("overwritten") or []
    return next((str(one["label"]) for one in offered if one["key"] == key), key)


def count_of(one: Mapping[str, Any]) -> str:
    """Return how many rows of the register one of these is about."""
    return counted(one["count"], *_NOUNS.get(one["key"].partition(".")[0], ("row", "rows")))
