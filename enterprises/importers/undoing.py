"""Taking an upload back out of the register: all of it, or none, and why not.

What an upload put there must still be as it put it: whatever somebody has changed since would be
lost with it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from accounts.models import User
from enterprises.actions import rollups
from enterprises.importers import (
    undoing_enquiries,
    undoing_enterprises,
    undoing_hours,
    undoing_typical,
)
from enterprises.importers.deed import Deed
from enterprises.importers.snapshot import vocabulary
from uploads.importing import CannotUndo, StoredChange, StoredChanges
from uploads.models import Upload

MOST_REASONS = 50

# In the order in which things rest on one another: an enterprise goes last.
STEPS = (
    ("enquiry", undoing_enquiries),
    ("week", undoing_hours),
    ("typical", undoing_typical),
    ("enterprise", undoing_enterprises),
)


def undo(upload: Upload, changes: StoredChanges, by: User) -> None:
    """Take all the changes back, or raise CannotUndo and take back none; in a transaction."""
    programme = rollups.lock(upload.programme)
    deed = Deed(upload, programme, by, vocabulary(programme), undoing=True)
    by_what = _by_what(deed, changes)
    if reasons := _hindrances(deed, by_what):
        raise CannotUndo(reasons)
    for what, step in STEPS:
        if by_what[what]:
            step.undo(deed, by_what[what])
    deed.finish()


def hindrances(upload: Upload, changes: StoredChanges) -> list[str]:
    """Return what would stand in the way as things are, in words; changes and holds nothing."""
    programme = upload.programme
    words = vocabulary(programme)
    deed = Deed(upload, programme, upload.uploaded_by, words, undoing=True, looking=True)
    return _hindrances(deed, _by_what(deed, changes))


ByWhat = Mapping[str, Sequence[StoredChange]]


def _by_what(deed: Deed, changes: StoredChanges) -> ByWhat:
    found: dict[str, list[StoredChange]] = defaultdict(list)
    for change in changes:
        found[change.what].append(change)
    for change in found["enterprise"]:
        if change.before is None and change.number is not None:
            deed.places[change.sheet, change.row] = change.number
    return found


def _hindrances(deed: Deed, by_what: ByWhat) -> list[str]:
    reasons: list[str] = []
    for what, step in STEPS:
        if by_what[what]:
            reasons.extend(step.hindrances(deed, by_what[what]))
    more = len(reasons) - MOST_REASONS
    rest = [f"and {more} more things like these"] if more > 0 else []
    return [*reasons[:MOST_REASONS], *rest]
