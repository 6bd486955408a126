"""What the register says is kept where a person wants it, though the list says otherwise."""

import pytest

from enterprises.actions import register
from enterprises.models import Enquiry, Enterprise
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import a_list, codes, enterprises, examined, put_in
from tests.integration.importers.workbook import WEEK
from uploads.answers import Answers
from uploads.importing import Overwritten

pytestmark = pytest.mark.django_db


def named(world: World) -> Enterprise:
    found: Enterprise = Enterprise.unscoped.get(programme=world.programme, reference="F1")
    return found


@pytest.fixture
def fen(world: World) -> Enterprise:
    return register.add_enterprise(
        programme=world.programme,
        by=world.keeper,
        name="Fen Helpers",
        reference="F1",
        service_types=[world.kinds["personal-care"]],
    )


ROW = {"reference": "F1", "name": "Fen Helpers CIC", "postcode": "CB7 4EE"}


def test_what_a_list_writes_over_is_counted_and_what_it_adds_is_not(
    world: World, fen: Enterprise
) -> None:
    found = examined(world, enterprises({**ROW, "service_types": ("meals",)}))
    assert found.overwritten == (
        Overwritten("enterprise.name", "Name", 1),
        Overwritten("enterprise.service_types", "Kinds of help", 1),
    )
    (change,) = found.changes
    assert [one.name for one in change.fields] == ["Name", "Postcode", "Kinds of help"]


def test_what_is_kept_stays_and_the_rest_is_changed(world: World, fen: Enterprise) -> None:
    kept = Answers(kept=frozenset({"enterprise.name", "enterprise.service_types"}))
    found = examined(world, enterprises({**ROW, "service_types": ("meals",)}), answers=kept)
    assert [(one.key, one.kept) for one in found.overwritten] == [
        ("enterprise.name", True),
        ("enterprise.service_types", True),
    ]
    put_in(world, enterprises({**ROW, "service_types": ("meals",)}), answers=kept)
    mine = named(world)
    assert (mine.name, mine.postcode) == ("Fen Helpers", "CB7 4EE")
    assert [kind.code for kind in mine.service_types.all()] == ["personal-care"]


def test_where_all_is_kept_nothing_changes(world: World, fen: Enterprise) -> None:
    row = {"reference": "F1", "name": "Fen Helpers CIC"}
    found = examined(world, enterprises(row), answers=Answers(kept=frozenset({"enterprise.name"})))
    assert not found.changes
    assert found.unchanged == {"enterprise": 1}


def test_the_status_of_an_enquiry_is_kept_with_its_day(world: World) -> None:
    register.add_enquiry(
        programme=world.programme, by=world.keeper, received_on=START, reference="E1", area="Ely"
    )
    ended = {"status": "closed", "status_on": START + WEEK, "outcome": "Turned down"}
    row = {"reference": "E1", "area": "March", **ended}
    lists = a_list("enquiries", [row], sheet="Enquiries")
    found = examined(world, lists, answers=Answers(kept=frozenset({"enquiry.status"})))
    assert {(one.key, one.count, one.kept) for one in found.overwritten} == {
        ("enquiry.status", 1, True),
        ("enquiry.area", 1, False),
    }
    put_in(world, lists, answers=Answers(kept=frozenset({"enquiry.status"})))
    mine = Enquiry.unscoped.get(reference="E1")
    assert (mine.status, mine.status_on, mine.area) == ("open", None, "March")
    assert mine.outcome == ""


def test_a_status_that_is_kept_need_not_be_explained(world: World) -> None:
    register.add_enquiry(
        programme=world.programme,
        by=world.keeper,
        received_on=START,
        reference="E1",
        status="closed",
    )
    lists = a_list("enquiries", [{"reference": "E1", "status": "open"}], sheet="Enquiries")
    assert codes(examined(world, lists)) == [("enquiries.open_again", "confirm", 2, 1)]
    kept = Answers(kept=frozenset({"enquiry.status"}))
    assert codes(examined(world, lists, answers=kept)) == []


@pytest.mark.parametrize("name", ["FEN HELPERS", "fen helpers"])
def test_a_name_in_capitals_or_without_any_changes_nothing(
    world: World, fen: Enterprise, name: str
) -> None:
    found = examined(world, enterprises({"reference": "F1", "name": name}))
    assert not found.changes
    assert found.overwritten == ()
    (change,) = examined(world, enterprises({"reference": "F1", "name": "Fen helpers"})).changes
    assert [(one.before, one.after) for one in change.fields] == [("Fen Helpers", "Fen helpers")]


def test_a_misspelt_name_that_a_person_knows_does_not_replace_the_right_one(
    world: World, fen: Enterprise
) -> None:
    lists = enterprises({"name": "Fen Helprs", "postcode": "CB7 4EE"})
    (question,) = examined(world, lists).questions
    answered = Answers(matches={question.key: str(fen.pk)})
    found = examined(world, lists, answers=answered)
    (change,) = found.changes
    assert [one.name for one in change.fields] == ["Postcode"]
    assert found.overwritten == ()
    put_in(world, lists, answers=answered)
    assert (named(world).name, named(world).postcode) == ("Fen Helpers", "CB7 4EE")
