"""What the lists cost: as many queries for twenty quarters or programmes as for two."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.actions import programmes
from tests.integration.programmes.making import World, a_programme, signed_in

pytestmark = pytest.mark.django_db

MOST = 12


def cost(world: World, url: str, user: str = "commissioner") -> int:
    client = signed_in(getattr(world, user))
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_list_of_returns(world: World) -> None:
    programmes.change(
        programme=world.programme, by=world.administrator, reason="Short", quarter_count=2
    )
    for quarter in (1, 2):
        world.approved(quarter)
    two = cost(world, world.url("return_list"))
    programmes.change(
        programme=world.programme, by=world.administrator, reason="Long", quarter_count=19
    )
    for quarter in range(3, 20):
        world.approved(quarter)
    assert cost(world, world.url("return_list")) == two <= MOST


def test_one_return_in_a_long_programme(world: World) -> None:
    world.draft(2)
    url = world.url("return_detail", quarter=2)
    few = cost(world, url)
    for quarter in (1, 3, 4, 5, 6, 7, 8):
        world.approved(quarter)
    # The quarter before now has a return, whose readings are read too.
    assert cost(world, url) <= few + 1


def test_the_list_of_programmes_and_the_first_page(world: World) -> None:
    home = f"/c/{world.council.slug}/"
    listed = f"/c/{world.council.slug}/programmes/"
    a_programme(world.council, world.administrator, "Second")
    # Set-up waits for the administrator in every programme, a return for the others.
    pages = [(listed, "commissioner")]
    pages += [(home, user) for user in ("administrator", "commissioner", "finance")]
    two = [cost(world, *page) for page in pages]
    for number in range(18):
        a_programme(world.council, world.administrator, f"Programme {number}")
    assert [cost(world, *page) for page in pages] == two
    assert max(two) <= MOST


def test_the_list_of_measures(world: World) -> None:
    from decimal import Decimal

    from programmes.actions import measures

    first = world.programme.measures.first()
    assert first is not None
    measures.set_target(
        measure=first, by=world.administrator, due_quarter=1, comparator=">=", value=Decimal(1)
    )
    few = cost(world, world.url("measure_list"))
    for number in range(15):
        added = measures.add(
            programme=world.programme,
            by=world.administrator,
            code=f"measure_{number}",
            name=f"Measure {number}",
            unit="count",
        )
        measures.set_baseline(measure=added, by=world.administrator, state="nil")
        measures.set_target(
            measure=added, by=world.administrator, due_quarter=1, comparator=">", value=Decimal(1)
        )
    assert cost(world, world.url("measure_list")) == few <= MOST
