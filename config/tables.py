"""Lay a table out for `components/table.html`: which cells are numbers, headings, links or tags.

Pages hand over plain values (see the component's own notes); this pure module settles once what a
template could only settle with a tangle of conditions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LaidCell:
    """One cell, ready to write. `missing` says that there is no figure, which is not nought."""

    text: str
    numeric: bool
    heading: bool
    missing: bool = False
    href: str = ""
    note: str = ""
    tag: str = ""
    meaning: str = ""
    more: tuple[str, ...] = ()


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
    or has `text`, `href`, `note`, `tag`, `meaning`, `more`. The first cell of a row is its heading.
    Raises ValueError where a row has more or fewer cells than the table has columns.
    """
    numeric = [bool(read(column, "numeric", False)) for column in read(table, "columns", ())]
    return [_row(row, numeric) for row in read(table, "rows", ())]


def _row(row: Any, numeric: list[bool]) -> LaidRow:
    cells = list(row) if isinstance(row, (list, tuple)) else list(_cells_of(row))
    if len(cells) != len(numeric):
        raise ValueError(f"a row of {len(cells)} cells in a table of {len(numeric)} columns")
    return LaidRow(
        cells=tuple(
            _cell(cell, is_number, heading=place == 0)
            for place, (cell, is_number) in enumerate(zip(cells, numeric, strict=True))
        ),
        total=bool(read(row, "total", False)),
        quiet=bool(read(row, "quiet", False)),
    )


def _cells_of(row: Any) -> Iterable[Any]:
    return read(row, "cells", ()) or ()


def _cell(cell: Any, numeric: bool, *, heading: bool) -> LaidCell:
    if cell is None:
        return LaidCell(text="", numeric=numeric, heading=heading, missing=True)
    if isinstance(cell, Mapping) or hasattr(cell, "text"):
        text = read(cell, "text", None)
        return LaidCell(
            text="" if text is None else str(text),
            numeric=numeric,
            heading=heading,
            missing=text is None and not read(cell, "tag"),
            href=str(read(cell, "href") or ""),
            note=str(read(cell, "note") or ""),
            tag=str(read(cell, "tag") or ""),
            meaning=str(read(cell, "meaning") or ""),
            more=tuple(str(line) for line in read(cell, "more") or ()),
        )
    return LaidCell(text=str(cell), numeric=numeric, heading=heading)
