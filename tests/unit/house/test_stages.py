"""`make test` runs every test file, and none of them twice on the same database."""

import importlib.util
from collections import Counter
from types import ModuleType

import pytest

from tests.unit.house.project_files import ROOT

ON_POSTGRESQL = [{"DATABASE_URL": f"postgresql://nobody@/stage_{number}"} for number in range(2)]


@pytest.fixture
def script() -> ModuleType:
    """scripts/test.py."""
    spec = importlib.util.spec_from_file_location("stages", ROOT / "scripts" / "test.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def files_run(script: ModuleType) -> Counter[tuple[str, str]]:
    """How often each test file is run, by file and by the database's address."""
    found: Counter[tuple[str, str]] = Counter()
    for _, command, env in script.stages(False, ON_POSTGRESQL):
        given = [ROOT / part for part in command if part.startswith("tests/")]
        without = [
            ROOT / part.removeprefix("--ignore=")
            for part in command
            if part.startswith("--ignore=")
        ]
        assert all(place.exists() for place in [*given, *without]), command
        for file in (ROOT / "tests").rglob("test_*.py"):
            places = {file, *file.parents}
            if places & set(given) and not places & set(without):
                name = file.relative_to(ROOT / "tests").as_posix()
                found[name, env.get("DATABASE_URL", "").split("/stage")[0]] += 1
    return found


def test_each_file_is_run_once_and_those_of_integration_on_both_databases(
    script: ModuleType,
) -> None:
    files = {
        file.relative_to(ROOT / "tests").as_posix() for file in (ROOT / "tests").rglob("test_*.py")
    }
    wanted = {(file, ""): 1 for file in files}
    wanted |= {
        (file, "postgresql://nobody@"): 1 for file in files if file.startswith("integration/")
    }
    assert files_run(script) == wanted


def test_stages_side_by_side_share_no_database(script: ModuleType) -> None:
    told = [env["DATABASE_URL"] for _, command, env in script.stages(False, ON_POSTGRESQL)
            if "-m" in command and "DATABASE_URL" in env and "pytest" in command]  # fmt: skip
    assert sorted(told) == [env["DATABASE_URL"] for env in ON_POSTGRESQL]
