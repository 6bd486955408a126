"""Every verb that the code records in the audit trail, read from the code itself."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.unit.house.project_files import own_files, read

APPS = ("accounts", "cashflow", "dashboards", "enterprises", "jobs", "programmes", "uploads")


class Computed(Exception):
    """A verb that only running the code would tell, so that nobody can promise words for it."""


@cache
def recorded_verbs() -> frozenset[str]:
    """Return them all. Raises Computed where one is put together."""
    found: set[str] = set()
    for path in own_files(".py"):
        if path.parts[0] in APPS and "migrations" not in path.parts:
            found |= set(_verbs_of(path))
    return frozenset(found)


def _verbs_of(path: Path) -> Iterator[str]:
    tree = ast.parse(read(path))
    # Functions that hand a verb on to `record`: their callers say which.
    passing = {
        node.name: [argument.arg for argument in node.args.args]
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and "verb" in _names(node.args)
    }
    inside = {
        call
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name in passing
        for call in ast.walk(node)
    }
    for call in ast.walk(tree):
        # Many events at once say their verb as `record` is told it.
        if isinstance(call, ast.Call) and _name(call.func) in {"record", "NewEvent", *passing}:
            verb = _verb_of(call, passing)
            if isinstance(verb, ast.Constant):
                yield str(verb.value)
            elif verb is not None and call not in inside:
                raise Computed(f"{path}:{call.lineno}")


def _verb_of(call: ast.Call, passing: dict[str, list[str]]) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == "verb":
            return keyword.value
    place = passing.get(_name(call.func), []).index("verb") if _name(call.func) in passing else 0
    return call.args[place] if len(call.args) > place else None


def _names(arguments: ast.arguments) -> list[str]:
    return [one.arg for one in (*arguments.args, *arguments.kwonlyargs)]


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
