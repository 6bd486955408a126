"""Tells the database's being away from a mistake of ours."""

from django.db import OperationalError

# PostgreSQL's classes of a lost connection, of too little of something, and of being shut down.
_POSTGRESQL = ("08", "53", "57P")
# SQLite's words for a file that cannot be opened, read or written, or is held by somebody else.
_SQLITE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL")


def database_is_away(error: BaseException | None) -> bool:
    """Say whether a failure, or what it came of, is that the database does not answer.

    A statement that the database understood and refused is not that, whatever the reason.
    """
    while error is not None:
        if isinstance(error, OperationalError) and _is_away(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _is_away(error: OperationalError) -> bool:
    cause = error.__cause__
    if name := getattr(cause, "sqlite_errorname", ""):
        return str(name).startswith(_SQLITE)
    # No state at all: nobody was there to give one.
    state = getattr(cause, "sqlstate", "")
    return state is None or str(state).startswith(_POSTGRESQL)
