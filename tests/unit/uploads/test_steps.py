"""What comes next in the conversation about a checked upload."""

from typing import Any

import pytest

from uploads.columns import Heading, SheetReading
from uploads.steps import standing

SURE = SheetReading("Hours", "hours", "", headings=(Heading(0, "Name", "name"),))
UNSURE = SheetReading("Hours", "hours", "", headings=(Heading(0, "Name", "name", certain=False),))
LEFT_OUT = SheetReading("Notes", "", "", headings=(Heading(0, "x", "", certain=False),))
CHANGES = {"changes": {"week": {"added": 2, "changed": 1}}}


def opened(**counts: int) -> dict[str, Any]:
    return CHANGES | {"open": {"fix": 0, "confirm": 0, "questions": 0} | counts}


@pytest.mark.parametrize(
    ("summary", "readings", "step"),
    [
        (opened(fix=1, questions=1), (UNSURE,), "columns"),
        (opened(), (LEFT_OUT,), "columns"),
        (opened(fix=1), (), "problems"),  # another programme's template: no sheet was looked at
        (opened(fix=1, questions=1), (SURE, LEFT_OUT), "problems"),
        (opened(confirm=1), (SURE,), "problems"),
        (opened(questions=1), (SURE,), "matches"),
        (opened(), (SURE,), "changes"),
    ],
)
def test_one_thing_comes_next(
    summary: dict[str, Any], readings: tuple[SheetReading, ...], step: str
) -> None:
    assert standing(summary, readings).next_step == step


@pytest.mark.parametrize("kind", ["fix", "confirm", "questions"])
def test_nothing_is_confirmed_while_something_is_open(kind: str) -> None:
    assert standing(opened(), (SURE,)).may_confirm
    assert not standing(opened(**{kind: 1}), (SURE,)).may_confirm


def test_nothing_is_confirmed_before_unsure_columns_were_looked_at() -> None:
    assert not standing(opened(), (SURE, UNSURE)).may_confirm
    assert standing(opened(), (SURE, LEFT_OUT)).may_confirm


def test_there_is_nothing_to_confirm_without_a_change() -> None:
    stands = standing({"open": {}}, (SURE,))
    assert stands.settled
    assert not stands.may_confirm


def test_a_sheet_that_is_left_out_asks_for_no_look() -> None:
    assert standing(opened(), (SURE, LEFT_OUT)).unsure == 0
