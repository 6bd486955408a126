"""What was corrected in an earlier file is offered where the same cell says the same again."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from tests.integration.enterprises.making import a_running_world, words
from tests.integration.upload_pages.conftest import Visitor
from tests.uploaded import Maker, problem
from uploads.cells import shown
from uploads.models import Upload, UploadAnswer
from uploads.problems import digest_of

pytestmark = pytest.mark.django_db


def corrected(keeper: Visitor, make: Maker, typed: str = "12.5", **values: Any) -> Upload:
    made = make.upload(problems=(problem(9), problem(10)), file_name="First.xlsx", **values)
    assert keeper.post("upload_problems", made, fix_0_9_4=typed).status_code == 302
    return made


def fixes(upload: Upload) -> dict[tuple[int, int], str]:
    rows = UploadAnswer.unscoped.filter(upload=upload, about="fix")
    return {(row.row, row.column): row.value for row in rows}


def offered(keeper: Visitor, upload: Upload) -> str:
    """What the button sends; "" where there is none."""
    page = keeper.get("upload_problems", upload).content.decode()
    found = re.search(r'name="again" value="([0-9a-f]+)"', page)
    return found[1] if found else ""


def test_corrections_that_are_others_by_now_are_not_used(keeper: Visitor, make: Maker) -> None:
    corrected(keeper, make)
    again = make.upload(problems=(problem(9),))
    before = offered(keeper, again)
    corrected(keeper, make, "99")
    answer = keeper.post("upload_problems", again, again=before)
    assert answer.status_code == 422
    assert "has changed since this page was shown" in words(answer)
    assert fixes(again) == {}


def test_one_button_uses_the_corrections_again_with_what_is_typed(
    keeper: Visitor, make: Maker
) -> None:
    corrected(keeper, make)
    again = make.upload(problems=(problem(9), problem(10)), file_name="Second.xlsx")
    page = keeper.get("upload_problems", again)
    said = (
        "Sheet “Hours”, E9: “see note” was corrected to “12.5” on "
        f"{shown(timezone.localdate())}, in First.xlsx"
    )
    assert said in words(page)
    assert "Do this again" in words(page)
    # Looking, and saving without asking for it, use nothing again.
    assert fixes(again) == {}
    typed = {"fix_0_9_4": "see note", "fix_0_10_4": "7"}
    keeper.post("upload_problems", again, again=offered(keeper, again), **typed)
    assert fixes(again) == {(9, 4): "12.5", (10, 4): "7"}


def test_what_is_typed_now_goes_before_what_was_typed_then(keeper: Visitor, make: Maker) -> None:
    corrected(keeper, make)
    again = make.upload(problems=(problem(9),))
    keeper.post("upload_problems", again, again=offered(keeper, again), fix_0_9_4="7")
    assert fixes(again) == {(9, 4): "7"}


def test_the_latest_correction_is_offered(keeper: Visitor, make: Maker) -> None:
    corrected(keeper, make)
    corrected(keeper, make, "")
    again = make.upload(problems=(problem(9),))
    assert "“see note” was emptied" in keeper.says("upload_problems", again)
    keeper.post("upload_problems", again, again=offered(keeper, again))
    assert fixes(again) == {(9, 4): ""}


def also_corrected(keeper: Visitor, make: Maker, typed: str, state: str, name: str) -> None:
    """One more file with a correction of the same cell, which then ends in a state."""
    made = corrected(keeper, make, typed)
    made.refresh_from_db()
    made.state, made.file_name = state, name
    made.confirmed_by, made.confirmed_at = made.uploaded_by, timezone.now()
    if state == "undone":
        made.undone_by, made.undone_at = made.uploaded_by, timezone.now()
    made.save()


@pytest.mark.parametrize("state", ["undone", "discarded"])
@pytest.mark.parametrize(
    ("older", "whence"),
    [
        ([("12.5", "saved"), ("12.5", "saved")], "B.xlsx"),
        ([("12.5", "saved"), ("12.5", "discarded")], "A.xlsx"),
        # None that said the same, or none without another in between.
        ([("12.5", "undone")], "Last.xlsx"),
        ([("99", "saved")], "Last.xlsx"),
        ([("12.5", "saved"), ("99", "saved")], "Last.xlsx"),
        ([("12.5", "saved"), ("99", "undone")], "Last.xlsx"),
    ],
)
def test_a_file_that_was_not_taken_back_is_named_where_it_said_the_same(
    keeper: Visitor, make: Maker, state: str, older: list[tuple[str, str]], whence: str
) -> None:
    for name, (typed, ended) in zip(("A.xlsx", "B.xlsx"), older, strict=False):
        also_corrected(keeper, make, typed, ended, name)
    also_corrected(keeper, make, "12.5", state, "Last.xlsx")
    text = keeper.says("upload_problems", make.upload(problems=(problem(9),)))
    assert f"was corrected to “12.5” on {shown(timezone.localdate())}, in {whence}" in text


@pytest.mark.parametrize(
    "other",
    [problem(9, value="see notes"), problem(9, 5), problem(8), problem(9, sheet="Notes")],
)
def test_another_place_or_another_text_is_another_cell(
    keeper: Visitor, make: Maker, other: dict[str, object]
) -> None:
    corrected(keeper, make)
    again = make.upload(problems=(other,))
    assert "Decided in an earlier file" not in keeper.says("upload_problems", again)
    keeper.post("upload_problems", again, again=offered(keeper, again))
    assert fixes(again) == {}


def test_the_corrections_of_another_programme_are_not_offered(keeper: Visitor, make: Maker) -> None:
    corrected(keeper, make)
    elsewhere = a_running_world(replace(keeper.world)).programme
    Upload.unscoped.update(programme=elsewhere)
    again = make.upload(problems=(problem(9),))
    assert "Decided in an earlier file" not in keeper.says("upload_problems", again)


def test_a_cell_corrected_twice_is_known_by_what_the_file_has(keeper: Visitor, make: Maker) -> None:
    made = corrected(keeper, make, "twelve")
    Upload.unscoped.filter(pk=made.pk).update(state="checked", edition=9)
    made.problems.filter(row=9).update(value="twelve")
    made.refresh_from_db()
    keeper.post("upload_problems", made, fix_0_9_4="12")
    kept = UploadAnswer.unscoped.get(upload=made)
    assert (kept.value, kept.cells) == ("12", [digest_of("see note")])
    again = make.upload(problems=(problem(9),))
    assert "“see note” was corrected to “12”" in keeper.says("upload_problems", again)


def left_out(upload: Upload) -> set[int]:
    rows = UploadAnswer.unscoped.filter(upload=upload, about="leave_out")
    return set(rows.values_list("row", flat=True))


def fen(row: int, column: int = 4, **more: Any) -> dict[str, Any]:
    return problem(row, column, **({"whose": "Fen Helpers"} | more))


def test_a_row_that_was_left_out_is_offered_to_be_left_out_again(
    keeper: Visitor, make: Maker
) -> None:
    first = make.upload(problems=(fen(9), fen(10)), file_name="First.xlsx")
    keeper.post("upload_problems", first, out="0-9")
    again = make.upload(problems=(fen(9), fen(10)))
    said = keeper.says("upload_problems", again)
    assert "Sheet “Hours”, row 9, Fen Helpers: left out on " in said
    assert ", of First.xlsx" in said
    assert "row 10, Fen Helpers: left out" not in said
    keeper.post("upload_problems", again, again=offered(keeper, again))
    assert (left_out(again), fixes(again)) == ({9}, {})
    # And once more from that one.
    assert offered(keeper, make.upload(problems=(fen(9),)))


@pytest.mark.parametrize(
    "other",
    [
        fen(9, whose="Ouse Care"),
        fen(9, value="see notes"),
        fen(9, code="hours.negative"),
        fen(9, severity="note"),
        fen(8),
        problem(9),
    ],
)
def test_another_row_is_not_offered_to_be_left_out(
    keeper: Visitor, make: Maker, other: dict[str, Any]
) -> None:
    noted = fen(9, 5, severity="note", value="Meals", remedy="Correct it if it is not right")
    keeper.post("upload_problems", make.upload(problems=(fen(9), noted)), out="0-9")
    assert not offered(keeper, make.upload(problems=(other, noted)))


def test_whoever_corrects_a_cell_of_such_a_row_wants_the_row(keeper: Visitor, make: Maker) -> None:
    keeper.post("upload_problems", make.upload(problems=(fen(9),)), out="0-9")
    again = make.upload(problems=(fen(9),))
    keeper.post("upload_problems", again, again=offered(keeper, again), fix_0_9_4="7")
    assert (left_out(again), fixes(again)) == (set(), {(9, 4): "7"})


@pytest.mark.parametrize("out_last", [True, False])
def test_what_was_done_last_with_a_row_is_offered(
    keeper: Visitor, make: Maker, out_last: bool
) -> None:
    wrong = (fen(9), fen(9, 5, value="?"))
    for out in (not out_last, out_last):
        made = make.upload(problems=wrong)
        keeper.post("upload_problems", made, **({"out": "0-9"} if out else {"fix_0_9_5": "7"}))
    again = make.upload(problems=wrong)
    keeper.post("upload_problems", again, again=offered(keeper, again))
    assert (left_out(again), fixes(again)) == (({9}, {}) if out_last else (set(), {(9, 5): "7"}))
