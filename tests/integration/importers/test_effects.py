"""What a list does to the hours a week of each quarter, said before it is done."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from accounts.roles import Role
from enterprises.actions import hours as by_hand
from enterprises.actions import register
from enterprises.models import QuarterHours
from enterprises.weeks import quarters_of
from programmes.models import Measure, QuarterlyReturn, Reading
from tests.integration.enterprises.making import START, World, a_person
from tests.integration.importers.lists import (
    TODAY,
    enterprises,
    examined,
    put_in,
    wide,
)
from tests.integration.importers.workbook import a_register, a_workbook
from uploads.importing import QuarterEffect

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
FEN = "Fen Helpers"
FIRST = "Y1 Q1 · 3 Jan–2 Apr 2022"


def said(effects: tuple[QuarterEffect, ...]) -> list[tuple[str, str, str]]:
    return [(effect.label, effect.before, effect.after) for effect in effects]


def test_hours_given_corrected_and_outside_any_quarter(world: World) -> None:
    mine = world.enterprise(FEN)
    world.record(mine, START, world.entry("13"))
    weeks: dict[date, Any] = {START: 26, START + WEEK * 14: 13, START - WEEK: 100}
    assert said(examined(world, wide({FEN: weeks})).effects) == [
        (FIRST, "1 hour a week", "2 hours a week"),
        ("Y1 Q2 · 3 Apr–2 Jul 2022", "Nothing recorded", "1 hour a week"),
    ]


def test_what_changes_no_hours_has_no_effect(world: World) -> None:
    mine = world.enterprise(FEN)
    world.record(mine, START, world.entry("13"))
    found = examined(
        world,
        enterprises({"name": FEN, "paused_on": START + WEEK}, {"name": "New", "closed_on": START}),
    )
    assert len(found.changes) == 2
    assert found.effects == ()


def test_nought_hours_are_no_longer_nothing(world: World) -> None:
    world.enterprise(FEN)
    assert said(examined(world, wide({FEN: {START: 0}})).effects) == [
        (FIRST, "Nothing recorded", "0 hours a week")
    ]


def test_a_stage_ends_what_a_typical_week_stands_for(world: World) -> None:
    mine = world.enterprise(FEN)
    by_hand.set_typical_week(
        enterprise=mine,
        by=world.keeper,
        valid_from=START,
        valid_to=None,
        hours=Decimal(13),
        service_type=world.kinds["meals"],
    )
    closes = enterprises({"name": FEN, "closed_on": START + WEEK * 7})
    assert said(examined(world, closes).effects) == [
        (FIRST, "13 hours a week", "7 hours a week"),
        ("Y1 Q2 · 3 Apr–2 Jul 2022", "13 hours a week", "Nothing recorded"),
        ("Y1 Q3 · 3 Jul–2 Oct 2022", "13 hours a week", "Nothing recorded"),
    ]


def test_what_was_said_is_what_comes(world: World) -> None:
    """The effects are worked out from a few enterprises, the roll-up from all of them."""
    a_register(world)
    other = world.enterprise("Quite Another")
    world.record(other, START, world.entry("13"))
    expected = {effect.label: effect.after for effect in examined(world, *a_workbook()).effects}
    put_in(world, *a_workbook())
    lines = {line.quarter.full_label: line for line in quarters_of(world.programme, TODAY)}
    assert len(expected) == 3
    for label, after in expected.items():
        assert after == f"{lines[label].hours_per_week} hours a week"


def approved(world: World, figures: Mapping[int, Decimal | None]) -> None:
    """Approve returns of quarters with these hours a week."""
    measure = Measure.objects.for_council(world.council).get(
        programme=world.programme, code="hours_per_week"
    )
    approver = a_person(world.council, Role.FINANCE)
    for number, value in figures.items():
        version = QuarterlyReturn.unscoped.create(
            council=world.council,
            programme=world.programme,
            quarter_number=number,
            opened_by=world.keeper,
            opened_at=timezone.now(),
            submitted_by=world.keeper,
            submitted_at=timezone.now(),
        )
        Reading.unscoped.create(
            return_version=version,
            measure=measure,
            value=value,
            entered_by=world.keeper,
            entered_at=timezone.now(),
        )
        version.status = "submitted"
        version.save()
        version.status, version.approved_by = "approved", approver
        version.approved_at = timezone.now()
        version.save()


def test_a_quarter_whose_approved_return_holds_the_figure_is_marked(world: World) -> None:
    world.enterprise(FEN)
    approved(world, {1: Decimal(5), 2: None})
    weeks = {START + WEEK * n: 5 for n in (0, 14, 28)}
    effects = examined(world, wide({FEN: weeks})).effects
    assert [effect.approved for effect in effects] == [True, False, False]


def test_usual_hours_that_reach_into_an_approved_quarter_are_asked_about(world: World) -> None:
    approved(world, {1: Decimal(5)})
    begun = [START, START + WEEK * 13]  # in the first quarter, and after it
    given = enterprises(
        *(
            {"name": name, "established_on": on, "typical_hours": Decimal(12)}
            for name, on in zip((FEN, "Ouse Meals"), begun, strict=True)
        )
    )
    found = examined(world, given).problems
    assert [(one.code, one.severity.value, one.row) for one in found] == [
        ("enterprises.typical_into_approved", "confirm", 2),
        ("enterprises.typical_from", "note", 3),
    ]
    assert found[0].about == f"{FEN}: 12 hours a week from 3 January 2022"


def test_a_quarter_without_a_stored_roll_up_counts_as_nothing(world: World) -> None:
    mine = world.enterprise(FEN)
    register.change_enterprise(enterprise=mine, by=world.keeper, reference="F1")
    QuarterHours.unscoped.all().delete()
    assert said(examined(world, wide({FEN: {START: 13}})).effects) == [
        (FIRST, "Nothing recorded", "1 hour a week")
    ]
