"""Doing one job: claim it, do the work, and mark it done in the transaction of its effect."""

import logging
import traceback
from typing import Any

from django.db import transaction

from accounts.logs import discreet
from jobs import leases
from jobs.failpoints import reach
from jobs.heartbeat import Heartbeat
from jobs.models import Job
from jobs.registry import UserFacingError, Work, work_of

log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another worker has taken the job over, so this one's work must not count."""


def run(job_id: int) -> bool:
    """Look at the job and do it if it is to be done; returns whether it was done here.

    Never raises for a job that fails: what went wrong is kept with the job.
    """
    job = leases.claim(job_id)
    if job is None:
        return False
    reach("job.claimed")
    try:
        with Heartbeat(job):
            _do(job)
    except LeaseLost:
        log.warning("job %s: lease lost, work undone", job.pk)
        return False
    except Exception as error:
        log.exception("job %s (%s): attempt %s failed", job.pk, job.kind, job.attempts)
        message = leases.words_of_failure(job)
        if isinstance(error, UserFacingError):
            message = f"{error} (Job {job.pk}.)"
        leases.give_back(job, message=message, detail=discreet(traceback.format_exc()))
        return False
    reach("job.committed")
    log.info("job %s (%s): done at attempt %s", job.pk, job.kind, job.attempts)
    return True


def _do(job: Job) -> None:
    work = work_of(job.kind)
    if work is None:
        raise LookupError(f"Nobody handles jobs of kind {job.kind}.")
    if work.in_transaction:
        with transaction.atomic():
            _finish(job, _worked(work, job))
    else:
        _finish(job, _worked(work, job))


def _worked(work: Work, job: Job) -> dict[str, Any] | None:
    result = work.handler(job)
    reach("job.worked")
    return result


def _finish(job: Job, result: dict[str, Any] | None) -> None:
    if not leases.finish(job, result):
        raise LeaseLost
