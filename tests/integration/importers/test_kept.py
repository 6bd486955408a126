"""What the register says is kept where a person wants it, though the list says otherwise."""

from decimal import Decimal
from typing import Any

import pytest

from enterprises.actions import register, typical_weeks
from enterprises.models import Enquiry, Enterprise, EnterpriseStage, WeeklyHours
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import a_list, codes, enterprises, examined, hours, put_in
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


# --- What a list would write over only with a reason -------------------------------------------


def hours_of(world: World) -> dict[tuple[str, str], int]:
    return {
        (line.service_type.code, line.payer): line.hundredths
        for line in WeeklyHours.unscoped.select_related("service_type")
    }


@pytest.mark.parametrize(
    ("code", "recorded", "given"),
    [
        ("split_lost", [("12", "meals", "other"), ("5", "meals", "council")], [("18", None, None)]),
        (
            "lines_lost",
            [("12", "meals", "other"), ("5", "meals", "council")],
            [("13", "meals", "other")],
        ),
        ("less_than_total", [("20", "not-recorded", "unknown")], [("12", None, "other")]),
        ("typed_by_hand", [("20", "not-recorded", "unknown")], [("21", None, None)]),
    ],
)
def test_hours_that_the_register_has_are_kept_and_the_others_come_in(
    world: World, code: str, recorded: list[Any], given: list[Any]
) -> None:
    mine = world.enterprise("Fen Helpers")
    world.record(mine, START, *(world.entry(*line) for line in recorded))
    before = hours_of(world)
    lists = hours(
        *(
            {"name": mine.name, "week": START, "hours": Decimal(figure)}
            | {"service_type": kind, "payer": payer}
            for figure, kind, payer in given
        ),
        {"name": mine.name, "week": START + WEEK, "hours": Decimal(7)},
    )
    asked = examined(world, lists)
    assert [one.code for one in asked.problems] == [f"hours.{code}"]
    (offered,) = asked.overwritten
    assert (offered.key, offered.count, offered.kept) == (f"hours.{code}", 1, False)
    assert offered.settles == f"hours.{code}", "the question leads to what settles it"
    kept = Answers(kept=frozenset({f"hours.{code}"}))
    found = examined(world, lists, answers=kept)
    assert (codes(found), [one.kept for one in found.overwritten]) == ([], [True])
    assert [change.label for change in found.changes] == ["Fen Helpers, week of 10 January 2022"]
    put_in(world, lists, answers=kept)
    weeks = WeeklyHours.unscoped.filter(week_start=START).values_list("hundredths", flat=True)
    assert sorted(weeks) == sorted(before.values())
    assert WeeklyHours.unscoped.get(week_start=START + WEEK).hundredths == 700


def test_days_of_stages_are_kept_and_new_stages_come_in(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    beyond, paused = START + WEEK * 14, START + WEEK * 20
    lists = enterprises({"name": mine.name, "established_on": beyond, "paused_on": paused})
    asked = examined(world, lists)
    assert [one.code for one in asked.problems] == ["enterprises.other_quarter"]
    assert asked.overwritten == (
        Overwritten("enterprise.stages", "Days of stages", 1, settles="enterprises.other_quarter"),
    )
    kept = Answers(kept=frozenset({"enterprise.stages"}))
    assert codes(examined(world, lists, answers=kept)) == []
    put_in(world, lists, answers=kept)
    stages = EnterpriseStage.unscoped.filter(enterprise=mine)
    assert set(stages.values_list("stage", "on")) == {("established", START), ("paused", paused)}


def test_a_day_for_a_stage_that_has_none_is_not_written_over(world: World) -> None:
    mine = world.enterprise("Fen Helpers", since=None)
    register.add_stage(enterprise=mine, by=world.keeper, stage="established", on=None)
    lists = enterprises({"name": mine.name, "established_on": START})
    kept = Answers(kept=frozenset({"enterprise.stages"}))
    found = examined(world, lists, answers=kept)
    assert (len(found.changes), found.overwritten) == (1, ())


def typed_week(world: World) -> Enterprise:
    mine = world.enterprise("Fen Helpers")
    typical_weeks.set_typical_week(
        enterprise=mine,
        by=world.keeper,
        hours=Decimal(12),
        service_type=world.kinds["not-recorded"],
        valid_from=START,
        valid_to=None,
    )
    return mine


@pytest.mark.parametrize("usual", [True, False])
def test_a_typical_week_that_somebody_typed_is_kept(world: World, usual: bool) -> None:
    mine = typed_week(world)
    lists = enterprises({"name": mine.name, "traded_before": True, "typical_hours": Decimal(14)})
    if not usual:
        row = {"name": mine.name, "hours": Decimal(14), "valid_from": START}
        lists = a_list("typical", [row], sheet="Typical weeks")
    asked = examined(world, lists)
    assert "typical.typed_by_hand" in [one.code for one in asked.problems]
    (offered,) = (one for one in asked.overwritten if one.settles)
    assert (offered.key, offered.count) == ("typical.typed_by_hand", 1)
    kept = Answers(kept=frozenset({"typical.typed_by_hand"}))
    found = examined(world, lists, answers=kept)
    assert codes(found) == []
    assert "typical.typed_by_hand" in {one.key for one in found.overwritten if one.kept}
    assert [change.what for change in found.changes] == (["enterprise"] if usual else [])
