"""What was corrected on the page in earlier files, or left out of them, in cells that say the same
here again."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from uploads.actions.uploads import NewAnswer
from uploads.cells import column_letters, shown
from uploads.models import Upload, UploadAnswer
from uploads.problems import Problem, digest_of

About = UploadAnswer.About
# Corrections of a programme that are looked through, the latest first, and that are offered.
MOST_LOOKED_AT = 5_000
MOST_OFFERED = 200
CSV = "csv"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A cell that was corrected in an earlier file and says the same in this one, at its place;
    or for whose sake its row was left `out`."""

    sheet: str
    row: int
    column: int
    value: str
    typed: str
    on: date
    file_name: str
    out: bool = False

    @property
    def answer(self) -> NewAnswer:
        """The same correction of this file."""
        cells = (digest_of(self.value),)
        if self.out:
            return NewAnswer("leave_out", self.sheet, self.row, value="yes", cells=cells)
        return NewAnswer("fix", self.sheet, self.row, self.column, value=self.typed, cells=cells)

    @property
    def words(self) -> str:
        """Say what was corrected, when, and in which file."""
        became = f"corrected to “{self.typed}”" if self.typed else "emptied"
        if self.out:
            became = f"the reason to leave row {self.row} out"
        sheet = f"Sheet “{self.sheet}”, " if self.sheet else ""
        return (
            f"{sheet}{column_letters(self.column)}{self.row}: “{self.value}” was {became} on "
            f"{shown(self.on)}, in {self.file_name}"
        )


def corrections(upload: Upload, problems: Iterable[Problem]) -> list[Earlier]:
    """Return them, as they were corrected last: one query.

    The cell is at the same place, of a sheet of the same name, and says the very same. The only
    sheet of a comma-separated file is named by the file, so there its name says nothing.
    """
    alone = upload.summary.get("format") == CSV
    cells: dict[tuple[str, int], dict[int, tuple[str, str]]] = defaultdict(dict)
    for one in problems:
        for row, column, value in (
            (one.row, one.column, one.value),
            *((spot.row, spot.column, spot.value) for spot in one.also),
        ):
            if row and column >= 0 and value:
                cells["" if alone else one.sheet, row][column] = (one.sheet, value)
    if not cells:
        return []
    rows = (
        UploadAnswer.objects.for_council(upload.council)
        .filter(about__in=(About.FIX, About.LEAVE_OUT), upload__programme=upload.programme_id)
        .exclude(upload=upload)
        .order_by("-at", "-pk")
        .values_list(
            *("about", "sheet", "row", "column", "value", "cells", "at"),
            *("upload__file_name", "upload__summary__format"),
        )
    )
    mine = set(
        UploadAnswer.objects.for_council(upload.council)
        .filter(about=About.FIX, upload=upload)
        .values_list("sheet", "row", "column")
    )
    found: dict[tuple[str, int, int], Earlier] = {}
    # What was done last with a row: cells of it corrected, or the row left out.
    done: dict[tuple[str, int], str] = {}
    for about, named, row, corrected, typed, digests, at, file_name, kind in rows[:MOST_LOOKED_AT]:
        place, out = ("" if alone and kind == CSV else named, row), about == About.LEAVE_OUT
        said = cells.get(place, {})
        # A row is left out for the sake of any of its cells.
        same = (one for one in said if out or one == corrected)
        where = next((one for one in same if digest_of(said[one][1]) in digests), None)
        if where is None or (*place, where) in found or done.setdefault(place, about) != about:
            continue
        sheet, value = said[where]
        if (sheet, row, where) in mine:
            continue
        on = timezone.localtime(at).date()
        found[(*place, where)] = Earlier(
            sheet, row, where, value, "" if out else typed, on, file_name, out
        )
    return sorted(found.values(), key=lambda one: (one.sheet, one.row, one.column))[:MOST_OFFERED]
