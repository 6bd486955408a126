"""`make test` runs every test file, none of them twice on the same database, whoever calls it."""

import importlib.util
import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from tests.unit.house.project_files import ROOT

ON_POSTGRESQL = [{"DATABASE_URL": f"postgresql://nobody@/stage_{number}"} for number in range(2)]


@pytest.fixture
def script() -> ModuleType:
    """`scripts/test.py`."""
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


def test_files_go_into_memory_only_where_there_is_plenty(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "MEMORY", tmp_path)
    monkeypatch.setattr(script, "MEMORY_NEEDED", 1)
    assert script.temporary_folder() == tmp_path
    monkeypatch.setattr(script, "MEMORY_NEEDED", 2**60)
    assert script.temporary_folder() == Path(tempfile.gettempdir()) != tmp_path
    monkeypatch.setattr(script, "MEMORY_NEEDED", 1)
    monkeypatch.setattr(script, "MEMORY", tmp_path / "missing")
    assert script.temporary_folder() == Path(tempfile.gettempdir())


def test_no_setting_of_the_persons_own_reaches_a_stage(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = ("DATABASE_URL", "REDIS_URL", "PM_MODE", "PYTEST_ADDOPTS", "PYTHONDONTWRITEBYTECODE")
    for name in theirs:
        monkeypatch.setenv(name, "theirs")
    show = [sys.executable, "-c", "import os; print(*map(os.environ.get, os.sys.argv[1:]))"]
    lanes = script.Lanes([], tmp_path, False)
    status, printed = lanes._run(("show", [*show, *theirs], {"REDIS_URL": "ours"}))
    assert status == 0
    *others, added, bytecode = printed.split()
    assert others == ["None", "ours", "None"]
    assert added.startswith(f"--basetemp={tmp_path}")
    assert bytecode == "None"
