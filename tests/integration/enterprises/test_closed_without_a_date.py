"""An enterprise that has closed on a day that nobody knows: not trading now, and said so."""

from decimal import Decimal

import pytest
from django.test import Client

from enterprises.actions import stages
from enterprises.models import Enterprise, EnterpriseStage, QuarterHours
from tests.integration.enterprises.making import START, World, a_running_world, words
from tests.integration.importers.lists import codes, enterprises, examined, put_in, taken_back

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def close(world: World, mine: Enterprise) -> EnterpriseStage:
    """Record that it has closed, and not when."""
    return stages.add_stage(enterprise=mine, by=world.keeper, stage="closed", on=None)


def due(world: World, quarter: int = 1) -> tuple[int, int]:
    """Enterprises said to trade in a quarter, and weeks in which hours are due."""
    row = QuarterHours.unscoped.get(programme=world.programme, quarter_number=quarter)
    return row.enterprises_trading, row.enterprise_weeks_due


def test_the_list_says_that_it_has_closed_and_that_the_date_is_missing(
    world: World, keeper: Client
) -> None:
    close(world, world.enterprise())
    page = words(keeper.get(world.url("enterprise_list")))
    assert "Closed date not known New Date" in page
    assert "Trading or closed, but without a date: 1" in page
    asked = keeper.get(world.url("enterprise_list"), {"stage": "closed"})
    assert "Fen Helpers" in words(asked)


def test_only_its_measured_weeks_count(world: World) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("12"))
    assert due(world) == (1, 13)
    step = close(world, mine)
    assert due(world) == (1, 1)
    assert due(world, 2) == (0, 0)
    stages.remove_stage(step=step, by=world.keeper)
    assert due(world) == (1, 13)


def test_with_the_date_known_its_weeks_are_due_until_then(world: World) -> None:
    mine = world.enterprise()
    step = close(world, mine)
    stages.change_stage(step=step, by=world.keeper, stage="closed", on=START.replace(day=18))
    assert due(world) == (1, 3)


def test_its_page_says_so_and_no_week_is_called_missing(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("12"))
    close(world, mine)
    page = words(keeper.get(world.url("enterprise_detail", enterprise=mine.pk) + "?quarter=1"))
    assert "Closed, date not known. It is not counted as trading now." in page
    assert page.count("Not known if trading") == 12
    assert page.count("Missing") == 0


def test_a_list_asks_for_the_day_and_its_saving_counts_and_is_taken_back(world: World) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("12"))
    ceased = enterprises({"name": "Fen Helpers", "stage": "closed"})
    assert codes(examined(world, ceased)) == [("enterprises.closed_undated", "confirm", 2, 3)]
    upload = put_in(world, ceased)
    assert due(world) == (1, 1)
    assert codes(examined(world, ceased)) == []
    taken_back(upload, world.keeper)
    assert due(world) == (1, 13)


def test_usual_hours_of_one_that_has_closed_are_not_taken(world: World) -> None:
    ceased = enterprises(
        {
            "name": "Fen Helpers",
            "established_on": START,
            "stage": "closed",
            "typical_hours": Decimal(12),
        }
    )
    found = examined(world, ceased)
    assert "enterprises.typical_closed_undated" in [code for code, *_ in codes(found)]
    assert [change.what for change in found.changes] == ["enterprise"]


def test_nobody_waits_for_its_hours(world: World, keeper: Client) -> None:
    running = a_running_world(world)
    mine = running.enterprise(since=running.programme.start_date)
    missing = "No hours for last week"
    assert f"{missing} (" in words(keeper.get(running.url("enterprise_list")))
    close(running, mine)
    assert f"{missing}: none" in words(keeper.get(running.url("enterprise_list")))
