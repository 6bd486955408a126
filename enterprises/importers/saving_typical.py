"""Saving the changes of typical weeks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from accounts import bulk, references
from accounts.events import NewEvent
from enterprises.importers import snapshot
from enterprises.importers.deed import Deed
from enterprises.importers.snapshot import TypicalRow, day
from enterprises.importers.touched import TYPICAL
from enterprises.importers.typical_beside import of_kind
from enterprises.models import HUNDREDTHS, Enterprise, Payer, TypicalWeek
from uploads.changes import ADDED, CHANGED
from uploads.importing import RegisterMoved, StoredChange, StoredChanges

COLUMNS = (
    *("id", "enterprise_id", "valid_from", "valid_to", "service_type_id", "payer"),
    *("hundredths", "entered_by_id", "entered_at", "origin_id"),
)
CHANGEABLE = ("valid_to", "hundredths", "entered_by_id", "entered_at", "origin_id")

Key = tuple[int | None, int, str]


def save(deed: Deed, changes: StoredChanges) -> None:
    """Add and change typical weeks. Raises RegisterMoved."""
    recorded = snapshot.typical(deed.programme)
    held = by_kind(recorded.values())
    # Now, while the database is not yet looking for what enterprises refer to.
    deed.learn_names()
    # First the ends, so that no two hold for one week at any moment.
    for some in changes.batches(TYPICAL, action=CHANGED):
        _refuse_moved(deed, held, some)
        ends = [_changed(deed, recorded, change) for change in some]
        bulk.update(TypicalWeek, CHANGEABLE, ends)
        note_changes(deed, some)
        deed.write()
    for some in changes.batches(TYPICAL, action=ADDED):
        with references.looked_for():
            _refuse_moved(deed, held, some)
            new = [_new(deed, change) for change in some]
            note_changes(deed, some)
        bulk.insert(TypicalWeek, COLUMNS, new)
        deed.write()


def _refuse_moved(
    deed: Deed, held: Mapping[Key, Sequence[TypicalRow]], changes: Iterable[StoredChange]
) -> None:
    for change in changes:
        before = (change.before or {})["of_kind"]
        if of_kind(held.get(key_of(deed, change), ())) != before:
            raise RegisterMoved(f"{change.label} is not as it was")


def _new(deed: Deed, change: StoredChange) -> tuple[Any, ...]:
    after = change.after
    return (
        change.own_number,
        deed.there(after["enterprise"]),
        date.fromisoformat(after["valid_from"]),
        day(after["valid_to"]),
        after["service_type"],
        after["payer"],
        after["hundredths"],
        deed.by.pk,
        deed.now,
        change.pk,
    )


def is_new(change: StoredChange) -> bool:
    """Say whether a change adds a typical week."""
    return change.is_added


def by_kind(rows: Iterable[TypicalRow]) -> Mapping[Key, Sequence[TypicalRow]]:
    """Return typical weeks by enterprise, kind of help and payer."""
    found: dict[Key, list[TypicalRow]] = defaultdict(list)
    for row in rows:
        found[row.enterprise, row.service_type, row.payer].append(row)
    return found


def key_of(deed: Deed, change: StoredChange) -> Key:
    """Return whose typical week, and of which kind and payer, a change is about."""
    after = change.after
    return deed.enterprise(after["enterprise"]), after["service_type"], after["payer"]


def note_changes(deed: Deed, changes: Iterable[StoredChange]) -> None:
    """Note the events and the quarters touched."""
    for change in changes:
        after = change.after
        left = _words(deed, after)
        deed.touch_from(date.fromisoformat(after["valid_from"]))
        if not is_new(change):
            sides = [_words(deed, after | (change.before or {})), left]
            _note(deed, "typical_week.changed", change, *(sides[::-1] if deed.undoing else sides))
        elif deed.undoing:
            _note(deed, "typical_week.removed", change, left, None)
        else:
            _note(deed, "typical_week.set", change, None, left)


def _note(
    deed: Deed,
    verb: str,
    change: StoredChange,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    number = deed.enterprise(change.after["enterprise"]) or 0
    reason = deed.origin([change])
    deed.entries.append(
        NewEvent(verb, Enterprise, number, deed.name_of(number), before, after, reason)
    )


def _changed(
    deed: Deed, recorded: Mapping[int, TypicalRow], change: StoredChange
) -> tuple[Any, ...]:
    """Return what a changed typical week becomes; one that only ends keeps whose it is."""
    after, known = change.after, recorded[change.number or 0]
    if after["hundredths"] == known.hundredths:
        whose: tuple[Any, ...] = (known.entered_by, known.entered_at, known.origin)
    else:
        whose = (deed.by.pk, deed.now, change.pk)
    return (known.number, day(after["valid_to"]), after["hundredths"], *whose)


def _words(deed: Deed, values: Mapping[str, Any]) -> dict[str, Any]:
    return event_values(deed, values) | {"valid_to": values["valid_to"]}


def event_values(deed: Deed, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a typical week that holds still as its own action records it."""
    return {
        "valid_from": values["valid_from"],
        "hours": Decimal(values["hundredths"]) / HUNDREDTHS,
        "service_type": deed.vocabulary.kind_names[values["service_type"]],
        "payer": Payer(values["payer"]).label,
    }
