"""What tests of the parsers ask: what came of a cell, in a few words."""

from collections.abc import Callable
from typing import Any

from uploads.cells import Value
from uploads.columns import Doubtful, Unreadable


def outcome(parse: Callable[[Value], Any], cell: Value) -> Any:
    """Return the value; ("asks", value, code) or ("notes", value, code) for a doubtful one; the
    code of what is wrong for a cell that cannot be read."""
    try:
        read = parse(cell)
    except Unreadable as problem:
        return problem.code if problem.message and problem.remedy else "says too little"
    if isinstance(read, Doubtful):
        return ("notes" if read.note else "asks", read.value, read.code)
    return read


def remedy(parse: Callable[[Value], Any], cell: Value) -> str:
    """Return what a person is told to do about a cell that cannot be read."""
    try:
        parse(cell)
    except Unreadable as problem:
        return problem.remedy
    raise AssertionError(f"{cell!r} was read")
