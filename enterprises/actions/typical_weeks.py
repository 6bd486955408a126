"""Typical weeks: what an enterprise says a usual week is, always an estimate."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.events import record
from accounts.models import User
from accounts.reasons import is_reason
from enterprises.actions import rollups
from enterprises.actions.errors import NeedsReason
from enterprises.actions.figures import (
    HOURS_OF_A_WEEK,
    check_kind,
    hundredths_of,
    long_week,
)
from enterprises.actions.saved import as_saved
from enterprises.models import Enterprise, Payer, ServiceType, TypicalWeek
from enterprises.words import day_words
from programmes.actions.errors import EditedMeanwhile

_WEEK = timedelta(days=7)


@transaction.atomic
def set_typical_week(
    *,
    enterprise: Enterprise,
    by: User,
    valid_from: date,
    valid_to: date | None,
    hours: Decimal,
    service_type: ServiceType,
    payer: str = Payer.UNKNOWN,
    reason: str = "",
) -> TypicalWeek:
    """Say what a usual week is, from one Monday to another (None: it still holds).

    It counts, as an estimate, in the weeks in which the enterprise trades and has no measured
    hours. An earlier one of the same kind of help and payer that still holds ends with the week
    before. Raises ValidationError where two would hold for one week otherwise, and NeedsReason.
    """
    programme = rollups.lock(enterprise.programme)
    as_saved(enterprise.pk)
    typical = TypicalWeek(
        enterprise=enterprise,
        valid_from=valid_from,
        valid_to=valid_to,
        service_type=service_type,
        payer=payer,
        hundredths=hundredths_of(hours),
        entered_by=by,
        entered_at=timezone.now(),
    )
    _check_typical(typical, reason)
    earlier = TypicalWeek.unscoped.filter(
        enterprise=enterprise,
        service_type=service_type,
        payer=payer,
        valid_from__lt=valid_from,
        valid_to__isnull=True,
    ).first()
    if earlier is not None:
        earlier.valid_to = valid_from - _WEEK
        earlier.save(update_fields=["valid_to"])
    _refuse_overlap(typical)
    typical.save()
    record(
        verb="typical_week.set",
        obj=enterprise,
        by=by,
        council=programme.council,
        before=_typical_values(earlier) if earlier else None,
        after=_typical_values(typical),
        reason=reason.strip(),
    )
    rollups.rebuild(programme, rollups.quarters_between(programme, valid_from, None))
    return typical


@transaction.atomic
def end_typical_week(
    *, typical: TypicalWeek, by: User, valid_to: date | None, seen: date | None
) -> TypicalWeek:
    """Say with which week (Monday) a typical week ends; None: it still holds.

    `seen` is the end that the page showed. Raises EditedMeanwhile and ValidationError.
    """
    programme = rollups.lock(typical.enterprise.programme)
    saved = _typical_as_seen(typical, seen)
    before = _typical_values(saved)
    saved.valid_to = valid_to
    saved.origin = None  # from here on it is what somebody typed
    _check_ends(saved)
    _refuse_overlap(saved)
    saved.save(update_fields=["valid_to", "origin"])
    record(
        verb="typical_week.changed",
        obj=typical.enterprise,
        by=by,
        council=programme.council,
        before=before,
        after=_typical_values(saved),
    )
    rollups.rebuild(programme, rollups.quarters_between(programme, saved.valid_from, None))
    return saved


@transaction.atomic
def remove_typical_week(*, typical: TypicalWeek, by: User, seen: date | None) -> None:
    """Take out a typical week given by mistake; the record of events keeps it.

    Raises EditedMeanwhile where its end is no longer the one the page showed (`seen`).
    """
    programme = rollups.lock(typical.enterprise.programme)
    saved = _typical_as_seen(typical, seen)
    before, first = _typical_values(saved), saved.valid_from
    saved.delete()
    record(
        verb="typical_week.removed",
        obj=typical.enterprise,
        by=by,
        council=programme.council,
        before=before,
    )
    rollups.rebuild(programme, rollups.quarters_between(programme, first, None))


def _check_typical(typical: TypicalWeek, reason: str) -> None:
    check_kind(typical.enterprise, typical.service_type, typical.payer)
    _check_ends(typical)
    if typical.hours > HOURS_OF_A_WEEK and not is_reason(reason):
        raise NeedsReason(long_week("The typical week says", typical.hours))


def _check_ends(typical: TypicalWeek) -> None:
    for name, day in (("valid_from", typical.valid_from), ("valid_to", typical.valid_to)):
        if day is not None and day.weekday() != 0:
            monday = day - timedelta(days=day.weekday())
            message = (
                f"A week begins on a Monday. The week of that day begins on {day_words(monday)}"
            )
            raise ValidationError({name: message})
    if typical.valid_to is not None and typical.valid_to < typical.valid_from:
        raise ValidationError({"valid_to": "The last week must not be before the first"})


def _refuse_overlap(typical: TypicalWeek) -> None:
    others = TypicalWeek.unscoped.filter(
        enterprise=typical.enterprise, service_type=typical.service_type, payer=typical.payer
    ).exclude(pk=typical.pk)
    last = typical.valid_to or date.max
    for other in others:
        if other.valid_from <= last and typical.valid_from <= (other.valid_to or date.max):
            until = f" to {day_words(other.valid_to)}" if other.valid_to else ""
            raise ValidationError(
                "Another typical week of this kind of help and payer holds "
                f"from {day_words(other.valid_from)}{until}. End or remove it first."
            )


def _typical_as_seen(typical: TypicalWeek, seen: date | None) -> TypicalWeek:
    saved = (
        TypicalWeek.unscoped.select_related("service_type", "enterprise")
        .filter(pk=typical.pk)
        .first()
    )
    if saved is None or saved.valid_to != seen:
        raise EditedMeanwhile(saved=saved)
    return saved


def _typical_values(typical: TypicalWeek) -> dict[str, object]:
    return {
        "valid_from": typical.valid_from,
        "valid_to": typical.valid_to,
        "hours": typical.hours,
        "service_type": typical.service_type.name,
        "payer": Payer(typical.payer).label,
    }
