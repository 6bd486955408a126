"""How sheets and columns were understood, and correcting that."""

from typing import Any

import pytest

from tests.integration.enterprises.making import words
from tests.integration.upload_pages.conftest import Visitor
from tests.uploaded import LEFT_OUT, Maker, heading, reading, sure
from uploads.models import Upload, UploadAnswer

pytestmark = pytest.mark.django_db

# Whatever is decided of columns, the sheet stays the kind of list that the page showed.
KIND = ("kind", "Hours", -1)
AS_UNDERSTOOD = {
    "kind_0": "hours",
    "header_0": "3",
    "field_0_0": "name",
    "field_0_1": "postcode",
    "field_0_3": "",
    "field_0_4": "2022-01-03",
    "field_0_5": "2022-01-10",
    "kind_1": "",
    "header_1": "",
}


def answers(upload: Upload) -> dict[tuple[str, str, int], str]:
    rows = UploadAnswer.unscoped.filter(upload=upload)
    return {(row.about, row.sheet, row.column): row.value for row in rows}


def save(keeper: Visitor, upload: Upload, **changed: Any) -> Any:
    return keeper.post("upload_columns", upload, **{**AS_UNDERSTOOD, **changed})


def test_each_column_says_what_it_is_and_how_sure_we_are(keeper: Visitor, make: Maker) -> None:
    page = keeper.says("upload_columns", make.upload())
    assert "Taken as Weekly hours : 42 rows read, with the headings in row 3." in page
    assert "A: Business Begins with “Fen Helpers”, “Lode Care”, “Wicken Help”" in page
    assert "Please look It looks like postcodes" in page
    assert "Left out on purpose Contact details are not kept here" in page
    assert "fen@example.org" not in page
    assert "2 columns of weeks, from the week of 3 January 2022 to that of 10 January 2022" in page
    assert "2 rows left out" in page
    assert "Row 30: It adds the rows above up" in page
    assert "Left out. It is hidden, and no heading in it is one we know." in page
    assert "What you choose is kept for the next file with the same headings." in page


def test_a_column_that_is_left_out_is_not_said_to_be_empty(keeper: Visitor, make: Maker) -> None:
    plain = [heading(0, "No.", "", why="It only numbers the rows."), heading(1, "3 Jan", "hours")]
    page = keeper.says("upload_columns", make.upload(reading=[reading(headings=plain)]))
    assert "A: No. What stands in it is not shown, as it is left out" in page
    assert "B: 3 Jan Its cells are empty, or say that nothing is known" in page


def test_the_page_shows_what_was_understood_as_chosen(keeper: Visitor, make: Maker) -> None:
    page = keeper.get("upload_columns", make.upload()).content.decode()
    for chosen in (
        '"hours" selected',
        '"postcode" selected',
        '"2022-01-03" selected',
    ):
        assert f"value={chosen}" in page


def test_saving_confirms_what_was_uncertain_and_nothing_else(keeper: Visitor, make: Maker) -> None:
    made = make.upload()
    answer = save(keeper, made)
    assert answer.url == keeper.url("upload_detail", made)
    assert answers(made) == {KIND: "hours", ("field", "Hours", 1): "postcode"}
    made.refresh_from_db()
    assert made.state == "waiting"


def test_saving_what_is_certain_already_asks_for_no_new_check(keeper: Visitor, make: Maker) -> None:
    made = make.upload(reading=[sure(reading()), LEFT_OUT])
    assert save(keeper, made).status_code == 302
    made.refresh_from_db()
    assert (made.state, answers(made)) == ("checked", {})


def test_a_column_that_was_not_on_the_page_was_not_left_out(keeper: Visitor, make: Maker) -> None:
    made = make.upload()
    keeper.post("upload_columns", made, field_0_3="payer")
    assert answers(made) == {
        KIND: "hours",
        ("field", "Hours", 1): "postcode",
        ("field", "Hours", 3): "payer",
    }


def test_a_column_can_be_taken_as_something_else_or_left_out(keeper: Visitor, make: Maker) -> None:
    made = make.upload()
    save(keeper, made, field_0_0="", field_0_3="payer", field_0_4="2021-12-27")
    assert answers(made) == {
        KIND: "hours",
        ("field", "Hours", 0): "",
        ("field", "Hours", 1): "postcode",
        ("field", "Hours", 3): "payer",
        ("field", "Hours", 4): "2021-12-27",
    }


def test_another_kind_of_list_drops_what_was_said_of_its_columns(
    keeper: Visitor, make: Maker
) -> None:
    made = make.upload()
    make.answer(made, "field", sheet="Hours", column=1, value="postcode")
    save(keeper, made, kind_0="enterprises", field_0_0="payer")
    assert answers(made) == {("kind", "Hours", -1): "enterprises"}


def test_a_sheet_that_was_left_out_can_be_taken_in_with_its_headings(
    keeper: Visitor, make: Maker
) -> None:
    made = make.upload(reading=[sure(reading()), LEFT_OUT])
    save(keeper, made, kind_1="enquiries", header_1="4")
    assert answers(made) == {("kind", "Notes", -1): "enquiries"}


def test_the_row_with_the_headings_can_be_named(keeper: Visitor, make: Maker) -> None:
    made = make.upload(reading=[sure(reading())])
    save(keeper, made, header_0="2")
    assert answers(made) == {("header", "Hours", -1): "2"}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"field_0_3": "name"}, "Columns A and D are both taken as “Name”."),
        ({"header_0": "0"}, "Enter the row with the headings of “Hours” as a number, like 4"),
        ({"header_0": "9" * 30}, "Enter the row with the headings of “Hours” as a number"),
        ({"header_0": "two"}, "Enter the row with the headings of “Hours” as a number, like 4"),
        ({"kind_0": "nonsense"}, "There is a problem"),
        ({"field_0_0": "nonsense"}, "Choose what column A is from the list"),
    ],
)
def test_what_cannot_be_is_refused_and_the_choices_kept(
    keeper: Visitor, make: Maker, changed: dict[str, str], says: str
) -> None:
    made = make.upload()
    answer = save(keeper, made, **{"field_0_1": "payer", **changed})
    assert answer.status_code == 422
    assert says in words(answer)
    assert 'value="payer" selected' in answer.content.decode()
    assert answers(made) == {}


def test_a_stale_page_is_told_so_and_nothing_chosen_is_lost(keeper: Visitor, make: Maker) -> None:
    made = make.upload(edition=5)
    answer = save(keeper, made, edition=4, field_0_3="payer")
    assert answer.status_code == 422
    assert "has changed since the page was shown" in words(answer)
    page = answer.content.decode()
    assert 'value="payer" selected' in page
    assert 'name="edition" value="5"' in page
    assert answers(made) == {}


def test_a_sheet_of_two_hundred_columns_is_shown(keeper: Visitor, make: Maker) -> None:
    many = reading(headings=[heading(place, f"C{place}", "") for place in range(200)])
    assert "GR: C199" in keeper.says("upload_columns", make.upload(reading=[many]))
