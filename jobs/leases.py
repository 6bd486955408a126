"""Who may work on a job, and for how long: every step is one guarded UPDATE.

A lease is told by a token that nobody else has. A worker that lost its lease (it was stopped for
too long, or cut off) finds that its token no longer fits, and its work is rolled back. All times
are the database's, so workers whose clocks differ cannot take each other's leases.
"""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from jobs.models import MOST_ATTEMPTS, Job
from jobs.registry import work_of

# Waits before the second and the third attempt.
PAUSES = (timedelta(seconds=1), timedelta(seconds=5))
SUPERSEDED = "A later request does the same work."


def due() -> Q:
    """Return the condition of jobs that may be worked on now."""
    return Q(state=Job.State.QUEUED, available_at__lte=Now()) | abandoned()


def abandoned() -> Q:
    """Return the condition of jobs whose worker has not been heard of for a whole lease."""
    return Q(state=Job.State.RUNNING, lease_until__lt=Now())


def _lease_end() -> Any:
    return Now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


def claim(job_id: int) -> Job | None:
    """Take the job for this process, counting the attempt; None where it is not to be had.

    Must be called outside a transaction: the attempt is to be on record before the work begins,
    so that work which kills its worker is counted too.
    """
    token = uuid.uuid4().hex
    claimed = Job.unscoped.filter(due(), pk=job_id, attempts__lt=MOST_ATTEMPTS).update(
        state=Job.State.RUNNING,
        attempts=F("attempts") + 1,
        lease_token=token,
        lease_until=_lease_end(),
        heartbeat_at=Now(),
        started_at=Now(),
        dispatched_at=None,
    )
    if not claimed:
        return None
    return (
        Job.unscoped.select_related("council", "created_by")
        .filter(pk=job_id, lease_token=token)
        .first()
    )


def _held(job: Job) -> Any:
    return Job.unscoped.filter(pk=job.pk, state=Job.State.RUNNING, lease_token=job.lease_token)


def renew(job: Job) -> bool:
    """Extend the lease; False where it has been lost."""
    return bool(_held(job).update(lease_until=_lease_end(), heartbeat_at=Now()))


def finish(job: Job, result: dict[str, Any] | None) -> bool:
    """Mark the job done, in the transaction of its effect; False where the lease was lost."""
    return bool(
        _held(job).update(
            state=Job.State.DONE,
            finished_at=Now(),
            lease_token="",
            lease_until=None,
            message="",
            detail="",
            result=result,
        )
    )


def give_back(job: Job, *, message: str, detail: str) -> bool:
    """Put a job that failed back on the queue after a pause, or aside after the third attempt.

    `message` is kept only with a job set aside, `detail` always. Returns False where the lease
    was lost meanwhile.
    """
    if job.attempts >= MOST_ATTEMPTS:
        return _put_aside(job, _held(job), message, detail)
    again: dict[str, Any] = {
        "state": Job.State.QUEUED,
        "available_at": Now() + PAUSES[job.attempts - 1],
        "lease_token": "",
        "lease_until": None,
        "detail": detail,
    }
    try:
        with transaction.atomic():
            return bool(_held(job).update(**again))
    except IntegrityError:
        # The same work was queued again meanwhile: that later job does for both.
        superseded = {"state": Job.State.DONE, "finished_at": Now(), "message": SUPERSEDED}
        del again["available_at"]
        return bool(_held(job).update(**{**again, **superseded}))


def set_aside_abandoned() -> int:
    """Set aside the jobs whose third worker has gone without a word; returns how many."""
    count = 0
    for job in Job.unscoped.filter(abandoned(), attempts__gte=MOST_ATTEMPTS)[:100]:
        detail = f"abandoned by its worker at attempt {job.attempts}\n{job.detail}".strip()
        still = Job.unscoped.filter(abandoned(), pk=job.pk, lease_token=job.lease_token)
        count += _put_aside(job, still, words_of_failure(job), detail)
    return count


@transaction.atomic
def _put_aside(job: Job, still: Any, message: str, detail: str) -> bool:
    """Set the job aside if it is `still` as it was found, and tell whoever waits for it."""
    changed = still.update(
        state=Job.State.SET_ASIDE,
        finished_at=Now(),
        lease_token="",
        lease_until=None,
        message=message,
        detail=detail,
    )
    work = work_of(job.kind)
    if changed and work is not None and work.given_up is not None:
        work.given_up(job, message)
    return bool(changed)


def words_of_failure(job: Job) -> str:
    """Return what a person is told of a job that was tried in vain."""
    work = work_of(job.kind)
    return (
        f"We tried three times to {work.doing if work else 'do this work'} and could not. "
        f"Your data is safe. Tell your administrator, quoting job {job.pk}."
    )
