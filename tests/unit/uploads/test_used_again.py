"""One button uses what was corrected in an earlier file, not what we suggest ourselves."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from uploads.columns import SheetReading
from uploads.earlier import Earlier
from uploads.forms.named import Register
from uploads.forms.problems import ProblemsForm
from uploads.importing import InRegister
from uploads.problems import Problem, Severity, digest_of, group

READING = SheetReading("List", "enterprises", "", (1,), 2, 9, ())
WRONG = Problem(
    *("enterprises.postcode", Severity.FIX, "No postcode", "Type it", "List"),
    row=5,
    column=2,
    value="CB7 4E0",
)
BEFORE = Earlier("List", 5, 2, "CB7 4E0", "CB7 4ED", date(2023, 4, 3), "First.xlsx")


OFFERED = digest_of(BEFORE.words)


def answered(**sent: str) -> list[Any]:
    data = QueryDict(mutable=True)
    data.update(sent)
    form = ProblemsForm(
        group([WRONG]),
        readings=[READING],
        reasons={},
        suggest=lambda problem: "CB7 4EQ",
        earlier=[BEFORE],
        data=data,
    )
    assert form.is_valid()
    return [one.value for one in form.answers()]


def test_a_suggestion_that_nobody_touched_does_not_go_before_an_earlier_correction() -> None:
    assert answered(again=OFFERED, fix_0_5_2="CB7 4EQ") == ["CB7 4ED"]


def test_what_is_typed_over_a_suggestion_does() -> None:
    assert answered(again=OFFERED, fix_0_5_2="CB7 4EN") == ["CB7 4EN"]
    assert answered(fix_0_5_2="CB7 4EQ") == ["CB7 4EQ"]


NAMED = Problem(
    *("enquiries.became_unnamed", Severity.CONFIRM, "Not named", "Name it", "List"),
    row=5,
    column=3,
    value="became one",
    asks="link:List:5",
    likely="Isle Gardens, CB7 4EE",
)
REGISTER = Register.of([InRegister(7, "Isle Gardens, CB7 4EE", "Isle Gardens")])


@pytest.mark.parametrize(
    ("sent", "abouts"),
    [
        ({"link_0_5": "Isle Gardens, CB7 4EE", "why": "It is another Isle Gardens"}, ["reason"]),
        ({"link_0_5": "Isle Gardens", "why": "It is the one by the river"}, ["match", "reason"]),
        ({"link_0_5": "Isle Gardens, CB7 4EE", "why": ""}, ["match"]),
    ],
)
def test_a_reason_against_what_we_put_into_the_box_does_not_choose_it(
    sent: dict[str, str], abouts: list[str]
) -> None:
    (alike,) = group([NAMED])
    data = QueryDict(mutable=True)
    data.update({f"why_{alike.key}": sent["why"], "link_0_5": sent["link_0_5"]})
    form = ProblemsForm([alike], readings=[READING], reasons={}, register=REGISTER, data=data)
    assert form.is_valid(), form.errors
    assert sorted(one.about for one in form.answers()) == abouts
