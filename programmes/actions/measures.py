"""Measures, their baselines and their targets."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.events import record
from accounts.models import User
from programmes.actions.errors import EditedMeanwhile, Refused
from programmes.models import Baseline, Measure, Programme, Target

CHANGEABLE = (
    "name",
    "definition",
    "unit",
    "direction",
    "aggregation",
    "source",
    "tolerance_percent",
    "on_return",
    "position",
)
BASELINE_PARTS = ("state", "value", "as_at", "due_by", "owner", "note")
TARGET_PARTS = ("due_quarter", "version", "kind", "comparator", "value", "state", "note")


@transaction.atomic
def add(
    *,
    programme: Programme,
    by: User,
    code: str,
    name: str,
    unit: str,
    direction: str = "up",
    aggregation: str = "latest",
    source: str = "typed",
    on_return: bool = True,
    definition: str = "",
    tolerance_percent: Decimal | None = None,
    position: int | None = None,
) -> Measure:
    """Add a measure, at the end unless a position is given.

    Raises ValidationError for a code the programme has already, and for any unfit value.
    """
    Programme.unscoped.select_for_update().get(pk=programme.pk)
    if position is None:
        last = Measure.unscoped.filter(programme=programme).aggregate(last=Max("position"))["last"]
        position = (last or 0) + 1
    measure = Measure(
        programme=programme,
        code=code,
        name=name.strip(),
        definition=definition,
        unit=unit,
        direction=direction,
        aggregation=aggregation,
        source=source,
        tolerance_percent=tolerance_percent,
        on_return=on_return,
        position=position,
    )
    _check(measure)
    if Measure.unscoped.filter(programme=programme, code=code).exists():
        raise ValidationError({"code": "This programme has a measure with this short name already"})
    measure.save()
    record(
        verb="measure.added",
        obj=measure,
        by=by,
        council=programme.council,
        after={"code": code} | _parts(measure, CHANGEABLE),
    )
    return measure


@transaction.atomic
def change(
    *, measure: Measure, by: User, edition: int | None = None, reason: str = "", **changes: Any
) -> Measure:
    """Change how a measure is named, counted or shown; its code stays.

    Raises EditedMeanwhile where `edition` is given and no longer the saved one, Refused where
    the unit of a measure with readings would change, and ValidationError for an unfit value.
    """
    unknown = set(changes) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"A measure has no {', '.join(sorted(unknown))} to change.")
    saved = _locked(measure, edition, typed=changes)
    before = _parts(saved, CHANGEABLE)
    for name, value in changes.items():
        setattr(saved, name, value.strip() if isinstance(value, str) else value)
    after = _parts(saved, CHANGEABLE)
    changed = [name for name in CHANGEABLE if before[name] != after[name]]
    if not changed:
        return saved
    _check(saved)
    if {"unit", "aggregation"} & set(changed) and saved.readings.exists():
        raise Refused(
            "Returns already hold figures of this measure, so its unit and the way it adds up "
            "must stay. Add another measure instead."
        )
    saved.edition += 1
    saved.save(update_fields=[*changed, "edition"])
    record(
        verb="measure.changed",
        obj=saved,
        by=by,
        council=saved.programme.council,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        reason=reason.strip(),
    )
    return saved


@transaction.atomic
def set_baseline(
    *,
    measure: Measure,
    by: User,
    state: str,
    value: Decimal | None = None,
    as_at: date | None = None,
    due_by: date | None = None,
    owner: str = "",
    note: str = "",
    edition: int | None = None,
) -> Baseline:
    """Say where the measure stood, or who is to find out by when.

    Nil is 0, and a baseline to be established has no value. `edition` is the measure's.
    Raises EditedMeanwhile, or ValidationError naming the field.
    """
    typed = {"state": state, "value": value, "as_at": as_at, "due_by": due_by, "owner": owner}
    saved = _locked(measure, edition, typed=typed)
    if state == Baseline.State.NIL:
        value = Decimal(0)
    elif state == Baseline.State.ESTABLISHED and value is None:
        raise ValidationError({"value": "Enter the baseline, or say that it is to be established"})
    elif state == Baseline.State.TO_BE_ESTABLISHED:
        value, as_at = None, None
    baseline = Baseline.unscoped.filter(measure=saved).first()
    before = _parts(baseline, BASELINE_PARTS) if baseline else None
    baseline = baseline or Baseline(measure=saved)
    baseline.state, baseline.value, baseline.as_at = state, value, as_at
    baseline.due_by, baseline.owner, baseline.note = due_by, owner.strip(), note.strip()
    baseline.full_clean(exclude=["measure"])
    after = _parts(baseline, BASELINE_PARTS)
    if before == after:
        return baseline
    baseline.save()
    saved.edition += 1
    saved.save(update_fields=["edition"])
    record(
        verb="baseline.set",
        obj=saved,
        by=by,
        council=saved.programme.council,
        before=before,
        after=after,
    )
    return baseline


@transaction.atomic
def set_target(
    *,
    measure: Measure,
    by: User,
    due_quarter: int | None,
    kind: str = "level",
    comparator: str | None = None,
    value: Decimal | None = None,
    state: str = "agreed",
    note: str = "",
    reason: str = "",
    version: int | None = None,
) -> Target:
    """Set what is aimed at by the end of a quarter (None: no date), as its next version.

    Earlier versions stay as they are. From the second version on a reason is needed. `version`
    is the latest one that the page showed (0 for none); a later one raises EditedMeanwhile.
    Raises ValidationError naming the field.
    """
    locked = _locked(measure, None, typed=None)
    earlier = Target.unscoped.filter(measure=locked, due_quarter=due_quarter).order_by("-version")
    latest = earlier.first()
    number = latest.version if latest else 0
    if version is not None and version != number:
        raise EditedMeanwhile(saved=latest, typed={"comparator": comparator, "value": value})
    if number and not reason.strip():
        raise ValidationError({"reason": "Enter why the target changes"})
    if due_quarter is not None and not 1 <= due_quarter <= locked.programme.quarter_count:
        raise ValidationError({"due_quarter": "Select one of the programme's quarters"})
    if value is not None and not comparator:
        raise ValidationError({"comparator": "Select how the figure is compared with the target"})
    if value is None and comparator:
        raise ValidationError({"value": "Enter the target, or select that none is stated yet"})
    if value is None and state == Target.State.AGREED:
        raise ValidationError({"value": "Enter the target, or say that it is to be agreed"})
    target = Target(
        measure=locked,
        due_quarter=due_quarter,
        version=number + 1,
        kind=kind,
        comparator=comparator or None,
        value=value,
        state=state,
        note=note.strip(),
        reason=reason.strip(),
        created_by=by,
    )
    target.full_clean(exclude=["measure", "created_by"])
    target.save()
    record(
        verb="target.set",
        obj=locked,
        by=by,
        council=locked.programme.council,
        before=_parts(latest, TARGET_PARTS) if latest else None,
        after=_parts(target, TARGET_PARTS),
        reason=target.reason,
    )
    return target


@transaction.atomic
def approve_target(*, target: Target, by: User) -> Target:
    """Record that a target is agreed, by whom and when; done once, however often asked.

    Raises Refused where it states no figure, a newer version exists, or `by` wrote it.
    """
    saved = Target.unscoped.select_for_update().get(pk=target.pk)
    if saved.approved_by_id is not None:
        return saved
    measure = _locked(saved.measure, None, typed=None)
    if saved.value is None:
        raise Refused("This target states no figure yet, so there is nothing to approve.")
    if saved.created_by_id == by.pk:
        raise Refused("You wrote this target, so somebody else must approve it.")
    newer = Target.unscoped.filter(
        measure=measure, due_quarter=saved.due_quarter, version__gt=saved.version
    )
    if newer.exists():
        raise Refused("A newer version of this target exists. Approve that one.")
    before = {"state": saved.state}
    saved.state = Target.State.AGREED
    saved.approved_by, saved.approved_at = by, timezone.now()
    saved.save(update_fields=["state", "approved_by", "approved_at"])
    record(
        verb="target.approved",
        obj=measure,
        by=by,
        council=measure.programme.council,
        before=before,
        after=_parts(saved, TARGET_PARTS),
    )
    return saved


def _locked(measure: Measure, edition: int | None, *, typed: Any) -> Measure:
    saved: Measure = (
        Measure.unscoped.select_for_update(of=("self",))
        .select_related("programme__council")
        .get(pk=measure.pk)
    )
    if edition is not None and saved.edition != edition:
        raise EditedMeanwhile(saved=saved, typed=typed)
    return saved


def _check(measure: Measure) -> None:
    if measure.aggregation == Measure.Aggregation.RATIO and measure.unit != Measure.Unit.PERCENT:
        raise ValidationError({"unit": "A ratio is shown in percent: select percent"})
    if measure.unit == Measure.Unit.PERCENT and measure.aggregation == Measure.Aggregation.SUM:
        raise ValidationError({"aggregation": "Percentages of quarters cannot be added up"})
    measure.full_clean(exclude=["programme"])


def _parts(thing: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}
