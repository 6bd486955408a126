"""Who reads the names of enterprises: whoever may see the register, on every page and download."""

import pytest
from django.test import Client

from accounts.roles import PERMISSIONS, Permission, Role
from tests.integration.access import world
from tests.integration.access.expected import COUNCIL, LETTERS
from tests.integration.access.test_routes import address

pytestmark = pytest.mark.django_db

NAME = f"{world.CANARY} Care"
# Pages behind figures, which people with and without the register look at.
BEHIND = {"why_rows", "why_rows_csv", "why_counted", "why_counted_csv"}


def naming(places: world.World, role: Role) -> set[str]:
    """The addresses on which somebody of this role reads the enterprise's name."""
    client = Client()
    client.force_login(places.people[role.value])
    found = set()
    for name, expected in COUNCIL.items():
        if role.value in {LETTERS[letter] for letter in expected.allowed} and expected.get == 200:
            answer = client.get(address(name, places))
            assert answer.status_code == 200, name
            if NAME in answer.content.decode():
                found.add(name)
    return found


@pytest.mark.parametrize("role", list(Role))
def test_names_are_read_by_those_who_may_see_the_register(role: Role) -> None:
    found = naming(world.build(), role)
    if Permission.VIEW_REGISTER not in PERMISSIONS[role]:
        assert found == set()
    elif Permission.VIEW_DASHBOARD in PERMISSIONS[role]:
        assert found >= BEHIND
