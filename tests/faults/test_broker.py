"""A broker that is dead or hangs delays the work, and touches nothing else."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import servers
from tests.faults.workers import Data, data_of, effects, jobs, worker
from tests.processes import wait_until


@contextlib.contextmanager
def redis_at(port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A Redis with nothing in it, at a port of our choice, so that it can come back there."""
    command: list[str | Path] = [
        *(servers.redis_binary(), "--port", str(port), "--bind", "127.0.0.1", "--dir", folder),
        *("--save", "", "--appendonly", "no"),
    ]
    log = folder / "redis.log"
    with servers.running(command, log, signal.SIGTERM, None) as process:
        servers.wait_for(process, log, f"redis://127.0.0.1:{port}/0")
        yield process


@pytest.fixture
def port() -> int:
    return servers.free_port()


@pytest.fixture
def data(migrated: Path, tmp_path: Path, port: int) -> Data:
    found = data_of(migrated, tmp_path)
    found.more["REDIS_URL"] = f"redis://127.0.0.1:{port}/0"
    return found


def test_a_broker_that_comes_back_empty_loses_no_job(data: Data, port: int, tmp_path: Path) -> None:
    with worker_on_redis(data, port, tmp_path):
        with redis_at(port, tmp_path):
            numbers = data.enqueue("counting.add")
            wait_until(lambda: jobs(data) == [("done", 1)], what="for the first job")
        numbers += data.enqueue("counting.add", "counting.add")
        assert jobs(data)[1:] == [("queued", 0)] * 2
        with redis_at(port, tmp_path):
            wait_until(lambda: jobs(data) == [("done", 1)] * 3, 60, what="for the others")
    assert effects(data) == [f"job {number}" for number in numbers]


@contextlib.contextmanager
def worker_on_redis(data: Data, port: int, folder: Path) -> Iterator[None]:
    """A worker that was ready while Redis was there; Redis has gone when this begins."""
    with contextlib.ExitStack() as stack:
        with redis_at(port, folder):
            stack.enter_context(worker(data))
        yield


def test_a_broker_that_hangs_holds_nobody_up(data: Data, port: int, tmp_path: Path) -> None:
    with redis_at(port, tmp_path) as redis, worker(data) as running:
        os.kill(redis.pid, signal.SIGSTOP)
        try:
            numbers = data.enqueue("counting.add")
            wait_until(lambda: "could not look for jobs" in running.output, 60)
        finally:
            os.kill(redis.pid, signal.SIGCONT)
        wait_until(lambda: jobs(data) == [("done", 1)], 60, what="for the job")
    assert effects(data) == [f"job {number}" for number in numbers]
