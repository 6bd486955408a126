"""Keeping the register of enterprises."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.events import record
from accounts.models import DeliveryPartner, User
from enterprises import removal
from enterprises.actions import rollups
from enterprises.actions.enquiries import add_enquiry, change_enquiry, remove_enquiry
from enterprises.actions.errors import PerhapsTheSame
from enterprises.actions.references import save_with_reference
from enterprises.actions.saved import as_saved
from enterprises.actions.stages import add_stage, change_stage, remove_stage
from enterprises.models import Enterprise, EnterpriseStage, ServiceType
from enterprises.words import day_words
from programmes.actions.errors import CHANGED_SINCE_SHOWN, EditedMeanwhile, Refused
from programmes.models import Programme

__all__ = [
    "add_enquiry",
    "add_enterprise",
    "add_stage",
    "change_enquiry",
    "change_enterprise",
    "change_stage",
    "remove_enquiry",
    "remove_enterprise",
    "remove_stage",
]

CHANGEABLE = ("name", "reference", "postcode", "traded_before_programme", "partner")


@transaction.atomic
def add_enterprise(
    *,
    programme: Programme,
    by: User,
    name: str,
    reference: str = "",
    postcode: str = "",
    traded_before_programme: bool | None = None,
    partner: DeliveryPartner | None = None,
    service_types: Iterable[ServiceType] = (),
    established_on: date | None = None,
    known_to_differ: bool = False,
) -> Enterprise:
    """Add an enterprise to a programme's register.

    `traded_before_programme` is None where nobody knows. Where `established_on` is given, the
    stage "established" is recorded with that day; else no stage is. Raises ValidationError for a
    value it cannot have, and PerhapsTheSame where one of that name and postcode is there already,
    unless a person has said that the two differ (`known_to_differ`).
    """
    programme = rollups.lock(programme)
    enterprise = Enterprise(
        council=programme.council,
        programme=programme,
        name=name.strip(),
        reference=reference.strip(),
        postcode=postcode.strip(),
        traded_before_programme=traded_before_programme,
        partner=partner,
        created_by=by,
    )
    kinds = list(service_types)
    _check(enterprise, kinds)
    if not known_to_differ:
        _refuse_a_likely_second(enterprise)
    save_with_reference(enterprise)
    enterprise.service_types.set(kinds)
    record(
        verb="enterprise.added",
        obj=enterprise,
        by=by,
        council=programme.council,
        after=_values(enterprise) | {"service_types": sorted(kind.name for kind in kinds)},
    )
    if established_on is not None:
        _establish(enterprise, by, established_on)
    return enterprise


@transaction.atomic
def change_enterprise(
    *,
    enterprise: Enterprise,
    by: User,
    edition: int | None = None,
    service_types: Iterable[ServiceType] | None = None,
    **changes: Any,
) -> Enterprise:
    """Change what is recorded of an enterprise; what is not named stays.

    `edition` is what the page showed. Changing whether it traded before the programme adds up
    again the quarters in which it has hours. Raises EditedMeanwhile and ValidationError.
    """
    if unknown := set(changes) - set(CHANGEABLE):
        raise TypeError(f"An enterprise has no {', '.join(sorted(unknown))}.")
    programme = rollups.lock(enterprise.programme)
    saved = as_saved(enterprise.pk)
    kinds_before = sorted(kind.name for kind in saved.service_types.all())
    if edition is not None and saved.edition != edition:
        raise EditedMeanwhile(saved=saved, typed=changes)
    before = _values(saved) | {"service_types": kinds_before}
    for name, value in changes.items():
        setattr(saved, name, value.strip() if isinstance(value, str) else value)
    kinds = None if service_types is None else list(service_types)
    _check(saved, kinds or [])
    kinds_after = kinds_before if kinds is None else sorted(kind.name for kind in kinds)
    after = _values(saved) | {"service_types": kinds_after}
    changed = [name for name in after if before[name] != after[name]]
    if not changed:
        return saved
    saved.edition += 1
    save_with_reference(saved)
    if kinds is not None:
        saved.service_types.set(kinds)
    record(
        verb="enterprise.changed",
        obj=saved,
        by=by,
        council=programme.council,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    if "traded_before_programme" in changed:
        rollups.rebuild(programme, rollups.quarters_with_hours(programme, saved))
    return saved


@transaction.atomic
def remove_enterprise(*, enterprise: Enterprise, by: User, edition: int) -> None:
    """Take out an enterprise that was added by mistake, with its stages; the record of events
    keeps what it was.

    `edition` is what the page showed. The quarters in which it traded are added up again. Raises
    Gone where somebody has removed it already, EditedMeanwhile, and Refused where hours, typical
    weeks or enquiries are recorded of it.
    """
    programme = rollups.lock(enterprise.programme)
    saved = as_saved(enterprise.pk, lock=True)
    if saved.edition != edition:
        raise EditedMeanwhile(CHANGED_SINCE_SHOWN, saved=saved)
    if removal.held_by(saved):
        raise Refused(
            f"{saved.name} cannot be removed while anything is recorded of it. Nothing was removed."
        )
    stages = EnterpriseStage.unscoped.filter(enterprise=saved)
    days = [step.on for step in stages]
    record(
        verb="enterprise.removed",
        obj=saved,
        by=by,
        council=programme.council,
        before=_values(saved)
        | {
            "service_types": sorted(kind.name for kind in saved.service_types.all()),
            "stages": [
                f"{step.get_stage_display()}, {day_words(step.on) or 'no date'}" for step in stages
            ],
            "programme": programme.name,
        },
    )
    stages.delete()
    saved.delete()
    rollups.rebuild_from(programme, *days)


def _check(enterprise: Enterprise, kinds: Iterable[ServiceType]) -> None:
    enterprise.full_clean(
        exclude=["council", "programme", "created_by"], validate_constraints=False
    )
    council = enterprise.council_id
    if enterprise.partner is not None and enterprise.partner.council_id != council:
        raise ValidationError({"partner": "Select a delivery partner of this council"})
    if any(kind.council_id != council for kind in kinds):
        raise ValidationError({"service_types": "Select kinds of help of this council"})


def _establish(enterprise: Enterprise, by: User, on: date) -> None:
    try:
        add_stage(enterprise=enterprise, by=by, stage=EnterpriseStage.Stage.ESTABLISHED, on=on)
    except ValidationError as problem:
        # Of this stage nothing was given but its day.
        raise ValidationError({"established_on": problem.messages}) from problem


def _refuse_a_likely_second(enterprise: Enterprise) -> None:
    if enterprise.reference:
        return  # a reference of its own says which one it is
    others = Enterprise.objects.for_council(enterprise.council)
    if others.filter(name__iexact=enterprise.name, postcode=enterprise.postcode).exists():
        where = f"at {enterprise.postcode}" if enterprise.postcode else "without a postcode"
        raise PerhapsTheSame(
            f"{enterprise.name} {where} is in the council’s register already. "
            "If this is another enterprise, say so below and save again."
        )


def _values(enterprise: Enterprise) -> dict[str, Any]:
    return {name: getattr(enterprise, name) for name in CHANGEABLE}
