"""One button uses what was corrected in an earlier file, not what we suggest ourselves."""

from datetime import date
from typing import Any

from django.http import QueryDict

from uploads.columns import SheetReading
from uploads.earlier import Earlier
from uploads.forms.problems import ProblemsForm
from uploads.problems import Problem, Severity, group

READING = SheetReading("List", "enterprises", "", (1,), 2, 9, ())
WRONG = Problem(
    *("enterprises.postcode", Severity.FIX, "No postcode", "Type it", "List"),
    row=5,
    column=2,
    value="CB7 4E0",
)
BEFORE = Earlier("List", 5, 2, "CB7 4E0", "CB7 4ED", date(2023, 4, 3), "First.xlsx")


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
    assert answered(again="yes", fix_0_5_2="CB7 4EQ") == ["CB7 4ED"]


def test_what_is_typed_over_a_suggestion_does() -> None:
    assert answered(again="yes", fix_0_5_2="CB7 4EN") == ["CB7 4EN"]
    assert answered(fix_0_5_2="CB7 4EQ") == ["CB7 4EQ"]
