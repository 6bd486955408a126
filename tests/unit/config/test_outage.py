"""Only a database that does not answer is away; one that refuses a statement is not."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, ProgrammingError
from django.test import RequestFactory
from psycopg import errors
from psycopg_pool import PoolTimeout

from config import pages
from config.outage import database_is_away


def of(cause: Exception, kind: type[DatabaseError] = OperationalError) -> DatabaseError:
    """What Django makes of a driver's exception."""
    try:
        raise kind(str(cause)) from cause
    except DatabaseError as error:
        return error


def sqlite_error(path: str, *statements: str) -> Exception:
    """What SQLite says of these statements."""
    try:
        with sqlite3.connect(path, timeout=0) as connection:
            for statement in statements:
                connection.execute(statement)
    except sqlite3.Error as error:
        return error
    raise AssertionError("SQLite did it")


@pytest.mark.parametrize(
    ("cause", "away"),
    [
        (psycopg.OperationalError("connection refused"), True),
        (PoolTimeout("couldn't get a connection after 10.00 sec"), True),
        (errors.AdminShutdown("terminating connection"), True),
        (errors.CannotConnectNow("the database system is starting up"), True),
        (errors.TooManyConnections("sorry, too many clients already"), True),
        (errors.DiskFull("could not extend file"), True),
        (errors.ConnectionFailure("gone"), True),
        (errors.DeadlockDetected("deadlock detected"), False),
        (errors.LockNotAvailable("canceling statement due to lock timeout"), False),
        (errors.QueryCanceled("canceling statement due to statement timeout"), False),
    ],
)
def test_postgresql(cause: Exception, away: bool) -> None:
    assert database_is_away(of(cause)) is away
    # Also where something else went wrong because of it.
    with pytest.raises(RuntimeError) as later:
        raise RuntimeError("while putting things right") from of(cause)
    assert database_is_away(later.value) is away


def test_sqlite(tmp_path: Path) -> None:
    assert database_is_away(of(sqlite_error(str(tmp_path / "no" / "such.sqlite3"))))
    with sqlite3.connect(tmp_path / "held.sqlite3", isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        held = sqlite_error(str(tmp_path / "held.sqlite3"), "CREATE TABLE t (x)")
    assert database_is_away(of(held))
    assert not database_is_away(of(sqlite_error(":memory:", "SELECT * FROM nowhere")))


def test_nothing_else_is() -> None:
    assert not database_is_away(None)
    assert not database_is_away(ConnectionRefusedError())
    assert not database_is_away(of(errors.UndefinedTable("no such table"), ProgrammingError))
    assert not database_is_away(OperationalError("raised by nobody's driver"))


def test_the_page_says_when_to_come_back_and_asks_no_database() -> None:
    # No database mark on this test: a query would fail it.
    request = RequestFactory().get("/somewhere/")
    request.request_id = "a1b2c3d4e5f6"  # type: ignore[attr-defined]
    try:
        raise of(psycopg.OperationalError("connection refused"))
    except DatabaseError:
        answer = pages.server_error(request)
    assert (answer.status_code, answer["Retry-After"]) == (503, "120")
    page = answer.content.decode()
    assert "<h1" in page
    assert "Try again in a few minutes" in page
    assert "Nothing that was acknowledged is lost" in page
    assert "a1b2c3d4e5f6" in page
    assert pages.server_error(request).status_code == 500
