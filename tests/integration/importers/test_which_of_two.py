"""Rows of a list of enterprises that may be one or two of them: asked about, never guessed."""

import pytest

from enterprises.actions import register
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import codes, enterprises, examined

pytestmark = pytest.mark.django_db

CONFIRM = "confirm"


def test_references_that_were_sorted_without_the_names(world: World) -> None:
    for name, reference in (("Ely Home Care", "A1"), ("March Home Care", "A2")):
        mine = world.enterprise(name)
        register.change_enterprise(enterprise=mine, by=world.keeper, reference=reference)
    found = examined(
        world,
        enterprises(
            {"reference": "A1", "name": "March Home Care"},
            {"reference": "A2", "name": "Ely Home Care Ltd"},
        ),
    )
    code = "enterprises.name_of_another"
    assert codes(found) == [(code, CONFIRM, 2, 1), (code, CONFIRM, 3, 1)]
    one_new_name = enterprises({"reference": "A1", "name": "Ely Care at Home"})
    assert codes(examined(world, one_new_name)) == []


def test_two_new_rows_of_one_name_at_two_places(world: World) -> None:
    first = {"name": "Fen Helpers", "postcode": "CB7 4EE"}
    found = examined(world, enterprises(first, {"name": "FEN HELPERS LTD"}, {"name": "Ouse Meals"}))
    code = "enterprises.alike_here"
    assert codes(found) == [(code, CONFIRM, 2, 1), (code, CONFIRM, 3, 1)]
    given = enterprises(first | {"reference": "A1"}, {"name": "Fen Helpers", "reference": "A2"})
    assert codes(examined(world, given)) == [], "two references say that they are two"


def test_two_new_rows_of_nearly_one_name_near_one_another_are_asked_about_once(
    world: World,
) -> None:
    first = {"name": "Fen Helpers", "postcode": "CB7 4EE"}
    others = [{"name": name} for name in ("Ouse Meals", "Isle Gardens")]
    second = {"name": "Fen Helper", "postcode": "CB7 4EF", "established_on": START}
    found = examined(world, enterprises(first, *others, second))
    code = "enterprises.nearly_alike_here"
    assert codes(found) == [(code, CONFIRM, 5, 1)]
    (problem,) = found.problems
    assert problem.about == (
        "Fen Helper, CB7 4EF, established on 3 January 2022; row 2: Fen Helpers, CB7 4EE"
    )
    assert len(found.changes) == 4, "what is asked is confirmed, not left out"
    two = enterprises(first | {"reference": "A1"}, second | {"reference": "A2"})
    assert codes(examined(world, two)) == [], "two references say that they are two"


def test_a_row_that_means_one_of_the_register_is_not_held_against_new_ones(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    register.change_enterprise(enterprise=mine, by=world.keeper, postcode="CB7 4EE", reference="A1")
    found = examined(
        world,
        enterprises(
            {"reference": "A1", "name": "Fen Helpers", "postcode": "CB7 4EE"},
            {"name": "Fen Helper", "postcode": "CB7 4EF"},
        ),
    )
    assert codes(found) == []
    # It is asked which one of the register is meant instead.
    assert [len(question.candidates) for question in found.questions] == [1]
