"""Lets pytest-django empty the tables between tests although triggers protect their rows.

On SQLite emptying a table means deleting rows, which the triggers refuse, rightly. So they are
taken down for that moment, in one transaction, and put up again as they were. PostgreSQL
truncates, which fires no row triggers.
"""

from typing import Any

import pytest
from django.db.backends.sqlite3 import base


@pytest.fixture(scope="session", autouse=True)
def flush_past_triggers() -> None:
    """For the whole run; changes nothing but the emptying of tables between tests."""
    operations: Any = base.DatabaseWrapper.ops_class
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
