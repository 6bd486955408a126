"""A list as rows of parsed values, each knowing the cells it came from (pure)."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from uploads.cells import Value


@dataclass(slots=True)
class Row:
    """One row of a list.

    `values` holds the parsed value of each field that is not blank; a field that is absent is not
    known, never nought. `weeks` holds the figures of a wide list by Monday. `raw` holds the cell
    as the file has it (or as a person corrected it), `places` the column of each field, and
    `week_places` that of each week. `faulty` are fields with a problem of their own: checks that
    build on them keep quiet. In `raw` and `faulty` a week goes by its Monday, like "2023-04-03".

    Rows of a list share what is the same for all of them, so nothing in it is changed.
    """

    sheet: str
    number: int
    values: Mapping[str, Any] = field(default_factory=dict)
    weeks: Mapping[date, Any] = field(default_factory=dict)
    raw: Mapping[str, Value] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    week_places: Mapping[date, int] = field(default_factory=dict)
    faulty: AbstractSet[str] = field(default_factory=set)


class RawCells(Mapping[str, Value]):
    """The cells of one row, by names that all rows of a list share; empty ones are left out."""

    __slots__ = ("_cells", "_order")

    def __init__(self, order: Mapping[str, int], cells: tuple[Value, ...]) -> None:
        self._order, self._cells = order, cells

    def __getitem__(self, name: str) -> Value:
        cell = self._cells[self._order[name]]
        if cell is None:
            raise KeyError(name)
        return cell

    def __iter__(self) -> Iterator[str]:
        return (name for name, place in self._order.items() if self._cells[place] is not None)

    def __len__(self) -> int:
        return sum(cell is not None for cell in self._cells)


@dataclass(frozen=True, slots=True)
class ReadList:
    """One sheet's list: its kind and its rows, in the order of the sheet.

    `fields` are those that the sheet has a column for: a field without a column says nothing,
    where a blank cell in a column says "not known".
    """

    sheet: str
    kind: str
    fields: frozenset[str]
    rows: tuple[Row, ...]
    weeks: tuple[date, ...] = ()
