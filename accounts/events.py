"""The one way to write the audit trail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts import bulk, request_id
from accounts.models import Council, Event, Membership, User


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return values as JSON can hold them; figures as text, so that none loses a digit."""
    return None if values is None else {name: _value(one) for name, one in values.items()}


def _value(value: Any) -> Any:
    match value:
        case str() | bool() | None:
            return value
        case Decimal() | date():
            return str(value)
        case models.Model():
            return f"{value} (#{value.pk})"
        case Mapping():
            return _plain(value)
        case list() | tuple():
            return [_value(item) for item in value]
    return value


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
    _in_its_transaction()
    return Event.objects.create(
        council=council,
        actor=by,
        actor_roles=_roles(by, council),
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        object_label=str(obj)[:250],
        before=_plain(before),
        after=_plain(after),
        reason=reason,
        request_id=request_id.current(),
    )


@dataclass(frozen=True, slots=True)
class NewEvent:
    """One event of many, as `record_many` takes it: what `record` is told, with the object named
    by its model, id and words, so that nobody need load ten thousand objects to name them."""

    verb: str
    model: type[models.Model]
    object_id: int
    object_label: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    reason: str = ""


def record_many(entries: Iterable[NewEvent], *, by: User | None, council: Council | None) -> None:
    """Append events of one person's one deed, in their order: `record`, for many objects.

    Raises RuntimeError outside the transaction of the change they describe.
    """
    _in_its_transaction()
    now, roles, request = timezone.now(), _roles(by, council), request_id.current()
    council_id, actor_id = council.pk if council else None, by.pk if by else None
    bulk.insert(
        Event,
        _COLUMNS,
        (
            (
                now,
                council_id,
                actor_id,
                roles,
                entry.verb,
                entry.model._meta.label_lower,
                str(entry.object_id),
                entry.object_label[:250],
                _plain(entry.before),
                _plain(entry.after),
                entry.reason,
                request,
            )
            for entry in entries
        ),
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


_COLUMNS = (
    *("at", "council_id", "actor_id", "actor_roles", "verb", "object_type", "object_id"),
    *("object_label", "before", "after", "reason", "request_id"),
)


def _in_its_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event must be recorded in the transaction of its change.")


def _roles(by: User | None, council: Council | None) -> str:
    if by is None or council is None:
        return ""
    held = Membership.objects.for_council(council).filter(user=by)
    return ", ".join(sorted(held.values_list("role", flat=True)))
