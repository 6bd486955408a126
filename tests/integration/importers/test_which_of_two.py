"""Rows of a list of enterprises that may be one or two of them: asked about, never guessed."""

import pytest

from enterprises.actions import register
from tests.integration.enterprises.making import World
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
