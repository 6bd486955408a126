"""Work that nobody asks for because only the calendar calls for it, looked at once an hour."""

import logging
import time
from collections.abc import Callable

Chore = Callable[[], None]

log = logging.getLogger(__name__)

EVERY = 60 * 60

_chores: list[Chore] = []


def hourly(chore: Chore) -> Chore:
    """Declare a chore; put it in its app's `tasks.py`.

    It must be quick, and only queue work: every worker looks at it, so it queues under a key.
    """
    if chore not in _chores:
        _chores.append(chore)
    return chore


class Rounds:
    """When one worker has last done the chores: at its start, and then each hour."""

    def __init__(self) -> None:
        self.done_at: float | None = None

    def look(self, now: float | None = None) -> bool:
        """Do the chores if an hour has gone by; returns whether they were done.

        `now` is in seconds of a clock that only goes forward. A chore that fails is logged, keeps
        no other work from being done, and is tried again an hour later.
        """
        now = time.monotonic() if now is None else now
        if self.done_at is not None and now - self.done_at < EVERY:
            return False
        for chore in _chores:
            try:
                chore()
            except Exception:
                log.exception("a chore failed: %r", chore)
        self.done_at = now
        return True
