"""The board sees each rule that somebody stepped over, with the reason, and no other's."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from enterprises.actions import hours, register, service_types
from programmes.models import Programme
from tests.integration.dashboards.making import World, a_world
from uploads.models import Upload, UploadAnswer, UploadProblem
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
    assert "Tracker.xlsx: Sheet “Hours”, C9" in page
    assert "Two people share the name" in page
    assert world.people[Role.COMMISSIONER].name in page
    assert world.url("accepted_list") in world.page("dashboard")


@pytest.mark.parametrize("state", [Upload.State.UNDONE, Upload.State.SAVING])
def test_what_is_not_in_the_register_is_not_accepted(world: World, state: str) -> None:
    an_upload(world.programme, world.people[Role.COMMISSIONER], state=state)
    assert "Nothing so far" in world.page("accepted_list")


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
    page = world.page("accepted_list")
    assert "More hours in a week than one person could work" in page
    assert "Ely Help" in page
    assert "Three people work there" in page


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
