"""The application as a person starts it: `make run`, in processes of its own."""

import contextlib
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import termios
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path

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
    """A running `make run`."""

    url: str
    mark: str
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


@contextlib.contextmanager
def make_run(folder: Path, **env: str) -> Iterator[Application]:
    """Runs `make run` in a clone, in a terminal of its own, until its first page answers.

    `env` is added to the environment. Whatever still runs at the end is killed.
    """
    port, mark = free_port(), uuid.uuid4().hex
    keyboard, terminal = pty.openpty()
    make = subprocess.Popen(
        ["make", "run"],
        cwd=folder,
        env=environment(PM_PORT=str(port), **{MARK: mark}, **env),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        # Its controlling terminal, so that Ctrl-C reaches the foreground as it does for a person.
        preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - one system call
    )
    os.close(terminal)
    application = Application(f"http://127.0.0.1:{port}", mark, make, keyboard, bytearray())
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
