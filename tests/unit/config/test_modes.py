"""The two modes: neither starts with the other one's settings."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.application import ROOT, environment

PRODUCTION = {
    "PM_MODE": "production",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "PM_HOSTS": "monitor.example",
    "DATABASE_URL": "postgresql://nobody@localhost/nothing",
    "REDIS_URL": "redis://localhost:1/0",
    "EMAIL_HOST": "mail.example",
}


def start(tmp_path: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own."""
    whole = environment(PM_DATA_DIR=str(tmp_path), DJANGO_SETTINGS_MODULE="config.settings", **env)
    code = "from django.conf import settings as s; print(s.MODE, s.EMAIL_BACKEND)"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=whole,
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_mode_starts_with_its_own_settings(tmp_path: Path) -> None:
    assert start(tmp_path, {}).stdout.split()[0] == "demonstration"
    key = tmp_path / "secret-key"
    assert len(key.read_text()) > 50
    assert os.stat(key).st_mode & 0o077 == 0
    assert start(tmp_path, PRODUCTION).stdout.split()[0] == "production"


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    code = "from config.settings import SECRET_KEY; print(SECRET_KEY)"
    env = environment(PM_DATA_DIR=str(tmp_path))
    together = [
        subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    keys = {process.communicate()[0].strip() for process in together}
    assert keys == {(tmp_path / "secret-key").read_text()}
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["secret-key"]


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"PM_HOSTS": "monitor.council.example"}, "answers to this machine alone"),
        ({"PM_HOSTS": "localhost,*"}, "answers to this machine alone"),
        ({"PM_BEHIND_PROXY": "yes"}, "PM_BEHIND_PROXY is set"),
        ({"PM_MODE": "producton"}, "PM_MODE must be one of"),
        ({"PM_PORT": "eighty"}, "PM_PORT must be a whole number"),
        ({**PRODUCTION, "SECRET_KEY": "short"}, "SECRET_KEY must be set"),
        ({**PRODUCTION, "PM_HOSTS": ""}, "PM_HOSTS must name"),
        ({**PRODUCTION, "PM_HOSTS": "*"}, "PM_HOSTS must name"),
        ({**PRODUCTION, "DATABASE_URL": "sqlite:///x"}, "DATABASE_URL must name"),
        ({**PRODUCTION, "REDIS_URL": ""}, "REDIS_URL must name"),
        ({**PRODUCTION, "EMAIL_HOST": ""}, "EMAIL_HOST must name"),
        ({**PRODUCTION, "PM_TESTING": "yes"}, "are for tests"),
        ({**PRODUCTION, "PM_FAILPOINT": "job.claimed"}, "are for tests"),
    ],
)
def test_settings_of_the_wrong_mode_stop_the_start(
    tmp_path: Path, env: dict[str, str], words: str
) -> None:
    ended = start(tmp_path, env)
    assert ended.returncode != 0
    assert words in ended.stderr
