"""A real Celery worker on data of its own, seen from outside: processes and rows, no shortcuts."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.application import ROOT, environment, manage
from tests.processes import MARK, kill_marked, wait_until

DATABASE = "programme-monitor.sqlite3"
SETTINGS = "tests.faults.counting.settings"
ENQUEUE = (
    "from django.db import transaction\n"
    "from jobs.queue import enqueue\n"
    "with transaction.atomic():\n"
    "    for kind in {kinds!r}:\n"
    "        print(enqueue(kind, council=None, payload={{}}).pk)\n"
)


@dataclass
class Data:
    """A data folder with a migrated database, and what a worker on it is told."""

    folder: Path
    more: dict[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        """The environment of every process on these data."""
        return environment(
            PM_DATA_DIR=str(self.folder),
            PM_TESTING="yes",
            PM_JOB_LEASE_SECONDS="2",
            DJANGO_SETTINGS_MODULE=SETTINGS,
            **self.more,
        )

    def run(self, code: str) -> str:
        """Run Python with Django set up, in a process of its own; return what it prints."""
        return manage(ROOT, self.env, "shell", "--no-imports", "--command", code)

    def enqueue(self, *kinds: str) -> list[int]:
        """Queue jobs as the web process does; return their numbers."""
        return [int(line) for line in self.run(ENQUEUE.format(kinds=kinds)).split()]

    def reached(self, failpoint: str) -> int | None:
        """The process held at the failpoint, or None."""
        file = self.folder / f"failpoint-{failpoint}.reached"
        text = file.read_text() if file.exists() else ""
        return int(text) if text else None

    def release(self, failpoint: str) -> None:
        """Let the process held at the failpoint go on."""
        (self.folder / f"failpoint-{failpoint}.release").touch()


def data_of(migrated: Path, folder: Path) -> Data:
    """Data of a test's own, on a copy of a database that is migrated already."""
    shutil.copy(migrated / DATABASE, folder / DATABASE)
    return Data(folder)


def query(data: Data, sql: str) -> list[tuple[object, ...]]:
    """Read the database from outside, while worker and failpoints do what they do."""
    address = f"file:{data.folder / DATABASE}?mode=ro"
    with sqlite3.connect(address, uri=True, timeout=20) as database:
        return database.execute(sql).fetchall()


def jobs(data: Data) -> list[tuple[object, ...]]:
    """Each job's state and attempts, in the order of queueing."""
    return query(data, "SELECT state, attempts FROM jobs_job ORDER BY id")


def effects(data: Data) -> list[str]:
    """What the counting jobs have left."""
    rows = query(data, "SELECT subject FROM jobs_outboxmail ORDER BY subject")
    return [str(subject) for (subject,) in rows]


@dataclass
class Worker:
    """A running worker: the process that was started, and the file it writes to."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def output(self) -> str:
        """Everything the worker has said."""
        return self.log.read_text(errors="replace")

    def kill(self) -> None:
        """Do what a power cut does: end the worker and its pool, with no word to anyone."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextlib.contextmanager
def worker(data: Data, failpoint: str = "") -> Iterator[Worker]:
    """A worker of two pool processes, ready; killed at the end if it still runs."""
    mark = uuid.uuid4().hex
    log = data.folder / f"worker-{mark}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "celery", "--quiet", "--app", "config", "worker"),
                *("--concurrency", "2", "--loglevel", "INFO"),
                *("--without-gossip", "--without-mingle", "--without-heartbeat"),
            ],
            cwd=ROOT,
            env={**data.env, "PM_FAILPOINT": failpoint, MARK: mark},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    running = Worker(process, log)
    try:
        wait_until(lambda: "ready." in running.output or process.poll() is not None, 60)
        assert process.poll() is None, running.output
        yield running
    except AssertionError as error:
        error.add_note(running.output[-5000:])
        raise
    finally:
        kill_marked(mark)
        process.wait()
