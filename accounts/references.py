"""What rows refer to, looked up by PostgreSQL while the next rows are made ready."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from django.db import connection


@contextmanager
def looked_up_meanwhile() -> Iterator[None]:
    """Let the database look for what the rows written so far refer to, during the block.

    Foreign keys are looked at when a transaction ends, which of a long list takes a quarter of the
    time that saving takes, and this process would wait for it. So the block is for what needs no
    database: a query in it is answered once all is looked up. Raises IntegrityError at the end of
    the block where something is missing. Does nothing on SQLite, whose work is done by ourselves.
    """
    if connection.vendor != "postgresql":
        yield
        return
    looking = _Looking(connection.connection)
    looking.start()
    try:
        yield
    finally:
        looking.join()
    with connection.wrap_database_errors:
        looking.raise_what_is_wrong()


class _Looking(Thread):
    """A driver's connection may be used by several threads: one statement waits for another."""

    def __init__(self, database: Any) -> None:
        super().__init__(name="looking up references", daemon=True)
        self._database = database
        self._wrong: Exception | None = None

    def run(self) -> None:
        try:
            with self._database.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except Exception as wrong:
            self._wrong = wrong

    def raise_what_is_wrong(self) -> None:
        if self._wrong is not None:
            raise self._wrong
