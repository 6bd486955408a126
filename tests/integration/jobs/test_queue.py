"""Putting work on the queue: in the change's transaction, once a key, and under its lock."""

import threading

import pytest
from django.db import connection, transaction

from accounts.models import Council, Event, User
from jobs import leases, queue
from jobs.models import Job
from tests.integration.jobs.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


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
    numbers = at_once(30, lambda _: enqueue("a").pk)
    assert len(set(numbers)) == 1
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


def test_a_job_set_aside_can_be_tried_again_which_is_recorded() -> None:
    council = Council.objects.create(name="South Fenshire", slug="south-fenshire")
    user = User.objects.create_user("ada@south-fenshire.example", name="Ada Example")
    with transaction.atomic():
        job = queue.enqueue("test.work", council=council, payload={}, key="a")
    for _ in range(3):
        Job.unscoped.update(available_at="2020-01-01T00:00:00Z")
        claimed = leases.claim(job.pk)
        assert claimed
        leases.give_back(claimed, message="It could not be done.", detail="")
    job.refresh_from_db()
    assert (job.state, job.message) == (Job.State.SET_ASIDE, "It could not be done.")

    assert queue.try_again(job, by=user)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.message) == (Job.State.QUEUED, 0, "")
    assert Event.objects.get().verb == "job.retried"
    assert not queue.try_again(job, by=user), "it waits already"
    assert Event.objects.count() == 1


def test_a_job_set_aside_is_not_tried_again_beside_the_same_work() -> None:
    user = User.objects.create_user("ada@south-fenshire.example", name="Ada Example")
    old = enqueue("a")
    Job.unscoped.update(state=Job.State.SET_ASIDE, finished_at="2026-01-01T00:00:00Z")
    enqueue("a")
    assert not queue.try_again(old, by=user)
    assert Job.unscoped.filter(state=Job.State.QUEUED).count() == 1
