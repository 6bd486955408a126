"""Whose uploads these are, and pages that cost the same however long the list is."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import DeliveryPartner, User
from accounts.roles import Role
from tests.integration.enterprises.making import a_council, a_person, a_running_world, a_world
from tests.integration.upload_pages.conftest import Visitor
from tests.uploaded import Maker, question
from uploads.models import Upload

pytestmark = pytest.mark.django_db

PAGES = (
    "upload_detail",
    "upload_state",
    "upload_columns",
    "upload_problems",
    "upload_problems_csv",
    "upload_marked_up",
    "upload_matches",
    "upload_changes",
    "upload_file",
    "upload_undo",
    "upload_discard",
)
BUTTONS = (
    "upload_confirm",
    "upload_keep",
    "upload_weeks",
    "upload_leave_out",
    "upload_check_again",
    "upload_undo",
    "upload_discard",
    "upload_columns",
    "upload_problems",
    "upload_matches",
)


def test_an_upload_of_another_council_or_programme_is_not_reached_through_ours(
    keeper: Visitor, make: Maker
) -> None:
    other = a_world(a_council("Fenshire"))
    foreign = Maker(other.programme, other.keeper).with_changes()
    near = Maker(a_running_world(keeper.world).programme, make.by).with_changes()
    keeper.world.programme = make.programme
    for of_others in (foreign, near):
        for name in PAGES:
            assert keeper.get(name, of_others).status_code == 404, name
        for name in BUTTONS:
            assert keeper.post(name, of_others).status_code == 404, name
        of_others.refresh_from_db()
        assert of_others.state == "checked"


def test_a_partner_sees_the_uploads_of_what_it_delivers(
    keeper: Visitor, make: Maker, visitor: Callable[[User], Visitor]
) -> None:
    world, made = keeper.world, make.with_changes()
    ours = visitor(a_person(world.council, Role.PARTNER, world.partner))
    theirs = DeliveryPartner.unscoped.create(council=world.council, name="Others Invented")
    of_another = visitor(a_person(world.council, Role.PARTNER, theirs))
    for name in PAGES:
        assert ours.get(name, made).status_code in {200, 302}, name
        assert of_another.get(name, made).status_code == 404, name
    for name in BUTTONS:
        assert of_another.post(name, made).status_code == 404, name
    for name in ("upload_list", "upload_new", "upload_template", "upload_template_file"):
        assert of_another.get(name).status_code == 404, name
    assert of_another.client.post(of_another.url("upload_new"), {}).status_code == 404


def test_a_reader_is_shown_what_came_of_it_alone(reader: Visitor, make: Maker) -> None:
    made = make.with_changes()
    shown = {"upload_detail", "upload_state", "upload_changes"}
    for name in PAGES:
        assert reader.get(name, made).status_code == (200 if name in shown else 403), name
    for name in BUTTONS:
        assert reader.post(name, made).status_code == 403, name


def queries(visitor: Visitor, name: str, upload: Upload | None, query: str = "") -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        answer = visitor.get(name, upload, query)
        assert answer.status_code == 200
        assert answer.content
    return len(caught)


def test_pages_ask_as_often_for_twenty_as_for_two(keeper: Visitor, make: Maker) -> None:
    few: dict[str, int] = {}
    many: dict[str, int] = {}
    for counts, number in ((few, 2), (many, 20)):
        made = make.with_problems(number)
        for row in range(number):
            make.answer(made, "fix", sheet="Hours", row=100 + row, column=4, value="1")
        changes = make.with_changes(number, number)
        counts["problems"] = queries(keeper, "upload_problems", made)
        counts["csv"] = queries(keeper, "upload_problems_csv", made)
        counts["detail"] = queries(keeper, "upload_detail", made)
        counts["columns"] = queries(keeper, "upload_columns", made)
        counts["questions"] = queries(keeper, "upload_matches", make.with_questions(number))
        counts["added"] = queries(keeper, "upload_changes", changes)
        counts["changed"] = queries(keeper, "upload_changes", changes, "?show=changed")
    assert few == many


def test_what_was_said_in_earlier_lists_is_asked_for_at_once(keeper: Visitor, make: Maker) -> None:
    counts = []
    for number in (1, 10):
        for place in range(1, number + 1):
            before = make.upload(file_name=f"List {place}.xlsx")
            Upload.unscoped.filter(pk=before.pk).update(
                state="saved", confirmed_by=make.by, confirmed_at=timezone.now()
            )
            key = question(place)["key"]
            make.answer(before, "match", key=key, value="11", cells=["11", "12"])
        now = make.with_questions(number)
        page = keeper.get("upload_matches", now).content.decode()
        assert page.count('name="same"') == number
        names = ("upload_matches", "upload_changes", "upload_detail")
        counts.append([queries(keeper, name, now) for name in names])
    assert counts[0] == counts[1]


def test_the_list_asks_as_often_for_twenty_as_for_two(keeper: Visitor, make: Maker) -> None:
    for _ in range(2):
        make.upload()
    few = queries(keeper, "upload_list", None)
    for state in Upload.State.values * 2:
        make.upload(state)
    assert queries(keeper, "upload_list", None) == few
