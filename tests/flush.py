"""Lets pytest-django empty the tables between tests although triggers protect their rows.

Emptying a table is what the triggers refuse, rightly. On SQLite they are taken down for that
moment, in one transaction, and put up again as they were. On PostgreSQL the transaction says that
it copies what was checked elsewhere, which only the servers' superuser may say.
"""

from typing import Any

import pytest
from django.db.backends.postgresql import base as postgresql
from django.db.backends.sqlite3 import base as sqlite


@pytest.fixture(scope="session", autouse=True)
def flush_past_triggers() -> None:
    """For the whole run; changes nothing but the emptying of tables between tests."""
    _on_sqlite(sqlite.DatabaseWrapper.ops_class)
    _on_postgresql(postgresql.DatabaseWrapper.ops_class)


def _on_postgresql(operations: Any) -> None:
    flush = operations.sql_flush

    def sql_flush(self: Any, *args: Any, **kwargs: Any) -> list[str]:
        statements: list[str] = flush(self, *args, **kwargs)
        return statements and ["SET LOCAL session_replication_role = replica", *statements]

    operations.sql_flush = sql_flush


def _on_sqlite(operations: Any) -> None:
    flush = operations.sql_flush

    def sql_flush(self: Any, *args: Any, **kwargs: Any) -> list[str]:
        statements: list[str] = flush(self, *args, **kwargs)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        if not statements:
            return statements
        down = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
        return [*down, *statements, *(sql for _, sql in triggers)]

    operations.sql_flush = sql_flush
