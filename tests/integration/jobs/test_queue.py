"""Putting work on the queue: in the change's transaction, once a key, and under its lock."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction

from jobs import leases, queue
from jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def in_threads(count: int, act: Callable[[int], object]) -> list[object]:
    """Run `act(number)` at the same time in so many threads; return what they return or raise."""
    results: list[object] = [None] * count
    barrier = threading.Barrier(count)

    def one(number: int) -> None:
        try:
            barrier.wait(30)
            results[number] = act(number)
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def enqueue(key: str = "") -> Job:
    with transaction.atomic():
        return queue.enqueue("test.work", council=None, payload={"n": 1}, key=key)


def test_outside_a_transaction_nothing_is_queued() -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        queue.enqueue("test.work", council=None, payload={})
    assert not Job.unscoped.exists()


def test_a_change_that_is_undone_takes_its_job_with_it() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue.enqueue("test.work", council=None, payload={}, key="a")
        raise ZeroDivisionError
    assert not Job.unscoped.exists()


def test_work_that_waits_already_is_not_queued_twice() -> None:
    assert enqueue("a").pk == enqueue("a").pk
    assert enqueue("b").pk != enqueue("a").pk
    assert enqueue().pk != enqueue().pk


def test_running_work_does_not_stand_for_what_is_queued_after_it_began() -> None:
    first = enqueue("a")
    assert leases.claim(first.pk)
    assert enqueue("a").pk != first.pk


def test_thirty_at_once_queue_one_job() -> None:
    results = in_threads(30, lambda _: enqueue("a").pk)
    assert [error for error in results if isinstance(error, Exception)] == []
    assert len(set(results)) == 1
    assert Job.unscoped.count() == 1


def test_a_job_joined_by_a_later_change_is_not_run_before_that_change_is_saved() -> None:
    """Otherwise the work would be done on the old data, and nothing would do it again."""
    waiting = enqueue("a")
    order: list[str] = []
    started = threading.Event()

    def claim() -> None:
        started.set()
        try:
            leases.claim(waiting.pk)
            order.append("claimed")
        finally:
            connection.close()

    thread = threading.Thread(target=claim)
    with transaction.atomic():
        assert queue.enqueue("test.work", council=None, payload={}, key="a").pk == waiting.pk
        thread.start()
        started.wait(10)
        thread.join(0.5)
        assert thread.is_alive(), "the job was claimed while a change it must see was unsaved"
        order.append("saved")
    thread.join(30)
    assert order == ["saved", "claimed"]
