"""Where the register's values come from, as its pages say it: an uploaded row, or a person's hand.

A value is an upload's while it still says what the upload put there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enterprises.models import TypicalWeek, WeeklyHours
from programmes.models import Programme
from uploads.origins import Source, Told, in_sources, sources_of

TYPED = "Typed in"


@dataclass(frozen=True, slots=True)
class Rest:
    """A source with the names of the values that rest on it."""

    source: Source
    values: str


def of_rows(
    rows: Iterable[Mapping[str, Any]], told: Sequence[Told], programme: Programme
) -> list[Rest]:
    """Return the sources of what is recorded (rows of a summary list), each with its values."""
    found: dict[Source, list[str]] = {}
    for row in rows:
        now = str(row["value"] or "").replace("\n", ", ")
        one = next((one for one in told if row["key"] in one.values), None)
        if one is None or not now or one.values[row["key"]] != now:
            continue
        (source,) = in_sources([one.place], programme)
        found.setdefault(source, []).append(str(row["key"]).lower())
    return [Rest(source, ", ".join(names)) for source, names in found.items()]


def cell(sources: Sequence[Source], *, typed: str = TYPED) -> dict[str, Any]:
    """Return the cell of a table that says where a value comes from."""
    if not sources:
        return {"text": typed}
    first, *others = sources
    return {
        "text": first.words,
        "href": first.href,
        "note": f"and {'; '.join(one.words for one in others)}" if others else "",
    }


def of_hours(rows: Iterable[WeeklyHours | TypicalWeek], programme: Programme) -> list[Source]:
    """Return where hours come from; the rows are read `with_origin`."""
    return sources_of((row.origin for row in rows), programme)
