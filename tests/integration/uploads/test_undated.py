"""Weeks headed 04/04, 11/04 and so on: a person says once which Monday the first is, and the list
goes in. What was said of the same heading last month is offered, while it can mean no other."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest
from django.test import Client

from enterprises.models import WeeklyHours
from tests.integration.enterprises.making import a_running_world, words
from tests.integration.uploads.conversing import Talk
from uploads.actions import uploads
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


OFFERED = "Decided in an earlier file"
SAID = "“04/04” is the week of Monday 4 April 2022. Said on "


@pytest.fixture
def in_june(asked: Talk) -> Iterator[None]:
    """Seven weeks after the list: no other fourth of April has come since."""
    with patch("django.utils.timezone.localdate", return_value=date(2022, 6, 1)):
        yield


def put_in(talk: Talk, text: str = UNDATED, name: str = "Hours.csv") -> Upload:
    """A list whose first Monday was typed, and which is in the register."""
    upload = talk.hand_in(text, name)
    sends(talk, upload, "upload_problems", monday="4 April 2022")
    return talk.confirm(upload)


def page_of(talk: Talk, upload: Upload) -> tuple[Client, str, str]:
    """The page of problems: a browser, what it says, and what its button sends."""
    client = Client()
    client.force_login(talk.world.keeper)
    page = client.get(talk.world.url("upload_problems", upload=upload.pk))
    found = re.search(r'name="again" value="([0-9a-f]+)"', page.content.decode())
    return client, words(page), found[1] if found else ""


MORE = UNDATED.replace("02/05,TOTAL", "02/05,09/05,TOTAL").replace(",40.5", ",9,49.5")


@pytest.mark.usefixtures("in_june")
def test_the_monday_of_an_earlier_list_is_used_again_with_one_button(asked: Talk) -> None:
    put_in(asked, name="April.csv")
    again = asked.hand_in(MORE.replace(",8,38", ",8,8,46"), "May.csv")
    assert again.summary["open"]["fix"] == 1, "nothing is answered by itself"
    client, text, sign = page_of(asked, again)
    assert SAID in text
    assert ", in April.csv" in text
    url = asked.world.url("upload_problems", upload=again.pk)
    assert client.post(url, {"again": sign, "edition": again.edition}).status_code == 302
    assert set(again.answers.values_list("about", "value")) == {
        ("kind", "hours"),
        ("field", "2022-04-04"),
    }
    asked.worked(again)
    assert again.summary["open"] == {"fix": 0, "confirm": 0, "questions": 0}
    assert asked.confirm(again).state == Upload.State.SAVED
    rows = WeeklyHours.objects.for_council(asked.world.council)
    assert max(rows.values_list("week_start", flat=True)) == date(2022, 5, 9)


@pytest.mark.usefixtures("in_june")
def test_a_monday_typed_now_goes_before_that_of_an_earlier_list(asked: Talk) -> None:
    put_in(asked)
    again = asked.hand_in(MORE)
    client, _, sign = page_of(asked, again)
    url = asked.world.url("upload_problems", upload=again.pk)
    (box,) = [one.html_name for one in client.get(url).context["form"] if "monday" in one.name]
    client.post(url, {"again": sign, "edition": again.edition, box: "5 April 2021"})
    kept = again.answers.filter(about="field").values_list("value", flat=True)
    assert list(kept) == ["2021-04-05"]


@pytest.mark.parametrize(
    ("today", "offered"),
    [
        (date(2023, 3, 27), True),
        # The next fourth of April is as near as the week that is beginning.
        (date(2023, 3, 28), False),
        (date(2023, 6, 1), False),
    ],
)
def test_a_day_that_has_come_round_again_is_asked_about_anew(
    asked: Talk, today: date, offered: bool
) -> None:
    put_in(asked)
    again = asked.hand_in(MORE)
    with patch("django.utils.timezone.localdate", return_value=today):
        assert (SAID in page_of(asked, again)[1]) is offered


@pytest.mark.usefixtures("in_june")
@pytest.mark.parametrize(
    ("first", "heads"),
    [("Week 1", ("Week 1", "Week 2")), ("4th", ("4th", "11th"))],
)
def test_a_number_or_a_day_without_its_month_is_most_likely_another_week(
    asked: Talk, first: str, heads: tuple[str, str]
) -> None:
    text = f"Provider,{','.join(heads)}\nEly Home Help,14,14.5\n"
    put_in(asked, text)
    again = asked.hand_in(text.replace("14.5", "15"))
    _, says, sign = page_of(asked, again)
    assert (f"Which Monday is “{first}”?" in says, sign) == (True, "")


@pytest.mark.usefixtures("in_june")
def test_the_monday_of_a_list_that_is_not_in_the_register_is_not_offered(asked: Talk) -> None:
    upload = asked.hand_in(UNDATED)
    sends(asked, upload, "upload_problems", monday="4 April 2022")
    assert OFFERED not in page_of(asked, asked.hand_in(MORE))[1]
    asked.confirm(upload)
    again = asked.hand_in(MORE)
    assert OFFERED in page_of(asked, again)[1]
    uploads.undo(upload=upload, by=asked.world.keeper)
    assert OFFERED not in page_of(asked, again)[1]


@pytest.mark.usefixtures("in_june")
def test_what_an_older_list_says_of_a_monday_stands_when_one_that_repeats_it_is_taken_back(
    asked: Talk,
) -> None:
    put_in(asked, name="April.csv")
    wrong = put_in(asked, MORE.replace(",8,38", ",8,8,46"), "May.csv")
    uploads.undo(upload=wrong, by=asked.world.keeper)
    text = page_of(asked, asked.hand_in(MORE, "May again.csv"))[1]
    assert (SAID in text, ", in April.csv" in text, ", in May.csv" in text) == (True, True, False)


@pytest.mark.usefixtures("in_june")
def test_other_words_or_another_sheet_are_another_heading(asked: Talk) -> None:
    made = put_in(asked)
    other = asked.hand_in(MORE.replace("04/04", "w/c 04/04"))
    assert page_of(asked, other)[2] == ""
    again = asked.hand_in(MORE)
    assert page_of(asked, again)[2]
    elsewhere = a_running_world(replace(asked.world)).programme
    mine = Upload.unscoped.filter(pk=made.pk)
    for others in ({"programme": elsewhere}, {"summary": {**made.summary, "format": "xlsx"}}):
        mine.update(**others)
        assert page_of(asked, again)[2] == ""
        mine.update(programme=made.programme, summary=made.summary)
    assert page_of(asked, again)[2]


@pytest.mark.usefixtures("in_june")
@pytest.mark.parametrize("since", ["2022-05-02", ""])
def test_another_week_or_no_week_at_all_is_not_offered(asked: Talk, since: str) -> None:
    made = put_in(asked)
    made.answers.filter(about="field").update(value=since)
    assert page_of(asked, asked.hand_in(MORE))[2] == ""
