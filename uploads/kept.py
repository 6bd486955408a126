"""What a list would write over, and what of it a person keeps as the register has it (pure)."""

from collections.abc import Mapping
from typing import Any

from uploads.words import counted

# What a list of each kind of thing has rows of.
_OF = {"enterprise": "Enterprises", "enquiry": "Enquiries"}


def overwritten(summary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what the lists would write over, for a page to offer that it is kept."""
    return [
        {
            "key": one["key"],
            "text": f"{_label(one)}: {counted(one['count'], 'row', 'rows')}",
            "kept": one["kept"],
        }
        for one in summary.get("overwritten") or []
    ]


def kept_in_words(summary: Mapping[str, Any]) -> str:
    """Return what stays as the register has it because a person said so; "" where nothing does."""
    kept = [one for one in summary.get("overwritten") or [] if one["kept"]]
    named = [f"{_label(one)} ({counted(one['count'], 'row', 'rows')})" for one in kept]
    return (
        f"As you decided, the register keeps what it says of: {'; '.join(named)}." if named else ""
    )


def _label(one: Mapping[str, Any]) -> str:
    of = _OF.get(one["key"].partition(".")[0], "")
    return f"{of}, {one['label']}" if of else str(one["label"])
