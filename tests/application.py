"""The application in processes of its own.

`make_run` starts it as a person does, in a clone. `up` starts web server and worker on this working
copy, on whatever database and broker it is given.
"""

import contextlib
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import termios
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path

from tests import slow_line
from tests.processes import MARK, kill_marked, marked, wait_until
from tests.servers import free_port

ROOT = Path(__file__).resolve().parent.parent
# Seconds. The issue allows 90 for the first page on a fresh machine; a busy machine gets double.
FIRST_PAGE = 180.0
STOPPED = 40.0


def clone(to: Path) -> Path:
    """A fresh clone of what is committed, with nothing of this working copy's making in it."""
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, to], check=True)
    return to


@dataclass
class Application:
    """The running application. `make` is the process that was started, make or the supervisor."""

    url: str
    mark: str
    folder: Path
    env: dict[str, str]
    make: subprocess.Popen[bytes]
    keyboard: int
    written: bytearray

    @property
    def output(self) -> str:
        """Everything printed so far."""
        return bytes(self.written).decode(errors="replace").replace("\r\n", "\n")

    def process(self, name: str) -> int:
        """The process id of the `web server` or the `worker` that was started last."""
        return int(re.findall(rf"^{name} started \(process (\d+)\)", self.output, re.MULTILINE)[-1])

    def processes(self) -> list[int]:
        """Every process that belongs to it, make included."""
        return marked(self.mark)

    def manage(self, *arguments: str) -> str:
        """What a management command prints, run on the same data; raises if it fails."""
        return manage(self.folder, self.env, *arguments)

    def press_ctrl_c(self) -> None:
        """Does what the key does in a terminal."""
        os.write(self.keyboard, b"\x03")

    def wait(self) -> int:
        """Waits until make has ended; returns its exit status."""
        return self.make.wait(STOPPED)


def environment(**more: str) -> dict[str, str]:
    """This process's environment without what the tests themselves were told."""
    ours = (
        "PM_",
        "DJANGO_",
        "DATABASE_URL",
        "REDIS_URL",
        "MAKE",
        "MFLAGS",
        "VIRTUAL_ENV",
        "PYTEST",
    )
    return {k: v for k, v in os.environ.items() if not k.startswith(ours)} | more


def manage(folder: Path, env: dict[str, str], *arguments: str) -> str:
    """What a management command prints; raises subprocess.CalledProcessError if it fails."""
    python = folder / ".venv" / "bin" / "python"
    command = [python if python.exists() else sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


@contextlib.contextmanager
def make_run(folder: Path, **env: str) -> Iterator[Application]:
    """Runs `make run` in a clone, in a terminal of its own, until its first page answers.

    `env` is added to the environment. Whatever still runs at the end is killed.
    """
    with _running(["make", "run"], folder, environment(**env)) as application:
        yield application


@contextlib.contextmanager
def up(data: Path, **env: str) -> Iterator[Application]:
    """Runs web server and worker on this working copy, with migrations applied.

    `data` is the data folder; give DATABASE_URL and REDIS_URL for the second mode. Nothing is
    loaded: call `manage` on what this gives, or before it.
    """
    whole = environment(PM_DATA_DIR=str(data), **env)
    manage(ROOT, whole, "migrate", "--verbosity", "0")
    with _running([sys.executable, "manage.py", "up"], ROOT, whole) as application:
        yield application


@contextlib.contextmanager
def _running(command: list[str], folder: Path, env: dict[str, str]) -> Iterator[Application]:
    port, mark = free_port(), uuid.uuid4().hex
    env = {**env, "PM_PORT": str(port), MARK: mark}
    keyboard, terminal = pty.openpty()
    make = subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        # Its controlling terminal, so that Ctrl-C reaches the foreground as it does for a person.
        preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - one system call
    )
    os.close(terminal)
    url = f"http://127.0.0.1:{port}"
    application = Application(url, mark, folder, env, make, keyboard, bytearray())
    ended = threading.Event()
    reader = threading.Thread(target=_read, args=(keyboard, application.written, ended))
    reader.start()
    try:
        wait_until(
            lambda: f"{application.url}/" in application.output or make.poll() is not None,
            FIRST_PAGE,
            "for the first page",
        )
        assert make.poll() is None, application.output
        with slow_line.in_front_of(url) as application.url:
            yield application
    finally:
        if make.poll() is None:
            make.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                make.wait(STOPPED)
        kill_marked(mark)
        make.wait()
        ended.set()
        reader.join()
        os.close(keyboard)


def _read(terminal: int, written: bytearray, ended: threading.Event) -> None:
    """Collects what the terminal shows, so that nobody waits for a full buffer."""
    while not ended.is_set():
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                written += os.read(terminal, 65536)
            except OSError:  # the last one who held the terminal has gone
                return


def remove(folder: Path) -> None:
    """Removes a clone; its environment is large."""
    shutil.rmtree(folder, ignore_errors=True)
