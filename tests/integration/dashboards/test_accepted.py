"""The board sees each rule that somebody stepped over, with the reason, and no other's."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.events import record
from accounts.models import User
from accounts.roles import Role
from enterprises.actions import hours, register, service_types
from programmes.models import Programme
from tests.integration.dashboards.making import World, a_world
from uploads.models import Upload, UploadAnswer, UploadChange, UploadProblem
from uploads.problems import Problem, Severity, group

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

LONG = Problem(
    code="hours.long_week",
    severity=Severity.CONFIRM,
    message="More hours than a week has",
    remedy="Correct the hours, or say why they are right",
    sheet="Hours",
    row=9,
    column=2,
    value="200",
)


def an_upload(programme: Programme, by: User, *, state: str = Upload.State.SAVED) -> Upload:
    """An upload with one doubt, for which somebody gave a reason."""
    now = timezone.now()
    undone = {"undone_by": by, "undone_at": now} if state == Upload.State.UNDONE else {}
    upload = Upload.unscoped.create(
        council=programme.council,
        programme=programme,
        file_name="Tracker.xlsx",
        size=1,
        sha256="0" * 64,
        state=state,
        uploaded_by=by,
        confirmed_by=by,
        confirmed_at=now,
        **undone,
    )
    UploadProblem.unscoped.create(
        upload=upload,
        code=LONG.code,
        severity=LONG.severity.value,
        sheet=LONG.sheet,
        row=LONG.row,
        column=LONG.column,
        value=LONG.value,
        message=LONG.message,
        remedy=LONG.remedy,
    )
    (doubt,) = group([LONG])
    UploadAnswer.unscoped.create(
        upload=upload,
        about=UploadAnswer.About.REASON,
        key=doubt.key,
        value="Two people share the name",
        cells=sorted(doubt.cells),
        by=by,
    )
    return upload


@pytest.fixture
def world() -> World:
    """A council with one programme."""
    return a_world()


def test_a_reason_given_in_an_upload_is_seen_by_the_board(world: World) -> None:
    an_upload(world.programme, world.people[Role.COMMISSIONER])
    page = world.page("accepted_list")
    assert "More hours than a week has" in page
    assert "Row 9: 200" in page
    assert "Tracker.xlsx" in page
    assert "Sheet “Hours”" not in page, "a sheet may be named after an enterprise"
    of_register = world.page("accepted_list", Role.COMMISSIONER)
    assert '<span class="pm-table__note">Sheet “Hours”, C9' in of_register
    assert "Two people share the name" in page
    assert world.people[Role.COMMISSIONER].name in page
    assert world.url("accepted_list") in world.page("dashboard")


@pytest.mark.parametrize("code", ["hours.other_name", "typical.name_of_another"])
def test_a_reference_of_digits_is_not_taken_for_hours(world: World, code: str) -> None:
    upload = an_upload(world.programme, world.people[Role.COMMISSIONER])
    doubt = replace(LONG, code=code, value="24/7")
    upload.problems.update(code=code, value=doubt.value)
    (named,) = group([doubt])
    UploadAnswer.unscoped.filter(upload=upload).update(key=named.key)
    assert "24/7" not in world.page("accepted_list")
    assert "24/7" in world.page("accepted_list", Role.COMMISSIONER)


@pytest.mark.parametrize("state", [Upload.State.UNDONE, Upload.State.SAVING])
def test_what_is_not_in_the_register_is_not_accepted(world: World, state: str) -> None:
    an_upload(world.programme, world.people[Role.COMMISSIONER], state=state)
    assert "Nothing so far" in world.page("accepted_list")


def test_who_may_see_the_register_reads_the_name_and_is_led_to_the_upload(world: World) -> None:
    keeper = world.people[Role.COMMISSIONER]
    upload = an_upload(world.programme, keeper)
    enterprise = register.add_enterprise(programme=world.programme, by=keeper, name="Ely Help")
    UploadChange.unscoped.create(
        upload=upload,
        position=0,
        what="week",
        action="added",
        number=enterprise.pk,
        label="Old name, week of 4 January 2021",
        sheet="Hours",
        row=9,
    )
    href = world.url("upload_detail", upload=upload.pk)
    board, commissioner = (
        world.page("accepted_list"),
        world.page("accepted_list", Role.COMMISSIONER),
    )
    assert "Ely Help: 200" in commissioner
    assert "Row 9: 200" in board
    assert "Ely Help" not in board
    assert "Tracker.xlsx" in board
    assert href not in board
    assert href in commissioner


def test_what_an_upload_brought_without_a_doubt_is_not_listed(world: World) -> None:
    keeper = world.people[Role.COMMISSIONER]
    enterprise = register.add_enterprise(programme=world.programme, by=keeper, name="Ely Help")
    for said in ("Upload 4, sheet “Hours”, row 5", "Upload 4 undone, sheet “Hours”, row 5"):
        with transaction.atomic():
            record(
                verb="hours.recorded",
                obj=enterprise,
                by=keeper,
                council=world.council,
                after={"2021-01-04": ["11 hours, Personal care, Not known"]},
                reason=said,
            )
    assert "Nothing so far" in world.page("accepted_list")


def test_of_weeks_saved_together_only_the_unlikely_ones_are_listed(world: World) -> None:
    keeper = world.people[Role.COMMISSIONER]
    kinds = service_types.set_up(council=world.council, by=keeper)
    long, short = (
        register.add_enterprise(programme=world.programme, by=keeper, name=name)
        for name in ("Ely Help", "Short Help")
    )
    hours.record_week(
        programme=world.programme,
        by=keeper,
        week=date(2021, 1, 4),
        entries={
            long: [hours.WeekEntry(Decimal(200), kinds["personal-care"])],
            short: [hours.WeekEntry(Decimal(20), kinds["personal-care"])],
        },
        reason="Three people work there",
    )
    page = world.page("accepted_list", Role.AUDITOR)
    assert "Ely Help: 200 hours in the week of 4 January 2021" in page
    assert "Short Help" not in page


def test_a_long_list_is_read_by_what_was_unlikely(world: World) -> None:
    keeper = world.people[Role.COMMISSIONER]
    an_upload(world.programme, keeper)
    kinds = service_types.set_up(council=world.council, by=keeper)
    enterprise = register.add_enterprise(programme=world.programme, by=keeper, name="Ely Help")
    hours.set_typical_week(
        enterprise=enterprise,
        by=keeper,
        valid_from=date(2021, 1, 4),
        valid_to=None,
        hours=Decimal(180),
        service_type=kinds["personal-care"],
        reason="Three people work there",
    )
    both = world.page("accepted_list", Role.AUDITOR)
    assert "Tracker.xlsx" in both
    assert "Ely Help: 180 hours in a usual week" in both
    asked = world.client(Role.AUDITOR).get(world.url("accepted_list"), {"what": LONG.message})
    assert "Tracker.xlsx" in asked.content.decode()
    assert "Ely Help" not in asked.content.decode()


def test_another_programmes_reasons_are_not_shown(world: World) -> None:
    other = a_world("Other")
    an_upload(other.programme, other.people[Role.COMMISSIONER])
    assert "Nothing so far" in world.page("accepted_list")


def test_a_reason_given_by_hand_is_seen_too(world: World) -> None:
    keeper = world.people[Role.COMMISSIONER]
    kinds = service_types.set_up(council=world.council, by=keeper)
    enterprise = register.add_enterprise(programme=world.programme, by=keeper, name="Ely Help")
    entry = hours.WeekEntry(Decimal(200), kinds["personal-care"])
    hours.record_weeks(
        enterprise=enterprise,
        by=keeper,
        weeks={date(2021, 1, 4): [entry]},
        reason="Three people work there",
    )
    for role, whose in ((Role.BOARD, "An enterprise"), (Role.FINANCE, "Ely Help")):
        page = world.page("accepted_list", role)
        assert "More hours in a week than one person could work" in page
        assert f"{whose}: 200 hours in the week of 4 January 2021" in page
        assert ("Ely Help" in page) == (role is Role.FINANCE)
        assert "Three people work there" in page


@pytest.mark.parametrize(
    ("code", "cell"),
    [
        ("hours.long_week", "Ely Help"),
        ("enquiries.same_twice", "90417"),
        ("enterprises.x", "90417"),
    ],
)
def test_who_may_not_see_the_register_is_told_who_may_and_reads_no_name(
    world: World, code: str, cell: str
) -> None:
    """A doubted cell may be the name or the reference itself, and words about it hold the name."""
    upload = an_upload(world.programme, world.people[Role.COMMISSIONER])
    own = {"code": code, "value": cell, "about": "Ely Help: as in row 3"}
    UploadProblem.unscoped.filter(upload=upload).update(**own)
    (doubt,) = group([replace(LONG, code=code)])
    UploadAnswer.unscoped.filter(upload=upload).update(key=doubt.key)
    board, auditor = world.page("accepted_list"), world.page("accepted_list", Role.AUDITOR)
    assert "Ely Help: as in row 3" in auditor
    assert "Ely Help" not in board
    assert cell not in board
    assert "Row 9" in board
    assert (
        "Which enterprise a figure is about is not shown to your role. Those who see it:" in board
    )
    assert "not shown to your role" not in auditor


def test_the_number_of_queries_does_not_grow(world: World) -> None:
    counts = []
    for many in (2, 20):
        for _ in range(many):
            an_upload(world.programme, world.people[Role.COMMISSIONER])
        world.page("accepted_list")
        with CaptureQueriesContext(connection) as queries:
            world.page("accepted_list")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
