"""What is left to be done about an upload, and what comes next (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uploads.columns import SheetReading


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the conversation about a checked upload stands.

    `unsure` counts the columns that a person should look at, `sheets` those of the file and
    `lists` those of them that are read; `fix` and `confirm` count groups of equal problems;
    `changes` counts what would be added or changed, `rows` what was read.
    """

    unsure: int
    sheets: int
    lists: int
    fix: int
    confirm: int
    notes: int
    questions: int
    certain: int
    changes: int
    rows: int

    @property
    def settled(self) -> bool:
        """Say whether nothing stands in the way of saving: what was only guessed is looked at."""
        return not (self.unsure or self.fix or self.confirm or self.questions)

    @property
    def may_confirm(self) -> bool:
        """Say whether the list can be put into the register now."""
        return self.settled and bool(self.changes)

    @property
    def next_step(self) -> str:
        """Return the page to look at next: columns, problems, matches, or changes."""
        if self.unsure or (self.sheets and not self.lists):
            return "columns"
        if self.fix or self.confirm:
            return "problems"
        if self.questions:
            return "matches"
        return "changes"


def standing(summary: Mapping[str, Any], readings: Sequence[SheetReading]) -> Standing:
    """Return where a checked upload stands, from what its check counted."""
    open_ = summary.get("open") or {}
    counted = summary.get("changes") or {}
    used = [reading for reading in readings if reading.kind]
    return Standing(
        unsure=sum(not heading.certain for reading in used for heading in reading.headings),
        sheets=len(readings),
        lists=len(used),
        fix=open_.get("fix", 0),
        confirm=open_.get("confirm", 0),
        notes=(summary.get("problems") or {}).get("note", 0),
        questions=open_.get("questions", 0),
        certain=sum((summary.get("certain") or {}).values()),
        rows=sum((summary.get("rows") or {}).values()),
        changes=sum(sum(counts.values()) for counts in counted.values()),
    )
