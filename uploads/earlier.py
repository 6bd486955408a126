"""What was corrected on the page in earlier files, or left out of them, in cells that say the same
here again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils import timezone

from uploads.actions.uploads import NewAnswer
from uploads.cells import column_letters, shown
from uploads.models import Upload, UploadAnswer
from uploads.problems import Problem, digest_of, row_key

About = UploadAnswer.About
# Corrections of a programme that are looked through, the latest first, and that are offered.
MOST_LOOKED_AT = 5_000
MOST_OFFERED = 200
CSV = "csv"
# What was corrected of these files is said to come of another one, where that says the same.
GIVEN_UP = (Upload.State.UNDONE, Upload.State.DISCARDED)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A cell that was corrected in an earlier file and says the same in this one, at its place.

    Or a row that was left `out` of one, and has the same name and the same wrong value here; its
    `key` is that of `problems.row_key`.
    """

    sheet: str
    row: int
    column: int
    value: str
    typed: str
    on: date
    file_name: str
    out: bool = False
    whose: str = ""
    key: str = ""

    @property
    def answers(self) -> list[NewAnswer]:
        """The same correction of this file."""
        if self.out:
            return [NewAnswer("leave_out", self.sheet, self.row, value="yes", cells=(self.key,))]
        cells = (digest_of(self.value),)
        return [NewAnswer("fix", self.sheet, self.row, self.column, value=self.typed, cells=cells)]

    @property
    def words(self) -> str:
        """Say what was corrected or left out, when, and of which file."""
        sheet = f"Sheet “{self.sheet}”, " if self.sheet else ""
        when = f"on {shown(self.on)}"
        if self.out:
            return f"{sheet}row {self.row}, {self.whose}: left out {when}, of {self.file_name}"
        became = f"corrected to “{self.typed}”" if self.typed else "emptied"
        cell = f"{column_letters(self.column)}{self.row}"
        return f"{sheet}{cell}: “{self.value}” was {became} {when}, in {self.file_name}"


Place = tuple[str, int]


@dataclass(slots=True)
class _Here:
    """What this file says in cells with problems, by sheet ("" of the only one of a
    comma-separated file, which is named by the file) and row: by column, and by the key of rows."""

    alone: bool
    cells: dict[Place, dict[int, tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    rows: dict[Place, dict[str, Problem]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, one: Problem) -> None:
        """Take note of a problem."""
        sheet = "" if self.alone else one.sheet
        for row, column, value in (
            (one.row, one.column, one.value),
            *((spot.row, spot.column, spot.value) for spot in one.also),
        ):
            if row and column >= 0 and value:
                self.cells[sheet, row][column] = (one.sheet, value)
        if key := row_key(one):
            self.rows[sheet, one.row][key] = one


def corrections(upload: Upload, problems: Iterable[Problem]) -> list[Earlier]:
    """Return them, as they were corrected last: two queries.

    The cell is at the same place, of a sheet of the same name, and says the very same. Of files
    that agree, the last one is named that was neither taken back nor given up, if there is one.
    """
    here = _Here(alone=upload.summary.get("format") == CSV)
    for one in problems:
        here.add(one)
    if not here.cells and not here.rows:
        return []
    rows = (
        UploadAnswer.objects.for_council(upload.council)
        .filter(about__in=(About.FIX, About.LEAVE_OUT), upload__programme=upload.programme_id)
        .exclude(upload=upload)
        .order_by("-at", "-pk")
        .values_list(
            *("about", "sheet", "row", "column", "value", "cells", "at"),
            *("upload__file_name", "upload__summary__format", "upload__state"),
        )
    )
    mine = set(
        UploadAnswer.objects.for_council(upload.council)
        .filter(about=About.FIX, upload=upload)
        .values_list("sheet", "row", "column")
    )
    found: dict[tuple[str, int, int], Earlier] = {}
    # What was done last with a row: cells of it corrected, or the row left out.
    done: dict[Place, str] = {}
    # Those of which no older file is named any more.
    settled: set[tuple[str, int, int]] = set()
    for about, named, row, column, typed, digests, at, file_name, kind, state in rows[
        :MOST_LOOKED_AT
    ]:
        place = ("" if here.alone and kind == CSV else named, row)
        on = timezone.localtime(at).date()
        if about == About.LEAVE_OUT:
            again = _out(here.rows.get(place, {}), digests, on, file_name)
        else:
            again = _fixed(here.cells.get(place, {}), column, digests, typed, on, file_name, row)
        if again is None or done.setdefault(place, about) != about:
            continue
        if (again.sheet, row, again.column) in mine:
            continue
        key = (*place, again.column)
        if key in settled:
            continue
        same = replace(found.setdefault(key, again), on=on, file_name=file_name) == again
        if same and state not in GIVEN_UP:
            found[key] = again
        if not same or state not in GIVEN_UP:
            settled.add(key)
    return sorted(found.values(), key=lambda one: (one.sheet, one.row, one.column))[:MOST_OFFERED]


def _fixed(
    cells: Mapping[int, tuple[str, str]],
    column: int,
    digests: Collection[str],
    typed: str,
    on: date,
    file_name: str,
    row: int,
) -> Earlier | None:
    sheet, value = cells.get(column, ("", ""))
    if not value or digest_of(value) not in digests:
        return None
    return Earlier(sheet, row, column, value, typed, on, file_name)


def _out(
    rows: Mapping[str, Problem], keys: Collection[str], on: date, file_name: str
) -> Earlier | None:
    key = next((key for key in rows if key in keys), None)
    if key is None:
        return None
    one = rows[key]
    return Earlier(
        *(one.sheet, one.row, -1, one.value, "", on, file_name),
        out=True,
        whose=one.whose,
        key=key,
    )
