"""What the page of problems shows of each: its cells with their boxes, what was decided, and what
else is to be said."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.forms import BoundField

from uploads.actions.uploads import NewAnswer
from uploads.problems import Problem, ProblemGroup, Severity, Spot

# What a remedy says that a box, or another place, is needed for.
ASKS_TO_TYPE = re.compile(r"\b(correct|enter|give|type|write)\b", re.IGNORECASE)
_SAYS_WHERE = re.compile(
    r"Sheets and columns|register\b|own page|spreadsheet|workbook|in the file|"
    r"list of typical weeks|administrator",
)


@dataclass(slots=True)
class Decided:
    """A cell corrected or a row left out earlier, which can be taken back; `back` says that it
    is ticked."""

    number: int
    words: str
    answer: NewAnswer
    back: bool = False


@dataclass(slots=True)
class CellPart:
    """One cell or row with a problem. `out` is what leaving its row out sends; `again` says that
    its box stands further up, `further` that it is another cell of the problem before it;
    `suggestion` is what stands in it instead of what the file says."""

    problem: Problem
    place: str
    spot: Spot
    further: bool = False
    name: str = ""
    out: str = ""
    out_chosen: bool = False
    again: bool = False
    box: BoundField | None = None
    suggestion: str = ""
    # Where what the row names can be added to the register.
    to_add: str = ""

    @property
    def whose(self) -> str:
        """Return what its row is called, where the cell itself does not say so."""
        named = self.problem.whose
        return "" if self.further or named == self.problem.value else named


@dataclass(slots=True)
class GroupPart:
    """Equal problems as the page shows them. `more` cells have no box here; `of_headings` are put
    right on the page of sheets and columns, but `monday` is asked here too. `outgrown` says why a
    reason that was given does not do any more."""

    group: ProblemGroup
    headings: Mapping[tuple[str, int], str] = field(default_factory=dict)
    outgrown: str = ""
    cells: list[CellPart] = field(default_factory=list)
    more: int = 0
    reason_name: str = ""
    reason: BoundField | None = None
    confirmed: bool = False
    of_headings: bool = False
    monday_name: str = ""
    monday: BoundField | None = None

    @property
    def has_boxes(self) -> bool:
        """Say whether there is a cell to be typed anew, not only rows to be left out."""
        return any(cell.box for cell in self.cells)

    @property
    def unfolded(self) -> bool:
        """Say whether its boxes are to be seen at once: where something stands in one of them that
        is not in the file, as what was typed and refused, or the one that is likely meant."""
        return self.links or any(
            cell.box.value() != cell.spot.value or cell.out_chosen
            for cell in self.cells
            if cell.box
        )

    @property
    def links(self) -> bool:
        """Say whether something of the register can be named here."""
        return any(cell.problem.asks for cell in self.cells)

    @property
    def heading(self) -> str:
        """Return the heading over its cells; "" where they stand under several."""
        names = {
            problem.heading or self.headings.get((problem.sheet, problem.column), "")
            for problem in self.group.problems
        }
        return names.pop() if len(names) == 1 else ""

    @property
    def named(self) -> bool:
        """Say whether its boxes stand for cells of several columns, and so need their headings."""
        return any(cell.further for cell in self.cells)

    @property
    def elsewhere(self) -> bool:
        """Say whether it asks for something to be typed, and neither has a box for it nor says
        where else: then in the spreadsheet."""
        remedy = self.group.first.remedy
        if self.has_boxes or self.monday or self.of_headings or self.severity is Severity.STOPS:
            return False
        return bool(ASKS_TO_TYPE.search(remedy)) and not _SAYS_WHERE.search(remedy)

    @property
    def severity(self) -> Severity:
        """Return how grave it is."""
        return self.group.first.severity


def say_where_to_add(parts: Iterable[GroupPart], address: Callable[[Problem], str]) -> None:
    """Give cells the address at which what their row names can be added: once for each."""
    given: set[str] = set()
    for part in parts:
        for cell in part.cells:
            if cell.further or not (found := address(cell.problem)) or found in given:
                continue
            cell.to_add = found
            given.add(found)
