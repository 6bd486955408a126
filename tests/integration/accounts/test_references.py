"""Foreign keys that are looked up while something else is done: what is missing is still told."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import bulk
from accounts.references import looked_up_meanwhile
from enterprises.models import EnterpriseStage
from tests.integration.enterprises.making import World, a_council, a_world

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite looks at its end"),
]
COLUMNS = ("enterprise_id", "stage", "on", "note", "entered_by_id", "entered_at", "origin_id")


@pytest.fixture
def world() -> World:
    return a_world(a_council())


def add_stage(world: World, enterprise: int) -> None:
    moment = datetime(2022, 3, 27, tzinfo=UTC)
    row = (enterprise, "closed", None, "", world.keeper.pk, moment, None)
    bulk.insert(EnterpriseStage, COLUMNS, [row])


def test_what_is_missing_is_told_at_the_end_of_the_block(world: World) -> None:
    done = []
    with pytest.raises(IntegrityError), transaction.atomic():
        add_stage(world, 999_999)
        with looked_up_meanwhile():
            done.append("meanwhile")
    assert done == ["meanwhile"]
    assert not EnterpriseStage.unscoped.exists()


def test_afterwards_they_wait_for_the_end_of_the_transaction_again(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    add_stage(world, mine.pk)
    with looked_up_meanwhile():
        # A query in between is answered once all is looked up.
        assert EnterpriseStage.unscoped.filter(enterprise=mine).count() == 2
    written = 0
    with pytest.raises(IntegrityError), transaction.atomic():
        add_stage(world, 999_999)
        written = EnterpriseStage.unscoped.count()
        connection.check_constraints()
    assert written == 3


def test_an_error_in_the_block_is_told_as_it_is(world: World) -> None:
    with pytest.raises(LookupError), transaction.atomic(), looked_up_meanwhile():
        raise LookupError
    assert world.council.pk
