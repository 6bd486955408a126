"""The files of the project as a reader of the repository would list them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# The folders that hold other people's files, kept as they came.
VENDORED = ("static/vendor/", "tests/vendor/", "tests/data/spreadsheets/")
BINARY = {".png", ".jpg", ".ico", ".xlsx", ".ods", ".xls", ".pdf", ".woff2", ".woff"}


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is committed or would be, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names = sorted(set(filter(None, listed.split("\0"))))
    return tuple(Path(name) for name in names if (ROOT / name).is_file())


def own_files(*suffixes: str) -> list[Path]:
    """The project's own text files, those with the given suffixes if any are given."""
    return [
        path
        for path in project_files()
        if not path.as_posix().startswith(VENDORED)
        and path.suffix not in BINARY
        and (not suffixes or path.suffix in suffixes)
    ]


def read(path: Path) -> str:
    """The text of one of these files."""
    return (ROOT / path).read_text(encoding="utf-8")
