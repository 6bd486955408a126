"""Jobs whose effect is a row, so that it can be counted from outside."""

import os
import signal

from jobs.models import Job, OutboxMail
from jobs.registry import handles


def add(job: Job) -> None:
    """Leave one row, named after the job."""
    OutboxMail.unscoped.create(sender="counting@test.example", to=[], subject=f"job {job.pk}")


handles("counting.add")(add)
handles("counting.slow", in_transaction=False)(add)


@handles("counting.poison", doing="swallow poison")
def poison(job: Job) -> None:
    """Leave a row and die before it can be saved, as a process does that is out of memory."""
    add(job)
    os.kill(os.getpid(), signal.SIGKILL)
