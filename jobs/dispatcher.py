"""Finds the jobs that are to be done and sends each one's number to the workers."""

import logging
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from jobs import leases
from jobs.models import MOST_ATTEMPTS, Job

log = logging.getLogger(__name__)

# A number sent to the broker and not taken up within this time is sent once more: the broker may
# have lost it. A second copy does no harm, because only one can claim the job.
SEND_AGAIN_AFTER = timedelta(seconds=15)
# So many numbers may be on their way at once; the rest wait in the table, not in the broker.
MOST_ON_THEIR_WAY = 50


def tick() -> int:
    """Send what is to be done; returns how many jobs were sent.

    Any number of processes may do this at once: rows that another one is sending are left to it.
    Raises what the database or the broker raises; jobs that could not be sent are sent next time.
    """
    leases.set_aside_abandoned()
    numbers = _take()
    for place, number in enumerate(numbers):
        try:
            _publish(number)
        except Exception:
            unsent = Job.unscoped.filter(pk__in=numbers[place:], state__in=_WAITING)
            unsent.update(dispatched_at=None)
            raise
    return len(numbers)


_WAITING = (Job.State.QUEUED, Job.State.RUNNING)


def _take() -> list[int]:
    """Mark the next jobs as sent and return their numbers, oldest first."""
    recently = Q(dispatched_at__gte=Now() - SEND_AGAIN_AFTER)
    to_do = Job.unscoped.filter(leases.due(), attempts__lt=MOST_ATTEMPTS)
    if not to_do.exclude(recently).exists():
        # The usual second: nothing to do, and nothing locked to find that out.
        return []
    with transaction.atomic():
        room = MOST_ON_THEIR_WAY - to_do.filter(recently).count()
        if room <= 0:
            return []
        unsent = to_do.filter(Q(dispatched_at__isnull=True) | ~recently).order_by("id")
        if connection.features.has_select_for_update_skip_locked:
            unsent = unsent.select_for_update(skip_locked=True)
        numbers = list(unsent.values_list("pk", flat=True)[:room])
        Job.unscoped.filter(pk__in=numbers).update(dispatched_at=Now())
    return numbers


def _publish(number: int) -> None:
    from jobs.tasks import run

    # No retries here: the next tick is the retry, and this thread must not hang on a dead broker.
    run.apply_async(args=[number], retry=False)
