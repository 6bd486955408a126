"""Recording hours: what is kept, what is refused, and the roll-up that follows at once."""

import random
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from accounts.models import Event
from enterprises.actions import hours, rollups
from enterprises.actions.errors import NeedsReason
from enterprises.models import QuarterHours, WeeklyHours
from programmes.actions.errors import EditedMeanwhile
from programmes.quarters import monday_of
from tests.integration.enterprises.making import START, World, a_council, a_world

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def totals(world: World, number: int = 1) -> QuarterHours:
    return QuarterHours.unscoped.get(programme=world.programme, quarter_number=number)


def every_row(world: World) -> list[dict[str, object]]:
    rows = QuarterHours.unscoped.filter(programme=world.programme).order_by("quarter_number")
    return [
        {name: value for name, value in row.items() if name not in ("id", "updated_at")}
        for row in rows.values()
    ]


def test_a_week_recorded_is_in_its_quarter_at_once(world: World) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("12.5"), world.entry("3", "gardening", "self_funded"))
    quarter = totals(world)
    assert (quarter.weeks, quarter.measured_hundredths) == (13, 1550)
    assert (quarter.eligible_hundredths, quarter.unknown_hundredths) == (1250, 0)
    assert (quarter.enterprises_trading, quarter.enterprises_reporting) == (1, 1)
    assert (quarter.enterprise_weeks_due, quarter.enterprise_weeks_recorded) == (13, 1)


def test_ten_times_a_tenth_is_one(world: World) -> None:
    mine = world.enterprise()
    weeks = {START + WEEK * place: [world.entry("0.1")] for place in range(10)}
    hours.record_weeks(enterprise=mine, by=world.keeper, weeks=weeks)
    assert totals(world).measured_hundredths == 100
    summed = WeeklyHours.unscoped.aggregate(all=models.Sum("hundredths"))["all"]
    assert (summed, type(summed)) == (100, int)


def test_ten_thousand_odd_figures_add_up_exactly_in_the_database(world: World) -> None:
    chance = random.Random(2022)
    mine = [world.enterprise(f"Enterprise {place}") for place in range(26)]
    kinds = list(world.kinds.values())
    payers = ("direct_payment", "council", "self_funded", "other", "unknown")
    weeks = [START + WEEK * place for place in range(13)]
    slots = [(e, w, k, p) for e in mine for w in weeks for k in kinds for p in payers][:10_000]
    figures = [Decimal(chance.randrange(1_000_001)) / 100 for _ in slots]
    WeeklyHours.unscoped.bulk_create(
        WeeklyHours(
            council=world.council,
            programme=world.programme,
            enterprise=enterprise,
            week_start=week,
            quarter_number=1,
            service_type=kind,
            payer=payer,
            hundredths=int(figure * 100),
            entered_by=world.keeper,
            entered_at="2022-04-01T00:00:00Z",
        )
        for (enterprise, week, kind, payer), figure in zip(slots, figures, strict=True)
    )
    assert len(slots) == 10_000
    rollups.rebuild(world.programme, [1])
    quarter = totals(world)
    assert Decimal(quarter.measured_hundredths) / 100 == sum(figures)
    displacing = {kind.pk for kind in kinds if kind.displaces_framework_care}
    eligible = sum(
        figure
        for (_, _, kind, payer), figure in zip(slots, figures, strict=True)
        if kind.pk in displacing and payer in ("direct_payment", "council")
    )
    assert Decimal(quarter.eligible_hundredths) / 100 == eligible


def test_correcting_one_week_changes_one_week_and_one_quarter(world: World) -> None:
    mine = world.enterprise()
    weeks = {START + WEEK * place: [world.entry("10")] for place in range(26)}
    hours.record_weeks(enterprise=mine, by=world.keeper, weeks=weeks)
    rows_before = {row.pk: row.hundredths for row in WeeklyHours.unscoped.all()}
    before = every_row(world)
    corrected = START + WEEK * 14
    assert hours.record_weeks(
        enterprise=mine,
        by=world.keeper,
        weeks={corrected: [world.entry("4")], START: [world.entry("10")]},
    ) == [corrected]
    rows_after = {row.pk: row.hundredths for row in WeeklyHours.unscoped.all()}
    assert len(set(rows_before) - set(rows_after)) == 1
    assert [rows_after[pk] for pk in set(rows_after) - set(rows_before)] == [400]
    differ = [
        old["quarter_number"]
        for old, new in zip(before, every_row(world), strict=True)
        if old != new
    ]
    assert differ == [2]
    assert totals(world, 2).measured_hundredths == 13 * 1000 - 600
    event = Event.objects.filter(verb="hours.recorded").last()
    assert event is not None
    assert list(event.after or {}) == [str(corrected)]
    assert event.before == {str(corrected): ["10 hours, Personal care, Direct payment"]}


def test_what_is_saved_unchanged_leaves_no_trace(world: World) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("10"))
    events = Event.objects.count()
    rows = list(WeeklyHours.unscoped.values_list("pk", flat=True))
    world.record(mine, START, world.entry("10.00"))
    assert Event.objects.count() == events
    assert list(WeeklyHours.unscoped.values_list("pk", flat=True)) == rows


def test_a_cleared_week_is_missing_and_nought_is_recorded(world: World) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("0"))
    assert totals(world).enterprise_weeks_recorded == 1
    world.record(mine, START)
    assert totals(world).enterprise_weeks_recorded == 0
    assert not WeeklyHours.unscoped.exists()


@pytest.mark.parametrize("figure", ["-0.01", "10000.01", "1.005", "NaN", "Infinity"])
def test_hours_that_cannot_be_are_refused_whole(world: World, figure: str) -> None:
    mine = world.enterprise()
    with pytest.raises(ValidationError):
        hours.record_weeks(
            enterprise=mine,
            by=world.keeper,
            weeks={START: [world.entry("1")], START + WEEK: [world.entry(figure)]},
            reason="sure",
        )
    assert not WeeklyHours.unscoped.exists()


def test_a_week_begins_on_a_monday_that_has_come(world: World) -> None:
    mine = world.enterprise()
    for day in (START + timedelta(days=1), monday_of(timezone.localdate()) + WEEK):
        with pytest.raises(ValidationError):
            world.record(mine, day, world.entry("1"))


def test_one_kind_and_payer_stands_once_a_week(world: World) -> None:
    mine = world.enterprise()
    with pytest.raises(ValidationError, match="one line"):
        world.record(mine, START, world.entry("1"), world.entry("2"))


def test_another_councils_kind_of_help_is_refused(world: World) -> None:
    mine = world.enterprise()
    other = a_world(a_council("Fenshire"))
    with pytest.raises(ValidationError, match="this council"):
        world.record(mine, START, other.entry("1"))


def test_more_hours_than_a_week_has_need_a_reason(world: World) -> None:
    mine = world.enterprise()
    entries = [world.entry("100"), world.entry("68.01", "gardening")]
    with pytest.raises(NeedsReason, match="168"):
        world.record(mine, START, *entries)
    reason = "Three people work in it"
    hours.record_weeks(enterprise=mine, by=world.keeper, weeks={START: entries}, reason=reason)
    event = Event.objects.filter(verb="hours.recorded").last()
    assert event is not None
    assert event.reason == reason
    world.record(mine, START + WEEK, world.entry("168"))


def test_who_saves_over_anothers_week_is_told(world: World) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("10"))
    seen = hours.edition_of(list(WeeklyHours.unscoped.all()))
    world.record(mine, START, world.entry("11"))
    with pytest.raises(EditedMeanwhile) as refusal:
        hours.record_weeks(
            enterprise=mine,
            by=world.keeper,
            weeks={START: [world.entry("12")]},
            seen={START: seen},
        )
    assert [row.hours for row in refusal.value.saved] == [11]
    assert [row.hours for row in WeeklyHours.unscoped.all()] == [11]


def test_a_week_outside_the_programme_belongs_to_no_quarter(world: World) -> None:
    mine = world.enterprise()
    world.record(mine, START - WEEK, world.entry("10"))
    assert WeeklyHours.unscoped.get().quarter_number is None
    assert totals(world).measured_hundredths == 0
