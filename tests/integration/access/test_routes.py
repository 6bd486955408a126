"""Every address of the site, called by everybody: strangers, readers and those who may.

Each test calls all addresses and lists what is wrong, so that one run tells everything.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from accounts.access import Audience, Rule
from accounts.models import User
from accounts.roles import Permission
from accounts.routes import every_route
from tests.integration.access import world
from tests.integration.access.expected import (
    COUNCIL,
    LETTERS,
    POST_ONLY,
    PUBLIC,
    SIGNED_IN,
    SYSTEM,
    Expected,
)

pytestmark = pytest.mark.django_db

ROUTES: dict[str, URLPattern] = {str(route.name): route for _, route in every_route()}
TO_SIGN_IN = 302
METHODS = ("get", "post")
_cookies: dict[int, dict[str, str]] = {}


@pytest.fixture
def places() -> world.World:
    """Two councils with one of everything."""
    return world.build()


def address(name: str, places: world.World) -> str:
    """The address of a route, made of the world's objects."""
    if name == "password_reset_confirm":
        return reverse(name, args=["MQ", "no-token"])
    wanted = COUNCIL[name].address if name in COUNCIL else {}
    parts = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    return reverse(name, kwargs={part: places.address[wanted.get(part, part)] for part in parts})


@pytest.fixture(autouse=True)
def cookies() -> Iterator[None]:
    """Nobody has signed in when a test begins."""
    _cookies.clear()
    yield
    _cookies.clear()


def cookies_of(user: User) -> dict[str, str]:
    """What the person's browser keeps of having signed in, once in a test."""
    if user.pk not in _cookies:
        client = Client()
        client.force_login(user)
        _cookies[user.pk] = {name: cookie.value for name, cookie in client.cookies.items()}
    return _cookies[user.pk]


def call(user: User | None, method: str, url: str, data: dict[str, str] | None = None) -> int:
    """Call as a person and undo whatever the call changed."""
    client = Client()
    if user is not None:
        client.cookies.load(cookies_of(user))
    with transaction.atomic():
        response = getattr(client, method)(url, data or {})
        transaction.set_rollback(True)
    if response.status_code in {403, 404}:
        assert world.CANARY not in response.content.decode(), f"{url} tells what it refuses"
    return int(response.status_code)


def allowed_and_refused(places: world.World, expected: Expected) -> tuple[list[User], list[User]]:
    """The people who may call the address and those of the council who may not."""
    may = [places.people[LETTERS[letter]] for letter in expected.allowed]
    return may, [user for user in places.people.values() if user not in may]


def test_every_route_stands_in_exactly_one_table() -> None:
    tables = [*COUNCIL, *PUBLIC, *SIGNED_IN, *SYSTEM]
    assert sorted(tables) == sorted(ROUTES)


def test_nobody_enters_a_council_without_signing_in(places: world.World) -> None:
    wrong = [
        f"{method} {name}: {status}"
        for name in COUNCIL
        for method in METHODS
        if (status := call(None, method, address(name, places))) != TO_SIGN_IN
    ]
    assert wrong == []


def test_another_councils_pages_do_not_exist(places: world.World) -> None:
    wrong = [
        f"{method} {name}: {status}"
        for name in COUNCIL
        for method in METHODS
        for user in (places.stranger, places.system_administrator)
        if (status := call(user, method, address(name, places))) != 404
    ]
    assert wrong == []


def refusals_that_fail(places: world.World, names: list[str]) -> list[str]:
    """Where a member of the council without the right is not told so."""
    return [
        f"{method} {name} as {user}: {status}"
        for name in names
        for method in METHODS
        for user in allowed_and_refused(places, COUNCIL[name])[1]
        if (status := call(user, method, address(name, places))) != 403
    ]


def test_a_member_without_the_right_is_refused(places: world.World) -> None:
    assert refusals_that_fail(places, list(COUNCIL)) == []


def test_whoever_may_succeeds(places: world.World) -> None:
    wrong = []
    for name, expected in COUNCIL.items():
        for user in allowed_and_refused(places, expected)[0]:
            url = address(name, places)
            got = call(user, "get", url)
            if got != expected.get:
                wrong.append(f"get {name} as {user}: {got}")
            if expected.post is None:
                continue
            data = {
                key: str(places.address.get(value, value)) for key, value in expected.data.items()
            }
            posted = call(user, "post", url, data)
            if posted != expected.post:
                wrong.append(f"post {name} as {user}: {posted}")
    assert wrong == []


def test_a_partner_sees_only_what_it_delivers(places: world.World) -> None:
    partners = [name for name, expected in COUNCIL.items() if "P" in expected.allowed]
    wrong = [
        f"{method} {name}: {status}"
        for name in partners
        if "programme" in get_resolver().reverse_dict.getlist(name)[0][0][0][1]
        for method in ("get", "post")
        # 405 where a page takes no such method from anybody: it says nothing of the programme.
        if (status := call(places.other_partner, method, address(name, places)))
        not in ({404} if method == "get" and COUNCIL[name].get != POST_ONLY else {404, POST_ONLY})
    ]
    assert wrong == []


def test_pages_of_no_council(places: world.World) -> None:
    everybody = [*places.people.values(), places.stranger, places.system_administrator]
    wrong = [
        f"{name} as {user}: {status}"
        for name, expected in PUBLIC.items()
        for user in (None, everybody[0])
        # Whoever has signed in has no use for the page that asks them to.
        if (status := call(user, "get", address(name, places)))
        != (TO_SIGN_IN if user is not None and name == "sign_in" else expected)
    ]
    for name in [*SIGNED_IN, *SYSTEM]:
        if (status := call(None, "get", address(name, places))) != TO_SIGN_IN:
            wrong.append(f"{name} signed out: {status}")
    for name, expected in SYSTEM.items():
        for user in everybody:
            wanted = expected if user.is_system_administrator else 404
            if (status := call(user, "get", address(name, places))) != wanted:
                wrong.append(f"{name} as {user}: {status}")
    assert wrong == []


def test_taking_any_check_away_is_noticed(
    places: world.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Open each address to the whole council in turn: the test of refusals must then fail."""
    unnoticed = []
    for name, expected in COUNCIL.items():
        if len(expected.allowed) == len(LETTERS):
            continue
        view: Any = ROUTES[name].callback
        with monkeypatch.context() as opened:
            opened.setattr(view, "access_rule", Rule(Audience.COUNCIL, Permission.ENTER))
            if not refusals_that_fail(places, [name]):
                unnoticed.append(name)
    assert unnoticed == []


def test_a_person_who_left_is_out_at_once(places: world.World) -> None:
    administrator = places.people["administrator"]
    url = address("council_home", places)
    client = Client()
    client.force_login(administrator)
    assert client.get(url).status_code == 200

    administrator.memberships.all().delete()

    assert client.get(url).status_code == 404


def test_a_person_made_inactive_is_out_at_once(places: world.World) -> None:
    administrator = places.people["administrator"]
    client = Client()
    client.force_login(administrator)

    User.objects.filter(pk=administrator.pk).update(is_active=False)

    assert client.get(address("council_home", places)).status_code == TO_SIGN_IN
