"""An administrator creates a programme, sets it up and changes it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import DeliveryPartner, Event
from accounts.roles import Role
from cashflow.actions import assumptions
from cashflow.plan import PlannedCost, PlannedRate
from jobs.models import Job
from programmes import codes
from programmes.actions import programmes
from programmes.models import Programme
from tests.integration.programmes.making import (
    World,
    a_council,
    a_person,
    a_programme,
    a_world,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(world: World) -> Client:
    return signed_in(world.administrator)


def new_programme(**changes: str) -> dict[str, str]:
    return {
        "name": "Step-down beds",
        "phase": "pilot",
        "start_date-day": "1",
        "start_date-month": "10",
        "start_date-year": "2025",
        "quarter_count": "12",
        "weeks_rule": "calendar",
        "return_due_days": "21",
        "partner": "  Invented   Catalysts ",
    } | changes


def test_a_programme_is_created_and_led_to_its_set_up(world: World, administrator: Client) -> None:
    url = f"/c/{world.council.slug}/programmes/new/"
    answer = administrator.post(url, new_programme(), follow=True)
    assert answer.redirect_chain[-1][0].endswith("/programmes/step-down-beds/set-up/")
    assert "Set up the programme" in answer.text
    created = Programme.unscoped.get(slug="step-down-beds")
    assert (created.start_date, created.quarter_count) == (date(2025, 10, 1), 12)
    assert created.partner is not None
    assert created.partner.name == "Invented Catalysts"
    assert set(created.measures.values_list("code", flat=True)) == {
        codes.HOURS_PER_WEEK,
        codes.ELIGIBLE_HOURS_PER_WEEK,
        codes.NEW_ENTERPRISES,
        codes.ENQUIRIES,
        codes.EXPENDITURE,
    }
    event = Event.objects.get(verb="programme.created", object_id=str(created.pk))
    assert event.after is not None
    assert event.after["start_date"] == "2025-10-01"
    # The same name again, the same partner in other letters.
    administrator.post(url, new_programme(partner="invented catalysts"))
    assert Programme.unscoped.filter(slug="step-down-beds-2").exists()
    assert DeliveryPartner.unscoped.count() == 1


def test_a_programme_that_cannot_be_is_refused_and_nothing_is_left_behind(
    world: World, administrator: Client
) -> None:
    url = f"/c/{world.council.slug}/programmes/new/"
    answer = administrator.post(url, new_programme(quarter_count="41", name="Rivers"))
    assert answer.status_code == 422
    assert 'value="Rivers"' in answer.text
    answer = administrator.post(url, new_programme(**{"start_date-year": "9998"}))
    assert answer.status_code == 422
    assert "before the year 9999" in answer.text
    assert not DeliveryPartner.unscoped.exists()


def test_no_programme_takes_the_address_of_a_page(world: World) -> None:
    assert a_programme(world.council, world.administrator, name="New").slug == "new-2"
    assert a_programme(world.council, world.administrator, name="年").slug == "programme"


def settings(world: World, **changes: str) -> dict[str, str]:
    return {
        "name": "Micro-enterprises",
        "phase": "roll_out",
        "start_date-day": "1",
        "start_date-month": "1",
        "start_date-year": "2022",
        "quarter_count": "8",
        "weeks_rule": "business_case",
        "return_due_days": "28",
        "reason": "Late start",
        "edition": str(world.programme.edition),
    } | changes


def test_a_change_of_dates_is_shown_before_it_is_made(world: World, administrator: Client) -> None:
    world.approved(1)
    Job.unscoped.all().delete()
    url = world.url("programme_settings")
    moved = settings(world, **{"start_date-month": "4"})
    page = administrator.post(url, moved).text
    assert "What this change does" in page
    assert "The programme runs from Y1 Q1 · Apr–Jun 2022" in page
    assert "1 return keeps its programme quarter" in page
    world.programme.refresh_from_db()
    assert world.programme.start_date == date(2022, 1, 1)
    shown = "2022-04-01|8|business_case"
    assert f'name="shown" value="{shown}"' in page
    # Something else than what was shown is shown first, too.
    other = settings(world, **{"start_date-month": "7", "shown": shown})
    assert "Jul–Sep 2022" in administrator.post(url, other).text
    administrator.post(url, moved | {"shown": shown})
    world.programme.refresh_from_db()
    assert world.programme.start_date == date(2022, 4, 1)
    event = Event.objects.get(verb="programme.changed")
    assert event.before == {"start_date": "2022-01-01"}
    assert event.after == {"start_date": "2022-04-01"}
    assert event.reason == "Late start"
    assert Job.unscoped.filter(kind="cashflow.recompute").count() == 1


def test_a_change_of_words_is_saved_at_once(world: World, administrator: Client) -> None:
    answer = administrator.post(world.url("programme_settings"), settings(world, name="Micros"))
    assert answer.status_code == 302
    world.programme.refresh_from_db()
    assert (world.programme.name, world.programme.slug) == ("Micros", "micro-enterprises")


def test_settings_saved_over_somebody_elses_change_nothing(
    world: World, administrator: Client
) -> None:
    stale = settings(world, name="Mine")
    programmes.change(
        programme=world.programme, by=world.administrator, reason="Theirs", name="Theirs"
    )
    page = administrator.post(world.url("programme_settings"), stale).text
    assert "What is saved now" in page
    assert "Theirs" in page
    assert 'value="Mine"' in page
    world.programme.refresh_from_db()
    assert world.programme.name == "Theirs"


def test_a_change_without_a_reason_is_refused(world: World) -> None:
    with pytest.raises(ValidationError, match="Enter the reason"):
        programmes.change(programme=world.programme, by=world.administrator, reason=" ", name="X")
    unchanged = programmes.change(
        programme=world.programme, by=world.administrator, reason="", name=world.programme.name
    )
    assert unchanged.edition == 1


def test_another_councils_partner_is_refused(world: World) -> None:
    other = DeliveryPartner.unscoped.create(council=a_council("Fenshire"), name="Theirs")
    with pytest.raises(ValidationError, match="of this council"):
        programmes.change(
            programme=world.programme, by=world.administrator, reason="x", partner=other
        )


def test_the_first_page_tells_each_role_what_waits(world: World, administrator: Client) -> None:
    home = f"/c/{world.council.slug}/"
    assert "finish setting up" in administrator.get(home).text
    commissioner, finance = signed_in(world.commissioner), signed_in(world.finance)
    page = commissioner.get(home).text
    assert "return for Y1 Q1" in page
    assert "Overdue since 28 April 2022" in page
    world.submitted(1)
    assert "return for Y1 Q1" not in commissioner.get(home).text
    page = finance.get(home).text
    assert "decide the return for Y1 Q1" in page
    assert f"Submitted by {world.commissioner.name}" in page
    assert "finish setting up" not in administrator.get(home).text


def test_a_reader_sees_and_changes_nothing(world: World) -> None:
    auditor = signed_in(a_person(world.council, Role.AUDITOR))
    world.approved(1)
    for name, places in (
        ("measure_list", {}),
        ("return_list", {}),
        ("return_detail", {"quarter": 1}),
        ("return_version", {"quarter": 1, "version": 1}),
    ):
        page = auditor.get(world.url(name, **places))
        assert page.status_code == 200
        for words in ("Add a measure", "Set a target", "Reopen", "Begin this return"):
            assert words not in page.text
    for name, places in (
        ("programme_settings", {}),
        ("programme_setup", {}),
        ("measure_new", {}),
        ("return_decide", {"quarter": 1}),
        ("return_reopen", {"quarter": 1}),
        ("return_check", {"quarter": 1}),
    ):
        assert auditor.get(world.url(name, **places)).status_code == 403


def test_a_partner_sees_no_returns_and_only_what_it_delivers(world: World) -> None:
    partner = DeliveryPartner.unscoped.create(council=world.council, name="Theirs")
    person = signed_in(a_person(world.council, Role.PARTNER, partner))
    assert person.get(world.url("return_list")).status_code == 403


def test_another_councils_programme_does_not_exist(world: World) -> None:
    stranger = signed_in(a_world("Fenshire").administrator)
    for name in ("programme_settings", "measure_list", "return_list", "programme_setup"):
        assert stranger.get(world.url(name)).status_code == 404


def test_the_plan_is_a_step_of_setting_up(world: World, administrator: Client) -> None:
    url = world.url("programme_setup")
    page = administrator.get(url).text
    assert "4 of 5 steps are still to do" in page
    assert "0 of 8 quarters have a plan" in page
    assumptions.new_version(
        programme=world.programme,
        by=world.administrator,
        reason="Business case",
        hours={1: Decimal(0), 2: Decimal(100)},
    )
    page = administrator.get(url).text
    assert "3 of 5 steps are still to do" in page
    assert "2 of 8 quarters have a plan" in page
    assert page.count("Some left blank") == 1


def test_a_plan_with_blanks_is_not_said_to_be_complete(world: World, administrator: Client) -> None:
    first_week = world.programme.quarters()[0].weeks[0]
    week = timedelta(days=7)
    for rate_from, rest, blanks in ((first_week + week, None, 3), (first_week, Decimal(5), 0)):
        quarters = range(1, world.programme.quarter_count + 1)
        amounts: dict[int, Decimal | None] = dict.fromkeys(quarters, rest)
        assumptions.new_version(
            programme=world.programme,
            by=world.administrator,
            reason="Business case",
            hours={**amounts, 1: Decimal(0)},
            rates=[PlannedRate(rate_from, Decimal("4.5"))],
            cost_lines=[PlannedCost("Staff", "staff", {**amounts, 1: Decimal(0)})],
        )
        page = administrator.get(world.url("programme_setup")).text
        assert page.count("Some left blank") == blanks
        assert ("first weeks of the programme have none" in page) == bool(blanks)
