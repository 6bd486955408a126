"""The demonstration with one return handed in, on either database, for the recompute tests.

Everything is done by processes of the application and seen from outside: rows, files, commands.
"""

import contextlib
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis

from tests import servers
from tests.application import ROOT, environment, manage
from tests.faults.workers import DATABASE, Data, worker
from tests.processes import wait_until

# The invented council's fifth quarter has ended, and its return is due.
SUBMIT = """
from decimal import Decimal
from accounts.models import User
from programmes.actions import returns
from programmes.editions import editions_of
from programmes.models import Programme

programme = Programme.unscoped.get(council__slug="fenmarch")
commissioner = User.objects.get(email="commissioner@fenmarch.example")
opened = returns.open_version(programme=programme, quarter_number=5, by=commissioner)
returns.save(
    return_=opened,
    by=commissioner,
    seen=editions_of(opened),
    entries={
        "hours_per_week": returns.Entry(Decimal("262.25"), reason="Two weeks are still to come"),
        "expenditure": returns.Entry(Decimal("12345.67")),
    },
)
opened.refresh_from_db()
for code in ("new_enterprises", "enquiries"):
    returns.save(
        return_=opened,
        by=commissioner,
        seen=editions_of(opened),
        entries={code: returns.Entry(origin="register")},
    )
    opened.refresh_from_db()
assert returns.submit(return_=opened, by=commissioner, edition=opened.edition)
"""
APPROVE = """
from accounts.models import User
from programmes.actions import returns
from programmes.models import QuarterlyReturn

waiting = QuarterlyReturn.unscoped.get(status="submitted")
finance = User.objects.get(email="finance@fenmarch.example")
assert returns.approve(return_=waiting, by=finance, edition=waiting.edition)
"""
LINES = """
SELECT series, basis, quarter_number, hours, cost_avoidance_millionths, expenditure,
       net_millionths, cumulative_millionths, hours_state, expenditure_state, return_version_id
FROM cashflow_line JOIN cashflow_run ON cashflow_run.id = run_id
JOIN programmes_programme ON programmes_programme.id = programme_id
JOIN accounts_council ON accounts_council.id = programmes_programme.council_id
WHERE accounts_council.slug = 'fenmarch' ORDER BY series, basis, quarter_number
"""

Rows = list[tuple[object, ...]]


@dataclass
class Kept(Data):
    """Data on which the worker runs as in service: the application's own settings."""

    # The last job that the loading queued.
    loaded: int = 0

    @property
    def env(self) -> dict[str, str]:
        """The environment of every process on these data."""
        return environment(
            PM_DATA_DIR=str(self.folder), PM_TESTING="yes", PM_JOB_LEASE_SECONDS="2", **self.more
        )

    def query(self, sql: str) -> Rows:
        """Read the database from outside."""
        if url := self.more.get("DATABASE_URL"):
            with psycopg.connect(url) as connection:
                return connection.execute(sql.encode()).fetchall()
        address = f"file:{self.folder / DATABASE}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=20)) as database:
            return database.execute(sql).fetchall()

    def jobs(self) -> Rows:
        """State and attempts of each job that was queued since the loading."""
        return self.query(
            f"SELECT state, attempts FROM jobs_job WHERE id > {self.loaded} ORDER BY id"
        )

    def lines(self) -> Rows:
        """The stored cash flow of the invented council's programme."""
        return self.query(LINES)

    def approve(self) -> None:
        """Approve the return that waits, in a process of its own as the web server is one."""
        self.run(APPROVE)

    def check(self) -> tuple[int, str]:
        """Exit status and words of `check_cash_flow`, which works everything out from scratch."""
        try:
            return 0, manage(ROOT, self.env, "check_cash_flow", "--council", "fenmarch")
        except subprocess.CalledProcessError as error:
            return error.returncode, str(error.output)


def load(data: Kept) -> None:
    """Fill an empty database: tables, demonstration, and the return that waits for approval."""
    manage(ROOT, data.env, "migrate", "--verbosity", "0")
    manage(ROOT, data.env, "load_demonstration")
    data.run(SUBMIT)
    with worker(data):
        wait_until(lambda: {state for state, _ in data.jobs()} == {"done"}, 60, "for the loading")
    ((data.loaded,),) = data.query("SELECT MAX(id) FROM jobs_job")  # type: ignore[assignment]


def copy_file(loaded: Kept, folder: Path) -> None:
    """Copy the database, with what a killed worker has left in the write-ahead file beside it."""
    with (
        contextlib.closing(sqlite3.connect(loaded.folder / DATABASE)) as source,
        contextlib.closing(sqlite3.connect(folder / DATABASE)) as copy,
    ):
        source.backup(copy)


def copy_database(server: str, template: str, name: str) -> str:
    """Copy a database on the server; return the address of the copy."""
    with psycopg.connect(server, autocommit=True) as connection:
        wanted = (psycopg.sql.Identifier(name), psycopg.sql.Identifier(template))
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*wanted))
    return servers.database_on(server, name)


def empty_redis(url: str, number: int) -> str:
    """Return the address of one of a Redis server's databases, with nothing in it."""
    address = f"{url.rsplit('/', 1)[0]}/{number}"
    with redis.Redis.from_url(address) as client:
        client.flushdb()
    return address
