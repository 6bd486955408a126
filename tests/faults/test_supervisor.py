"""The supervisor against children that behave well, badly and not at all."""

import contextlib
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobs.supervisor import LONGEST_PAUSE, pause_before_restart
from tests.processes import MARK, kill_marked, marked, wait_until

# Says when it is ready; at TERM takes a moment to finish its work and says so. Its helper would
# write "dropped" if a signal reached it.
POLITE = """
import signal, subprocess, sys, time
from pathlib import Path
folder = Path(sys.argv[1])
helper = subprocess.Popen([sys.executable, "-c", '''
import signal, sys, time
from pathlib import Path
def drop(*_):
    Path(sys.argv[1], "dropped").touch(); sys.exit(1)
signal.signal(signal.SIGTERM, drop); signal.signal(signal.SIGINT, drop)
Path(sys.argv[1], "helper").touch()
time.sleep(600)
''', str(folder)])
def finish(*_):
    time.sleep(0.5)
    helper.kill(); helper.wait()
    (folder / "finished").touch(); sys.exit(0)
signal.signal(signal.SIGTERM, finish)
while not (folder / "helper").exists(): time.sleep(0.02)
with (folder / "starts").open("a") as starts: starts.write("x")
while True: time.sleep(0.1)
"""
STUBBORN = """
import signal, sys, time
from pathlib import Path
signal.signal(signal.SIGTERM, signal.SIG_IGN)
Path(sys.argv[1], "starts").write_text("x")
while True: time.sleep(0.1)
"""
BROKEN = "import sys; sys.exit(3)"

SUPERVISOR = """
import sys
from jobs import supervisor
supervisor.LONGEST_PAUSE = 0.1
child = supervisor.Child("child", [sys.executable, "-c", sys.argv[1], sys.argv[2]])
sys.exit(supervisor.Supervisor([child], say=lambda line: print(line, flush=True), grace=2.0,
                               stop_with_parent=len(sys.argv) > 3).run())
"""


class Case:
    """A supervisor in a process of its own, with one child."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mark = uuid.uuid4().hex

    def command(self, child: str, *more: str) -> list[str]:
        return [sys.executable, "-c", SUPERVISOR, child, str(self.folder), *more]

    def start(self, command: list[str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            env={**os.environ, MARK: self.mark, "PYTHONPATH": str(Path.cwd())},
            stdout=subprocess.PIPE,
            text=True,
        )

    def starts(self) -> int:
        written = self.folder / "starts"
        return len(written.read_text()) if written.exists() else 0

    def has(self, name: str) -> bool:
        return (self.folder / name).exists()

    def nothing_left(self) -> bool:
        return marked(self.mark) == []


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    found = Case(tmp_path)
    yield found
    kill_marked(found.mark)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_told_to_stop_it_lets_the_child_finish_and_leaves_nothing(
    case: Case, number: signal.Signals
) -> None:
    supervisor = case.start(case.command(POLITE))
    wait_until(case.starts)
    supervisor.send_signal(number)
    assert supervisor.wait(10) == 0
    assert case.has("finished")
    assert not case.has("dropped")
    assert case.nothing_left()


def test_being_told_again_and_again_changes_nothing(case: Case) -> None:
    """As when a whole group is told, and make passes it on besides."""
    supervisor = case.start(case.command(POLITE))
    wait_until(case.starts)
    while supervisor.poll() is None:
        for _ in range(200):
            supervisor.send_signal(signal.SIGTERM)
            supervisor.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            supervisor.wait(0.05)
    assert supervisor.returncode == 0
    assert case.has("finished")
    assert case.nothing_left()


def test_a_child_that_is_killed_starts_again_and_its_orphans_end(case: Case) -> None:
    supervisor = case.start(case.command(POLITE))
    wait_until(case.starts)
    assert supervisor.stdout is not None
    first = int(supervisor.stdout.readline().split()[-1].rstrip(")"))
    (case.folder / "helper").unlink()
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: case.starts() == 2)
    # The supervisor, the second child and the second helper: the first helper has gone.
    assert len(marked(case.mark)) == 3
    supervisor.terminate()
    assert supervisor.wait(10) == 0
    assert case.nothing_left()


def test_a_child_that_will_not_stop_is_killed_and_the_exit_status_says_so(case: Case) -> None:
    supervisor = case.start(case.command(STUBBORN))
    wait_until(case.starts)
    supervisor.terminate()
    assert supervisor.wait(10) == 1
    assert case.nothing_left()


def test_a_child_that_never_starts_is_given_up(case: Case) -> None:
    supervisor = case.start(case.command(BROKEN))
    output, _ = supervisor.communicate(timeout=20)
    assert supervisor.returncode == 1
    assert "failed 6 times in a row" in output
    assert output.count("child started") == 6


def test_a_supervisor_that_is_killed_takes_its_children_along(case: Case) -> None:
    supervisor = case.start(case.command(POLITE))
    wait_until(case.starts)
    supervisor.kill()
    supervisor.wait()
    wait_until(case.nothing_left)
    assert case.has("finished")


def test_it_stops_when_the_process_that_started_it_is_killed(case: Case) -> None:
    between = "import subprocess, sys; subprocess.run(sys.argv[1:])"
    make = case.start([sys.executable, "-c", between, *case.command(POLITE, "with parent")])
    wait_until(case.starts)
    make.kill()
    make.wait()
    wait_until(case.nothing_left)
    assert case.has("finished")


def test_the_pause_before_a_restart_grows_to_a_limit() -> None:
    pauses = [pause_before_restart(failures) for failures in range(1, 9)]
    assert pauses[:4] == [0.5, 1.0, 2.0, 4.0]
    assert pauses[-1] == LONGEST_PAUSE
