"""Writing many rows while the next ones are made ready: the database works, and so do we."""

from collections.abc import Callable, Iterator
from contextvars import copy_context
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections

Some = TypeVar("Some")
Write = Callable[[], object]


class Aside:
    """Writes in a second thread, on the connection and in the transaction of this one.

    On PostgreSQL, whose work is done by another process; on SQLite everything is written at once.
    What the rows refer to is looked up with each part, and not all of it at the transaction's end.
    A connection answers one thread at a time: whoever asks the database anything waits first.

        with Aside() as aside:
            aside.in_turn(parts, prepare)
            aside.wait()
    """

    def __init__(self) -> None:
        self._thread: Thread | None = None
        self._wrong: BaseException | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        wrong: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait; what went wrong in the block itself is told first."""
        try:
            self.wait()
        except Exception:
            if wrong is None:
                raise

    def in_turn(self, parts: Iterator[Some], prepare: Callable[[Some], Write]) -> None:
        """Write all parts in their order. `prepare` returns what writes a part, and asks the
        database nothing itself; but the first time, when nothing is being written."""
        self.wait()
        part = next(parts, None)
        while part is not None:
            write = prepare(part)
            self.wait()
            # Read now, since in a moment the database is busy.
            part = next(parts, None)
            self.start(write)

    def start(self, write: Write) -> None:
        """Begin to write, once what was begun before is done."""
        self.wait()
        if connection.vendor != "postgresql":
            write()
            return
        ours = connections[DEFAULT_DB_ALIAS]
        ours.inc_thread_sharing()
        self._thread = Thread(target=copy_context().run, args=(self._write, ours, write))
        self._thread.start()

    def wait(self) -> None:
        """Wait for the end of what was begun. Raises what went wrong in it."""
        if self._thread is None:
            return
        self._thread.join()
        self._thread = None
        connections[DEFAULT_DB_ALIAS].dec_thread_sharing()
        wrong, self._wrong = self._wrong, None
        if wrong is not None:
            raise wrong

    def _write(self, ours: Any, write: Write) -> None:
        # In this thread too, Django's connection is that of the transaction.
        connections[DEFAULT_DB_ALIAS] = ours
        try:
            write()
            ours.check_constraints()
        except BaseException as wrong:
            self._wrong = wrong
