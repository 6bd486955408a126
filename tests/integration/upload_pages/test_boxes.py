"""A box for each cell that may be wrong: a choice where only a few things can stand in it, with the
reason that was given before, and something of the register named."""

from typing import Any

import pytest
from django.utils import timezone

from tests.integration.enterprises.making import words
from tests.integration.upload_pages.conftest import Visitor
from tests.lists import ENTERPRISES, KINDS, SimpleImporter
from tests.uploaded import (
    LIST,
    NOTE,
    TWO_NAMES,
    UNKNOWN_STAGE,
    UNLINKED,
    Maker,
    heading,
    problem,
    reading,
    to_confirm,
)
from uploads.cells import shown
from uploads.columns import Column, ListKind
from uploads.found import groups_of, problems_of
from uploads.models import Upload, UploadAnswer
from uploads.problems import link_key

pytestmark = pytest.mark.django_db


def answers(upload: Upload) -> dict[tuple[str, int, int, str], str]:
    rows = UploadAnswer.unscoped.filter(upload=upload)
    return {(row.about, row.row, row.column, row.key): row.value for row in rows}


def in_list(make: Maker, *found: dict[str, Any]) -> Upload:
    return make.upload(reading=[LIST], problems=found)


def test_both_cells_have_a_box_named_by_heading_and_place(keeper: Visitor, make: Maker) -> None:
    made = in_list(make, TWO_NAMES)
    answer = keeper.get("upload_problems", made)
    assert "Business (B7)" in words(answer)
    assert "Ref (A7)" in words(answer)
    assert "Correct whichever is wrong." in words(answer)
    page = answer.content.decode()
    assert 'name="fix_0_7_0" value="F1"' in page
    assert page.count("Leave row 7 out") == 1
    keeper.post("upload_problems", made, fix_0_7_0="F2", fix_0_7_1="Ouse Meals")
    assert answers(made) == {("fix", 7, 0, ""): "F2"}


def test_a_box_says_whose_row_its_cell_is_in(keeper: Visitor, make: Maker) -> None:
    made = in_list(make, {**UNKNOWN_STAGE, "whose": "Ouse Meals"})
    answer = keeper.get("upload_problems", made)
    assert '<span class="pm-quiet">Ouse Meals</span>' in answer.content.decode()
    listed = keeper.get("upload_problems_csv", made).content.decode("utf-8-sig").splitlines()
    assert listed[0].split(",")[5] == "The row is of"
    assert listed[1].split(",")[5] == "Ouse Meals"


def test_one_of_a_few_things_is_chosen_and_not_typed(keeper: Visitor, make: Maker) -> None:
    made = in_list(make, UNKNOWN_STAGE)
    page = keeper.get("upload_problems", made).content.decode()
    assert '<select name="fix_0_7_2"' in page
    offered = [part.split("<")[0] for part in page.split("<select")[1].split("option")]
    said = [one.split(">")[-1] for one in offered if ">" in one]
    assert [one for one in said if one.strip()] == [
        "“set up”, as in your file", "Not known", "Forming", "Established", "Closed",
    ]  # fmt: skip
    unchanged = keeper.post("upload_problems", made, fix_0_7_2="set up")
    assert unchanged.status_code == 422
    assert keeper.post("upload_problems", made, fix_0_7_2="begun").status_code == 422
    assert answers(made) == {}
    keeper.post("upload_problems", made, fix_0_7_2="Established")
    assert answers(made) == {("fix", 7, 2, ""): "Established"}


def test_several_of_a_few_things_are_offered_while_one_types(
    keeper: Visitor, make: Maker, simple: SimpleImporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = Column("kinds", "Kinds of help", str, any_of=("Personal care", "Meals"))
    listed = ListKind("enterprises", "Enterprises", "", (kinds,), (), None)
    monkeypatch.setattr(simple, "kinds", lambda programme: (listed, *KINDS[1:]))
    sheet = reading("List", kind="enterprises", headings=[heading(2, "Help", "kinds")])
    made = make.upload(reading=[sheet], problems=(UNKNOWN_STAGE,))
    page = keeper.get("upload_problems", made).content.decode()
    assert 'list="words-0-2"' in page
    assert '<datalist id="words-0-2"><option value="Personal care">' in page
    assert ENTERPRISES.code == listed.code


def test_a_column_that_asks_something_else_offers_no_choice(keeper: Visitor, make: Maker) -> None:
    sheet = LIST | {"headings": [heading(2, "Notes", "")]}
    page = keeper.get("upload_problems", make.upload(reading=[sheet], problems=(UNKNOWN_STAGE,)))
    assert "<select" not in page.content.decode()


# --- A reason that does not do any more ---------------------------------------------------------


def explained(make: Maker, made: Upload, cells: list[str]) -> None:
    (doubt,) = [one for one in groups_of(problems_of(made)) if one.first.severity == "confirm"]
    make.answer(made, "reason", key=doubt.key, value="Three people work there", cells=cells)


def test_a_reason_that_was_given_for_fewer_rows_is_kept_and_said_to_be(
    keeper: Visitor, make: Maker
) -> None:
    made = make.upload(problems=(to_confirm(12), to_confirm(13), to_confirm(14)))
    explained(make, made, ["Hours:12:5:212:"])
    answer = keeper.get("upload_problems", made)
    today = shown(timezone.localdate())
    assert (
        f"You gave a reason for 1 row on {today}. There are now 3: 2 came since. If your reason "
        "still holds, save it again."
    ) in words(answer)
    assert 'value="Three people work there"' in answer.content.decode()
    assert "Confirmed" not in words(answer)


def test_a_reason_is_asked_for_again_where_the_register_has_changed(
    keeper: Visitor, make: Maker
) -> None:
    made = make.upload(problems=(to_confirm(12) | {"about": "Fen Help: the register has 9"},))
    explained(make, made, ["Hours:12:5:212:Fen Help: the register has 8"])
    page = keeper.says("upload_problems", made)
    assert "Since then what the register says, or another cell of the row, has changed." in page
    assert "There are now" not in page
    two = make.upload(
        problems=(to_confirm(12) | {"about": "Fen Help: the register has 9"}, to_confirm(13))
    )
    explained(make, two, ["Hours:12:5:212:Fen Help: the register has 8", "Hours:13:5:212:"])
    page = keeper.says("upload_problems", two)
    assert "You gave a reason for 2 rows" in page
    assert "what the register says of 1 of them, or another cell of the row, has changed" in page


def test_a_reason_that_covers_all_is_only_said_to_be_confirmed(
    keeper: Visitor, make: Maker
) -> None:
    made = make.upload(problems=(to_confirm(12),))
    explained(make, made, ["Hours:12:5:212:", "Hours:13:5:212:"])
    page = keeper.says("upload_problems", made)
    assert "Confirmed" in page
    assert "You gave a reason" not in page


# --- What asks to be typed has a box, or says where ---------------------------------------------


def test_what_has_no_box_says_where_it_is_put_right(keeper: Visitor, make: Maker) -> None:
    whole = problem(14, -1, severity="confirm", remedy="Correct the week, or tell us why")
    made = make.upload(problems=(whole,))
    answer = keeper.get("upload_problems", made)
    assert "There is no box for it here: correct it in your spreadsheet" in words(answer)
    assert f"?instead={made.pk}" in answer.content.decode()
    for remedy in (
        "Correct the days on the enterprise’s own page",
        "Leave one of them out",
        "Upload a list of typical weeks to correct them",
    ):
        page = keeper.says("upload_problems", make.upload(problems=(whole | {"remedy": remedy},)))
        assert "There is no box for it here" not in page
    boxed = make.upload(problems=(problem(14, remedy="Correct the week"),))
    assert "There is no box" not in keeper.says("upload_problems", boxed)


def test_what_is_said_of_a_sheet_once_has_a_box_for_each_of_its_cells(
    keeper: Visitor, make: Maker
) -> None:
    cells = [[7, 3, "7 January 2019"], [8, 3, "14 January 2019"]]
    weeks = problem(0, -1, severity="confirm", sheet="List", remedy="Correct the week", also=cells)
    made = in_list(make, weeks)
    page = words(keeper.get("upload_problems", made))
    for said in ("Since (D7)", "Since (D8)", "Leave row 7 out", "Leave row 8 out"):
        assert said in page
    assert "There is no box" not in page
    keeper.post("upload_problems", made, fix_0_7_3="7 January 2022", out="0-8")
    assert answers(made) == {
        ("fix", 7, 3, ""): "7 January 2022",
        ("leave_out", 8, -1, ""): "yes",
    }
    wide = weeks | {"also": [], "remedy": "Correct the week under “Sheets and columns”"}
    assert "There is no box" not in keeper.says("upload_problems", in_list(make, wide))


def test_a_note_that_asks_for_something_has_a_box_for_it(keeper: Visitor, make: Maker) -> None:
    gap = problem(7, 2, sheet="List", severity="note", remedy="Give the day", also=[[7, 3, ""]])
    made = in_list(make, gap)
    page = keeper.get("upload_problems", made)
    assert "Since (D7)" in words(page)
    assert "Leave row 7 out" not in words(page)
    keeper.post("upload_problems", made, fix_0_7_3="3 May 2022")
    assert answers(made) == {("fix", 7, 3, ""): "3 May 2022"}
    silent = make.upload(problems=(NOTE | {"row": 3, "column": 2, "sheet": "Hours"},))
    assert 'name="fix_' not in keeper.get("upload_problems", silent).content.decode()


# --- Naming something of the register -----------------------------------------------------------


@pytest.mark.parametrize("typed", ["Fen Helpers", "fen helpers, cb7 4ee"])
def test_something_of_the_register_is_named_and_can_be_taken_back(
    keeper: Visitor, make: Maker, typed: str
) -> None:
    made = in_list(make, UNLINKED)
    page = keeper.get("upload_problems", made).content.decode()
    assert 'list="in-the-register"' in page
    assert '<option value="Isle Gardens, CB6 2BB">' in page
    keeper.post("upload_problems", made, link_0_9=typed)
    key = link_key("List", 9)
    assert answers(made) == {("match", 9, -1, key): "11"}
    Upload.unscoped.filter(pk=made.pk).update(state="checked", edition=9)
    made.problems.all().delete()
    made.refresh_from_db()
    again = keeper.says("upload_problems", made)
    assert "Sheet “List”, row 9 is linked to Fen Helpers, CB7 4EE" in again
    keeper.post("upload_problems", made, back=str(UploadAnswer.unscoped.get().pk))
    assert answers(made) == {}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Isle Gardens", "Isle Gardens, CB6 1AA, reference I1; Isle Gardens, CB6 2BB"),
        ("Fen", "enter one of them in full: Fen Helpers, CB7 4EE"),
        ("Burwell Befriending", "choose one from the list, which has all that are in the register"),
    ],
)
def test_what_is_not_one_of_the_register_is_refused_and_kept(
    keeper: Visitor, make: Maker, typed: str, said: str
) -> None:
    made = in_list(make, UNLINKED)
    answer = keeper.post("upload_problems", made, link_0_9=typed)
    assert answer.status_code == 422
    assert said in words(answer)
    assert f'value="{typed}"' in answer.content.decode()
    assert answers(made) == {}


def test_the_likely_one_stands_in_the_box_and_counts_only_once_it_was_seen(
    keeper: Visitor, make: Maker
) -> None:
    made = in_list(make, UNLINKED | {"likely": "Fen Helpers, CB7 4EE"}, UNKNOWN_STAGE | {"row": 8})
    page = keeper.get("upload_problems", made).content.decode()
    assert 'value="Fen Helpers, CB7 4EE" list="in-the-register"' in page or (
        'name="link_0_9"' in page and 'value="Fen Helpers, CB7 4EE"' in page
    )
    keeper.post("upload_problems", made, fix_0_8_2="Closed")
    assert answers(made) == {("fix", 8, 2, ""): "Closed"}


def test_a_note_names_nothing_for_anybody(keeper: Visitor, make: Maker) -> None:
    noted = UNLINKED | {"severity": "note", "likely": "Fen Helpers, CB7 4EE"}
    made = in_list(make, noted, UNKNOWN_STAGE)
    page = keeper.get("upload_problems", made)
    assert "Name it, or correct the cells" in words(page)
    assert 'value="Fen Helpers' not in page.content.decode().replace('<option value="Fen', "")
    keeper.post("upload_problems", made, fix_0_7_2="Closed", link_0_9="Fen Helpers")
    assert answers(made)["match", 9, -1, link_key("List", 9)] == "11"


# --- In the spreadsheet instead -----------------------------------------------------------------


def test_marking_stands_after_the_problems_and_says_what_can_be_done_for_a_csv(
    keeper: Visitor, make: Maker
) -> None:
    made = make.with_problems(1)
    page = keeper.says("upload_problems", made)
    assert page.index("Must be fixed") < page.index("Rather correct them in your spreadsheet?")
    assert "Mark the problems in my workbook" in page
    summary = made.summary | {"format": "csv"}
    Upload.unscoped.filter(pk=made.pk).update(summary=summary, file_name="Hours.csv")
    page = keeper.says("upload_problems", made)
    assert "Mark the problems in my workbook" not in page
    assert "A .csv file holds no colours and no notes. We can make an Excel workbook" in page
    assert "Make a workbook with the problems marked" in page
