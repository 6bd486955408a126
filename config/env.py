"""Typed readers of the environment.

Each reader refuses an odd value with a sentence naming the variable, so that a
mistyped setting stops the application at start-up and not in the middle of a night.
"""

import os
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]", "testserver")


def text(name: str, default: str = "") -> str:
    """Return the variable `name`, stripped; `default` when unset or blank."""
    return os.environ.get(name, "").strip() or default


def number(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    """Return the variable `name` as a whole number between `least` and `most`."""
    raw = text(name)
    if not raw:
        return default
    try:
        value = int(raw)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {raw!r}.") from error
    if not least <= value <= most:
        raise ImproperlyConfigured(f"{name} must be between {least} and {most}, not {value}.")
    return value


def yes_or_no(name: str, default: bool) -> bool:
    """Return the variable `name` as a truth value: yes/no, true/false, on/off, 1/0."""
    raw = text(name).lower()
    if not raw:
        return default
    if raw in {"1", "yes", "true", "on"}:
        return True
    if raw in {"0", "no", "false", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {raw!r}.")


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """Return the variable `name` if it is one of `allowed`."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return the variable `name` split at commas."""
    raw = text(name)
    return [part.strip() for part in raw.split(",") if part.strip()] if raw else list(default)


def database(url: str) -> dict[str, object]:
    """Return Django's database dictionary for a `postgresql://` or `sqlite:///` address.

    SQLite runs in write-ahead mode with immediate transactions, so that two writers wait
    for one another instead of failing, and with full synchronisation, so that what was
    acknowledged survives a power cut.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:] if parts.path.startswith("//") else parts.path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                ),
            },
            "TEST": {"NAME": None},
        }
    if parts.scheme in {"postgres", "postgresql"}:
        options: dict[str, object] = {
            # More than a process has threads, so that nobody waits but for a server that is away.
            "pool": {"min_size": 0, "max_size": 8, "timeout": 5},
            "options": "-c statement_timeout=60000 -c lock_timeout=15000"
            " -c idle_in_transaction_session_timeout=60000",
        }
        query = dict(part.split("=", 1) for part in parts.query.split("&") if "=" in part)
        host = unquote(query.pop("host", "")) or parts.hostname or ""
        options.update(query)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": host,
            "PORT": str(parts.port or ""),
            # A connection that died while it lay in the pool is not lent to anybody.
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    raise ImproperlyConfigured(
        "DATABASE_URL must begin with postgresql:// or sqlite:///, "
        f"not {parts.scheme or 'nothing'}://."
    )
