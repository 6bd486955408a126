"""Keeping what the register says where the list says otherwise."""

from typing import Any

import pytest

from accounts.models import Event
from tests.integration.enterprises.making import words
from tests.integration.upload_pages.conftest import Visitor
from tests.uploaded import Maker, summary
from uploads.decided import answers_of
from uploads.models import Upload, UploadAnswer

pytestmark = pytest.mark.django_db


def differing(make: Maker, *kept: str, **values: Any) -> Upload:
    over = [
        {"key": f"enterprise.{name}", "label": label, "count": count, "kept": name in kept}
        for name, label, count in (("name", "Name", 1), ("service_types", "Kinds of help", 1_200))
    ]
    counted = summary(changes={"enterprise": {"added": 0, "changed": 2}}, overwritten=over)
    return make.with_changes(0, 2, summary=counted, **values)


def test_what_is_written_over_may_be_kept_and_is_checked_again(
    keeper: Visitor, make: Maker
) -> None:
    made = differing(make)
    page = keeper.get("upload_changes", made)
    assert "Keep what the register says of" in words(page)
    assert "Name: 1 enterprise" in words(page)
    assert "Kinds of help: 1,200 enterprises" in words(page)
    assert page.content.decode().count(" checked") == 0
    answer = keeper.post("upload_keep", made, keep=["enterprise.name", "enterprise.postcode"])
    assert answer.url == keeper.url("upload_detail", made)
    made.refresh_from_db()
    assert made.state == "waiting"
    assert answers_of(made).kept == {"enterprise.name"}, "what was not offered is not taken"
    event = Event.objects.get(verb="upload.answered")
    assert event.after == {"keep|||Name": "yes"}


def test_a_tick_taken_away_lets_the_list_have_its_way_again(keeper: Visitor, make: Maker) -> None:
    made = differing(make, "name")
    make.answer(made, "keep", key="enterprise.name", value="yes")
    said = "As was decided, the register keeps what it says of: Name (1 enterprise)."
    assert said in keeper.says("upload_detail", made)
    assert keeper.get("upload_changes", made).content.decode().count(" checked") == 1
    keeper.post("upload_keep", made)
    assert not UploadAnswer.unscoped.exists()
    made.refresh_from_db()
    assert made.state == "waiting"


def test_nothing_decided_leads_back_and_an_older_page_changes_nothing(
    keeper: Visitor, make: Maker
) -> None:
    made = differing(make)
    assert keeper.post("upload_keep", made).url == keeper.url("upload_changes", made)
    stale = keeper.post("upload_keep", made, edition=made.edition + 1, keep=["enterprise.name"])
    assert stale.url.startswith(keeper.url("upload_changes", made) + "?")
    page = keeper.client.get(stale.url).content.decode()
    assert page.count(" checked") == 1, "what was ticked stays ticked"
    assert 'value="enterprise.name" id="keep-1" checked' in page
    none = keeper.post("upload_keep", differing(make, "name"), edition=99)
    assert keeper.client.get(none.url).content.decode().count(" checked") == 0
    made.refresh_from_db()
    assert made.state == "checked"
    assert not UploadAnswer.unscoped.exists()


def test_once_it_is_in_the_register_there_is_nothing_to_tick(keeper: Visitor, make: Maker) -> None:
    made = differing(make, "name", state="saved")
    page = keeper.says("upload_changes", made)
    assert "Keep what the register says of" not in page
    assert "the register keeps what it says of: Name (1 enterprise)." in page
    keeper.post("upload_keep", made, keep=["enterprise.service_types"])
    assert not UploadAnswer.unscoped.exists()
