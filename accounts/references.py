"""Looking for what new rows refer to while the next ones are made ready.

A hundred thousand rows refer to a few hundred thousand others. PostgreSQL looks for each of these
at the end of a transaction, and whoever saves a long list would wait for that as long as for
writing it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def looked_for() -> Iterator[None]:
    """While the block runs, the database looks for what the rows written so far refer to.

    The block should ask the database for nothing: it would wait for all of that. It cannot write
    with `bulk`, read with `iterator()`, or go on after an error of the database. Raises
    IntegrityError at its end where something is not there. On SQLite, which looks once at the end,
    it does nothing.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.wrap_database_errors, connection.connection.pipeline():
        connection.connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        connection.connection.execute("SET CONSTRAINTS ALL DEFERRED")
