"""A question offers every cell that may be the wrong one, and says whose each figure is."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from enterprises.models import Enquiry, Enterprise, EnterpriseStage
from tests.integration.enterprises.making import START, World, a_council, a_world
from tests.integration.importers.lists import (
    a_list,
    codes,
    enterprises,
    examined,
    hours,
    only,
    put_in,
    taken_back,
    wide,
)
from uploads.answers import Answers
from uploads.problems import LONGEST_ABOUT, Problem

pytestmark = pytest.mark.django_db

WEEK = date(2022, 1, 10) - START
HELP = {"reference": "F1", "name": "Fen Helpers", "postcode": "CB7 4EE"}


def spots(problem: Problem) -> list[tuple[int, int, str]]:
    return [(one.row, one.column, one.value) for one in problem.also]


@pytest.mark.parametrize(
    ("values", "code", "column", "also"),
    [
        ({"established_on": date(2022, 5, 2), "accredited_on": date(2022, 3, 1)},
         "enterprises.accredited_first", 4, [(2, 3, "2 May 2022")]),
        ({"established_on": date(2022, 5, 2), "closed_on": date(2022, 3, 1)},
         "enterprises.ended_first", 4, [(2, 3, "2 May 2022")]),
        ({"stage": "accredited", "stage_on": date(2022, 3, 1), "established_on": date(2022, 5, 2)},
         "enterprises.accredited_first", 4, [(2, 5, "2 May 2022"), (2, 3, "accredited")]),
        ({"established_on": date(2021, 5, 2), "traded_before": False},
         "enterprises.new_but_before", 3, [(2, 4, "FALSE")]),
        ({"stage_on": date(2022, 3, 1), "stage": None}, "enterprises.day_alone", 3, [(2, 4, "")]),
        ({"stage": "established", "stage_on": None}, "enterprises.stage_undated", 3, [(2, 4, "")]),
    ],
)  # fmt: skip
def test_both_cells_of_a_row_that_disagree_are_named(
    world: World, values: dict[str, Any], code: str, column: int, also: list[tuple[int, int, str]]
) -> None:
    problem = only(examined(world, enterprises(HELP | values)), code)
    assert problem.column == column
    assert spots(problem) == also


def test_a_day_of_the_register_is_said_to_be_with_its_file(world: World) -> None:
    upload = put_in(world, enterprises(HELP | {"established_on": date(2022, 5, 2)}))
    assert upload.confirmed_at is not None
    older = enterprises(HELP | {"accredited_on": date(2022, 3, 1)})
    problem = only(examined(world, older), "enterprises.accredited_first")
    assert problem.about == (
        "Fen Helpers: accredited on 1 March 2022 (your file), established on 2 May 2022 "
        f"(the register, from list.xlsx, put in on {day(upload.confirmed_at)})"
    )
    assert spots(problem) == []  # the register's day is no cell of the list
    EnterpriseStage.unscoped.update(origin=None)
    problem = only(examined(world, older), "enterprises.accredited_first")
    assert problem.about.endswith("(the register, typed in by hand)")


def day(moment: Any) -> str:
    local = moment.astimezone()
    return f"{local.day} {local:%B %Y}"


@pytest.mark.parametrize("name", ["Ouse Meals", "Quite Another Business"])
def test_a_reference_and_a_name_that_disagree_are_both_named(world: World, name: str) -> None:
    put_in(world, enterprises(HELP, {"reference": "O1", "name": "Ouse Meals"}))
    (problem,) = examined(world, enterprises(HELP | {"name": name})).problems
    assert (problem.column, spots(problem)) == (1, [(2, 0, "F1")])
    row = {"reference": "F1", "name": name, "week": START, "hours": Decimal(4)}
    found = examined(world, hours(row)).problems
    (problem,) = [one for one in found if one.code.endswith(("other_name", "name_of_another"))]
    assert (problem.column, spots(problem)) == (1, [(2, 0, "F1")])
    assert problem.about == f"Reference F1: the register has Fen Helpers, your file {name}"


def test_each_week_of_a_row_can_be_corrected(world: World) -> None:
    world.enterprise("Fen Helpers")
    found = examined(world, wide({"Fen Helpers": {START: 200, START + WEEK: 210}}))
    problem = only(found, "hours.long_week")
    assert (problem.column, spots(problem)) == (-1, [(2, 1, "200"), (2, 2, "210")])


def test_weeks_outside_the_programme_are_corrected_in_their_cells(world: World) -> None:
    world.enterprise("Fen Helpers")
    rows = [
        {"name": "Fen Helpers", "week": date(2019, 1, 7), "hours": Decimal(4)},
        {"name": "Fen Helpers", "week": date(2019, 1, 14), "hours": Decimal(4)},
    ]
    problem = only(examined(world, hours(*rows)), "hours.outside_programme")
    assert spots(problem) == [(2, 1, "7 January 2019"), (3, 1, "14 January 2019")]


def test_the_week_itself_may_be_the_wrong_cell(world: World) -> None:
    put_in(
        world,
        enterprises(HELP | {"established_on": START, "closed_on": date(2022, 3, 1)}),
    )
    row = {"name": "Fen Helpers", "week": date(2022, 6, 6), "hours": Decimal(4)}
    problem = only(examined(world, hours(row)), "hours.after_end")
    assert (problem.column, spots(problem)) == (2, [(2, 1, "6 June 2022")])
    twice = examined(world, hours(row | {"payer": "other"}, row | {"payer": "other"}))
    found = [one for one in twice.problems if one.code == "hours.twice"]
    assert [spots(one) for one in found] == [
        [(2, 1, "6 June 2022"), (2, 3, "other")],
        [(3, 1, "6 June 2022"), (3, 3, "other")],
    ]


def test_a_stage_that_is_left_as_it_is_is_not_said_to_be_recorded(world: World) -> None:
    put_in(world, enterprises(HELP | {"established_on": START, "closed_on": date(2022, 2, 1)}))
    again = enterprises(HELP | {"established_on": date(2022, 3, 1)})
    put_in(world, again)
    put_in(world, enterprises(HELP | {"paused_on": date(2022, 6, 1)}))
    older = enterprises(HELP | {"stage": "established", "stage_on": date(2022, 1, 20)})
    assert "enterprises.later_stage" not in {one.code for one in examined(world, older).problems}


def test_hours_of_the_register_are_said_to_be_with_their_file(world: World) -> None:
    world.enterprise("Fen Helpers")
    row = {"name": "Fen Helpers", "week": START, "hours": Decimal(4)}
    upload = put_in(world, hours(row | {"payer": "self_funded"}, row | {"payer": "council"}))
    less = hours(row | {"hours": Decimal(3)})
    problem = only(examined(world, less), "hours.split_lost")
    assert upload.confirmed_at is not None
    assert problem.about.endswith(
        f"your file 3 hours (the register’s: from list.xlsx, put in on {day(upload.confirmed_at)})"
    )


def test_the_last_week_and_the_first_are_both_named(world: World) -> None:
    world.enterprise("Fen Helpers")
    row = {"name": "Fen Helpers", "hours": Decimal(4), "valid_from": START + WEEK}
    found = examined(world, a_list("typical", [row | {"valid_to": START}]))
    problem = only(found, "typical.ends_first")
    assert (problem.column, spots(problem)) == (3, [(2, 2, "10 January 2022")])


# --- An older list's stage ----------------------------------------------------------------------


def stages() -> list[tuple[str, date | None]]:
    rows = EnterpriseStage.unscoped.order_by("on")
    return [(row.stage, row.on) for row in rows]


def test_a_stage_that_is_not_the_registers_latest_is_asked_about_and_recorded(
    world: World,
) -> None:
    put_in(
        world,
        enterprises(HELP | {"established_on": date(2022, 1, 5), "paused_on": date(2022, 6, 1)}),
    )
    older = enterprises(HELP | {"stage": "accredited", "stage_on": date(2022, 3, 1)})
    problem = only(examined(world, older), "enterprises.later_stage")
    assert problem.severity.value == "confirm"
    assert problem.about.startswith(
        "Fen Helpers: Accredited and listed since 1 March 2022 (your file); Paused since 1 June "
        "2022 (the register, from list.xlsx, put in on "
    )
    assert (problem.column, spots(problem)) == (3, [(2, 4, "1 March 2022")])
    assert "would go on showing the later one" in problem.message
    put_in(world, older)
    assert stages() == [
        ("established", date(2022, 1, 5)),
        ("accredited", date(2022, 3, 1)),
        ("paused", date(2022, 6, 1)),
    ]
    shown = Enterprise.objects.for_council(world.council).with_stage().get()
    assert shown.stage_now == "paused"
    # Said once: what the register has with its day needs no asking.
    assert codes(examined(world, older)) == []


def test_a_stage_that_becomes_the_latest_is_not_asked_about(world: World) -> None:
    put_in(world, enterprises(HELP | {"established_on": date(2022, 1, 5)}))
    newer = enterprises(HELP | {"stage": "accredited", "stage_on": date(2022, 3, 1)})
    assert codes(examined(world, newer)) == []


# --- An enquiry that became an enterprise -------------------------------------------------------


def became(**values: Any) -> Any:
    row = {"received_on": START, "area": "CB7", "status": "became_enterprise"} | values
    return a_list("enquiries", [row], sheet="Enquiries")


def test_an_enterprise_named_on_the_page_is_linked_to_the_enquiry(world: World) -> None:
    gardens = world.enterprise("Isle Gardens")
    Enterprise.unscoped.update(postcode="CB6 1AA")
    given = became(outcome="Now Isle Gardens")
    problem = only(examined(world, given), "enquiries.became_unnamed")
    assert problem.likely == "Isle Gardens, CB6 1AA"
    assert "Isle Gardens, CB6 1AA, which is in the register" in problem.about
    answers = Answers(matches={problem.asks: str(gardens.pk)})
    found = examined(world, given, answers=answers)
    assert codes(found) == []
    saved = put_in(world, given, answers=answers)
    assert Enquiry.unscoped.get().enterprise == gardens
    taken_back(saved, world.keeper)
    assert not Enquiry.unscoped.exists()


def test_what_is_not_named_is_asked_without_a_guess_and_another_registers_is_no_answer(
    world: World,
) -> None:
    elsewhere = a_world(a_council("Elsewhere")).enterprise("Isle Gardens")
    given = became(outcome="Isle Gardens")
    problem = only(examined(world, given), "enquiries.became_unnamed")
    assert (problem.likely, problem.about) == ("", "")
    answers = Answers(matches={problem.asks: str(elsewhere.pk)})
    assert only(examined(world, given, answers=answers), "enquiries.became_unnamed")


def test_one_that_was_saved_without_it_is_asked_about_once_the_register_has_it(
    world: World,
) -> None:
    given = became(outcome="Isle Gardens")
    put_in(world, given)
    assert codes(examined(world, given)) == []
    gardens = world.enterprise("Isle Gardens")
    problem = only(examined(world, given), "enquiries.became_unnamed")
    answers = Answers(matches={problem.asks: str(gardens.pk)})
    put_in(world, given, answers=answers)
    assert Enquiry.unscoped.get().enterprise == gardens
    assert codes(examined(world, given)) == []


def test_an_outcome_that_names_one_is_noted_whatever_the_status(world: World) -> None:
    gardens = world.enterprise("Isle Gardens")
    given = became(outcome="Now Isle Gardens", status="closed")
    problem = only(examined(world, given), "enquiries.outcome_names_one")
    assert (problem.severity.value, problem.likely) == ("note", "Isle Gardens")
    answers = Answers(matches={problem.asks: str(gardens.pk)})
    put_in(world, given, answers=answers)
    assert Enquiry.unscoped.get().enterprise == gardens
    assert codes(examined(world, given)) == []
    assert codes(examined(world, became(outcome="Found work", status="closed"))) == []


def test_weeks_that_lose_their_split_are_said_whole_or_counted(world: World) -> None:
    world.enterprise("Fen Helpers")
    weeks = [START + WEEK * number for number in range(6)]
    split = [("meals", "direct_payment"), ("personal-care", "self_funded")]
    given = [
        {
            "name": "Fen Helpers",
            "week": week,
            "hours": Decimal(4),
            "service_type": kind,
            "payer": payer,
        }
        for week in weeks
        for kind, payer in split
    ]
    put_in(world, hours(*given))
    for count in (6, 2):
        bare = wide({"Fen Helpers": dict.fromkeys(weeks[:count], 3)})
        about = only(examined(world, bare), "hours.split_lost").about
        assert len(about) < LONGEST_ABOUT
        told = about.count("your file 3 hours")
        assert 1 <= told <= 2
        left = count - told
        assert (f"; and {left} more week" in about) == bool(left)
        assert "put in on" in about, "what follows is not cut away"
