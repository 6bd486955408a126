"""One week's page of one enterprise: what was saved under it, and weeks outside the programme."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from enterprises.actions import hours, rollups
from enterprises.models import Enterprise, WeeklyHours
from programmes.actions import programmes
from tests.integration.enterprises.making import START, World, a_person, words

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
BEFORE = START - WEEK * 2


def url_of(world: World, mine: Enterprise, week: Any = START) -> str:
    return world.url("hours_week", enterprise=mine.pk, week=week.isoformat())


def saved(mine: Enterprise, week: Any = START) -> list[WeeklyHours]:
    return list(WeeklyHours.unscoped.filter(enterprise=mine, week_start=week))


def typed(world: World, figure: str, edition: str, **more: str) -> dict[str, str]:
    kind = str(world.kinds["personal-care"].pk)
    return {
        "lines": "1",
        "hours_0": figure,
        "kind_0": kind,
        "payer_0": "direct_payment",
        "edition": edition,
    } | more


def test_what_was_saved_meanwhile_is_said_as_on_the_pages_of_many_weeks(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("7.5"))
    seen = hours.edition_of(saved(mine))
    world.record(mine, START, world.entry("8"), world.entry("3", "meals"))
    page = keeper.post(url_of(world, mine), typed(world, "9", seen))
    assert page.status_code == 422
    assert (
        "The week of 3 January 2022 was saved meanwhile, by somebody else or by you in another "
        "window: it has 11 hours in 2 lines. Save again to put what you typed in its place"
    ) in words(page)
    assert 'value="9"' in page.content.decode()
    assert sum(row.hundredths for row in saved(mine)) == 1100
    again = typed(world, "9", hours.edition_of(saved(mine)))
    assert keeper.post(url_of(world, mine), again).status_code == 302
    assert [row.hundredths for row in saved(mine)] == [900]


def test_what_was_cleared_meanwhile_is_said_and_is_not_removed_blindly(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("7.5"))
    seen = hours.edition_of(saved(mine))
    world.record(mine, START)
    cleared = words(keeper.post(url_of(world, mine), typed(world, "9", seen)))
    assert "it has no hours any more. Save again to put what you typed in its place" in cleared
    world.record(mine, START, world.entry("5"))
    page = keeper.post(url_of(world, mine), {"do": "remove", "edition": seen, "lines": "1"})
    assert page.status_code == 422
    assert "it has 5 hours. Remove it again if that is right" in words(page)
    assert [row.hundredths for row in saved(mine)] == [500]


@pytest.mark.parametrize("do", ["", "remove"])
def test_pressing_twice_is_no_clash_with_oneself(world: World, keeper: Client, do: str) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("7.5"))
    sent = typed(world, "9", hours.edition_of(saved(mine)), do=do)
    for _ in range(2):
        assert keeper.post(url_of(world, mine), sent).status_code == 302
    assert [row.hundredths for row in saved(mine)] == ([] if do else [900])


def test_hours_outside_the_programme_are_listed_corrected_and_removed(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("4"))
    world.record(mine, BEFORE, world.entry("6"), world.entry("1", "meals"))
    detail = world.url("enterprise_detail", enterprise=mine.pk)
    outside = url_of(world, mine, BEFORE)
    page = keeper.get(detail)
    assert "lie outside the programme’s quarters, so their hours count in none" in words(page)
    assert "Correct or remove the hours of 20 December 2021 7 Typed in" in words(page)
    assert outside in page.content.decode()
    assert "This week lies outside the programme’s quarters" in words(keeper.get(outside))
    sent = typed(world, "5", hours.edition_of(saved(mine, BEFORE)))
    assert keeper.post(outside, sent)["Location"] == f"{detail}#outside"
    assert [row.hundredths for row in saved(mine, BEFORE)] == [500]
    gone = {"do": "remove", "edition": hours.edition_of(saved(mine, BEFORE)), "lines": "1"}
    for _ in range(2):  # the second press finds nothing to remove, and says so
        assert keeper.post(outside, gone)["Location"] == f"{detail}#outside"
    assert saved(mine, BEFORE) == []
    after = keeper.get(detail)
    assert "No hours are recorded for the week of 20 December 2021 any more." in words(after)
    assert "Hours outside the programme" not in words(after)
    assert [row.hundredths for row in saved(mine)] == [400]


def test_nothing_is_added_outside_the_programme(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    outside = url_of(world, mine, BEFORE)
    assert keeper.get(outside).status_code == 404
    keeper.post(outside, typed(world, "5", "none"))
    assert saved(mine, BEFORE) == []


def test_weeks_left_outside_by_a_shorter_programme_can_be_removed(
    world: World, keeper: Client, sign_in: Any
) -> None:
    mine = world.enterprise()
    late = START + WEEK * 70
    world.record(mine, late, world.entry("6"))
    programmes.change(programme=world.programme, by=world.keeper, reason="Cut", quarter_count=2)
    rollups.rebuild(world.programme)  # as the worker does, asked by the change
    detail = world.url("enterprise_detail", enterprise=mine.pk)
    reader = sign_in(a_person(world.council, Role.AUDITOR)).get(detail)
    assert "Hours outside the programme" in words(reader)
    assert url_of(world, mine, late) not in reader.content.decode()
    removal = keeper.get(world.url("enterprise_remove", enterprise=mine.pk)).content.decode()
    assert f'href="{detail}#outside"' in removal
    gone = {"do": "remove", "edition": hours.edition_of(saved(mine, late)), "lines": "1"}
    assert keeper.post(url_of(world, mine, late), gone).status_code == 302
    assert saved(mine, late) == []
