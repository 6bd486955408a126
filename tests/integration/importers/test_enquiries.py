"""Lists of enquiries: which is which, what is wrong, what changes."""

from datetime import date, timedelta
from typing import Any

import pytest

from enterprises.actions import register
from enterprises.models import Enquiry
from programmes.actions import programmes
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import (
    TODAY,
    a_list,
    codes,
    enterprises,
    examined,
    put_in,
    said,
)
from uploads.importing import Examination
from uploads.rows import ReadList

pytestmark = pytest.mark.django_db

FIX, CONFIRM = "fix", "confirm"
DAY = timedelta(days=1)
COLUMNS = ("reference", "received_on", "heard_from", "area", "status", "status_on", "outcome")


def enquiries(*rows: dict[str, Any]) -> ReadList:
    return a_list("enquiries", rows, sheet="Enquiries", columns=[*COLUMNS, "enterprise"])


def row(**values: Any) -> dict[str, Any]:
    return {"received_on": START, "area": "CB7", "heard_from": "Library"} | values


def add(world: World, **values: Any) -> Enquiry:
    return register.add_enquiry(programme=world.programme, by=world.keeper, **row(**values))


def actions(found: Examination) -> list[tuple[str, int | None]]:
    return [(change.action, change.number) for change in found.changes]


# --- Which it is ------------------------------------------------------------------------------


def test_its_reference_or_its_day_area_and_source_tell_an_enquiry(world: World) -> None:
    first, second = add(world, reference="E-1"), add(world, area="CB6")
    found = examined(
        world,
        enquiries(
            row(reference="e-1", area="Ely", received_on=START + DAY),
            row(area="cb6", heard_from="LIBRARY", outcome="Found work"),
            row(received_on=START + DAY),
        ),
    )
    assert codes(found) == []
    assert actions(found) == [("changed", first.pk), ("changed", second.pk), ("added", None)]
    assert found.certain == {"enquiry": 3}


def test_a_reference_is_given_to_an_enquiry_that_has_none_and_never_to_another(
    world: World,
) -> None:
    bare = add(world)
    found = examined(world, enquiries(row(reference="E-1")))
    assert actions(found) == [("changed", bare.pk)]
    assert found.changes[0].after == {"reference": "E-1"}
    add(world, reference="E-2", area="CB6")
    assert actions(examined(world, enquiries(row(reference="E-9", area="CB6")))) == [
        ("added", None)
    ]


def test_enquiries_that_nothing_tells_apart_are_paired_one_to_one(world: World) -> None:
    opened, closed = add(world), add(world, status="closed")
    again = enquiries(row(status="closed"), row(status="open"))
    found = examined(world, again)
    assert (codes(found), len(found.changes), found.unchanged) == ([], 0, {"enquiry": 2})
    both = examined(world, enquiries(row(status="closed"), row(status="closed")))
    assert (codes(both), actions(both)) == ([], [("changed", opened.pk)])
    more = enquiries(row(status="closed"), row(status="closed"), row(status="open"))
    found = examined(world, more)
    assert (codes(found), actions(found)) == ([], [("added", None)])
    assert found.changes[0].after["alike"] == [opened.pk, closed.pk]


# --- What is wrong ----------------------------------------------------------------------------


def test_two_rows_with_one_reference(world: World) -> None:
    found = examined(world, enquiries(row(reference="E-1"), row(reference="e-1", area="CB6")))
    code = "enquiries.same_reference"
    assert codes(found) == [(code, FIX, 2, 0), (code, FIX, 3, 0)]
    assert not found.changes


def test_two_new_rows_that_nothing_tells_apart(world: World) -> None:
    found = examined(world, enquiries(row(), row(), row(area="CB6")))
    code = "enquiries.same_twice"
    assert codes(found) == [(code, CONFIRM, 2, 1), (code, CONFIRM, 3, 1)]
    assert len(found.changes) == 3


def test_a_reference_that_another_programme_has(world: World) -> None:
    other = programmes.create(
        council=world.council,
        by=world.keeper,
        name="Other programme",
        start_date=START,
        quarter_count=4,
        weeks_rule="calendar",
        partner=None,
    )
    register.add_enquiry(
        programme=other, by=world.keeper, received_on=START, reference="E-1", area="Secret"
    )
    found = examined(world, enquiries(row(reference="E-1")))
    assert codes(found) == [("enquiries.reference_elsewhere", FIX, 2, 0)]
    assert "Secret" not in str(found)
    assert not found.changes


def test_words_that_the_register_cannot_hold(world: World) -> None:
    found = examined(world, enquiries(row(outcome="x" * 251), row(area="x" * 120)))
    assert codes(found) == [("enquiry.long_text", FIX, 2, 6)]


def test_a_new_enquiry_without_its_day(world: World) -> None:
    add(world, reference="E-1")
    found = examined(
        world,
        enquiries(row(received_on=None), row(received_on=None, reference="E-1", status="closed")),
    )
    assert codes(found) == [("enquiries.no_day", FIX, 2, 1)]
    assert [change.row for change in found.changes] == [3]


def test_days_that_have_not_come_or_run_backwards(world: World) -> None:
    found = examined(
        world,
        enquiries(
            row(received_on=TODAY + DAY),
            row(status_on=TODAY + DAY),
            row(status_on=START - DAY, area="CB1"),
            row(status_on=START, area="CB2"),
        ),
    )
    assert codes(found) == [
        ("enquiries.received_on", FIX, 2, 1),
        ("enquiries.status_on", FIX, 3, 5),
        ("enquiries.status_on", FIX, 4, 5),
    ]
    assert [change.row for change in found.changes] == [5]


def test_a_correction_of_the_day_keeps_to_the_recorded_status(world: World) -> None:
    add(world, reference="E-1", status_on=START + DAY)
    late = row(reference="E-1", received_on=START + DAY * 2)
    assert codes(examined(world, enquiries(late))) == [("enquiries.status_on", FIX, 2, 1)]


def test_a_status_there_is_not(world: World) -> None:
    found = examined(world, enquiries(row(status="pending")))
    assert codes(found) == [("enquiries.status", FIX, 2, 4)]


def test_a_whole_postcode_is_not_kept(world: World) -> None:
    found = examined(world, enquiries(row(area="Ely CB7 4EE"), row(area="CB7")))
    assert codes(found) == [("enquiries.whole_postcode", FIX, 2, 3)]
    assert len(found.changes) == 1


def test_received_outside_the_programme(world: World) -> None:
    found = examined(world, enquiries(row(received_on=START - DAY), row()))
    assert codes(found) == [("enquiries.outside_programme", CONFIRM, 2, 1)]
    assert len(found.changes) == 2


def test_the_enterprise_that_came_of_it_is_found_by_name_or_reference(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    register.change_enterprise(enterprise=mine, by=world.keeper, reference="F1")
    became = {"status": "became_enterprise"}
    found = examined(
        world,
        enquiries(
            row(enterprise="fen helpers ltd", **became),
            row(enterprise="f1", area="CB6", **became),
            row(enterprise="Ouse Meals", area="CB5", **became),
        ),
        enterprises({"name": "Ouse Meals"}),
    )
    assert codes(found) == []
    links = [change.after["enterprise"] for change in found.changes if change.what == "enquiry"]
    assert links == [mine.pk, mine.pk, {"sheet": "Enterprises", "row": 2}]


def test_an_enterprise_that_cannot_be_found(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    found = examined(
        world,
        enquiries(
            row(enterprise="Fen Helprs", status="became_enterprise"),
            row(enterprise="Ouse Meals", status="became_enterprise", area="CB6"),
        ),
    )
    (question,) = found.questions
    assert (question.label, question.may_be_new) == ("Fen Helprs", False)
    assert [one.number for one in question.candidates] == [mine.pk]
    assert codes(found) == [("enquiries.unknown_enterprise", FIX, 3, 7)]
    assert not found.changes


def test_became_an_enterprise_without_saying_which(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    add(world, reference="E-1", status="became_enterprise", enterprise=mine)
    found = examined(
        world,
        enquiries(
            row(status="became_enterprise"), row(reference="E-1", status="became_enterprise")
        ),
    )
    assert codes(found) == [("enquiries.became_unnamed", CONFIRM, 2, 4)]
    assert [change.row for change in found.changes] == [2]


# --- What changes -----------------------------------------------------------------------------


def test_a_difference_is_said_field_by_field_and_blank_clears_nothing(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    add(world, reference="E-1", outcome="Waiting for a check")
    found = examined(
        world,
        enquiries(
            row(
                reference="E-1",
                heard_from=None,
                area="CB6",
                status="became_enterprise",
                status_on=date(2022, 4, 3),
                enterprise="Fen Helpers",
            )
        ),
    )
    (change,) = found.changes
    assert (change.label, change.before) == (
        "E-1",
        {"area": "CB7", "status": "open", "status_on": None, "enterprise": None},
    )
    assert said(change) == {
        "Area": ("CB7", "CB6"),
        "Status": ("Open", "Became an enterprise"),
        "Date of that status": ("", "3 April 2022"),
        "Enterprise that came of it": ("", "Fen Helpers"),
    }
    assert change.after["enterprise"] == mine.pk


def test_enquiries_of_the_lists_own_time_that_it_does_not_name_are_said(world: World) -> None:
    for day, area in ((START - DAY, "CB1"), (START + DAY, "CB2"), (START + DAY * 9, "CB3")):
        add(world, received_on=day, area=area)
    found = examined(world, enquiries(row(), row(received_on=START + DAY * 3)))
    assert found.absent == {"enquiries": ("Enquiry of 4 January 2022, CB2",)}
    assert {change.action for change in found.changes} == {"added"}


def test_saved_enquiries_are_as_those_typed_in(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    put_in(
        world,
        enquiries(
            row(reference="E-1", status="became_enterprise", enterprise="Fen Helpers"),
            row(area="CB6"),
        ),
    )
    by_hand = add(world, area="CB5")
    first, second = Enquiry.unscoped.exclude(pk=by_hand.pk).order_by("pk")
    assert (first.reference, first.status, first.enterprise) == ("E-1", "became_enterprise", mine)
    assert (second.status, second.status_on, second.outcome) == ("open", None, "")
    skipped = {"id", "area", "created_at", "_state"}
    values = [{k: v for k, v in vars(one).items() if k not in skipped} for one in (second, by_hand)]
    assert values[0] == values[1]


@pytest.mark.parametrize("ended", ["became_enterprise", "closed"])
def test_what_the_register_has_as_ended_is_not_opened_again_unasked(
    world: World, ended: str
) -> None:
    mine = add(world, status=ended, not_in_register=True)
    found = examined(world, enquiries(row(status="open")))
    assert codes(found) == [("enquiries.open_again", CONFIRM, 2, 4)]
    assert actions(found) == [("changed", mine.pk)]
    assert codes(examined(world, enquiries(row(status="closed")))) == []
    assert codes(examined(world, enquiries(row(status=None)))) == []


def test_a_list_that_does_not_say_where_enquiries_stand_is_told_what_is_recorded(
    world: World,
) -> None:
    columns = [name for name in COLUMNS if name != "status"]
    found = examined(world, a_list("enquiries", [row()], sheet="Enquiries", columns=columns))
    assert codes(found) == [("enquiries.no_status", "note", 0, -1)]
    assert said(found.changes[0])["Status (your list does not say)"] == ("", "Open")
    assert codes(examined(world, enquiries(row()))) == []
    add(world)
    same = a_list("enquiries", [row()], sheet="Enquiries", columns=columns)
    assert codes(examined(world, same)) == []
