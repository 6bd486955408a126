"""A worker that is killed at any point loses no job, and no job's effect happens twice."""

import os
import signal
from pathlib import Path

import pytest

from tests.faults.workers import Data, data_of, effects, jobs, query, worker
from tests.processes import wait_until


@pytest.fixture
def data(migrated: Path, tmp_path: Path) -> Data:
    return data_of(migrated, tmp_path)


# Where it is killed; what the database says then; how many attempts the job shows at the end.
POINTS = [
    ("job.claimed", "running", 0, 2),
    ("job.worked", "running", 0, 2),
    ("job.committed", "done", 1, 1),
]


@pytest.mark.parametrize(("point", "state", "effects_then", "attempts"), POINTS)
def test_the_whole_worker_killed(
    data: Data, point: str, state: str, effects_then: int, attempts: int
) -> None:
    (number,) = data.enqueue("counting.add")
    with worker(data, failpoint=point) as first:
        wait_until(lambda: data.reached(point), what=f"for {point}")
        first.kill()
    assert jobs(data) == [(state, 1)], "the attempt is on record"
    assert len(effects(data)) == effects_then
    with worker(data):
        wait_until(lambda: jobs(data) == [("done", attempts)], what="for the job")
    assert effects(data) == [f"job {number}"]


@pytest.mark.parametrize(("point", "state", "effects_then", "attempts"), POINTS)
def test_the_process_that_does_the_work_killed(
    data: Data, point: str, state: str, effects_then: int, attempts: int
) -> None:
    """As the kernel does to a process that takes too much memory; the worker itself lives on."""
    numbers = data.enqueue("counting.add")
    with worker(data, failpoint=point) as running:
        wait_until(lambda: data.reached(point), what=f"for {point}")
        held = data.reached(point)
        assert held
        assert held != running.process.pid
        os.kill(held, signal.SIGKILL)
        wait_until(lambda: jobs(data) == [("done", attempts)], what="for the job")
        numbers += data.enqueue("counting.add")
        wait_until(lambda: jobs(data)[1:] == [("done", 1)], what="for the next job")
        assert running.process.poll() is None
    assert effects(data) == [f"job {number}" for number in numbers]


def test_poison_is_set_aside_after_three_attempts_while_others_flow(data: Data) -> None:
    poison, *others = data.enqueue("counting.poison", *["counting.add"] * 5)
    with worker(data) as running:
        wait_until(lambda: len(effects(data)) == 5, what="for the others")
        wait_until(lambda: jobs(data)[0] == ("set_aside", 3), 60, what="for the poison")
        others += data.enqueue("counting.add")
        wait_until(lambda: len(effects(data)) == 6, what="for one more")
        assert running.process.poll() is None
    assert set(effects(data)) == {f"job {number}" for number in others}
    assert jobs(data)[1:] == [("done", 1)] * 6
    ((message,),) = query(data, f"SELECT message FROM jobs_job WHERE id = {poison}")
    assert message == (
        "We tried three times to swallow poison and could not. Your data is safe. "
        f"Tell your administrator, quoting job {poison}."
    )


def test_slow_work_is_not_started_a_second_time_beside_the_first(data: Data) -> None:
    """Its heartbeat keeps the lease, whatever the lease's length."""
    data.enqueue("counting.slow")
    with worker(data, failpoint="job.worked") as running:
        wait_until(lambda: data.reached("job.worked"))
        ((first_end,),) = query(data, "SELECT lease_until FROM jobs_job")
        # Several leases later, by the database's own clock.
        later = f"SELECT 1 FROM jobs_job WHERE heartbeat_at > datetime('{first_end}', '+4 seconds')"
        wait_until(lambda: query(data, later), what="for a heartbeat two leases later")
        assert jobs(data) == [("running", 1)]
        data.release("job.worked")
        # The row is to be seen a moment before the worker says so.
        wait_until(lambda: "done at attempt" in running.output)
        assert jobs(data) == [("done", 1)]
        assert running.output.count("done at attempt") == 1
    assert len(effects(data)) == 1


def test_a_worker_told_to_stop_finishes_what_it_has_begun(data: Data) -> None:
    data.enqueue("counting.add")
    with worker(data, failpoint="job.claimed") as running:
        wait_until(lambda: data.reached("job.claimed"))
        running.process.send_signal(signal.SIGTERM)
        data.release("job.claimed")
        assert running.process.wait(30) == 0
    assert jobs(data) == [("done", 1)]


def test_two_workers_do_each_job_once(data: Data) -> None:
    numbers = data.enqueue(*["counting.add"] * 40)
    with worker(data), worker(data):
        wait_until(lambda: set(jobs(data)) == {("done", 1)}, 60, what="for forty jobs")
    assert sorted(effects(data)) == sorted(f"job {number}" for number in numbers)
