"""Named places where a test can hold a process, to kill it there and not by luck of timing."""

import logging
import os
import time
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)


def reached_file(name: str) -> Path:
    """Return the file that appears, holding the process's number, when `name` is reached."""
    return Path(settings.DATA_DIR, f"failpoint-{name}.reached")


def release_file(name: str) -> Path:
    """Return the file that a test makes to let the process go on."""
    return Path(settings.DATA_DIR, f"failpoint-{name}.release")


def reach(name: str) -> None:
    """Hold the process here, once, if a test asked for it; otherwise do nothing.

    A test names the place in PM_FAILPOINT and sets PM_TESTING=yes; outside the demonstration mode
    neither has any meaning. Only the first to reach the place is held.
    """
    if os.environ.get("PM_FAILPOINT") != name or os.environ.get("PM_TESTING") != "yes":
        return
    if not settings.DEMONSTRATION:
        return
    try:
        with reached_file(name).open("x", encoding="ascii") as file:
            file.write(str(os.getpid()))
    except FileExistsError:
        return
    log.warning("held at failpoint %s until killed or released", name)
    while not release_file(name).exists():
        time.sleep(0.02)
