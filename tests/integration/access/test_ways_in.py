"""Each role's first page leads to something that the role may open."""

import re

import pytest
from django.test import Client

from tests.integration.access import world
from tests.integration.access.expected import LETTERS

pytestmark = pytest.mark.django_db


def test_every_role_finds_a_way_into_the_programme() -> None:
    places = world.build()
    for role in LETTERS.values():
        client = Client()
        client.force_login(places.people[role])
        html = client.get("/c/north/").content.decode()

        ways = set(re.findall(r'href="(/c/north/[^"]+)"', html.split("<main", 1)[1]))

        assert any("/programmes/canary-roll-out/" in way for way in ways), role
        shut = [way for way in ways if client.get(way).status_code != 200]
        assert shut == [], role
