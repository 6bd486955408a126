"""Saving the changes of enquiries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from accounts import bulk
from accounts.events import NewEvent
from enterprises.importers import snapshot
from enterprises.importers.deed import Deed
from enterprises.importers.enquiry_changes import LABELS, values_of
from enterprises.importers.enquiry_rows import enquiry_key
from enterprises.importers.saving_enterprises import changes_with_reference
from enterprises.importers.snapshot import EnquiryRow, day
from enterprises.matching import reference_key
from enterprises.models import Enquiry
from uploads.importing import RegisterMoved, StoredChange

COLUMNS = (
    *("received_on", "reference", "heard_from", "area", "status"),
    *("status_on", "outcome", "enterprise_id", "edition"),
)


def save(deed: Deed, changes: Sequence[StoredChange]) -> None:
    """Add and change enquiries, which the deed holds already. Raises RegisterMoved."""
    recorded = snapshot.enquiries(deed.programme)
    _refuse_moved(deed, recorded, changes)
    added = [change for change in changes if change.before is None]
    rows = []
    for change in added:
        rows.append(
            (
                *(change.own_number, deed.programme.council_id, deed.programme.pk),
                *(*columns_of(deed, change.after), 1),
                *(deed.by.pk, deed.now),
            )
        )
    bulk.insert(
        Enquiry,
        ("id", "council_id", "programme_id", *COLUMNS, "created_by_id", "created_at"),
        rows,
    )
    changed = []
    for change in changes:
        if change.before is not None:
            known = recorded[change.number or 0]
            values = values_of(known) | change.after
            changed.append((known.number, *columns_of(deed, values), known.edition + 1))
    bulk.update(Enquiry, COLUMNS, changed)
    for change in changes:
        after = event_values(deed, change.after)
        if change.before is None:
            note(deed, change, "enquiry.added", change.after["reference"], None, after)
        else:
            reference = change.after.get("reference") or recorded[change.number or 0].reference
            before = event_values(deed, change.before)
            note(deed, change, "enquiry.changed", reference, before, after)


def lock(deed: Deed) -> None:
    """Hold the enquiries that the upload is about until the transaction ends.

    Who changes one on its own page holds that row alone, and not the programme.
    """
    mine = deed.upload.changes.filter(what="enquiry", number__isnull=False).values("number")
    rows = Enquiry.unscoped.select_for_update(of=("self",)).filter(pk__in=mine)
    list(rows.order_by("pk").values_list("pk"))


def _refuse_moved(
    deed: Deed, recorded: Mapping[int, EnquiryRow], changes: Sequence[StoredChange]
) -> None:
    by_key: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for one in recorded.values():
        by_key[enquiry_key(one.received_on, one.area, one.heard_from)].append(one.number)
    for change in changes:
        if change.after.get("enterprise"):
            deed.there(change.after["enterprise"])
        if change.before is None:
            after = change.after
            received = date.fromisoformat(after["received_on"])
            alike = by_key.get(enquiry_key(received, after["area"], after["heard_from"]), [])
            if sorted(alike) != sorted(after["alike"]):
                raise RegisterMoved(f"{change.label} is in the register meanwhile")
            continue
        known = recorded.get(change.number or 0)
        if known is None or not says(known, change.before):
            raise RegisterMoved(f"{change.label} is not as it was")
    given = {
        reference_key(change.after["reference"]): change.number
        for change in changes_with_reference(changes)
    }
    if not given:
        return
    elsewhere = snapshot.enquiry_references_elsewhere(deed.programme)
    taken = {reference_key(one.reference): one.number for one in recorded.values()}
    if elsewhere & given.keys() or any(
        key in taken and taken[key] != number for key, number in given.items()
    ):
        raise RegisterMoved("a reference is in use meanwhile")


def says(known: EnquiryRow, values: Mapping[str, Any]) -> bool:
    """Say whether an enquiry is recorded with these values, as changes hold them."""
    recorded = values_of(known)
    return all(recorded[name] == value for name, value in values.items())


def columns_of(deed: Deed, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the columns of an enquiry but its edition."""
    return (
        day(values["received_on"]),
        values["reference"],
        values["heard_from"],
        values["area"],
        values["status"],
        day(values["status_on"]),
        values["outcome"],
        deed.enterprise(values["enterprise"]),
    )


def note(
    deed: Deed,
    change: StoredChange,
    verb: str,
    reference: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> None:
    """Note an event of an enquiry."""
    number = change.number or 0
    label = reference or f"Enquiry {number}"
    reason = deed.origin([change])
    deed.entries.append(NewEvent(verb, Enquiry, number, label, before, after, reason))


def event_values(deed: Deed, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of an enquiry as its own actions record them."""
    words = {name: values[name] for name in LABELS if name in values}
    if words.get("enterprise"):
        number = deed.enterprise(words["enterprise"])
        words["enterprise"] = f"{deed.name_of(number)} (#{number})"
    return words
