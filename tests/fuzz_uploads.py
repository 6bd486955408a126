"""Mutated files against the reader of uploads: each must be read or refused, never anything else.

    .venv/bin/python -m tests.fuzz_uploads --count 10000 [--seed 7] [--keep FOLDER]

Files are made from those of `tests/data/spreadsheets` and from our own odd ones, most of them from
such as can be read: bytes of the file are changed, or a workbook is unpacked, its parts are changed
and it is packed again, so that the damage gets past the checksums. The same seed makes the same
files.

Every file goes the whole way of `uploads.reader` but for one thing: instead of starting a program
for each, this one (which has loaded nothing else) forks a process for each, with the same limits,
whose answer or death is understood by the same function. Ends with 1 if anything was unhandled;
such files are put into the folder.
"""

import argparse
import collections
import io
import os
import random
import re
import select
import signal
import sys
import time
import tomllib
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests import spreadsheets
from tests.hostile.catalogue import CATALOGUE
from uploads import child, limits, reader
from uploads.cells import Book
from uploads.refusals import Refused
from uploads.sniff import kind_of

# Seconds that a file may take here: the largest seed takes a fraction of one.
LONGEST = 20
_LARGEST_SEED = 400_000
_READABLE = 0.85
_NUMBERS = (b"-1", b"0", b"1", b"1048577", b"99999999999", b"1e400", b"NaN", b"60", b"-0.5", b"")
_WORDS = (
    b"<c", b"</c>", b"<v>", b"</v>", b"<f/>", b"<row>", b"</row>", b'r="XFD1048576"', b'r="A1"',
    b't="e"', b't="s"', b't="str"', b't="d"', b' s="3"', b"<!--", b"-->", b"<![CDATA[", b"]]>",
    b"<?x", b"?>", b"&amp;", b"&#0;", b"&e;", b"_x0000_", b"x:", b"</sheetData>", b"<sheetData/>",
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b'"', b"'", b",", b"\r", b"\n", b"\t", b";", b"=1+1",
    b'hidden="1"', b"<mergeCell ref=\"A1:XFD9\"/>", b'date1904="1"', b"\xef\xbf\xbd",
)  # fmt: skip

Mutation = Callable[[bytes, random.Random], bytes]


def seeds() -> tuple[list[tuple[str, bytes]], list[tuple[str, bytes]]]:
    """Name and bytes of the files to begin with: those that can be read, and those that cannot."""
    outcomes = tomllib.loads(spreadsheets.OUTCOMES.read_text(encoding="utf-8"))
    folder = spreadsheets.FOLDER
    made = [
        (name, (folder / name).read_bytes(), "refused" not in outcome)
        for name, outcome in outcomes.items()
    ]
    made += [
        (case.file_name, case.make(), not case.refused)
        for title, cases in CATALOGUE.items()
        if title not in _LARGE
        for case in cases
    ]
    small = [one for one in made if 0 < len(one[1]) < _LARGEST_SEED]
    return [one[:2] for one in small if one[2]], [one[:2] for one in small if not one[2]]


# Rows of the catalogue whose files take long to make, and are left to their own tests.
_LARGE = ("zip bombs", "too many rows and columns, far cells")


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A file with some damage, deep or shallow."""
    if content.startswith(b"PK\x03\x04") and chance.random() < 0.8:
        return _repacked(content, chance)
    return _changed(content, chance)


def _changed(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        content = chance.choice(_MUTATIONS)(content, chance)
    return content


def _repacked(content: bytes, chance: random.Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        return _changed(content, chance)
    if not parts:
        return _changed(content, chance)
    # Most often what is read most closely.
    close = [place for place, (name, _) in enumerate(parts) if re.search(r"sheet|Strings", name)]
    for _ in range(chance.choice((1, 1, 1, 2))):
        place = chance.choice(close if close and chance.random() < 0.8 else range(len(parts)))
        name, part = parts[place]
        parts[place] = (name, _changed(part, chance))
    if chance.random() < 0.05:
        parts.pop(chance.randrange(len(parts)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            # A plain ZipInfo: the moment of writing is no part of the file, so a seed is enough.
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _place(content: bytes, chance: random.Random) -> int:
    return chance.randrange(len(content) + 1)


def _span(content: bytes, chance: random.Random) -> tuple[int, int]:
    start = _place(content, chance)
    return start, start + int(chance.expovariate(1 / 30))


def _flip(content: bytes, chance: random.Random) -> bytes:
    if not content:
        return b"\0"
    place = chance.randrange(len(content))
    return content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    start, end = _span(content, chance)
    return content[:start] + content[end:]


def _truncate(content: bytes, chance: random.Random) -> bytes:
    return content[: _place(content, chance)]


def _repeat(content: bytes, chance: random.Random) -> bytes:
    start, end = _span(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 2, 1000)) + content[end:]


def _insert(content: bytes, chance: random.Random) -> bytes:
    place = _place(content, chance)
    return content[:place] + chance.choice(_WORDS) + content[place:]


def _renumber(content: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"[0-9]+", content[:100_000]))
    if not found:
        return _insert(content, chance)
    number = chance.choice(found)
    return content[: number.start()] + chance.choice(_NUMBERS) + content[number.end() :]


def _swap(content: bytes, chance: random.Random) -> bytes:
    first, second = sorted((_place(content, chance), _place(content, chance)))
    size = chance.randrange(1, 40)
    return (
        content[:first]
        + content[second : second + size]
        + content[first + size : second]
        + content[first : first + size]
        + content[second + size :]
    )


_MUTATIONS: Sequence[Mutation] = (
    _flip, _flip, _cut, _truncate, _repeat, _insert, _insert, _renumber, _renumber, _swap,
)  # fmt: skip


def outcome(content: bytes, file_name: str) -> str:
    """What the reader makes of a file: `read`, the code of a refusal, or a word beginning with
    `UNHANDLED`."""
    try:
        try:
            kind = kind_of(content, file_name)
        except Refused as refused:
            return refused.code
        reading = reader.understood(*_forked(content, kind))
        if reading.fault:
            return f"UNHANDLED {reading.fault}"
        if isinstance(reading.outcome, Refused):
            # Here a file that takes as long as the clock allows hangs.
            hangs = reading.outcome.code == "too_slow"
            return "UNHANDLED hangs" if hangs else reading.outcome.code
        _check(reading.outcome)
    except Exception as wrong:
        return f"UNHANDLED {type(wrong).__name__}: {wrong}"
    return "read"


def _forked(content: bytes, kind: str) -> tuple[int, bytes]:
    """Exit status (negative: the signal) and answer of a process with the limits of a child."""
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(ours)
        signal.alarm(LONGEST)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        child.limit_resources()
        child.forbid_files()
        with open(theirs, "wb") as out:
            out.write(child.answer(content, kind))
        os._exit(0)
    os.close(theirs)
    told = bytearray()
    while select.select([ours], [], [], 2 * LONGEST)[0]:
        piece = os.read(ours, 1 << 20)
        if not piece:
            break
        told += piece
    os.close(ours)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), bytes(told)


def _check(book: Book) -> None:
    """What holds of every book, whatever the file was."""
    names = [sheet.name for sheet in book.sheets]
    assert len(set(names)) == len(names) <= limits.MOST_SHEETS, "names of sheets"
    for sheet in book.sheets:
        assert sheet.first_row + len(sheet.rows) - 1 <= limits.MOST_ROWS, "rows"
        assert not sheet.rows or (sheet.rows[0] and sheet.rows[-1]), "blank rows at the ends"
        for row in sheet.rows:
            assert len(row) <= limits.MOST_COLUMNS, "columns"
            assert not row or row[-1] is not None, "blank cells at the end"
            for value in row:
                if isinstance(value, str):
                    assert value, "an empty text"
                    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u200b]", value) is None


def files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each mutated file."""
    readable, others = seeds()
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        name, content = chance.choice(readable if chance.random() < _READABLE else others)
        yield name, mutated(content, chance)


def main(arguments: Sequence[str]) -> int:
    """Run, print what came of the files, and return the exit status."""
    parser = argparse.ArgumentParser(description="Mutated files against the reader of uploads.")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where unhandled files are put")
    asked = parser.parse_args(arguments)
    warnings.simplefilter("ignore")  # of the standard library, on archives as odd as these
    for kind in ("csv", "xlsx"):
        child.load(kind)
    started = time.monotonic()
    found: collections.Counter[str] = collections.Counter()
    for number, (name, content) in enumerate(files(asked.count, asked.seed)):
        result = outcome(content, name)
        found[result] += 1
        if result.startswith("UNHANDLED"):
            print(f"file {number} (from {name}): {result}", flush=True)
            if asked.keep:
                asked.keep.mkdir(parents=True, exist_ok=True)
                (asked.keep / f"{asked.seed}-{number}-{name}").write_bytes(content)
    unhandled = sum(times for result, times in found.items() if result.startswith("UNHANDLED"))
    for result, times in found.most_common():
        print(f"{times:7}  {result}")
    print(f"{asked.count} files, {unhandled} unhandled, {time.monotonic() - started:.0f} s")
    return 1 if unhandled else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
