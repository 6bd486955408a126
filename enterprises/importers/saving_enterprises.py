"""Saving the changes of enterprises, their kinds of help and their stages."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property
from typing import Any

from accounts import bulk, references
from accounts.events import NewEvent
from enterprises.importers import saving_typical, snapshot, usual_of_new
from enterprises.importers.deed import Deed
from enterprises.importers.enterprise_changes import LABELS, stage_values, values_of
from enterprises.importers.snapshot import EnterpriseRow, day
from enterprises.importers.touched import ENTERPRISE
from enterprises.matching import Names, reference_key
from enterprises.models import Enterprise, EnterpriseStage, TypicalWeek
from enterprises.words import day_words, stage_words
from uploads.importing import RegisterMoved, StoredChange, StoredChanges

COLUMNS = ("reference", "name", "postcode", "traded_before_programme", "partner_id", "edition")
STAGE_COLUMNS = (
    *("enterprise_id", "stage", "on", "note"),
    *("entered_by_id", "entered_at", "origin_id"),
)


def save(deed: Deed, changes: StoredChanges) -> None:
    """Add and change enterprises. Raises RegisterMoved."""
    register = _Register(deed)
    for some in changes.batches(ENTERPRISE):
        added = [change for change in some if change.before is None]
        changed = [change for change in some if change.before is not None]
        with references.looked_for():
            register.refuse_moved(added, changed)
            new = _new(deed, added)
        _add(new)
        _change(deed, register.recorded, changed)
        deed.write()


class _Register:
    """The register as it was before anything was saved."""

    def __init__(self, deed: Deed) -> None:
        self._programme = deed.programme
        self.recorded = snapshot.enterprises(deed.programme)

    @cached_property
    def _names(self) -> Names:
        return snapshot.names(self.recorded.values())

    @cached_property
    def _references(self) -> dict[str, int]:
        return {
            reference_key(known.reference): known.number
            for known in self.recorded.values()
            if known.reference
        }

    @cached_property
    def _elsewhere(self) -> AbstractSet[str]:
        return snapshot.elsewhere(self._programme).references

    def refuse_moved(self, added: Sequence[StoredChange], changed: Sequence[StoredChange]) -> None:
        """Raise RegisterMoved where something is not as it was when the list was checked."""
        for change in changed:
            known = self.recorded.get(change.number or 0)
            if known is None or not says(known, change.before or {}):
                raise RegisterMoved(f"{change.label} is not as it was")
        for change in changes_with_reference(added, changed):
            key = reference_key(change.after["reference"])
            if self._references.get(key, change.number) != change.number:
                raise RegisterMoved(f"the reference {change.after['reference']} is in use")
            if key in self._elsewhere:
                raise RegisterMoved("a reference is in use in another programme")
        for change in added:
            # Of whatever postcode: one who is there with another would have been asked about.
            alike = self._names.by_name(change.after["name"])
            if sorted(one.number for one in alike) != change.after["alike"]:
                raise RegisterMoved(f"{change.label} is in the register meanwhile")


def changes_with_reference(*groups: Iterable[StoredChange]) -> Iterable[StoredChange]:
    """Yield the changes that set a reference."""
    return (change for group in groups for change in group if change.after.get("reference"))


def says(known: EnterpriseRow, values: Mapping[str, Any]) -> bool:
    """Say whether an enterprise is recorded with these values, as changes hold them."""
    recorded = values_of(known) | {"stages": stage_values(known.stages)}
    return all(recorded[name] == value for name, value in values.items())


Rows = Sequence[tuple[Any, ...]]
# The rows of new enterprises, of their kinds of help, their stages and their usual weeks.
New = tuple[Rows, Sequence[tuple[int, int]], Rows, Rows]


def _new(deed: Deed, changes: Sequence[StoredChange]) -> New:
    council, programme, by = deed.programme.council_id, deed.programme.pk, deed.by.pk
    rows, stages, usual, first = [], [], [], date.max
    kinds: list[tuple[int, int]] = []
    for change in changes:
        after, number = change.after, change.own_number
        deed.places[change.sheet, change.row] = number
        rows.append((number, council, programme, *column_values(after), 1, by, deed.now))
        kinds.extend((number, kind) for kind in after["service_types"])
        for stage in after["stages"]:
            on = day(stage["on"])
            first = min(first, on or date.max)
            stages.append((number, stage["stage"], on, stage["note"], by, deed.now, change.pk))
        if hours := after.get("usual"):
            # From a week in which one of these stages began, so in quarters that they touch.
            usual.append(usual_of_new.row(hours, change, by, deed.now))
        deed.entries.append(
            NewEvent(
                "enterprise.added",
                Enterprise,
                number,
                after["name"],
                after=event_values(deed, after),
                reason=deed.origin([change]),
            )
        )
    if first != date.max:
        deed.touch_from(first)
    return rows, kinds, stages, usual


def _add(new: New) -> None:
    rows, kinds, stages, usual = new
    bulk.insert(
        Enterprise,
        ("id", "council_id", "programme_id", *COLUMNS, "created_by_id", "created_at"),
        rows,
    )
    bulk.insert(Enterprise.service_types.through, ("enterprise_id", "servicetype_id"), kinds)
    bulk.insert(EnterpriseStage, STAGE_COLUMNS, stages)
    bulk.insert(TypicalWeek, usual_of_new.COLUMNS, usual)


def _change(
    deed: Deed, recorded: Mapping[int, EnterpriseRow], changes: Sequence[StoredChange]
) -> None:
    if not changes:
        return
    rows, added, dated = [], [], []
    kinds: dict[int, Sequence[int]] = {}
    for change in changes:
        known, before, after = recorded[change.number or 0], change.before or {}, change.after
        values = values_of(known) | after
        rows.append((known.number, *column_values(values), known.edition + 1))
        if "service_types" in after:
            kinds[known.number] = after["service_types"]
        if "traded_before_programme" in after:
            deed.touch_all()
        was = {stage["number"]: stage for stage in before.get("stages", ())}
        for stage in after.get("stages", ()):
            old, on = was.get(stage["number"]), day(stage["on"])
            if old == stage:
                continue
            touch_stage(deed, stage["stage"], on, *([day(old["on"])] if old else []))
            if old is None:
                added.append(
                    (
                        *(known.number, stage["stage"], on, stage["note"]),
                        *(deed.by.pk, deed.now, change.pk),
                    )
                )
            else:
                dated.append((stage["number"], on, change.pk))
        deed.entries.append(
            NewEvent(
                "enterprise.changed",
                Enterprise,
                known.number,
                values["name"],
                before=event_values(deed, before),
                after=event_values(deed, after),
                reason=deed.origin([change]),
            )
        )
    bulk.update(Enterprise, COLUMNS, rows)
    replace_kinds(deed, kinds)
    bulk.insert(EnterpriseStage, STAGE_COLUMNS, added)
    bulk.update(EnterpriseStage, ("on", "origin_id"), dated)


def replace_kinds(deed: Deed, kinds: Mapping[int, Sequence[int]]) -> None:
    """Give enterprises these kinds of help instead of those they have."""
    if not kinds:
        return
    through = Enterprise.service_types.through
    # Those that a list changes are near one another as a rule.
    held = through.objects.filter(
        enterprise__programme=deed.programme,
        enterprise__gte=min(kinds),
        enterprise__lte=max(kinds),
    )
    pairs = held.values_list("id", "enterprise_id")
    bulk.delete(through, (number for number, owner in pairs if owner in kinds))
    bulk.insert(
        through,
        ("enterprise_id", "servicetype_id"),
        [(owner, kind) for owner, chosen in kinds.items() for kind in chosen],
    )


def touch_days(deed: Deed, *days: date | None) -> None:
    """Note the quarters that stages on these days can reach; undated ones reach none."""
    if dated := [one for one in days if one is not None]:
        deed.touch_from(min(dated))


def touch_stage(deed: Deed, stage: str, *days: date | None) -> None:
    """Note the quarters that a stage can reach: of a closure without a day, any."""
    touch_days(deed, *days)
    if stage == "closed" and None in days:
        deed.touch_all()


def event_values(deed: Deed, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of an enterprise as its own actions record them."""
    words: dict[str, Any] = {name: values[name] for name in LABELS if name in values}
    if words.get("partner"):
        words["partner"] = (
            f"{deed.vocabulary.partner_names.get(words['partner'])} (#{words['partner']})"
        )
    if "service_types" in words:
        names = deed.vocabulary.kind_names
        words["service_types"] = sorted(names[kind] for kind in words["service_types"])
    if values.get("stages"):
        words["stages"] = [
            f"{stage_words(stage['stage'])}, {day_words(day(stage['on'])) or 'no date'}"
            for stage in values["stages"]
        ]
    if usual := values.get("usual"):
        words["usual_hours"] = saving_typical.event_values(deed, usual)
    return words


def column_values(values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the columns of an enterprise but its edition."""
    return (
        values["reference"],
        values["name"],
        values["postcode"],
        values["traded_before_programme"],
        values["partner"],
    )
