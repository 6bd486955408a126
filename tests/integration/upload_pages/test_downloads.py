"""Files that leave: the one handed in, its problems as a list, and the marked-up workbook."""

import csv
import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from jobs import runner
from jobs.models import Job
from tests.integration.enterprises.making import words
from tests.integration.upload_pages.conftest import Visitor
from tests.uploaded import Maker, problem
from uploads import markup
from uploads.actions import marking
from uploads.marks import LIST_SHEET
from uploads.models import Upload, UploadAnswer, UploadFile

pytestmark = pytest.mark.django_db


def workbook() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Hours"
    sheet.append(["Name", "3 Jan"])
    sheet.append(["=Fen", "see note"])
    sheet["A2"].data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def opened(answer: Any) -> Any:
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def do_marking() -> None:
    for number in Job.unscoped.filter(kind=marking.MARK_UP, state="queued").values_list(
        "pk", flat=True
    ):
        runner.run(number)


def assert_never_shown(answer: Any) -> None:
    """A browser keeps it and runs nothing of it."""
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["X-Content-Type-Options"] == "nosniff"
    policy = [part.strip() for part in answer["Content-Security-Policy"].split(";")]
    assert "sandbox" in policy
    assert "default-src 'self'" in policy
    assert "no-store" in answer["Cache-Control"]


def test_the_file_comes_back_byte_for_byte(keeper: Visitor, make: Maker) -> None:
    content = b"<html><script>alert(1)</script>\x00\xff"
    made = make.upload(content=content, file_name="List.csv")
    answer = keeper.get("upload_file", made)
    assert answer.content == content
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="List.csv"'
    assert_never_shown(answer)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ('a"b;c.csv', 'attachment; filename="a\\"b;c.csv"'),
        ("a\r\nSet-Cookie: x=1.csv", 'attachment; filename="aSet-Cookie: x=1.csv"'),
        ("£ é.csv", "attachment; filename*=utf-8''%C2%A3%20%C3%A9.csv"),
        ("a\u202efdp.csv", 'attachment; filename="afdp.csv"'),
        ("\x00", 'attachment; filename="file"'),
    ],
)
def test_odd_names_make_no_header_of_their_own(
    keeper: Visitor, make: Maker, name: str, header: str
) -> None:
    made = make.upload()
    # Written past the action, which cleans names, as an older release might have.
    Upload.unscoped.filter(pk=made.pk).update(file_name=name.replace("\x00", "\x01"))
    assert keeper.get("upload_file", made)["Content-Disposition"] == header


def test_all_problems_leave_as_a_list_that_no_spreadsheet_runs(
    keeper: Visitor, make: Maker
) -> None:
    found = (
        problem(9, value="=1+1"),
        problem(10, value="-12.5", heading="@x"),
        problem(0, -1, severity="note", message="=cmd", value="", heading=""),
    )
    answer = keeper.get("upload_problems_csv", make.upload(problems=found))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="hours - problems.csv"'
    assert_never_shown(answer)
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][:7] == ["Must be fixed", "Hours", "E9", "9", "3 Jan", "", "'=1+1"]
    assert rows[2][4:7] == ["'@x", "", "-12.5"]
    assert rows[3] == ["For your information", "Hours", "", "", "", "", "", "'=cmd", rows[3][8]]


def test_a_workbook_is_marked_up_by_the_worker_when_asked(keeper: Visitor, make: Maker) -> None:
    made = make.upload(
        content=workbook(), file_name="Hours.xlsx", problems=(problem(2, 1, value="see note"),)
    )
    make.answer(made, "fix", sheet="Hours", row=2, column=0, value="Fen Helpers")
    page = keeper.get("upload_problems", made).content.decode()
    assert "Mark the problems in my workbook" in page
    answer = keeper.post("upload_problems", made, mark_up="yes", fix_0_2_1="12.5")
    assert answer.status_code == 200
    assert 'value="12.5"' in answer.content.decode(), "what is typed stays on the page"
    assert "There is a problem" not in words(answer)
    assert UploadAnswer.unscoped.filter(upload=made).count() == 1
    assert keeper.get("upload_state", made).json()["marked_up"] == {"at_work": True, "ready": False}
    page = keeper.get("upload_problems", made).content.decode()
    assert "We are marking the problems in your workbook." in page
    assert 'data-wait-for="marked_up"' in page
    assert keeper.get("upload_marked_up", made).url == keeper.url("upload_problems", made)

    do_marking()

    assert keeper.get("upload_state", made).json()["marked_up"] == {"at_work": False, "ready": True}
    page = keeper.get("upload_problems", made).content.decode()
    assert keeper.url("upload_marked_up", made) in page
    answer = keeper.get("upload_marked_up", made)
    assert answer["Content-Disposition"] == 'attachment; filename="Hours - problems marked.xlsx"'
    assert_never_shown(answer)
    book = opened(answer)
    assert book.sheetnames == [LIST_SHEET, "Hours"]
    assert "This is not a number of hours" in book["Hours"]["B2"].comment.text
    assert book["Hours"]["A2"].value == "Fen Helpers"


def test_a_comma_separated_file_becomes_a_workbook(keeper: Visitor, make: Maker) -> None:
    content = b"Name,3 Jan\r\n=Fen,see note\r\nLode,-3\r\n"
    made = make.upload(content=content, file_name="Hours.csv", problems=(problem(2, 1),))
    keeper.post("upload_problems", made, mark_up="yes")
    do_marking()
    sheet = opened(keeper.get("upload_marked_up", made)).worksheets[1]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=Fen", "s")
    assert str(sheet["B3"].value) == "-3"
    assert sheet.title == "Hours"


def test_a_workbook_that_resists_is_made_anew_from_what_was_read(
    keeper: Visitor, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup, "of_workbook", lambda content, marks: None)
    made = make.upload(content=workbook(), file_name="Hours.xlsx", problems=(problem(2, 1),))
    keeper.post("upload_problems", made, mark_up="yes")
    do_marking()
    book = opened(keeper.get("upload_marked_up", made))
    assert book["Hours"]["B2"].value == "see note"
    assert book["Hours"]["B2"].comment is not None


def test_asking_twice_marks_up_once(keeper: Visitor, make: Maker) -> None:
    made = make.upload(content=workbook(), problems=(problem(2, 1),))
    for _ in range(3):
        keeper.post("upload_problems", made, mark_up="yes")
    Job.unscoped.filter(kind=marking.MARK_UP).update(state="running", lease_until="2100-01-01T00Z")
    keeper.post("upload_problems", made, mark_up="yes")
    assert Job.unscoped.filter(kind=marking.MARK_UP).count() == 1


def test_a_marked_up_workbook_of_an_earlier_check_is_not_given(
    keeper: Visitor, make: Maker
) -> None:
    made = make.upload(problems=(problem(2, 1),))
    make.marked_up(made)
    assert keeper.get("upload_marked_up", made).status_code == 200
    Upload.unscoped.filter(pk=made.pk).update(edition=4)
    assert keeper.get("upload_marked_up", made).status_code == 302
    assert "Mark the problems in my workbook" in keeper.says("upload_problems", made)


def test_what_was_decided_meanwhile_is_not_overwritten(keeper: Visitor, make: Maker) -> None:
    made = make.upload(content=workbook(), problems=(problem(2, 1),))
    keeper.post("upload_problems", made, mark_up="yes")
    Upload.unscoped.filter(pk=made.pk).update(edition=4)
    do_marking()
    assert not UploadFile.unscoped.filter(what="marked_up").exists()


def test_what_was_decided_while_it_was_marked_up_is_not_overwritten(
    keeper: Visitor, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.upload(content=workbook(), problems=(problem(2, 1),))
    keeper.post("upload_problems", made, mark_up="yes")

    def slowly(content: bytes, marks: Any) -> bytes:
        Upload.unscoped.filter(pk=made.pk).update(edition=4)
        return b"PK marked"

    monkeypatch.setattr(markup, "of_workbook", slowly)
    do_marking()
    assert not UploadFile.unscoped.filter(what="marked_up").exists()


def test_where_it_could_not_be_marked_up_it_can_be_asked_for_again(
    keeper: Visitor, make: Maker
) -> None:
    made = make.upload(problems=(problem(2, 1),))
    make.marking(made, "set_aside")
    assert "We could not mark up your workbook." in keeper.says("upload_problems", made)
    keeper.post("upload_problems", made, mark_up="yes")
    assert Job.unscoped.filter(kind=marking.MARK_UP, state="queued").exists()


def test_only_a_checked_file_is_marked_up(keeper: Visitor, make: Maker) -> None:
    made = make.upload("refused")
    assert keeper.post("upload_problems", made, mark_up="yes").url == keeper.url(
        "upload_detail", made
    )
    assert not Job.unscoped.exists()
    assert "could not" in words(keeper.get("upload_detail", made)).casefold()
