"""Weeks headed 04/04, 11/04 and so on: a person says once which Monday the first is, and the list
goes in."""

from datetime import date

import pytest
from django.test import Client

from enterprises.models import WeeklyHours
from tests.integration.enterprises.making import words
from tests.integration.uploads.conversing import Talk
from uploads.models import Upload

pytestmark = [pytest.mark.integration, pytest.mark.django_db(transaction=True)]

UNDATED = (
    "Provider,04/04,11/04,18/04,25/04,02/05,TOTAL\n"
    "Ely Home Help,14,14.5,,0,12,40.5\n"
    "Fen Gardens,7.5,7.5,7.5,7.5,8,38\n"
)
WEEKS = [date(2022, 4, 4), date(2022, 4, 11), date(2022, 4, 18), date(2022, 4, 25)]
KINDS = pytest.mark.parametrize("kind", ["", "hours"])


@pytest.fixture
def asked(talk: Talk) -> Talk:
    talk.saved()
    return talk


def sends(talk: Talk, upload: Upload, page: str, **typed: str) -> tuple[int, str]:
    """Send a page's form as it stands, with what was typed; the status and the page's words."""
    client = Client()
    client.force_login(talk.world.keeper)
    url = talk.world.url(page, upload=upload.pk)
    shown = client.get(url)
    form = shown.context["form"]
    sent = {bound.html_name: bound.value() or "" for bound in form}
    names = {name for name in sent if name.startswith("monday_")}
    assert len(names) == 1
    monday = dict.fromkeys(names, typed["monday"])
    answer = client.post(url, {**sent, **monday, "edition": upload.edition})
    talk.worked(upload)
    return answer.status_code, words(answer) if answer.status_code == 422 else ""


@KINDS
@pytest.mark.parametrize("page", ["upload_problems", "upload_columns"])
def test_a_person_says_once_which_monday_the_first_is_and_the_list_goes_in(
    asked: Talk, kind: str, page: str
) -> None:
    upload = asked.hand_in(UNDATED, "Hours.csv", kind)
    assert upload.summary["open"]["fix"] == 1
    assert sends(asked, upload, page, monday="4/4/2022") == (302, "")
    assert upload.summary["open"] == {"fix": 0, "confirm": 0, "questions": 0}
    assert asked.confirm(upload).state == Upload.State.SAVED
    rows = WeeklyHours.objects.for_council(asked.world.council)
    assert sorted(set(rows.values_list("week_start", flat=True))) == [*WEEKS, date(2022, 5, 2)]
    assert rows.count() == 9


@pytest.mark.parametrize("page", ["upload_problems", "upload_columns"])
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("04/04", "Type the day, month and year, like 3 April 2023"),
        ("5 April 2022", "5 April 2022 is a Tuesday."),
        ("4 March 2024", "The week of 4 March 2024 is not that of “04/04”."),
    ],
)
def test_what_is_no_such_monday_is_refused_and_kept(
    asked: Talk, page: str, typed: str, says: str
) -> None:
    upload = asked.hand_in(UNDATED, "Hours.csv")
    status, page_says = sends(asked, upload, page, monday=typed)
    assert (status, says in page_says) == (422, True), page_says
    assert upload.answers.count() == 0


def test_the_page_of_columns_does_not_let_the_question_pass(asked: Talk) -> None:
    upload = asked.hand_in(UNDATED, "Hours.csv")
    status, page_says = sends(asked, upload, "upload_columns", monday="")
    assert status == 422
    assert "Type the Monday of the first week, like 3 April 2023" in page_says
    upload.refresh_from_db()
    assert [reading["kind"] for reading in upload.reading] == ["hours"]


def test_headings_cannot_be_left_out_as_a_row_and_the_monday_can_be_taken_back(
    asked: Talk,
) -> None:
    upload = asked.hand_in(UNDATED, "Hours.csv")
    client = Client()
    client.force_login(asked.world.keeper)
    url = asked.world.url("upload_problems", upload=upload.pk)
    page = client.get(url)
    assert "Which Monday is “04/04”?" in words(page)
    assert "Leave row 1 out" not in words(page)
    assert sends(asked, upload, "upload_problems", monday="4 April 2022")[0] == 302
    page = client.get(url)
    assert "Sheet “Hours”, column B is the week of Monday 4 April 2022" in words(page)
    (back,) = [one.number for one in page.context["decided"]]
    client.post(url, {"back": back, "edition": upload.edition})
    asked.worked(upload)
    assert upload.summary["open"]["fix"] == 1
