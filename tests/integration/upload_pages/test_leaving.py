"""Leaving rows out of what a list does, where nothing is wrong with them."""

import pytest

from accounts.models import Event
from tests.integration.enterprises.making import words
from tests.integration.upload_pages.conftest import Visitor
from tests.uploaded import Maker, change
from uploads.decided import answers_of
from uploads.models import Upload, UploadChange
from uploads.views.leaving import NOTHING, value_of

pytestmark = pytest.mark.django_db


def sent(one: UploadChange) -> str:
    return value_of(one.sheet, one.row)


def ticks(page: str) -> int:
    return page.count('name="out"')


def test_a_ticked_row_is_left_out_and_the_list_is_checked_again(
    keeper: Visitor, make: Maker
) -> None:
    made = make.with_changes(0, 3)
    page = keeper.get("upload_changes", made)
    assert ticks(page.content.decode()) == 3
    place = made.changes.all()[1]
    assert f"Leave row {place.row} out" in words(page)
    answer = keeper.post("upload_leave_out", made, out=[sent(place)])
    assert answer.url == keeper.url("upload_detail", made)
    made.refresh_from_db()
    assert made.state == "waiting"
    assert answers_of(made).left_out == {(place.sheet, place.row)}
    event = Event.objects.get(verb="upload.answered")
    assert list((event.after or {}).values()) == ["yes"]
    Upload.unscoped.filter(pk=made.pk).update(state="checked")
    said = keeper.says("upload_changes", made)
    assert "1 row is left out, as was decided. You can take that back under Problems ." in said
    assert f"Sheet “{place.sheet}”, row {place.row} is left out" in keeper.says(
        "upload_problems", made
    )


def test_a_row_of_several_changes_has_one_tick(keeper: Visitor, make: Maker) -> None:
    rows = [change(place, row=row, sheet="Hours") for place, row in enumerate((4, 4, 5, 0))]
    made = make.upload(changes=tuple(rows))
    page = keeper.get("upload_changes", made)
    assert ticks(page.content.decode()) == 2
    keeper.post("upload_leave_out", made, out=["4:Hours", "4:Hours", "0:Hours"])
    assert answers_of(made).left_out == {("Hours", 4)}


def test_nothing_ticked_is_said_and_an_older_page_changes_nothing(
    keeper: Visitor, make: Maker
) -> None:
    made = make.with_changes(2, 2)
    answer = keeper.post("upload_leave_out", made, show="changed", page="1")
    assert answer.url == keeper.url("upload_changes", made) + "?show=changed&page=1#list"
    assert NOTHING in words(keeper.client.get(answer.url))
    ticked = made.changes.get(position=0)
    stale = keeper.post(
        "upload_leave_out", made, edition=made.edition + 1, show="added", out=[sent(ticked)]
    )
    page = keeper.client.get(stale.url).content.decode()
    assert page.count('name="out"') == 2
    assert f'value="{sent(ticked)}" id="out-{ticked.pk}" checked' in page, "it stays ticked"
    made.refresh_from_db()
    assert made.state == "checked"
    assert not answers_of(made).left_out


@pytest.mark.parametrize(
    "given",
    ["x", "5", "٥:Enterprises", "-1:Enterprises", "9" * 40, "", "99:Enterprises", "5:Hours"],
)
def test_what_is_no_change_of_this_list_leaves_nothing_out(
    keeper: Visitor, make: Maker, given: str
) -> None:
    made = make.with_changes(1, 1)
    make.upload(changes=(change(0, row=99), change(1, row=5, sheet="Hours")))
    answer = keeper.post("upload_leave_out", made, out=[given], page="1" * 6_000)
    assert answer.status_code == 302
    assert len(answer.url) < 400
    assert not answers_of(made).left_out


def test_a_tick_survives_another_check(keeper: Visitor, make: Maker) -> None:
    made = make.with_changes(0, 2)
    ticked = made.changes.get(position=1)
    made.changes.all().delete()
    UploadChange.unscoped.create(upload=made, **change(1))
    answer = keeper.post("upload_leave_out", made, edition=99, out=[sent(ticked)])
    page = keeper.client.get(answer.url).content.decode()
    assert f'value="{sent(ticked)}"' in page
    assert page.count(" checked><label") == 1


@pytest.mark.parametrize("state", ["saving", "saved", "undone"])
def test_once_it_is_confirmed_no_row_is_left_out(keeper: Visitor, make: Maker, state: str) -> None:
    made = make.with_changes(1, 1, state=state)
    assert ticks(keeper.get("upload_changes", made).content.decode()) == 0
    keeper.post("upload_leave_out", made, out=[sent(one) for one in made.changes.all()])
    assert not answers_of(made).left_out


def test_who_only_reads_sees_no_tick(reader: Visitor, make: Maker) -> None:
    page = reader.get("upload_changes", make.with_changes(1, 1))
    assert ticks(page.content.decode()) == 0
