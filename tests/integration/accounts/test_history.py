"""The page of the audit trail."""

import re

import pytest
from django.db import transaction
from django.test import Client

from accounts import actions, events
from accounts.models import Council, User
from accounts.roles import Role

pytestmark = pytest.mark.django_db
PAGE = "/c/south-fenshire/history/"


@pytest.fixture
def council() -> Council:
    return Council.objects.create(name="South Fenshire", slug="south-fenshire")


def shown(client: Client, **query: str) -> str:
    """The page as it is asked for, without the spaces at the ends of cells."""
    answer = client.get(PAGE, query)
    assert answer.status_code == 200
    return re.sub(r"\s+</", "</", answer.content.decode())


def person(council: Council, role: Role, email: str = "ada@south-fenshire.example") -> User:
    user = User.objects.create_user(email, name=email.partition("@")[0].capitalize())
    actions.grant(user=user, council=council, role=role, by=None)
    return user


def test_events_are_shown_newest_first_with_who_what_and_why(
    client: Client, council: Council
) -> None:
    user = person(council, Role.AUDITOR)
    with transaction.atomic():
        events.record(
            verb="target.changed",
            obj=council,
            by=user,
            council=council,
            before={"value": "1", "note": "same"},
            after={"value": None, "note": "same"},
            reason="<b>The board</b> asked",
        )
    client.force_login(user)
    page = shown(client)
    assert page.index("Target changed</td>") < page.index("Role given</td>")
    assert "Reason: &lt;b&gt;The board&lt;/b&gt; asked<br>Value: 1 → blank</td>" in page
    assert "Note: same" not in page
    assert "Auditor" in page


def test_one_kind_of_event_can_be_chosen(client: Client, council: Council) -> None:
    user = person(council, Role.ADMINISTRATOR)
    with transaction.atomic():
        for number in range(60):
            events.record(verb="a.b", obj=council, by=user, council=council, reason=f"n{number}")
    client.force_login(user)
    page = shown(client, verb="membership.granted")
    assert "Role given</td>" in page
    assert "A b</td>" not in page
    page = shown(client, verb="a.b", page="2")
    assert "Reason: n9</td>" in page
    assert "Reason: n10</td>" not in page
    assert "?verb=a.b&amp;page=1" in page


def test_an_odd_address_is_answered_with_all_events(client: Client, council: Council) -> None:
    client.force_login(person(council, Role.ADMINISTRATOR))
    assert "Role given</td>" in shown(client, verb="no.such' OR 1=1", page="x")


def test_events_of_another_council_are_not_shown(client: Client, council: Council) -> None:
    other = Council.objects.create(name="North Mereshire", slug="north-mereshire")
    person(other, Role.ADMINISTRATOR, "secret@north-mereshire.example")
    client.force_login(person(council, Role.ADMINISTRATOR))
    assert "Secret" not in shown(client)


@pytest.mark.parametrize("role", [Role.BOARD, Role.COMMISSIONER, Role.FINANCE, Role.EVALUATOR])
def test_other_roles_are_refused(client: Client, council: Council, role: Role) -> None:
    client.force_login(person(council, role))
    assert client.get(PAGE).status_code == 403
