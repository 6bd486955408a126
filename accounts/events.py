"""The one way to write the audit trail."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from accounts import request_id
from accounts.models import Council, Event, Membership, User


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return values as JSON can hold them; figures as text, so that none loses a digit."""
    if values is None:
        return None
    plain: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Decimal | date | datetime):
            plain[name] = str(value)
        elif isinstance(value, models.Model):
            plain[name] = f"{value} (#{value.pk})"
        elif isinstance(value, Mapping):
            plain[name] = _plain(value)
        elif isinstance(value, list | tuple):
            plain[name] = [_plain({"": item})[""] for item in value]  # type: ignore[index]
        else:
            plain[name] = value
    return plain


def record(
    *,
    verb: str,
    obj: models.Model,
    by: User | None,
    council: Council | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """Append one event; must be called inside the transaction of the change it describes.

    `verb` is "noun.verb" ("return.approved"); `by` is None only for work nobody asked for.
    Raises RuntimeError outside a transaction: an event without its change would be a lie.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event must be recorded in the transaction of its change.")
    roles = ""
    if by is not None and council is not None:
        held = Membership.objects.for_council(council).filter(user=by)
        roles = ", ".join(sorted(held.values_list("role", flat=True)))
    return Event.objects.create(
        council=council,
        actor=by,
        actor_roles=roles,
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        object_label=str(obj)[:250],
        before=_plain(before),
        after=_plain(after),
        reason=reason,
        request_id=request_id.current(),
    )


def of_council(council: Council) -> models.QuerySet[Event]:
    """Return all events of one council, in the order of their happening."""
    return Event.objects.filter(council=council).select_related("actor")


def removal(council: Council, kind: type[models.Model], number: int) -> Event | None:
    """Return the event by which this object of the council was removed; None where it was not."""
    removed: Event | None = (
        of_council(council)
        .filter(object_type=kind._meta.label_lower, object_id=str(number))
        .filter(verb__endswith=".removed")
        .last()
    )
    return removed


def history(council: Council, obj: models.Model) -> models.QuerySet[Event]:
    """Return the events of one object of one council, oldest first."""
    return Event.objects.filter(
        council=council, object_type=obj._meta.label_lower, object_id=str(obj.pk)
    ).select_related("actor")
