"""The process that reads one file and dies: `python -m uploads.child KIND PARENT`.

Takes the file's bytes on its standard input and answers on its standard output (see `wire`). It
knows nothing of Django, of settings or of the database, and is allowed little memory and time:
whatever a file does to it, nobody else notices. KIND is that of `sniff`, PARENT the number of the
process that waits for the answer, without which it ends.
"""

import ctypes
import importlib
import os
import resource
import signal
import sys
import time
from dataclasses import replace

from uploads import limits, wire
from uploads.refusals import Refused

_PR_SET_PDEATHSIG = 1
_MOST_STATUS = 65_536
_NO_ROWS = wire.rows_line([])


def main(kind: str, parent: int) -> None:
    """Read standard input, answer, and return."""
    die_with(parent)
    limit_resources()
    load(kind)
    forbid_files()
    content = sys.stdin.buffer.read()
    out = answer(content, kind)
    del content
    sys.stdout.buffer.write(out)
    sys.stdout.buffer.flush()


def die_with(parent: int) -> None:
    """End this process when its parent does: at once on Linux, elsewhere by the clock."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(limits.CHILD_WALL_SECONDS)
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the line above
        os._exit(1)


def limit_resources() -> None:
    """Allow this process no more memory and time than the limits say."""
    memory, seconds = limits.CHILD_MEMORY_BYTES, limits.CHILD_CPU_SECONDS
    _allow(resource.RLIMIT_AS, memory, memory)
    # The first is a signal that says why, the second is death.
    _allow(resource.RLIMIT_CPU, seconds, seconds + 5)
    _allow(resource.RLIMIT_CORE, 0, 0)


def load(kind: str) -> None:
    """Import what reads this kind of file: only that, and only once the limits are set."""
    if kind == "csv":
        importlib.import_module("uploads.csvfile")
    else:
        importlib.import_module("uploads.container")
        importlib.import_module("uploads.workbook")


def forbid_files() -> None:
    """Let this process write no file. Python could not keep its compiled modules either, so this
    comes after they are loaded and before there is a file to read."""
    _allow(resource.RLIMIT_FSIZE, 0, 0)


def _allow(what: int, soft: int, hard: int) -> None:
    """Set a limit, or keep the machine's own where that is lower."""
    most = resource.getrlimit(what)[1]
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(what, (soft, hard))


def answer(content: bytes, kind: str) -> bytes:
    """Return what is to be told of a file: its sheets, why it is refused, or what went wrong."""
    clock = _Clock()
    try:
        try:
            book, rows = _read(content, kind, clock)
            return wire.answer(book, rows, clock.measures())
        except MemoryError:
            raise Refused("too_much_memory") from None
    except Refused as refused:
        return wire.answer_refused(refused, clock.measures())
    except BaseException as wrong:
        return wire.answer_failed(_where(wrong), clock.measures())


def _read(content: bytes, kind: str, clock: "_Clock") -> tuple[wire.RawBook, list[bytes]]:
    if kind == "csv":
        from uploads import csvfile

        table = csvfile.read(content)
        clock.lap("parse")
        # Without a name: the parent knows the file's.
        sheet = wire.RawSheet("", table.rows, table.first_row)
        rows = [wire.rows_line(table.rows)]
        clock.lap("encode")
        return wire.RawBook([sheet], kind, table.notes), rows
    from uploads import container, workbook

    checked = container.check(content)
    clock.lap("scan")
    sheets, lines = [], []
    for sheet in workbook.sheets(checked):
        clock.lap("values")
        lines.append(wire.rows_line(sheet.rows))
        sheets.append(replace(sheet, rows=()))
        clock.lap("encode")
        # One long text may stand in very many cells.
        if sum(map(len, lines)) > limits.MOST_UNPACKED_BYTES:
            most = limits.MOST_UNPACKED_BYTES // limits.MEGABYTE
            raise Refused("too_large_unpacked", limit=most)
    if all(line == _NO_ROWS for line in lines):
        raise Refused("empty")
    return wire.RawBook(sheets, kind), lines


def _where(wrong: BaseException) -> str:
    """Say what kind of error happened where, without its words: they may quote the file."""
    places, step = [], wrong.__traceback__
    while step is not None:
        name = os.path.basename(step.tb_frame.f_code.co_filename)
        places.append(f"{name}:{step.tb_lineno}")
        step = step.tb_next
    return f"{type(wrong).__name__} at {' '.join(places)}"


class _Clock:
    """Says how long each step took."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._took: dict[str, int] = {}

    def lap(self, step: str) -> None:
        """Count the time since the last call for this step."""
        now = time.perf_counter()
        self._took[step] = self._took.get(step, 0) + int((now - self._last) * 1000)
        self._last = now

    def measures(self) -> wire.Measures:
        """Return the steps, and the peak of the memory."""
        return wire.Measures(_peak_bytes(), self._took)


def _peak_bytes() -> int:
    """Return the most memory this process had at once.

    Linux counts into `ru_maxrss` what the parent had before this program was started in its place,
    so the kernel's own count for this program is asked first.
    """
    try:
        with open("/proc/self/status", "rb") as status:
            for line in status.read(_MOST_STATUS).splitlines():
                if line.startswith(b"VmHWM:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
