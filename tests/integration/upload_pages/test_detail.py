"""An upload's own page at every point of the conversation."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from jobs.models import Job
from tests.integration.enterprises.making import words
from tests.integration.upload_pages.conftest import Visitor
from tests.uploaded import Maker, heading, problem, reading, summary, sure
from uploads.actions.keeping import FORGOTTEN
from uploads.fields import NOT_ASKED_FOR
from uploads.models import Upload, UploadFile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("waiting", "We are reading your file"),
        ("reading", "We are reading your file"),
        ("saving", "We are putting your list into the register"),
        ("saved", "The list is in the register"),
        ("refused", "We could not use this file"),
        ("failed", "Something went wrong on our side"),
        ("discarded", "This upload was given up"),
        ("undone", "This upload was taken back"),
        ("checked", "Check what we made of your file"),
    ],
)
def test_each_state_has_its_page(
    keeper: Visitor, reader: Visitor, make: Maker, state: str, title: str
) -> None:
    made = make.upload(state, message="Why it is so.")
    assert title in keeper.says("upload_detail", made)
    # A reader has nothing to check.
    theirs = "This upload waits for a decision" if state == "checked" else title
    assert theirs in reader.says("upload_detail", made)


def test_while_at_work_the_step_is_said_and_can_be_asked_for_without_scripts(
    keeper: Visitor, make: Maker
) -> None:
    made = make.upload("reading", step="Comparing with the register")
    page = keeper.get("upload_detail", made).content.decode()
    assert "Comparing with the register" in page
    assert 'role="status"' in page
    assert "http-equiv" not in page
    assert f'href="{keeper.url("upload_detail", made)}"' in page
    assert f'data-wait-state="{keeper.url("upload_state", made)}"' in page
    assert "upload.js" in page
    assert "upload.js" not in keeper.get("upload_detail", make.upload()).content.decode()


def test_what_takes_much_too_long_is_said_with_what_to_do(keeper: Visitor, make: Maker) -> None:
    made = make.upload("waiting", step="Waiting to be checked again")
    job = Job.unscoped.create(
        kind="uploads.check", council=made.council, payload={"upload": made.pk},
        key=f"uploads.check:{made.pk}",
    )  # fmt: skip
    assert "longer than it should" not in keeper.says("upload_detail", made)
    Job.unscoped.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(minutes=6))
    said = f"tell your administrator, quoting upload {made.pk}."
    page = keeper.says("upload_detail", made)
    assert "Waiting to be checked again. This takes longer than it should." in page
    assert said in page
    assert keeper.get("upload_state", made).json()["upload"]["step"].endswith(said)


@pytest.mark.parametrize(
    ("state", "at_work"), [("waiting", True), ("reading", True), ("saving", True),
                           ("checked", False), ("failed", False), ("saved", False)]
)  # fmt: skip
def test_scripts_are_told_whether_it_is_ready(
    keeper: Visitor, make: Maker, state: str, at_work: bool
) -> None:
    made = make.upload(state, step="Reading the rows")
    answer = keeper.get("upload_state", made)
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == {
        "upload": {"at_work": at_work, "step": "Reading the rows"},
        "marked_up": {"at_work": False, "ready": False},
    }


def test_a_refused_file_says_why_and_what_to_do(keeper: Visitor, make: Maker) -> None:
    made = make.upload("refused", message="This is a PDF. Save it as .xlsx.")
    page = keeper.says("upload_detail", made)
    assert "This is a PDF. Save it as .xlsx." in page
    assert "Upload another file" in page
    assert "Nothing was changed in the register." in page


def test_our_own_fault_has_a_reference_and_keeps_the_file(keeper: Visitor, make: Maker) -> None:
    made = make.upload("failed", message="We tried three times. Quote job 812.")
    page = keeper.says("upload_detail", made)
    assert f"upload {made.pk}" in page
    assert "job 812" in page
    assert "Your file is kept." in page
    assert "Download the file as it was uploaded" in page


@pytest.mark.parametrize(
    ("counts", "unsure", "button"),
    [
        ({"fix": 2, "questions": 1}, True, "Look at sheets and columns"),
        ({"fix": 2, "questions": 1}, False, "Look at the problems"),
        ({"confirm": 1}, False, "Look at the problems"),
        ({"questions": 3}, False, "Decide which is which"),
        ({}, False, "Put this into the register"),
    ],
)
def test_there_is_one_thing_to_do_next(
    keeper: Visitor, make: Maker, counts: dict[str, int], unsure: bool, button: str
) -> None:
    opened = {"fix": 0, "confirm": 0, "questions": 0} | counts
    plain = reading() if unsure else sure(reading())
    made = make.with_changes(summary=summary(open=opened), reading=[plain])
    page = keeper.get("upload_detail", made).content.decode()
    primary = [part for part in page.split("<") if 'class="govuk-button"' in part]
    assert [part.rsplit(">", 1)[1].strip() for part in primary] == [button]


def test_where_nothing_is_new_the_columns_that_were_not_read_are_named(
    keeper: Visitor, make: Maker
) -> None:
    left = [
        heading(0, "Name", "name"),
        heading(1, "Self-funded", "", why=NOT_ASKED_FOR),
        heading(2, "Direct payment", "", why=NOT_ASKED_FOR),
        heading(3, "Email", "", why="Contact details are not kept here"),
    ]
    made = make.upload(reading=[reading(headings=left)], summary=summary(changes={}))
    page = keeper.says("upload_detail", made)
    assert "The register says all of this already, so there is nothing to put in." in page
    assert "These columns were not read: “Self-funded” and “Direct payment”." in page
    assert "Email" not in page


def test_each_step_has_a_word_for_how_it_stands(keeper: Visitor, make: Maker) -> None:
    counted = summary(open={"fix": 2, "confirm": 1, "questions": 3}, problems={"note": 4})
    made = make.upload(summary=counted)
    page = keeper.says("upload_detail", made)
    for said in (
        "Please look at 1 column",
        "1 list found, 1 sheet left out",
        "2 to put right and 1 to confirm",
        "4 notes for your information",
        "3 to decide",
        "41 rows needed no question",
        "First: 1 column to look at, 2 problems to put right, 1 thing to confirm and 3 rows to "
        "decide on",
    ):
        assert said in page


def test_a_file_in_which_no_list_was_found_leads_to_the_sheets(
    keeper: Visitor, make: Maker
) -> None:
    made = make.upload(
        reading=[reading(kind="", headings=[])],
        problems=(problem(0, -1, severity="stops"),),
        summary=summary(open={"fix": 1, "confirm": 0, "questions": 0}, changes={}, rows={}),
    )
    page = keeper.says("upload_detail", made)
    assert "We found no list in it that we know." in page
    assert "Look at sheets and columns" in page


def test_a_template_of_another_programme_says_so_at_once(keeper: Visitor, make: Maker) -> None:
    words_of_it = {"message": "This is a template of another programme", "remedy": "Get ours"}
    stops = problem(0, -1, severity="stops", sheet="", heading="", value="", **words_of_it)
    opened = {"fix": 1, "confirm": 0, "questions": 0}
    made = make.upload(reading=[], problems=(stops,), summary=summary(open=opened, rows={}))
    page = keeper.says("upload_detail", made)
    assert "This is a template of another programme Get ours" in page
    assert "We found no list" not in page
    assert "Look at the problems" in page
    assert "Save and check again" not in keeper.says("upload_problems", made)
    assert "No sheet of this file was looked at." in keeper.says("upload_columns", made)


def test_a_list_that_changes_nothing_says_so(keeper: Visitor, make: Maker) -> None:
    made = make.with_changes(0, 0, summary=summary(changes={}, effects=[]))
    page = keeper.get("upload_detail", made).content.decode()
    assert "so there is nothing to put in" in page
    assert "Put this into the register" not in page


def test_why_it_was_checked_again_is_said(keeper: Visitor, make: Maker) -> None:
    made = make.upload(summary=summary(again="The register was changed meanwhile."))
    assert "The register was changed meanwhile." in keeper.says("upload_detail", made)


def test_the_same_file_again_is_said_with_a_link(keeper: Visitor, make: Maker) -> None:
    earlier = make.upload("saved", sha256="b" * 64, file_name="March.xlsx")
    made = make.upload(sha256="b" * 64)
    page = keeper.get("upload_detail", made).content.decode()
    assert "This is the same file as one that is in the register already." in page
    assert f'href="{keeper.url("upload_detail", earlier)}">March.xlsx' in page
    assert "same file" not in keeper.says("upload_detail", make.upload())


def test_what_was_saved_is_said_with_hours_before_and_after(keeper: Visitor, make: Maker) -> None:
    page = keeper.says("upload_detail", make.upload("saved"))
    assert "Added 3 enterprises and 40 weeks of hours, changed 2 enterprises." in page
    assert "Y1 Q1 · Jan–Mar 2022 102.25 118.75 Differs from approved return" in page
    assert "Y1 Q2 · Apr–Jun 2022 – not known 131.5" in page
    assert "An approved return keeps the figure" in page
    for link in ("See the hours by quarter", "Take this upload back", "Download the file"):
        assert link in page


def test_a_reader_sees_what_came_of_it_and_can_change_nothing(reader: Visitor, make: Maker) -> None:
    for state in Upload.State.values:
        answer = reader.get("upload_detail", make.upload(state))
        assert "<form" not in answer.content.decode().split("<main")[1], state
        page = words(answer)
        for action in ("Take this upload back", "Upload a", "Put this into", "Download the file",
                       "Give this upload up"):  # fmt: skip
            assert action not in page, state
    assert "Whoever keeps the register decides about it." in reader.says(
        "upload_detail", make.upload()
    )


def test_who_may_not_have_the_file_is_told_who_can(
    reader: Visitor, keeper: Visitor, make: Maker
) -> None:
    closed = "The file itself can hold details of people, so your role does not open it."
    who = "Those who can: a council administrator, a commissioner or a delivery partner."
    made = make.upload("saved")
    assert f"{closed} {who}" in reader.says("upload_detail", made)
    assert closed not in keeper.says("upload_detail", made)
    UploadFile.unscoped.filter(upload=made).delete()
    assert closed not in reader.says("upload_detail", made)


def test_what_is_known_of_the_file_is_said(keeper: Visitor, make: Maker) -> None:
    made = make.upload("saved", kind="hours", sha256="c" * 64)
    page = keeper.says("upload_detail", made)
    assert "c" * 64 in page
    assert "Said to be Weekly hours" in page
    assert f"by {make.by.name}" in page


def test_a_file_that_is_no_longer_kept_is_not_offered(keeper: Visitor, make: Maker) -> None:
    made = make.upload("saved")
    UploadFile.unscoped.all().delete()
    page = keeper.says("upload_detail", made)
    assert "The file itself is no longer kept." in page
    assert "Download the file" not in page
    assert keeper.get("upload_file", made).status_code == 404


def test_the_page_says_how_long_the_file_is_kept(keeper: Visitor, make: Maker) -> None:
    ended = datetime(2026, 3, 1, 12, tzinfo=UTC)
    days: dict[str, Any] = {"ended_at": ended}
    refused = make.upload("refused", **days)
    assert "It is kept until 30 May 2026, 90 days after the upload had ended." in keeper.says(
        "upload_detail", refused
    )
    undone = make.upload("undone", undone_at=ended)
    assert "90 days after it was taken back." in keeper.says("upload_detail", undone)
    saved = make.upload("saved", **days)
    assert "It is kept as long as the register" in keeper.says("upload_detail", saved)
    checked = make.upload("checked", checked_at=ended)
    assert "until 30 May 2026, the upload is given up" in keeper.says("upload_detail", checked)


def test_what_went_wrong_on_our_side_is_checked_again_by_a_button(
    keeper: Visitor, reader: Visitor, make: Maker
) -> None:
    failed = make.upload("failed", message="Something went wrong on our side. Check it again.")
    page = keeper.get("upload_detail", failed).content.decode()
    assert f'action="{keeper.url("upload_check_again", failed)}"' in page
    assert keeper.url("upload_check_again", failed) not in (
        reader.get("upload_detail", failed).content.decode()
    )
    assert "Our fault The file is kept; nothing was changed" in keeper.says("upload_list")
    keeper.post("upload_check_again", failed)
    assert keeper.says("upload_detail", failed).count("We are reading your file")
    refused = make.upload("refused", message="It is damaged. Save it again.")
    assert keeper.url("upload_check_again", refused) not in (
        keeper.get("upload_detail", refused).content.decode()
    )


def test_the_page_and_the_list_say_that_a_file_was_removed(keeper: Visitor, make: Maker) -> None:
    ended = datetime(2026, 3, 1, 12, tzinfo=UTC)
    gone = make.upload("failed", ended_at=ended, file_removed_at=ended + timedelta(days=91))
    gone.files.all().delete()
    page = keeper.says("upload_detail", gone)
    assert "The file was removed on 31 May 2026, 91 days after the upload had ended." in page
    assert "Your file is kept" not in page
    assert "Check it again" not in page
    assert "Download the file" not in page
    assert gone.sha256 in page
    assert keeper.get("upload_file", gone).status_code == 404
    row = keeper.says("upload_list")
    assert "Nothing was changed File removed on 31 May 2026" in row


def test_a_forgotten_upload_says_why_it_was_given_up(keeper: Visitor, make: Maker) -> None:
    forgotten = make.upload("discarded", message=FORGOTTEN)
    page = keeper.says("upload_detail", forgotten)
    assert "Nobody decided about this list for 90 days, so it was given up." in page
    assert "Nothing was changed in the register." in page
