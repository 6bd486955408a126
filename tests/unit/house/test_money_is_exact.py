"""No binary fraction and no early rounding where money and hours are kept and calculated."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.unit.house.project_files import own_files, read

EXACT_APPS = ("cashflow", "enterprises", "programmes", "uploads")
# The one place that rounds, and it rounds only what is shown.
ROUNDS = "programmes/money.py"
# A workbook holds its figures as doubles: what reads one takes them up, as the decimals that Excel
# shows, and hands on none. And how alike two words are is no figure of anybody's.
TAKEN_UP = {
    "uploads/wire.py": {"float"},
    "uploads/workbook.py": {"float"},
    "uploads/parsing/choices.py": {"the float 0.8"},
}


def _parts(wholes: Iterable[ast.AST]) -> set[ast.AST]:
    return {part for whole in wholes for part in ast.walk(whole)}


def inexact(source: str, *, may_round: bool = False) -> Iterator[str]:
    """`line: what` for each use of a float, and of a rounding unless that is this file's office."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    # To ask whether something is a float is how one is refused.
    refused = _parts(
        node
        for node in nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance"
    )
    # To compare a value with its whole part is how one asks whether it has decimals.
    compared = _parts(node for node in nodes if isinstance(node, ast.Compare))
    for node in nodes:
        match node:
            case ast.Constant(value=float() as value):
                yield f"{node.lineno}: the float {value}"
            case ast.Name(id="float") if node not in refused:
                yield f"{node.lineno}: float"
            case ast.Name(id="FloatField") | ast.Attribute(attr="FloatField"):
                yield f"{node.lineno}: FloatField"
            case ast.Call(func=ast.Name(id="round")):
                yield f"{node.lineno}: round()"
            case ast.Attribute(attr="quantize") if not may_round:
                yield f"{node.lineno}: quantize()"
            case ast.Attribute(attr="to_integral_value") if not may_round and node not in compared:
                yield f"{node.lineno}: to_integral_value()"


def test_money_and_hours_are_never_floats_and_are_rounded_in_one_place() -> None:
    sources = [path for path in own_files(".py") if path.parts[0] in EXACT_APPS]
    assert {path.parts[0] for path in sources} == set(EXACT_APPS)
    found = [
        f"{path}:{place}"
        for path in sources
        for place in inexact(read(path), may_round=path.as_posix() == ROUNDS)
        if place.partition(": ")[2] not in TAKEN_UP.get(path.as_posix(), ())
    ]
    assert found == []


def test_each_exception_is_still_needed() -> None:
    for name, things in TAKEN_UP.items():
        found = {place.partition(": ")[2] for place in inexact(read(Path(name)))}
        assert things <= found, name


@pytest.mark.parametrize(
    "source",
    [
        "x = 0.1",
        "x = float(y)",
        "def f(x: float) -> None: ...",
        "x = round(y)",
        "x = models.FloatField()",
        "x = y.quantize(z)",
        "x = y.to_integral_value()",
        "x = float(y) == z",
    ],
)
def test_each_inexact_thing_is_found(source: str) -> None:
    assert list(inexact(source))


def test_exact_things_are_let_through() -> None:
    assert list(inexact("x = Decimal('0.1') * 3; y = isinstance(z, float)")) == []
