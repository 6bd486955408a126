"""Which enterprise is meant: found, asked about, or not there."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from enterprises.actions import register
from enterprises.models import Enterprise
from tests.integration.enterprises.making import START, World, a_council, a_world
from tests.integration.importers.lists import (
    a_list,
    codes,
    enterprises,
    examined,
    hours,
    wide,
)
from uploads.answers import NEW, Answers
from uploads.importing import Examination

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def add(world: World, name: str, reference: str = "", postcode: str = "") -> Enterprise:
    return register.add_enterprise(
        programme=world.programme,
        by=world.keeper,
        name=name,
        reference=reference,
        postcode=postcode,
        known_to_differ=True,
    )


def meant(found: Examination) -> list[tuple[str, int | None]]:
    return [(change.action, change.number) for change in found.changes]


def decided(found: Examination, *answers: object) -> Answers:
    keys = [question.key for question in found.questions]
    return Answers(matches={key: str(said) for key, said in zip(keys, answers, strict=True)})


# --- Lists of enterprises ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        {"reference": "fen 1", "name": "Another Name of Fen Helpers"},
        {"name": "FEN HELPERS CIC", "postcode": "CB7 4EE"},
        {"reference": "FEN1", "name": "Fen Helpers", "postcode": "CB1 1AA"},
    ],
)
def test_its_reference_or_its_name_and_postcode_tell_an_enterprise(
    world: World, row: dict[str, Any]
) -> None:
    mine = add(world, "Fen Helpers", "FEN1", "CB7 4EE")
    found = examined(world, enterprises(row | {"traded_before": True}))
    assert (meant(found), found.questions) == ([("changed", mine.pk)], ())
    assert found.certain == {"enterprise": 1}


def test_a_list_without_postcodes_means_by_name_alone(world: World) -> None:
    mine = add(world, "Fen Helpers", postcode="CB7 4EE")
    given = a_list("enterprises", [{"name": "Fen Helpers", "traded_before": True}])
    assert meant(examined(world, given)) == [("changed", mine.pk)]
    add(world, "Fen Helpers", postcode="CB1 1AA")
    found = examined(world, given)
    assert meant(found) == []
    assert [candidate.label for candidate in found.questions[0].candidates] == [
        "Fen Helpers, CB7 4EE",
        "Fen Helpers, CB1 1AA",
    ]


def test_what_looks_alike_is_asked_about_and_then_done_as_decided(world: World) -> None:
    mine = add(world, "Fen Helpers", "FEN1", "CB7 4EE")
    given = enterprises(
        {"name": "Fen Helpers", "postcode": "CB1 1AA", "traded_before": True},
        {"name": "Ouse Meals"},
    )
    found = examined(world, given)
    (question,) = found.questions
    assert (question.label, question.places) == ("Fen Helpers, CB1 1AA", (("Enterprises", 2, 1),))
    assert question.may_be_new
    assert [(one.number, one.label, one.why) for one in question.candidates] == [
        (mine.pk, "Fen Helpers, CB7 4EE, reference FEN1", "Same name, another postcode")
    ]
    assert (meant(found), found.certain) == ([("added", None)], {"enterprise": 1})
    same = examined(world, given, answers=decided(found, mine.pk))
    assert meant(same) == [("changed", mine.pk), ("added", None)]
    assert same.questions[0].answer == str(mine.pk)
    other = examined(world, given, answers=decided(found, NEW))
    assert meant(other) == [("added", None), ("added", None)]


def test_the_key_of_a_question_stays_while_the_words_do(world: World) -> None:
    add(world, "Fen Helpers", postcode="CB7 4EE")
    row = {"name": "Fen Helpers", "postcode": "CB1 1AA"}
    (before,) = examined(world, enterprises(row)).questions
    (moved,) = examined(world, enterprises({"name": "Ouse"}, row | {"stage": "closed"})).questions
    (other,) = examined(world, enterprises(row | {"postcode": "CB1 1AB"})).questions
    assert before.key == moved.key != other.key


@pytest.mark.parametrize("answer", ["999999", "rubbish", "٣", "-1", ""])
def test_an_answer_that_names_no_enterprise_is_none(world: World, answer: str) -> None:
    add(world, "Fen Helpers", postcode="CB7 4EE")
    given = enterprises({"name": "Fen Helpers", "postcode": "CB1 1AA"})
    found = examined(world, given, answers=decided(examined(world, given), answer))
    assert found.questions[0].answer == ""
    assert not found.changes


def test_an_answer_cannot_name_an_enterprise_of_another_council(world: World) -> None:
    theirs = a_world(a_council("Fenshire")).enterprise("Fen Helpers")
    add(world, "Fen Helpers", postcode="CB7 4EE")
    given = enterprises({"name": "Fen Helpers", "postcode": "CB1 1AA"})
    found = examined(world, given, answers=decided(examined(world, given), theirs.pk))
    assert (found.questions[0].answer, len(found.changes)) == ("", 0)


def test_another_reference_may_be_another_enterprise(world: World) -> None:
    mine = add(world, "Fen Helpers", "FEN1", "CB7 4EE")
    row = {"reference": "FEN2", "name": "Fen Helpers", "postcode": "CB7 4EE"}
    found = examined(world, enterprises(row))
    assert [one.why for one in found.questions[0].candidates] == [
        "Same name and postcode; the register has another reference for it"
    ]
    same = examined(world, enterprises(row), answers=decided(found, mine.pk))
    assert same.changes[0].after == {"reference": "FEN2"}


def test_a_letter_of_another_alphabet_is_asked_about(world: World) -> None:
    mine = add(world, "Acme Care", postcode="CB7 4EE")
    found = examined(world, enterprises({"name": "Асme Саre", "postcode": "CB7 4EE"}))
    assert [(one.number, one.why) for one in found.questions[0].candidates] == [
        (mine.pk, "A name that looks the same and postcode")
    ]


# --- Lists that name enterprises --------------------------------------------------------------


def hour(**row: Any) -> dict[str, Any]:
    return {"week": START, "hours": Decimal(5)} | row


@pytest.mark.parametrize(
    "row",
    [
        {"reference": "fen1"},
        {"reference": "FEN1", "name": "Fen Helpers"},
        {"name": "fen helpers ltd"},
        {"name": "Fen Helpers", "postcode": "CB7 4EE"},
    ],
)
def test_hours_find_their_enterprise(world: World, row: dict[str, Any]) -> None:
    mine = add(world, "Fen Helpers", "FEN1", "CB7 4EE")
    found = examined(world, hours(hour(**row)))
    assert (meant(found), found.questions) == ([("added", mine.pk)], ())
    assert found.certain == {"week": 1}


def test_hours_of_an_enterprise_nobody_knows(world: World) -> None:
    found = examined(world, hours(hour(name="Fen Helpers"), hour(reference="X9")))
    assert codes(found) == [
        ("hours.unknown_enterprise", "fix", 2, 2),
        ("hours.unknown_enterprise", "fix", 3, 3),
    ]


def test_hours_of_a_misspelt_enterprise_are_asked_about_once(world: World) -> None:
    mine = add(world, "Fen Helpers", postcode="CB7 4EE")
    given = hours(hour(name="Fen Helprs"), hour(name="Fen Helprs", week=START + WEEK))
    found = examined(world, given)
    (question,) = found.questions
    assert not question.may_be_new
    assert [place[:2] for place in question.places] == [("Hours", 2), ("Hours", 3)]
    assert not found.changes
    done = examined(world, given, answers=decided(found, mine.pk))
    assert meant(done) == [("added", mine.pk), ("added", mine.pk)]
    # That it is new cannot be said of hours.
    assert examined(world, given, answers=decided(found, NEW)).questions[0].answer == ""


def test_hours_of_one_of_two_with_the_same_name(world: World) -> None:
    mine = [add(world, "Fen Helpers", postcode=code) for code in ("CB7 4EE", "CB1 1AA")]
    found = examined(world, hours(hour(name="Fen Helpers")))
    assert [one.number for one in found.questions[0].candidates] == [one.pk for one in mine]
    told = examined(world, hours(hour(name="Fen Helpers", postcode="CB1 1AA")))
    assert meant(told) == [("added", mine[1].pk)]


def test_hours_under_the_reference_of_one_and_the_name_of_another(world: World) -> None:
    add(world, "Ely Home Care", "A1", "CB7 4EE")
    add(world, "March Home Care", "A2", "PE15 8AA")
    row = {"week": START, "hours": Decimal(10)}
    found = examined(
        world,
        hours(
            {"reference": "A1", "name": "March Home Care"} | row,
            {"reference": "A2", "name": "March Homecare"} | row,
        ),
    )
    doubts = [one for one in codes(found) if one[1] == "confirm"]
    assert doubts == [("hours.name_of_another", "confirm", 2, 1)]


def test_hours_under_a_reference_with_quite_another_name(world: World) -> None:
    add(world, "Fen Helpers", "FEN1")
    found = examined(world, hours(hour(reference="FEN1", name="Ouse Gardens")))
    assert codes(found)[0] == ("hours.other_name", "confirm", 2, 3)
    assert len(found.changes) == 1


def test_hours_of_an_enterprise_that_the_same_file_adds(world: World) -> None:
    given = enterprises({"reference": "F1", "name": "Fen Helpers", "postcode": "CB7 4EE"})
    for row in ({"reference": "F1"}, {"name": "Fen Helpers"}):
        found = examined(world, hours(hour(**row)), given)
        (week,) = [change for change in found.changes if change.what == "week"]
        assert week.after["enterprise"] == {"sheet": "Enterprises", "row": 2}
        assert (week.number, week.label) == (None, "Fen Helpers, week of 3 January 2022")


def test_hours_of_an_enterprise_that_the_same_file_renames(world: World) -> None:
    mine = add(world, "Fen Helpers", "FEN1")
    given = enterprises({"reference": "FEN1", "name": "Ely Fen Helpers"})
    for name in ("Fen Helpers", "Ely Fen Helpers"):
        found = examined(world, given, wide({name: {START: 5}}))
        assert [change.number for change in found.changes] == [mine.pk, mine.pk]


def test_hours_wait_quietly_for_a_row_that_is_not_settled(world: World) -> None:
    add(world, "Fen Helpers", postcode="CB7 4EE")
    asked = enterprises({"name": "Fen Hepers", "postcode": "CB7 4EE"})
    found = examined(world, asked, wide({"Fen Hepers": {START: 5}}))
    assert (codes(found), len(found.changes), len(found.questions)) == ([], 0, 1)
    wrong = enterprises({"name": "Ouse", "partner": "Nobody"})
    found = examined(world, wrong, wide({"Ouse": {START: 5}}))
    # What is to be known of its hours is said at once, and nothing is changed by them yet.
    assert codes(found) == [
        ("enterprises.partner", "fix", 2, 3),
        ("hours.not_trading", "note", 2, -1),
    ]
    assert not found.changes


def test_hours_of_a_name_that_the_register_and_the_file_have(world: World) -> None:
    mine = add(world, "Fen Helpers", postcode="CB7 4EE")
    lists = (
        enterprises({"name": "Fen Helpers", "postcode": "CB1 1AA"}),
        wide({"Fen Helpers": {START: 5}}),
    )
    asked = examined(world, *lists)
    # While it is open whether the two are one, the hours wait.
    assert (codes(asked), len(asked.questions), len(asked.changes)) == ([], 1, 0)
    same = examined(world, *lists, answers=decided(asked, mine.pk))
    assert [(one.what, one.number) for one in same.changes if one.what == "week"] == [
        ("week", mine.pk)
    ]
    two = examined(world, *lists, answers=decided(asked, NEW))
    assert codes(two) == [("hours.several_enterprises", "fix", 2, 0)]


def test_hours_of_a_name_that_the_same_file_spells_otherwise(world: World) -> None:
    found = examined(world, enterprises({"name": "Fen Helpers"}), wide({"Fen Helprs": {START: 5}}))
    assert codes(found) == [("hours.misspelt_enterprise", "fix", 2, 0)]


def test_hours_of_a_name_that_the_same_file_has_twice(world: World) -> None:
    given = enterprises(
        {"reference": "A1", "name": "Fen Helpers"}, {"reference": "A2", "name": "Fen Helpers"}
    )
    found = examined(world, given, wide({"Fen Helpers": {START: 5}}))
    assert codes(found) == [("hours.several_enterprises", "fix", 2, 0)]
