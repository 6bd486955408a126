"""The commands that install and that test: what they take for granted, and what they refuse."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests import browsers
from tests.unit.house.project_files import ROOT, read


@pytest.fixture
def installer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """scripts/install.py, with a venv and locks of the test's own."""
    spec = importlib.util.spec_from_file_location("install", ROOT / "scripts" / "install.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "run.txt").write_text("django==1\n")
    (tmp_path / "dev.txt").write_text("django==1\npytest==1\n")
    monkeypatch.setattr(module, "LOCKS", tmp_path)
    monkeypatch.setattr(module, "STAMP", tmp_path / "installed")
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    return module


def test_what_is_installed_is_told_by_the_lock_it_was_installed_from(installer: ModuleType) -> None:
    assert not installer.is_installed("run")
    installer.STAMP.write_text(installer.fingerprint("run"))
    assert installer.is_installed("run")
    assert not installer.is_installed("dev")
    (installer.LOCKS / "run.txt").write_text("django==2\n")
    assert not installer.is_installed("run")


def test_the_development_lock_serves_the_application_too(installer: ModuleType) -> None:
    installer.STAMP.write_text(installer.fingerprint("dev"))
    assert installer.is_installed("dev")
    assert installer.is_installed("run")


def test_the_settings_of_pip_reach_uv_and_a_setting_of_uv_wins(
    installer: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://packages.example/simple")
    monkeypatch.setenv("PIP_FIND_LINKS", "wheels")
    monkeypatch.setenv("UV_FIND_LINKS", "other-wheels")
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    env = installer.environment()
    assert env["UV_DEFAULT_INDEX"] == "https://packages.example/simple"
    assert env["UV_FIND_LINKS"] == "other-wheels"
    assert env["UV_PYTHON_DOWNLOADS"] == "never"


def test_without_a_browser_there_is_an_error_that_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(browsers.VARIABLE, raising=False)
    with pytest.raises(RuntimeError, match="apt-get install chromium"):
        browsers.required()
    named = tmp_path / "my-chrome"
    named.write_text("")
    named.chmod(0o755)
    monkeypatch.setenv(browsers.VARIABLE, str(named))
    assert browsers.required() == named


def test_ci_runs_what_people_run() -> None:
    assert read(Path(".ci/run")).splitlines()[1:] == ["exec make test"]
