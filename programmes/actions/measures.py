"""Measures and their baselines; their targets are in `targets`."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.events import record
from accounts.models import User
from programmes.actions.errors import EditedMeanwhile, Refused
from programmes.actions.targets import approve_target, lock_measure, remove_target, set_target
from programmes.models import Baseline, Measure, Programme

__all__ = [
    "add",
    "approve_target",
    "change",
    "remove_target",
    "set_baseline",
    "set_target",
]

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


def _locked(measure: Measure, edition: int | None, *, typed: Any) -> Measure:
    saved = lock_measure(measure)
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
