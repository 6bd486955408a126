"""A worker killed between "approved" and "recomputed", or amid recomputing, costs no figure.

On both databases: processes of the application, `kill -9`, and no step by hand afterwards.
"""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest

from tests.faults.recomputing import Kept, copy_database, copy_file, empty_redis
from tests.faults.workers import worker
from tests.processes import wait_until

# Worked out by hand for Y2 Q1: 262.25 hours x 13 weeks x £4.40 = 15,000.70; less 12,345.67 spent.
APPROVED_CELL = {
    "hours": "3409.25",
    "cost_avoidance_millionths": "15000700000",
    "expenditure": "12345.67",
    "net_millionths": "2655030000",
}
# Where the worker is killed; the recompute has by then read its inputs, or stored its lines.
POINTS = ("job.claimed", "recompute.read", "recompute.written")
_numbers = count(1)


@pytest.fixture(params=["SQLite and files", "PostgreSQL and Redis"])
def data(
    request: pytest.FixtureRequest, tmp_path: Path, postgres_server: str, redis_url: str
) -> Iterator[Kept]:
    """Data of the test's own: a return is submitted, nothing is queued."""
    if request.param == "SQLite and files":
        loaded: Kept = request.getfixturevalue("on_sqlite")
        copy_file(loaded, tmp_path)
        yield replace(loaded, folder=tmp_path)
        return
    loaded = request.getfixturevalue("on_postgres")
    database = copy_database(postgres_server, "loaded", f"killed_{next(_numbers)}")
    told = {"DATABASE_URL": database, "REDIS_URL": empty_redis(redis_url, 9)}
    yield replace(loaded, folder=tmp_path, more=told)


def is_done(data: Kept, attempts: int) -> None:
    """Wait for a worker that was simply started, then hold the figures against fresh ones."""
    with worker(data):
        wait_until(lambda: data.jobs() == [("done", attempts)], 60, "for the recompute")
    assert data.check() == (
        0,
        "Fenmarch County Council, Community micro-enterprises: no differences\n",
    )
    assert approved_cell(data) == {name: Decimal(text) for name, text in APPROVED_CELL.items()}


def approved_cell(data: Kept) -> dict[str, Decimal]:
    """What is stored of the quarter whose return was approved."""
    (row,) = data.query(
        f"SELECT {', '.join(APPROVED_CELL)}, hours_state, expenditure_state FROM cashflow_line "
        "WHERE series = 'outturn' AND basis = 'published' AND quarter_number = 5 AND run_id = "
        "(SELECT MAX(id) FROM cashflow_run)"
    )
    *amounts, hours_state, expenditure_state = row
    assert (hours_state, expenditure_state) == ("actual", "actual")
    # SQLite hands decimals out as floats; nothing here has more than two places.
    named = zip(APPROVED_CELL, amounts, strict=True)
    return {name: Decimal(str(amount)).quantize(Decimal("0.01")) for name, amount in named}


def test_approved_while_no_worker_lives(data: Kept) -> None:
    before = data.lines()
    with worker(data) as running:
        running.kill()
    data.approve()
    assert data.jobs() == [("queued", 0)]
    assert data.lines() == before
    status, words = data.check()
    assert status == 1, "the check sees that the figures are no longer those of the returns"
    assert "outturn, published, quarter 5: expenditure is 12000.00 and should be 12345.67" in words
    is_done(data, attempts=1)


@pytest.mark.parametrize("point", POINTS)
def test_the_worker_is_killed(data: Kept, point: str) -> None:
    before = data.lines()
    with worker(data, failpoint=point) as first:
        data.approve()
        wait_until(lambda: data.reached(point), what=f"for {point}")
        first.kill()
    assert data.jobs() == [("running", 1)]
    assert data.lines() == before, "nothing of the interrupted recompute is to be seen"
    is_done(data, attempts=2)
    assert data.lines() != before


def test_the_process_that_recomputes_is_killed(data: Kept) -> None:
    """As the kernel does when memory runs out; the worker lives on and needs no restart."""
    with worker(data, failpoint="recompute.written") as running:
        data.approve()
        wait_until(lambda: data.reached("recompute.written"), what="for the written lines")
        held = data.reached("recompute.written")
        assert held not in (None, running.process.pid)
        os.kill(int(held or 0), signal.SIGKILL)
        wait_until(lambda: data.jobs() == [("done", 2)], 60, "for the second attempt")
        assert running.process.poll() is None
    is_done(data, attempts=2)
