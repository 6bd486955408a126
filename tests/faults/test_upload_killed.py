"""A worker killed while a list is read or saved loses, doubles and half-shows nothing.

On both databases: processes of the application, `kill -9`, and no step by hand afterwards. The
end is held against that of the same list undisturbed.
"""

import os
import random
import signal
import subprocess
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from tests import servers
from tests.faults.recomputing import copy_database, copy_file, empty_redis, load
from tests.faults.uploading import Uploading, write_list
from tests.faults.workers import Worker, worker
from tests.processes import wait_until

SEED = 20261125
# In the check, then in the saving: before anything, when all is known, when all is written but not
# committed, and when the work is committed but the job is not yet marked done.
CHECK_POINTS = ("job.claimed", "upload.parsed", "job.worked")
SAVE_POINTS = ("job.claimed", "upload.saved", "job.worked")
_numbers = count(1)


@pytest.fixture(scope="module")
def list_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The list, 10,000 rows."""
    return write_list(tmp_path_factory.mktemp("list") / "List.csv")


class Ready:
    """Data at two moments: handed in, and checked; and how it ends undisturbed."""

    def __init__(self, handed_in: Uploading, checked: Uploading, end: str, seconds: float) -> None:
        self.handed_in, self.checked, self.end, self.seconds = handed_in, checked, end, seconds


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory, list_file: Path) -> Ready:
    """On SQLite and the filesystem broker."""
    handed_in = Uploading(tmp_path_factory.mktemp("handed-in"))
    load(handed_in)
    handed_in.receive(list_file)
    checked = replace(handed_in, folder=tmp_path_factory.mktemp("checked"))
    copy_file(handed_in, checked.folder)
    checked.reach("checked")
    saved = replace(handed_in, folder=tmp_path_factory.mktemp("saved"))
    copy_file(checked, saved.folder)
    return Ready(handed_in, checked, *_undisturbed(saved))


@pytest.fixture(scope="module")
def on_postgres(
    tmp_path_factory: pytest.TempPathFactory,
    list_file: Path,
    postgres_server: str,
    redis_url: str,
) -> Ready:
    """On PostgreSQL and Redis."""

    def at(name: str, database: str) -> Uploading:
        told = {"DATABASE_URL": database, "REDIS_URL": empty_redis(redis_url, 8)}
        return Uploading(tmp_path_factory.mktemp(name), told)

    handed_in = at("handed-in", servers.new_database(postgres_server, "handed_in"))
    load(handed_in)
    handed_in.receive(list_file)
    checked = at("checked", copy_database(postgres_server, "handed_in", "checked"))
    checked = replace(checked, loaded=handed_in.loaded)
    checked.reach("checked")
    saved = at("saved", copy_database(postgres_server, "checked", "saved"))
    return Ready(handed_in, checked, *_undisturbed(replace(saved, loaded=handed_in.loaded)))


@pytest.fixture(params=["SQLite and files", "PostgreSQL and Redis"])
def ready(request: pytest.FixtureRequest) -> Ready:
    """Both ways in turn."""
    name = "on_sqlite" if request.param == "SQLite and files" else "on_postgres"
    found: Ready = request.getfixturevalue(name)
    return found


@pytest.fixture
def copies(tmp_path: Path, postgres_server: str, redis_url: str) -> "Copies":
    """Makes copies of a test's own."""
    return Copies(tmp_path, postgres_server, redis_url)


class Copies:
    """Copies data, so that each trial begins at the same moment."""

    def __init__(self, folder: Path, server: str, redis_url: str) -> None:
        self.folder, self.server, self.redis_url = folder, server, redis_url

    def of(self, data: Uploading) -> Uploading:
        """A copy of the data, alone with its own queue."""
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


def _undisturbed(data: Uploading) -> tuple[str, float]:
    before = data.registered()
    data.confirm()
    with worker(data):
        started = time.monotonic()
        wait_until(lambda: data.state() == "saved", 120, "for the list to be saved")
        seconds = time.monotonic() - started
    data.reach("saved")
    assert data.registered() != before
    return data.registered(), seconds


def goes_on(data: Uploading, ready: Ready) -> None:
    """Nothing is to be done by hand: whatever the killed worker left, the end is the same."""
    data.reach("saved")
    assert data.registered() == ready.end


@pytest.mark.parametrize("point", CHECK_POINTS)
def test_the_worker_is_killed_while_it_checks(ready: Ready, copies: Copies, point: str) -> None:
    data = copies.of(ready.handed_in)
    with worker(data, failpoint=point) as first:
        wait_until(lambda: data.reached(point), 60, f"for {point}")
        first.kill()
    data.reach("checked")
    assert data.registered() == ready.checked.registered()
    data.confirm()
    goes_on(data, ready)


@pytest.mark.parametrize("point", SAVE_POINTS)
@pytest.mark.parametrize("whole", [True, False], ids=["worker", "pool process"])
def test_the_worker_is_killed_while_it_saves(
    ready: Ready, copies: Copies, point: str, whole: bool
) -> None:
    data = copies.of(ready.checked)
    before = data.registered()
    with worker(data, failpoint=point) as first:
        data.confirm()
        confirmed = data.registered()
        wait_until(lambda: data.reached(point), 60, f"for {point}")
        if whole:
            first.kill()
            assert data.registered() == confirmed != before, "nothing of the half is to be seen"
        else:
            os.kill(int(data.reached(point) or 0), signal.SIGKILL)
            wait_until(lambda: data.state() == "saved", 120, "for another process to do it")
    goes_on(data, ready)


def test_the_child_that_reads_is_killed(ready: Ready, copies: Copies) -> None:
    data = copies.of(ready.handed_in)
    with worker(data) as running:
        wait_until(lambda: kill_reader(running), 60, "for the child that reads")
    data.reach("checked")
    assert data.registered() == ready.checked.registered()


def kill_reader(running: Worker) -> bool:
    """Kill the child of this worker that reads the file, if there is one."""
    found = subprocess.run(
        ["pgrep", "--full", "uploads.child", "--session", str(running.process.pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    for number in found.stdout.split():
        os.kill(int(number), signal.SIGKILL)
    return bool(found.stdout)


def at_random_moments(ready: Ready, copies: Copies, trials: int) -> None:
    """Kill the worker so many times while a confirmed list is saved, at times nobody chose."""
    rng = random.Random(SEED)
    for trial in range(trials):
        data = copies.of(ready.checked)
        data.confirm()
        with worker(data) as first:
            time.sleep(rng.uniform(0, 1.1 * ready.seconds))
            first.kill()
        assert data.state() in ("saving", "saved"), f"seed {SEED}, trial {trial}"
        goes_on(data, ready)


def test_ten_random_moments_on_each_database(ready: Ready, copies: Copies) -> None:
    at_random_moments(ready, copies, 10)


@pytest.mark.slow
def test_a_hundred_random_moments_on_each_database(ready: Ready, copies: Copies) -> None:
    at_random_moments(ready, copies, 100)
