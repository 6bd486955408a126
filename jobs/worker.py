"""What a Celery worker does besides running tasks: it looks into the queue of record each second.

The thread runs in the worker's main process, which outlives its pool processes. There is no
separate scheduler to start, forget or run twice; several workers may look at the same time.
"""

import logging
import os
import threading
from typing import Any

from celery import signals
from django.conf import settings
from django.db import connection, connections

from jobs.chores import Rounds
from jobs.dispatcher import tick

log = logging.getLogger(__name__)

LONGEST_PAUSE = 30


class Ticker(threading.Thread):
    """Calls `tick()` again and again, whatever becomes of the database or the broker."""

    def __init__(self) -> None:
        super().__init__(name="job-ticker", daemon=True)
        self.stopping = threading.Event()
        self.at_work = threading.Lock()
        self.rounds = Rounds()

    def run(self) -> None:
        """Tick until told to stop; after a failure pause longer and longer, up to 30 seconds."""
        failures = 0
        while True:
            pause = min(settings.JOB_TICK_SECONDS * 2**failures, LONGEST_PAUSE)
            if self.stopping.wait(pause if failures else settings.JOB_TICK_SECONDS):
                return
            try:
                with self.at_work:
                    try:
                        tick()
                        self.rounds.look()
                    finally:
                        # Never open between ticks, so no forked process inherits it.
                        connection.close()
            except Exception as error:
                failures = min(failures + 1, 10)
                log.warning("could not look for jobs (%s in a row): %r", failures, error)
            else:
                if failures:
                    log.info("looking for jobs again")
                failures = 0


_ticker: Ticker | None = None


@signals.worker_init.connect
def before_the_pool(**kwargs: Any) -> None:
    """Prepare the main process for being forked: no open connection, no connection pool.

    A worker process does one thing at a time, so a pool of connections would gain nothing, and
    one that is inherited through a fork does not work.
    """
    connections.close_all()
    for alias in connections:
        connections.settings[alias].get("OPTIONS", {}).pop("pool", None)


@signals.worker_ready.connect
def start_ticking(**kwargs: Any) -> None:
    """Start looking for jobs once the worker can take them."""
    global _ticker  # noqa: PLW0603 - one worker a process
    _ticker = Ticker()
    # A pool process that is forked anew, after one died, must not be forked amid a tick: it
    # would inherit an open database connection.
    os.register_at_fork(
        before=_ticker.at_work.acquire,
        after_in_parent=_ticker.at_work.release,
        after_in_child=_ticker.at_work.release,
    )
    _ticker.start()


@signals.worker_shutting_down.connect
def stop_ticking(**kwargs: Any) -> None:
    """Send nothing more while the worker finishes what it has begun."""
    if _ticker is not None:
        _ticker.stopping.set()
