"""Every problem at once; cells corrected, rows left out and reasons given on the page."""

from typing import Any

import pytest

from enterprises.columns import Vocabulary, list_kinds
from tests.integration.enterprises.making import words
from tests.integration.upload_pages.conftest import Visitor
from tests.lists import SimpleImporter
from tests.uploaded import NOTE, Maker, problem, summary, to_confirm
from uploads.found import groups_of, problems_of
from uploads.models import Upload, UploadAnswer
from uploads.views.problems import CHECKED_MEANWHILE

pytestmark = pytest.mark.django_db


def answers(upload: Upload) -> dict[tuple[str, int, int], str]:
    rows = UploadAnswer.unscoped.filter(upload=upload).exclude(about="reason")
    return {(row.about, row.row, row.column): row.value for row in rows}


def boxes(page: str) -> int:
    return page.count('name="fix_')


def reason_name(upload: Upload) -> str:
    found = [one for one in groups_of(problems_of(upload)) if one.first.severity == "confirm"]
    return f"why_{found[0].key}"


def test_equal_problems_are_said_once_with_their_cells(keeper: Visitor, make: Maker) -> None:
    page = keeper.says("upload_problems", make.with_problems(7))
    assert "This is not a number of hours Sheet “Hours”, E9, E10" in page
    assert page.count("Type the hours as a number") == 1
    assert "Sheet “Hours”, E9, E10, E11, E12, E13 and 2 more" in page
    assert "Must be fixed: 1 " in page
    assert page.index("Must be fixed") < page.index("Please confirm")
    assert page.index("Please confirm") < page.index("For your information")


def test_things_are_counted_as_on_the_uploads_own_page(keeper: Visitor, make: Maker) -> None:
    made = make.upload(
        problems=(problem(1), problem(2), to_confirm(3), to_confirm(3) | {"sheet": "Two"})
    )
    page = keeper.says("upload_problems", made)
    assert "Must be fixed: 1 Please confirm: 1" in page
    assert "Sheet “Hours”, F3; Sheet “Two”, F3" in page
    (doubt,) = [one for one in groups_of(problems_of(made)) if one.first.severity == "confirm"]
    make.answer(made, "reason", key=doubt.key, value="So it is", cells=sorted(doubt.cells))
    assert "Please confirm: 1, 1 of them confirmed" in keeper.says("upload_problems", made)


def test_each_cell_has_a_box_with_what_it_says(keeper: Visitor, make: Maker) -> None:
    page = keeper.get("upload_problems", make.with_problems(2)).content.decode()
    assert page.count('value="see note"') == 2
    assert 'name="fix_0_9_4"' in page
    assert "Leave row 9 out" in page


def test_what_may_be_meant_stands_in_the_box_and_is_saved_only_from_a_page_that_shows_it(
    keeper: Visitor, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SimpleImporter, "kinds", lambda self, programme: list_kinds(Vocabulary()))
    slip = problem(9, 1, code="postcode.slip", heading="PC", value="CB1O 1AA")
    other = problem(10, 1, code="postcode.letters", heading="PC", value="CB7 4EO")
    made = make.upload(problems=(slip, other))
    page = keeper.get("upload_problems", made).content.decode()
    assert 'value="CB10 1AA"' in page
    assert 'value="CB7 4EO"' in page
    assert page.count("Your file says") == 1
    assert "Your file says “CB1O 1AA”. Check what stands in the box before you save." in page
    keeper.post("upload_problems", made, fix_0_10_1="CB7 4EE")
    assert answers(made) == {("fix", 10, 1): "CB7 4EE"}, "a box that was not sent says nothing"
    again = make.upload(problems=(slip,))
    keeper.post("upload_problems", again, fix_0_9_1="CB10 1AA")
    assert answers(again) == {("fix", 9, 1): "CB10 1AA"}


def test_no_more_than_twenty_boxes_stand_under_one_problem(keeper: Visitor, make: Maker) -> None:
    made = make.upload(problems=tuple(problem(row) for row in range(1, 36)))
    answer = keeper.get("upload_problems", made)
    assert boxes(answer.content.decode()) == 20
    assert "There are 15 more like this." in words(answer)


def test_a_cell_with_two_problems_has_one_box(keeper: Visitor, make: Maker) -> None:
    twice = (problem(9), problem(9, code="other", message="This is also wrong"))
    page = keeper.get("upload_problems", make.upload(problems=twice)).content.decode()
    assert boxes(page) == 1
    assert "Its box stands further up." in page


def test_cells_are_corrected_and_emptied_and_rows_left_out(keeper: Visitor, make: Maker) -> None:
    made = make.with_problems(4)
    answer = keeper.post(
        "upload_problems",
        made,
        fix_0_9_4="12.5",
        fix_0_10_4="",
        fix_0_11_4="see note",
        out=["0-12", "0-12"],
    )
    assert answer.url == keeper.url("upload_detail", made)
    assert answers(made) == {
        ("fix", 9, 4): "12.5",
        ("fix", 10, 4): "",
        ("leave_out", 12, -1): "yes",
    }
    made.refresh_from_db()
    assert made.state == "waiting"


def test_a_reason_covers_the_cells_that_it_was_given_for(keeper: Visitor, make: Maker) -> None:
    made = make.with_problems(1)
    keeper.post("upload_problems", made, **{reason_name(made): "Three people work there"})
    kept = UploadAnswer.unscoped.get(upload=made)
    assert (kept.about, kept.value, kept.cells) == (
        "reason",
        "Three people work there",
        ["Hours:12:5:212:"],
    )


def test_whose_figures_a_question_is_about_and_what_they_are_held_against(
    keeper: Visitor, make: Maker
) -> None:
    rows = [
        to_confirm(row) | {"about": f"Enterprise {row}: register 9, file 8"} for row in range(7)
    ]
    made = make.upload(problems=tuple(rows[1:]))
    page = keeper.says("upload_problems", made)
    assert "Enterprise 1: register 9, file 8 Enterprise 2: register 9, file 8" in page
    assert "and 1 more" in page
    listed = keeper.get("upload_problems_csv", made).content.decode()
    assert "that a week has. Enterprise 6: register 9, file 8." in listed


def test_ok_is_no_reason(keeper: Visitor, make: Maker) -> None:
    made = make.with_problems(1)
    answer = keeper.post("upload_problems", made, **{reason_name(made): "ok"})
    assert answer.status_code == 422
    assert "Say why in a few words" in words(answer)
    assert 'value="ok"' in answer.content.decode()
    assert not UploadAnswer.unscoped.filter(upload=made).exists()


def test_a_reason_given_is_shown_and_can_be_taken_back(keeper: Visitor, make: Maker) -> None:
    made = make.with_problems(1)
    name = reason_name(made)
    key = name.removeprefix("why_")
    make.answer(made, "reason", key=key, value="Three people", cells=["Hours:12:5:212:"])
    page = keeper.get("upload_problems", made)
    assert "Confirmed" in words(page)
    assert 'value="Three people"' in page.content.decode()
    assert keeper.post("upload_problems", made, **{name: ""}).status_code == 302
    assert not UploadAnswer.unscoped.filter(upload=made).exists()


def test_a_reason_does_not_cover_cells_that_came_later(keeper: Visitor, make: Maker) -> None:
    made = make.upload(problems=(to_confirm(12), to_confirm(13)))
    key = reason_name(made).removeprefix("why_")
    make.answer(made, "reason", key=key, value="Three people", cells=["Hours:12:5:212:"])
    assert "Confirmed" not in keeper.says("upload_problems", made)
    keeper.post("upload_problems", made, **{f"why_{key}": "Three people"})
    assert len(UploadAnswer.unscoped.get(upload=made).cells) == 2


def test_what_was_corrected_can_be_taken_back(keeper: Visitor, make: Maker) -> None:
    made = make.with_problems(1)
    kept = make.answer(made, "fix", sheet="Hours", row=5, column=4, value="12.5")
    out = make.answer(made, "leave_out", sheet="Hours", row=40, value="yes")
    page = keeper.says("upload_problems", made)
    assert "Sheet “Hours”, E5 is corrected to “12.5”" in page
    assert "Sheet “Hours”, row 40 is left out" in page
    keeper.post("upload_problems", made, back=[str(kept.pk), str(out.pk)])
    assert answers(made) == {}


@pytest.mark.parametrize(
    "sent",
    [{}, {"fix_0_9_4": "see note"}, {"out": "7-9"}, {"out": "x"}, {"back": "999"},
     {"fix_0_99_4": "12"}, {"out": "0-9999999999999999999"}],
)  # fmt: skip
def test_a_page_on_which_nothing_was_decided_is_refused(
    keeper: Visitor, make: Maker, sent: dict[str, str]
) -> None:
    made = make.with_problems(1)
    answer = keeper.post("upload_problems", made, **{"fix_0_9_4": "see note", **sent})
    assert answer.status_code == 422
    assert "Correct a cell, leave a row out or say why something is right" in words(answer)
    assert answers(made) == {}


def test_a_box_that_was_not_on_the_page_was_not_emptied(keeper: Visitor, make: Maker) -> None:
    made = make.with_problems(3)
    keeper.post("upload_problems", made, fix_0_10_4="12.5")
    assert answers(made) == {("fix", 10, 4): "12.5"}
    stale = make.with_problems(3)
    page = keeper.post("upload_problems", stale, edition=1, fix_0_10_4="12.5").content.decode()
    assert page.count('value="see note"') == 2


def test_what_is_too_long_for_a_cell_is_refused_and_kept(keeper: Visitor, make: Maker) -> None:
    made = make.with_problems(1)
    answer = keeper.post("upload_problems", made, fix_0_9_4="x" * 2001)
    assert answer.status_code == 422
    assert "Cell E9 may have 2,000 characters" in words(answer)
    assert "x" * 2001 in answer.content.decode()


def test_a_stale_page_is_told_so_and_what_was_typed_stays(keeper: Visitor, make: Maker) -> None:
    made = make.with_problems(2)
    answer = keeper.post("upload_problems", made, edition=1, fix_0_9_4="12.5", out="0-10")
    assert answer.status_code == 422
    assert "has changed since the page was shown" in words(answer)
    page = answer.content.decode()
    assert 'value="12.5"' in page
    assert "checked" in page
    assert 'name="edition" value="3"' in page
    assert answers(made) == {}


def test_what_is_typed_while_the_file_is_read_stays_on_the_page(
    keeper: Visitor, make: Maker
) -> None:
    made = make.with_problems(1)
    Upload.unscoped.filter(pk=made.pk).update(state="reading")
    answer = keeper.post("upload_problems", made, fix_0_9_4="12.5")
    assert answer.status_code == 422
    assert "We are still working on this file." in words(answer)
    assert 'value="12.5"' in answer.content.decode()


@pytest.mark.parametrize("state", ["saved", "discarded"])
def test_an_upload_that_has_ended_takes_no_decision(
    keeper: Visitor, make: Maker, state: str
) -> None:
    made = make.upload(state, problems=(problem(9),))
    answer = keeper.post("upload_problems", made, fix_0_9_4="12.5")
    assert answer.url == keeper.url("upload_detail", made)
    assert answers(made) == {}
    assert "This upload has ended" in keeper.says("upload_detail", made)


@pytest.mark.parametrize("name", ["upload_columns", "upload_problems", "upload_matches"])
def test_pages_of_decisions_lead_away_while_there_is_nothing_to_decide(
    keeper: Visitor, make: Maker, name: str
) -> None:
    made = make.upload("reading")
    assert keeper.get(name, made).url == keeper.url("upload_detail", made)


def test_a_problem_of_a_whole_row_or_sheet_has_no_box(keeper: Visitor, make: Maker) -> None:
    whole = (
        problem(14, -1, message="Two rows are the same", value="Fen, CB7"),
        problem(0, -1, severity="stops"),
    )
    answer = keeper.get("upload_problems", make.upload(problems=whole))
    assert boxes(answer.content.decode()) == 0
    page = words(answer)
    assert "Row 14 Fen, CB7 Leave row 14 out" in page
    assert "Stops the file" in page
    assert (
        keeper.post("upload_problems", make.upload(problems=whole), out="0-14").status_code == 302
    )


def test_notes_ask_for_nothing(keeper: Visitor, make: Maker) -> None:
    answer = keeper.get("upload_problems", make.upload(problems=(NOTE,)))
    assert boxes(answer.content.decode()) == 0
    assert "You need not do anything about these." in words(answer)


def test_a_list_without_problems_says_so(keeper: Visitor, make: Maker) -> None:
    assert "There is no problem with this list." in keeper.says("upload_problems", make.upload())


def test_many_kinds_of_problem_are_paged_and_kept_within_what_a_form_may_hold(
    keeper: Visitor, make: Maker
) -> None:
    many = tuple(
        problem(row, 4, message=f"Wrong in way {way}") for way in range(50) for row in range(1, 31)
    )
    made = make.upload(problems=many)
    first = keeper.get("upload_problems", made).content.decode()
    assert boxes(first) == 20  # the other ways are about the same cells
    assert "Wrong in way 39" in first
    assert "Wrong in way 40" not in first
    assert "Wrong in way 49" in keeper.says("upload_problems", made, "?page=2")


def test_a_form_never_has_more_boxes_than_a_request_may_send(keeper: Visitor, make: Maker) -> None:
    many = tuple(
        problem(row, column, message=f"Wrong {column}")
        for column in range(40)
        for row in range(1, 21)
    )
    answer = keeper.get("upload_problems", make.upload(problems=many))
    assert boxes(answer.content.decode()) == 400
    assert "There are 20 more like this." in words(answer)


def test_values_are_words_and_not_markup(keeper: Visitor, make: Maker) -> None:
    odd = problem(9, value='"><script>alert(1)</script>', heading="<b>x", message="<i>no")
    page = keeper.get("upload_problems", make.upload(problems=(odd,))).content.decode()
    for markup in ("<script>alert", "<b>x", "<i>no"):
        assert markup not in page


def test_the_next_page_is_sent_from_where_it_was(keeper: Visitor, make: Maker) -> None:
    made: Any = make.upload(problems=tuple(problem(r, r, message=str(r)) for r in range(1, 42)),
                            summary=summary())  # fmt: skip
    url = keeper.url("upload_problems", made)
    answer = keeper.client.post(f"{url}?page=2", {"edition": made.edition, "fix_0_41_41": "1"})
    assert answer.status_code == 302
    assert answers(made) == {("fix", 41, 41): "1"}


def test_an_older_page_on_which_nothing_was_said_is_shown_anew(
    keeper: Visitor, make: Maker
) -> None:
    """As in a tab that was left open while an enterprise was added in another."""
    made = make.with_problems()
    answer = keeper.post("upload_problems", made, edition=made.edition - 1)
    assert answer.url == keeper.url("upload_problems", made) + "?page=1"
    assert CHECKED_MEANWHILE in words(keeper.client.get(answer.url))
    typed = keeper.post("upload_problems", made, edition=made.edition - 1, fix_0_9_4="12")
    assert typed.status_code == 422
    assert 'value="12"' in typed.content.decode(), "what was typed is kept"
    assert keeper.post("upload_problems", made).status_code == 422
