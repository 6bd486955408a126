"""Changes that would take the place of what the register came to say after a list's own time.

A list has no date of its own: the latest day that it holds says how old it can be at least. Of
each value that was put in after that day, the change says whence the register has it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from enterprises.importers.enquiry_changes import LABELS as OF_ENQUIRY
from enterprises.importers.enterprise_changes import LABELS as OF_ENTERPRISE
from enterprises.importers.touched import ENQUIRY, ENTERPRISE
from enterprises.importers.whence import Origin
from enterprises.importers.work import Work
from enterprises.models import Enquiry, Enterprise
from enterprises.words import day_words, stage_words
from uploads.changes import CHANGED, Change
from uploads.importing import Newer
from uploads.rows import ReadList

_REST_OF_WEEK = timedelta(days=6)
# By what is changed: its model, and how its values are named.
_VALUES = {ENTERPRISE: (Enterprise, OF_ENTERPRISE), ENQUIRY: (Enquiry, OF_ENQUIRY)}


def say_whence(work: Work, lists: Sequence[ReadList]) -> Newer | None:
    """Say beside each such change whence the register has its value; return how many there are."""
    any_changed = any(action == CHANGED for _, action in work.changes.counted)
    latest = _latest_day(lists, work.today) if any_changed else None
    if latest is None:
        return None
    for what, (model, labels) in _VALUES.items():
        work.whence.look_up(model, work.changes.changed(what), labels)
    count = 0
    sources: dict[str, None] = {}

    def with_notes(change: Change) -> Change:
        nonlocal count, sources
        found = {name: one for name, one in _origins(work, change) if one.on > latest}
        if not found:
            return change
        count += 1
        sources |= dict.fromkeys(one.words for one in found.values())
        fields = (
            replace(one, note=_note(found.get(one.name) or found.get(""))) for one in change.fields
        )
        return replace(change, fields=tuple(fields))

    work.changes = work.changes.with_changed(with_notes)
    return Newer(count, day_words(latest), tuple(sources)) if count else None


def _latest_day(lists: Iterable[ReadList], today: date) -> date | None:
    """Return the latest day that the lists hold, of those that have come."""
    days = set()
    for one in lists:
        days |= {week + _REST_OF_WEEK for week in one.weeks}
        for row in one.rows:
            days |= {value for value in row.values.values() if isinstance(value, date)}
            days |= {week + _REST_OF_WEEK for week in row.weeks}
    # A week that is not over says as much as today.
    return max((min(day, today) for day in days if day <= today + _REST_OF_WEEK), default=None)


def _note(origin: Origin | None) -> str:
    return f"The register has this {origin.words}" if origin else ""


def _origins(work: Work, change: Change) -> Iterator[tuple[str, Origin]]:
    """Yield whence the register has what a change replaces, by the name of the field; by "" of
    all its fields."""
    before = change.before or {}
    if change.what in _VALUES:
        model, labels = _VALUES[change.what]
        for name, label in labels.items():
            if name in before and (origin := work.whence.value(model, change.number, name)):
                yield label, origin
        for stage in _dated_anew(before.get("stages", ()), change.after.get("stages", ())):
            if origin := work.whence.stage(stage["number"]):
                yield stage_words(stage["stage"]), origin
        return
    entered = before.get("lines") or ([before] if "entered_at" in before else [])
    origins = [
        work.whence.change(one["origin"], datetime.fromisoformat(one["entered_at"]))
        for one in entered
    ]
    if origins:
        yield "", max(origins, key=lambda one: one.on)


def _dated_anew(before: Any, after: Any) -> Iterator[Any]:
    now = {stage["number"]: stage for stage in after}
    return (stage for stage in before if now.get(stage["number"], stage) != stage)
