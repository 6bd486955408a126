"""What is wrong with an uploaded list, in its own cells (pure)."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from uploads.cells import cells_in_words, column_letters

# A note on more cells of one column than these is about the column, not about its cells.
MOST_NOTED_CELLS = 10
# Of a cell's value so much is kept with its problem.
LONGEST_VALUE = 200
LONGEST_ABOUT = 500
LONGEST_SHEET_NAME = 100
LINK = "link:"
# No sheet has a colon in its name.
_CELL = re.compile(r"[^:]*:[0-9]+:-?[0-9]+")


class Severity(StrEnum):
    """How much a problem stands in the way."""

    STOPS = "stops"  # nothing of the file can be used
    FIX = "fix"  # must be put right before anything is saved
    CONFIRM = "confirm"  # possible but unlikely: a person says why it is right
    NOTE = "note"  # something left out or read in a way that should be known


SEVERITY_WORDS: dict[Severity, str] = {
    Severity.STOPS: "Stops the file",
    Severity.FIX: "Must be fixed",
    Severity.CONFIRM: "Please confirm",
    Severity.NOTE: "For your information",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Another cell that a problem is about: it may be the one that is wrong."""

    row: int
    column: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `code` names the check that found it, like "hours.negative".

    `row` is the spreadsheet's own (0: of the whole sheet), `column` counts from 0 (-1: of the
    whole row), `value` is what the cell shows. `message` says what is wrong and `remedy` what to
    do. Problems with equal code, sheet, column, message and remedy are one to the reader, so the
    two speak of the kind of problem and leave the value to `value`. `also` are further cells of
    the same sheet that it holds against this one, any of which may be the wrong one.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    sheet: str = ""
    row: int = 0
    column: int = -1
    value: str = ""
    heading: str = ""
    # Whose it is, of when, and what it is held against: "Ely Help, week of 3 April 2023: …".
    about: str = ""
    also: tuple[Spot, ...] = ()
    # The key of what naming something of the register answers, and the one that is likely meant.
    asks: str = ""
    likely: str = ""
    # What its row is called in the file.
    whose: str = ""


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Equal problems as the reader sees them: said once, with all their cells. What is to be
    confirmed is one over all sheets, so that one reason does for it."""

    key: str
    first: Problem
    problems: tuple[Problem, ...]

    @property
    def cells(self) -> frozenset[str]:
        """Which cells with which values it is about, and what these are held against; a reason
        given for it covers these, and no others that the file or the register comes to say."""
        return frozenset(map(cell_key, self.problems))

    @property
    def of_sheets(self) -> bool:
        """Say whether its cells stand in several sheets."""
        return any(problem.sheet != self.first.sheet for problem in self.problems)

    @property
    def where(self) -> str:
        """The cells in words, like "sheet Hours, C9, C12 and 30 more"; "" for a whole file."""
        sheets = dict.fromkeys(problem.sheet for problem in self.problems)
        return "; ".join(
            _where([one for one in self.problems if one.sheet == sheet]) for sheet in sheets
        )


def link_key(sheet: str, row: int) -> str:
    """Return the key of what a row is linked to in the register."""
    return f"{LINK}{row}:{sheet[:LONGEST_SHEET_NAME]}"


def digest_of(text: str) -> str:
    """Return what tells the text of a cell from others, where the text itself is not kept."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def row_key(problem: Problem) -> str:
    """Return what tells a row that may be left out from others, in another file too: what it is
    called, and what is wrong with which value. "" where it has no name, or nothing is in the way.
    """
    may_be_left_out = problem.severity in (Severity.FIX, Severity.CONFIRM)
    if not problem.row or not problem.whose or not may_be_left_out:
        return ""
    return digest_of("\n".join((problem.code, problem.whose, problem.value)))


def cell_key(problem: Problem) -> str:
    """Return a cell with its value and what this is held against, as reasons are kept for it: as
    much of each as is stored with the problem."""
    return (
        f"{problem.sheet[:LONGEST_SHEET_NAME]}:{problem.row}:{problem.column}:"
        f"{problem.value[:LONGEST_VALUE]}:{problem.about[:LONGEST_ABOUT]}"
    )


def cell_of(key: str) -> str:
    """Return the sheet, row and column of what `cell_key` made."""
    found = _CELL.match(key)
    return found[0] if found else key


def _where(problems: Sequence[Problem]) -> str:
    """The cells of one sheet in words."""
    first = problems[0]
    sheet = f"Sheet “{first.sheet}”" if first.sheet else ""
    places = [(p.row, p.column) for p in problems if p.row]
    if not places:
        column = first.column
        return f"{sheet}, column {column_letters(column)}" if column >= 0 else sheet
    if places[0][1] < 0:
        rows = [str(row) for row, _ in places[:5]]
        rest = len(places) - len(rows)
        more = f" and {rest} more" if rest else ""
        return f"{sheet}, {'row' if len(places) == 1 else 'rows'} {', '.join(rows)}{more}"
    return f"{sheet}, {cells_in_words(places)}"


def once_a_column(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems with a note on many cells of a column said once, of the column, with how
    many cells these are. What must be fixed or confirmed stays at each cell."""
    found: dict[tuple[str, str, int, str], list[Problem]] = {}
    for problem in problems:
        if problem.severity is Severity.NOTE and problem.row and problem.column >= 0:
            key = (problem.code, problem.sheet, problem.column, problem.message)
            found.setdefault(key, []).append(problem)
    kept = list(problems)
    for alike in found.values():
        if len(alike) > MOST_NOTED_CELLS:
            said = {id(problem) for problem in alike}
            named = cells_in_words([(problem.row, problem.column) for problem in alike])
            words = of_cells(alike[0].message, len(alike), named)
            kept = [problem for problem in kept if id(problem) not in said]
            kept.append(replace(alike[0], row=0, value="", about="", message=words))
    return kept


def of_cells(message: str, cells: int, named: str = "") -> str:
    """Return what is said of cells of a column, with how many these are and the first of them."""
    which = f": {named}" if named else ""
    return f"{message} This is so in {cells:,} cells of the column{which}."


def group(problems: Iterable[Problem]) -> tuple[ProblemGroup, ...]:
    """Put equal problems together, the gravest first, else in the order of their finding."""
    found: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        key = (
            problem.code,
            "" if problem.severity is Severity.CONFIRM else problem.sheet,
            str(problem.column),
            problem.message,
            problem.remedy,
        )
        found.setdefault(key, []).append(problem)
    order = list(Severity)
    groups = [ProblemGroup(_digest(key), alike[0], tuple(alike)) for key, alike in found.items()]
    return tuple(sorted(groups, key=lambda one: order.index(one.first.severity)))


def _digest(key: tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:16]
