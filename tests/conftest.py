"""What every test has: settings on throw-away data, and the test servers where one asks for them.

The environment is set when this file is read, before Django is.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import hypothesis
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from whitenoise.middleware import WhiteNoiseMiddleware

from tests import application, servers
from tests.flush import flush_past_triggers  # noqa: F401 - a fixture for every test

DATA_DIR = tempfile.mkdtemp(prefix="pm-data-")
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
os.environ["PM_DATA_DIR"] = DATA_DIR
os.environ["PM_MODE"] = "demonstration"
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
# Before the test files are read, which import models.
django.setup()

# How long one example may take says nothing on a busy machine.
hypothesis.settings.register_profile("programme-monitor", deadline=None, print_blob=True)
hypothesis.settings.load_profile("programme-monitor")

# The hash of production, at its least cost: what it costs to guess one is no test's question here.
# Processes that a test starts work it out in full.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 8
Argon2PasswordHasher.parallelism = 1

FOLDER_MARKS = ("browser", "faults", "integration")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks each test with the folder it lies in, so that no file need say so."""
    root = Path(__file__).parent
    for item in items:
        folder = item.path.relative_to(root).parts[0]
        if folder in FOLDER_MARKS:
            item.add_marker(folder)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """On SQLite the tests use a file, as the application does: memory is not shared by threads in
    the same way, and hides every question of locking."""
    from django.db import connections

    for settings in connections.databases.values():
        if settings["ENGINE"] == "django.db.backends.sqlite3":
            suffix = os.environ.get("PYTEST_XDIST_WORKER", "")
            settings["TEST"]["NAME"] = str(Path(DATA_DIR, f"test{suffix}.sqlite3"))


@pytest.fixture(scope="session", autouse=True)
def static_files_found_once() -> Iterator[None]:
    """What each `Client` of a test would do before its first page: look for all static files."""
    found = WhiteNoiseMiddleware()

    def take(self: WhiteNoiseMiddleware) -> None:
        self.files.update(found.files)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", take)
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL of the tests' own, for `servers.new_database`."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgresql:"):
        yield given
    else:
        with servers.postgres() as url:
            yield url


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a Redis of the tests' own."""
    if given := os.environ.get("REDIS_URL"):
        yield given
    else:
        with servers.redis_server() as url:
            yield url


@pytest.fixture(scope="session")
def fresh_clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A clone of what is committed, for `application.make_run`; without environment or data."""
    folder = application.clone(tmp_path_factory.mktemp("clone") / "programme-monitor")
    yield folder
    application.remove(folder)
