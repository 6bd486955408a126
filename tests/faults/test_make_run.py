"""`make run` in a fresh clone: it starts, stops however it is told to, and keeps its data."""

import os
import signal
import socket
import sqlite3
import subprocess
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.application import Application, environment, make_run
from tests.processes import wait_until
from tests.servers import free_port


def first_page(application: Application) -> int:
    """The status of the page that a visitor of the address ends on."""
    with urllib.request.urlopen(f"{application.url}/", timeout=10) as answer:
        status: int = answer.status
        return status


def people(clone: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(clone / "var" / "programme-monitor.sqlite3") as database:
        return database.execute("SELECT * FROM accounts_user ORDER BY id").fetchall()


@pytest.fixture(scope="module")
def started_before(fresh_clone: Path) -> list[tuple[object, ...]]:
    """The people whom the first start of the clone has invented."""
    with make_run(fresh_clone) as application:
        assert first_page(application) == 200
    return people(fresh_clone)


def terminate(application: Application) -> None:
    application.make.send_signal(signal.SIGTERM)


def terminate_everyone_in_the_group(application: Application) -> None:
    os.killpg(application.make.pid, signal.SIGTERM)


def kill(application: Application) -> None:
    application.make.kill()


@pytest.mark.parametrize(
    "stop", [terminate, Application.press_ctrl_c, terminate_everyone_in_the_group, kill]
)
def test_however_it_is_stopped_no_process_stays_and_the_data_do(
    fresh_clone: Path,
    started_before: list[tuple[object, ...]],
    stop: Callable[[Application], None],
) -> None:
    with make_run(fresh_clone) as application:
        assert first_page(application) == 200
        assert people(fresh_clone) == started_before != []
        # make, the supervisor, the web server with two processes, the worker with two.
        wait_until(lambda: len(application.processes()) >= 8)
        stop(application)
        application.wait()
        # A make that was killed could not wait for anyone.
        wait_until(lambda: application.processes() == [], 40 if stop is kill else 0)
        assert "is killed" not in application.output
        assert application.output.rstrip().endswith("Stopped.")


def test_a_worker_that_is_killed_is_replaced(fresh_clone: Path) -> None:
    with make_run(fresh_clone) as application:
        wait_until(lambda: "ready." in application.output, what="for the first worker")
        first = application.process("worker")
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: application.process("worker") != first)
        wait_until(lambda: application.output.count("ready.") >= 2, what="for the second worker")
        assert first not in application.processes()


def test_a_port_that_is_taken_is_said_in_words(
    fresh_clone: Path, started_before: list[tuple[object, ...]]
) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        ended = subprocess.run(
            ["make", "run"],
            cwd=fresh_clone,
            env=environment(PM_PORT=str(port)),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert ended.returncode != 0
    assert f"Port {port} on 127.0.0.1 is taken" in ended.stderr
    assert "Traceback" not in ended.stderr
