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
    """Return problems with what their rows are called in the file; those that say already whom
    they are about, or are about that very name, stay as they are."""
    problems = tuple(problems)
    names = {kind.code: kind.named_by for kind in kinds}
    asked = {(one.sheet, one.row) for one in problems if one.row and not one.about}
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
    if problem.about or found is None:
        return problem
    row, fields = found
    said = ((name, shown(row.raw.get(name)).strip()) for name in fields)
    name, words = next(((name, words) for name, words in said if words), ("", ""))
    if not words or row.places.get(name) == problem.column:
        return problem
    return replace(problem, whose=words[:LONGEST_VALUE])
