"""Targets: set as versions, approved, and taken out where one was set by mistake."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.events import record
from accounts.models import User
from programmes.actions.errors import EditedMeanwhile, Gone, Refused
from programmes.dates import day_words
from programmes.models import Measure, Reading, Target

PARTS = ("due_quarter", "version", "kind", "comparator", "value", "state", "note")


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
    locked = lock_measure(measure)
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
        before=_parts(latest) if latest else None,
        after=_parts(target),
        reason=target.reason,
    )
    return target


@transaction.atomic
def approve_target(*, target: Target, by: User) -> Target:
    """Record that a target is agreed, by whom and when; done once, however often asked.

    Raises Refused where it states no figure, a newer version exists, or `by` wrote it, and Gone
    where it has been removed.
    """
    saved = _locked(target)
    if saved.approved_by_id is not None:
        return saved
    measure = lock_measure(saved.measure)
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
        after=_parts(saved),
    )
    return saved


@transaction.atomic
def remove_target(*, target: Target, by: User) -> None:
    """Take out the latest version of a target, set by mistake; the record of events keeps it.

    The version before it, where there is one, is the latest again. Raises Refused with the words
    of `why_kept`, also where that has become so since the page was shown, and Gone where
    somebody has removed it already.
    """
    saved = _locked(target)
    measure = lock_measure(saved.measure)
    if kept := why_kept(saved):
        raise Refused(f"{kept} Nothing was removed.")
    record(
        verb="target.removed",
        obj=saved,
        by=by,
        council=measure.programme.council,
        before=_parts(saved) | {"reason": saved.reason, "measure": measure.name},
    )
    saved.delete()


def why_kept(target: Target) -> str:
    """Return why a version of a target cannot be removed; "" where it can.

    What somebody approved stays, as does what a later version was made from. So does what was in
    force when a return with a figure of the measure was approved: that return was read against
    it, and taking it out would move the posts afterwards.
    """
    if target.approved_by_id is not None:
        return "It is approved, so it stays."
    versions = Target.unscoped.filter(measure=target.measure_id, due_quarter=target.due_quarter)
    if versions.filter(version__gt=target.version).exists():
        return "A newer version was made from it, so it stays."
    in_force = not versions.filter(approved_by__isnull=False).exists()
    if not in_force or target.value is None:
        return ""
    judged = (
        Reading.unscoped.filter(Q(value__isnull=False) | Q(numerator__isnull=False))
        .filter(
            measure=target.measure_id,
            return_version__approved_at__gte=target.created_at,
        )
        .select_related("return_version__programme__council")
        .order_by("return_version__approved_at")
        .first()
    )
    if judged is None:
        return ""
    version = judged.return_version
    quarter = version.programme.quarter(version.quarter_number)
    day = day_words(timezone.localtime(version.approved_at).date())
    label = quarter.label if quarter else f"quarter {version.quarter_number}"
    return f"The return for {label}, approved on {day}, was read against it, so it stays."


def lock_measure(measure: Measure) -> Measure:
    """Return a measure as saved, locked until the transaction ends."""
    saved: Measure = (
        Measure.unscoped.select_for_update(of=("self",))
        .select_related("programme__council")
        .get(pk=measure.pk)
    )
    return saved


def _locked(target: Target) -> Target:
    saved: Target | None = Target.unscoped.select_for_update().filter(pk=target.pk).first()
    if saved is None:
        raise Gone("This target is not set any more.")
    return saved


def _parts(target: Target) -> dict[str, Any]:
    return {name: getattr(target, name) for name in PARTS}
