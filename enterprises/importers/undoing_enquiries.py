"""Taking back the changes of enquiries."""

from collections.abc import Iterator, Sequence
from typing import Any

from accounts import bulk
from enterprises.importers import snapshot
from enterprises.importers.deed import Deed
from enterprises.importers.enquiry_changes import LABELS, values_of
from enterprises.importers.saving_enquiries import COLUMNS, columns_of, event_values, lock, note
from enterprises.matching import reference_key
from enterprises.models import Enquiry
from uploads.importing import StoredChange


def hindrances(deed: Deed, changes: Sequence[StoredChange]) -> Iterator[str]:
    """Yield what stands in the way, in words."""
    if not deed.looking:
        lock(deed)
    recorded = snapshot.enquiries(deed.programme)
    back = {}
    for change in changes:
        known = recorded.get(change.number or 0)
        if known is None:
            yield f"{change.label} is no longer in the register."
            continue
        now = values_of(known)
        after = _numbered(deed, change)
        other = [
            LABELS[name].lower() for name in LABELS if name in after and now[name] != after[name]
        ]
        if other:
            yield f"{change.label} has been changed since: {', '.join(other)}."
        before = change.before or {}
        if before.get("reference"):
            back[reference_key(before["reference"])] = known.number
        if before.get("enterprise") and not deed.name_of(before["enterprise"]):
            yield f"{change.label}: the enterprise that it named is no longer in the register."
    taken = {reference_key(one.reference): one for one in recorded.values() if one.reference}
    for key, number in back.items():
        if key in taken and taken[key].number != number:
            yield f"The reference {taken[key].reference} has been given to another enquiry since."
    if back:
        for key in back.keys() & snapshot.enquiry_references_elsewhere(deed.programme):
            yield f"The reference {key.upper()} has been given out in another programme since."


def _numbered(deed: Deed, change: StoredChange) -> dict[str, Any]:
    """Return what a change left, with an enterprise of the file by its number."""
    after = dict(change.after)
    if "enterprise" in after:
        after["enterprise"] = deed.enterprise(after["enterprise"])
    return after


def undo(deed: Deed, changes: Sequence[StoredChange]) -> None:
    """Put enquiries back as they were, and take out those that were added."""
    recorded = snapshot.enquiries(deed.programme)
    rows = []
    for change in changes:
        known, left = recorded[change.number or 0], event_values(deed, _numbered(deed, change))
        if change.before is None:
            note(deed, change, "enquiry.removed", known.reference, left, None)
            continue
        values = values_of(known) | change.before
        rows.append((known.number, *columns_of(deed, values), known.edition + 1))
        before = event_values(deed, change.before)
        note(deed, change, "enquiry.changed", values["reference"], left, before)
    bulk.update(Enquiry, COLUMNS, rows)
    bulk.delete(Enquiry, (change.number or 0 for change in changes if change.before is None))
