"""Merged cells of a sheet, as ranges of rows and columns (pure)."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from uploads.cells import Sheet, column_number, is_blank

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


@dataclass(frozen=True, slots=True)
class Range:
    """Cells merged into one: the spreadsheet's own rows, columns from 0, the ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def columns(self) -> range:
        """The columns it reaches over."""
        return range(self.left, self.right + 1)

    @property
    def width(self) -> int:
        """How many columns it reaches over."""
        return self.right - self.left + 1


def ranges_of(sheet: Sheet) -> tuple[Range, ...]:
    """Return the merged ranges of a sheet, from the top; what is no range is left out."""
    found = []
    for name in sheet.merged:
        parts = _RANGE.fullmatch(name.upper())
        if parts is None:
            continue
        left, top, right, bottom = parts.groups()
        columns = sorted((column_number(left), column_number(right or left)))
        rows = sorted((int(top), int(bottom or top)))
        found.append(Range(rows[0], columns[0], rows[1], columns[1]))
    return tuple(sorted(found, key=lambda one: (one.top, one.left)))


@dataclass(frozen=True, slots=True)
class MergedCells:
    """The merged cells among the rows of a list that reach over more than one cell of it.

    `down` are, by column, the places (in the list's rows) that each range in it covers; `across`,
    by their first column, the places of those that reach over several columns that are read.
    """

    down: Mapping[int, Sequence[tuple[int, ...]]]
    across: Mapping[int, Collection[int]]

    @classmethod
    def of(
        cls,
        sheet: Sheet,
        rows: Sequence[int],
        columns: Collection[int],
        typed: Collection[tuple[int, int]],
    ) -> "MergedCells":
        """Find them. A cell that a person typed (by row and column) stands for itself alone."""
        down: dict[int, list[tuple[int, ...]]] = {}
        across: dict[int, set[int]] = {}
        ranges = ranges_of(sheet)
        places = {row: place for place, row in enumerate(rows)} if ranges else {}
        for one in ranges:
            first = (one.top, one.left)
            if first in typed or one.top not in places or is_blank(sheet.value(*first)):
                continue
            over = [column for column in columns if one.left <= column <= one.right]
            if len(over) > 1:
                across.setdefault(min(over), set()).add(places[one.top])
            elif over:
                below = range(one.top, one.bottom + 1)
                inside = [row for row in below if row in places and (row, over[0]) not in typed]
                if len(inside) > 1:
                    down.setdefault(over[0], []).append(tuple(places[row] for row in inside))
        return cls(down, across)
