"""The usual hours of an enterprise that a list adds: one change, one event, taken back as one."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import Event
from enterprises import event_words
from enterprises.actions import register, rollups, typical_weeks
from enterprises.checking import differences
from enterprises.importers.whence import Whence
from enterprises.models import Enterprise, ServiceType, TypicalWeek
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import (
    a_list,
    enterprises,
    examined,
    put_in,
    said,
    taken_back,
)
from tests.integration.importers.tables import register_as_it_is
from uploads.importing import CannotUndo
from uploads.later import built_on
from uploads.models import Upload
from uploads.rows import ReadList

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
OUSE = {"name": "Ouse", "established_on": START + WEEK, "typical_hours": Decimal("7.5")}


def usual(*rows: dict[str, Any]) -> ReadList:
    return a_list("typical", rows, sheet="Typical")


def added(world: World) -> tuple[Upload, TypicalWeek]:
    upload = put_in(world, enterprises(OUSE, {"name": "Mill", "established_on": START}))
    return upload, TypicalWeek.unscoped.select_related("origin").get()


def test_one_change_says_all_of_it(world: World) -> None:
    found = examined(world, enterprises(OUSE))
    (change,) = found.changes
    assert change.what == "enterprise"
    assert said(change) == {
        "Name": ("", "Ouse"),
        "Supported by (your list does not say)": ("", str(world.programme.partner)),
        "Established and trading": ("", "10 January 2022"),
        "Hours in a usual week": ("", "7.5"),
        "First week of these hours (your list does not say)": ("", "10 January 2022"),
    }
    notes = {one.name: one.note for one in change.fields if one.note}
    assert notes == {
        "Hours in a usual week": "Kind of help: Not recorded. Who pays: Not recorded. Your list "
        "does not say"
    }
    assert [(one.figure, one.before, one.after) for one in found.effects[:1]] == [
        ("", "Nothing recorded", "6.92 hours a week")
    ]


def test_all_that_a_row_gives_has_one_origin(world: World) -> None:
    upload, week = added(world)
    change = upload.changes.get(label="Ouse")
    assert (week.origin, week.enterprise_id) == (change, change.number)
    assert (week.valid_from, week.valid_to, week.hundredths) == (START + WEEK, None, 750)
    assert (week.service_type, week.payer) == (world.kinds["not-recorded"], "unknown")
    origin = Whence(world.programme).change(change.pk, week.entered_at)
    assert origin.file_name == "list.xlsx"


def test_the_history_says_it_in_the_entry_that_adds_the_enterprise(world: World) -> None:
    added(world)
    event = Event.objects.get(object_label="Ouse")
    assert event.verb == "enterprise.added"
    kind = event_words.source(world.council, [event])[event.verb]
    said_of_it = kind.say(event.after or {}, event.object_label)
    assert said_of_it["Hours in a usual week"] == (
        "From the week of: 10 January 2022; Hours a week: 7.5; "
        "Kind of help: Not recorded; Who pays: Not recorded"
    )


def test_a_typical_week_of_the_same_kind_in_the_file_is_put_beside_them(world: World) -> None:
    later = {"name": "Ouse", "hours": Decimal(9), "valid_from": START + WEEK * 5}
    put_in(world, enterprises(OUSE), usual(later))
    weeks = TypicalWeek.unscoped.order_by("valid_from")
    assert [(one.valid_from, one.valid_to, one.hundredths) for one in weeks] == [
        (START + WEEK, START + WEEK * 4, 750),
        (START + WEEK * 5, None, 900),
    ]
    twice = examined(
        world,
        enterprises(OUSE | {"name": "Isle"}),
        usual(later | {"name": "Isle", "valid_from": START + WEEK}),
    )
    assert [one.code for one in twice.problems if one.severity.value == "fix"] == [
        "typical.twice"
    ] * 2


def test_a_row_that_is_wrong_gives_no_hours_either(world: World) -> None:
    rows = enterprises(OUSE | {"reference": "F1"}, OUSE | {"name": "Isle", "reference": "F1"})
    assert not examined(world, rows).changes


def test_taking_back_leaves_every_table_as_it_was(world: World) -> None:
    rollups.rebuild(world.programme)
    before = register_as_it_is()
    upload, _ = added(world)
    taken_back(upload, world.keeper)
    assert register_as_it_is() == before
    assert differences(world.programme) == []
    removed = Event.objects.get(verb="enterprise.removed", object_label="Ouse")
    assert (removed.before or {})["usual_hours"] == {
        "valid_from": "2022-01-10",
        "hours": "7.5",
        "service_type": "Not recorded",
        "payer": "Not recorded",
    }


def end_it(world: World, week: TypicalWeek) -> None:
    typical_weeks.end_typical_week(
        typical=week, by=world.keeper, valid_to=START + WEEK * 9, seen=week.valid_to
    )


def follow_it_by_a_list(world: World, week: TypicalWeek) -> None:
    put_in(world, usual({"name": "Ouse", "hours": Decimal(9), "valid_from": START + WEEK * 5}))


def correct_it_by_a_list(world: World, week: TypicalWeek) -> None:
    put_in(world, usual({"name": "Ouse", "hours": Decimal(9), "valid_from": START + WEEK}))


@pytest.mark.parametrize("meanwhile", [end_it, follow_it_by_a_list, correct_it_by_a_list])
def test_what_was_done_to_it_since_is_not_lost(
    world: World, meanwhile: Callable[[World, TypicalWeek], None]
) -> None:
    upload, week = added(world)
    meanwhile(world, week)
    with pytest.raises(CannotUndo, match="The typical week of Ouse has been changed since"):
        taken_back(upload, world.keeper)
    assert Enterprise.unscoped.count() == 2


def test_a_refusal_names_it_as_it_is_called_now(world: World) -> None:
    upload, week = added(world)
    ouse = Enterprise.unscoped.get(name="Ouse")
    register.change_enterprise(enterprise=ouse, by=world.keeper, name="Zed")
    end_it(world, week)
    with pytest.raises(CannotUndo, match="The typical week of Zed has been changed since"):
        taken_back(upload, world.keeper)


def test_one_that_is_gone_is_named_once(world: World) -> None:
    upload, week = added(world)
    typical_weeks.remove_typical_week(typical=week, by=world.keeper, seen=week.valid_to)
    ouse = Enterprise.unscoped.get(name="Ouse")
    register.remove_enterprise(enterprise=ouse, by=world.keeper, edition=ouse.edition)
    with pytest.raises(CannotUndo) as refusal:
        taken_back(upload, world.keeper)
    assert refusal.value.reasons == ("Ouse is no longer in the register.",)


@pytest.mark.parametrize(
    "later",
    [
        usual({"name": "Ouse", "hours": Decimal(9), "valid_from": START + WEEK * 5}),
        enterprises({"name": "Ouse", "typical_hours": Decimal(9)}),
        a_list(
            "enquiries",
            [{"status": "became_enterprise", "received_on": START, "enterprise": "Ouse"}],
            sheet="Enquiries",
        ),
    ],
)
def test_a_later_list_that_stands_in_the_way_is_named(world: World, later: ReadList) -> None:
    upload, _ = added(world)
    put_in(world, enterprises({"name": "Mill", "traded_before": True}, {"name": "Lode"}))
    put_in(world, usual({"name": "Lode", "hours": Decimal(9), "valid_from": START}))
    other = put_in(world, later)
    named = [one.pk for one in built_on(upload)]
    assert other.pk in named
    assert len(named) == 2, "and the one that changed Mill"


def test_what_comes_with_an_enterprise_is_counted(world: World) -> None:
    world.enterprise("Fen Helpers")
    hours = {"typical_hours": Decimal(3)}
    found = examined(world, enterprises(OUSE, {"name": "Fen Helpers"} | hours, {"name": "Lode"}))
    assert found.brought == {"typical": 1}
    assert found.changes.counted == {("enterprise", "added"): 2, ("typical", "added"): 1}


@pytest.mark.parametrize("lists", [[enterprises(OUSE)], [enterprises(OUSE), usual()]])
def test_without_kinds_of_help_hours_are_not_dropped_in_silence(
    world: World, lists: list[ReadList]
) -> None:
    ServiceType.unscoped.filter(council=world.council).delete()
    assert [one.code for one in examined(world, *lists).problems] == ["register.no_kinds"]
