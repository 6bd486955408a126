"""The audit trail: written with its change, and never changed, whoever asks."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import actions, events
from accounts.models import Council, Event, User
from accounts.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    council = Council.objects.create(name="South Fenshire", slug="south-fenshire")
    user = User.objects.create_user("ada@south-fenshire.example", name="Ada Example")
    actions.grant(user=user, council=council, role=Role.ADMINISTRATOR, by=None)
    return Event.objects.get()


def refused(sql: str, values: list[Any]) -> str:
    """Run raw SQL that the database must refuse; return what it says."""
    with (
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
    return str(refusal.value)


def test_no_event_can_be_changed_or_removed_by_raw_sql(event: Event) -> None:
    never = "events are never changed or removed"
    assert never in refused("UPDATE accounts_event SET verb = 'x' WHERE id = %s", [event.pk])
    assert never in refused("DELETE FROM accounts_event WHERE id = %s", [event.pk])
    event.refresh_from_db()
    assert event.verb == "membership.granted"


def test_no_event_can_be_replaced(event: Event) -> None:
    columns = [str(field.column) for field in Event._meta.concrete_fields]
    names = ", ".join(columns)
    verb = "OR REPLACE " if connection.vendor == "sqlite" else ""
    said = refused(
        f"INSERT {verb}INTO accounts_event ({names}) "
        f"SELECT {names} FROM accounts_event WHERE id = %s",
        [event.pk],
    )
    assert said
    assert Event.objects.count() == 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_the_events_cannot_be_emptied(event: Event) -> None:
    never = "events are never changed or removed"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert never in refused("TRUNCATE accounts_event", [])
    assert never in refused("TRUNCATE accounts_council CASCADE", [])


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_event_is_recorded(event: Event) -> None:
    assert event.council
    with pytest.raises(RuntimeError, match="transaction of its change"):
        events.record(verb="a.b", obj=event.council, by=None, council=event.council)


def test_an_event_names_the_roles_its_actor_held(event: Event) -> None:
    council, user = event.council, User.objects.get()
    assert council
    with transaction.atomic():
        written = events.record(verb="a.b", obj=council, by=user, council=council)
    assert written.actor_roles == "administrator"
