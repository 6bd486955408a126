"""What was corrected on the page in earlier files, in cells that say the same here again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from uploads.actions.uploads import NewAnswer
from uploads.cells import column_letters, shown
from uploads.models import Upload, UploadAnswer
from uploads.problems import Problem, digest_of

# Corrections of a programme that are looked through, the latest first, and that are offered.
MOST_LOOKED_AT = 5_000
MOST_OFFERED = 200
CSV = "csv"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A cell that was corrected in an earlier file and says the same in this one, at its place."""

    sheet: str
    row: int
    column: int
    value: str
    typed: str
    on: date
    file_name: str

    @property
    def answer(self) -> NewAnswer:
        """The same correction of this file."""
        cells = (digest_of(self.value),)
        return NewAnswer("fix", self.sheet, self.row, self.column, value=self.typed, cells=cells)

    @property
    def words(self) -> str:
        """Say what was corrected, when, and in which file."""
        became = f"corrected to “{self.typed}”" if self.typed else "emptied"
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
    cells: dict[tuple[str, int, int], tuple[str, str]] = {}
    for one in problems:
        for row, column, value in (
            (one.row, one.column, one.value),
            *((spot.row, spot.column, spot.value) for spot in one.also),
        ):
            if row and column >= 0 and value:
                cells["" if alone else one.sheet, row, column] = (one.sheet, value)
    if not cells:
        return []
    rows = (
        UploadAnswer.objects.for_council(upload.council)
        .filter(about=UploadAnswer.About.FIX, upload__programme=upload.programme_id)
        .exclude(upload=upload)
        .order_by("-at", "-pk")
        .values_list(
            *("sheet", "row", "column", "value", "cells", "at"),
            *("upload__file_name", "upload__summary__format"),
        )
    )
    mine = set(
        UploadAnswer.objects.for_council(upload.council)
        .filter(about=UploadAnswer.About.FIX, upload=upload)
        .values_list("sheet", "row", "column")
    )
    found: dict[tuple[str, int, int], Earlier] = {}
    for named, row, column, typed, digests, at, file_name, kind in rows[:MOST_LOOKED_AT]:
        place = ("" if alone and kind == CSV else named, row, column)
        if place not in cells or place in found:
            continue
        sheet, value = cells[place]
        if (sheet, row, column) in mine or digest_of(value) not in digests:
            continue
        on = timezone.localtime(at).date()
        found[place] = Earlier(sheet, row, column, value, typed, on, file_name)
    return sorted(found.values(), key=lambda one: (one.sheet, one.row, one.column))[:MOST_OFFERED]
