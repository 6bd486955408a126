"""Everything that a change must pass, in one command: `make test`.

Installs the browser where it may, starts its own PostgreSQL and Redis, runs every stage and ends
with one line for each. A missing browser or server is a failure, never a skipped test. Three stages
run side by side, since a stage uses one processor and often waits: two alone leave a third of a
small machine idle. What each has printed follows when it ends.

    .venv/bin/python scripts/test.py [--slow]
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import browsers, servers, slow_line  # noqa: E402 - found only after the line above

APT_PACKAGES = {
    "chromium": lambda: browsers.find() is not None,
    "fonts-liberation": lambda: Path("/usr/share/fonts/truetype/liberation").exists(),
    "redis-server": lambda: shutil.which("redis-server") is not None,
}
PYTEST_FOUND_NOTHING = 5
SIDE_BY_SIDE = 3
# Where files live in memory, on Linux; and the bytes that must be free for the tests' files.
MEMORY = Path("/dev/shm")  # noqa: S108 - only folders of our own are made in it
MEMORY_NEEDED = 4 * 1024**3

Stage = tuple[str, list[str], Mapping[str, str]]


def install_machine_packages() -> None:
    """As root on Debian or Ubuntu, installs what the tests need; elsewhere changes nothing."""
    missing = [name for name, is_there in APT_PACKAGES.items() if not is_there()]
    if not missing or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print(f"Installing {', '.join(missing)}", flush=True)
    # The tests start their servers themselves; RUNLEVEL keeps Debian from starting them too.
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    apt = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600")
    install = [*apt, "install", "--yes", "--no-install-recommends", *missing]
    if subprocess.run(install, env=env, check=False, capture_output=True).returncode == 0:
        return
    # Most often there are no package lists yet, or old ones. What fails now is shown.
    subprocess.run([*apt, "update"], env=env, check=False)
    subprocess.run(install, env=env, check=False, stdout=subprocess.DEVNULL)


def say_versions() -> None:
    """Names the programs that the tests will use; fails if there is no browser."""
    browser = browsers.required()
    with tempfile.TemporaryDirectory() as folder:
        postgres = servers.postgres_binaries(Path(folder, "programs")) / "postgres"
        print(servers.version(postgres))
    print(servers.version(servers.redis_binary()))
    print(f"{servers.version(browser)} ({browser})")
    print(f"Python {sys.version.split()[0]}", flush=True)


def temporary_folder() -> Path:
    """Where the tests' files go: into memory where there is plenty, since SQLite waits for the disk
    at every commit, and no test cuts the power.
    """
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK):
        meminfo = Path("/proc/meminfo").read_text(encoding="ascii")
        left = int(meminfo.split("MemAvailable:", 1)[1].split()[0]) * 1024
        if min(left, shutil.disk_usage(MEMORY).free) >= MEMORY_NEEDED:
            return MEMORY
    return Path(tempfile.gettempdir())


def production_environment() -> dict[str, str]:
    """What a production server would be told, enough of it for `check --deploy`."""
    return {
        "PM_MODE": "production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "PM_HOSTS": "monitor.example",
        "DATABASE_URL": "postgresql://nobody@localhost/nothing",
        "REDIS_URL": "redis://localhost:1/0",
        "EMAIL_HOST": "mail.example",
    }


# Parts of a folder that are a stage of their own; what is added to the folder joins the rest of it.
INTEGRATION = ("integration/access", "integration/dashboards", "integration/importers")
KILLED = ("faults/test_recompute_killed.py", "faults/test_upload_killed.py")
# One clone and one installation serve both.
CLONE = ("browser/test_journey.py", "faults/test_make_run.py")


def told_to_run(*places: str, without: Sequence[str]) -> list[str]:
    """What pytest is told to run of tests/: these folders and files, without some in them."""
    left_out = [f"--ignore=tests/{place}" for place in without]
    return [f"tests/{place}" for place in places] + left_out


def stages(slow: bool, servers_env: Sequence[Mapping[str, str]]) -> list[Stage]:
    """Every stage: its name, its command and what its environment has besides.

    Two stages at once on PostgreSQL and Redis each have a database of their own on either.
    """
    python = sys.executable
    beside = Path(python).parent
    django = [python, "manage.py"]
    pytest = [python, "-m", "pytest", "-q", "--durations=5"]

    def pytest_stage(
        name: str,
        *places: str,
        without: Sequence[str] = (),
        marks: str = "not slow",
        env: Mapping[str, str] = {},
    ) -> Stage:
        return name, [*pytest, "-m", marks, *told_to_run(*places, without=without)], env

    if slow:
        everywhere = ("unit", "integration", "faults", "browser")
        return [
            pytest_stage("slow tests, SQLite", *everywhere, marks="slow"),
            pytest_stage("slow tests, PostgreSQL", "integration", marks="slow", env=servers_env[0]),
            pytest_stage("browser tests, slow line", "browser", env={slow_line.VARIABLE: "0.4"}),
        ]
    return [
        ("ruff check", [python, "-m", "ruff", "check", "."], {}),
        ("ruff format", [python, "-m", "ruff", "format", "--check", "."], {}),
        ("import contracts", [str(beside / "lint-imports")], {}),
        ("types", [python, "-m", "mypy"], {}),
        ("check", [*django, "check", "--fail-level", "WARNING"], {}),
        (
            "check --deploy",
            [*django, "check", "--deploy", "--fail-level", "WARNING"],
            production_environment(),
        ),
        ("migrations", [*django, "makemigrations", "--check", "--dry-run"], {}),
        # The longest first, so that the last of them does not run alone.
        pytest_stage("browser tests", "browser", without=CLONE),
        pytest_stage("fault tests, killed workers", *KILLED),
        pytest_stage(
            "integration tests, PostgreSQL and Redis",
            "integration",
            without=INTEGRATION,
            env=servers_env[0],
        ),
        pytest_stage("integration tests, SQLite", "integration", without=INTEGRATION),
        pytest_stage("more of them, PostgreSQL and Redis", *INTEGRATION, env=servers_env[1]),
        pytest_stage("more of them, SQLite", *INTEGRATION),
        pytest_stage("fault tests, all others", "faults", without=(*CLONE, *KILLED)),
        pytest_stage("a fresh clone", *CLONE),
        pytest_stage("unit tests", "unit"),
    ]


class Lanes:
    """Takes the stages in turn, some at a time, and keeps how each ended."""

    def __init__(self, stages: list[Stage], data: Path, slow: bool) -> None:
        self.waiting: Iterator[Stage] = iter(stages)
        self.data, self.slow = data, slow
        self.turn = threading.Lock()
        self.running: set[subprocess.Popen[str]] = set()
        self.results: list[tuple[str, bool, float]] = []
        self.stopping = False

    def run(self) -> None:
        """Run every stage to its end; those under way are ended where this is interrupted."""
        lanes = [threading.Thread(target=self._lane) for _ in range(SIDE_BY_SIDE)]
        for lane in lanes:
            lane.start()
        try:
            for lane in lanes:
                # In short waits, so that a signal is heard meanwhile.
                while lane.is_alive():
                    lane.join(0.5)
        finally:
            self.stopping = True
            for process in list(self.running):
                process.terminate()
            for lane in lanes:
                lane.join()

    def _lane(self) -> None:
        while not self.stopping:
            with self.turn:
                stage = next(self.waiting, None)
            if stage is None:
                return
            started = time.monotonic()
            status, printed = self._run(stage)
            # The slow marker may leave nothing to run on one of the databases.
            passed = status == 0 or (self.slow and status == PYTEST_FOUND_NOTHING)
            with self.turn:
                print(f"\n=== {stage[0]}\n{printed}", end="", flush=True)
                self.results.append((stage[0], passed, time.monotonic() - started))

    def _run(self, stage: Stage) -> tuple[int, str]:
        """Run one stage with a data folder of its own; return its exit status and its words."""
        _, command, env = stage
        # Settings of the person's own shell must not decide what is tested.
        clean = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
        clean = {
            k: v for k, v in clean.items() if not k.startswith("PM_") or k == browsers.VARIABLE
        }
        # The tests start some thousand processes: each would compile Django and pandas again.
        clean.pop("PYTHONDONTWRITEBYTECODE", None)
        with tempfile.TemporaryDirectory(dir=self.data) as folder:
            told = {
                "PM_DATA_DIR": folder,
                # What killed processes leave behind goes with it.
                "TMPDIR": str(self.data),
                "PYTEST_ADDOPTS": f"--basetemp={folder}/pytest",
            }
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**clean, **told, **env},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
            )
            self.running.add(process)
            printed, _ = process.communicate()
            self.running.discard(process)
        return process.returncode, printed


def main(slow: bool) -> int:
    """Runs all the stages, the later ones too when one fails. Exit status 1 if any failed."""
    install_machine_packages()
    tempfile.tempdir = str(temporary_folder())
    say_versions()
    with (
        servers.postgres() as database_url,
        servers.redis_server() as redis_url,
        tempfile.TemporaryDirectory(prefix="pm-test-", ignore_cleanup_errors=True) as data,
    ):
        # The stages' servers run as another user, who has to get at folders of his own in it.
        os.chmod(data, 0o711)  # noqa: S103 - to pass through, not to look
        ours = [
            {
                "DATABASE_URL": servers.new_database(database_url, f"stage_{number}"),
                "REDIS_URL": f"{redis_url.rsplit('/', 1)[0]}/{number}",
            }
            for number in range(2)
        ]
        lanes = Lanes(stages(slow, ours), Path(data), slow)
        lanes.run()
    print("\n=== Summary")
    for name, passed, seconds in lanes.results:
        print(f"{'passed' if passed else 'FAILED'}  {seconds:6.1f} s  {name}")
    return 0 if all(passed for _, passed, _ in lanes.results) else 1


if __name__ == "__main__":
    # Told to stop, it still ends its servers and removes what it wrote.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        sys.exit(main("--slow" in sys.argv[1:]))
    except (RuntimeError, KeyboardInterrupt) as stop:
        sys.exit(str(stop) or "Stopped.")
