"""A council with people in every role, and a programme with the published plan."""

import pytest

from tests.integration.dashboards.making import World, a_world


@pytest.fixture
def world(db: None) -> World:
    return a_world()
