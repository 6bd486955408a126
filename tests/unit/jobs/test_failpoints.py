"""Failpoints mean nothing unless a test asks for them, and nothing at all in production."""

import os
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from jobs import failpoints


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def asked_for(monkeypatch: pytest.MonkeyPatch, name: str, testing: str = "yes") -> None:
    monkeypatch.setenv("PM_FAILPOINT", name)
    monkeypatch.setenv("PM_TESTING", testing)


def test_a_failpoint_that_was_asked_for_leaves_a_mark_and_holds_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked_for(monkeypatch, "job.claimed")
    failpoints.release_file("job.claimed").touch()  # so that this very process goes on
    failpoints.reach("job.claimed")
    assert failpoints.reached_file("job.claimed").read_text() == str(os.getpid())
    failpoints.release_file("job.claimed").unlink()
    failpoints.reach("job.claimed")  # does not hold a second time


@pytest.mark.parametrize("case", ["another", "not testing", "production"])
def test_otherwise_nothing_happens(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, folder: Path, case: str
) -> None:
    asked_for(
        monkeypatch,
        "job.worked" if case == "another" else "job.claimed",
        testing="" if case == "not testing" else "yes",
    )
    settings.DEMONSTRATION = case != "production"
    failpoints.reach("job.claimed")
    assert list(folder.iterdir()) == []
