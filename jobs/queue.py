"""Putting work on the queue. The only module of this app that other apps call to do so."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from accounts import events
from accounts.models import Council, User
from jobs.models import Job

# Each turn of the loop means that another process queued or claimed the same work meanwhile.
_TURNS = 10


def enqueue(
    kind: str,
    *,
    council: Council | None,
    payload: dict[str, Any],
    key: str = "",
    by: User | None = None,
) -> Job:
    """Queue a job of `kind` in the transaction of the change that calls for it.

    With a `key`, a job of the same kind and key that still waits is returned instead of a second
    one; it stays locked until this transaction ends, so that it cannot be run on the data from
    before the change. A running one does not count: it may have read the old data.

    Nothing is sent to the broker here: the worker looks into the table. Raises RuntimeError
    outside a transaction, because a change could then be saved without its work.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A job must be queued in the transaction of the change it follows.")
    for _ in range(_TURNS):
        if key:
            waiting = Job.unscoped.select_for_update().filter(
                kind=kind, key=key, state=Job.State.QUEUED
            )
            if found := waiting.first():
                return found
        try:
            with transaction.atomic():
                return Job.unscoped.create(
                    kind=kind, council=council, payload=payload, key=key, created_by=by
                )
        except IntegrityError:
            if not key:
                raise
    raise RuntimeError(f"Could not queue {kind} {key}: it changed hands {_TURNS} times.")


@transaction.atomic
def try_again(job: Job, *, by: User) -> bool:
    """Put a job that was set aside back on the queue, with three new attempts.

    Returns False where it is no longer set aside, or the same work already waits.
    """
    set_aside = Job.unscoped.filter(pk=job.pk, state=Job.State.SET_ASIDE)
    try:
        with transaction.atomic():
            changed = set_aside.update(
                state=Job.State.QUEUED,
                attempts=0,
                available_at=Now(),
                dispatched_at=None,
                finished_at=None,
                message="",
                detail="",
            )
    except IntegrityError:
        return False
    if changed:
        events.record(verb="job.retried", obj=job, by=by, council=job.council)
    return bool(changed)
