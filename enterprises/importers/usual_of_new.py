"""The usual hours of an enterprise that a list adds: part of the change that adds it.

Whoever adds an enterprise with the hours of its usual week does one thing, so it is one change, one
entry of the history, and one origin of all that the row gives.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from enterprises.importers.snapshot import TypicalRow
from enterprises.importers.typical_beside import USUAL, Given
from enterprises.importers.work import NOT_IN_LIST, Place
from enterprises.models import Payer
from enterprises.words import day_words, hours_words
from uploads.changes import FieldChange
from uploads.importing import StoredChange

# The columns of a typical week that `row` gives.
COLUMNS = (
    *("enterprise_id", "valid_from", "service_type_id", "payer", "hundredths"),
    *("entered_by_id", "entered_at", "origin_id"),
)


def apart(given: Iterable[Given]) -> tuple[dict[Place, Given], list[Given]]:
    """Return the usual hours that belong to the change which adds their enterprise, by its row;
    and the typical weeks that are changes of their own.

    Where a list of typical weeks says something of the same kind of help and payer too, both are
    put side by side, as those of an enterprise of the register are.
    """
    given = list(given)
    said = Counter(one.key for one in given)
    of_new: dict[Place, Given] = {}
    rest: list[Given] = []
    for one in given:
        place = one.target.place
        if one.field == USUAL and one.target.number is None and place and said[one.key] == 1:
            of_new[place] = one
        else:
            rest.append(one)
    return of_new, rest


def values(given: Given) -> dict[str, Any]:
    """Return usual hours as the change holds them."""
    return {
        "valid_from": given.valid_from.isoformat(),
        "hundredths": given.hundredths,
        "service_type": given.kind[0],
        "payer": given.kind[1],
    }


def fields(given: Given, kind_names: Mapping[int, str]) -> tuple[FieldChange, ...]:
    """Return usual hours as the page shows them. A list says neither what kind of help they are
    nor who pays, and the kinds of help that it may name beside them are the enterprise's."""
    kind, payer = kind_names[given.kind[0]], Payer(given.kind[1]).label
    beside = f"Kind of help: {kind}. Who pays: {payer}. Your list does not say"
    return (
        FieldChange("Hours in a usual week", "", hours_words(given.hundredths) or "", beside),
        FieldChange(f"First week of these hours{NOT_IN_LIST}", "", day_words(given.valid_from)),
    )


def row(usual: Mapping[str, Any], change: StoredChange, by: int, at: datetime) -> tuple[Any, ...]:
    """Return the row of a typical week that a change adds with its enterprise."""
    return (
        change.own_number,
        date.fromisoformat(usual["valid_from"]),
        *(usual["service_type"], usual["payer"], usual["hundredths"]),
        *(by, at, change.pk),
    )


@dataclass(frozen=True, slots=True)
class AsLeft:
    """Which of the typical weeks that changes added with their enterprise are as they left them.

    `numbers` are the rows of all of them that are still an upload's, `changed` the changes whose
    typical week somebody has changed, ended or taken out since.
    """

    numbers: Sequence[int]
    changed: Sequence[StoredChange]


def as_left(recorded: Mapping[int, TypicalRow], changes: Iterable[StoredChange]) -> AsLeft:
    """Hold the typical weeks of added enterprises against what is recorded."""
    by_origin = {one.origin: one for one in recorded.values() if one.origin is not None}
    numbers, changed = [], []
    for change, usual in with_usual(changes):
        now = by_origin.get(change.pk)
        if now is not None:
            numbers.append(now.number)
        if now is None or not _says(now, usual):
            changed.append(change)
    return AsLeft(numbers, changed)


def with_usual(changes: Iterable[StoredChange]) -> Iterator[tuple[StoredChange, Mapping[str, Any]]]:
    """Yield the changes that add an enterprise with usual hours, and these."""
    for change in changes:
        if change.before is None and (usual := change.after.get("usual")):
            yield change, usual


def _says(now: TypicalRow, usual: Mapping[str, Any]) -> bool:
    recorded = (now.valid_from.isoformat(), now.valid_to, now.hundredths)
    kind = (now.service_type, now.payer)
    left = (usual["valid_from"], None, usual["hundredths"])
    return recorded == left and kind == (usual["service_type"], usual["payer"])
