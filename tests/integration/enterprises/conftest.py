"""What the tests of the register share."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from tests.integration.enterprises.making import World, a_council, a_world


@pytest.fixture
def world() -> World:
    return a_world(a_council())


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """A browser in which the person has signed in."""

    def of(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return of


@pytest.fixture
def keeper(world: World, sign_in: Callable[[User], Client]) -> Client:
    """The browser of the world's commissioner."""
    return sign_in(world.keeper)
