"""Mutated files: five hundred with every change of the code, any number by command."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests import fuzz_uploads
from tests.hostile.making import package, row
from uploads import child
from uploads.refusals import Refused

ROOT = Path(fuzz_uploads.__file__).resolve().parents[1]


def test_five_hundred_mutated_files_are_read_or_refused() -> None:
    command = [sys.executable, "-m", "tests.fuzz_uploads", "--count", "500", "--seed", "1"]
    ran = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "500 files, 0 unhandled" in ran.stdout
    pairs = [line.split(None, 1) for line in ran.stdout.splitlines()[:-1]]
    came_of_it = {result: int(times) for times, result in pairs}
    # A good part still opens, so that the damage gets as far as the values.
    assert came_of_it["read"] > 100
    assert came_of_it["damaged"] > 100
    assert len(came_of_it) > 10


def test_the_same_seed_makes_the_same_files() -> None:
    assert list(fuzz_uploads.files(20, 7)) == list(fuzz_uploads.files(20, 7))
    assert list(fuzz_uploads.files(20, 7)) != list(fuzz_uploads.files(20, 8))


def test_mutations_change_files() -> None:
    content = package(row(1, "Enterprise", 5))
    changed = [fuzz_uploads.mutated(content, random.Random(n)) for n in range(50)]
    assert sum(one != content for one in changed) > 45


@pytest.mark.parametrize(
    ("breakdown", "word"),
    [
        (KeyError("x"), "UNHANDLED KeyError"),
        (Refused("too_slow"), "UNHANDLED hangs"),
        (MemoryError(), "too_much_memory"),
        (Refused("holds.dtd"), "holds.dtd"),
    ],
)
def test_what_nobody_foresaw_is_told_from_a_refusal(
    breakdown: BaseException, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise breakdown

    monkeypatch.setattr(child, "_read", break_down)
    assert fuzz_uploads.outcome(b"a,b\n", "list.csv").startswith(word)


def test_a_process_that_breaks_off_is_unhandled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "answer", lambda *_: os._exit(3))
    assert fuzz_uploads.outcome(b"a,b\n", "list.csv").startswith("UNHANDLED exit status 3")


def test_files_that_are_well_are_read() -> None:
    assert fuzz_uploads.outcome(b"a,b\n", "list.csv") == "read"
    assert fuzz_uploads.outcome(package(row(1, "a")), "list.xlsx") == "read"
