"""What the register offers to a return, and that it asks the database once for any quarters."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enterprises import sources
from enterprises.actions import register, rollups, typical_weeks
from enterprises.models import QuarterHours
from enterprises.weeks import quarters_of
from jobs import runner
from jobs.models import Job
from programmes import codes
from programmes.actions import programmes
from programmes.models import Programme
from programmes.sources import Offered, offered
from tests.integration.enterprises.making import START, World

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
TODAY = date(2022, 6, 1)
CODES = (
    codes.HOURS_PER_WEEK,
    codes.ELIGIBLE_HOURS_PER_WEEK,
    codes.NEW_ENTERPRISES,
    codes.ENQUIRIES,
)


def says(world: World, code: str, number: int = 1) -> Offered:
    return offered(code, world.programme, world.programme.quarters())[number]


def test_an_empty_register_says_nothing_rather_than_nought(world: World) -> None:
    assert [says(world, code).value for code in CODES] == [None] * 4
    world.enterprise()
    assert says(world, codes.HOURS_PER_WEEK) == Offered(
        None, "from 0 of 1 trading enterprise, 0% of enterprise-weeks"
    )
    assert says(world, codes.ELIGIBLE_HOURS_PER_WEEK).value is None


def test_hours_a_week_are_rounded_once_half_away_from_zero(world: World) -> None:
    # Its first quarter has 12 weeks.
    world.programme = programmes.create(
        council=world.council,
        by=world.keeper,
        name="From New Year",
        start_date=date(2021, 1, 1),
        quarter_count=2,
        weeks_rule="calendar",
    )
    mine = world.enterprise(since=date(2021, 1, 4))
    for typed, offered_as in (("0.06", "0.01"), ("0.05", "0.00"), ("0.18", "0.02"), ("6", "0.50")):
        world.record(mine, date(2021, 1, 4), world.entry(typed))
        assert str(says(world, codes.HOURS_PER_WEEK).value) == offered_as


def test_hours_come_with_their_coverage_and_estimated_share(world: World) -> None:
    mine, yours = world.enterprise("One"), world.enterprise("Two")
    world.record(mine, START, world.entry("39"), world.entry("13", "meals", "unknown"))
    typical_weeks.set_typical_week(
        enterprise=yours,
        by=world.keeper,
        valid_from=START,
        valid_to=START,
        hours=Decimal("52"),
        service_type=world.kinds["gardening"],
    )
    assert says(world, codes.HOURS_PER_WEEK) == Offered(
        Decimal("8.00"),
        "from 2 of 2 trading enterprises, 8% of enterprise-weeks; "
        "50% of hours estimated from typical weeks",
    )
    assert says(world, codes.ELIGIBLE_HOURS_PER_WEEK) == Offered(
        Decimal("3.00"), "13% of hours unknown"
    )


def test_eligible_hours_are_not_offered_where_nothing_is_known(world: World) -> None:
    mine = world.enterprise(new=None)
    world.record(mine, START, world.entry("10"))
    assert says(world, codes.ELIGIBLE_HOURS_PER_WEEK).value is None
    assert says(world, codes.HOURS_PER_WEEK).value == Decimal("0.77")


def test_new_enterprises_count_in_the_quarter_of_their_first_established_day(world: World) -> None:
    back = world.enterprise("Came back")
    for stage, on in (("paused", START + WEEK * 5), ("established", START + WEEK * 14)):
        register.add_stage(enterprise=back, by=world.keeper, stage=stage, on=on)
    world.enterprise("Existing", new=False)
    world.enterprise("Not known", new=None)
    undated = world.enterprise("Undated", since=None)
    register.add_stage(enterprise=undated, by=world.keeper, stage="established", on=None)
    world.enterprise("Before the programme", since=START - WEEK * 4)
    assert says(world, codes.NEW_ENTERPRISES) == Offered(
        Decimal(1),
        "1 left out: not known whether traded before the programme; "
        "1 trading without a date, counted in no quarter",
    )
    assert says(world, codes.NEW_ENTERPRISES, 2) == Offered(
        Decimal(0), "1 trading without a date, counted in no quarter"
    )


def test_new_enterprises_are_unknown_where_all_established_are(world: World) -> None:
    world.enterprise("Not known", new=None)
    assert says(world, codes.NEW_ENTERPRISES).value is None


def test_enquiries_count_on_the_day_they_were_received(world: World) -> None:
    quarters = world.programme.quarters()
    for day in (quarters[0].start, quarters[0].end, quarters[1].start, START - WEEK):
        register.add_enquiry(programme=world.programme, by=world.keeper, received_on=day)
    assert [says(world, codes.ENQUIRIES, n).value for n in (1, 2, 3)] == [2, 1, 0]


def test_a_quarter_that_has_not_begun_offers_nothing(world: World) -> None:
    coming = programmes.create(
        council=world.council,
        by=world.keeper,
        name="Later",
        start_date=date(2098, 1, 1),
        quarter_count=2,
        weeks_rule="calendar",
    )
    world.programme = coming
    world.enterprise(since=START)
    register.add_enquiry(programme=coming, by=world.keeper, received_on=START)
    assert {says(world, code) for code in CODES} == {Offered(None, sources.NOT_BEGUN)}


@pytest.mark.parametrize("code", CODES)
def test_each_source_asks_once_for_2_and_for_20_quarters(world: World, code: str) -> None:
    def asked(programme: Programme) -> int:
        quarters = programme.quarters()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(offered(code, programme, quarters)) == len(quarters)
        return len(queries)

    def make(name: str, count: int) -> Programme:
        return programmes.create(
            council=world.council,
            by=world.keeper,
            name=name,
            start_date=START,
            quarter_count=count,
            weeks_rule="calendar",
        )

    assert asked(make("Short", 2)) == asked(make("Long", 20)) == 1


def test_rebuilding_asks_the_same_for_2_and_for_20_enterprises_and_quarters(
    world: World, django_assert_num_queries: Callable[..., object]
) -> None:
    def asked(numbers: range) -> int:
        with CaptureQueriesContext(connection) as queries:
            rollups.rebuild(world.programme, numbers)
        return len(queries)

    for place in range(2):
        world.record(world.enterprise(f"E{place}"), START, world.entry("1"))
    few = asked(range(1, 3))
    for place in range(2, 20):
        world.record(world.enterprise(f"E{place}"), START, world.entry("1"))
    assert asked(range(1, 7)) == few


def test_a_changed_calendar_puts_the_weeks_into_their_new_quarters(world: World) -> None:
    mine = world.enterprise(since=date(2021, 1, 4))
    for place in (0, 13, 26):
        world.record(mine, START + WEEK * place, world.entry("10"))
    programmes.change(
        programme=world.programme,
        by=world.keeper,
        reason="It began a quarter later",
        start_date=date(2022, 4, 4),
        quarter_count=2,
    )
    job = Job.unscoped.get(kind="enterprises.rebuild_rollups")
    assert runner.run(job.pk)
    rows = QuarterHours.unscoped.filter(programme=world.programme)
    by_number = {row.quarter_number: row.measured_hundredths for row in rows}
    assert by_number == {1: 1000, 2: 1000}
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_a_change_of_anything_else_queues_nothing(world: World) -> None:
    programmes.change(
        programme=world.programme, by=world.keeper, reason="A rule", weeks_rule="business_case"
    )
    assert not Job.unscoped.filter(kind="enterprises.rebuild_rollups").exists()


def test_the_page_of_quarters_knows_no_eligible_hours_where_nothing_can_be_told(
    world: World,
) -> None:
    mine = world.enterprise()
    unknown = world.entry("10", payer="unknown")
    world.record(mine, START, unknown)
    assert quarters_of(world.programme, TODAY)[-1].eligible_per_week is None
    assert quarters_of(world.programme, TODAY)[-1].unknown == "100%"
    world.record(mine, START, unknown, world.entry("3"))
    told = quarters_of(world.programme, TODAY)[-1]
    assert (told.hours_per_week, told.eligible_per_week, told.unknown) == ("1", "0.23", "77%")


def test_the_page_of_quarters_tells_nothing_recorded_from_nought(world: World) -> None:
    mine = world.enterprise()
    assert quarters_of(world.programme, TODAY)[-1].hours_per_week is None
    world.record(mine, START, world.entry("0"))
    assert quarters_of(world.programme, TODAY)[-1].hours_per_week == "0"
