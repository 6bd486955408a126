"""What stands behind a figure is the programme's own: another of the same council is not there."""

import pytest

from accounts.roles import Role
from enterprises.actions import register, rollups, stages
from enterprises.actions.enquiries import add_enquiry
from enterprises.models import Enterprise
from programmes.actions import programmes
from tests.integration.enterprises.making import QUARTERS, START, World
from tests.integration.importers.rows_behind import NEW, browser, counted_url, table

pytestmark = pytest.mark.django_db


def fill(world: World, name: str, reference: str) -> Enterprise:
    """Add a new enterprise with hours, and an enquiry."""
    enterprise = register.add_enterprise(
        programme=world.programme, by=world.keeper, name=name, traded_before_programme=False
    )
    stages.add_stage(enterprise=enterprise, by=world.keeper, stage="established", on=START)
    world.record(enterprise, START, world.entry("5"))
    add_enquiry(programme=world.programme, by=world.keeper, received_on=START, reference=reference)
    rollups.rebuild(world.programme)
    return enterprise


@pytest.fixture
def two(world: World) -> World:
    """A world whose council has a second programme with the like in the same quarter."""
    fill(world, "Ouse", "E1")
    mine = world.programme
    world.programme = programmes.create(
        council=world.council,
        by=world.keeper,
        name="Another",
        start_date=START,
        quarter_count=QUARTERS,
        weeks_rule="calendar",
        partner=world.partner,
    )
    fill(world, "Theirs", "THEIR-ENQUIRY-9")
    world.programme = mine
    return world


@pytest.mark.parametrize(("count", "theirs"), [(NEW, "Theirs"), ("enquiries", "THEIR-ENQUIRY-9")])
def test_counts_are_of_one_programme(two: World, count: str, theirs: str) -> None:
    auditor = browser(two, Role.AUDITOR)
    page = auditor.get(counted_url(two, count))
    assert theirs not in page.content.decode()
    rows = table(auditor.get(two.url("why_counted_csv", count=count, quarter=1)))
    assert len(rows) == 1
    assert theirs not in str(rows)


def test_rows_of_hours_are_of_one_programme(two: World) -> None:
    auditor = browser(two, Role.AUDITOR)
    assert "Theirs" not in auditor.get(two.url("why_rows", quarter=1)).content.decode()
    (row,) = table(auditor.get(two.url("why_rows_csv", quarter=1)))
    assert row["Enterprise"] == "Ouse"
