"""Hours by week that stand beside another list: said where a person looks, and read by a button."""

import hashlib
from typing import Any

import pytest

from accounts.models import Event
from tests.integration.enterprises.making import words
from tests.integration.upload_pages.conftest import Visitor
from tests.uploaded import CONTENT, Maker, heading, reading, summary
from uploads.fields import NOT_BY_WEEK
from uploads.limits import MOST_WAITING_OF_A_COUNCIL
from uploads.models import Upload, UploadFile

pytestmark = pytest.mark.django_db

BUTTON = "Read its weekly hours"


def with_weeks(make: Maker, state: str = "saved", count: int = 2, **values: Any) -> Upload:
    weeks = [heading(8 + place, f"{place} Oct", "-", why=NOT_BY_WEEK) for place in range(count)]
    read = reading("Tracker", kind="enterprises", headings=[heading(0, "Name", "name"), *weeks])
    return make.upload(state, reading=[read], file_name="Tracker.csv", **values)


def made_of(upload: Upload) -> list[Upload]:
    return list(Upload.unscoped.filter(sha256=upload.sha256).exclude(pk=upload.pk))


def stored(upload: Upload) -> Any:
    return bytes(UploadFile.unscoped.get(upload=upload).content)


def real_digest(upload: Upload) -> Upload:
    """As of the very bytes that the upload keeps."""
    upload.sha256 = hashlib.sha256(CONTENT).hexdigest()
    upload.save(update_fields=["sha256"])
    return upload


def test_before_the_list_is_in_the_page_says_what_comes_next(keeper: Visitor, make: Maker) -> None:
    made = with_weeks(make, "checked")
    said = keeper.says("upload_detail", made)
    assert "This file holds hours by week too, in columns I to J of sheet “Tracker”." in said
    assert "Once it is in the register, one button there reads them" in said
    assert f">{BUTTON}</button>" not in keeper.get("upload_detail", made).content.decode()
    assert keeper.post("upload_weeks", made).url == keeper.url("upload_detail", made)
    assert made_of(made) == []


def test_one_button_reads_them_from_the_same_file_once(keeper: Visitor, make: Maker) -> None:
    made = real_digest(with_weeks(make))
    assert BUTTON in keeper.says("upload_detail", made)
    answer = keeper.post("upload_weeks", made)
    (hours,) = made_of(made)
    assert answer.url == keeper.url("upload_detail", hours)
    assert (hours.kind, hours.state, hours.file_name) == ("hours", "waiting", "Tracker.csv")
    assert hours.uploaded_by == keeper.world.keeper
    assert stored(hours) == stored(made)
    assert Event.objects.filter(verb="upload.received", object_id=str(hours.pk)).count() == 1
    assert keeper.post("upload_weeks", made).url == answer.url, "the second of a double click"
    assert len(made_of(made)) == 1
    said = keeper.says("upload_detail", made)
    assert BUTTON not in said
    assert "See what became of its weekly hours" in said
    Upload.unscoped.filter(pk=hours.pk).update(state="checked")
    assert "Another list of this file is in the register already." in keeper.says(
        "upload_detail", hours
    )
    Upload.unscoped.filter(pk=hours.pk).update(state="discarded")
    assert BUTTON in keeper.says("upload_detail", made)


def test_a_list_that_holds_nothing_new_has_the_button_too(keeper: Visitor, make: Maker) -> None:
    said = summary(changes={}, open={"fix": 0, "confirm": 0, "questions": 0})
    made = with_weeks(make, "checked", summary=said)
    assert BUTTON in keeper.says("upload_detail", made)
    keeper.post("upload_weeks", made)
    (hours,) = Upload.unscoped.exclude(pk=made.pk)
    assert hours.kind == "hours"


def test_one_column_may_be_anything(keeper: Visitor, make: Maker) -> None:
    made = with_weeks(make, count=1)
    assert BUTTON not in keeper.says("upload_detail", made)
    keeper.post("upload_weeks", made)
    assert made_of(made) == []


def test_who_only_reads_is_told_and_has_no_button(reader: Visitor, make: Maker) -> None:
    said = reader.says("upload_detail", with_weeks(make))
    assert "This file holds hours by week too" in said
    assert BUTTON not in said


def test_too_many_that_wait_are_said(keeper: Visitor, make: Maker) -> None:
    made = real_digest(with_weeks(make))
    for _ in range(MOST_WAITING_OF_A_COUNCIL):
        make.upload("waiting", sha256="1" * 64)
    answer = keeper.post("upload_weeks", made)
    assert answer.url == keeper.url("upload_detail", made)
    assert "are being read already" in words(keeper.client.get(answer.url))
    assert made_of(made) == []
