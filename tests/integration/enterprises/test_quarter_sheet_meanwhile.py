"""A quarter filled in while others save, clear and split its weeks."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import Event
from enterprises.actions import hours
from programmes.actions import programmes
from tests.integration.enterprises.making import START, World, words
from tests.integration.enterprises.sheet import Sheet, lines_of, quarter_url_of

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
FIRST, SECOND, THIRD = (str(START + WEEK * place) for place in range(3))


def test_pressing_twice_is_no_clash_with_oneself(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("10"))
    sheet = Sheet(keeper, quarter_url_of(world, mine))
    for _ in range(2):
        assert sheet.send({FIRST: "", SECOND: "12.5"}).status_code == 302
    assert "Nothing was changed" in words(keeper.get("/c/rivershire/"))
    assert list(lines_of(mine)) == [SECOND]
    assert Event.objects.filter(verb="hours.recorded").count() == 2


def test_a_week_cleared_meanwhile_is_counted_as_usual_where_nothing_was_asked(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()
    lines = [world.entry("1", "meals", "council")]
    weeks = {START + WEEK * place: lines for place in range(13)}
    hours.record_weeks(enterprise=mine, by=world.keeper, weeks=weeks)
    sheet = Sheet(keeper, quarter_url_of(world, mine))
    world.record(mine, START)
    refused = sheet.send({FIRST: "2"})
    assert refused.status_code == 422
    assert "Choose the kind" not in words(refused)
    again = Sheet.of(keeper, quarter_url_of(world, mine), refused)
    assert again.boxes["kind"] == str(world.kinds["meals"].pk)
    assert again.send({}).status_code == 302
    assert lines_of(mine)[FIRST] == [(Decimal(2), "meals", "council")]


def test_a_clash_is_said_of_each_week_and_keeps_what_was_typed(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()
    for place in range(4):
        world.record(mine, START + WEEK * place, world.entry("10"))
    url = quarter_url_of(world, mine)
    sheet = Sheet(keeper, url)
    # Somebody else corrects the first, clears the second, and corrects the fourth.
    world.record(mine, START, world.entry("11"))
    world.record(mine, START + WEEK)
    world.record(mine, START + WEEK * 3, world.entry("14"))
    fourth = str(START + WEEK * 3)
    refused = sheet.send({FIRST: "12", SECOND: "9", THIRD: "13"})
    assert refused.status_code == 422
    said = words(refused)
    assert "Week of 3 January 2022 was saved meanwhile, by somebody else or by you in" in said
    assert "another window: it has 11 hours. Save again to put 12 in its place" in said
    assert "it has no hours any more. Save again to put 9 in its place" in said
    assert "17 January 2022 was saved meanwhile" not in said
    assert "24 January 2022 was saved meanwhile" not in said
    assert {key: rows[0][0] for key, rows in lines_of(mine).items()} == {
        FIRST: 11,
        THIRD: 10,
        fourth: 14,
    }
    again = Sheet.of(keeper, url, refused)
    # What was typed stands, and a box that nobody touched shows what is saved now.
    assert [again.figures[key] for key in (FIRST, SECOND, THIRD, fourth)] == ["12", "9", "13", "14"]
    assert again.send({}).status_code == 302
    assert {key: rows[0][0] for key, rows in lines_of(mine).items()} == {
        FIRST: 12,
        SECOND: 9,
        THIRD: 13,
        fourth: 14,
    }


def test_what_somebody_else_split_meanwhile_is_not_put_into_one_line(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()
    sheet = Sheet(keeper, quarter_url_of(world, mine))
    world.record(mine, START, world.entry("1"), world.entry("2", "meals"))
    refused = sheet.send({FIRST: "9"})
    assert refused.status_code == 422
    assert "Week of 3 January 2022: 3 hours in 2 lines. You typed 9" in words(refused)
    assert len(lines_of(mine)[FIRST]) == 2


def test_a_save_between_reading_and_saving_is_a_clash_too(
    world: World, keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = world.enterprise()
    sheet = Sheet(keeper, quarter_url_of(world, mine))
    whole = hours.record_weeks

    def late(**given: Any) -> Any:
        monkeypatch.setattr(hours, "record_weeks", whole)
        world.record(mine, START, world.entry("7"))
        return whole(**given)

    monkeypatch.setattr(hours, "record_weeks", late)
    refused = sheet.send({FIRST: "9", SECOND: "1"})
    assert refused.status_code == 422
    assert "it has 7 hours. Save again to put 9 in its place" in words(refused)
    assert list(lines_of(mine)) == [FIRST]
    assert lines_of(mine)[FIRST][0][0] == 7


def test_a_week_that_left_the_quarter_is_named_with_what_was_typed(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise(since=date(2021, 1, 4))
    sheet = Sheet(keeper, quarter_url_of(world, mine))
    programmes.change(
        programme=world.programme,
        by=world.keeper,
        reason="It began a month later",
        start_date=date(2022, 2, 7),
    )
    refused = sheet.send({FIRST: "9", str(START + WEEK * 6): "8"})
    assert refused.status_code == 422
    assert "You typed 9 for a week that is not in this quarter any more." in words(refused)
    assert lines_of(mine) == {}
    again = Sheet.of(keeper, quarter_url_of(world, mine), refused)
    assert FIRST not in again.keys
    assert again.send({}).status_code == 302
    assert list(lines_of(mine)) == [str(START + WEEK * 6)]
