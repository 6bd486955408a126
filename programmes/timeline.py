"""What happened to a return, from its events: in words, and as the status they replay to."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import Council, Event
from programmes import sections
from programmes.models import QuarterlyReturn

Status = QuarterlyReturn.Status

STATUS_AFTER: dict[str, Status | None] = {
    "return.opened": Status.DRAFT,
    "return.reopened": Status.DRAFT,
    # Saving changes figures, not where the version stands.
    "return.saved": None,
    "return.submitted": Status.SUBMITTED,
    "return.sent_back": Status.SENT_BACK,
    "return.approved": Status.APPROVED,
}
TITLES = {
    "return.opened": "Return begun",
    "return.reopened": "Reopened as a new version",
    "return.saved": "Draft saved",
    "return.submitted": "Submitted",
    "return.sent_back": "Sent back",
    "return.approved": "Approved",
}


def replay(verbs: Iterable[str]) -> Status | None:
    """Return the status that events lead to, oldest first; None before the first."""
    status: Status | None = None
    for verb in verbs:
        status = STATUS_AFTER[verb] or status
    return status


def history_of(council: Council, versions: Sequence[QuarterlyReturn]) -> QuerySet[Event]:
    """Return the events of several versions, oldest first: one query, however many."""
    return Event.objects.filter(
        council=council,
        object_type=QuarterlyReturn._meta.label_lower,
        object_id__in=[str(version.pk) for version in versions],
    ).select_related("actor")


@dataclass(frozen=True, slots=True)
class Entry:
    """One step, as the timeline shows it."""

    title: str
    by: str
    at: datetime
    text: str


def entries_of(
    events: Iterable[Event], names: dict[str, str], taken: Collection[str] = ()
) -> list[Entry]:
    """Return the steps newest first.

    `names` are the measures' names by code; `taken` are the codes of the measures that nobody
    is asked for, because every save takes them from the register.
    """
    found = [
        Entry(
            title=TITLES.get(event.verb, event.verb),
            by=event.actor.name if event.actor else "",
            at=event.at,
            text=_text(event, names, taken),
        )
        for event in events
    ]
    return found[::-1]


def _text(event: Event, names: dict[str, str], taken: Collection[str]) -> str:
    after = event.after or {}
    if event.verb == "return.sent_back":
        where = sections.titles(after.get("sections", ""))
        return f"{event.reason}\nTo look at again: {where}" if where else event.reason
    if event.verb == "return.saved":
        called = {code: names.get(code, code.replace("_", " ").capitalize()) for code in after}
        changed = [name for code, name in called.items() if code not in taken]
        by_itself = [name for code, name in called.items() if code in taken]
        lines = [f"Changed: {', '.join(changed)}"] if changed else []
        if by_itself:
            lines.append(f"Taken from the register when it was saved: {', '.join(by_itself)}")
        return "\n".join(lines)
    return event.reason
