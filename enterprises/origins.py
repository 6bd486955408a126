"""Where the register's values come from, as its pages say it: an uploaded row, or a person's hand.

A value is an upload's while it still says what the upload put there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enterprises.models import TypicalWeek, WeeklyHours
from programmes.models import Programme
from uploads.origins import Place, Source, Told, in_sources, sources_of

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
        place = place_of(str(row["key"]), now, told)
        if place is None:
            continue
        (source,) = in_sources([place], programme)
        found.setdefault(source, []).append(str(row["key"]).lower())
    return [Rest(source, ", ".join(names)) for source, names in found.items()]


def place_of(name: str, now: str, told: Sequence[Told]) -> Place | None:
    """Return the row that a value came from: of the latest upload that said it, if it still says
    what is recorded `now`. None where somebody typed it."""
    one = next((one for one in told if name in one.values), None)
    return one.place if one is not None and now and one.values[name] == now else None


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
