"""An enquiry that became an enterprise says which, or that it is not in the register yet."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import Event
from enterprises.actions import register
from enterprises.models import Enquiry
from tests.integration.enterprises.making import START, World, a_running_world, day, words

pytestmark = pytest.mark.django_db

ASKED = "Select the enterprise that came of it, or that it is not in the register yet"


def typed(status: str = "became_enterprise", **more: object) -> dict[str, object]:
    return {"status": status, "outcome": "At the library", **day("received_on", START), **more}


def test_a_new_one_is_asked_which_and_keeps_what_was_typed(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    url = world.url("enquiry_new")
    page = keeper.post(url, typed())
    text = page.content.decode()
    assert page.status_code == 422
    assert ASKED in words(page)
    assert 'href="#id_enterprise"' in text
    assert 'value="At the library"' in text
    assert not Enquiry.unscoped.exists()
    assert not Event.objects.filter(verb="enquiry.added").exists()
    assert keeper.post(url, typed(enterprise=mine.pk)).status_code == 302
    assert Enquiry.unscoped.get().enterprise == mine


def test_not_in_the_register_yet_is_an_answer_and_is_listed_until_it_is(
    world: World, keeper: Client
) -> None:
    keeper.post(world.url("enquiry_new"), typed(status="open", area="Ely"))
    assert keeper.post(world.url("enquiry_new"), typed(enterprise="not-yet")).status_code == 302
    enquiry = Enquiry.unscoped.get(status="became_enterprise")
    assert enquiry.enterprise is None
    listed = keeper.get(world.url("enquiry_list"))
    assert "Became an enterprise, but not linked to one in the register: 1" in words(listed)
    found = words(keeper.get(world.url("enquiry_list") + "?gap=enterprise"))
    assert "Became an enterprise Not linked to one in the register" in found
    assert "Ely" not in found
    edit = world.url("enquiry_edit", enquiry=enquiry.pk)
    # It is not asked again for as long as it is so.
    assert '<option value="not-yet" selected>' in keeper.get(edit).content.decode()
    again = typed(enterprise="not-yet", area="March", edition="1")
    assert keeper.post(edit, again).status_code == 302
    named = again | {"enterprise": world.enterprise().pk, "edition": "2"}
    assert keeper.post(edit, named).status_code == 302
    after = words(keeper.get(world.url("enquiry_list")))
    assert "not linked" not in after.lower()


def test_one_whose_outcome_names_an_enterprise_is_not_said_to_be_missing(
    world: World, keeper: Client
) -> None:
    gardens = world.enterprise("Isle Gardens")
    enquiry = register.add_enquiry(
        programme=world.programme,
        by=world.keeper,
        received_on=START,
        status="became_enterprise",
        outcome="Set up as isle gardens in May",
        not_in_register=True,
    )
    listed = keeper.get(world.url("enquiry_list"))
    assert "Link it to Isle Gardens Its outcome names it, and it is in the register" in words(
        listed
    )
    assert "not in the register yet" not in words(listed).lower()
    edit = world.url("enquiry_edit", enquiry=enquiry.pk)
    assert edit in listed.content.decode()
    page = keeper.get(edit)
    assert f'<option value="{gardens.pk}" selected>' in page.content.decode()
    assert "The outcome names Isle Gardens" in words(page)
    enquiry.refresh_from_db()
    assert enquiry.enterprise is None  # looking at it links nothing
    two = world.enterprise("Ouse Meals")
    register.change_enquiry(
        enquiry=enquiry,
        by=world.keeper,
        outcome="Isle Gardens, then Ouse Meals",
        not_in_register=True,
    )
    assert f'<option value="{two.pk}" selected>' not in keeper.get(edit).content.decode()
    assert "Link it" not in words(keeper.get(world.url("enquiry_list")))


def test_a_change_to_it_is_asked_too(world: World, keeper: Client) -> None:
    enquiry = register.add_enquiry(programme=world.programme, by=world.keeper, received_on=START)
    edit = world.url("enquiry_edit", enquiry=enquiry.pk)
    page = keeper.post(edit, typed(edition="1"))
    assert page.status_code == 422
    assert ASKED in words(page)
    enquiry.refresh_from_db()
    assert (enquiry.status, enquiry.edition) == ("open", 1)


def test_an_enterprise_is_not_unnamed_without_saying_so(world: World) -> None:
    enquiry = register.add_enquiry(
        programme=world.programme,
        by=world.keeper,
        received_on=START,
        status="became_enterprise",
        enterprise=world.enterprise(),
    )
    change = register.change_enquiry
    with pytest.raises(ValidationError, match="Select the enterprise"):
        change(enquiry=enquiry, by=world.keeper, enterprise=None)
    change(enquiry=enquiry, by=world.keeper, enterprise=None, not_in_register=True)
    # What is not about it does not ask about it.
    changed = change(enquiry=enquiry, by=world.keeper, area="Ely")
    assert (changed.area, changed.enterprise) == ("Ely", None)


def test_an_enterprise_of_another_programme_is_no_answer(world: World, keeper: Client) -> None:
    url = world.url("enquiry_new")
    elsewhere = a_running_world(world).enterprise()
    page = keeper.post(url, typed(enterprise=elsewhere.pk))
    assert page.status_code == 422
    assert "Choose the enterprise from the list" in words(page)
