"""Keeping the register: enterprises, stages, typical weeks, kinds of help, enquiries."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Event
from enterprises.actions import register, service_types, typical_weeks
from enterprises.actions.errors import NeedsReason, PerhapsTheSame
from enterprises.models import Enterprise, EnterpriseStage, QuarterHours, TypicalWeek
from programmes.actions.errors import EditedMeanwhile
from tests.integration.enterprises.making import START, World, a_council, a_world

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def quarter(world: World, number: int) -> QuarterHours:
    return QuarterHours.unscoped.get(programme=world.programme, quarter_number=number)


def typical(world: World, mine: Enterprise, first: date, last: date | None = None) -> TypicalWeek:
    return typical_weeks.set_typical_week(
        enterprise=mine,
        by=world.keeper,
        valid_from=first,
        valid_to=last,
        hours=Decimal("10"),
        service_type=world.kinds["personal-care"],
        payer="council",
    )


def test_two_of_one_name_and_postcode_are_asked_about(world: World) -> None:
    def add(name: str = "Fen Helpers", **more: Any) -> Enterprise:
        return register.add_enterprise(
            programme=world.programme, by=world.keeper, name=name, postcode="CB7 4EE", **more
        )

    add()
    with pytest.raises(PerhapsTheSame):
        add("fen helpers")
    assert Enterprise.unscoped.count() == 1
    add("fen helpers", known_to_differ=True)
    add("fen helpers", reference="ME-3")
    assert Enterprise.unscoped.count() == 3


def test_an_enterprise_added_with_its_first_day_has_both_events_and_counts(world: World) -> None:
    other = world.enterprise("Other", since=None)
    world.record(other, START, world.entry("1"))
    register.add_enterprise(
        programme=world.programme, by=world.keeper, name="Fen Helpers", established_on=START
    )
    added, staged = Event.objects.order_by("-pk")[:2][::-1]
    assert (added.verb, staged.verb) == ("enterprise.added", "enterprise.stage_added")
    assert added.object_id == staged.object_id
    assert staged.after == {"stage": "established", "on": START.isoformat(), "note": ""}
    assert quarter(world, 1).enterprises_trading == 2


def test_a_first_day_that_has_not_come_adds_nothing(world: World) -> None:
    events = Event.objects.count()
    with pytest.raises(ValidationError) as refusal:
        register.add_enterprise(
            programme=world.programme,
            by=world.keeper,
            name="Fen Helpers",
            established_on=timezone.localdate() + timedelta(days=1),
        )
    assert refusal.value.message_dict == {
        "established_on": ["The date must be today or in the past"]
    }
    assert not Enterprise.unscoped.exists()
    assert Event.objects.count() == events


def test_a_reference_is_given_out_once_a_council(world: World) -> None:
    def add(to: World, name: str) -> Enterprise:
        return register.add_enterprise(
            programme=to.programme, by=to.keeper, name=name, reference="ME-1"
        )

    first = add(world, "One")
    with pytest.raises(ValidationError) as refusal:
        add(world, "Two")
    assert list(refusal.value.message_dict) == ["reference"]
    add(a_world(a_council("Fenshire")), "Three")
    second = world.enterprise("Four")
    with pytest.raises(ValidationError):
        register.change_enterprise(enterprise=second, by=world.keeper, reference=first.reference)


def test_saying_that_it_traded_before_adds_its_quarters_up_again(world: World) -> None:
    mine = world.enterprise(new=None)
    world.record(mine, START, world.entry("10"))
    assert (quarter(world, 1).eligible_hundredths, quarter(world, 1).unknown_hundredths) == (
        0,
        1000,
    )
    register.change_enterprise(enterprise=mine, by=world.keeper, traded_before_programme=False)
    assert (quarter(world, 1).eligible_hundredths, quarter(world, 1).unknown_hundredths) == (
        1000,
        0,
    )
    register.change_enterprise(enterprise=mine, by=world.keeper, traded_before_programme=True)
    assert (quarter(world, 1).eligible_hundredths, quarter(world, 1).unknown_hundredths) == (0, 0)
    assert quarter(world, 1).measured_hundredths == 1000


def test_an_edition_that_has_passed_overwrites_nothing(world: World) -> None:
    mine = world.enterprise()
    mine.refresh_from_db()
    register.change_enterprise(
        enterprise=mine, by=world.keeper, edition=mine.edition, name="Fen Friends"
    )
    with pytest.raises(EditedMeanwhile) as refusal:
        register.change_enterprise(
            enterprise=mine, by=world.keeper, edition=mine.edition, name="Fen Folk"
        )
    assert refusal.value.saved.name == "Fen Friends"
    mine.refresh_from_db()
    assert mine.name == "Fen Friends"


def test_events_name_only_what_changed(world: World) -> None:
    mine = world.enterprise()
    register.change_enterprise(
        enterprise=mine,
        by=world.keeper,
        name="Fen Helpers",
        service_types=[world.kinds["gardening"]],
    )
    event = Event.objects.filter(verb="enterprise.changed").last()
    assert event is not None
    assert (event.before, event.after) == (
        {"service_types": []},
        {"service_types": ["Gardening and household maintenance"]},
    )


def test_closing_takes_the_weeks_after_it_out_of_what_is_due(world: World) -> None:
    mine = world.enterprise()
    due = [quarter(world, number).enterprise_weeks_due for number in (1, 2, 3)]
    assert due == [13, 13, 13]
    # The Wednesday of the third week of the second quarter: that week is still traded.
    closed = register.add_stage(
        enterprise=mine,
        by=world.keeper,
        stage="closed",
        on=START + WEEK * 15 + timedelta(days=2),
    )
    due = [quarter(world, number).enterprise_weeks_due for number in (1, 2, 3)]
    assert due == [13, 3, 0]
    register.change_stage(
        step=closed, by=world.keeper, stage="closed", on=START + WEEK * 26, note=""
    )
    assert [quarter(world, number).enterprise_weeks_due for number in (1, 2, 3)] == [13, 13, 0]
    register.remove_stage(step=closed, by=world.keeper)
    assert [quarter(world, number).enterprise_weeks_due for number in (1, 2, 3)] == [13, 13, 13]
    event = Event.objects.get(verb="enterprise.stage_removed")
    assert event.before == {"stage": "closed", "on": "2022-07-04", "note": ""}


def test_beginning_in_the_middle_of_a_quarters_last_week_makes_that_week_due(
    world: World,
) -> None:
    # The Wednesday of the week of 28 March, whose Thursday is in the first quarter.
    world.enterprise(since=START + WEEK * 12 + timedelta(days=2))
    assert [quarter(world, number).enterprise_weeks_due for number in (1, 2)] == [1, 13]


def test_moving_a_stage_adds_up_the_quarters_it_left(world: World) -> None:
    mine = world.enterprise()
    step = EnterpriseStage.unscoped.get(enterprise=mine)
    register.change_stage(
        step=step, by=world.keeper, stage="established", on=START + WEEK * 26, note=""
    )
    assert [quarter(world, number).enterprise_weeks_due for number in (1, 2, 3)] == [0, 0, 13]
    register.change_stage(step=step, by=world.keeper, stage="established", on=None, note="")
    assert [quarter(world, number).enterprise_weeks_due for number in (1, 2, 3)] == [0, 0, 0]


def test_a_stage_is_not_recorded_twice_or_before_it_happens(world: World) -> None:
    mine = world.enterprise()
    tomorrow = timezone.localdate() + timedelta(days=1)
    for stage, on in (("established", START), ("closed", tomorrow), ("nonsense", START)):
        with pytest.raises(ValidationError):
            register.add_stage(enterprise=mine, by=world.keeper, stage=stage, on=on)
    register.add_stage(enterprise=mine, by=world.keeper, stage="accredited", on=None)
    with pytest.raises(ValidationError, match="without a date"):
        register.add_stage(enterprise=mine, by=world.keeper, stage="accredited", on=None)


def test_changing_a_stage_that_was_taken_out_says_so(world: World) -> None:
    mine = world.enterprise()
    step = EnterpriseStage.unscoped.get(enterprise=mine)
    register.remove_stage(step=step, by=world.keeper)
    with pytest.raises(EditedMeanwhile):
        register.change_stage(step=step, by=world.keeper, stage="closed", on=START)


def test_a_typical_week_is_an_estimate_until_a_week_is_measured(world: World) -> None:
    mine = world.enterprise()
    typical(world, mine, START)
    assert (quarter(world, 1).measured_hundredths, quarter(world, 1).estimated_hundredths) == (
        0,
        13_000,
    )
    world.record(mine, START, world.entry("4"))
    assert (quarter(world, 1).measured_hundredths, quarter(world, 1).estimated_hundredths) == (
        400,
        12_000,
    )


def test_a_new_typical_week_ends_the_one_before(world: World) -> None:
    mine = world.enterprise()
    first = typical(world, mine, START)
    typical(world, mine, START + WEEK * 4)
    first.refresh_from_db()
    assert first.valid_to == START + WEEK * 3
    assert quarter(world, 1).estimated_hundredths == 13_000
    with pytest.raises(ValidationError, match="holds"):
        typical(world, mine, START + WEEK * 2, START + WEEK * 2)
    with pytest.raises(ValidationError, match="holds"):
        typical(world, mine, START - WEEK)


def test_ending_and_removing_a_typical_week(world: World) -> None:
    mine = world.enterprise()
    given = typical(world, mine, START)
    end = START + WEEK * 1
    typical_weeks.end_typical_week(typical=given, by=world.keeper, valid_to=end, seen=None)
    assert quarter(world, 1).estimated_hundredths == 2_000
    with pytest.raises(EditedMeanwhile):
        typical_weeks.remove_typical_week(typical=given, by=world.keeper, seen=None)
    typical_weeks.remove_typical_week(typical=given, by=world.keeper, seen=end)
    assert quarter(world, 1).estimated_hundredths == 0


def test_typical_weeks_that_cannot_be(world: World) -> None:
    mine = world.enterprise()
    for first, last in (
        (START + timedelta(days=1), None),
        (START, START + timedelta(days=1)),
        (START, START - WEEK),
    ):
        with pytest.raises(ValidationError):
            typical(world, mine, first, last)
    with pytest.raises(NeedsReason):
        typical_weeks.set_typical_week(
            enterprise=mine,
            by=world.keeper,
            valid_from=START,
            valid_to=None,
            hours=Decimal("168.01"),
            service_type=world.kinds["meals"],
        )


def test_setting_up_kinds_of_help_twice_makes_them_once(world: World) -> None:
    before = {code: kind.pk for code, kind in world.kinds.items()}
    again = service_types.set_up(council=world.council, by=world.keeper)
    assert {code: kind.pk for code, kind in again.items()} == before
    assert len(before) == 6


def test_marking_a_kind_of_help_adds_every_programme_up_again(world: World) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("10", "meals"))
    assert (quarter(world, 1).eligible_hundredths, quarter(world, 1).unknown_hundredths) == (
        0,
        1000,
    )
    assert service_types.mark(
        service_type=world.kinds["meals"], by=world.keeper, displaces_framework_care=True
    )
    assert (quarter(world, 1).eligible_hundredths, quarter(world, 1).unknown_hundredths) == (
        1000,
        0,
    )
    assert not service_types.mark(
        service_type=world.kinds["meals"], by=world.keeper, displaces_framework_care=True
    )


def test_enquiries_that_cannot_be(world: World) -> None:
    today = timezone.localdate()
    other = a_world(a_council("Fenshire")).enterprise("Elsewhere")
    add = {"programme": world.programme, "by": world.keeper}
    for wrong in (
        {"received_on": today + timedelta(days=1)},
        {"received_on": START, "status_on": START - WEEK},
        {"received_on": START, "status_on": today + timedelta(days=1)},
        {"received_on": START, "status": "lost"},
        {"received_on": START, "enterprise": other},
    ):
        with pytest.raises(ValidationError):
            register.add_enquiry(**add, **wrong)  # type: ignore[arg-type]


def test_an_enquirys_change_is_recorded_and_its_edition_guarded(world: World) -> None:
    enquiry = register.add_enquiry(
        programme=world.programme, by=world.keeper, received_on=START, reference="E1"
    )
    mine = world.enterprise()
    changed = register.change_enquiry(
        enquiry=enquiry,
        by=world.keeper,
        edition=1,
        status="became_enterprise",
        status_on=START + WEEK,
        enterprise=mine,
    )
    assert changed.edition == 2
    with pytest.raises(EditedMeanwhile):
        register.change_enquiry(enquiry=enquiry, by=world.keeper, edition=1, area="Ely")
    event = Event.objects.get(verb="enquiry.changed")
    assert event.before == {"status": "open", "status_on": None, "enterprise": None}
