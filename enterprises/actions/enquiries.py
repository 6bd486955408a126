"""Enquiries from people who think of running a micro-enterprise."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.events import record
from accounts.models import User
from enterprises.actions.references import save_with_reference
from enterprises.enquiry_rules import wrong_days
from enterprises.models import Enquiry, Enterprise
from programmes.actions.errors import CHANGED_SINCE_SHOWN, EditedMeanwhile, Gone
from programmes.models import Programme

CHANGEABLE = (
    "received_on",
    "reference",
    "heard_from",
    "area",
    "status",
    "status_on",
    "outcome",
    "enterprise",
)


@transaction.atomic
def add_enquiry(
    *,
    programme: Programme,
    by: User,
    received_on: date,
    reference: str = "",
    heard_from: str = "",
    area: str = "",
    status: str = Enquiry.Status.OPEN,
    status_on: date | None = None,
    outcome: str = "",
    enterprise: Enterprise | None = None,
    not_in_register: bool = False,
) -> Enquiry:
    """Record an enquiry. Raises ValidationError for a value it cannot have.

    One that became an enterprise names it, or a person says that it is `not_in_register` yet.
    """
    enquiry = Enquiry(
        council=programme.council,
        programme=programme,
        received_on=received_on,
        reference=reference.strip(),
        heard_from=heard_from.strip(),
        area=area.strip(),
        status=status,
        status_on=status_on,
        outcome=outcome.strip(),
        enterprise=enterprise,
        created_by=by,
    )
    _check(enquiry)
    _ask_which_enterprise(enquiry, not_in_register)
    save_with_reference(enquiry)
    record(
        verb="enquiry.added",
        obj=enquiry,
        by=by,
        council=programme.council,
        after=_values(enquiry),
    )
    return enquiry


@transaction.atomic
def change_enquiry(
    *,
    enquiry: Enquiry,
    by: User,
    edition: int | None = None,
    not_in_register: bool = False,
    **changes: Any,
) -> Enquiry:
    """Change what is recorded of an enquiry; what is not named stays.

    `edition` is what the page showed; `not_in_register` as for a new one, where `changes` name
    the status or the enterprise. Raises EditedMeanwhile and ValidationError.
    """
    if unknown := set(changes) - set(CHANGEABLE):
        raise TypeError(f"An enquiry has no {', '.join(sorted(unknown))}.")
    saved = _locked(enquiry)
    if edition is not None and saved.edition != edition:
        raise EditedMeanwhile(saved=saved, typed=changes)
    before = _values(saved)
    for name, value in changes.items():
        setattr(saved, name, value.strip() if isinstance(value, str) else value)
    if {"status", "enterprise"} & set(changes):
        _ask_which_enterprise(saved, not_in_register)
    after = _values(saved)
    changed = [name for name in CHANGEABLE if before[name] != after[name]]
    if not changed:
        return saved
    _check(saved)
    saved.edition += 1
    save_with_reference(saved)
    record(
        verb="enquiry.changed",
        obj=saved,
        by=by,
        council=saved.council,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return saved


@transaction.atomic
def remove_enquiry(*, enquiry: Enquiry, by: User, edition: int) -> None:
    """Take out an enquiry that was recorded by mistake; the record of events keeps what it was.

    `edition` is what the page showed. Raises Gone where somebody has removed it already, and
    EditedMeanwhile.
    """
    saved = _locked(enquiry)
    if saved.edition != edition:
        raise EditedMeanwhile(CHANGED_SINCE_SHOWN, saved=saved)
    record(
        verb="enquiry.removed",
        obj=saved,
        by=by,
        council=saved.council,
        before=_values(saved) | {"programme": saved.programme.name},
    )
    saved.delete()


def _locked(enquiry: Enquiry) -> Enquiry:
    saved: Enquiry | None = (
        Enquiry.unscoped.select_for_update(of=("self",))
        .select_related("council", "programme", "enterprise")
        .filter(pk=enquiry.pk)
        .first()
    )
    if saved is None:
        raise Gone("This enquiry is not recorded any more.")
    return saved


def _check(enquiry: Enquiry) -> None:
    judged_here = ["council", "programme", "created_by", "enterprise"]
    enquiry.full_clean(exclude=judged_here, validate_constraints=False)
    today = timezone.localdate()
    if wrong := wrong_days(enquiry.received_on, enquiry.status_on, today):
        raise ValidationError(wrong)
    if enquiry.enterprise_id is not None:
        # Locked, so that nobody removes it before this is saved.
        linked = Enterprise.unscoped.select_for_update(no_key=True).filter(pk=enquiry.enterprise_id)
        if not linked.filter(programme=enquiry.programme_id):
            message = "Select an enterprise that is in this programme’s register"
            raise ValidationError({"enterprise": message})


def _ask_which_enterprise(enquiry: Enquiry, not_in_register: bool) -> None:
    if enquiry.lacks_enterprise and not not_in_register:
        message = "Select the enterprise that came of it, or that it is not in the register yet"
        raise ValidationError({"enterprise": message})


def _values(enquiry: Enquiry) -> dict[str, Any]:
    return {name: getattr(enquiry, name) for name in CHANGEABLE}
