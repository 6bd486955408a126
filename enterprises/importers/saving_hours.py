"""Saving the changes of measured weeks, each replaced as a whole."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from accounts import bulk
from accounts.events import NewEvent
from enterprises.actions.figures import line_words
from enterprises.importers import snapshot
from enterprises.importers.deed import Deed
from enterprises.importers.hours_changes import line_values
from enterprises.importers.snapshot import Lines
from enterprises.models import HUNDREDTHS, Enterprise, WeeklyHours
from uploads.importing import RegisterMoved, StoredChange

COLUMNS = (
    *("council_id", "programme_id", "enterprise_id", "week_start", "quarter_number"),
    *("service_type_id", "payer", "hundredths", "entered_by_id", "entered_at", "origin_id"),
)


def save(deed: Deed, changes: Sequence[StoredChange]) -> None:
    """Replace measured weeks. Raises RegisterMoved where one is not as it was."""
    recorded = recorded_of(deed, changes)
    gone: list[int] = []
    rows = []
    for change in changes:
        number, week = deed.there(change.after["enterprise"]), week_of(change)
        known = recorded.get((number, week), [])
        before = (change.before or {})["lines"]
        if line_values(known) != before:
            raise RegisterMoved(f"{change.label} is not as it was")
        gone.extend(line.number for line in known)
        deed.number(change, number)
        for line in change.after["lines"]:
            rows.append(
                (
                    *_place(deed, number, week),
                    line["service_type"],
                    line["payer"],
                    line["hundredths"],
                    deed.by.pk,
                    deed.now,
                    change.pk,
                )
            )
    bulk.delete(WeeklyHours, gone)
    bulk.insert(WeeklyHours, COLUMNS, rows)
    note_weeks(deed, changes, "before", "after")


def recorded_of(deed: Deed, changes: Iterable[StoredChange]) -> Lines:
    """Return the measured hours of the time that changes are about."""
    weeks = [week_of(change) for change in changes]
    return snapshot.lines(deed.programme, min(weeks), max(weeks))


def week_of(change: StoredChange) -> date:
    """Return the Monday of a change's week."""
    return date.fromisoformat(change.after["week"])


def note_weeks(deed: Deed, changes: Sequence[StoredChange], old: str, new: str) -> None:
    """Note one event for each enterprise, with all its weeks, and the quarters touched.

    `old` and `new` name the side of a change that was and that is now: undoing swaps them.
    """
    by_enterprise: dict[int, list[StoredChange]] = defaultdict(list)
    for change in changes:
        by_enterprise[change.number or 0].append(change)
        deed.touch_week(week_of(change))
    for number, mine in by_enterprise.items():
        mine.sort(key=week_of)
        deed.entries.append(
            NewEvent(
                "hours.recorded",
                Enterprise,
                number,
                deed.name_of(number),
                before={
                    str(week_of(change)): _words(deed, getattr(change, old)) for change in mine
                },
                after={str(week_of(change)): _words(deed, getattr(change, new)) for change in mine},
                reason=deed.origin(mine),
            )
        )


def put_back(deed: Deed, changes: Sequence[StoredChange]) -> None:
    """Put lines back as they were before, with their numbers, hands and origins."""
    rows = []
    for change in changes:
        for line in (change.before or {})["lines"]:
            rows.append(
                (
                    line["number"],
                    *_place(deed, change.number or 0, week_of(change)),
                    line["service_type"],
                    line["payer"],
                    line["hundredths"],
                    line["entered_by"],
                    snapshot.moment(line["entered_at"]),
                    line["origin"],
                )
            )
    bulk.insert(WeeklyHours, ("id", *COLUMNS), rows)


def _place(deed: Deed, number: int, week: date) -> tuple[Any, ...]:
    programme = deed.programme
    return programme.council_id, programme.pk, number, week, deed.quarter_of(week)


def _words(deed: Deed, side: Mapping[str, Any] | None) -> list[str]:
    """Return a week's lines as recording them by hand does."""
    names = deed.vocabulary.kind_names
    lines = sorted(
        (side or {})["lines"], key=lambda line: (names[line["service_type"]], line["payer"])
    )
    return [
        line_words(
            Decimal(line["hundredths"]) / HUNDREDTHS, names[line["service_type"]], line["payer"]
        )
        for line in lines
    ]
