"""Taking back the changes of enterprises, their kinds of help and their stages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from accounts import bulk
from accounts.events import NewEvent
from enterprises.importers import snapshot, usual_of_new
from enterprises.importers.deed import Deed
from enterprises.importers.enterprise_changes import LABELS, values_of
from enterprises.importers.saving_enterprises import (
    COLUMNS,
    column_values,
    event_values,
    replace_kinds,
    touch_days,
    touch_stage,
)
from enterprises.importers.snapshot import EnterpriseRow, TypicalRow, day
from enterprises.matching import reference_key
from enterprises.models import Enquiry, Enterprise, EnterpriseStage, TypicalWeek, WeeklyHours
from uploads.importing import StoredChange
from uploads.models import UploadChange

Recorded = Mapping[int, EnterpriseRow]


def hindrances(deed: Deed, changes: Sequence[StoredChange]) -> Iterator[str]:
    """Yield what stands in the way, in words."""
    recorded = snapshot.enterprises(deed.programme)
    for change in changes:
        known = recorded.get(change.number or 0)
        if known is None:
            yield f"{change.label} is no longer in the register."
        elif other := _other_than(known, change.after):
            yield f"{known.name} has been changed since: {', '.join(other)}."
    for change in usual_of_new.as_left(_typical(deed, changes), changes).changed:
        if known := recorded.get(change.number or 0):
            yield f"The typical week of {known.name} has been changed since."
    yield from _references_taken(deed, recorded, changes)
    yield from _given_since(deed, [change for change in changes if change.before is None])


def undo(deed: Deed, changes: Sequence[StoredChange]) -> None:
    """Put enterprises back as they were, and take out those that were added."""
    recorded = snapshot.enterprises(deed.programme)
    _put_back(deed, recorded, [change for change in changes if change.before is not None])
    _take_out(deed, recorded, [change for change in changes if change.before is None])


def _typical(deed: Deed, changes: Iterable[StoredChange]) -> Mapping[int, TypicalRow]:
    """Return the typical weeks that are recorded, where any came with an enterprise."""
    any_came = next(usual_of_new.with_usual(changes), None) is not None
    return snapshot.typical(deed.programme) if any_came else {}


def _other_than(known: EnterpriseRow, after: Mapping[str, Any]) -> list[str]:
    """Return what is no longer as the upload left it, as pages name it."""
    recorded = values_of(known)
    other = [
        label.lower()
        for name, label in LABELS.items()
        if name in after and recorded[name] != after[name]
    ]
    if "stages" in after:
        now = Counter((row.stage, row.on, row.note) for row in known.stages)
        left = Counter((one["stage"], day(one["on"]), one["note"]) for one in after["stages"])
        if now != left:
            other.append("stages")
    return other


def _references_taken(
    deed: Deed, recorded: Recorded, changes: Iterable[StoredChange]
) -> Iterator[str]:
    back = {
        reference_key(change.before["reference"]): change.number
        for change in changes
        if change.before and change.before.get("reference")
    }
    if not back:
        return
    elsewhere = snapshot.elsewhere(deed.programme).references
    for one in recorded.values():
        key = reference_key(one.reference)
        if key in back and back[key] != one.number:
            yield f"The reference {one.reference} has been given to {one.name} since."
    for key in back.keys() & elsewhere:
        yield f"The reference {key.upper()} has been given out in another programme since."


def _given_since(deed: Deed, added: Sequence[StoredChange]) -> Iterator[str]:
    """Yield what has been recorded since of enterprises that the upload added: five queries."""
    if not added:
        return
    labels = {change.number: change.label for change in added}
    added_here = deed.upload.changes.filter(what="enterprise", action=UploadChange.Action.ADDED)
    ours = added_here.values("number")
    if not deed.looking:
        # Whoever links an enquiry to one of them holds it, and waits from here on.
        held = Enterprise.unscoped.select_for_update(of=("self",)).filter(pk__in=ours)
        list(held.order_by("pk").values_list("pk"))
    hours = (
        WeeklyHours.objects.for_council(deed.programme.council)
        .filter(enterprise__in=ours)
        .exclude(origin__upload=deed.upload)
        .order_by()
        .values_list("enterprise_id", "week_start")
        .distinct()
    )
    # A week that the upload gave and that was corrected since is named for that.
    mine = deed.upload.changes.filter(what="week").values_list("number", "after__week")
    named = {(number, week) for number, week in mine}
    weeks = Counter(number for number, week in hours if (number, week.isoformat()) not in named)
    for number, count in weeks.items():
        yield f"Hours of {count:,} {_weeks(count)} have been given for {labels[number]} since."
    typical = (
        TypicalWeek.unscoped.filter(enterprise__in=ours)
        .exclude(origin__upload=deed.upload)
        .order_by()
        .values_list("enterprise_id", flat=True)
        .distinct()
    )
    for number in typical:
        yield f"A typical week has been given for {labels[number]} since."
    known = deed.upload.changes.filter(what="enquiry").values("number")
    enquiries = (
        Enquiry.objects.for_council(deed.programme.council)
        .filter(enterprise__in=ours)
        .exclude(pk__in=known)
        .order_by()
        .values_list("enterprise_id", flat=True)
        .distinct()
    )
    for number in enquiries:
        yield f"An enquiry has been linked to {labels[number]} since."


def _weeks(count: int) -> str:
    return "week" if count == 1 else "weeks"


def _put_back(deed: Deed, recorded: Recorded, changes: Sequence[StoredChange]) -> None:
    rows, stages = [], []
    kinds: dict[int, Sequence[int]] = {}
    gone: list[int] = []
    for change in changes:
        known, before = recorded[change.number or 0], change.before or {}
        values = values_of(known) | before
        rows.append((known.number, *column_values(values), known.edition + 1))
        if "service_types" in before:
            kinds[known.number] = before["service_types"]
        if "traded_before_programme" in before:
            deed.touch_all()
        if "stages" in before:
            was = {stage["number"]: stage for stage in before["stages"]}
            for row in known.stages:
                old = was.get(row.number)
                if old is None:
                    gone.append(row.number or 0)
                    touch_stage(deed, row.stage, row.on)
                elif (day(old["on"]), old["origin"]) != (row.on, row.origin):
                    stages.append((row.number, day(old["on"]), old["origin"]))
                    touch_stage(deed, row.stage, row.on, day(old["on"]))
        deed.entries.append(
            NewEvent(
                "enterprise.changed",
                Enterprise,
                known.number,
                values["name"],
                before=event_values(deed, change.after),
                after=event_values(deed, before),
                reason=deed.origin([change]),
            )
        )
    bulk.delete(EnterpriseStage, gone)
    bulk.update(EnterpriseStage, ("on", "origin_id"), stages)
    bulk.update(Enterprise, COLUMNS, rows)
    replace_kinds(deed, kinds)


def _take_out(deed: Deed, recorded: Recorded, changes: Sequence[StoredChange]) -> None:
    if not changes:
        return
    stages: list[int] = []
    for change in changes:
        known = recorded[change.number or 0]
        stages.extend(row.number or 0 for row in known.stages)
        touch_days(deed, *(row.on for row in known.stages))
        deed.entries.append(
            NewEvent(
                "enterprise.removed",
                Enterprise,
                known.number,
                known.name,
                before=event_values(deed, change.after),
                reason=deed.origin([change]),
            )
        )
    bulk.delete(TypicalWeek, usual_of_new.as_left(_typical(deed, changes), changes).numbers)
    bulk.delete(EnterpriseStage, stages)
    replace_kinds(deed, {change.number or 0: () for change in changes})
    bulk.delete(Enterprise, (change.number or 0 for change in changes))
