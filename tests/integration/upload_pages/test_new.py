"""Handing a file in: taken, or refused at once in words that help."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from tests.integration.enterprises.making import words
from tests.integration.upload_pages.conftest import Visitor
from tests.uploaded import Maker
from uploads import incoming, limits
from uploads.models import Upload, UploadFile

pytestmark = pytest.mark.django_db

LIST = b"Name,Postcode\r\nFen Helpers,CB7 4EE\r\n"


def file(content: bytes = LIST, name: str = "List.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def hand_in(visitor: Visitor, sent: Any = None, **data: Any) -> Any:
    given = {"kind": ""} | data
    if sent is not None:
        given["file"] = sent
    return visitor.client.post(visitor.url("upload_new"), given)


def test_the_page_says_what_it_takes_and_what_happens(keeper: Visitor) -> None:
    page = keeper.says("upload_new")
    for sentence in limits.in_words():
        assert sentence in page
    assert "Nothing changes in the register until you say so." in page
    assert "Work it out for me" in page
    assert "Weekly hours" in page


def test_a_link_can_say_what_the_list_is(keeper: Visitor) -> None:
    page = keeper.get("upload_new", query="?kind=hours").content.decode()
    assert 'value="hours" checked' in page
    odd = keeper.get("upload_new", query="?kind=nonsense").content.decode()
    assert 'value="nonsense"' not in odd


@pytest.mark.parametrize(("said", "kept"), [("", ""), ("hours", "hours"), ("several", "")])
def test_a_file_is_kept_byte_for_byte_and_its_page_is_shown(
    keeper: Visitor, said: str, kept: str
) -> None:
    answer = hand_in(keeper, file(), kind=said)
    upload = Upload.unscoped.get()
    assert answer.url == keeper.url("upload_detail", upload)
    assert (upload.kind, upload.file_name, upload.state) == (kept, "List.csv", "waiting")
    assert bytes(UploadFile.unscoped.get().content) == LIST


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (None, "Choose the file to upload"),
        (file(b""), "The file is empty"),
        (file(b"%PDF-1.7 and more", "List.xlsx"), "PDF"),
    ],
)
def test_what_cannot_be_used_is_refused_and_the_choice_kept(
    keeper: Visitor, sent: Any, says: str
) -> None:
    answer = hand_in(keeper, sent, kind="hours")
    assert answer.status_code == 422
    assert says in words(answer)
    assert 'value="hours" checked' in answer.content.decode()
    assert 'href="#id_file"' in answer.content.decode()
    assert not Upload.unscoped.exists()


def test_a_kind_that_nobody_offered_is_refused(keeper: Visitor) -> None:
    assert hand_in(keeper, file(), kind="nonsense").status_code == 422


def test_a_file_that_is_too_large_gets_a_page_and_is_not_kept(
    keeper: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "MOST_FILE_BYTES", 1_000_000)
    answer = hand_in(keeper, file(b"x" * 1_000_001), kind="enquiries")
    assert answer.status_code == 422
    page = words(answer)
    assert "The file is larger than 10 MB." in page
    assert "Choose the file to upload" not in page
    assert 'value="enquiries" checked' in answer.content.decode()
    assert hand_in(keeper, file(b"x" * 1_000_000)).status_code == 302


def test_a_whole_ten_megabytes_are_taken_and_a_byte_more_is_not(keeper: Visitor) -> None:
    assert hand_in(keeper, file(b"a,b\n" * (limits.MOST_FILE_BYTES // 4))).status_code == 302
    over = b"a,b\n" * (limits.MOST_FILE_BYTES // 4) + b"x"
    assert hand_in(keeper, file(over)).status_code == 422


def test_many_files_at_once_are_no_way_round_the_limit(
    keeper: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "MOST_FILE_BYTES", 1_000_000)
    several = [file(b"x" * 400_000, f"{n}.csv") for n in range(3)]
    answer = keeper.client.post(
        keeper.url("upload_new"), {"kind": "", "a": several[0], "b": several[1], "file": several[2]}
    )
    assert answer.status_code == 422
    assert "larger than" in words(answer)


def test_no_file_is_kept_on_disk_while_it_arrives(keeper: Visitor, tmp_path: Any) -> None:
    with override_settings(FILE_UPLOAD_TEMP_DIR=str(tmp_path / "nowhere")):
        assert hand_in(keeper, file(b"a,b\n" * 1_000_000)).status_code == 302


def test_a_file_without_its_token_is_refused_before_it_is_kept(keeper: Visitor) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(keeper.world.keeper)
    assert careful.post(keeper.url("upload_new"), {"file": file()}).status_code == 403


def test_too_many_at_once_are_told_to_wait(keeper: Visitor, make: Maker) -> None:
    for _ in range(limits.MOST_WAITING_OF_A_COUNCIL):
        make.upload("waiting")
    answer = hand_in(keeper, file())
    assert answer.status_code == 422
    assert "Wait until one of them is ready" in words(answer)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.csv", "C:\\Users\\kim\\List.csv", "a\u202ecsv.exe.csv", "é £.csv"]
)
def test_odd_names_are_taken_as_names_alone(keeper: Visitor, name: str) -> None:
    assert hand_in(keeper, file(name=name)).status_code == 302
    kept = Upload.unscoped.get().file_name
    assert "/" not in kept
    assert "\\" not in kept
    assert "\u202e" not in kept
    assert kept.endswith(".csv")
