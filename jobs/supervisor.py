"""Keeps a few programs running together and ends them together, leaving no process behind.

Every child leads a session of its own. A Ctrl-C therefore reaches the supervisor alone, which asks
only the main process of each child to stop: a Celery worker whose pool processes get the signal as
well would drop the work they are doing.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

# Seconds. The longest wait for running requests and tasks to finish before they are killed.
GRACE = 25.0
# A child that dies sooner than this after its start has failed to start.
SETTLED = 10.0
# So many failures to start in a row mean that trying again will not help.
GIVE_UP_AFTER = 6
LONGEST_PAUSE = 15.0
TICK = 0.2
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

_PR_SET_PDEATHSIG = 1


def pause_before_restart(failures: int) -> float:
    """Seconds to wait before a child is started again: 0.5, 1, 2, ... and never above 15."""
    return min(LONGEST_PAUSE, 0.5 * 2.0 ** max(0, failures - 1))


def die_with_parent(sent: signal.Signals = signal.SIGTERM) -> Callable[[], None] | None:
    """For `Popen(preexec_fn=...)`: Linux then sends the child this signal when its parent dies,
    however it dies. Elsewhere None: a parent that is killed outright leaves its children."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def prepare() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, sent)
        if os.getppid() != parent:  # it died before the line above
            os._exit(1)

    return prepare


@dataclass
class Child:
    """One program to keep running: its name in messages and its command line."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    restart_at: float = field(default=0.0, init=False)
    failures: int = field(default=0, init=False)

    def start(self) -> subprocess.Popen[bytes]:
        """Starts the program in a new session."""
        self.process = subprocess.Popen(
            self.command,
            start_new_session=True,
            preexec_fn=die_with_parent(),  # noqa: PLW1509 - the supervisor has one thread
        )
        self.started = time.monotonic()
        return self.process

    def kill_group(self) -> None:
        """Kills whatever is left of the program, its orphaned helpers included."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def buried(self, now: float) -> int | None:
        """The exit status if the program has just died, having planned its restart; else None."""
        if self.process is None or (status := self.process.poll()) is None:
            return None
        self.kill_group()
        self.process = None
        self.failures = self.failures + 1 if now - self.started < SETTLED else 1
        self.restart_at = now + pause_before_restart(self.failures)
        return status


class Supervisor:
    """Runs children until it is told to stop, restarting those that die.

    `say` gets one line for people at each event. `watch` is called at every tick while nothing is
    stopping. With `stop_with_parent`, the disappearance of the process that started this one
    counts as being told to stop.
    """

    def __init__(
        self,
        children: Sequence[Child],
        *,
        say: Callable[[str], None],
        watch: Callable[[], None] = lambda: None,
        stop_with_parent: bool = False,
        grace: float = GRACE,
    ) -> None:
        self.children = children
        self.say = say
        self.watch = watch
        self.grace = grace
        self.parent = os.getppid() if stop_with_parent else None
        # A plain flag, not an Event: a second signal that arrives while an Event is being set or
        # waited for stops the process for ever, because an Event's lock cannot be taken twice.
        self.stopping = False

    def run(self) -> int:
        """Blocks until stopped. Returns 0 after a clean stop, 1 if a child could not be kept up or
        had to be killed."""
        for number in STOPS:
            signal.signal(number, self._told_to_stop)
        kept_up = True
        try:
            for child in self.children:
                self._start(child)
            while kept_up and not self.stopping:
                kept_up = self._look_after()
                time.sleep(TICK)
        finally:
            clean = self._stop()
            # Nothing is left to stop: a late signal must not turn a clean end into another one.
            for number in STOPS:
                signal.signal(number, signal.SIG_IGN)
        return 0 if kept_up and clean else 1

    def _told_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _start(self, child: Child) -> None:
        self.say(f"{child.name} started (process {child.start().pid})")

    def _look_after(self) -> bool:
        """One tick. Returns whether it is worth going on."""
        if self.parent is not None and os.getppid() != self.parent:
            self.say("The process that started this one has gone.")
            self.stopping = True
            return True
        now = time.monotonic()
        for child in self.children:
            status = child.buried(now)
            if status is not None:
                if child.failures >= GIVE_UP_AFTER:
                    self.say(f"{child.name} failed {child.failures} times in a row. Giving up.")
                    return False
                wait = child.restart_at - now
                self.say(
                    f"{child.name} ended with status {status}. Starting it again in {wait:g} s"
                )
            elif child.process is None and now >= child.restart_at:
                self._start(child)
        self.watch()
        return True

    def _stop(self) -> bool:
        """Asks every child to stop, waits, kills what is left. Returns whether none was killed."""
        self.say("Stopping: requests and jobs that are running may finish.")
        alive = [
            (child.name, child.process)
            for child in self.children
            if child.process is not None and child.process.poll() is None
        ]
        for _, process in alive:
            process.terminate()
        deadline = time.monotonic() + self.grace
        clean = True
        for name, process in alive:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(f"{name} did not stop in {self.grace:g} s and is killed.")
                clean = False
        for child in self.children:
            child.kill_group()
            if child.process is not None:
                child.process.wait()
        self.say("Stopped.")
        return clean
