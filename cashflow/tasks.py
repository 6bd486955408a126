"""What the worker does for the cash flow."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cashflow.actions import recompute
from cashflow.lines import TooLarge
from cashflow.queueing import RECOMPUTE, ask_for_recompute, was_asked_since
from jobs.chores import hourly
from jobs.models import Job
from jobs.registry import UserFacingError, handles
from programmes.models import Programme


@handles(RECOMPUTE, doing="work out the cash flow again")
def work_out_again(job: Job) -> dict[str, Any]:
    """Work out one programme's cash flow as at today."""
    programme = Programme.unscoped.get(pk=job.payload["programme"])
    try:
        result = recompute.recompute(programme, job_id=job.pk)
    except TooLarge as problem:
        raise UserFacingError(str(problem)) from problem
    return {"result": result.value}


@hourly
def queue_after_a_quarters_end() -> None:
    """Queue a recompute of each programme of which a quarter has ended since the last one.

    Once a day at most: where it was set aside, asking every hour would help nobody.
    """
    today = timezone.localdate()
    for programme in recompute.due(today):
        if not was_asked_since(programme, today):
            with transaction.atomic():
                ask_for_recompute(programme)
