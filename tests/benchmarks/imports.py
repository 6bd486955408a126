"""How fast a list goes into the register, beside the usual ways: benchmarks I1 to I5.

    python -m tests.benchmarks.imports [--rows 10000] [--rounds 3] [--large 100000]

Every way runs in a process of its own on a fresh copy of a loaded database, all ways in turn within
a round, so that what else the machine does falls on all of them. Prints medians, ratios (the median
of the rounds' own ratios) and the gates. Nothing of this is a test: a busy machine fails no build.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests import servers  # noqa: E402 - found only after the line above
from tests.application import environment, manage  # noqa: E402
from tests.benchmarks.lists import write_workbook  # noqa: E402
from tests.faults.recomputing import copy_database  # noqa: E402

RAW_OF_ALL = "raw, of all that ours writes"
DEFAULTS = "import-export, defaults"
PREVIEWED = "import-export, previewed"
POSTGRES = (
    *("ours", "raw", RAW_OF_ALL),
    *("import-export, tuned", DEFAULTS, PREVIEWED),
)
SQLITE = ("ours", "raw")
Results = dict[tuple[str, str], list[dict[str, Any]]]


def measure(way: str, file: Path, env: dict[str, str]) -> dict[str, Any]:
    """Run one way in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.one_import", way, file, f"{file}.rows"],
        cwd=ROOT,
        env={**env, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONDONTWRITEBYTECODE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{way} failed:\n{done.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def load(env: dict[str, str]) -> None:
    """A database with the demonstration in it."""
    manage(ROOT, env, "migrate", "--verbosity", "0")
    manage(ROOT, env, "load_demonstration")


def rounds_of(file: Path, rounds: int, ways: tuple[str, ...], folder: Path) -> Results:
    """Measure every way so many times, in turn, on both databases."""
    results: Results = {}
    with servers.postgres() as server:
        loaded = servers.new_database(server, "loaded")
        load(environment(PM_DATA_DIR=str(folder / "pg"), DATABASE_URL=loaded))
        load(environment(PM_DATA_DIR=str(folder / "sqlite")))
        # So that no way is the first to compile what it imports.
        few = write_workbook(folder / "few.xlsx", 10)
        for place, way in enumerate(ways):
            database = copy_database(server, "loaded", f"warm_{place}")
            measure(way, few, environment(PM_DATA_DIR=str(folder / "pg"), DATABASE_URL=database))
        for turn in range(rounds):
            for place, way in enumerate(way for way in POSTGRES if way in ways):
                database = copy_database(server, "loaded", f"run_{turn}_{place}_{len(ways)}")
                env = environment(PM_DATA_DIR=str(folder / "pg"), DATABASE_URL=database)
                results.setdefault(("PostgreSQL", way), []).append(measure(way, file, env))
            for place, way in enumerate(way for way in SQLITE if way in ways):
                own = folder / f"run-{turn}-{place}"
                own.mkdir(exist_ok=True)
                subprocess.run(["cp", "-a", f"{folder / 'sqlite'}/.", own], check=True)
                env = environment(PM_DATA_DIR=str(own))
                results.setdefault(("SQLite", way), []).append(measure(way, file, env))
            print(f"round {turn + 1} of {rounds} done", flush=True)
    return results


def seconds(runs: list[dict[str, Any]]) -> list[float]:
    """The whole time of each round."""
    return [run["parts"]["all"] for run in runs]


def ratio(upper: list[dict[str, Any]], lower: list[dict[str, Any]]) -> float:
    """The median of the rounds' own ratios."""
    return statistics.median(
        one / other for one, other in zip(seconds(upper), seconds(lower), strict=True)
    )


def report(results: Results) -> None:
    """Print what was measured. Raises AssertionError where the ways did not write the same rows."""
    written = {str(run["rows"]) for runs in results.values() for run in runs}
    assert len(written) == 1, written
    print(f"\nrows of the register written by each way, by table: {written.pop()}")
    print(f"{'database':11}{'way':30}{'median s':>9}{'lowest':>8}{'highest':>8}{'peak MB':>9}")
    for (database, way), runs in results.items():
        took = seconds(runs)
        peak = max(max(run["peak_mb"], run["child_mb"]) for run in runs)
        print(
            f"{database:11}{way:30}{statistics.median(took):9.2f}{min(took):8.2f}{max(took):8.2f}"
            f"{peak:9}"
        )
    for database in ("PostgreSQL", "SQLite"):
        parts = [run["parts"] for run in results[database, "ours"]]
        medians = {name: statistics.median(part[name] for part in parts) for name in parts[0]}
        words = ", ".join(f"{name} at {value:.2f} s" for name, value in medians.items())
        print(f"ours on {database}: {words}")


def gates(results: Results) -> None:
    """Print the ratios that are to be reached."""
    ours = results["PostgreSQL", "ours"]
    lines = (
        ("I1", "import-export with its preview and audit / ours", ">= 20x", ">= 50x", PREVIEWED),
        (
            "I1",
            "import-export, one bare pass / ours",
            ">= 20x",
            ">= 50x",
            "import-export, defaults",
        ),
        ("I2", "import-export, tuned / ours", ">= 3x", ">= 6x", "import-export, tuned"),
    )
    for name, words, gate, target, way in lines:
        value = ratio(results["PostgreSQL", way], ours)
        print(f"{name}  {words:50}{value:7.1f}x   gate {gate}, target {target}")
    words = "ours / calamine and COPY of the same rows"
    value = ratio(ours, results["PostgreSQL", RAW_OF_ALL])
    print(f"I3  {words:50}{value:7.1f}x   gate <= 3x, target <= 2x")
    value = ratio(ours, results["PostgreSQL", "raw"])
    print(f"    {'  and of them those of the register alone':50}{value:7.1f}x")
    value = ratio(results["SQLite", "ours"], results["SQLite", "raw"])
    print(f"I5  {'SQLite: ours / raw executemany':50}{value:7.1f}x   gate <= 8x, target <= 4x")


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=10_000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--large", type=int, default=98_000, help="rows for I4; 0 leaves it out")
    options = asked.parse_args()
    print(f"{os.cpu_count()} processors; {options.rows:,} rows, {options.rounds} rounds")
    with tempfile.TemporaryDirectory(prefix="pm-bench-") as name:
        folder = Path(name)
        file = write_workbook(folder / "list.xlsx", options.rows)
        results = rounds_of(file, options.rounds, POSTGRES, folder)
        report(results)
        gates(results)
        if options.large:
            large = write_workbook(folder / "large.xlsx", options.large)
            found = rounds_of(large, 1, ("ours",), folder / "large")["PostgreSQL", "ours"][0]
            print(
                f"I4  {options.large:,} rows: worker {found['peak_mb']} MB, child "
                f"{found['child_mb']} MB, {found['parts']['all']:.1f} s   "
                "gate <= 500 MB, target <= 300 MB"
            )


if __name__ == "__main__":
    main()
