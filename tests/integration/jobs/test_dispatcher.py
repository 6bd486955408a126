"""The dispatcher: everything due is sent, once, not in a flood, and again if it was lost."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from jobs import dispatcher, leases
from jobs.models import Job
from jobs.queue import enqueue
from tests.integration.jobs.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers sent to the broker, in order."""
    numbers: list[int] = []
    monkeypatch.setattr(dispatcher, "_publish", numbers.append)
    return numbers


def queued(count: int = 1) -> list[int]:
    with transaction.atomic():
        return [enqueue("test.work", council=None, payload={}).pk for _ in range(count)]


def test_what_waits_is_sent_once_and_in_order(sent: list[int]) -> None:
    numbers = queued(3)
    assert dispatcher.tick() == 3
    assert dispatcher.tick() == 0
    assert sent == numbers


def test_work_that_is_not_due_yet_or_has_ended_is_not_sent(sent: list[int]) -> None:
    later, done, running = queued(3)
    Job.unscoped.filter(pk=later).update(available_at=Now() + timedelta(seconds=60))
    Job.unscoped.filter(pk=done).update(state=Job.State.DONE, finished_at=Now())
    leases.claim(running)
    assert dispatcher.tick() == 0
    assert sent == []


def test_a_number_that_the_broker_lost_is_sent_again(sent: list[int]) -> None:
    numbers = queued()
    dispatcher.tick()
    Job.unscoped.update(dispatched_at=Now() - dispatcher.SEND_AGAIN_AFTER - timedelta(seconds=1))
    dispatcher.tick()
    assert sent == numbers * 2


def test_an_abandoned_job_is_sent_again_and_after_three_attempts_set_aside(
    sent: list[int],
) -> None:
    numbers = queued()
    for _ in range(3):
        dispatcher.tick()
        assert leases.claim(numbers[0])
        Job.unscoped.update(lease_until=Now() - timedelta(seconds=1))
    assert dispatcher.tick() == 0
    assert sent == numbers * 3
    assert Job.unscoped.get().state == Job.State.SET_ASIDE


def test_a_long_queue_waits_in_the_table_and_not_in_the_broker(
    sent: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher, "MOST_ON_THEIR_WAY", 5)
    numbers = queued(12)
    for _ in range(3):
        dispatcher.tick()
    assert sent == numbers[:5]
    for number in sent[:2]:
        leases.claim(number)
    dispatcher.tick()
    assert sent == numbers[:7]


def test_what_could_not_be_sent_is_sent_next_time(
    sent: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = queued(3)

    def broken_at_second(number: int) -> None:
        if number == numbers[1]:
            raise ConnectionError("the broker is down")
        sent.append(number)

    with monkeypatch.context() as patch:
        patch.setattr(dispatcher, "_publish", broken_at_second)
        with pytest.raises(ConnectionError):
            dispatcher.tick()
    assert sent == numbers[:1]
    dispatcher.tick()
    assert sorted(sent) == numbers


def test_what_another_dispatcher_is_sending_is_left_to_it(sent: list[int]) -> None:
    first, second = queued(2)

    def tick() -> None:
        try:
            dispatcher.tick()
        finally:
            connection.close()

    thread = threading.Thread(target=tick)
    with transaction.atomic():
        # The other one has marked the first job and not committed yet. (SQLite lets nobody else
        # write meanwhile; PostgreSQL does.)
        Job.unscoped.filter(pk=first).update(dispatched_at=Now())
        thread.start()
        thread.join(1)
    thread.join(30)
    assert sent == [second]


def test_six_dispatchers_at_once_send_each_job_once(
    sent: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher, "MOST_ON_THEIR_WAY", 30)
    numbers = queued(60)

    def until_all_are_sent(_: int) -> None:
        for _ in range(100):
            dispatcher.tick()
            Job.unscoped.filter(pk__in=list(sent)).update(
                state=Job.State.DONE, finished_at=Now(), dispatched_at=None
            )
            if len(sent) >= len(numbers):
                return

    at_once(6, until_all_are_sent)
    assert sorted(sent) == numbers
