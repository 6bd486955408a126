"""What people decided about an upload, as the checks take it (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from uploads.cells import shown
from uploads.problems import ProblemGroup, cell_key, cell_of


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something unlikely is right, the cells (with their values) that this was said of, and
    the day on which it was said."""

    text: str
    cells: frozenset[str]
    on: date | None = None


def is_explained(group: ProblemGroup, reasons: Mapping[str, Reason]) -> bool:
    """Say whether a reason was given for all that a group of problems is about."""
    given = reasons.get(group.key)
    return given is not None and group.cells <= given.cells


def outgrown(group: ProblemGroup, reasons: Mapping[str, Reason]) -> str:
    """Say why a reason that was given for a group does not do any more; "" where it does, or
    where none was given."""
    given = reasons.get(group.key)
    if given is None or is_explained(group, reasons):
        return ""
    before = {cell_of(key) for key in given.cells}
    fresh = [one for one in group.problems if cell_key(one) not in given.cells]
    moved = sum(cell_of(cell_key(one)) in before for one in fresh)
    on = f" on {shown(given.on)}" if given.on else ""
    was = "1 row" if len(given.cells) == 1 else f"{len(given.cells):,} rows"
    words = [f"You gave a reason for {was}{on}."]
    if more := len(fresh) - moved:
        words.append(f"There are now {len(group.problems):,}: {more:,} came since.")
    if moved:
        of_them = "" if len(group.problems) == 1 else f" of {moved:,} of them"
        words.append(
            f"Since then what the register says{of_them}, or another cell of the row, has changed."
        )
    words.append("If your reason still holds, save it again.")
    return " ".join(words)


def week_said(of_column: str) -> date | None:
    """Return the week that a person gave for a column, as the day on which it begins; None where
    they said another thing of it."""
    try:
        return date.fromisoformat(of_column)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Answers:
    """All decisions of people about one upload.

    `kinds`: by sheet, the code of the kind of list, or "" to leave the sheet out.
    `fields`: by sheet and column (from 0), the field of a column, or "" to leave it out; of a
    column of one week the day on which the week begins, like "2023-04-03".
    `header_rows`: by sheet, the row that holds the headings.
    `fixes`: by sheet, row and column, what a person typed in place of the cell.
    `left_out`: sheet and row of rows that a person left out.
    `matches`: by question, the number of the row in the register that is meant, or NEW.
    `choices`: by question, the numbers that could be chosen when it was answered; nothing where
    that is not known.
    `reasons`: by the key of a group of problems.
    `kept`: what of the register is kept where the lists say otherwise, as `importing.Overwritten`.
    """

    kinds: dict[str, str] = field(default_factory=dict)
    fields: dict[tuple[str, int], str] = field(default_factory=dict)
    header_rows: dict[str, int] = field(default_factory=dict)
    fixes: dict[tuple[str, int, int], str] = field(default_factory=dict)
    left_out: frozenset[tuple[str, int]] = frozenset()
    matches: dict[str, str] = field(default_factory=dict)
    choices: dict[str, frozenset[str]] = field(default_factory=dict)
    reasons: dict[str, Reason] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()


NEW = "new"
