"""Return, approval, recompute, dashboard: gunicorn and a Celery worker in processes of their own.

On the database and the broker of the run that this is part of: SQLite and files, or PostgreSQL
and Redis.
"""

import csv
import io
import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests import application, servers
from tests.application import Application
from tests.integration.journey.visitor import Visitor
from tests.processes import wait_until

PROGRAMME = "/c/fenmarch/programmes/community-micro-enterprises"
PRINTED = re.compile(r"^\s+(\S+@\S+\.example)\s+(\S+)", re.MULTILINE)
# By hand, for Y2 Q1: 310.5 hours a week x 13 weeks x £4.40 = 17,760.60; less £13,000.10 spent is
# 4,760.50. The plan that stood in its place: 290 x 13 x 4.40 - 12,000 = 4,588.
NET, MOVED = Decimal("4760.50"), Decimal("172.50")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The application on a new database; with PostgreSQL and Redis where the run has them."""
    told = {}
    server = os.environ.get("DATABASE_URL", "")
    if server.startswith("postgresql:"):
        redis = os.environ["REDIS_URL"].rsplit("/", 1)[0]
        told = {
            "DATABASE_URL": servers.new_database(server, "journey"),
            "REDIS_URL": f"{redis}/7",
        }
    with application.up(tmp_path_factory.mktemp("journey"), **told) as found:
        yield found


@pytest.fixture(scope="module")
def passwords(running: Application) -> dict[str, str]:
    """What the invented people sign in with."""
    return dict(PRINTED.findall(running.manage("load_demonstration")))


def visitor(running: Application, passwords: dict[str, str], role: str) -> Visitor:
    """Somebody with this role, signed in through the page."""
    found = Visitor(running.url)
    found.sign_in(f"{role}@fenmarch.example", passwords[f"{role}@fenmarch.example"])
    return found


def cash_flow(board: Visitor) -> dict[str, dict[str, str]]:
    """The board's download by quarter: actual, then forecast, on all hours."""
    text = board.get(f"{PROGRAMME}/cash-flow.csv").text.removeprefix("\ufeff")
    return {
        row["Programme quarter"]: row
        for row in csv.DictReader(io.StringIO(text))
        if (row["Series"], row["Basis"]) == ("Actual, then forecast", "All hours, as published")
    }


def amounts(rows: dict[str, dict[str, str]], name: str) -> dict[str, Decimal]:
    """One amount by quarter, exact."""
    return {quarter: Decimal(row[f"{name}, exact (£)"]) for quarter, row in rows.items()}


def test_an_approved_return_reaches_the_board(
    running: Application, passwords: dict[str, str]
) -> None:
    board = visitor(running, passwords, "board")
    before = amounts(cash_flow(board), "Cumulative")
    assert len(before) == 8

    commissioner = visitor(running, passwords, "commissioner")
    commissioner.follow("Community micro-enterprises: return for Y2 Q1")
    assert "Begin this return" in commissioner.page.text
    commissioner.press("/start/")
    commissioner.follow("Delivery")
    commissioner.send(
        "hours_per_week__seen",
        hours_per_week__choice="typed",
        hours_per_week="310.5",
        hours_per_week__reason="The partner's own count",
        new_enterprises__choice="register",
        enquiries__choice="register",
        then="continue",
    )
    commissioner.send("expenditure", expenditure="13000.10", then="continue")
    commissioner.get(f"{PROGRAMME}/returns/5/check/")
    assert "310.5 hours a week" in commissioner.page.text
    commissioner.press("/submit/")
    assert "Return submitted" in commissioner.page.text

    finance = visitor(running, passwords, "finance")
    finance.follow("Community micro-enterprises: decide the return for Y2 Q1")
    finance.send("edition", decision="approve")
    assert "The return is approved." in finance.page.text

    wait_until(lambda: amounts(cash_flow(board), "Cumulative") != before, 60, "for the recompute")
    rows = cash_flow(board)
    after = amounts(rows, "Cumulative")
    assert [after[quarter] - before[quarter] for quarter in before] == [0] * 4 + [MOVED] * 4
    assert amounts(rows, "Net")["Y2 Q1"] == NET
    assert (rows["Y2 Q1"]["Hours are"], rows["Y2 Q1"]["Expenditure is"]) == ("Actual", "Actual")
    page = board.get(f"{PROGRAMME}/")
    assert "On actual figures to Y2 Q1 and plan from there" in page.text
    assert "no differences" in running.manage("check_cash_flow", "--council", "fenmarch")


def test_web_and_worker_are_two_processes(running: Application) -> None:
    web, worker = running.process("web server"), running.process("worker")
    assert web != worker
    assert {web, worker} <= set(running.processes())
    command = (
        Path(f"/proc/{web}/cmdline").read_bytes(),
        Path(f"/proc/{worker}/cmdline").read_bytes(),
    )
    assert b"gunicorn" in command[0]
    assert b"celery" in command[1]
