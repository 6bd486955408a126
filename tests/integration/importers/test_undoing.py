"""Undoing: everything back as it was, or nothing, and why."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Event
from enterprises.actions import hours as by_hand
from enterprises.actions import register, stages
from enterprises.checking import differences
from enterprises.models import Enquiry, Enterprise, EnterpriseStage, WeeklyHours
from programmes.dates import day_words
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import a_list, enterprises, put_in, taken_back, wide
from tests.integration.importers.tables import everything, register_as_it_is
from tests.integration.importers.workbook import WEEK, a_register, a_workbook
from uploads.importing import CannotUndo
from uploads.models import Upload

pytestmark = pytest.mark.django_db


def named(world: World, name: str) -> Enterprise:
    found: Enterprise = Enterprise.unscoped.get(programme=world.programme, name=name)
    return found


def test_saving_and_undoing_leave_every_table_as_it_was(world: World) -> None:
    a_register(world)
    before = register_as_it_is()
    upload = put_in(world, *a_workbook())
    assert register_as_it_is() != before
    taken_back(upload, world.keeper)
    after = register_as_it_is()
    assert {name for name in before if before[name] != after[name]} == set()
    assert differences(world.programme) == []


def test_undoing_is_in_the_audit_trail_with_what_it_put_back(world: World) -> None:
    a_register(world)
    upload = put_in(world, *a_workbook())
    count = Event.objects.count()
    taken_back(upload, world.keeper)
    events = list(Event.objects.all()[count:])
    assert Counter(event.verb for event in events) == {
        "enterprise.removed": 2,
        "enterprise.changed": 2,
        "hours.recorded": 2,
        "typical_week.removed": 3,
        "typical_week.changed": 1,
        "enquiry.removed": 1,
        "enquiry.changed": 2,
    }
    renamed = next(event for event in events if event.object_label == "Fen Helpers")
    assert (renamed.before or {})["name"] == "Fen Helpers CIC"
    assert renamed.reason == f"Upload {upload.pk} undone, sheet “Enterprises”, row 2"


def test_an_edition_never_comes_back(world: World) -> None:
    """Whoever opened a page before the undoing is told: the edition it had is not given again."""
    mine = world.enterprise("Fen Helpers")
    register.add_enquiry(
        programme=world.programme, by=world.keeper, received_on=START, reference="E1"
    )
    mine.refresh_from_db()
    enquiry = a_list("enquiries", [{"reference": "E1", "area": "CB7"}], sheet="Enquiries")
    upload = put_in(world, enterprises({"name": "Fen Helpers", "traded_before": True}), enquiry)
    taken_back(upload, world.keeper)
    assert named(world, "Fen Helpers").edition == mine.edition + 2
    assert Enquiry.unscoped.get().edition == 3


def test_an_earlier_uploads_values_come_back_with_their_origin(world: World) -> None:
    world.enterprise("Fen Helpers")
    first = put_in(
        world,
        wide({"Fen Helpers": {START: 5}}),
        enterprises({"name": "Fen Helpers", "paused_on": START + WEEK * 9}),
    )
    second = put_in(
        world,
        wide({"Fen Helpers": {START: 6, START + WEEK: 7}}),
        enterprises({"name": "Fen Helpers", "paused_on": START + WEEK * 8}),
    )
    taken_back(second, world.keeper)
    line = WeeklyHours.unscoped.get()
    paused = EnterpriseStage.unscoped.get(stage="paused")
    assert (line.hundredths, paused.on) == (500, START + WEEK * 9)
    assert line.origin is not None
    assert paused.origin is not None
    assert {line.origin.upload, paused.origin.upload} == {first}
    taken_back(first, world.keeper)
    assert not WeeklyHours.unscoped.exists()


def test_the_hours_of_an_enterprise_that_goes_go_with_it(world: World) -> None:
    upload = put_in(
        world, enterprises({"name": "Isle Gardens"}), wide({"Isle Gardens": {START: 5}})
    )
    taken_back(upload, world.keeper)
    assert not Enterprise.unscoped.exists()
    assert not WeeklyHours.unscoped.exists()


# --- What stands in the way -------------------------------------------------------------------


def rename(world: World) -> None:
    register.change_enterprise(
        enterprise=named(world, "Isle Gardens"), by=world.keeper, name="Isle", postcode="CB6 2AA"
    )


def rename_a_changed_one(world: World) -> None:
    register.change_enterprise(
        enterprise=named(world, "Fen Helpers CIC"), by=world.keeper, service_types=[]
    )


def add_a_stage(world: World) -> None:
    stages.add_stage(
        enterprise=named(world, "Isle Gardens"),
        by=world.keeper,
        stage="paused",
        on=START + WEEK * 9,
    )


def correct_a_week(world: World) -> None:
    world.record(named(world, "Fen Helpers CIC"), START, world.entry("9"))


def correct_a_week_of_a_new_one(world: World) -> None:
    world.record(named(world, "Isle Gardens"), START + WEEK * 14, world.entry("9"))


def clear_a_week(world: World) -> None:
    world.record(named(world, "Fen Helpers CIC"), START)


def give_later_weeks(world: World) -> None:
    for weeks in (20, 21):
        world.record(named(world, "Isle Gardens"), START + WEEK * weeks, world.entry("9"))


def give_a_typical_week(world: World) -> None:
    by_hand.set_typical_week(
        enterprise=named(world, "Mill Company"),
        by=world.keeper,
        valid_from=START,
        valid_to=None,
        hours=Decimal(3),
        service_type=world.kinds["meals"],
    )


def follow_a_typical_week(world: World) -> None:
    by_hand.set_typical_week(
        enterprise=named(world, "Ouse Meals"),
        by=world.keeper,
        valid_from=START + WEEK * 20,
        valid_to=None,
        hours=Decimal(3),
        service_type=world.kinds["not-recorded"],
    )


def change_an_enquiry(world: World) -> None:
    register.change_enquiry(
        enquiry=Enquiry.unscoped.get(reference="E1"), by=world.keeper, area="CB9"
    )


def link_an_enquiry(world: World) -> None:
    register.add_enquiry(
        programme=world.programme,
        by=world.keeper,
        received_on=START,
        status="became_enterprise",
        enterprise=named(world, "Mill Company"),
    )


CORRECTED = "the hours were corrected on TODAY."


@pytest.mark.parametrize(
    ("meanwhile", "reasons"),
    [
        (rename, ["Isle has been changed since: name, postcode."]),
        (rename_a_changed_one, ["Fen Helpers CIC has been changed since: kinds of help."]),
        (add_a_stage, ["Isle Gardens has been changed since: stages."]),
        (correct_a_week, [f"Fen Helpers, week of 3 January 2022: {CORRECTED}"]),
        (correct_a_week_of_a_new_one, [f"Isle Gardens, week of 11 April 2022: {CORRECTED}"]),
        (
            clear_a_week,
            ["Fen Helpers, week of 3 January 2022: the hours have been taken out since."],
        ),
        (give_later_weeks, ["Hours of 2 weeks have been given for Isle Gardens since."]),
        (give_a_typical_week, ["A typical week has been given for Mill Company since."]),
        (follow_a_typical_week, ["The typical weeks of Ouse Meals have been changed since."]),
        (change_an_enquiry, ["E1 has been changed since: area."]),
        (link_an_enquiry, ["An enquiry has been linked to Mill Company since."]),
    ],
)
def test_what_was_done_since_is_not_lost(
    world: World, meanwhile: Callable[[World], None], reasons: list[str]
) -> None:
    a_register(world)
    upload = put_in(world, *a_workbook())
    meanwhile(world)
    before = everything()
    with pytest.raises(CannotUndo) as refusal:
        taken_back(upload, world.keeper)
    now = day_words(timezone.localtime(timezone.now()).date())
    assert list(refusal.value.reasons) == [reason.replace("TODAY", now) for reason in reasons]
    assert everything() == before


def test_a_reference_given_to_another_since_stands_in_the_way(world: World) -> None:
    for number, (reference, name) in enumerate((("F1", "Fen Helpers"), ("", "Ouse Meals"))):
        register.add_enterprise(
            programme=world.programme,
            by=world.keeper,
            name=name,
            reference=reference,
            postcode=f"CB{number + 1} 1AA",
        )
    fen = named(world, "Fen Helpers")
    upload = Upload.unscoped.create(
        council=world.council,
        programme=world.programme,
        file_name="x",
        size=1,
        sha256="0" * 64,
        uploaded_by=world.keeper,
    )
    upload.changes.create(
        position=0,
        what="enterprise",
        action="changed",
        number=fen.pk,
        label="Fen Helpers",
        before={"reference": "F0"},
        after={"reference": "F1"},
    )
    register.change_enterprise(
        enterprise=named(world, "Ouse Meals"), by=world.keeper, reference="f0"
    )
    with pytest.raises(CannotUndo) as refusal:
        taken_back(upload, world.keeper)
    assert refusal.value.reasons == ("The reference f0 has been given to Ouse Meals since.",)


def test_an_enterprise_that_an_enquiry_named_may_be_gone(world: World) -> None:
    first = put_in(world, enterprises({"name": "Isle Gardens"}))
    world.enterprise("Fen Helpers")
    register.add_enquiry(
        programme=world.programme,
        by=world.keeper,
        received_on=START,
        reference="E1",
        enterprise=named(world, "Isle Gardens"),
    )
    linked = a_list(
        "enquiries", [{"reference": "E1", "enterprise": "Fen Helpers"}], sheet="Enquiries"
    )
    second = put_in(world, linked)
    taken_back(first, world.keeper)
    with pytest.raises(CannotUndo, match="the enterprise that it named is no longer"):
        taken_back(second, world.keeper)


def test_a_long_list_of_reasons_is_cut_short(world: World) -> None:
    names = [f"{chr(97 + n // 26)}{chr(97 + n % 26)} Care" for n in range(60)]
    upload = put_in(world, enterprises(*({"name": name} for name in names)))
    Enterprise.unscoped.update(traded_before_programme=True)
    with pytest.raises(CannotUndo) as refusal:
        taken_back(upload, world.keeper)
    assert len(refusal.value.reasons) == 51
    assert refusal.value.reasons[-1] == "and 10 more things like these"


def test_a_later_upload_must_be_undone_first(world: World) -> None:
    world.enterprise("Fen Helpers")
    weeks: dict[str, dict[Any, str | int]] = {"Fen Helpers": {START: 5}}
    first = put_in(world, wide(weeks))
    second = put_in(world, wide({"Fen Helpers": {START: 6}}))
    with pytest.raises(CannotUndo, match="the hours were corrected on"):
        taken_back(first, world.keeper)
    taken_back(second, world.keeper)
    taken_back(first, world.keeper)
    assert not WeeklyHours.unscoped.exists()
