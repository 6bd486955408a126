"""A list as rows of parsed values, each knowing the cells it came from (pure)."""

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
    """

    sheet: str
    number: int
    values: dict[str, Any] = field(default_factory=dict)
    weeks: dict[date, Any] = field(default_factory=dict)
    raw: dict[str, Value] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    week_places: dict[date, int] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)


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
