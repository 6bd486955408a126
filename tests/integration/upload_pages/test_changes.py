"""What an upload changes, confirming it, giving it up and taking it back."""

import pytest

from accounts.models import Event
from jobs.models import Job
from tests.integration.enterprises.making import words
from tests.integration.upload_pages.conftest import Visitor
from tests.lists import SimpleImporter
from tests.uploaded import EFFECTS, Maker, change, reading, summary
from uploads.models import Upload

pytestmark = pytest.mark.django_db


def test_each_change_is_shown_field_by_field_with_its_place(keeper: Visitor, make: Maker) -> None:
    made = make.with_changes(1, 2)
    changed = keeper.says("upload_changes", made)
    assert "Changed: 2 New: 1" in changed, "what is written over is shown first"
    page = keeper.says("upload_changes", made, "?show=added")
    assert "This will add 1 enterprise, and change 2 enterprises." in page
    assert "Fen Helpers 0 Enterprises, row 5 Stage Established Postcode CB7 4EE" in page
    assert "Stage Forming → becomes Established" in changed
    assert "Postcode not recorded → becomes CB7 4EE" in changed
    assert "Fen Helpers 0" not in changed


def test_what_stays_is_counted_and_what_is_absent_is_named(keeper: Visitor, make: Maker) -> None:
    page = keeper.says("upload_changes", make.with_changes())
    assert "The register already says the same of 40 enterprises and 31 weeks of hours." in page
    assert "Nothing happens to these: they stay as they are." in page
    assert "Enterprises: 2 enterprises, without those that have closed" in page
    assert "Burwell Befriending" in page


def test_quarters_are_shown_with_what_an_approved_return_says(keeper: Visitor, make: Maker) -> None:
    page = keeper.says("upload_changes", make.with_changes())
    assert "Y1 Q1 · Jan–Mar 2022 102.25 118.75 Differs from approved return" in page
    said = "This changes the hours of 2 quarters, 1 of them with an approved return."
    assert said in page[page.index("Put this into the register") :]


def test_the_quarters_stand_beside_the_button_on_the_uploads_own_page(
    keeper: Visitor, make: Maker
) -> None:
    page = keeper.says("upload_detail", make.with_changes())
    beside = page[page.index("Put this into the register") :]
    assert "2 quarters, 1 of them with an approved return. An approved return keeps" in beside
    assert "Y1 Q1 · Jan–Mar 2022 102.25 118.75 Differs from approved return" in beside


def test_other_figures_of_the_return_have_their_tables_on_both_pages(
    keeper: Visitor, make: Maker
) -> None:
    quarter = {"label": "Y1 Q1 · Jan–Mar 2022", "approved": True}
    enquiries = {**quarter, "figure": "Enquiries", "before": "10", "after": "12"}
    made = make.with_changes(summary=summary(effects=[*EFFECTS, enquiries]))
    for name in ("upload_changes", "upload_detail"):
        page = keeper.says(name, made)
        assert "Hours a week in each quarter" in page
        table = page[page.index("Enquiries, by quarter") :]
        assert "Y1 Q1 · Jan–Mar 2022 10 12 Differs from approved return" in table
        assert "2 quarters, 1 of them with an approved return: Hours a week; Enquiries." in page


def test_a_page_holds_50_changes(keeper: Visitor, make: Maker) -> None:
    made = make.with_changes(0, 60)
    assert "Fen Helpers 55" not in keeper.says("upload_changes", made)
    assert "Fen Helpers 55" in keeper.says("upload_changes", made, "?show=changed&page=2")


def test_odd_words_in_the_address_are_no_trouble(keeper: Visitor, make: Maker) -> None:
    made = make.with_changes()
    for query in ("?show=nonsense", "?page=999", "?page=x", "?show=" + "9" * 50):
        assert keeper.get("upload_changes", made, query).status_code == 200


def test_a_change_of_which_no_field_is_known_is_shown(keeper: Visitor, make: Maker) -> None:
    page = keeper.says("upload_changes", make.upload(changes=(change(0, "added", fields=[]),)))
    assert "Fen Helpers 0" in page


def test_it_is_put_in_once_however_often_it_is_confirmed(keeper: Visitor, make: Maker) -> None:
    made = make.with_changes()
    page = keeper.get("upload_changes", made).content.decode()
    assert f'action="{keeper.url("upload_confirm", made)}"' in page
    for _ in range(2):
        answer = keeper.post("upload_confirm", made)
        assert answer.url == keeper.url("upload_detail", made)
    made.refresh_from_db()
    assert (made.state, made.confirmed_by) == ("saving", make.by)
    assert Job.unscoped.filter(kind="uploads.save").count() == 1
    assert Event.objects.filter(verb="upload.confirmed").count() == 1
    assert "We are putting your list into the register" in keeper.says("upload_detail", made)


def test_who_confirms_what_they_have_not_seen_is_shown_it_first(
    keeper: Visitor, make: Maker
) -> None:
    made = make.with_changes(edition=5)
    keeper.post("upload_confirm", made, edition=4)
    page = keeper.says("upload_detail", made)
    assert "has changed since the page was shown" in page
    made.refresh_from_db()
    assert made.state == "checked"


@pytest.mark.parametrize("edition", ["", "x", "9" * 30, "-1"])
def test_an_odd_edition_confirms_nothing(keeper: Visitor, make: Maker, edition: str) -> None:
    made = make.with_changes()
    assert keeper.post("upload_confirm", made, edition=edition).status_code == 302
    made.refresh_from_db()
    assert made.state == "checked"


@pytest.mark.parametrize("kind", ["fix", "confirm", "questions"])
def test_what_is_open_stands_in_the_way(keeper: Visitor, make: Maker, kind: str) -> None:
    opened = {"fix": 0, "confirm": 0, "questions": 0, kind: 1}
    made = make.with_changes(summary=summary(open=opened))
    page = keeper.get("upload_changes", made)
    assert "Put this into the register" not in words(page)
    assert "Before you can put it in" in words(page)
    keeper.post("upload_confirm", made)
    assert "Some things must be settled first" in keeper.says("upload_detail", made)


def test_a_column_that_nobody_has_looked_at_stands_in_the_way(keeper: Visitor, make: Maker) -> None:
    made = make.with_changes(reading=[reading()])
    page = words(keeper.get("upload_changes", made))
    assert "Put this into the register" not in page
    assert "Still to do: 1 column to look at." in page
    assert "First: 1 column to look at" in keeper.says("upload_detail", made)
    keeper.post("upload_confirm", made)
    assert "Look at the columns first that we are not sure of" in keeper.says("upload_detail", made)
    made.refresh_from_db()
    assert made.state == "checked"


def test_a_reader_sees_the_changes_and_no_button(reader: Visitor, make: Maker) -> None:
    page = reader.get("upload_changes", make.with_changes()).content.decode()
    assert "<form" not in page.split("<main")[1]
    assert "Fen Helpers" in page


def test_after_saving_the_page_says_what_changed(keeper: Visitor, make: Maker) -> None:
    made = make.upload("saved", changes=(change(1),))
    page = keeper.says("upload_changes", made)
    assert "What changed" in page
    assert "Put this into the register" not in page


@pytest.mark.parametrize("state", ["waiting", "reading", "refused", "failed", "discarded"])
def test_where_nothing_was_worked_out_its_own_page_is_shown(
    keeper: Visitor, make: Maker, state: str
) -> None:
    made = make.upload(state)
    assert keeper.get("upload_changes", made).url == keeper.url("upload_detail", made)


def test_an_upload_is_given_up_after_a_question(keeper: Visitor, make: Maker) -> None:
    made = make.with_changes()
    assert "Nothing of it is in the register" in keeper.says("upload_discard", made)
    made.refresh_from_db()
    assert made.state == "checked"
    keeper.post("upload_discard", made)
    assert "The upload is given up." in keeper.says("upload_detail", made)
    assert not made.changes.exists()


@pytest.mark.parametrize("state", ["saved", "saving", "undone", "discarded"])
def test_it_is_too_late_to_give_up(keeper: Visitor, make: Maker, state: str) -> None:
    made = make.upload(state)
    assert keeper.get("upload_discard", made).url == keeper.url("upload_detail", made)
    keeper.post("upload_discard", made)
    made.refresh_from_db()
    assert made.state == state


def test_an_upload_is_taken_back_after_a_question(
    keeper: Visitor, make: Maker, simple: SimpleImporter
) -> None:
    made = make.upload("saved")
    page = keeper.says("upload_undo", made)
    assert "Added 3 enterprises" in page
    assert "Approved returns keep the figures" in page
    keeper.post("upload_undo", made)
    assert simple.undone == [made.pk]
    assert "taken back by" in keeper.says("upload_detail", made)


def test_what_stands_in_the_way_of_taking_it_back_is_said(
    keeper: Visitor, make: Maker, simple: SimpleImporter
) -> None:
    made = make.upload("saved")
    simple.standing_in_the_way = ("Fen Helpers was changed on 3 May by Kim",)
    before = keeper.get("upload_undo", made)
    assert before.status_code == 200
    assert "It cannot be taken back as things stand" in words(before)
    assert "Fen Helpers was changed on 3 May by Kim" in words(before)
    assert b">Take it back<" not in before.content
    answer = keeper.post("upload_undo", made)
    assert answer.status_code == 422
    assert "Fen Helpers was changed on 3 May by Kim" in words(answer)
    made.refresh_from_db()
    assert made.state == "saved"


@pytest.mark.parametrize("state", ["checked", "saving", "undone", "discarded", "waiting"])
def test_only_what_is_in_the_register_is_taken_back(
    keeper: Visitor, make: Maker, state: str
) -> None:
    made = make.upload(state)
    assert keeper.get("upload_undo", made).url == keeper.url("upload_detail", made)
    keeper.post("upload_undo", made)
    made.refresh_from_db()
    assert made.state == state


def test_a_file_is_checked_again_when_asked(keeper: Visitor, make: Maker) -> None:
    made = make.with_changes()
    keeper.post("upload_check_again", made)
    made.refresh_from_db()
    assert made.state == "waiting"
    keeper.post("upload_check_again", made)
    assert "We are still working on this file." in keeper.says("upload_detail", made)
    assert Upload.unscoped.count() == 1


def test_values_that_are_newer_than_the_list_are_said_beside_them_and_above_the_button(
    keeper: Visitor, make: Maker
) -> None:
    made = make.with_changes(
        added=0,
        changed=1,
        summary=summary(
            newer={"changes": 2, "latest": "3 January 2022", "sources": ["from A.xlsx", "by B"]}
        ),
    )
    row = made.changes.get()
    row.fields = [row.fields[0] | {"note": "The register has this from A.xlsx"}, row.fields[1]]
    row.save()
    said = (
        "2 changes take the place of what the register came to say after 3 January 2022, the "
        "latest day in your list. It has that from A.xlsx and by B."
    )
    page = keeper.says("upload_changes", made)
    assert "Established The register has this from A.xlsx" in page
    assert page.count("The register has this from") == 1
    for shown in (page, keeper.says("upload_detail", made)):
        assert said in shown
        assert shown.index(said) < shown.rindex("Put this into the register")
    assert "take the place" not in keeper.says("upload_changes", make.with_changes())
