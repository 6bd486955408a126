"""Keeps a lease alive while its work is being done."""

import logging
import threading
from types import TracebackType

from django.conf import settings
from django.db import DatabaseError, connection

from jobs import leases
from jobs.models import Job

log = logging.getLogger(__name__)


class Heartbeat:
    """Renews a job's lease from a thread of its own, three times a lease, inside a `with`.

    On SQLite the work's own transaction keeps every other writer out, the heartbeat included;
    but then nobody else can claim the job either, so an overdue lease does no harm there.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._beat, name=f"heartbeat-{job.pk}", daemon=True)

    def __enter__(self) -> "Heartbeat":
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.ended.set()
        self.thread.join()

    def _beat(self) -> None:
        while not self.ended.wait(settings.JOB_LEASE_SECONDS / 3):
            try:
                if not leases.renew(self.job):
                    log.warning("job %s: its lease is gone", self.job.pk)
                    return
            except DatabaseError as error:
                log.warning("job %s: no heartbeat: %s", self.job.pk, error)
            finally:
                # The next beat may find the database on a new connection.
                connection.close()
