"""What the tests of programmes share."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from programmes import sources
from tests.integration.programmes.making import World, a_person, a_world, signed_in


@pytest.fixture(autouse=True)
def register_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """No register and no plan but what a test offers itself."""
    monkeypatch.setattr(sources, "_actual", {})
    monkeypatch.setattr(sources, "_plan", {})


@pytest.fixture
def world(db: None) -> World:
    return a_world()


@pytest.fixture
def ann(world: World) -> Client:
    """The commissioner, signed in."""
    return signed_in(world.commissioner)


@pytest.fixture
def other(world: World) -> User:
    """A second commissioner."""
    return a_person(world.council, Role.COMMISSIONER)
