"""One week's hours of all enterprises of a programme, filled in on one page."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import DeliveryPartner, Event, User
from accounts.roles import Role
from enterprises.actions import register
from enterprises.models import Enterprise, QuarterHours
from programmes.quarters import monday_of
from tests.integration.enterprises.making import (
    START,
    World,
    a_person,
    a_running_world,
    words,
)
from tests.integration.enterprises.sheet import Sheet, recorded, typical, url_of

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
SignIn = Callable[[User], Client]


def test_one_week_of_all_is_filled_in_in_one_go(world: World, keeper: Client) -> None:
    one, two, three = (world.enterprise(name) for name in ("One", "Two", "Three"))
    world.record(one, START - WEEK, world.entry("1", "gardening", "self_funded"))
    typical(world, two)
    sheet = Sheet(keeper, url_of(world))
    said = words(sheet.page)
    assert "3 enterprises traded in this week or have hours in it." in said
    assert "2 of them have neither hours nor a typical week." in said
    assert "One Missing. Counted as Gardening and household maintenance, self-funded" in said
    assert "Two A typical week of 8 hours stands for it. Counted as Meal preparation" in said
    assert "Three Missing. Counted as chosen above" in said
    typed = {str(one.pk): "10", str(two.pk): "20.5", str(three.pk): "0"}
    done = sheet.send(typed, kind=world.kinds["domestic"].pk, payer="other")
    assert done["Location"] == url_of(world)
    after = keeper.get(url_of(world))
    assert "3 enterprises are saved for the week of 3 January 2022." in words(after)
    assert "Each has hours or a typical week." in words(after)
    assert recorded() == {
        "One": (Decimal(10), "gardening", "self_funded"),
        "Two": (Decimal("20.5"), "meals", "council"),
        "Three": (Decimal(0), "domestic", "other"),
    }
    assert QuarterHours.unscoped.get(quarter_number=1).measured_hundredths == 3050
    assert Event.objects.filter(verb="hours.recorded", object_label="Two").count() == 1


def test_who_traded_in_that_week_is_on_it_and_who_has_hours_in_it(
    world: World, keeper: Client
) -> None:
    world.enterprise("Traded")
    paused = world.enterprise("Paused that Wednesday")
    register.add_stage(
        enterprise=paused, by=world.keeper, stage="paused", on=START + timedelta(days=2)
    )
    world.enterprise("Began that Sunday", since=START + timedelta(days=6))
    world.enterprise("Not yet", since=START + WEEK)
    closed = world.enterprise("Closed before", since=START - WEEK * 9)
    register.add_stage(enterprise=closed, by=world.keeper, stage="closed", on=START)
    undated = world.enterprise("Undated", since=None)
    register.add_stage(enterprise=undated, by=world.keeper, stage="established", on=None)
    told = world.enterprise("Has hours", since=None)
    world.record(told, START, world.entry("3"))
    a_running_world(World(world.council, world.partner, world.programme, world.keeper, {}))
    sheet = Sheet(keeper, url_of(world))
    names = dict(Enterprise.unscoped.values_list("pk", "name"))
    assert [names[int(key)] for key in sheet.keys] == [
        "Began that Sunday",
        "Has hours",
        "Paused that Wednesday",
        "Traded",
    ]


def test_a_blank_clears_nothing_and_an_emptied_box_one_week_of_one_enterprise(
    world: World, keeper: Client
) -> None:
    one, two, three = (world.enterprise(name) for name in ("One", "Two", "Three"))
    for mine in (one, two):
        world.record(mine, START, world.entry("10"))
    typical(world, three)
    sheet = Sheet(keeper, url_of(world))
    sheet.send({str(one.pk): ""})
    assert list(recorded()) == ["Two"]
    assert "1 enterprise is cleared: it is missing now, or its typical week" in words(
        keeper.get(url_of(world))
    )


def test_where_the_week_or_the_latest_has_several_lines_there_is_no_box(
    world: World, keeper: Client
) -> None:
    split, usually, once = (world.enterprise(name) for name in ("Split", "Usually", "Once"))
    lines = [world.entry("1"), world.entry("2", "meals")]
    world.record(split, START, *lines)
    world.record(usually, START - WEEK, *lines)
    world.record(once, START - WEEK, *lines)
    world.record(once, START, world.entry("4"))
    sheet = Sheet(keeper, url_of(world))
    assert sheet.keys == [str(once.pk)]
    # They stay on the page also where it is refused.
    refused = sheet.send({str(once.pk): "lots"})
    assert Sheet.of(keeper, sheet.url, refused).rows == sheet.rows
    assert len(sheet.rows) == 3
    assert "Split 3 hours in 2 lines" in words(sheet.page)
    assert "Usually Missing. Its latest week has 2 lines" in words(sheet.page)
    own = world.url("hours_week", enterprise=usually.pk, week=START.isoformat())
    assert f'href="{own}"' in sheet.page.content.decode()


def test_long_weeks_are_asked_about_by_name(world: World, keeper: Client) -> None:
    one, two, three = (world.enterprise(name) for name in ("One", "Two", "Three"))
    typed = {str(one.pk): "200", str(two.pk): "170", str(three.pk): "5"}
    asked = Sheet(keeper, url_of(world)).send(typed)
    assert asked.status_code == 422
    assert "One (200 hours) and Two (170 hours) say more than the 168 hours" in words(asked)
    assert recorded() == {}
    again = Sheet.of(keeper, url_of(world), asked)
    assert again.send({}, reason="Both have staff").status_code == 302
    assert recorded()["One"][0] == 200


def test_pages_of_25_and_the_ways_onward(world: World, keeper: Client) -> None:
    for place in range(60):
        world.enterprise(f"Enterprise {place:02}")
    url = url_of(world)
    second = Sheet(keeper, f"{url}?page=2")
    assert len(second.keys) == 25
    assert "Page 2 of 3" in words(second.page)
    first = second.keys[0]
    assert second.send({first: "1"})["Location"] == f"{url}?page=2"
    assert second.send({}, do="next-page")["Location"] == f"{url}?page=3"
    assert second.send({}, do="next-week")["Location"] == url_of(world, START + WEEK)
    last = Sheet(keeper, f"{url}?page=3")
    assert len(last.keys) == 10
    assert "Save and go to the next page" not in words(last.page)
    assert last.send({}, do="next-page")["Location"] == f"{url}?page=3"
    assert list(recorded()) == ["Enterprise 25"]


def test_a_refusal_leads_nowhere(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    refused = Sheet(keeper, url_of(world)).send({str(mine.pk): "lots"}, do="next-week")
    assert refused.status_code == 422
    assert "lots" in Sheet.of(keeper, url_of(world), refused).figures.values()


def test_there_is_no_next_week_before_it_has_begun(world: World, keeper: Client) -> None:
    a_running_world(world)
    world.enterprise()
    this_week = monday_of(timezone.localdate())
    sheet = Sheet(keeper, url_of(world, this_week))
    assert "Save and go to the next week" not in words(sheet.page)
    assert sheet.send({}, do="next-week")["Location"] == url_of(world, this_week)
    before = Sheet(keeper, url_of(world, this_week - WEEK))
    assert "Save and go to the next week" in words(before.page)
    assert before.send({}, do="next-week")["Location"] == url_of(world, this_week)


@pytest.mark.parametrize("week", ["2022-01-04", "2021-12-27", "2099-01-05", "20220103", "monday"])
def test_a_week_that_cannot_be_recorded_has_no_page(
    world: World, keeper: Client, week: str
) -> None:
    assert keeper.get(world.url("hours_of_week", week=week)).status_code == 404


def test_a_week_in_which_nobody_traded_says_so(world: World, keeper: Client) -> None:
    page = keeper.get(url_of(world))
    assert "No enterprise traded in this week" in words(page)
    assert page.status_code == 200


def test_the_first_page_and_the_page_of_quarters_lead_to_it(
    world: World, keeper: Client, sign_in: SignIn
) -> None:
    a_running_world(world)
    last = monday_of(timezone.localdate()) - WEEK
    world.enterprise()
    url = url_of(world, last)
    home = keeper.get(f"/c/{world.council.slug}/").content.decode()
    assert re.search(rf'href="{url}"[^>]*>\s*1 enterprise has no hours', home)
    quarters = world.url("quarter_hours")
    assert url in keeper.get(quarters).content.decode()
    reader = sign_in(a_person(world.council, Role.AUDITOR))
    assert url not in reader.get(quarters).content.decode()
    partner = sign_in(a_person(world.council, Role.PARTNER, world.partner))
    assert partner.get(url).status_code == 200
    others = DeliveryPartner.unscoped.create(council=world.council, name="Others Invented")
    assert sign_in(a_person(world.council, Role.PARTNER, others)).get(url).status_code == 404


def test_the_page_asks_the_same_for_2_and_for_20_enterprises(world: World, keeper: Client) -> None:
    def add(number: int) -> None:
        mine = world.enterprise(f"Enterprise {number:02}")
        if number % 2:
            typical(world, mine)
        world.record(mine, START - WEEK, world.entry("1"))
        if number % 3:
            world.record(mine, START, world.entry("1"), world.entry("2", "meals"))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert keeper.get(url_of(world)).status_code == 200
        return len(queries)

    add(0)
    add(1)
    few = asked()
    for number in range(2, 20):
        add(number)
    assert asked() == few
    assert few <= 12


def test_a_refused_page_asks_the_same_for_2_and_for_20_enterprises(
    world: World, keeper: Client
) -> None:
    def asked() -> int:
        sheet = Sheet(keeper, url_of(world))
        with CaptureQueriesContext(connection) as queries:
            assert sheet.send(dict.fromkeys(sheet.keys, "x")).status_code == 422
        return len(queries)

    world.enterprise("One")
    world.enterprise("Two")
    few = asked()
    for number in range(18):
        world.enterprise(f"Enterprise {number}")
    assert asked() == few
