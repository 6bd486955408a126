"""What many rows refer to is looked for while the next are made ready, and no later than usual."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import bulk, references
from enterprises.models import Enterprise, EnterpriseStage
from tests.integration.enterprises.making import World, a_council, a_world

pytestmark = pytest.mark.django_db(transaction=True)

MOMENT = datetime(2022, 3, 27, tzinfo=UTC)
MINE = "Of this test"
NOBODY = 4_000_000


@pytest.fixture
def world() -> World:
    return a_world(a_council())


def stage_of(world: World, enterprise: int) -> None:
    bulk.insert(
        EnterpriseStage,
        ("enterprise_id", "stage", "on", "note", "entered_by_id", "entered_at", "origin_id"),
        [(enterprise, "closed", date(2022, 3, 27), MINE, world.keeper.pk, MOMENT, None)],
    )


def test_what_is_not_there_is_refused_when_the_block_ends(world: World) -> None:
    reached = []
    with pytest.raises(IntegrityError), transaction.atomic():
        stage_of(world, NOBODY)
        with references.looked_for():
            reached.append("inside")
        # SQLite looks at the end of the transaction.
        assert connection.vendor == "sqlite"
    assert reached == ["inside"]
    assert not EnterpriseStage.unscoped.filter(note=MINE).exists()


def test_rows_after_the_block_may_come_before_what_they_refer_to(world: World) -> None:
    with transaction.atomic():
        stage_of(world, world.enterprise("Fen Helpers").pk)
        with references.looked_for():
            pass
        (number,) = bulk.next_ids(Enterprise, 1)
        stage_of(world, number)
        bulk.insert(
            Enterprise,
            (
                *("id", "council_id", "programme_id", "name", "reference", "postcode"),
                *("traded_before_programme", "partner_id", "edition", "created_by_id"),
                "created_at",
            ),
            [
                (
                    *(number, world.council.pk, world.programme.pk, "Ouse Helpers", "", ""),
                    *(None, None, 1, world.keeper.pk, MOMENT),
                )
            ],
        )
    assert EnterpriseStage.unscoped.filter(note=MINE).count() == 2


def test_the_block_may_ask_the_database_and_what_it_raises_comes_out(world: World) -> None:
    stage = world.enterprise("Fen Helpers").pk
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        stage_of(world, stage)
        with references.looked_for():
            assert Enterprise.unscoped.filter(pk=stage).values_list("name", flat=True)[0]
            raise ZeroDivisionError
    assert not EnterpriseStage.unscoped.filter(note=MINE).exists()
