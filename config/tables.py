"""Lay a table out for `components/table.html`: which cells are numbers, headings, links or tags.

Pages hand over plain values (see the component's own notes); this pure module settles once what a
template could only settle with a tangle of conditions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# A table with more columns of figures than this is to be read across, in any window.
_MOST_COLUMNS, _MOST_NUMERIC = 4, 2


@dataclass(frozen=True, slots=True)
class LaidCell:
    """One cell, ready to write. `missing` says that there is no figure, which is not nought;
    `empty` says so to those who hear the page.

    `label` is what stands over its column; `before` and `after` are words around a link's for
    those who hear it by itself.
    """

    text: str
    numeric: bool
    heading: bool
    label: str = ""
    missing: bool = False
    empty: str = "not known"
    href: str = ""
    before: str = ""
    after: str = ""
    note: str = ""
    note_href: str = ""
    tag: str = ""
    meaning: str = ""
    more: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        """Say whether nothing at all stands in it."""
        return not (self.text or self.missing or self.note or self.tag or self.more)


@dataclass(frozen=True, slots=True)
class LaidRow:
    """One row of cells; `total` rows stand out, `quiet` rows stand back."""

    cells: tuple[LaidCell, ...]
    total: bool = False
    quiet: bool = False


def read(thing: Any, name: str, default: Any = "") -> Any:
    """Return a part of a mapping or of an object, or the default where it has none."""
    if isinstance(thing, Mapping):
        return thing.get(name, default)
    return getattr(thing, name, default)


def laid_out(table: Any) -> list[LaidRow]:
    """Return the rows of a table with each cell's part settled.

    A row is a list of cells, or has `cells`, `total`, `quiet`. A cell is words, None (no figure),
    or has `text`, `empty`, `href`, `before`, `after`, `note`, `note_href`, `tag`, `meaning`,
    `more`. The first cell of a row is its heading. Raises ValueError where a row has more or
    fewer cells than the table has columns.
    """
    columns = [(_label(column), _numeric(column)) for column in read(table, "columns", ())]
    return [_row(row, columns) for row in read(table, "rows", ())]


def stacks(table: Any) -> bool:
    """Say whether each row of the table becomes a block of its own in a narrow window.

    Tables of few columns or mostly of words do. One of figures side by side does not: it is read
    across, and scrolls. One whose rows are each of their own kind says `stacks` itself.
    """
    if read(table, "stacks", False):
        return True
    columns = list(read(table, "columns", ()))
    return len(columns) <= _MOST_COLUMNS or sum(map(_numeric, columns)) <= _MOST_NUMERIC


def _numeric(column: Any) -> bool:
    return bool(read(column, "numeric", False))


def _label(column: Any) -> str:
    """Return what is said of a cell that does not stand under its heading."""
    if read(column, "hidden", False):
        return ""
    unit = str(read(column, "unit") or "")
    # An amount says itself that it is pounds.
    return f"{read(column, 'text')}, {unit}" if unit and unit != "£" else str(read(column, "text"))


def _row(row: Any, columns: list[tuple[str, bool]]) -> LaidRow:
    cells = list(row) if isinstance(row, (list, tuple)) else list(_cells_of(row))
    if len(cells) != len(columns):
        raise ValueError(f"a row of {len(cells)} cells in a table of {len(columns)} columns")
    return LaidRow(
        cells=tuple(
            _cell(cell, label, is_number, heading=place == 0)
            for place, (cell, (label, is_number)) in enumerate(zip(cells, columns, strict=True))
        ),
        total=bool(read(row, "total", False)),
        quiet=bool(read(row, "quiet", False)),
    )


def _cells_of(row: Any) -> Iterable[Any]:
    return read(row, "cells", ()) or ()


def _cell(cell: Any, label: str, numeric: bool, *, heading: bool) -> LaidCell:
    if cell is None:
        return LaidCell("", numeric, heading, label, missing=True)
    if isinstance(cell, Mapping) or hasattr(cell, "text"):
        text = read(cell, "text", None)
        return LaidCell(
            text="" if text is None else str(text),
            numeric=numeric,
            heading=heading,
            label=label,
            missing=text is None and not read(cell, "tag"),
            empty=str(read(cell, "empty") or "not known"),
            href=str(read(cell, "href") or ""),
            before=str(read(cell, "before") or ""),
            after=str(read(cell, "after") or ""),
            note=str(read(cell, "note") or ""),
            note_href=str(read(cell, "note_href") or ""),
            tag=str(read(cell, "tag") or ""),
            meaning=str(read(cell, "meaning") or ""),
            more=tuple(str(line) for line in read(cell, "more") or ()),
        )
    return LaidCell(str(cell), numeric, heading, label)
