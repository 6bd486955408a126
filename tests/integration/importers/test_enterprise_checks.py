"""What may be wrong with a row of a list of enterprises: one check, one test."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from enterprises.actions import register
from enterprises.importers.stage_checks import LONG_BEFORE
from programmes.actions import programmes
from tests.integration.enterprises.making import START, World, a_council, a_world
from tests.integration.importers.lists import TODAY, codes, enterprises, examined, only
from uploads.importing import Examination

pytestmark = pytest.mark.django_db

FIX, CONFIRM, NOTE = "fix", "confirm", "note"
DAY = timedelta(days=1)


def names(found: Examination) -> list[str]:
    """The enterprises that the changes are about."""
    return [change.label for change in found.changes if change.what == "enterprise"]


def test_rows_in_order_have_no_problem(world: World) -> None:
    found = examined(
        world,
        enterprises(
            {"reference": "A1", "name": "Fen Helpers", "established_on": START},
            {"reference": "A2", "name": "Fen Helpers", "postcode": "CB7 4EE"},
            {"name": "Ouse Meals"},
        ),
    )
    assert codes(found) == []
    assert len(names(found)) == 3


def test_two_rows_with_one_reference(world: World) -> None:
    found = examined(
        world,
        enterprises(
            {"reference": "A1", "name": "Fen Helpers"},
            {"reference": "a 1", "name": "Ouse Meals"},
            {"reference": "A2", "name": "Isle Gardens"},
        ),
    )
    code = "enterprises.same_reference"
    assert codes(found) == [(code, FIX, 2, 0), (code, FIX, 3, 0)]
    assert [one.value for one in found.problems] == ["A1", "a 1"]
    assert names(found) == ["Isle Gardens"]


def test_one_name_and_postcode_twice(world: World) -> None:
    found = examined(
        world,
        enterprises(
            {"name": "Fen Helpers", "postcode": "CB7 4EE"},
            {"reference": "A1", "name": "FEN HELPERS LTD", "postcode": "CB7 4EE"},
            {"name": "Fen Helpers", "postcode": "CB1 1AA"},
        ),
    )
    code = "enterprises.same_name"
    assert codes(found) == [(code, FIX, 2, 1), (code, FIX, 3, 1)]
    assert [change.row for change in found.changes] == [4]


def test_two_references_tell_two_of_one_name_apart(world: World) -> None:
    found = examined(
        world,
        enterprises(
            {"reference": "A1", "name": "Fen Helpers", "postcode": "CB7 4EE"},
            {"reference": "A2", "name": "Fen Helpers", "postcode": "CB7 4EE"},
        ),
    )
    assert codes(found) == []


def test_two_rows_that_mean_one_enterprise_of_the_register(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    register.change_enterprise(enterprise=mine, by=world.keeper, reference="A1")
    found = examined(
        world, enterprises({"reference": "A1", "name": "Fen Help"}, {"name": "Fen Helpers"})
    )
    code = "enterprises.same_meant"
    assert codes(found) == [(code, FIX, 2, 1), (code, FIX, 3, 1)]
    assert not found.changes


def test_a_row_that_names_nobody(world: World) -> None:
    found = examined(world, enterprises({"postcode": "CB7 4EE"}, {"reference": "A1"}))
    code = "enterprises.no_name"
    assert codes(found) == [(code, FIX, 2, 1), (code, FIX, 3, 1)]


def test_a_reference_that_another_programme_has(world: World) -> None:
    other = a_second_programme(world)
    register.add_enterprise(
        programme=other.programme, by=world.keeper, name="Elsewhere", reference="A1"
    )
    found = examined(world, enterprises({"reference": "a1", "name": "Fen Helpers"}))
    assert codes(found) == [("enterprises.reference_elsewhere", FIX, 2, 0)]
    assert "Elsewhere" not in str(found)
    assert not found.changes


def test_a_name_and_postcode_that_another_programme_has(world: World) -> None:
    other = a_second_programme(world)
    register.add_enterprise(
        programme=other.programme, by=world.keeper, name="Fen Helpers", postcode="CB7 4EE"
    )
    same = {"name": "Fen Helpers CIC", "postcode": "CB7 4EE"}
    found = examined(world, enterprises(same))
    assert codes(found) == [("enterprises.elsewhere", CONFIRM, 2, 1)]
    assert names(found) == ["Fen Helpers CIC"]
    assert codes(examined(world, enterprises(same | {"reference": "A1"}))) == []


def test_a_reference_under_quite_another_name(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    register.change_enterprise(enterprise=mine, by=world.keeper, reference="A1")
    found = examined(world, enterprises({"reference": "A1", "name": "Ouse Gardens"}))
    assert codes(found) == [("enterprises.other_name", CONFIRM, 2, 1)]
    assert only(found, "enterprises.other_name").value == "Ouse Gardens"
    assert names(found) == ["Fen Helpers"]
    spelt = examined(world, enterprises({"reference": "A1", "name": "Fen Helpers & Friends"}))
    assert codes(spelt) == []


@pytest.mark.parametrize(("field", "most"), [("reference", 40), ("name", 160), ("postcode", 8)])
def test_words_that_the_register_cannot_hold(world: World, field: str, most: int) -> None:
    def row(length: int) -> dict[str, str]:
        return {"name": "Fen Helpers"} | {field: "X" * length}

    assert codes(examined(world, enterprises(row(most)))) == []
    found = examined(world, enterprises(row(most + 1)))
    assert [one[:2] for one in codes(found)] == [("enterprise.long_text", FIX)]
    assert not found.changes


def test_an_unknown_kind_of_help(world: World) -> None:
    found = examined(
        world, enterprises({"name": "Fen Helpers", "service_types": ("personal-care", "circus")})
    )
    problem = only(found, "enterprises.kind")
    assert (problem.severity.value, problem.row, problem.column) == (FIX, 2, 3)
    assert problem.remedy.startswith("Choose from: Personal care, ")
    assert not found.changes


def test_an_unknown_delivery_partner(world: World) -> None:
    found = examined(
        world,
        enterprises(
            {"name": "Fen Helpers", "partner": "catalyst invented"},
            {"name": "Ouse Meals", "partner": "Somebody Else"},
        ),
    )
    problem = only(found, "enterprises.partner")
    assert (problem.severity.value, problem.row) == (FIX, 3)
    assert problem.remedy == "Choose from: Catalyst Invented."
    assert names(found) == ["Fen Helpers"]


def test_a_stage_on_a_day_that_has_not_come(world: World) -> None:
    found = examined(
        world,
        enterprises(
            {"name": "Fen Helpers", "established_on": TODAY},
            {"name": "Ouse Meals", "established_on": TODAY + DAY},
        ),
    )
    assert codes(found) == [("enterprises.stage_in_future", FIX, 3, 3)]
    assert names(found) == ["Fen Helpers"]


def test_a_day_of_a_stage_without_the_stage(world: World) -> None:
    found = examined(world, enterprises({"name": "Fen Helpers", "stage_on": START}))
    assert codes(found) == [("enterprises.day_alone", FIX, 2, 3)]


def test_closed_or_paused_before_established(world: World) -> None:
    found = examined(
        world,
        enterprises(
            {"name": "Fen Helpers", "established_on": START, "closed_on": START - DAY},
            {"name": "Ouse Meals", "established_on": START, "closed_on": START},
        ),
    )
    assert codes(found) == [("enterprises.ended_first", FIX, 2, 4)]
    assert names(found) == ["Ouse Meals"]


def test_closed_before_the_register_has_it_established(world: World) -> None:
    world.enterprise("Fen Helpers")
    found = examined(world, enterprises({"name": "Fen Helpers", "paused_on": START - DAY}))
    assert codes(found) == [("enterprises.ended_first", FIX, 2, 3)]


def test_what_the_register_has_in_a_wrong_order_already_stands_in_nobodys_way(
    world: World,
) -> None:
    mine = world.enterprise("Fen Helpers", since=None)
    for stage, on in (("established", START), ("closed", START - DAY)):
        mine.stages.create(stage=stage, on=on, entered_by=world.keeper)
    same = {"name": "Fen Helpers", "established_on": START, "closed_on": START - DAY}
    assert codes(examined(world, enterprises(same))) == []


def test_accredited_before_established(world: World) -> None:
    found = examined(
        world,
        enterprises({"name": "Fen", "established_on": START + DAY, "accredited_on": START}),
    )
    assert codes(found) == [("enterprises.accredited_first", CONFIRM, 2, 4)]
    assert names(found) == ["Fen"]


def test_a_day_long_before_the_programme(world: World) -> None:
    old = START - LONG_BEFORE - DAY
    found = examined(
        world,
        enterprises(
            {"name": "Fen Helpers", "established_on": old},
            {"name": "Ouse Meals", "established_on": old + DAY},
            {"name": "Isle Gardens", "established_on": old, "traded_before": True},
        ),
    )
    assert codes(found) == [("enterprises.long_before", CONFIRM, 2, 3)]


def test_new_yet_established_before_the_programme(world: World) -> None:
    found = examined(
        world,
        enterprises(
            {"name": "Fen", "established_on": START - DAY, "traded_before": False},
            {"name": "Ouse", "established_on": START, "traded_before": False},
            {"name": "Isle", "established_on": START - DAY, "traded_before": True},
            {"name": "Mill", "established_on": START - DAY},
        ),
    )
    assert codes(found) == [("enterprises.new_but_before", CONFIRM, 2, 3)]


def test_a_correction_that_moves_an_enterprise_into_another_quarter(world: World) -> None:
    world.enterprise("Fen Helpers")
    within = enterprises({"name": "Fen Helpers", "established_on": START + DAY * 5})
    assert codes(examined(world, within)) == []
    beyond = enterprises({"name": "Fen Helpers", "established_on": START + DAY * 95})
    found = examined(world, beyond)
    assert codes(found) == [("enterprises.other_quarter", CONFIRM, 2, 3)]
    assert names(found) == ["Fen Helpers"]


def test_stages_that_are_not_taken_or_count_nowhere_are_said(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    register.add_stage(enterprise=mine, by=world.keeper, stage="closed", on=START + DAY * 30)
    found = examined(
        world,
        enterprises(
            {"name": "Fen Helpers", "stage": "established"},
            {"name": "Ouse Meals", "stage": "established"},
            {"name": "Isle Gardens", "stage": "in_development"},
            {
                "name": "Mill Meals",
                "stage": "established",
                "stage_on": START + DAY,
                "established_on": START,
            },
        ),
    )
    assert codes(found) == [
        ("enterprises.stage_later", NOTE, 2, 3),
        ("enterprises.stage_undated", NOTE, 3, 3),
        ("enterprises.two_days", CONFIRM, 5, 4),
    ]


def test_hours_of_a_usual_week_that_cannot_be_or_are_unlikely(world: World) -> None:
    found = examined(
        world,
        enterprises(
            {"name": "Fen", "typical_hours": Decimal("-1"), "established_on": START},
            {"name": "Ouse", "typical_hours": Decimal("168.01"), "established_on": START},
            {"name": "Isle", "typical_hours": Decimal("168"), "established_on": START},
        ),
    )
    assert codes(found)[:2] == [
        ("enterprises.hours", FIX, 2, 3),
        ("enterprises.long_week", CONFIRM, 3, 3),
    ]
    assert "A week has 168" in only(found, "enterprises.long_week").message


def test_a_cell_that_could_not_be_read_keeps_its_row_out_and_other_checks_quiet(
    world: World,
) -> None:
    lists = enterprises(
        {"name": "Fen Helpers", "closed_on": START, "established_on": None, "partner": "Nobody"},
        {"name": "Ouse Meals"},
    )
    lists.rows[0].faulty = {"established_on"}
    found = examined(world, lists)
    assert codes(found) == [("enterprises.partner", FIX, 2, 5)]
    assert names(found) == ["Ouse Meals"]


def test_a_value_read_with_a_doubt_is_used(world: World) -> None:
    lists = enterprises({"name": "Fen Helpers", "established_on": date(2022, 4, 3)})
    lists.rows[0].faulty = {"established_on"}
    assert names(examined(world, lists)) == ["Fen Helpers"]


def a_second_programme(world: World) -> World:
    """Another programme of the same council."""
    programme = programmes.create(
        council=world.council,
        by=world.keeper,
        name="Other programme",
        start_date=START,
        quarter_count=4,
        weeks_rule="calendar",
        partner=None,
    )
    return World(world.council, world.partner, programme, world.keeper, world.kinds)


def test_another_council_is_not_looked_at(world: World) -> None:
    other = a_world(a_council("Fenshire"))
    register.add_enterprise(
        programme=other.programme, by=other.keeper, name="Fen Helpers", reference="A1"
    )
    found = examined(world, enterprises({"reference": "A1", "name": "Fen Helpers"}))
    assert codes(found) == []
    assert [change.action for change in found.changes] == ["added"]
