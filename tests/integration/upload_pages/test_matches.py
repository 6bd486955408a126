"""Which one in the register a row means: asked where we are not sure, never guessed."""

import pytest

from tests.integration.enterprises.making import words
from tests.integration.upload_pages.conftest import Visitor
from tests.uploaded import Maker, change, question
from uploads.forms.matches import LEAVE_OUT, name_of
from uploads.found import questions_of
from uploads.models import Upload, UploadAnswer

pytestmark = pytest.mark.django_db


def names(upload: Upload) -> list[str]:
    return [name_of(one) for one in questions_of(upload)]


def answers(upload: Upload) -> list[tuple[str, str, str, int, str]]:
    rows = UploadAnswer.unscoped.filter(upload=upload)
    return [(row.about, row.key, row.sheet, row.row, row.value) for row in rows]


def test_each_question_has_its_candidates_with_why_and_nothing_is_chosen(
    keeper: Visitor, make: Maker
) -> None:
    answer = keeper.get("upload_matches", make.with_questions(2))
    page = words(answer)
    assert "We are not sure about 2 of the names in your file." in page
    assert "Fen Helper 1, CB7 4EE In your file: sheet “Hours”, row 10" in page
    assert "Fen Helpers, CB7 4EE Same postcode, and a name one letter longer" in page
    assert "None of these: it is a new one" in page
    assert " checked" not in answer.content.decode()


def test_choices_are_kept_by_their_questions(keeper: Visitor, make: Maker) -> None:
    made = make.with_questions(3)
    first, second, _ = names(made)
    answer = keeper.post("upload_matches", made, **{first: "12", second: "new"})
    assert answer.url == keeper.url("upload_detail", made)
    assert answers(made) == [
        ("match", "enterprise:fen helper 1", "", 0, "12"),
        ("match", "enterprise:fen helper 2", "", 0, "new"),
    ]


def test_a_row_that_can_only_mean_something_known_can_be_left_out(
    keeper: Visitor, make: Maker
) -> None:
    places = [["Hours", 9, 0], ["Hours", 9, 1], ["Hours", 12, 0]]
    made = make.with_questions(1, may_be_new=False, places=places)
    page = keeper.says("upload_matches", made)
    assert "it is a new one" not in page
    assert "None of these: leave it out" in page
    assert "rows 9 and 12" in page
    keeper.post("upload_matches", made, **{names(made)[0]: LEAVE_OUT})
    assert answers(made) == [
        ("leave_out", "", "Hours", 9, "yes"),
        ("leave_out", "", "Hours", 12, "yes"),
    ]


def test_what_was_decided_is_shown_and_can_be_changed(keeper: Visitor, make: Maker) -> None:
    made = make.with_questions(1, answer="12")
    answer = keeper.get("upload_matches", made)
    assert 'value="12" checked' in answer.content.decode()
    assert "can still change your mind" in words(answer)
    name = names(made)[0]
    assert keeper.post("upload_matches", made, **{name: "12"}).status_code == 422
    assert keeper.post("upload_matches", made, **{name: "11"}).status_code == 302


def test_what_is_open_stands_first(keeper: Visitor, make: Maker) -> None:
    made = make.with_questions(2)
    made.summary["questions"] = [question(1, answer="new"), question(2)]
    made.save()
    page = keeper.says("upload_matches", made)
    assert page.index("Fen Helper 2") < page.index("Fen Helper 1")


@pytest.mark.parametrize("chosen", ["", "999", "leave-out", "new\x00"])
def test_what_was_not_offered_is_refused(keeper: Visitor, make: Maker, chosen: str) -> None:
    made = make.with_questions(1)
    answer = keeper.post("upload_matches", made, **{names(made)[0]: chosen})
    assert answer.status_code == 422
    assert answers(made) == []


def test_a_stale_page_is_told_so_and_the_choice_stays(keeper: Visitor, make: Maker) -> None:
    made = make.with_questions(1)
    answer = keeper.post("upload_matches", made, edition=1, **{names(made)[0]: "new"})
    assert answer.status_code == 422
    assert "has changed since" in words(answer)
    assert 'value="new" checked' in answer.content.decode()


def test_rows_recognised_without_a_question_are_counted_and_named(
    keeper: Visitor, make: Maker
) -> None:
    made = make.upload(changes=(change(1, label="Lode Care"), change(2, "added", label="New One")))
    page = keeper.says("upload_matches", made)
    assert "There is nothing to decide: we could tell for every row." in page
    assert "41 rows needed no question" in page
    assert "41 enterprises" in page
    assert "Lode Care" in page
    assert "New One" not in page


def test_a_page_holds_25_questions(keeper: Visitor, make: Maker) -> None:
    made = make.with_questions(30)
    assert "Fen Helper 26," not in keeper.says("upload_matches", made)
    assert "Fen Helper 30," in keeper.says("upload_matches", made, "?page=2")
