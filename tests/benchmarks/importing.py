"""How long the importer takes for a list of new enterprises, and how much memory.

    .venv/bin/python -m tests.benchmarks.importing [rows]
    .venv/bin/python -m tests.servers .venv/bin/python -m tests.benchmarks.importing [rows]

measures on SQLite, or on the PostgreSQL that DATABASE_URL names. Reading the file is not in it:
rows come as the reader hands them on. Each round begins with an empty register; then the same list
is examined again, and as many other enterprises against the register that is full by then. "The
rows alone" are what saving wrote, taken out and written again as they are: the floor under it.
"""

import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from os import environ, sysconf
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.integration.enterprises.making import World
    from uploads.rows import ReadList

ROUNDS = 5


def main(rows: int) -> None:
    """Measures and prints."""
    environ.setdefault("PM_DATA_DIR", tempfile.mkdtemp(prefix="pm-benchmark-"))
    environ["PM_MODE"] = "demonstration"
    environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    if connection.vendor == "sqlite":
        # A file, as the application has.
        connection.settings_dict["TEST"]["NAME"] = f"{environ['PM_DATA_DIR']}/test.sqlite3"
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"{connection.vendor}, {rows:,} new enterprises of 14 fields, {ROUNDS} rounds")
        _measure(rows)
    finally:
        teardown_databases(databases, verbosity=0)


def _measure(rows: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from enterprises.importers import RegisterImporter
    from tests.integration.enterprises.making import a_council, a_world
    from tests.integration.importers.lists import stored
    from uploads.answers import Answers
    from uploads.importing import changes_of

    importer = RegisterImporter()
    times: dict[str, list[float]] = defaultdict(list)
    _say("before", _peak())
    for number in range(ROUNDS):
        world = a_world(a_council(f"Council{number}"))
        given = [_list(rows)]
        with _timed(times, "examine"):
            found = importer.examine(given, world.programme, Answers(), timezone.localdate())
        grave = [one for one in found.problems if one.severity.value in ("stops", "fix")]
        assert not grave, grave[:3]
        assert len(found.changes) >= rows, len(found.changes)
        upload = stored(world, found)
        changes = changes_of(upload)
        with _timed(times, "save"), transaction.atomic():
            importer.save(upload, changes, world.keeper)
        with _timed(times, "the same again"):
            again = importer.examine(given, world.programme, Answers(), timezone.localdate())
        assert not again.changes
        _write_the_same_rows(world, times)
        others = [_list(rows, "Trading as ")]
        with _timed(times, "others, of a full register"):
            found = importer.examine(others, world.programme, Answers(), timezone.localdate())
        for clock in ("", " (processor)"):
            times[f"both{clock}"].append(times[f"examine{clock}"][-1] + times[f"save{clock}"][-1])
    for what, seconds in times.items():
        print(
            f"{what:38} {statistics.median(seconds):6.2f} s [{min(seconds):.2f}-{max(seconds):.2f}]"
        )
    _say("after", _peak())


def _write_the_same_rows(world: "World", times: dict[str, list[float]]) -> None:
    """The floor under saving: the rows that it wrote, taken out and written again as they are."""
    from django.db import transaction

    from accounts import bulk
    from accounts.models import Event
    from enterprises.models import Enterprise, EnterpriseStage, TypicalWeek

    of_programme = {"enterprise__programme": world.programme}
    tables: list[tuple[Any, dict[str, Any]]] = [
        (Enterprise, {"programme": world.programme}),
        (Enterprise.service_types.through, of_programme),
        (EnterpriseStage, of_programme),
        (TypicalWeek, of_programme),
        (Event, {"council": world.council, "reason__startswith": "Upload"}),
    ]
    written = []
    for model, mine in tables:
        names = [field.attname for field in model._meta.concrete_fields]
        names = names[1:] if model is Event else names
        written.append((model, names, list(model._base_manager.filter(**mine).values_list(*names))))
    with transaction.atomic():
        for model, _, found in reversed(written[:-1]):
            bulk.delete(model, [row[0] for row in found])
    print(f"rows written: {sum(len(found) for _, _, found in written):,}")
    with _timed(times, "the rows alone"), transaction.atomic():
        for model, names, found in written:
            bulk.insert(model, names, found)


def _list(rows: int, before: str = "") -> "ReadList":
    from tests.integration.importers.lists import enterprises

    start = date(2022, 1, 3)
    return enterprises(
        *(
            {
                "reference": f"{before[:1]}ENT-{number:05}",
                "name": f"{before}{_WORDS[number % 7]} {_WORDS[number // 7 % 7]} of Lane {number}",
                "postcode": f"CB{number % 9 + 1} {number // 9 % 9 + 1}{_TWO[number % 400]}",
                "stage": "accredited" if number % 2 else "established",
                "stage_on": start + timedelta(days=number % 200 + 60 * (number % 2)),
                "in_development_on": start + timedelta(days=number % 200 - 40),
                "established_on": start + timedelta(days=number % 200),
                "accredited_on": start + timedelta(days=number % 200 + 60) if number % 2 else None,
                "closed_on": start + timedelta(days=number % 200 + 300)
                if not number % 20
                else None,
                "traded_before": False,
                "service_types": ("personal-care", "meals") if number % 3 else ("domestic",),
                "partner": "Catalyst Invented",
                "typical_hours": Decimal("12.5") if not number % 10 else None,
            }
            for number in range(rows)
        )
    )


_WORDS = ("Fen", "Isle", "Ouse", "Willow", "Heron", "Reed", "Mill")
_TWO = [first + second for first in "ABDEFGHJLNPQRSTUWXYZ" for second in "ABDEFGHJLNPQRSTUWXYZ"]


@contextmanager
def _timed(times: dict[str, list[float]], what: str) -> Iterator[None]:
    """By the clock, and by the processor time of this process and of the database's: on a busy
    machine only the latter says how much work there was."""
    began, worked = time.perf_counter(), time.process_time() + _server_seconds()
    yield
    times[what].append(time.perf_counter() - began)
    times[f"{what} (processor)"].append(time.process_time() + _server_seconds() - worked)


def _server_seconds() -> float:
    """The processor time of the PostgreSQL process that serves us; 0 on SQLite."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    fields = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / sysconf("SC_CLK_TCK")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _say(when: str, megabytes: int) -> None:
    print(f"peak memory {when}: {megabytes} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
