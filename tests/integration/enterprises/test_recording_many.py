"""One week of many enterprises recorded in one go, and what is said of long weeks."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Event
from enterprises.actions import hours
from enterprises.actions.errors import NeedsReason
from enterprises.models import Enterprise, QuarterHours, WeeklyHours
from programmes.actions.errors import EditedMeanwhile, Gone
from tests.integration.enterprises.making import START, World, a_council, a_running_world, a_world

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def record(
    world: World,
    figures: Mapping[Enterprise, str | None],
    seen: Mapping[Enterprise, str] | None = None,
    reason: str = "",
) -> list[Enterprise]:
    """Record the first week; None clears it."""
    return hours.record_week(
        programme=world.programme,
        by=world.keeper,
        week=START,
        entries={
            mine: [] if figure is None else [world.entry(figure)]
            for mine, figure in figures.items()
        },
        seen=seen,
        reason=reason,
    )


def recorded() -> dict[str, Decimal]:
    return {row.enterprise.name: row.hours for row in WeeklyHours.unscoped.all()}


def test_each_changed_enterprise_has_its_hours_and_its_event(world: World) -> None:
    one, two, three = (world.enterprise(name) for name in ("One", "Two", "Three"))
    record(world, {one: "10", two: "20"})
    before = Event.objects.count()
    assert record(world, {one: "10.00", two: None, three: "0"}) == [three, two]
    assert recorded() == {"One": 10, "Three": 0}
    assert QuarterHours.unscoped.get(quarter_number=1).measured_hundredths == 1000
    first, second = Event.objects.all()[before:]
    week = str(START)
    assert (first.object_label, first.before, first.after) == (
        "Three",
        {week: []},
        {week: ["0 hours, Personal care, Direct payment"]},
    )
    assert (second.object_id, second.after) == (str(two.pk), {week: []})


def test_one_that_cannot_be_saved_keeps_all_from_being_saved(world: World) -> None:
    one, two = world.enterprise("One"), world.enterprise("Two")
    world.record(two, START, world.entry("5"))
    events = Event.objects.count()
    with pytest.raises(ValidationError):
        record(world, {one: "1", two: "1.005"})
    with pytest.raises(EditedMeanwhile) as clash:
        record(world, {one: "1", two: "6"}, seen={one: "none", two: "none"})
    assert [row.hours for row in clash.value.saved] == [5]
    with pytest.raises(NeedsReason):
        record(world, {one: "1", two: "169"})
    assert recorded() == {"Two": 5}
    assert Event.objects.count() == events


def test_enterprises_of_other_registers_are_not_there(world: World) -> None:
    one = world.enterprise("One")
    near = a_running_world(World(world.council, world.partner, world.programme, world.keeper, {}))
    others = [near.enterprise("Near"), a_world(a_council("Fenshire")).enterprise("Far")]
    for other in others:
        with pytest.raises(Gone):
            record(world, {one: "1", other: "1"})
    assert recorded() == {}


def test_long_weeks_are_named_all_of_them(world: World) -> None:
    one, two, three = (world.enterprise(name) for name in ("iCare", "Two", "Three"))
    with pytest.raises(NeedsReason) as question:
        record(world, {one: "168.01", two: "168", three: "2"})
    assert question.value.message == (
        "iCare says 168.01 hours. A week has 168, so one person cannot have worked them. "
        "Correct the hours, or tell us why they are right."
    )
    with pytest.raises(NeedsReason) as question:
        record(world, {one: "200", two: "1000", three: "2"})
    assert question.value.message == (
        "Two (1,000 hours) and iCare (200 hours) say more than the 168 hours of a week, so one "
        "person cannot have worked them. Correct the hours, or tell us why they are right."
    )
    record(world, {one: "200", two: "1000", three: "2"}, reason="Both have staff")
    assert set(Event.objects.filter(verb="hours.recorded").values_list("reason", flat=True)) == {
        "Both have staff"
    }
    # A long week that stands already is not asked about again.
    record(world, {one: "200", three: "3"})


def test_long_weeks_of_one_enterprise_are_named_by_their_days(world: World) -> None:
    mine = world.enterprise()
    long = [START, START + WEEK * 2, START + WEEK * 3]
    weeks = {START + WEEK * place: [world.entry("1")] for place in range(4)}
    weeks |= {week: [world.entry("170")] for week in long}
    with pytest.raises(NeedsReason) as question:
        hours.record_weeks(enterprise=mine, by=world.keeper, weeks=weeks)
    assert question.value.message.startswith(
        "The week of 3 January 2022 (170 hours), the week of 17 January 2022 (170 hours) and "
        "the week of 24 January 2022 (170 hours) say more than the 168 hours of a week,"
    )


def test_saving_asks_for_no_more_with_20_than_with_2_but_for_their_events(world: World) -> None:
    mine = [world.enterprise(f"Enterprise {place}") for place in range(20)]

    def asked(many: int, figure: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            record(world, dict.fromkeys(mine[:many], figure))
        return len(queries)

    record(world, dict.fromkeys(mine, "1"))
    an_event = 2  # the roles of whoever records it, and the event
    assert asked(20, "3") - asked(2, "2") == 18 * an_event
    weeks = [START + WEEK * place for place in range(20)]

    def asked_of_one(many: int, figure: str) -> int:
        given = {week: [world.entry(figure)] for week in weeks[:many]}
        with CaptureQueriesContext(connection) as queries:
            hours.record_weeks(enterprise=mine[0], by=world.keeper, weeks=given)
        return len(queries)

    asked_of_one(20, "4")
    assert asked_of_one(20, "5") == asked_of_one(2, "6")
