"""The process that reads a file: what it may not do, and that whatever becomes of it is an
answer."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.hostile.making import package, row, rows
from tests.processes import wait_until
from uploads import child, limits, reader, wire
from uploads.cells import Book
from uploads.refusals import Refused
from uploads.sniff import Kind

ROOT = Path(reader.__file__).resolve().parents[1]
CONTENT = package(rows(("Enterprise", "Hours"), ("Fen", 5)))


def code_of(reading: reader.Reading) -> str:
    assert isinstance(reading.outcome, Refused)
    return reading.outcome.code


def python(program: str) -> str:
    """What a program prints that is run at the root of the project."""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def test_a_file_is_read_and_measured() -> None:
    reading = reader.measured(CONTENT, "list.xlsx")
    assert isinstance(reading.outcome, Book)
    assert reading.outcome == reader.read(CONTENT, "list.xlsx")
    assert 5_000_000 < reading.peak_bytes < 100_000_000
    assert reading.milliseconds is not None
    assert {"scan", "values", "encode", "whole"} <= reading.milliseconds.keys()


@pytest.mark.parametrize(
    ("file_name", "sheet"),
    [
        ("Hours 2024.csv", "Hours 2024"),
        ("C:\\Users\\me\\Hours.csv", "Hours"),
        ("a/b/Cafe\u0301\u200b [new]:?.txt", "Café  new"),
        ("x" * 60 + ".csv", "x" * 31),
        (".csv", ".csv"),
        ("\u200b.csv", "Sheet1"),
    ],
)
def test_the_sheet_of_a_text_file_is_named_as_excel_names_it(file_name: str, sheet: str) -> None:
    assert [one.name for one in reader.read(b"a,b\n", file_name).sheets] == [sheet]


def test_a_file_that_is_refused_at_a_glance_starts_no_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def start(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", start)
    with pytest.raises(Refused, match="PDF"):
        reader.read(b"%PDF-1.7", "list.csv")


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def remember(*args: object, **kwargs: object) -> subprocess.Popen[bytes]:
        started.append(popen(*args, **kwargs))  # type: ignore[call-overload]
        return started[0]

    monkeypatch.setattr(subprocess, "Popen", remember)
    monkeypatch.setattr(limits, "CHILD_WALL_SECONDS", 0.001)
    assert code_of(reader.measured(CONTENT, "list.xlsx")) == "too_slow"
    assert started[0].returncode == -signal.SIGKILL


def test_a_child_that_somebody_killed_is_started_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start, started = reader.start, []

    def killed(kind: Kind) -> subprocess.Popen[bytes]:
        started.append(start(kind))
        if len(started) <= kills:
            started[-1].kill()
        return started[-1]

    monkeypatch.setattr(reader, "start", killed)
    kills = 1
    assert reader.read(CONTENT, "list.xlsx").sheets
    assert len(started) == 2
    kills = 9
    assert code_of(reader.measured(CONTENT, "list.xlsx")) == "too_much_memory"
    assert len(started) == 4, "and then no more"


def test_nothing_is_left_running_when_the_wait_is_broken_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    communicate = subprocess.Popen.communicate

    def interrupt(self: subprocess.Popen[bytes], *args: object, **kwargs: object) -> object:
        if not started:
            started.append(self)
            raise KeyboardInterrupt
        return communicate(self)

    monkeypatch.setattr(subprocess.Popen, "communicate", interrupt)
    with pytest.raises(KeyboardInterrupt):
        reader.read(CONTENT, "list.xlsx")
    assert started[0].returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (-signal.SIGXCPU, "too_slow"),
        (-signal.SIGALRM, "too_slow"),
        (-signal.SIGABRT, "too_much_memory"),
        (-signal.SIGKILL, "too_much_memory"),
        (-signal.SIGSEGV, "damaged"),
        (-signal.SIGBUS, "damaged"),
    ],
)
def test_a_child_that_is_killed_is_a_refusal(status: int, code: str) -> None:
    reading = reader.understood(status, b"half an ans")
    assert (code_of(reading), reading.fault) == (code, "")


@pytest.mark.parametrize(
    ("status", "told", "said", "fault"),
    [
        (1, b"", b"ImportError: no calamine", "ImportError"),
        (0, b"", b"", "an answer that is none"),
        (0, b'{"peak": 1', b"", "an answer that is none"),
        (0, wire.answer_failed("KeyError at x.py:7", wire.Measures()), b"", "KeyError at x.py:7"),
    ],
)
def test_a_fault_of_ours_is_a_refusal_and_is_logged(
    status: int,
    told: bytes,
    said: bytes,
    fault: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    reading = reader.understood(status, told, said)
    assert code_of(reading) == "our_fault"
    assert fault in reading.fault
    monkeypatch.setattr(reader, "_read_by_child", lambda *_: reading)
    with pytest.raises(Refused, match="on our side"):
        reader.read(CONTENT, "list.xlsx")
    assert fault in caplog.text


def test_what_the_child_says_of_its_own_breakdown_quotes_no_cell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def break_down(*_: object) -> None:
        raise ValueError("Mrs Secret lives in CB1 2AB")

    monkeypatch.setattr(child, "_read", break_down)
    told = child.answer(CONTENT, "xlsx")
    assert b"Secret" not in told
    assert json.loads(told)["failed"].startswith("ValueError at child.py:")


def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_is_read() -> None:
    lines = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 40_000))
    bomb = package(lines, shared=["x" * 100_000])
    assert code_of(reader.measured(bomb, "list.xlsx")) == "too_much_memory"
    assert isinstance(reader.measured(CONTENT, "list.xlsx").outcome, Book)


def test_the_child_has_little_of_everything_and_none_of_our_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECRET_KEY", "not to be handed down")
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody")
    process = reader.start(Kind.CSV)
    about = Path("/proc", str(process.pid))
    try:
        wait_until(lambda: b"Max file size             0" in (about / "limits").read_bytes())
        granted = {
            line[:26].strip(): line[26:].split()[0]
            for line in (about / "limits").read_text().splitlines()
        }
        assert granted["Max address space"] == str(limits.CHILD_MEMORY_BYTES)
        assert granted["Max cpu time"] == str(limits.CHILD_CPU_SECONDS)
        assert granted["Max core file size"] == "0"
        environment = (about / "environ").read_bytes()
        assert b"SECRET" not in environment
        assert b"DATABASE" not in environment
        assert len(environment) < 200
    finally:
        told, _ = process.communicate(b"a,b\n")
    assert json.loads(told.splitlines()[0])["format"] == "csv"


MIDDLE = """
import time
from uploads import reader
print(reader.start(reader.Kind.CSV, stdin=0).pid, flush=True)
time.sleep(600)
"""


def test_the_child_dies_with_its_parent_however_that_dies() -> None:
    """Its input stays open here, so that nothing but the death of its parent can end it."""
    parent = subprocess.Popen(
        [sys.executable, "-c", MIDDLE],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    about = Path("/proc", parent.stdout.readline().decode().strip())
    wait_until(lambda: b"Max file size             0" in (about / "limits").read_bytes())
    parent.kill()
    parent.wait()
    wait_until(lambda: not about.exists() or "Z" in (about / "stat").read_text().split()[2], 10)
    parent.communicate()


def test_a_child_whose_parent_is_gone_already_reads_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    another = os.getppid()
    monkeypatch.setattr(os, "getpid", lambda: another)
    process = reader.start(Kind.CSV)
    monkeypatch.undo()
    assert process.communicate(b"a,b\n") == (b"", b"")
    assert process.returncode == 1


def test_the_child_knows_no_framework() -> None:
    program = (
        "import sys, uploads.child, uploads.container, uploads.workbook, uploads.csvfile;"
        "print([m for m in sys.modules if m.split('.')[0] in"
        " ('django', 'celery', 'pandas', 'numpy', 'openpyxl', 'accounts', 'config')])"
    )
    assert python(program) == "[]\n"


def test_who_asks_for_a_file_to_be_read_does_not_load_what_reads_it() -> None:
    program = (
        "import sys, uploads.reader;"
        "print([m for m in sys.modules if m.split('.')[0] in"
        " ('python_calamine', 'pandas', 'openpyxl')])"
    )
    assert python(program) == "[]\n"


def test_the_limits_are_set_before_anything_large_is_loaded() -> None:
    program = "import sys, uploads.child; print([m for m in sys.modules if 'calamine' in m])"
    assert python(program) == "[]\n"


def test_row_numbers_are_said_even_where_a_sheet_begins_far_below() -> None:
    book = reader.read(package(row(40, "Enterprise", first=2) + row(43, 5, first=1)), "a.xlsx")
    (sheet,) = book.sheets
    assert (sheet.first_row, len(sheet.rows)) == (40, 4)
    assert sheet.value(40, 2) == "Enterprise"
    assert sheet.row(41) == ()
    assert str(sheet.value(43, 1)) == "5"


def test_the_clock_alone_ends_a_child_that_hangs() -> None:
    """What stands between a hanging child and eternity where no signal comes from a parent."""
    program = (
        "import time\nfrom uploads import child, limits\nlimits.CHILD_WALL_SECONDS = 1\n"
        "import os\nchild.die_with(os.getppid())\ntime.sleep(60)"
    )
    started = time.monotonic()
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGALRM
    assert time.monotonic() - started < 30
