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
from programmes import codes, sources
from programmes.models import Measure, QuarterlyReturn, Reading
from tests.integration.enterprises.making import START, World, a_person
from tests.integration.importers.lists import (
    TODAY,
    a_list,
    enterprises,
    examined,
    put_in,
    wide,
)
from tests.integration.importers.workbook import a_register, a_workbook
from uploads.importing import QuarterEffect
from uploads.rows import ReadList

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
FEN = "Fen Helpers"
FIRST = "Y1 Q1 · 3 Jan–2 Apr 2022"


NEW, ENQUIRIES = "New micro-enterprises", "Enquiries from would-be micro-entrepreneurs"
ELIGIBLE = "Eligible hours a week"
OFFERED = {
    codes.HOURS_PER_WEEK: "",
    codes.ELIGIBLE_HOURS_PER_WEEK: ELIGIBLE,
    codes.NEW_ENTERPRISES: NEW,
    codes.ENQUIRIES: ENQUIRIES,
}
# The words of what a return would be offered as nothing.
NOTHING = ("Nothing recorded", "Not known")


def said(effects: tuple[QuarterEffect, ...], figure: str = "") -> list[tuple[str, str, str]]:
    """What is said of one figure; without a name of hours a week."""
    return [
        (effect.label, effect.before, effect.after) for effect in effects if effect.figure == figure
    ]


def registers(world: World) -> dict[tuple[str, str], str]:
    """What the register offers to the return of each quarter that has begun, by figure."""
    quarters = world.programme.quarters()
    found = {}
    for code, figure in OFFERED.items():
        for number, offered in sources.offered(code, world.programme, quarters).items():
            quarter = quarters[number - 1]
            if quarter.start <= TODAY:
                value = offered.value
                found[figure, quarter.full_label] = (
                    "" if value is None else f"{value.normalize():f}"
                )
    return found


def comes_as_said(world: World, *lists: ReadList) -> set[str]:
    """Put lists in and hold the register against what was said of it before. Returns the figures
    of which something was said."""
    effects = examined(world, *lists).effects
    before = registers(world)
    put_in(world, *lists)
    after = registers(world)

    def figure(words: str) -> str:
        return "" if words in NOTHING else words.split(" ")[0]

    told = {(one.figure, one.label): (figure(one.before), figure(one.after)) for one in effects}
    assert len(told) == len(effects)
    # A nought where the register held nothing at all is no news.
    changed = {
        place: (was, after[place])
        for place, was in before.items()
        if was != after[place] and (was, after[place]) != ("", "0")
    }
    changed |= {place: pair for place, pair in told.items() if pair == ("", "0")}
    assert told == changed
    return {one.figure for one in effects}


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
    assert comes_as_said(world, *a_workbook()) == {"", ELIGIBLE, NEW, ENQUIRIES}


def test_new_enterprises_come_as_said_whatever_is_known_of_them(world: World) -> None:
    undated = world.enterprise("Undated", since=None)
    world.enterprise("Was unknown", new=None)
    world.enterprise("Was new", since=START + WEEK * 13)
    given = [
        {"name": "Undated", "established_on": START + WEEK * 13},
        {"name": "Was unknown", "traded_before": False},
        {"name": "Was new", "traded_before": True},
        {"name": "Added", "established_on": START, "traded_before": False},
        {"name": "Nobody knows", "established_on": START + WEEK * 26},
        {"name": "Without a day", "traded_before": False},
        {"name": "Before it", "established_on": START - WEEK, "traded_before": False},
    ]
    found = examined(world, enterprises(*given)).effects
    assert undated.pk
    assert said(found, NEW) == [
        (FIRST, "Not known", "2"),
        ("Y1 Q3 · 3 Jul–2 Oct 2022", "0", "Not known"),
    ]
    assert comes_as_said(world, enterprises(*given)) == {NEW}


def test_into_an_empty_register_come_what_is_counted_and_no_noughts(world: World) -> None:
    given = enterprises({"name": FEN, "established_on": START, "traded_before": False})
    asked = a_list("enquiries", [{"reference": "E1", "received_on": START + WEEK * 14}])
    found = examined(world, given, asked).effects
    assert said(found, NEW) == [(FIRST, "Not known", "1")]
    assert said(found, ENQUIRIES) == [("Y1 Q2 · 3 Apr–2 Jul 2022", "Not known", "1")]
    assert comes_as_said(world, given, asked) == {NEW, ENQUIRIES}


def test_an_enquiry_of_another_day_moves_to_its_quarter(world: World) -> None:
    for number in (1, 2):
        register.add_enquiry(
            programme=world.programme,
            by=world.keeper,
            received_on=START,
            reference=f"E{number}",
        )
    moved = a_list("enquiries", [{"reference": "E1", "received_on": START + WEEK * 14}])
    assert said(examined(world, moved).effects, ENQUIRIES) == [
        (FIRST, "2", "1"),
        ("Y1 Q2 · 3 Apr–2 Jul 2022", "0", "1"),
    ]
    assert comes_as_said(world, moved) == {ENQUIRIES}
    same_quarter = a_list("enquiries", [{"reference": "E2", "received_on": START + WEEK}])
    assert examined(world, same_quarter).effects == ()


def test_who_had_traded_before_gives_no_eligible_hours(world: World) -> None:
    mine = world.enterprise(FEN, new=None)
    world.record(mine, START, world.entry("13"))
    assert comes_as_said(world, enterprises({"name": FEN, "traded_before": False})) == {
        ELIGIBLE,
        NEW,
    }
    assert comes_as_said(world, enterprises({"name": FEN, "traded_before": True})) == {
        ELIGIBLE,
        NEW,
    }


def test_usual_hours_are_eligible_by_their_kind_and_payer(world: World) -> None:
    kept = world.enterprise("Kept")
    by_hand.set_typical_week(
        enterprise=kept,
        by=world.keeper,
        valid_from=START,
        valid_to=None,
        hours=Decimal(13),
        service_type=world.kinds["personal-care"],
        payer="direct_payment",
    )
    usual = {
        "hours": Decimal(4),
        "valid_from": START,
        "service_type": "personal-care",
        "payer": "direct_payment",
    }
    lists = (
        enterprises({"name": FEN, "established_on": START, "traded_before": False}),
        a_list("typical", [{"name": FEN, **usual}, {"name": "Kept", **usual, "payer": "other"}]),
    )
    assert comes_as_said(world, *lists) == {"", ELIGIBLE, NEW}


def approved(
    world: World, figures: Mapping[int, Decimal | None], code: str = codes.HOURS_PER_WEEK
) -> None:
    """Approve returns of quarters with these figures."""
    measure = Measure.objects.for_council(world.council).get(programme=world.programme, code=code)
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


def test_each_figure_is_marked_by_its_own_approved_return(world: World) -> None:
    approved(world, {1: Decimal(1), 2: Decimal(7), 3: Decimal(2)}, codes.ENQUIRIES)
    days = (START, START + WEEK * 14, START + WEEK * 27, START + WEEK * 28)
    asked = [{"reference": f"E{n}", "received_on": day} for n, day in enumerate(days)]
    lists = (
        a_list("enquiries", asked),
        enterprises({"name": FEN, "established_on": START, "traded_before": False}),
    )
    effects = examined(world, *lists).effects
    # The register comes to say what two of them hold.
    assert [one.approved for one in effects if one.figure == ENQUIRIES] == [False, True, False]
    assert [one.approved for one in effects if one.figure == NEW] == [False]


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
