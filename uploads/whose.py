"""Whose row a problem stands in: a person knows enterprises by name, not by row (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from uploads.cells import shown
from uploads.columns import ListKind
from uploads.problems import LONGEST_VALUE, Problem
from uploads.rows import ReadList, Row


def named(
    problems: Iterable[Problem], lists: Iterable[ReadList], kinds: Iterable[ListKind]
) -> tuple[Problem, ...]:
    """Return problems with what their rows are called in the file."""
    problems = tuple(problems)
    names = {kind.code: kind.named_by for kind in kinds}
    asked = {(one.sheet, one.row) for one in problems if one.row}
    rows = {
        (one.sheet, row.number): (row, names.get(one.kind, ()))
        for one in lists
        for row in one.rows
        if (one.sheet, row.number) in asked
    }
    return tuple(_named(problem, rows) for problem in problems)


def _named(
    problem: Problem, rows: Mapping[tuple[str, int], tuple[Row, tuple[str, ...]]]
) -> Problem:
    found = rows.get((problem.sheet, problem.row))
    if found is None:
        return problem
    row, fields = found
    words = next(filter(None, (shown(row.raw.get(name)).strip() for name in fields)), "")
    return replace(problem, whose=words[:LONGEST_VALUE]) if words else problem
