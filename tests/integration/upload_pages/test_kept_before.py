"""What the register kept when an earlier list was put in is offered to be kept again."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.integration.enterprises.making import a_running_world
from tests.integration.upload_pages.conftest import Visitor
from tests.uploaded import Maker, summary
from uploads.cells import shown
from uploads.decided import answers_of
from uploads.models import Upload, UploadAnswer

pytestmark = pytest.mark.django_db

LABELS = {"name": "Name", "postcode": "Postcode"}


def over(*kept: str) -> list[dict[str, Any]]:
    """What a list would write over, of which this is kept."""
    return [
        {
            "key": f"enterprise.{name}",
            "label": label,
            "count": 1,
            "kept": name in kept,
        }
        for name, label in LABELS.items()
    ]


def a_list(make: Maker, overwritten: list[dict[str, Any]], **values: Any) -> Upload:
    return make.with_changes(0, 2, summary=summary(overwritten=overwritten), **values)


def put_in(make: Maker, *kept: str, days_ago: int = 1, **values: Any) -> Upload:
    """An earlier list, and what the register kept when it was put in."""
    at = timezone.now() - timedelta(days=days_ago)
    given = {"state": "saved", "confirmed_at": at, "confirmed_by": make.by}
    return a_list(make, over(*kept), **(given | values))


def offered(keeper: Visitor, upload: Upload) -> str:
    """What the button sends; "" where there is none."""
    page = keeper.get("upload_changes", upload).content.decode()
    found = re.search(r'name="again" value="([0-9a-f]+)"', page)
    return found[1] if found else ""


def test_one_button_keeps_the_same_again_with_what_is_ticked(keeper: Visitor, make: Maker) -> None:
    put_in(make, "name", file_name="March.xlsx")
    again = a_list(make, over())
    day = shown(timezone.localdate() - timedelta(days=1))
    said = f"Name: 1 enterprise, on {day}, in March.xlsx"
    page = keeper.get("upload_changes", again)
    text = keeper.says("upload_changes", again)
    assert said in text
    assert "Keep this again" in text
    assert page.content.decode().count(" checked") == 0, "nothing is kept by itself"
    assert "the register kept what it says of “Name”" in keeper.says("upload_detail", again)
    keeper.post("upload_keep", again, again=offered(keeper, again), keep=["enterprise.postcode"])
    assert answers_of(again).kept == {"enterprise.name", "enterprise.postcode"}
    again.refresh_from_db()
    assert again.state == "waiting"


def test_saving_without_its_button_keeps_nothing_again(keeper: Visitor, make: Maker) -> None:
    put_in(make, "name")
    again = a_list(make, over())
    assert offered(keeper, again)
    keeper.post("upload_keep", again, keep=["enterprise.postcode"])
    assert answers_of(again).kept == {"enterprise.postcode"}


def test_what_is_not_written_over_or_is_kept_already_is_not_offered(
    keeper: Visitor, make: Maker
) -> None:
    put_in(make, "name")
    assert not offered(keeper, a_list(make, over("name")))
    assert not offered(keeper, a_list(make, over()[1:]))
    # In a month without a difference nothing was decided.
    make.with_changes(0, 2, state="saved", summary=summary(overwritten=[]))
    assert offered(keeper, a_list(make, over()))


@pytest.mark.parametrize("state", ["checked", "saving", "refused", "failed", "discarded", "undone"])
def test_only_what_is_in_the_register_is_offered_again(
    keeper: Visitor, make: Maker, state: str
) -> None:
    put_in(make, "name", state=state)
    assert not offered(keeper, a_list(make, over()))


@pytest.mark.parametrize(
    ("since", "stands"),
    [({}, False), ({"state": "undone"}, True), ({"state": "discarded"}, True)],
)
def test_what_was_decided_last_counts(
    keeper: Visitor, make: Maker, since: dict[str, str], stands: bool
) -> None:
    put_in(make, *() if since else ("postcode",), days_ago=9, file_name="Later.xlsx", **since)
    put_in(make, "name", days_ago=40, file_name="Earlier.xlsx")
    text = keeper.says("upload_changes", a_list(make, over()))
    assert ("in Earlier.xlsx" in text) is stands
    assert "in Later.xlsx" not in text or not since


def test_what_a_list_that_was_taken_back_would_have_had_its_way_with_is_kept_again(
    keeper: Visitor, make: Maker
) -> None:
    put_in(make, days_ago=9, state="undone")
    put_in(make, "name", days_ago=40, file_name="Earlier.xlsx")
    assert "in Earlier.xlsx" in keeper.says("upload_changes", a_list(make, over()))


def test_what_another_programme_kept_is_not_offered(keeper: Visitor, make: Maker) -> None:
    put_in(make, "name")
    elsewhere = a_running_world(replace(keeper.world)).programme
    Upload.unscoped.update(programme=elsewhere)
    assert not offered(keeper, a_list(make, over()))


def test_an_offer_that_is_another_by_now_keeps_nothing_and_ticks_stay(
    keeper: Visitor, make: Maker
) -> None:
    put_in(make, "name", days_ago=9)
    again = a_list(make, over())
    before = offered(keeper, again)
    put_in(make, "name", "postcode")
    answer = keeper.post("upload_keep", again, again=before, keep=["enterprise.postcode"])
    assert not UploadAnswer.unscoped.exists()
    page = keeper.client.get(answer.url).content.decode()
    assert "has changed since this page was shown" in page
    assert re.findall(r'value="([a-z.]+)" id="keep-\d" checked', page) == ["enterprise.postcode"]


def test_readers_are_not_offered_anything(keeper: Visitor, reader: Visitor, make: Maker) -> None:
    put_in(make, "name")
    again = a_list(make, over())
    assert not offered(reader, again)
    assert "the register kept" not in reader.says("upload_detail", again)
