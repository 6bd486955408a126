"""A problem says whose figures it is about, of when, and both where it compares; equal ones stay
one to the reader."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from enterprises.actions import register
from enterprises.models import Enterprise
from enterprises.words import day_words
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import (
    enterprises,
    examined,
    hours,
    only,
    wide,
)
from uploads.problems import group

pytestmark = pytest.mark.django_db

DAY, WEEK = timedelta(days=1), timedelta(days=7)


def by_hand() -> str:
    """What is said of figures that were typed in just now."""
    today = timezone.localtime().date()
    return f" (the register’s: typed in by hand on {day_words(today)})"


@pytest.fixture
def world(world: World) -> World:
    world.enterprise("Isle Gardens")
    return world


def test_hours_that_would_take_the_place_of_others_are_said_with_both_figures(
    world: World,
) -> None:
    mine = Enterprise.unscoped.get(name="Isle Gardens")
    for week in (START, START + WEEK):
        world.record(
            mine,
            week,
            world.entry("10", "personal-care", "self_funded"),
            world.entry("4.5", "befriending", "self_funded"),
        )
    one = only(examined(world, wide({"Isle Gardens": {START: 14}})), "hours.split_lost")
    assert one.about == (
        "Isle Gardens, week of 3 January 2022: the register has 14.5 hours (10 Personal care, "
        "Self-funded; 4.5 Befriending and social activity, Self-funded), your file 14 hours"
        f"{by_hand()}"
    )
    both = only(
        examined(world, wide({"Isle Gardens": {START: 14, START + WEEK: 12}})),
        "hours.split_lost",
    )
    assert both.column == -1
    assert "week of 3 January 2022: the register has 14.5" in both.about
    assert "week of 10 January 2022: the register has 14.5" in both.about
    assert both.about.endswith(f"your file 12 hours{by_hand()}")


def test_equal_questions_of_several_enterprises_are_asked_once(world: World) -> None:
    for name in ("Isle Gardens", "Ouse Meals"):
        mine = Enterprise.unscoped.filter(name=name).first() or world.enterprise(name)
        world.record(mine, START, world.entry("10"))
    lists = hours(
        {"name": "Isle Gardens", "week": START, "hours": Decimal(9)},
        {"name": "Ouse Meals", "week": START, "hours": Decimal(8)},
    )
    found = [one for one in examined(world, lists).problems if one.severity == "confirm"]
    (alike,) = group(found)
    assert [one.about for one in alike.problems] == [
        "Isle Gardens, week of 3 January 2022: the register has 10 hours (Personal care, Direct "
        "payment), your file 9 hours" + by_hand(),
        "Ouse Meals, week of 3 January 2022: the register has 10 hours (Personal care, Direct "
        "payment), your file 8 hours" + by_hand(),
    ]


def test_a_figure_far_above_the_usual_is_said_with_the_usual(world: World) -> None:
    weeks = {START + WEEK * place: 12 for place in range(6)} | {START + WEEK * 6: 120}
    one = only(examined(world, wide({"Isle Gardens": weeks})), "hours.far_above_usual")
    assert one.about == ("Isle Gardens, week of 14 February 2022: 120 hours, usually about 12")


def test_hours_after_the_end_are_said_with_the_day_it_ended(world: World) -> None:
    mine = Enterprise.unscoped.get(name="Isle Gardens")
    register.add_stage(enterprise=mine, by=world.keeper, stage="closed", on=START + DAY * 10)
    one = only(examined(world, wide({"Isle Gardens": {START + WEEK * 4: 5}})), "hours.after_end")
    assert one.about.endswith("week of 31 January 2022: 5 hours, ended on 13 January 2022")


@pytest.mark.parametrize(
    ("values", "code", "about"),
    [
        (
            {"established_on": date(2022, 5, 2), "accredited_on": date(2022, 3, 1)},
            "enterprises.accredited_first",
            "Fen Helpers: accredited on 1 March 2022, established on 2 May 2022",
        ),
        (
            {"established_on": date(2022, 5, 2), "paused_on": date(2022, 3, 1)},
            "enterprises.ended_first",
            "Fen Helpers: paused on 1 March 2022, established on 2 May 2022",
        ),
        (
            {"established_on": date(1922, 5, 2)},
            "enterprises.long_before",
            "Fen Helpers: 2 May 1922, and the programme began on 3 January 2022",
        ),
        (
            {"established_on": date(2021, 5, 2), "traded_before": False},
            "enterprises.new_but_before",
            "Fen Helpers: established on 2 May 2021, and the programme began on 3 January 2022",
        ),
    ],
)
def test_days_that_cannot_stand_beside_each_other_are_both_said(
    world: World, values: dict[str, object], code: str, about: str
) -> None:
    found = examined(world, enterprises({"name": "Fen Helpers"} | values))
    assert only(found, code).about == about


def test_a_correction_of_a_day_is_said_with_the_registers(world: World) -> None:
    found = examined(
        world, enterprises({"name": "Isle Gardens", "established_on": START + DAY * 95})
    )
    assert only(found, "enterprises.other_quarter").about == (
        "Isle Gardens: the register has 3 January 2022 (typed in by hand), your file 8 April 2022"
    )
