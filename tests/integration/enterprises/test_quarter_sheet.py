"""A quarter's hours of one enterprise, filled in on one page."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Event
from enterprises.actions import hours, typical_weeks
from enterprises.models import QuarterHours, WeeklyHours
from programmes.quarters import monday_of
from tests.integration.enterprises.making import START, World, a_running_world, words
from tests.integration.enterprises.sheet import Sheet, lines_of, quarter_url_of

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
FIRST, SECOND, THIRD = (str(START + WEEK * place) for place in range(3))


def test_a_whole_quarter_is_filled_in_in_one_go(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    sheet = Sheet(keeper, quarter_url_of(world, mine))
    assert len(sheet.keys) == 13
    assert sheet.keys[0] == FIRST
    figures = {key: str(place) for place, key in enumerate(sheet.keys)}
    done = sheet.send(figures, kind=world.kinds["meals"].pk, payer="council")
    detail = world.url("enterprise_detail", enterprise=mine.pk)
    assert done["Location"] == f"{detail}?quarter=1#hours"
    assert "13 weeks are saved." in words(keeper.get(detail))
    assert lines_of(mine) == {
        key: [(Decimal(figure), "meals", "council")] for key, figure in figures.items()
    }
    quarter = QuarterHours.unscoped.get(quarter_number=1)
    assert quarter.measured_hundredths == 7800
    assert quarter.enterprise_weeks_recorded == 13
    assert Event.objects.filter(verb="hours.recorded").count() == 1


def test_a_blank_stays_missing_and_an_emptied_box_clears_its_week(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("10"))
    world.record(mine, START + WEEK, world.entry("0"))
    sheet = Sheet(keeper, quarter_url_of(world, mine))
    assert (sheet.figures[FIRST], sheet.figures[SECOND], sheet.figures[THIRD]) == ("10", "0", "")
    assert "Emptying a box that held a figure clears that week." in words(sheet.page)
    sheet.send({FIRST: " "})
    assert list(lines_of(mine)) == [SECOND]
    assert "1 week is cleared: it is missing now" in words(keeper.get("/c/rivershire/"))


def test_nothing_changed_saves_nothing_and_says_so(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("10"))
    before = list(WeeklyHours.unscoped.values_list("pk", flat=True))
    events = Event.objects.count()
    # The same figure written otherwise is no change; nor is a box that did not arrive.
    sheet = Sheet(keeper, quarter_url_of(world, mine))
    assert sheet.send({FIRST: "10.00"}).status_code == 302
    assert sheet.send({FIRST: None}).status_code == 302
    assert "Nothing was changed" in words(keeper.get("/c/rivershire/"))
    assert list(WeeklyHours.unscoped.values_list("pk", flat=True)) == before
    assert Event.objects.count() == events


def test_a_week_with_one_line_keeps_its_kind_and_payer(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("10", "gardening", "self_funded"))
    sheet = Sheet(keeper, quarter_url_of(world, mine))
    sheet.send({FIRST: "12", SECOND: "5"}, kind=world.kinds["meals"].pk, payer="council")
    assert lines_of(mine) == {
        FIRST: [(Decimal(12), "gardening", "self_funded")],
        SECOND: [(Decimal(5), "meals", "council")],
    }


def test_a_week_with_several_lines_has_no_box_but_its_total_and_its_page(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("10.5"), world.entry("100", "meals"))
    sheet = Sheet(keeper, quarter_url_of(world, mine))
    assert FIRST not in sheet.keys
    assert "Week of 3 January 2022 110.5 hours in 2 lines" in words(sheet.page)
    own = world.url("hours_week", enterprise=mine.pk, week=FIRST)
    assert f'href="{own}"' in sheet.page.content.decode()
    # Sent all the same, it is not put in the place of two lines.
    refused = sheet.send({FIRST: "7", SECOND: "5"}, kind=world.kinds["meals"].pk)
    assert refused.status_code == 422
    assert "110.5 hours in 2 lines. You typed 7: change it on its own page" in words(refused)
    assert list(lines_of(mine)) == [FIRST]


@pytest.mark.parametrize("latest", ["week", "typical"])
def test_new_weeks_take_what_the_enterprise_usually_does(
    world: World, keeper: Client, latest: str
) -> None:
    mine = world.enterprise()
    typical_weeks.set_typical_week(
        enterprise=mine,
        by=world.keeper,
        valid_from=START,
        valid_to=None,
        hours=Decimal(8),
        service_type=world.kinds["meals"],
        payer="council",
    )
    expected = ("meals", "council")
    if latest == "week":
        world.record(mine, START - WEEK, world.entry("1", "domestic", "other"))
        world.record(mine, START + WEEK * 20, world.entry("1", "gardening", "self_funded"))
        expected = ("gardening", "self_funded")
    sheet = Sheet(keeper, quarter_url_of(world, mine))
    assert "A typical week of 8 hours stands for it" in words(sheet.page)
    sheet.send({FIRST: "3"})
    assert lines_of(mine)[FIRST] == [(Decimal(3), *expected)]


def test_nothing_is_chosen_where_the_latest_week_has_several_lines(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()
    world.record(mine, START + WEEK * 20, world.entry("1"), world.entry("2", "meals"))
    sheet = Sheet(keeper, quarter_url_of(world, mine))
    assert "None is chosen here: its latest week has 2 lines." in words(sheet.page)
    asked = sheet.send({FIRST: "3", SECOND: "4"})
    assert asked.status_code == 422
    assert "Choose the kind of help of the hours you add" in words(asked)
    again = Sheet.of(keeper, quarter_url_of(world, mine), asked)
    assert again.figures[FIRST] == "3"
    assert again.send({}, kind=world.kinds["meals"].pk).status_code == 302
    assert lines_of(mine)[SECOND] == [(Decimal(4), "meals", "unknown")]


def test_nothing_is_asked_where_every_week_has_hours(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    weeks = {START + WEEK * place: [world.entry("1")] for place in range(13)}
    hours.record_weeks(enterprise=mine, by=world.keeper, weeks=weeks)
    sheet = Sheet(keeper, quarter_url_of(world, mine))
    assert "Kind of help" not in words(sheet.page)
    assert sheet.send({THIRD: "2"}).status_code == 302


def test_one_wrong_figure_keeps_all_from_being_saved_and_as_typed(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()
    page = Sheet(keeper, quarter_url_of(world, mine)).send(
        {FIRST: "twelve", SECOND: "5", THIRD: "10001"}
    )
    text = page.content.decode()
    assert page.status_code == 422
    assert f'href="#id_hours_{FIRST}"' in text
    assert "The hours of the week of 17 January 2022 must be 10,000 hours or less" in words(page)
    again = Sheet.of(keeper, quarter_url_of(world, mine), page)
    assert (again.figures[FIRST], again.figures[SECOND]) == ("twelve", "5")
    assert lines_of(mine) == {}


def test_long_weeks_are_asked_about_and_named(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    url = quarter_url_of(world, mine)
    asked = Sheet(keeper, url).send({FIRST: "200", SECOND: "5", THIRD: "169"})
    assert asked.status_code == 422
    assert (
        "The week of 3 January 2022 (200 hours) and the week of 17 January 2022 (169 hours) say "
        "more than the 168 hours of a week" in words(asked)
    )
    assert lines_of(mine) == {}
    again = Sheet.of(keeper, url, asked)
    assert again.send({}, reason="").status_code == 422
    assert again.send({}, reason="Two people work in it").status_code == 302
    assert lines_of(mine)[FIRST][0][0] == 200
    assert Event.objects.get(verb="hours.recorded").reason == "Two people work in it"


def test_only_weeks_that_have_begun_have_a_row(world: World, keeper: Client) -> None:
    a_running_world(world)
    mine = world.enterprise(since=None)
    this_week = monday_of(timezone.localdate())
    quarters = world.programme.quarters()
    running = next(quarter for quarter in quarters if this_week in quarter.weeks)
    sheet = Sheet(keeper, quarter_url_of(world, mine, running.number))
    assert sheet.keys == [str(week) for week in running.weeks if week <= this_week]
    assert keeper.get(quarter_url_of(world, mine, 8)).status_code == 404
    assert keeper.get(quarter_url_of(world, mine, 0)).status_code == 404
    assert keeper.get(quarter_url_of(world, mine, 99)).status_code == 404


def test_the_enterprises_page_leads_to_it(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    detail = world.url("enterprise_detail", enterprise=mine.pk)
    page = keeper.get(f"{detail}?quarter=2").content.decode()
    assert re.search(rf'href="{quarter_url_of(world, mine, 2)}">fill in all weeks of Y1 Q2<', page)


def test_the_page_asks_no_more_with_14_weeks_of_hours_than_with_none(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()

    def asked(quarter: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert keeper.get(quarter_url_of(world, mine, quarter)).status_code == 200
        return len(queries)

    few = asked(1)
    lines = [world.entry("1", kind) for kind in world.kinds]
    weeks = {START + WEEK * place: lines for place in range(26)}
    hours.record_weeks(enterprise=mine, by=world.keeper, weeks=weeks)
    for place in range(20):
        typical_weeks.set_typical_week(
            enterprise=mine,
            by=world.keeper,
            valid_from=START + WEEK * place,
            valid_to=START + WEEK * place,
            hours=Decimal(1),
            service_type=world.kinds["meals"],
        )
    assert asked(1) == asked(2) == few
    assert few <= 12
