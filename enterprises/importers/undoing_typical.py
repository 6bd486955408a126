"""Taking back the changes of typical weeks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from accounts import bulk
from enterprises.importers import snapshot
from enterprises.importers.deed import Deed
from enterprises.importers.saving_typical import (
    CHANGEABLE,
    Key,
    by_kind,
    is_new,
    key_of,
    note_changes,
)
from enterprises.importers.typical_beside import of_kind
from enterprises.models import TypicalWeek
from uploads.importing import StoredChange


def hindrances(deed: Deed, changes: Sequence[StoredChange]) -> Iterator[str]:
    """Yield the enterprises whose typical weeks are no longer as the upload left them."""
    held = by_kind(snapshot.typical(deed.programme).values())
    groups: dict[Key, list[StoredChange]] = defaultdict(list)
    for change in changes:
        groups[key_of(deed, change)].append(change)
    for key, group in groups.items():
        left = {row[0]: row for row in (group[0].before or {})["of_kind"]}
        for change in group:
            after = change.after
            left[change.number] = [
                change.number,
                after["valid_from"],
                after["valid_to"],
                after["hundredths"],
            ]
        if of_kind(held.get(key, ())) != sorted(left.values(), key=lambda row: row[0]):
            yield f"The typical weeks of {deed.name_of(key[0])} have been changed since."


def undo(deed: Deed, changes: Sequence[StoredChange]) -> None:
    """Take out the typical weeks that were added, and put the others back as they were."""
    note_changes(deed, changes)
    bulk.delete(TypicalWeek, (change.number or 0 for change in changes if is_new(change)))
    rows = []
    for change in changes:
        if not is_new(change):
            before = change.before or {}
            rows.append(
                (
                    change.number,
                    snapshot.day(before["valid_to"]),
                    before["hundredths"],
                    before["entered_by"],
                    snapshot.moment(before["entered_at"]),
                    before["origin"],
                )
            )
    bulk.update(TypicalWeek, CHANGEABLE, rows)
