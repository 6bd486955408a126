"""What the worker does for the cash flow."""

from typing import Any

from cashflow.actions import recompute
from cashflow.lines import TooLarge
from cashflow.queueing import RECOMPUTE
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
