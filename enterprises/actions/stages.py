"""The stages that an enterprise reaches, each on a day or without a known one."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.events import record
from accounts.models import User
from enterprises import stage_order
from enterprises.actions import rollups
from enterprises.actions.saved import as_saved
from enterprises.models import Enterprise, EnterpriseStage
from enterprises.rollup import Step, closed_without_date
from programmes.actions.errors import EditedMeanwhile
from programmes.models import Programme


@transaction.atomic
def add_stage(
    *, enterprise: Enterprise, by: User, stage: str, on: date | None, note: str = ""
) -> EnterpriseStage:
    """Record that an enterprise reached a stage; `on` is None where the day is not known.

    The quarters from that day on are added up again: the weeks in which hours are due change.
    Raises ValidationError for a day that has not come, a stage recorded already, and an end
    before the beginning.
    """
    programme = rollups.lock(enterprise.programme)
    as_saved(enterprise.pk)
    step = EnterpriseStage(
        enterprise=enterprise, stage=stage, on=on, note=note.strip(), entered_by=by
    )
    _check_stage(step)
    before = _steps(enterprise.pk)
    _check_order(before, [*before.values(), Step(stage, on)], field="on")
    step.save()
    _next_edition(enterprise)
    record(
        verb="enterprise.stage_added",
        obj=enterprise,
        by=by,
        council=programme.council,
        after=_stage_values(step),
    )
    _add_up_again(programme, Step(stage, on))
    return step


@transaction.atomic
def change_stage(
    *,
    step: EnterpriseStage,
    by: User,
    stage: str,
    on: date | None,
    note: str = "",
    edition: int | None = None,
) -> EnterpriseStage:
    """Correct a stage; `edition` is the enterprise's, as the page showed it.

    The quarters from the earlier of both days on are added up again. Raises EditedMeanwhile
    (also where the stage has been removed) and ValidationError.
    """
    programme = rollups.lock(step.enterprise.programme)
    enterprise = as_saved(step.enterprise_id)
    saved = EnterpriseStage.unscoped.filter(pk=step.pk).first()
    if saved is None or (edition is not None and enterprise.edition != edition):
        raise EditedMeanwhile(saved=saved, typed={"stage": stage, "on": on, "note": note})
    before = _stage_values(saved)
    was = Step(saved.stage, saved.on)
    saved.stage, saved.on, saved.note = stage, on, note.strip()
    if _stage_values(saved) == before:
        return saved
    _check_stage(saved)
    steps = _steps(enterprise.pk)
    _check_order(steps, (steps | {saved.pk: Step(stage, on)}).values(), field="on")
    saved.origin = None  # from here on it is what somebody typed
    saved.save(update_fields=["stage", "on", "note", "origin"])
    _next_edition(enterprise)
    record(
        verb="enterprise.stage_changed",
        obj=enterprise,
        by=by,
        council=programme.council,
        before=before,
        after=_stage_values(saved),
    )
    _add_up_again(programme, was, Step(stage, on))
    return saved


@transaction.atomic
def remove_stage(*, step: EnterpriseStage, by: User, edition: int | None = None) -> None:
    """Take out a stage that was recorded by mistake; the record of events keeps it.

    Raises EditedMeanwhile where the enterprise has changed since the page was shown, and
    ValidationError where it would then have ended before it began.
    """
    programme = rollups.lock(step.enterprise.programme)
    enterprise = as_saved(step.enterprise_id)
    saved = EnterpriseStage.unscoped.filter(pk=step.pk).first()
    if saved is None or (edition is not None and enterprise.edition != edition):
        raise EditedMeanwhile(saved=saved)
    steps = _steps(enterprise.pk)
    _check_order(steps, [one for pk, one in steps.items() if pk != saved.pk])
    before, was = _stage_values(saved), Step(saved.stage, saved.on)
    saved.delete()
    _next_edition(enterprise)
    record(
        verb="enterprise.stage_removed",
        obj=enterprise,
        by=by,
        council=programme.council,
        before=before,
    )
    _add_up_again(programme, was)


def _add_up_again(programme: Programme, *steps: Step) -> None:
    """Add up again the quarters that these stages can reach."""
    days = [step.on for step in steps]
    if closed_without_date(steps):
        days.append(programme.start_date)  # which weeks still count depends on it, in any quarter
    rollups.rebuild_from(programme, *days)


def _next_edition(enterprise: Enterprise) -> None:
    enterprise.refresh_from_db(fields=["edition"])
    enterprise.edition += 1
    enterprise.save(update_fields=["edition"])


def _check_stage(step: EnterpriseStage) -> None:
    step.full_clean(exclude=["enterprise", "entered_by"], validate_constraints=False)
    if step.on is not None and step.on > timezone.localdate():
        raise ValidationError({"on": "The date must be today or in the past"})
    same = EnterpriseStage.unscoped.filter(
        enterprise_id=step.enterprise_id, stage=step.stage, on=step.on
    )
    if step.on is None:
        same = same.filter(on__isnull=True)
    if same.exclude(pk=step.pk).exists():
        when = "without a date" if step.on is None else "on that day"
        raise ValidationError({"stage": f"This stage is recorded {when} already"})


def _steps(enterprise_id: int) -> dict[int, Step]:
    rows = EnterpriseStage.unscoped.filter(enterprise_id=enterprise_id)
    return {pk: Step(stage, on) for pk, stage, on in rows.values_list("pk", "stage", "on")}


def _check_order(before: Mapping[int, Step], after: Iterable[Step], field: str = "") -> None:
    """Refuse what would end before it began; what has been so already stands in nobody's way."""
    already = stage_order.ended_before_it_began(before.values())
    new = stage_order.ended_before_it_began(after) - already
    if new:
        words = min(new, key=lambda wrong: wrong.ended_on).words
        raise ValidationError({field: words} if field else words)


def _stage_values(step: EnterpriseStage) -> dict[str, Any]:
    return {"stage": step.stage, "on": step.on, "note": step.note}
