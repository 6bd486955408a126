"""What the fault tests share."""

from pathlib import Path

import pytest

from tests import servers
from tests.application import ROOT, environment, manage
from tests.faults.recomputing import Kept, empty_redis, load
from tests.faults.workers import DATABASE


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose database has its tables; each test takes a copy."""
    folder = tmp_path_factory.mktemp("migrated")
    manage(ROOT, environment(PM_DATA_DIR=str(folder)), "migrate", "--verbosity", "0")
    assert (folder / DATABASE).exists()
    return folder


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Loaded data on SQLite and the filesystem broker, to be copied."""
    data = Kept(tmp_path_factory.mktemp("loaded"))
    load(data)
    return data


@pytest.fixture(scope="session")
def on_postgres(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: str, redis_url: str
) -> Kept:
    """Loaded data on PostgreSQL and Redis, to be copied."""
    database = servers.new_database(postgres_server, "loaded")
    told = {"DATABASE_URL": database, "REDIS_URL": empty_redis(redis_url, 9)}
    data = Kept(tmp_path_factory.mktemp("loaded"), told)
    load(data)
    return data
