"""A cell that cannot be read hides what follows from it, and nothing else that is wrong with its
row: else correcting it brings a new problem that could have been said before."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import (
    TODAY,
    a_list,
    codes,
    enterprises,
    examined,
    hours,
    put_in,
    wide,
)
from uploads.rows import ReadList

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
HELP = {"reference": "F1", "name": "Fen Helpers", "postcode": "CB7 4EE"}


def faulty(given: ReadList, *fields: str, row: int = 0) -> ReadList:
    """The same list, with cells of a row that could not be read."""
    mine = given.rows[row]
    mine.faulty = {*mine.faulty, *fields}
    mine.values = {name: value for name, value in mine.values.items() if name not in fields}
    mine.weeks = {week: one for week, one in mine.weeks.items() if str(week) not in fields}
    return given


def said(world: World, *lists: ReadList) -> set[str]:
    return {code for code, *_ in codes(examined(world, *lists))}


@pytest.mark.parametrize("cell", ["postcode", "name"])
def test_a_postcode_or_name_does_not_hide_what_the_days_are_held_against(
    world: World, cell: str
) -> None:
    put_in(world, enterprises(HELP | {"established_on": date(2022, 5, 2)}))
    older = enterprises(HELP | {"accredited_on": date(2022, 3, 1)})
    assert said(world, faulty(older, cell)) == {"enterprises.accredited_first"}


def test_a_postcode_does_not_hide_doubts_about_usual_hours(world: World) -> None:
    put_in(world, enterprises(HELP))
    given = enterprises(HELP | {"typical_hours": Decimal(12)})
    assert said(world, faulty(given, "postcode")) == {"enterprises.typical_without_trading"}


def test_a_day_does_not_hide_that_two_new_rows_have_one_name(world: World) -> None:
    given = enterprises(
        {"name": "Fen Helpers", "postcode": "CB7 4EE", "established_on": START},
        {"name": "Fen Helpers", "postcode": "CB1 1AA"},
    )
    found = examined(world, faulty(given, "established_on"))
    assert [(code, row) for code, _, row, _ in codes(found)] == [
        ("enterprises.alike_here", 2),
        ("enterprises.alike_here", 3),
    ]


def test_a_row_that_must_be_corrected_does_not_hide_doubts_about_its_hours(world: World) -> None:
    def added() -> ReadList:
        return enterprises(HELP | {"traded_before": False})

    week = wide({"Fen Helpers": {START: 200}})
    doubts = {"hours.long_week", "hours.not_trading"}
    assert said(world, added(), week) == doubts
    found = examined(world, faulty(added(), "traded_before"), week)
    assert {code for code, *_ in codes(found)} == doubts
    assert not found.changes
    typical = a_list(
        "typical", [{"name": "Fen Helpers", "hours": Decimal(200), "valid_from": START}]
    )
    enquiry = a_list(
        "enquiries",
        [{"received_on": START, "status": "became_enterprise", "enterprise": "Fen Helpers"}],
        sheet="Enquiries",
    )
    found = examined(world, faulty(added(), "traded_before"), typical, enquiry)
    assert {code for code, *_ in codes(found)} == {"typical.long_week"}
    assert not found.changes


def test_hours_and_weeks_do_not_hide_that_nobody_knows_the_enterprise(world: World) -> None:
    row: dict[str, Any] = {"name": "Nobody", "week": START, "hours": Decimal(4)}
    unknown = {"hours.unknown_enterprise"}
    assert said(world, faulty(hours(row), "week")) == unknown
    assert said(world, faulty(hours(row), "hours")) == unknown
    assert said(world, faulty(hours(row), "hours", "week")) == unknown
    assert said(world, hours(row | {"hours": Decimal(-1)})) == unknown | {"hours.impossible"}


def test_a_typical_weeks_hours_do_not_hide_its_other_cells(world: World) -> None:
    row = {"name": "Nobody", "hours": Decimal(4), "valid_from": START, "valid_to": START - DAY * 7}
    assert said(world, faulty(a_list("typical", [row]), "hours")) == {
        "typical.unknown_enterprise",
        "typical.ends_first",
    }


def test_the_day_of_an_enquiry_does_not_hide_a_status_that_lies_ahead(world: World) -> None:
    row = {"received_on": START, "status": "open", "status_on": TODAY + DAY}
    given = a_list("enquiries", [row], sheet="Enquiries")
    assert said(world, faulty(given, "received_on")) == {"enquiries.status_on"}
    before = a_list("enquiries", [row | {"status_on": START - DAY}], sheet="Enquiries")
    assert said(world, faulty(before, "received_on")) == set()


def test_what_follows_from_a_cell_is_still_hidden(world: World) -> None:
    put_in(world, enterprises(HELP))
    row: dict[str, Any] = HELP | {"week": START, "hours": Decimal(4)}
    assert said(world, faulty(hours(row | {"reference": "X9"}), "name")) == set()
    assert said(world, faulty(hours(row | {"name": "Nobody"}), "reference")) == set()
    assert said(world, faulty(enterprises({"name": "Fen Helpers"}), "name")) == set()
    known = examined(world, faulty(hours(row), "postcode"))
    assert not known.changes
    assert known.questions == ()
