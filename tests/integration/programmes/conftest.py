"""What the tests of programmes share."""

import pytest

from programmes import sources
from tests.integration.programmes.making import World, a_world


@pytest.fixture(autouse=True)
def register_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """No register and no plan but what a test offers itself."""
    monkeypatch.setattr(sources, "_actual", {})
    monkeypatch.setattr(sources, "_plan", {})


@pytest.fixture
def world(db: None) -> World:
    return a_world()
