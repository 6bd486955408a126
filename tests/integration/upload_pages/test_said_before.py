"""What was said of a name is offered where it is asked about again: never taken by itself, and not
where anything speaks against it."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.integration.enterprises.making import a_running_world, words
from tests.integration.upload_pages.conftest import Visitor
from tests.uploaded import Maker, question, summary
from uploads.cells import shown
from uploads.forms.matches import LEAVE_OUT, NOTHING_TICKED, OFFERED_OTHERS, name_of
from uploads.found import questions_of
from uploads.models import Upload, UploadAnswer

pytestmark = pytest.mark.django_db

OFFERED = "Answered in an earlier list"
FEN = {"number": 11, "label": "Fen Helpers, CB7 4EE", "why": "Same postcode"}
ISLE = {"number": 12, "label": "Isle Gardens", "why": "A name that sounds alike"}
LODE = {"number": 13, "label": "Lode Care", "why": "A name that sounds alike"}


def asking(make: Maker, *numbers: int, file_name: str = "List.xlsx", **more: Any) -> Upload:
    """An upload with these questions, each with the same two that may be meant."""
    asked = [question(number, **more) for number in numbers or (1,)]
    return make.upload(file_name=file_name, summary=summary(questions=asked))


def box(upload: Upload, place: int = 0) -> str:
    return name_of(questions_of(upload)[place])


def ends(upload: Upload, state: str) -> Upload:
    """Let an upload end in a state."""
    upload.refresh_from_db()
    upload.state = state
    upload.confirmed_by, upload.confirmed_at = upload.uploaded_by, timezone.now()
    if state == "undone":
        upload.undone_by, upload.undone_at = upload.uploaded_by, timezone.now()
    upload.save()
    return upload


def said(
    keeper: Visitor, made: Upload, *chosen: str, state: str = "saved", days_ago: int = 0
) -> Upload:
    """Answer the questions of an upload, which then ends in a state."""
    given = {box(made, place): value for place, value in enumerate(chosen)}
    assert keeper.post("upload_matches", made, **given).status_code == 302
    answers = UploadAnswer.unscoped.filter(upload=made)
    answers.update(at=timezone.now() - timedelta(days=days_ago))
    return ends(made, state)


def page_of(keeper: Visitor, upload: Upload) -> str:
    text: str = keeper.get("upload_matches", upload).content.decode()
    return text


def ticks(page: str) -> list[str]:
    """What the boxes of the earlier answers send; all of them stand ticked at first."""
    found = re.findall(r'name="same" value="([0-9a-f]+)"', page)
    assert len(re.findall(r'name="same"[^>]* checked', page)) == len(found)
    return found


def answers(upload: Upload) -> dict[str, str]:
    rows = UploadAnswer.unscoped.filter(upload=upload)
    return {row.key or f"row {row.row}": row.value for row in rows}


def test_one_button_answers_all_as_in_an_earlier_list(keeper: Visitor, make: Maker) -> None:
    said(keeper, asking(make, 1, 2, file_name="March.xlsx"), "11", "12")
    again = asking(make, 2, 1, 3)
    page = keeper.get("upload_matches", again)
    text = words(page)
    whence = f"Said on {shown(timezone.localdate())}, in March.xlsx"
    assert f"“Fen Helper 1, CB7 4EE” is Fen Helpers, CB7 4EE {whence}" in text
    assert f"“Fen Helper 2, CB7 4EE” is Fenland Help, CB7 4EF {whence}" in text
    assert "“Fen Helper 3, CB7 4EE” is" not in text
    assert "Answer these in the same way" in text
    for part in page.context["form"].parts:
        assert not part.box.value(), "nothing is chosen by itself"
    answer = keeper.post("upload_matches", again, again="yes", same=ticks(page.content.decode()))
    assert answer.url == keeper.url("upload_detail", again)
    assert answers(again) == {"enterprise:fen helper 1": "11", "enterprise:fen helper 2": "12"}


def test_ticks_count_with_their_own_button_alone(keeper: Visitor, make: Maker) -> None:
    said(keeper, asking(make, 1), "11")
    again = asking(make, 1, 2)
    same = ticks(page_of(keeper, again))
    keeper.post("upload_matches", again, same=same, **{box(again, 1): "12"})
    assert answers(again) == {"enterprise:fen helper 2": "12"}


def test_what_is_not_ticked_stays_open_and_what_is_chosen_now_goes_first(
    keeper: Visitor, make: Maker
) -> None:
    said(keeper, asking(make, 1, 2, 3), "11", "11", "11")
    again = asking(make, 1, 2, 3)
    first, second, _ = ticks(page_of(keeper, again))
    sent = {box(again, 1): "12"}
    keeper.post("upload_matches", again, again="yes", same=[first, second], **sent)
    assert answers(again) == {"enterprise:fen helper 1": "11", "enterprise:fen helper 2": "12"}


def test_no_tick_and_no_answer_is_told_so_and_ticks_stay_as_they_were(
    keeper: Visitor, make: Maker
) -> None:
    said(keeper, asking(make, 1, 2), "11", "11")
    again = asking(make, 1, 2)
    answer = keeper.post("upload_matches", again, again="yes")
    assert (answer.status_code, NOTHING_TICKED in words(answer)) == (422, True)
    one, other = ticks(page_of(keeper, again))
    stale = keeper.post("upload_matches", again, again="yes", same=[other], edition=1)
    assert stale.status_code == 422
    kept = re.findall(r'name="same" value="([0-9a-f]+)"[^>]* checked', stale.content.decode())
    assert (kept, one != other) == ([other], True)
    assert answers(again) == {}


@pytest.mark.parametrize(
    "state", ["waiting", "checked", "saving", "refused", "failed", "discarded"]
)
def test_what_never_came_into_the_register_is_not_offered(
    keeper: Visitor, make: Maker, state: str
) -> None:
    said(keeper, asking(make), "11", state=state)
    assert OFFERED not in page_of(keeper, asking(make))


@pytest.mark.parametrize(("chosen", "offered"), [("11", True), ("12", False)])
def test_a_list_that_was_taken_back_speaks_only_against_another_answer(
    keeper: Visitor, make: Maker, chosen: str, offered: bool
) -> None:
    said(keeper, asking(make, file_name="November.xlsx"), "11", days_ago=30)
    said(keeper, asking(make, file_name="December.xlsx"), chosen, state="undone", days_ago=1)
    page = page_of(keeper, asking(make, file_name="December.xlsx"))
    assert (OFFERED in page, ", in November.xlsx" in page) == (offered, offered)
    assert ", in December.xlsx" not in page


def test_one_in_the_middle_that_was_taken_back_speaks_for_nothing_and_against_nothing(
    keeper: Visitor, make: Maker
) -> None:
    said(keeper, asking(make, file_name="January.xlsx"), "11", days_ago=90)
    middle = said(keeper, asking(make, file_name="February.xlsx"), "11", days_ago=60)
    said(keeper, asking(make, file_name="March.xlsx"), "11", days_ago=30)
    ends(middle, "undone")
    page = page_of(keeper, asking(make))
    assert ("in March.xlsx; first on " in page, ", in January.xlsx" in page) == (True, True)


def test_what_was_said_in_a_list_that_was_taken_back_is_not_offered(
    keeper: Visitor, make: Maker
) -> None:
    taken_back = said(keeper, asking(make), "11", days_ago=30)
    same = ticks(page_of(keeper, asking(make)))
    assert same
    ends(taken_back, "undone")
    again = asking(make)
    assert OFFERED not in page_of(keeper, again)
    refused = keeper.post("upload_matches", again, again="yes", same=same)
    assert (refused.status_code, OFFERED_OTHERS in words(refused)) == (422, True)
    assert answers(again) == {}
    # Said anew in a list that goes in, it stands again, from then on.
    said(keeper, asking(make, file_name="May.xlsx"), "11")
    page = page_of(keeper, asking(make))
    assert (", in May.xlsx" in page, "; first on " in page) == (True, False)


@pytest.mark.parametrize(("chosen", "offered"), [("11", False), ("12", True)])
def test_an_answer_that_was_taken_back_since_speaks_against_the_same_one(
    keeper: Visitor, make: Maker, chosen: str, offered: bool
) -> None:
    wrong = said(keeper, asking(make), chosen, days_ago=60)
    said(keeper, asking(make), "11", days_ago=30)
    ends(wrong, "undone")
    assert (OFFERED in page_of(keeper, asking(make))) is offered


def test_the_last_answer_is_offered_with_when_it_was_said_first(
    keeper: Visitor, make: Maker
) -> None:
    said(keeper, asking(make, file_name="January.xlsx"), "12", days_ago=90)
    said(keeper, asking(make, file_name="February.xlsx"), "11", days_ago=60)
    said(keeper, asking(make, file_name="March.xlsx"), "11", days_ago=30)
    before = timezone.localdate() - timedelta(days=60)
    text = keeper.says("upload_matches", asking(make))
    assert "is Fen Helpers, CB7 4EE Said on " in text
    assert f", in March.xlsx; first on {shown(before)}, in February.xlsx" in text


@pytest.mark.parametrize(("chosen", "offered"), [("12", False), ("11", True)])
def test_another_answer_since_in_a_list_that_is_not_in_speaks_against_it(
    keeper: Visitor, make: Maker, chosen: str, offered: bool
) -> None:
    said(keeper, asking(make), "11", days_ago=60)
    said(keeper, asking(make), chosen, state="discarded", days_ago=1)
    assert (OFFERED in page_of(keeper, asking(make))) is offered


def test_that_it_is_a_new_one_is_not_said_twice(keeper: Visitor, make: Maker) -> None:
    said(keeper, asking(make), "11", days_ago=60)
    said(keeper, asking(make), "new", days_ago=30)
    assert OFFERED not in page_of(keeper, asking(make))


@pytest.mark.parametrize(
    ("candidates", "offered"),
    [
        ([FEN, ISLE], True),
        ([ISLE, FEN], True),
        ([FEN], True),
        # The one that was meant is not there, or not likely, any more.
        ([ISLE], False),
        ([], False),
        # Nobody could have meant this one then.
        ([FEN, ISLE, LODE], False),
    ],
)
def test_whoever_may_be_meant_now_could_be_chosen_then(
    keeper: Visitor, make: Maker, candidates: list[dict[str, Any]], offered: bool
) -> None:
    said(keeper, asking(make, candidates=[FEN, ISLE]), "11")
    again = asking(make, candidates=candidates)
    assert (OFFERED in page_of(keeper, again)) is offered


def test_other_words_and_another_programme_are_other_questions(
    keeper: Visitor, make: Maker
) -> None:
    first = said(keeper, asking(make, 1), "11")
    assert OFFERED not in page_of(keeper, asking(make, 2))
    elsewhere = a_running_world(replace(keeper.world)).programme
    Upload.unscoped.filter(pk=first.pk).update(programme=elsewhere)
    assert OFFERED not in page_of(keeper, asking(make, 1))


def test_what_was_kept_without_who_could_be_chosen_is_not_offered(
    keeper: Visitor, make: Maker
) -> None:
    """As answers were kept before it was known who was among the candidates."""
    said(keeper, asking(make), "11")
    UploadAnswer.unscoped.update(cells=[])
    assert OFFERED not in page_of(keeper, asking(make))


def test_what_is_answered_already_is_not_offered(keeper: Visitor, make: Maker) -> None:
    said(keeper, asking(make), "11")
    assert OFFERED not in page_of(keeper, asking(make, answer="12"))


HOURS: dict[str, Any] = {"key": "hours:fen helper 1", "may_be_new": False}


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        (HOURS, True),
        (HOURS | {"candidates": [FEN]}, True),
        (HOURS | {"candidates": [FEN, LODE]}, False),
        (HOURS | {"key": "hours:fen helper 10"}, False),
    ],
)
def test_the_same_words_in_another_kind_of_list_mean_the_same(
    keeper: Visitor, make: Maker, asked: dict[str, Any], offered: bool
) -> None:
    said(keeper, asking(make, candidates=[FEN, ISLE], file_name="All.xlsx"), "11")
    again = asking(make, **({"candidates": [FEN, ISLE]} | asked))
    page = page_of(keeper, again)
    assert (OFFERED in page, ", in All.xlsx" in page) == (offered, offered)
    if offered:
        keeper.post("upload_matches", again, again="yes", same=ticks(page))
        assert answers(again) == {"hours:fen helper 1": "11"}


def test_another_answer_since_about_another_kind_of_list_speaks_against_it(
    keeper: Visitor, make: Maker
) -> None:
    said(keeper, asking(make, **HOURS), "11", days_ago=60)
    said(keeper, asking(make), "12", state="discarded", days_ago=1)
    assert OFFERED not in page_of(keeper, asking(make, **HOURS))


def test_rows_are_left_out_again_of_their_own_kind_of_list(keeper: Visitor, make: Maker) -> None:
    said(keeper, asking(make, **HOURS), LEAVE_OUT)
    assert OFFERED in page_of(keeper, asking(make, **HOURS))
    other = HOURS | {"key": "typical:fen helper 1"}
    assert OFFERED not in page_of(keeper, asking(make, **other))


PLACES = [["Hours", 9, 0], ["Hours", 12, 0]]


def test_rows_of_a_name_that_were_left_out_are_left_out_again(keeper: Visitor, make: Maker) -> None:
    only: dict[str, Any] = {"may_be_new": False, "candidates": [FEN, ISLE]}
    said(keeper, asking(make, places=PLACES, **only), LEAVE_OUT)
    again = asking(make, places=[["Hours", 20, 0], ["Hours", 21, 0]], **only)
    assert "“Fen Helper 1, CB7 4EE” is left out Said on " in keeper.says("upload_matches", again)
    keeper.post("upload_matches", again, again="yes", same=ticks(page_of(keeper, again)))
    assert answers(again) == {"row 20": "yes", "row 21": "yes"}
    assert ticks(page_of(keeper, asking(make, **only))), "and once more"
    assert OFFERED not in page_of(keeper, asking(make, **(only | {"candidates": [FEN, LODE]})))
    assert OFFERED not in page_of(keeper, asking(make, **(only | {"may_be_new": True})))


def test_the_last_of_leaving_out_and_naming_is_offered(keeper: Visitor, make: Maker) -> None:
    only: dict[str, Any] = {"may_be_new": False}
    said(keeper, asking(make, **only), LEAVE_OUT, days_ago=60)
    said(keeper, asking(make, **only), "12", days_ago=30)
    assert "is Fenland Help, CB7 4EF" in page_of(keeper, asking(make, **only))
    said(keeper, asking(make, **only), LEAVE_OUT)
    assert "” is left out" in page_of(keeper, asking(make, **only))


def test_what_was_taken_again_can_be_changed(keeper: Visitor, make: Maker) -> None:
    said(keeper, asking(make), "11")
    again = asking(make)
    keeper.post("upload_matches", again, again="yes", same=ticks(page_of(keeper, again)))
    again.refresh_from_db()
    again.state = "checked"
    again.summary["questions"][0]["answer"] = "11"
    again.save()
    keeper.post("upload_matches", again, **{box(again): "12"})
    assert answers(again) == {"enterprise:fen helper 1": "12"}
