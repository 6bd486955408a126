"""Sees the processes that a test started, whatever became of those in between."""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

# Handed down to every descendant, which no session and no orphaning takes away.
MARK = "TESTED_PROCESS"


def marked(mark: str) -> list[int]:
    """The living processes with this mark in their environment."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                if wanted in (folder / "environ").read_bytes().split(b"\0") and not _is_dead(
                    folder
                ):
                    found.append(int(folder.name))
            except OSError:  # it ended while we looked, or is another user's
                continue
    return found


def _is_dead(folder: Path) -> bool:
    """Whether the process has ended and only waits for its parent to notice."""
    after_name = (folder / "stat").read_text().rpartition(")")[2]
    return after_name.split()[0] in {"Z", "X"}


def kill_marked(mark: str) -> None:
    """Kills what a test left behind, until nothing is: one may be born while others are killed."""
    while left := marked(mark):
        for process in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        time.sleep(0.01)


def wait_until(condition: Callable[[], object], seconds: float = 30.0, what: str = "") -> None:
    """Returns as soon as the condition holds; raises AssertionError when it never did."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"Waited {seconds:g} s in vain {what}".strip())
        time.sleep(0.05)
