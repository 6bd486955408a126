"""An old list that would take the place of what the register came to say later says so."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from enterprises.actions import register
from enterprises.importers.enterprise_changes import LABELS
from enterprises.importers.whence import Whence
from enterprises.models import Enquiry, Enterprise, EnterpriseStage, TypicalWeek, WeeklyHours
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import (
    a_list,
    enterprises,
    examined,
    put_in,
    saved,
    stored,
    taken_back,
    wide,
)
from uploads.importing import Examination
from uploads.models import Upload

pytestmark = pytest.mark.django_db

HELP = {"reference": "F1", "name": "Fen Helpers"}
PUT_IN = date(2022, 9, 10)
SOURCE = "from list.xlsx, put in on 10 September 2022"


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of this is put in on one day."""
    at = datetime(PUT_IN.year, PUT_IN.month, PUT_IN.day, 12, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


def notes(found: Examination) -> dict[str, str]:
    return {one.name: one.note for change in found.changes for one in change.fields}


def test_a_value_that_came_after_the_lists_last_day_is_said_to_be_newer(world: World) -> None:
    put_in(world, enterprises(HELP | {"postcode": "CB7 4EE", "traded_before": False}))
    older = HELP | {"postcode": "CB1 1AA", "established_on": START}
    found = examined(world, enterprises(older))
    assert notes(found) == {
        "Postcode": f"The register has this {SOURCE}",
        "Established and trading": "",
    }
    assert found.newer is not None
    assert (found.newer.changes, found.newer.latest) == (1, "3 January 2022")
    assert found.newer.sources == (SOURCE,)


def test_a_list_of_the_same_day_or_later_says_nothing(world: World) -> None:
    put_in(world, enterprises(HELP | {"postcode": "CB7 4EE"}))
    found = examined(world, enterprises(HELP | {"postcode": "CB1 1AA", "established_on": PUT_IN}))
    assert found.newer is None
    assert set(notes(found).values()) == {""}
    # Without any day nobody can tell how old a list is.
    assert examined(world, enterprises(HELP | {"postcode": "CB1 1AA"})).newer is None


def test_what_somebody_typed_later_is_said_to_be_typed(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    register.change_enterprise(
        enterprise=mine, by=world.keeper, edition=mine.edition, postcode="CB7 4EE"
    )
    row = {"name": "Fen Helpers", "traded_before": True, "accredited_on": START}
    found = examined(world, a_list("enterprises", [row]))
    hand = "The register has this typed in by hand on 10 September 2022"
    assert notes(found)["Traded before the programme"] == hand


def test_the_last_who_said_it_is_named_and_none_that_was_taken_back(world: World) -> None:
    put_in(world, enterprises(HELP | {"postcode": "CB7 4EE"}))
    second = put_in(world, enterprises(HELP | {"postcode": "CB2 2BB"}))
    Upload.unscoped.filter(pk=second.pk).update(file_name="Second.xlsx")
    older = enterprises(HELP | {"postcode": "CB1 1AA", "established_on": START})
    assert "Second.xlsx" in notes(examined(world, older))["Postcode"]
    taken_back(second, world.keeper)
    Upload.unscoped.filter(pk=second.pk).update(
        state="undone", undone_by=world.keeper, undone_at=timezone.now()
    )
    assert notes(examined(world, older))["Postcode"] == f"The register has this {SOURCE}"


def test_days_hours_and_enquiries_are_said_too(world: World) -> None:
    received = {"reference": "E1", "received_on": START}
    put_in(
        world,
        enterprises(HELP | {"established_on": START}),
        a_list("enquiries", [received | {"outcome": "Waits"}], sheet="Enquiries"),
    )
    put_in(
        world,
        wide({"Fen Helpers": {START: 12}}),
        a_list("typical", [{"name": "Fen Helpers", "hours": Decimal(9), "valid_from": START}]),
    )
    found = examined(
        world,
        enterprises(HELP | {"established_on": START + timedelta(days=1)}),
        wide({"Fen Helpers": {START: 13}}),
        a_list("typical", [{"name": "Fen Helpers", "hours": Decimal(8), "valid_from": START}]),
        a_list("enquiries", [received | {"outcome": "Left"}], sheet="Enquiries"),
    )
    assert notes(found) == dict.fromkeys(
        ("Established and trading", "Hours", "Hours in a usual week", "Outcome or reason"),
        f"The register has this {SOURCE}",
    )
    assert found.newer is not None
    assert (found.newer.changes, found.newer.latest) == (4, "9 January 2022")
    by_hand: Any = (WeeklyHours, TypicalWeek, EnterpriseStage)
    for model in by_hand:
        model.unscoped.update(origin=None, entered_at=timezone.now())
    again = examined(
        world,
        wide({"Fen Helpers": {START: 13}}),
        enterprises(HELP | {"established_on": START + timedelta(days=1)}),
    )
    assert notes(again) == {
        "Hours": "The register has this typed in by hand on 10 September 2022",
        "Established and trading": "The register has this typed in by hand",
    }
    assert (Enterprise.unscoped.count(), Enquiry.unscoped.count()) == (1, 1)


def test_what_is_said_does_not_change_what_is_saved(world: World) -> None:
    put_in(world, enterprises(HELP | {"postcode": "CB7 4EE"}))
    found = examined(world, enterprises(HELP | {"postcode": "CB1 1AA", "established_on": START}))
    saved(stored(world, found))
    assert Enterprise.unscoped.get().postcode == "CB1 1AA"


def test_of_what_the_history_says_only_the_values_of_a_list_are_kept(world: World) -> None:
    put_in(world, enterprises(HELP | {"postcode": "CB7 4EE"}))
    mine = Enterprise.unscoped.get()
    world.record(mine, START, world.entry("4"))
    whence = Whence(world.programme)
    whence.look_up(Enterprise, [mine.pk], LABELS)
    assert {name for _, _, name in whence._values} <= set(LABELS)
    assert whence.value(Enterprise, mine.pk, "postcode") is not None
