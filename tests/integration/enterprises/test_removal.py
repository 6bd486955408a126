"""An enterprise or enquiry added by mistake is taken out, unless something is recorded of it."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client
from django.utils import timezone

from accounts.models import Event, User
from accounts.roles import Role
from enterprises import sources
from enterprises.actions import hours, register, typical_weeks
from enterprises.models import Enquiry, Enterprise, EnterpriseStage, QuarterHours
from programmes.actions.errors import EditedMeanwhile, Gone, Refused
from tests.integration.enterprises.making import START, World, a_person, a_running_world, words

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


def saved(mine: Enterprise) -> Enterprise:
    mine.refresh_from_db()
    return mine


def remove(world: World, mine: Enterprise) -> None:
    edition = Enterprise.unscoped.get(pk=mine.pk).edition
    register.remove_enterprise(enterprise=mine, by=world.keeper, edition=edition)


def new_in_first_quarter(world: World) -> Decimal | None:
    quarters = world.programme.quarters()
    return sources.new_enterprises(world.programme, quarters)[1].value


def test_an_enterprise_goes_with_its_stages_and_the_counts_follow(
    world: World, keeper: Client
) -> None:
    world.enterprise("Stays")
    mine = world.enterprise("Added twice")
    mine.service_types.set([world.kinds["meals"]])
    register.add_stage(enterprise=mine, by=world.keeper, stage="paused", on=START)
    assert new_in_first_quarter(world) == 2
    url = world.url("enterprise_remove", enterprise=mine.pk)
    page = keeper.get(url)
    assert "Established and trading, 3 January 2022 Paused, 3 January 2022" in words(page)
    assert "The register counts one new enterprise less in Y1 Q1" in words(page)
    assert Enterprise.unscoped.count() == 2
    done = keeper.post(url, {"edition": saved(mine).edition}, follow=True)
    assert "Added twice is removed from the register." in words(done)
    assert [one.name for one in Enterprise.unscoped.all()] == ["Stays"]
    assert EnterpriseStage.unscoped.count() == 1
    assert new_in_first_quarter(world) == 1
    event = Event.objects.get(verb="enterprise.removed")
    assert (event.object_label, event.object_id) == ("Added twice", str(mine.pk))
    assert event.before == {
        "name": "Added twice",
        "reference": "",
        "postcode": "",
        "traded_before_programme": False,
        "partner": None,
        "service_types": ["Meal preparation, food and shopping delivery"],
        "stages": ["Established and trading, 3 January 2022", "Paused, 3 January 2022"],
        "programme": "Micro-enterprises",
    }


def test_the_weeks_it_owed_are_due_no_more(world: World) -> None:
    world.enterprise("Stays")
    mine = world.enterprise("Goes", since=START + timedelta(weeks=13))

    def due() -> list[int]:
        rows = QuarterHours.unscoped.filter(programme=world.programme).order_by("quarter_number")
        return [row.enterprise_weeks_due for row in rows[:3]]

    assert due() == [13, 26, 26]
    remove(world, mine)
    assert due() == [13, 13, 13]


def test_what_is_recorded_of_it_stands_in_the_way(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    url = world.url("enterprise_remove", enterprise=mine.pk)
    detail = world.url("enterprise_detail", enterprise=mine.pk)
    weeks = {START + timedelta(weeks=place): [world.entry("1")] for place in (0, 14)}

    def refused(says: str, leads_to: str) -> None:
        shown = keeper.get(url)
        assert says in words(shown)
        assert f'href="{leads_to}"' in shown.content.decode()
        assert "Remove this enterprise" not in words(shown)
        sent = keeper.post(url, {"edition": saved(mine).edition})
        assert sent.status_code == 422
        assert "cannot be removed while anything is recorded of it" in words(sent)
        assert Enterprise.unscoped.filter(pk=mine.pk).exists()
        assert EnterpriseStage.unscoped.filter(enterprise=mine).count() == 1

    hours.record_weeks(enterprise=mine, by=world.keeper, weeks=weeks)
    refused(
        "Hours are recorded for 2 weeks. The latest is the week of 11 April 2022.",
        f"{detail}?quarter=2#hours",
    )
    hours.record_weeks(enterprise=mine, by=world.keeper, weeks=dict.fromkeys(weeks, ()))
    given = typical_weeks.set_typical_week(
        enterprise=mine,
        by=world.keeper,
        valid_from=START,
        valid_to=None,
        hours=Decimal(9),
        service_type=world.kinds["meals"],
    )
    refused("1 typical week is given.", f"{detail}#typical-weeks")
    typical_weeks.remove_typical_week(typical=given, by=world.keeper, seen=None)
    enquiry = register.add_enquiry(
        programme=world.programme, by=world.keeper, received_on=START, enterprise=mine
    )
    refused(
        "The enquiry of 3 January 2022 says that this enterprise came of it.",
        world.url("enquiry_edit", enquiry=enquiry.pk),
    )
    register.change_enquiry(enquiry=enquiry, by=world.keeper, enterprise=None)
    assert keeper.post(url, {"edition": saved(mine).edition}).status_code == 302
    assert not Enterprise.unscoped.exists()


def test_hours_outside_the_programme_stand_in_the_way_too(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    world.record(mine, START - timedelta(weeks=1), world.entry("1"))
    page = words(keeper.get(world.url("enterprise_remove", enterprise=mine.pk)))
    assert "Hours are recorded for 1 week. They lie outside the programme’s quarters." in page
    with pytest.raises(Refused):
        remove(world, mine)


def test_what_changed_since_the_page_was_shown_is_not_removed(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    url = world.url("enterprise_remove", enterprise=mine.pk)
    shown = saved(mine).edition
    register.change_enterprise(enterprise=mine, by=world.keeper, name="Fen Friends")
    for edition in (shown, "", "x"):
        page = keeper.post(url, {"edition": edition})
        assert page.status_code == 422
        assert "This has changed since the page was shown, so nothing was removed." in words(page)
        assert "Fen Friends" in words(page)
        assert f'name="edition" value="{shown + 1}"' in page.content.decode()
    assert Enterprise.unscoped.exists()
    assert not Event.objects.filter(verb="enterprise.removed").exists()


def test_pressing_twice_says_that_it_is_done_already(
    world: World, keeper: Client, sign_in: SignIn
) -> None:
    mine = world.enterprise()
    enquiry = register.add_enquiry(programme=world.programme, by=world.keeper, received_on=START)
    for name, places, label, back in (
        ("enterprise_remove", {"enterprise": mine.pk}, "Fen Helpers", "enterprise_list"),
        ("enquiry_remove", {"enquiry": enquiry.pk}, f"Enquiry {enquiry.pk}", "enquiry_list"),
    ):
        url = world.url(name, **places)
        edition = saved(mine).edition if name == "enterprise_remove" else 1
        assert keeper.post(url, {"edition": edition})["Location"] == world.url(back)
        keeper.get(world.url(back))
        for again in (keeper.post(url, {"edition": edition}, follow=True), keeper.get(url)):
            assert again.status_code in (200, 302)
        assert f"{label} has been removed already." in words(keeper.get(world.url(back)))
    # Of another programme, or of nothing that there ever was, nothing is said.
    near = a_running_world(World(world.council, world.partner, world.programme, world.keeper, {}))
    assert keeper.get(near.url("enterprise_remove", enterprise=mine.pk)).status_code == 404
    assert keeper.post(world.url("enterprise_remove", enterprise=9999)).status_code == 404
    reader = sign_in(a_person(world.council, Role.AUDITOR))
    assert reader.post(world.url("enterprise_remove", enterprise=mine.pk)).status_code == 403


def test_an_enquiry_is_removed_whatever_its_status(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    enquiry = register.add_enquiry(
        programme=world.programme,
        by=world.keeper,
        received_on=START,
        reference="E1",
        status="became_enterprise",
        enterprise=mine,
    )
    url = world.url("enquiry_remove", enquiry=enquiry.pk)
    assert url in keeper.get(world.url("enquiry_edit", enquiry=enquiry.pk)).content.decode()
    page = words(keeper.get(url))
    assert "The register counts one enquiry less in Y1 Q1" in page
    assert "Fen Helpers" in page
    stale = keeper.post(url, {"edition": 2})
    assert stale.status_code == 422
    assert "This has changed since the page was shown" in words(stale)
    assert keeper.post(url, {"edition": 1})["Location"] == world.url("enquiry_list")
    assert not Enquiry.unscoped.exists()
    assert Enterprise.unscoped.get() == mine
    event = Event.objects.get(verb="enquiry.removed")
    assert event.object_label == "E1"
    assert event.before is not None
    assert (event.before["status"], event.before["received_on"]) == (
        "became_enterprise",
        "2022-01-03",
    )
    # Without any enquiry nothing is known of the quarter; that is not none.
    enquiries = sources.enquiries(world.programme, world.programme.quarters())
    assert enquiries[1].value is None


def test_whoever_still_has_an_open_page_of_it_gets_no_error(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    step = EnterpriseStage.unscoped.select_related("enterprise__programme").get()
    enquiry = register.add_enquiry(programme=world.programme, by=world.keeper, received_on=START)
    register.remove_enquiry(enquiry=Enquiry.unscoped.get(), by=world.keeper, edition=1)
    remove(world, mine)
    by = world.keeper
    acts: list[Callable[[], object]] = [
        lambda: world.record(mine, START, world.entry("1")),
        lambda: register.add_stage(enterprise=mine, by=by, stage="closed", on=START),
        lambda: register.change_stage(step=step, by=by, stage="closed", on=START),
        lambda: register.remove_stage(step=step, by=by),
        lambda: register.change_enterprise(enterprise=mine, by=by, name="Late"),
        lambda: typical_weeks.set_typical_week(
            enterprise=mine,
            by=by,
            valid_from=START,
            valid_to=None,
            hours=Decimal(1),
            service_type=world.kinds["meals"],
        ),
        lambda: register.remove_enterprise(enterprise=mine, by=by, edition=1),
        lambda: register.change_enquiry(enquiry=enquiry, by=by, area="Ely"),
        lambda: register.remove_enquiry(enquiry=enquiry, by=by, edition=1),
    ]
    before = Event.objects.count()
    for act in acts:
        with pytest.raises(Gone) as refusal:
            act()
        # Where no page says so itself, there is no such page any more.
        assert isinstance(refusal.value, Http404)
    assert Event.objects.count() == before


def test_an_enquiry_does_not_name_an_enterprise_that_has_gone(world: World) -> None:
    mine = world.enterprise()
    remove(world, mine)
    with pytest.raises(ValidationError, match="in this programme’s register"):
        register.add_enquiry(
            programme=world.programme,
            by=world.keeper,
            received_on=timezone.localdate(),
            enterprise=mine,
        )
    assert not Enquiry.unscoped.exists()


def test_an_edition_is_needed(world: World) -> None:
    mine = world.enterprise()
    with pytest.raises(EditedMeanwhile):
        register.remove_enterprise(enterprise=mine, by=world.keeper, edition=0)
