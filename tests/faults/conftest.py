"""What the fault tests share."""

from pathlib import Path

import pytest

from tests.application import ROOT, environment, manage
from tests.faults.workers import DATABASE


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose database has its tables; each test takes a copy."""
    folder = tmp_path_factory.mktemp("migrated")
    manage(ROOT, environment(PM_DATA_DIR=str(folder)), "migrate", "--verbosity", "0")
    assert (folder / DATABASE).exists()
    return folder
