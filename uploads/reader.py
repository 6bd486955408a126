"""From the bytes of an uploaded file to a book of exact values, or to why it is refused.

The file is opened by a process of its own (`uploads.child`), which may take little memory and time
and knows none of our secrets. Whatever becomes of it, its death included, is an answer here.
"""

import logging
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

from uploads import limits, wire
from uploads.cells import Book
from uploads.refusals import OUR_FAULT, Refused
from uploads.sniff import Kind, kind_of
from uploads.text import clean

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parent.parent
# Nothing that the child does not need: no passwords, no addresses.
_ENVIRONMENT = {"PYTHONUTF8": "1"}
# As Excel names the one sheet of a CSV file that it opens.
_LONGEST_SHEET_NAME = 31
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\\n\t]")
_TOO_LONG = (signal.SIGXCPU, signal.SIGALRM)
# Rust ends the process when it is refused memory; the kernel kills it when there is none left.
_TOO_MUCH = (signal.SIGABRT, signal.SIGKILL)
_MOST_LOGGED = 2_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a file: its book, or why it is refused; and what reading it took.

    `peak_bytes` is the child's largest memory (0 where it died or was not needed), `milliseconds`
    its steps and, as "whole", everything together. `fault` names a fault of ours, not of the file.
    """

    outcome: Book | Refused
    peak_bytes: int = 0
    milliseconds: dict[str, int] | None = None
    fault: str = ""


def read(content: bytes, file_name: str) -> Book:
    """Return a file's sheets. Raises Refused where it cannot be used, whatever the file does.

    What is not the file's doing comes as the code OUR_FAULT, and is logged. Where the machine
    cannot even start a process, that is an OSError: trying again later may help.
    """
    outcome = measured(content, file_name).outcome
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


def measured(content: bytes, file_name: str) -> Reading:
    """Return what came of reading a file, with what it took, as `read` does but for raising."""
    started = time.perf_counter()
    try:
        kind = kind_of(content, file_name)
    except Refused as refused:
        return Reading(refused)
    reading = _read_by_child(content, kind)
    if reading.fault:
        logger.error("An uploaded file could not be read: %s", reading.fault)
    outcome = reading.outcome
    if isinstance(outcome, Book) and kind is Kind.CSV:
        sheet = replace(outcome.sheets[0], name=_sheet_name(file_name))
        outcome = replace(outcome, sheets=(sheet,))
    whole = int((time.perf_counter() - started) * 1000)
    return replace(
        reading, outcome=outcome, milliseconds={**(reading.milliseconds or {}), "whole": whole}
    )


def start(kind: Kind, stdin: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """Start a child that waits for a file of this kind."""
    return subprocess.Popen(
        [sys.executable, "-E", "-s", "-m", "uploads.child", kind, str(os.getpid())],
        cwd=_ROOT,
        env=_ENVIRONMENT,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _read_by_child(content: bytes, kind: Kind) -> Reading:
    status, told, said = _one_child(content, kind)
    if status == -signal.SIGKILL:
        # Not by anything in the file: the machine ran short, or somebody stopped it. Once more.
        status, told, said = _one_child(content, kind)
    return Reading(Refused("too_slow")) if status is None else understood(status, told, said)


def _one_child(content: bytes, kind: Kind) -> tuple[int | None, bytes, bytes]:
    """Return how a child ended (None: it took too long), its answer, and what it wrote for us."""
    child = start(kind)
    try:
        told, said = child.communicate(content, timeout=limits.CHILD_WALL_SECONDS)
    except subprocess.TimeoutExpired:
        return None, b"", b""
    finally:
        # Also when something else ends our waiting, like the order to stop.
        if child.returncode is None:
            child.kill()
            child.communicate()
    return child.returncode, told, said


def understood(status: int, told: bytes, said: bytes = b"") -> Reading:
    """Return what a child's end means: its exit status (negative: the signal that ended it), its
    answer, and what it wrote for us."""
    if status < 0:
        if -status in _TOO_LONG:
            return Reading(Refused("too_slow"))
        code = "too_much_memory" if -status in _TOO_MUCH else "damaged"
        return Reading(Refused(code))
    if status:
        # It died before it had the file, so what it wrote cannot quote it.
        fault = f"exit status {status}: {said[-_MOST_LOGGED:].decode(errors='replace')}"
        return Reading(Refused(OUR_FAULT), fault=fault)
    try:
        outcome, measures = wire.heard(told)
    except ValueError as wrong:
        return Reading(Refused(OUR_FAULT), fault=f"an answer that is none ({wrong})")
    if isinstance(outcome, wire.Failed):
        return Reading(
            Refused(OUR_FAULT), measures.peak_bytes, measures.milliseconds, fault=str(outcome)
        )
    return Reading(outcome, measures.peak_bytes, measures.milliseconds)


def _sheet_name(file_name: str) -> str:
    stem = file_name.replace("\\", "/").rpartition("/")[2]
    stem = stem.rpartition(".")[0] or stem
    return _NOT_IN_A_SHEET_NAME.sub(" ", clean(stem)).strip()[:_LONGEST_SHEET_NAME] or "Sheet1"
