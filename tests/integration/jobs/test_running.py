"""Doing a job: claimed once, counted before the work, done together with its effect or not at
all, tried three times, and taken over from a worker that has gone."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from pytest_django.fixtures import Settings

from jobs import heartbeat, leases, registry, runner
from jobs.models import Job, OutboxMail
from jobs.queue import enqueue
from jobs.registry import UserFacingError, handles
from tests.integration.jobs.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    """Kinds of jobs of a test's own are forgotten after it."""
    before = dict(registry._work)
    yield
    registry._work.clear()
    registry._work.update(before)


def queued(kind: str = "test.work", key: str = "") -> Job:
    with transaction.atomic():
        return enqueue(kind, council=None, payload={"n": 7}, key=key)


def effect(note: str = "") -> None:
    """Something that a handler does to the database."""
    OutboxMail.unscoped.create(sender="a@b.example", to=[], subject="effect", body=note)


def effects() -> int:
    return OutboxMail.unscoped.filter(subject="effect").count()


def due_at_once(job: Job) -> None:
    Job.unscoped.filter(pk=job.pk, state=Job.State.QUEUED).update(available_at=Now())


def run_out(job: Job) -> None:
    """Do to the job what a worker that has gone does: let its lease end."""
    past = Now() - timedelta(seconds=1)
    Job.unscoped.filter(pk=job.pk, state=Job.State.RUNNING).update(lease_until=past)


def test_a_job_is_done_with_its_effect_and_keeps_its_result() -> None:
    @handles("test.work")
    def work(job: Job) -> dict[str, Any]:
        effect()
        return {"twice": job.payload["n"] * 2}

    job = queued()
    assert runner.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result) == (Job.State.DONE, 1, {"twice": 14})
    assert job.finished_at
    assert effects() == 1
    assert not runner.run(job.pk), "a second message for the same job does nothing"
    assert effects() == 1


def test_the_attempt_is_on_record_before_the_work_begins() -> None:
    seen: list[tuple[str, int]] = []

    @handles("test.work", in_transaction=False)
    def work(job: Job) -> None:
        kept = Job.unscoped.get(pk=job.pk)
        assert not connection.in_atomic_block
        seen.append((kept.state, kept.attempts))

    runner.run(queued().pk)
    assert seen == [("running", 1)]


def test_of_ten_who_claim_at_once_one_gets_the_job() -> None:
    job = queued()
    claimed = at_once(10, lambda _: leases.claim(job.pk) is not None)
    assert sum(claimed) == 1
    job.refresh_from_db()
    assert job.attempts == 1


def test_failing_work_leaves_no_effect_and_is_set_aside_after_the_third_attempt() -> None:
    @handles("test.work", doing="work out the figures")
    def work(job: Job) -> None:
        effect()
        raise ZeroDivisionError("by nought")

    job = queued()
    for attempt in (1, 2):
        assert not runner.run(job.pk)
        job.refresh_from_db()
        assert (job.state, job.attempts, job.message) == (Job.State.QUEUED, attempt, "")
        assert not runner.run(job.pk), "not before the pause is over"
        due_at_once(job)
    assert not runner.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.SET_ASIDE, 3)
    assert job.message == (
        "We tried three times to work out the figures and could not. "
        f"Your data is safe. Tell your administrator, quoting job {job.pk}."
    )
    assert "ZeroDivisionError: by nought" in job.detail
    assert effects() == 0


def test_words_meant_for_people_are_kept_and_others_are_not() -> None:
    @handles("test.work")
    def work(job: Job) -> None:
        raise UserFacingError("The programme has no hourly rate.")

    job = queued()
    Job.unscoped.update(attempts=2)
    runner.run(job.pk)
    job.refresh_from_db()
    assert job.message == f"The programme has no hourly rate. (Job {job.pk}.)"


def test_a_job_of_a_kind_that_nobody_knows_is_set_aside_and_not_lost() -> None:
    job = queued("test.unknown")
    Job.unscoped.update(attempts=2)
    runner.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.SET_ASIDE
    assert "Nobody handles jobs of kind test.unknown." in job.detail


def test_a_failed_job_gives_way_to_the_same_work_queued_meanwhile() -> None:
    @handles("test.work", in_transaction=False)
    def work(job: Job) -> None:
        queued(key="a")
        raise ZeroDivisionError

    first = queued(key="a")
    runner.run(first.pk)
    first.refresh_from_db()
    assert (first.state, first.message) == (Job.State.DONE, leases.SUPERSEDED)
    assert Job.unscoped.filter(state=Job.State.QUEUED, key="a").count() == 1


def test_a_job_whose_worker_has_gone_is_taken_over_and_the_third_time_set_aside() -> None:
    job = queued()
    for attempt in (1, 2, 3):
        claimed = leases.claim(job.pk)
        assert claimed
        assert claimed.attempts == attempt
        assert leases.claim(job.pk) is None, "its lease is alive"
        assert leases.set_aside_abandoned() == 0
        run_out(job)
    assert leases.claim(job.pk) is None
    assert leases.set_aside_abandoned() == 1
    job.refresh_from_db()
    assert job.state == Job.State.SET_ASIDE
    assert "We tried three times" in job.message


def test_a_worker_that_lost_its_lease_leaves_no_effect() -> None:
    """However slow the first worker is, the work counts once.

    On PostgreSQL the thief gets the job and the first one's effect is undone. On SQLite the first
    one's transaction keeps the thief waiting, and there is nothing left to steal.
    """
    stolen: list[Job | None] = []

    def steal(job: Job) -> None:
        try:
            run_out(job)
            stolen.append(leases.claim(job.pk))
        finally:
            connection.close()

    thieves: list[threading.Thread] = []

    @handles("test.work")
    def work(job: Job) -> None:
        effect()
        if not thieves:
            thieves.append(threading.Thread(target=steal, args=(job,)))
            thieves[0].start()
            thieves[0].join(1)

    job = queued()
    done = runner.run(job.pk)
    thieves[0].join(30)
    assert done == (stolen == [None])
    assert effects() == (1 if done else 0)
    if not done:
        job.refresh_from_db()
        assert (job.state, job.attempts) == (Job.State.RUNNING, 2)
        run_out(job)
        assert runner.run(job.pk)
    assert effects() == 1
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_a_lease_that_is_lost_cannot_be_renewed_given_back_or_finished() -> None:
    job = queued()
    first = leases.claim(job.pk)
    assert first
    run_out(job)
    second = leases.claim(job.pk)
    assert second
    assert not leases.renew(first)
    assert not leases.give_back(first, message="", detail="")
    assert not leases.finish(first, None)
    assert leases.renew(second)
    assert leases.finish(second, None)


def test_the_heartbeat_keeps_a_lease_alive(settings: Settings) -> None:
    settings.JOB_LEASE_SECONDS = 1
    job = queued()
    claimed = leases.claim(job.pk)
    assert claimed
    first_end = claimed.lease_until
    assert first_end
    past_first_end = threading.Event()
    with heartbeat.Heartbeat(claimed):
        for _ in range(200):
            if Job.unscoped.filter(pk=job.pk, lease_until__gt=Now()).exists() is False:
                break
            if Job.unscoped.filter(pk=job.pk, heartbeat_at__gt=first_end).exists():
                past_first_end.set()
                break
            past_first_end.wait(0.05)
    assert past_first_end.is_set(), "the lease ran out although its holder lives"
