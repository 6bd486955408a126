"""The database goes while people work, and comes back: pages say so, and nothing saved is lost."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests import servers
from tests.application import ROOT, environment, manage
from tests.integration.journey.visitor import Visitor
from tests.processes import wait_until

EMAIL, PASSWORD = "noor@platform.example", "seven-grey-herons-wading"


@contextmanager
def web(env: dict[str, str], log: Path) -> Iterator[str]:
    """A web server alone, as in production; gives its address."""
    port = servers.free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"),
        *("--workers", "1", "--threads", "4", "--no-control-socket"),
    ]
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=written, stderr=written)
    try:
        wait_until(lambda: b"Listening at" in log.read_bytes(), 60, "for the web server")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "web.log"


def add_council(visitor: Visitor, name: str) -> None:
    visitor.send(
        "administrator_name",
        name=name,
        slug=name.lower(),
        administrator_name="Ada Marsh",
        administrator_email=f"ada@{name.lower()}.example",
    )


def assert_away(visitor: Visitor) -> None:
    assert visitor.page.status == 503
    assert visitor.page.headers["Retry-After"] == "120"
    assert "Try again in a few minutes" in visitor.page.text
    assert "Nothing that was acknowledged is lost" in visitor.page.text


def test_pages_are_503_while_the_database_is_away_and_nothing_saved_is_lost(
    tmp_path: Path, log: Path
) -> None:
    with ExitStack() as stack:
        folder = stack.enter_context(servers.postgres_folder())
        with servers.postgres_in(folder) as url:
            env = environment(
                PM_DATA_DIR=str(tmp_path / "data"), DATABASE_URL=url, PM_PASSWORD=PASSWORD
            )
            manage(ROOT, env, "migrate", "--verbosity", "0")
            manage(ROOT, env, "create_system_administrator", "--email", EMAIL, "--name", "Noor")
            visitor = Visitor(stack.enter_context(web(env, log)))
            visitor.get(f"{visitor.site}/sign-in/")
            visitor.send("username", username=EMAIL, password=PASSWORD)
            visitor.get(f"{visitor.site}/councils/")
            add_council(visitor, "Mereshire")
            assert "Mereshire was added" in visitor.page.text
            form = visitor.page

        # Away and back while nobody looked: the next page is as ever.
        with servers.postgres_in(folder):
            assert "Mereshire" in visitor.get(f"{visitor.site}/councils/").text

        visitor.get(f"{visitor.site}/councils/")
        assert_away(visitor)
        visitor.page = form
        add_council(visitor, "Fenshire")
        assert_away(visitor)
        assert Visitor(visitor.site).get(f"{visitor.site}/help/").status == 200

        stack.enter_context(servers.postgres_in(folder))
        wait_until(
            lambda: visitor.get(f"{visitor.site}/councils/").status == 200, 60, "for the pages"
        )
        assert "Mereshire" in visitor.page.text
        assert "Fenshire" not in visitor.page.text
        add_council(visitor, "Fenshire")
        assert "Fenshire was added" in visitor.page.text

    lines = log.read_text()
    assert "Traceback" not in lines
    assert lines.count(" ERROR django.request [") >= 2
    assert "not available at /councils/: " in lines
