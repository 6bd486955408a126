"""What the tests of the importer share."""

from collections.abc import Iterator
from datetime import date
from unittest.mock import patch

import pytest

from tests.integration.enterprises.making import World, a_council, a_world
from tests.integration.importers.lists import TODAY


@pytest.fixture
def world() -> World:
    return a_world(a_council())


@pytest.fixture(autouse=True)
def today() -> Iterator[date]:
    """What is done by hand in these tests is done on the day on which lists are examined."""
    with patch("django.utils.timezone.localdate", return_value=TODAY):
        yield TODAY
