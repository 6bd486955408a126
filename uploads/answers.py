"""What people decided about an upload, as the checks take it (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from uploads.problems import ProblemGroup


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something unlikely is right, and the cells (with their values) that this was said of."""

    text: str
    cells: frozenset[str]


def is_explained(group: ProblemGroup, reasons: Mapping[str, Reason]) -> bool:
    """Say whether a reason was given for all that a group of problems is about."""
    given = reasons.get(group.key)
    return given is not None and group.cells <= given.cells


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
    `reasons`: by the key of a group of problems.
    """

    kinds: dict[str, str] = field(default_factory=dict)
    fields: dict[tuple[str, int], str] = field(default_factory=dict)
    header_rows: dict[str, int] = field(default_factory=dict)
    fixes: dict[tuple[str, int, int], str] = field(default_factory=dict)
    left_out: frozenset[tuple[str, int]] = frozenset()
    matches: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, Reason] = field(default_factory=dict)


NEW = "new"
