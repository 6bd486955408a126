"""Fifty people press the same button at the same moment."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.events import record
from accounts.models import Event
from accounts.roles import Role
from jobs.models import Job
from programmes.actions import partners, programmes, returns
from programmes.editions import editions_of
from programmes.models import Programme, QuarterlyReturn
from programmes.signals import announce, figures_changed
from tests.integration.jobs.threads import at_once
from tests.integration.programmes.making import a_person, a_world

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def announcements() -> Iterator[list[str]]:
    """Collect the causes announced meanwhile."""
    heard: list[str] = []

    def listener(*, cause: str, **kwargs: Any) -> None:
        heard.append(cause)

    figures_changed.connect(listener)
    try:
        yield heard
    finally:
        figures_changed.disconnect(listener)


def test_fifty_parallel_approvals_are_one() -> None:
    world = a_world()
    version = world.submitted()
    people = [a_person(world.council, Role.FINANCE) for _ in range(5)]
    Job.unscoped.all().delete()
    before = world.programme.input_version
    with announcements() as heard:
        outcomes = at_once(
            50,
            lambda number: returns.approve(
                return_=version, by=people[number % 5], edition=version.edition
            ),
        )
    assert sorted(outcomes) == [False] * 49 + [True]
    assert heard == ["return approved"]
    assert Event.objects.filter(verb="return.approved").count() == 1
    assert Job.unscoped.filter(kind="cashflow.recompute").count() == 1
    world.programme.refresh_from_db()
    assert world.programme.input_version == before + 1
    version.refresh_from_db()
    event = Event.objects.get(verb="return.approved")
    assert version.approved_by_id == event.actor_id


def test_twenty_parallel_openings_are_one() -> None:
    world = a_world()
    opened = at_once(20, lambda number: world.draft().pk)
    assert len(set(opened)) == 1
    assert Event.objects.filter(verb="return.opened").count() == 1


def test_parallel_saves_are_one_and_the_rest_are_told() -> None:
    from decimal import Decimal

    from programmes.actions.errors import EditedMeanwhile
    from programmes.actions.returns import Entry

    world = a_world()
    draft = world.draft()
    seen = editions_of(draft)

    def save(number: int) -> int | None:
        try:
            returns.save(
                return_=draft,
                by=world.commissioner,
                seen=seen,
                entries={"expenditure": Entry(Decimal(1000 + number))},
            )
        except EditedMeanwhile:
            return None
        return number

    winners = [number for number in at_once(10, save) if number is not None]
    assert len(winners) == 1
    kept = QuarterlyReturn.unscoped.get(pk=draft.pk).readings.get(measure__code="expenditure")
    assert kept.value == 1000 + winners[0]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_naming_a_partner_does_not_lock_out_whoever_holds_the_programme() -> None:
    """Each holds what the other needs next, unless naming the council takes no lock on it."""
    world = a_world()
    both_hold = threading.Barrier(2)

    def change_settings() -> None:
        with transaction.atomic():
            partner = partners.named(
                council=world.council, by=world.administrator, name="Helping Hands"
            )
            both_hold.wait(10)
            programmes.change(
                programme=world.programme, by=world.administrator, reason="New", partner=partner
            )

    def write_under_the_programme() -> None:
        with transaction.atomic():
            Programme.unscoped.select_for_update(no_key=True).get(pk=world.programme.pk)
            both_hold.wait(10)
            record(verb="a.b", obj=world.programme, by=None, council=world.council)

    at_once(2, lambda number: (change_settings, write_under_the_programme)[number]())
    world.programme.refresh_from_db()
    assert world.programme.partner is not None


def test_an_announcement_outside_a_transaction_is_refused() -> None:
    world = a_world()
    with pytest.raises(RuntimeError, match="its own transaction"):
        announce(world.programme, cause="test")
    world.programme.refresh_from_db()
    assert world.programme.input_version == 1


def test_parallel_reopenings_make_one_version() -> None:
    world = a_world()
    version = world.approved()
    reopened = at_once(
        10,
        lambda number: returns.reopen(return_=version, by=world.administrator, reason="Late").pk,
    )
    assert len(set(reopened)) == 1
    assert Event.objects.filter(verb="return.reopened").count() == 1
