"""What waits for a job is told when the job is set aside, in the same transaction."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from jobs import leases, registry, runner
from jobs.models import MOST_ATTEMPTS, Job
from jobs.queue import enqueue
from jobs.registry import UserFacingError, handles

pytestmark = pytest.mark.django_db(transaction=True)

told: list[tuple[int, str, bool]] = []


@pytest.fixture(autouse=True)
def kind() -> Iterator[None]:
    """A kind of job that always fails; forgotten after the test."""
    before = dict(registry._work)
    told.clear()

    def tell(job: Job, message: str) -> None:
        told.append((job.pk, message, connection.in_atomic_block))

    @handles("test.fails", given_up=tell)
    def work(job: Job) -> None:
        raise UserFacingError("The cupboard is bare.")

    yield
    registry._work.clear()
    registry._work.update(before)


def queued() -> Job:
    with transaction.atomic():
        return enqueue("test.fails", council=None, payload={})


def test_it_is_told_once_after_the_third_attempt() -> None:
    job = queued()
    for attempt in range(1, MOST_ATTEMPTS + 1):
        Job.unscoped.filter(pk=job.pk).update(available_at=Now())
        runner.run(job.pk)
        assert len(told) == (attempt == MOST_ATTEMPTS)
    assert told == [(job.pk, f"The cupboard is bare. (Job {job.pk}.)", True)]
    assert not runner.run(job.pk)
    assert len(told) == 1


def test_it_is_told_where_the_third_worker_has_gone() -> None:
    job = queued()
    assert leases.claim(job.pk)
    Job.unscoped.filter(pk=job.pk).update(
        attempts=MOST_ATTEMPTS, lease_until=Job.unscoped.get(pk=job.pk).created_at
    )
    assert leases.set_aside_abandoned() == 1
    ((number, words, in_transaction),) = told
    assert number == job.pk
    assert words.startswith("We tried three times to do this work")
    assert in_transaction
    assert leases.set_aside_abandoned() == 0
    assert len(told) == 1


def test_nobody_is_told_where_another_worker_holds_the_job_by_now() -> None:
    job = queued()
    held = leases.claim(job.pk)
    assert held
    Job.unscoped.filter(pk=job.pk).update(lease_token="another")
    held.attempts = MOST_ATTEMPTS
    assert not leases.give_back(held, message="words", detail="")
    assert told == []
