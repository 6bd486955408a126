"""Saving: what was confirmed and nothing else, as if it had been typed in, all or nothing."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Event
from enterprises.actions import register, stages, typical_weeks
from enterprises.checking import differences
from enterprises.models import Enquiry, Enterprise, EnterpriseStage, TypicalWeek, WeeklyHours
from tests.integration.enterprises.making import START, World, a_council, a_world
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
from tests.integration.importers.workbook import WEEK, a_register, a_workbook
from uploads import importing
from uploads.answers import NEW, Answers
from uploads.models import UploadAnswer, UploadChange, UploadProblem
from uploads.problems import group

pytestmark = pytest.mark.django_db


def named(world: World, name: str) -> Enterprise:
    found: Enterprise = Enterprise.unscoped.get(programme=world.programme, name=name)
    return found


def lines(enterprise: Enterprise) -> list[tuple[Any, str, int, int | None]]:
    rows = WeeklyHours.unscoped.filter(enterprise=enterprise).order_by("week_start", "payer")
    return [(row.week_start, row.payer, row.hundredths, row.quarter_number) for row in rows]


@pytest.mark.parametrize("at_once", [importing.AT_ONCE, 1])
def test_a_workbook_of_everything_is_in_the_register(
    world: World, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", at_once)
    a_register(world)
    put_in(world, *a_workbook())
    fen, isle = named(world, "Fen Helpers CIC"), named(world, "Isle Gardens")
    assert (fen.reference, fen.postcode) == ("F1", "CB7 4EE")
    assert [kind.code for kind in fen.service_types.all()] == ["personal-care"]
    assert sorted(kind.code for kind in isle.service_types.all()) == ["befriending", "gardening"]
    assert (isle.partner, isle.created_by, isle.edition) == (world.partner, world.keeper, 1)
    assert list(fen.stages.values_list("stage", "on")) == [
        ("established", START + timedelta(days=2)),
        ("accredited", START + timedelta(days=210)),
    ]
    assert list(named(world, "Ouse Meals").stages.values_list("stage", "on")) == [
        ("established", START + WEEK)
    ]
    assert lines(fen) == [
        (START, "direct_payment", 1200, 1),
        (START, "self_funded", 100, 1),
        (START + WEEK, "direct_payment", 600, 1),
        (START + WEEK, "self_funded", 700, 1),
        (START + WEEK * 2, "direct_payment", 0, 1),
    ]
    assert lines(isle) == [(START + WEEK * 14, "unknown", 525, 2)]
    assert Enquiry.unscoped.get(reference="E2").enterprise == isle
    assert differences(world.programme) == []
    again = examined(world, *a_workbook())
    assert not again.changes
    assert again.unchanged == {"enterprise": 4, "week": 4, "typical": 4, "enquiry": 3}


def test_a_new_enterprise_is_as_one_typed_in(world: World) -> None:
    put_in(
        world,
        enterprises(
            {"name": "Fen", "reference": "F1", "traded_before": False, "established_on": START}
        ),
    )
    mine = register.add_enterprise(
        programme=world.programme,
        by=world.keeper,
        name="Ouse",
        reference="O1",
        traded_before_programme=False,
        partner=world.partner,
    )
    stages.add_stage(enterprise=mine, by=world.keeper, stage="established", on=START)
    own = {"_state", "id", "name", "reference", "created_at", "edition"}
    both = [
        {name: value for name, value in vars(named(world, name)).items() if name not in own}
        for name in ("Fen", "Ouse")
    ]
    assert both[0] == both[1]
    steps = [
        {name: value for name, value in vars(step).items() if name not in own}
        | {"enterprise_id": 0, "entered_at": 0, "origin_id": bool(step.origin_id)}
        for step in EnterpriseStage.unscoped.order_by("id")
    ]
    assert steps[0] == steps[1] | {"origin_id": True}


def test_every_value_leads_to_its_row_until_somebody_corrects_it(world: World) -> None:
    a_register(world)
    upload = put_in(world, *a_workbook())
    fen = named(world, "Fen Helpers CIC")

    def whence(value: Any) -> tuple[str, int]:
        value.refresh_from_db()
        assert value.origin.upload == upload
        return value.origin.sheet, value.origin.row

    week = WeeklyHours.unscoped.filter(enterprise=fen, week_start=START).first()
    assert whence(week) == ("Hours", 2)
    step = fen.stages.get(stage="accredited")
    assert whence(step) == ("Enterprises", 2)
    usual = TypicalWeek.unscoped.get(enterprise=fen, payer="other")
    assert whence(usual) == ("Typical", 3)
    by_number = UploadChange.unscoped.get(what="enterprise", number=named(world, "Isle Gardens").pk)
    assert (by_number.sheet, by_number.row) == ("Enterprises", 4)
    assert not upload.changes.filter(number=None).exists()
    world.record(fen, START, world.entry("3"))
    stages.change_stage(step=step, by=world.keeper, stage="accredited", on=START + WEEK * 20)
    typical_weeks.end_typical_week(
        typical=usual, by=world.keeper, valid_to=START + WEEK, seen=usual.valid_to
    )
    for model in (WeeklyHours, EnterpriseStage, TypicalWeek):
        assert model.unscoped.exclude(origin=None).exists()
    assert WeeklyHours.unscoped.get(enterprise=fen, week_start=START).origin is None
    step.refresh_from_db()
    usual.refresh_from_db()
    assert (step.origin, usual.origin) == (None, None)


def test_the_audit_trail_is_that_of_the_forms_with_file_sheet_and_row(world: World) -> None:
    a_register(world)
    before = Event.objects.count()
    upload = put_in(world, *a_workbook())
    events = list(Event.objects.all()[before:])
    assert Counter(event.verb for event in events) == {
        "enterprise.added": 2,
        "enterprise.changed": 2,
        "hours.recorded": 2,
        "typical_week.set": 3,
        "typical_week.changed": 1,
        "enquiry.added": 1,
        "enquiry.changed": 2,
    }
    assert {event.actor for event in events} == {world.keeper}
    assert {event.actor_roles for event in events} == {"commissioner"}
    changed = next(event for event in events if event.object_label == "Fen Helpers CIC")
    assert changed.reason == f"Upload {upload.pk}, sheet “Enterprises”, row 2"
    assert changed.before == {
        "name": "Fen Helpers",
        "postcode": "",
        "service_types": ["Cleaning and domestic help", *meals()],
        "stages": ["Established and trading, 3 January 2022"],
    }
    weeks = next(event for event in events if event.verb == "hours.recorded")
    assert weeks.object_id == str(named(world, "Fen Helpers CIC").pk)
    assert weeks.reason == f"Upload {upload.pk}, sheet “Hours”, rows 2 and 3"
    assert weeks.before == {
        "2022-01-03": [
            "2 hours, Meal preparation, food and shopping delivery, Other",
            "10 hours, Personal care, Direct payment",
        ],
        "2022-01-10": ["11 hours, Not recorded, Not recorded"],
        "2022-01-17": [],
    }
    linked = next(event for event in events if event.object_label == "E2")
    isle = named(world, "Isle Gardens")
    assert (linked.after or {})["enterprise"] == f"Isle Gardens (#{isle.pk})"


def meals() -> list[str]:
    return ["Meal preparation, food and shopping delivery"]


def test_why_a_person_says_it_is_right_is_in_the_audit_trail(world: World) -> None:
    world.enterprise("Fen Helpers")
    world.enterprise("Ouse Meals")
    found = examined(world, wide({"Fen Helpers": {START: 200}, "Ouse Meals": {START: 20}}))
    upload = stored(world, found)
    for problem in found.problems:
        UploadProblem.unscoped.create(
            upload=upload,
            code=problem.code,
            severity=problem.severity.value,
            sheet=problem.sheet,
            row=problem.row,
            column=problem.column,
            value=problem.value,
            message=problem.message,
            remedy=problem.remedy,
        )
    (doubt,) = group(found.problems)
    UploadAnswer.unscoped.create(
        upload=upload,
        about=UploadAnswer.About.REASON,
        key=doubt.key,
        value="Two people work in it",
        cells=sorted(doubt.cells),
        by=world.keeper,
    )
    saved(upload)
    events = Event.objects.filter(verb="hours.recorded").order_by("object_label")
    assert [event.reason for event in events] == [
        f"Upload {upload.pk}, sheet “Hours”, row 2. Two people work in it",
        f"Upload {upload.pk}, sheet “Hours”, row 3",
    ]


def test_another_enterprise_of_the_same_name_and_place_is_added_where_a_person_says_so(
    world: World,
) -> None:
    for reference in ("F1", "F2"):
        register.add_enterprise(
            programme=world.programme,
            by=world.keeper,
            name="Fen Helpers",
            reference=reference,
            postcode="CB7 4EE",
        )
    row = enterprises({"reference": "F3", "name": "Fen Helpers", "postcode": "CB7 4EE"})
    (question,) = examined(world, row).questions
    put_in(world, row, answers=Answers(matches={question.key: NEW}))
    assert Enterprise.unscoped.filter(name="Fen Helpers").count() == 3


def test_an_edition_advances_with_every_change(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    seen = named(world, "Fen Helpers").edition
    put_in(world, enterprises({"name": "Fen Helpers", "paused_on": START + WEEK}))
    assert named(world, "Fen Helpers").edition == seen + 1
    put_in(world, enterprises({"name": "Fen Helpers", "paused_on": START + WEEK}))
    assert named(world, "Fen Helpers").edition == seen + 1
    assert mine.pk == named(world, "Fen Helpers").pk


# --- However many rows ------------------------------------------------------------------------


def many(count: int) -> list[Any]:
    weeks = {START + WEEK * n: 5 for n in range(3)}
    names = [f"{word}{number} Care" for number in range(count // 2) for word in ("Old", "New")]
    return [
        enterprises(
            *(
                {
                    "name": name,
                    "traded_before": False,
                    "established_on": START + timedelta(days=4),
                    "service_types": ("meals",),
                    "typical_hours": Decimal(3),
                }
                for name in names
            )
        ),
        wide(dict.fromkeys(names, weeks)),
        a_list(
            "enquiries",
            [
                {"received_on": START, "area": name, "status": "closed", "enterprise": name}
                for name in names
            ],
            sheet="Enquiries",
        ),
    ]


@pytest.mark.parametrize("act", ["examine", "save", "undo"])
def test_the_queries_are_as_many_for_twenty_rows_as_for_two(act: str) -> None:
    counts = []
    for count in (2, 20):
        place = a_world(a_council(f"Shire{count}"))
        for old in range(count // 2):
            mine = place.enterprise(f"Old{old} Care")
            place.record(mine, START, place.entry("4"))
            register.add_enquiry(
                programme=place.programme, by=place.keeper, received_on=START, area=mine.name
            )
        with CaptureQueriesContext(connection) as examining:
            found = examined(place, *many(count))
        assert len(found.changes) > 3 * count
        upload = stored(place, found)
        with CaptureQueriesContext(connection) as saving:
            saved(upload)
        with CaptureQueriesContext(connection) as undoing:
            taken_back(upload, place.keeper)
        counts.append(len({"examine": examining, "save": saving, "undo": undoing}[act]))
    assert counts[0] == counts[1]
