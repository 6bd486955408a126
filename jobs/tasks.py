"""The one Celery task, and the handlers of this app's own jobs."""

from typing import Any

from celery import shared_task

from jobs import mail, runner
from jobs.models import Job
from jobs.registry import handles

# Seconds. Work that takes longer hangs: its process is ended, and the lease runs out.
LONGEST = 15 * 60


@shared_task(name="jobs.run", time_limit=LONGEST)
def run(job_id: int) -> None:
    """Look at one job. What is to be done, and whether, stands in the database."""
    runner.run(job_id)


@handles("jobs.send_mail", doing="send an e-mail", in_transaction=False)
def send_mail(job: Job) -> dict[str, Any] | None:
    """Hand one message to the mail server, unless that has been done."""
    return {"sent": mail.send(int(job.payload["mail"]))}
