"""A register that was changed after a list was examined: nothing is saved over it."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from enterprises.actions import hours as by_hand
from enterprises.actions import register, stages, typical_weeks
from enterprises.checking import differences
from enterprises.importers import snapshot
from enterprises.models import Enquiry, Enterprise, TypicalWeek
from programmes.actions import programmes
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import a_list, enterprises, examined, saved, stored, wide
from tests.integration.importers.tables import everything
from tests.integration.importers.workbook import WEEK, a_register, a_workbook
from uploads.importing import RegisterMoved
from uploads.rows import ReadList

pytestmark = pytest.mark.django_db


def named(world: World, name: str) -> Enterprise:
    found: Enterprise = Enterprise.unscoped.get(programme=world.programme, name=name)
    return found


def rename(world: World) -> None:
    register.change_enterprise(enterprise=named(world, "Fen Helpers"), by=world.keeper, name="Fen")


def add_a_stage(world: World) -> None:
    stages.add_stage(
        enterprise=named(world, "Fen Helpers"), by=world.keeper, stage="accredited", on=START
    )


def add_the_same(world: World) -> None:
    register.add_enterprise(
        programme=world.programme, by=world.keeper, name="Isle Gardens", postcode="CB6 1AA"
    )


def take_the_reference(world: World) -> None:
    register.add_enterprise(
        programme=world.programme, by=world.keeper, name="Other", reference="i1"
    )


def take_the_reference_elsewhere(world: World) -> None:
    other = programmes.create(
        council=world.council,
        by=world.keeper,
        name="Other programme",
        start_date=START,
        quarter_count=4,
        weeks_rule="calendar",
        partner=None,
    )
    register.add_enterprise(programme=other, by=world.keeper, name="Other", reference="I1")


def correct_a_week(world: World) -> None:
    world.record(named(world, "Fen Helpers"), START, world.entry("9"))


def give_a_week(world: World) -> None:
    world.record(named(world, "Fen Helpers"), START + WEEK * 2, world.entry("9"))


def end_the_typical_week(world: World) -> None:
    held = TypicalWeek.unscoped.get()
    typical_weeks.end_typical_week(
        typical=held, by=world.keeper, valid_to=START + WEEK * 9, seen=None
    )


def give_a_typical_week(world: World) -> None:
    by_hand.set_typical_week(
        enterprise=named(world, "Ouse Meals"),
        by=world.keeper,
        valid_from=START,
        valid_to=START,
        hours=Decimal(2),
        service_type=world.kinds["not-recorded"],
    )


def change_an_enquiry(world: World) -> None:
    mine = Enquiry.unscoped.get(reference="E1")
    register.change_enquiry(enquiry=mine, by=world.keeper, area="CB9")


def add_the_same_enquiry(world: World) -> None:
    register.add_enquiry(
        programme=world.programme, by=world.keeper, received_on=START + WEEK, area="CB6"
    )


def remove_an_enterprise(world: World) -> None:
    mine = named(world, "Left Alone")
    register.remove_enterprise(enterprise=mine, by=world.keeper, edition=mine.edition)


@pytest.mark.parametrize(
    "given",
    [
        wide({"Left Alone": {START: 5}}),
        a_list(
            "typical",
            [{"name": "Left Alone", "hours": Decimal(3), "valid_from": START}],
            sheet="Typical",
        ),
        a_list(
            "enquiries",
            [{"received_on": START, "status": "became_enterprise", "enterprise": "Left Alone"}],
            sheet="Enquiries",
        ),
        enterprises({"name": "Left Alone", "traded_before": True}),
    ],
)
def test_what_is_about_an_enterprise_that_was_removed_is_not_saved(
    world: World, given: ReadList
) -> None:
    world.enterprise("Left Alone")
    upload = stored(world, examined(world, given))
    assert upload.changes.count() == 1
    remove_an_enterprise(world)
    before = everything()
    with pytest.raises(RegisterMoved):
        saved(upload)
    assert everything() == before


def test_what_was_checked_before_new_things_had_numbers_is_checked_again(world: World) -> None:
    upload = stored(world, examined(world, enterprises({"name": "Fen Helpers"})))
    upload.changes.update(number=None)
    with pytest.raises(RegisterMoved):
        saved(upload)


@pytest.mark.parametrize(
    "meanwhile",
    [
        *(rename, add_a_stage, add_the_same, take_the_reference, take_the_reference_elsewhere),
        *(correct_a_week, give_a_week, end_the_typical_week, give_a_typical_week),
        *(change_an_enquiry, add_the_same_enquiry),
    ],
)
def test_a_register_that_has_moved_is_left_as_it_is(
    world: World, meanwhile: Callable[[World], None]
) -> None:
    a_register(world)
    upload = stored(world, examined(world, *a_workbook()))
    meanwhile(world)
    before = everything()
    with pytest.raises(RegisterMoved):
        saved(upload)
    assert everything() == before
    assert differences(world.programme) == []


def test_what_is_saved_is_not_saved_again(world: World) -> None:
    a_register(world)
    upload = stored(world, examined(world, *a_workbook()))
    saved(upload)
    before = everything()
    with pytest.raises(RegisterMoved):
        saved(upload)
    assert everything() == before


def test_two_uploads_of_the_same_new_enterprise_add_it_once(world: World) -> None:
    row = {"name": "Isle Gardens", "postcode": "CB6 1AA"}
    first, second = (stored(world, examined(world, enterprises(row))) for _ in range(2))
    saved(first)
    with pytest.raises(RegisterMoved):
        saved(second)
    assert Enterprise.unscoped.count() == 1


def test_an_enterprise_that_came_meanwhile_with_another_postcode_is_asked_about(
    world: World,
) -> None:
    rows = ({"name": "Isle Gardens", "postcode": postcode} for postcode in ("CB6 1AA", "CB7 4EE"))
    first, second = [stored(world, examined(world, enterprises(row))) for row in rows]
    saved(first)
    with pytest.raises(RegisterMoved):
        saved(second)
    assert Enterprise.unscoped.count() == 1


def test_what_happens_elsewhere_in_the_register_does_not_matter(world: World) -> None:
    a_register(world)
    upload = stored(world, examined(world, *a_workbook()))
    other = world.enterprise("Quite Another")
    world.record(other, START, world.entry("9"))
    saved(upload)
    assert named(world, "Isle Gardens")
    assert differences(world.programme) == []


def test_a_reference_that_is_taken_at_the_very_moment_of_saving(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two programmes of a council are saved side by side: the database has the last word."""
    upload = stored(world, examined(world, enterprises({"reference": "I1", "name": "Isle"})))
    take_the_reference_elsewhere(world)
    before = everything()
    nothing = snapshot.Elsewhere(frozenset(), frozenset())
    monkeypatch.setattr(snapshot, "elsewhere", lambda programme: nothing)
    with pytest.raises(RegisterMoved):
        saved(upload)
    assert everything() == before
