"""Brings `.venv` to exactly what a lock file says, and does nothing when it is there already.

    python3.11 scripts/install.py run    what the application needs
    python3.11 scripts/install.py dev    and what the tests need
    python3.11 scripts/install.py lock   writes the lock files anew from pyproject.toml

Uses the standard library alone, since nothing is installed yet when it runs. The installer is uv,
itself fetched by hash; where uv cannot run, pip does the same more slowly. Where the packages come
from is the machine's business: pip's own settings are passed on and nothing here names a place.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed"
LOCKS = ROOT / "requirements"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What pip calls it, and what uv calls the same thing. A uv setting that is already there wins.
PIP_TO_UV = {
    "PIP_INDEX_URL": "UV_DEFAULT_INDEX",
    "PIP_EXTRA_INDEX_URL": "UV_INDEX",
    "PIP_FIND_LINKS": "UV_FIND_LINKS",
    "PIP_TRUSTED_HOST": "UV_INSECURE_HOST",
    "PIP_CERT": "SSL_CERT_FILE",
}

COMPILE = [
    *("pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11"),
    # An index or a link of the machine that makes the lock has no business in it.
    *("--no-header", "--no-emit-index-url", "--no-emit-find-links"),
]


def fingerprint(kind: str) -> str:
    """What the stamp says after `kind` is installed: the lock's content and this venv's place."""
    lock = (LOCKS / f"{kind}.txt").read_bytes()
    return f"{kind} {hashlib.sha256(lock).hexdigest()} {VENV}"


def is_installed(kind: str) -> bool:
    """Whether the venv already has the lock `kind`; `dev` holds all of `run` at equal versions."""
    if not (PYTHON.exists() and STAMP.exists()):
        return False
    wanted = {fingerprint(kind), fingerprint("dev")}
    # A venv whose interpreter was upgraded or removed under it must be made anew.
    alive = subprocess.run([PYTHON, "-c", "import django"], capture_output=True, check=False)
    return STAMP.read_text() in wanted and alive.returncode == 0


def environment() -> dict[str, str]:
    """This process's environment with pip's settings repeated under the names uv reads."""
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(VENV)}
    for pip_name, uv_name in PIP_TO_UV.items():
        if pip_name in env:
            env.setdefault(uv_name, env[pip_name])
    return env


def command(*arguments: str | Path) -> None:
    """Runs a command from the root of the project and stops everything if it fails."""
    subprocess.run(arguments, cwd=ROOT, env=environment(), check=True)


def uv() -> Path | None:
    """The uv of the venv, installed by hash if need be; None where it cannot run."""
    binary = PYTHON.with_name("uv")
    if not binary.exists():
        pip("--requirement", LOCKS / "bootstrap.txt")
    try:
        subprocess.run([binary, "--version"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return binary


def pip(*arguments: str | Path) -> None:
    """`pip install` of exactly hashed files."""
    quiet = ("--quiet", "--disable-pip-version-check")
    command(PYTHON, "-m", "pip", "install", *quiet, "--require-hashes", "--no-deps", *arguments)


def make_venv() -> None:
    """A new `.venv` with pip in it, made by the Python that runs this script."""
    if (
        PYTHON.exists()
        and subprocess.run([PYTHON, "-c", "import pip"], check=False).returncode == 0
    ):
        return
    try:
        import ensurepip  # noqa: F401 - Debian ships it apart from Python itself
    except ImportError:
        raise SystemExit(
            f"{sys.executable} cannot make a virtual environment: its ensurepip is missing.\n"
            "On Debian and Ubuntu: apt-get install python3-venv"
        ) from None
    print("Making .venv", flush=True)
    command(sys.executable, "-m", "venv", "--clear", VENV)


def install(kind: str) -> None:
    """Brings the venv to the lock `kind`, removes what the lock does not name, and stamps it."""
    if is_installed(kind):
        return
    make_venv()
    STAMP.unlink(missing_ok=True)
    print(f"Installing requirements/{kind}.txt", flush=True)
    installer = uv()
    if installer is None:
        pip("--requirement", LOCKS / f"{kind}.txt")
        command(PYTHON, "-m", "pip", "check")
    else:
        # sync removes what no lock names, so the installer itself and pip are named too.
        locks = (LOCKS / "bootstrap.txt", LOCKS / f"{kind}.txt")
        command(installer, "pip", "sync", "--quiet", "--require-hashes", *locks)
        command(installer, "pip", "check", "--quiet")
    STAMP.write_text(fingerprint(kind))


def lock(*arguments: str) -> None:
    """Writes the lock files from pyproject.toml; further arguments go to uv (`--upgrade`)."""
    make_venv()
    installer = uv()
    if installer is None:
        raise SystemExit("uv does not run on this machine, and only uv can write the locks.")
    run, dev = (str(Path("requirements", name)) for name in ("run.txt", "dev.txt"))
    source = ("pyproject.toml", "--output-file")
    command(installer, *COMPILE, *arguments, "--group", "bootstrap", "--output-file",
            "requirements/bootstrap.txt")  # fmt: skip
    command(installer, *COMPILE, *arguments, *source, run)
    command(installer, *COMPILE, *arguments, *source, dev, "--extra", "dev", "--constraint", run)


def main(arguments: Sequence[str]) -> int:
    """The command line: one word, and for `lock` what uv shall be told besides."""
    match list(arguments):
        case ["run" | "dev" as kind]:
            install(kind)
        case ["lock", *rest]:
            lock(*rest)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as failure:
        sys.exit(f"Failed: {' '.join(map(str, failure.cmd))}")
