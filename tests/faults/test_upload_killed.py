"""A worker killed while a list is read or saved loses, doubles and half-shows nothing.

On both databases: processes of the application, `kill -9`, and no step by hand afterwards. The
end is held against that of the same list undisturbed.
"""

import contextlib
import os
import random
import signal
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from tests.faults.recomputing import Kept, copy_database, copy_file, empty_redis
from tests.faults.uploading import Uploading, write_list
from tests.faults.workers import Worker, worker
from tests.processes import wait_until

SEED = 20261125
# In the check, then in the saving: before anything, when all is known, when all is written but not
# committed, and when the work is committed but the job is not yet marked done.
CHECK_POINTS = ("job.claimed", "upload.parsed", "job.worked")
SAVE_POINTS = ("job.claimed", "upload.saved", "job.worked")
_numbers = count(1)


class Ready:
    """Data at three moments: handed in, checked, confirmed; and how it ends undisturbed, after
    how many seconds of saving."""

    def __init__(self, handed_in: Uploading, checked: Uploading, confirmed: Uploading) -> None:
        self.handed_in, self.checked, self.confirmed = handed_in, checked, confirmed
        self.end, self.seconds = "", 0.0


class Copies:
    """Copies data, so that each trial begins at the same moment, alone with its own queue."""

    def __init__(self, folder: Path, server: str, redis_url: str) -> None:
        self.folder, self.server, self.redis_url = folder, server, redis_url

    def of(self, data: Uploading) -> Uploading:
        """A copy of the data."""
        number = next(_numbers)
        folder = self.folder / str(number)
        folder.mkdir()
        if url := data.more.get("DATABASE_URL"):
            template = url.rsplit("/", 1)[1].split("?", 1)[0]
            database = copy_database(self.server, template, f"upload_killed_{number}")
            told = {"DATABASE_URL": database, "REDIS_URL": empty_redis(self.redis_url, 8)}
            return replace(data, folder=folder, more=told)
        copy_file(data, folder)
        return replace(data, folder=folder)


@pytest.fixture(scope="module")
def copies(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: str, redis_url: str
) -> Copies:
    """Makes copies; they stay until the module's end."""
    return Copies(tmp_path_factory.mktemp("copies"), postgres_server, redis_url)


@pytest.fixture(scope="module", params=["SQLite and files", "PostgreSQL and Redis"])
def loaded(request: pytest.FixtureRequest, redis_url: str) -> Uploading:
    """The demonstration, with nothing handed in yet; both ways in turn."""
    name = "on_sqlite" if request.param == "SQLite and files" else "on_postgres"
    data: Kept = request.getfixturevalue(name)
    return Uploading(data.folder, data.more, data.loaded)


@pytest.fixture(scope="module")
def short(loaded: Uploading, copies: Copies) -> Ready:
    """A list of 500 rows: what is held at a named place is the same in any list."""
    return _ready(loaded, copies, 500)


@pytest.fixture(scope="module")
def long(loaded: Uploading, copies: Copies) -> Ready:
    """A list of 4,000 rows, for moments that nobody chose; it is saved for a second or two."""
    return _ready(loaded, copies, 4_000)


@pytest.fixture(scope="module")
def longest(loaded: Uploading, copies: Copies) -> Ready:
    """A list of 10,000 rows, for the slow tier."""
    return _ready(loaded, copies, 10_000)


def _ready(loaded: Uploading, copies: Copies, rows: int) -> Ready:
    handed_in = copies.of(loaded)
    handed_in.receive(write_list(handed_in.folder / "List.csv", rows))
    checked = copies.of(handed_in)
    checked.reach("checked")
    confirmed = copies.of(checked)
    confirmed.confirm()
    ready = Ready(handed_in, checked, confirmed)
    undisturbed = copies.of(confirmed)
    with worker(undisturbed):
        started = time.monotonic()
        wait_until(lambda: undisturbed.state() == "saved", 120, "for the list to be saved")
        ready.seconds = time.monotonic() - started
    undisturbed.reach("saved")
    ready.end = undisturbed.registered()
    assert ready.end != checked.registered()
    return ready


def goes_on(data: Uploading, ready: Ready) -> None:
    """Nothing is to be done by hand: whatever the killed worker left, the end is the same."""
    data.reach("saved")
    assert data.registered() == ready.end


@pytest.mark.parametrize("point", CHECK_POINTS)
def test_the_worker_is_killed_while_it_checks(short: Ready, copies: Copies, point: str) -> None:
    data = copies.of(short.handed_in)
    with worker(data, failpoint=point) as first:
        wait_until(lambda: data.reached(point), 60, f"for {point}")
        first.kill()
    data.reach("checked")
    assert data.registered() == short.checked.registered()


@pytest.mark.parametrize("point", SAVE_POINTS)
def test_the_worker_is_killed_while_it_saves(short: Ready, copies: Copies, point: str) -> None:
    data = copies.of(short.checked)
    before = data.registered()
    with worker(data, failpoint=point) as first:
        data.confirm()
        confirmed = data.registered()
        wait_until(lambda: data.reached(point), 60, f"for {point}")
        first.kill()
    assert data.registered() == confirmed != before, "nothing of the half is to be seen"
    goes_on(data, short)


def test_the_process_that_saves_is_killed(short: Ready, copies: Copies) -> None:
    """As the kernel does when memory runs out; the worker lives on and needs no restart."""
    data = copies.of(short.confirmed)
    with worker(data, failpoint="upload.saved"):
        wait_until(lambda: data.reached("upload.saved"), 60, "for all to be written")
        os.kill(int(data.reached("upload.saved") or 0), signal.SIGKILL)
        wait_until(lambda: data.state() == "saved", 120, "for another process to do it")
    goes_on(data, short)


def test_the_child_that_reads_is_killed(long: Ready, copies: Copies) -> None:
    ready, data = long, copies.of(long.handed_in)
    with worker(data) as running:
        wait_until(lambda: kill_reader(running), 60, "for the child that reads")
    data.reach("checked")
    assert data.registered() == ready.checked.registered()


def kill_reader(running: Worker) -> bool:
    """Kill the child that reads the file for a process of this worker, if there is one."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            command = (process / "cmdline").read_bytes().split(b"\0")
            # `python -m uploads.child KIND PARENT`: the parent is one of the worker's pool.
            if b"uploads.child" in command:
                parent = int(command[command.index(b"uploads.child") + 2])
                if os.getsid(parent) == running.process.pid:
                    os.kill(int(process.name), signal.SIGKILL)
                    return True
    return False


def at_random_moments(ready: Ready, copies: Copies, trials: int) -> None:
    """Kill the worker so many times while a confirmed list is saved, at times nobody chose."""
    rng = random.Random(SEED)
    for trial in range(trials):
        data = copies.of(ready.confirmed)
        with worker(data) as first:
            time.sleep(rng.uniform(0, 1.1 * ready.seconds))
            first.kill()
        assert data.state() in ("saving", "saved"), f"seed {SEED}, trial {trial}"
        goes_on(data, ready)


def test_three_random_moments_on_each_database(long: Ready, copies: Copies) -> None:
    at_random_moments(long, copies, 3)


@pytest.mark.slow
def test_a_hundred_random_moments_on_each_database(longest: Ready, copies: Copies) -> None:
    at_random_moments(longest, copies, 100)
