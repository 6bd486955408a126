"""Uploads and people at the same moment: nothing is saved twice, nothing is overwritten unseen."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction

from enterprises.actions import register
from enterprises.checking import differences
from enterprises.models import Enterprise, WeeklyHours
from tests.integration.enterprises.making import START, World
from tests.integration.enterprises.test_at_once import together
from tests.integration.importers.lists import (
    a_list,
    enterprises,
    examined,
    put_in,
    saved,
    stored,
    taken_back,
    wide,
)

pytestmark = pytest.mark.django_db(transaction=True)

WEEK = timedelta(days=7)


def test_the_same_list_saved_by_four_at_once_is_saved_once(world: World) -> None:
    names = [f"{word} Helpers" for word in ("Fen", "Ouse", "Isle")]
    lists = [
        enterprises(*({"name": name, "established_on": START} for name in names)),
        wide({name: {START: 5, START + WEEK: 6} for name in names}),
    ]
    uploads = [stored(world, examined(world, *lists)) for _ in range(4)]
    acts: list[Callable[[], object]] = [lambda one=one: saved(one) for one in uploads]  # type: ignore[misc]
    wrong = together(acts)
    assert [type(error).__name__ for error in wrong] == ["RegisterMoved"] * 3
    assert Enterprise.unscoped.count() == 3
    assert WeeklyHours.unscoped.count() == 6
    assert differences(world.programme) == []


def test_corrections_by_hand_while_lists_are_saved(world: World) -> None:
    mine = [world.enterprise(f"{word} Helpers") for word in ("Fen", "Ouse", "Isle")]
    uploads = [
        stored(world, examined(world, wide({one.name: {START + WEEK * n: 5 for n in range(14)}})))
        for one in mine[:2]
    ]

    def by_hand() -> None:
        for n in range(14):
            world.record(mine[2], START + WEEK * n, world.entry("3"))

    acts: list[Callable[[], object]] = [lambda one=one: saved(one) for one in uploads]  # type: ignore[misc]
    assert together([*acts, by_hand]) == []
    assert WeeklyHours.unscoped.count() == 3 * 14
    assert differences(world.programme) == []


def test_an_enquiry_that_somebody_is_changing_is_not_overwritten(world: World) -> None:
    mine = register.add_enquiry(
        programme=world.programme, by=world.keeper, received_on=START, reference="E1"
    )
    rows = [{"reference": "E1", "area": "From the file"}]
    upload = stored(world, examined(world, a_list("enquiries", rows, sheet="Enquiries")))
    begun, done = threading.Event(), threading.Event()

    def by_hand() -> None:
        with transaction.atomic():
            register.change_enquiry(enquiry=mine, by=world.keeper, outcome="By hand")
            begun.set()
            wait_until_somebody_waits(done)

    def by_upload() -> None:
        begun.wait(30)
        try:
            saved(upload)
        finally:
            done.set()

    assert together([by_hand, by_upload]) == []
    mine.refresh_from_db()
    assert (mine.outcome, mine.area) == ("By hand", "From the file")


def test_an_enterprise_that_somebody_is_linking_is_not_taken_out(world: World) -> None:
    upload = put_in(world, enterprises({"name": "Isle Gardens"}))
    mine = Enterprise.unscoped.get()
    begun, done = threading.Event(), threading.Event()

    def by_hand() -> None:
        with transaction.atomic():
            register.add_enquiry(
                programme=world.programme, by=world.keeper, received_on=START, enterprise=mine
            )
            begun.set()
            wait_until_somebody_waits(done)

    def by_undoing() -> None:
        begun.wait(30)
        try:
            taken_back(upload, world.keeper)
        finally:
            done.set()

    wrong = together([by_hand, by_undoing])
    assert [str(error) for error in wrong] == ["An enquiry has been linked to Isle Gardens since."]
    assert Enterprise.unscoped.get() == mine


def wait_until_somebody_waits(done: threading.Event) -> None:
    """Return once another session waits for a row of ours, or is done. On SQLite, where a writer
    waits before it reads anything, there is nothing to wait for."""
    while connection.vendor == "postgresql" and not done.is_set():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
