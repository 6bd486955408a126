"""Many rows at once: what one row at a time would have written, on either database."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from accounts import bulk, events, request_id
from accounts.models import Council, Event
from enterprises.models import Enterprise, EnterpriseStage, ServiceType
from tests.integration.enterprises.making import World, a_council, a_world
from uploads.models import Upload, UploadChange

pytestmark = pytest.mark.django_db

MOMENT = datetime(2022, 3, 27, 1, 30, 0, 123456, tzinfo=UTC)
ODD = "O’Neill\t“Tŷ”\\N \\. 😀\nsecond line, 100% {}"


@pytest.fixture
def world() -> World:
    return a_world(a_council())


def add(world: World, *names: str, **values: Any) -> list[int]:
    numbers = bulk.next_ids(Enterprise, len(names))
    bulk.insert(
        Enterprise,
        (
            *("id", "council_id", "programme_id", "name", "reference", "postcode"),
            *("traded_before_programme", "partner_id", "edition", "created_by_id", "created_at"),
        ),
        [
            (
                *(number, world.council.pk, world.programme.pk, name, "", ""),
                *(values.get("traded"), None, 1, world.keeper.pk, MOMENT),
            )
            for number, name in zip(numbers, names, strict=True)
        ],
    )
    return numbers


def test_rows_are_written_as_they_are_given(world: World) -> None:
    (number,) = add(world, ODD, traded=False)
    mine = Enterprise.unscoped.get(pk=number)
    assert (mine.name, mine.traded_before_programme, mine.partner) == (ODD, False, None)
    assert mine.created_at == MOMENT
    mine.full_clean(exclude=["partner"])
    bulk.insert(
        EnterpriseStage,
        ("enterprise_id", "stage", "on", "note", "entered_by_id", "entered_at", "origin_id"),
        [
            (number, "closed", on, "", world.keeper.pk, MOMENT, None)
            for on in (date(2022, 3, 27), None)
        ],
    )
    assert list(mine.stages.order_by("id").values_list("on", flat=True)) == [
        date(2022, 3, 27),
        None,
    ]


def test_numbers_go_on_from_one_anothers(world: World) -> None:
    first = world.enterprise("By hand").pk
    numbers = add(world, "Second", "Third")
    last = world.enterprise("By hand again").pk
    assert first < numbers[0] < numbers[1] < last
    bulk.delete(Enterprise, [numbers[1]])
    assert add(world, "Fourth")[0] > last
    assert bulk.next_ids(Enterprise, 0) == []


def test_numbers_that_nothing_takes_are_not_given_out_again(world: World) -> None:
    reserved = bulk.next_ids(Enterprise, 3)
    assert len(set(reserved)) == 3
    by_hand = world.enterprise("By hand").pk
    more = bulk.next_ids(Enterprise, 2)
    assert max(reserved) < by_hand < min(more)


def test_rows_are_changed_and_deleted_by_their_number(world: World) -> None:
    one, _, three = add(world, "One", "Two", "Three")
    bulk.update(
        Enterprise,
        ("name", "traded_before_programme", "partner_id", "edition"),
        [(one, ODD, True, world.partner.pk, 7), (three, "Drei", None, world.partner.pk, 8)],
    )
    rows = Enterprise.unscoped.order_by("pk").values_list(
        "name", "traded_before_programme", "partner_id", "edition"
    )
    assert list(rows) == [
        (ODD, True, world.partner.pk, 7),
        ("Two", None, None, 1),
        ("Drei", None, world.partner.pk, 8),
    ]
    bulk.update(Enterprise, ("partner_id", "traded_before_programme"), [(one, None, None)])
    assert Enterprise.unscoped.get(pk=one).partner is None
    bulk.delete(Enterprise, [one, three])
    assert list(Enterprise.unscoped.values_list("name", flat=True)) == ["Two"]


def test_days_and_moments_are_changed_too(world: World) -> None:
    (number,) = add(world, "One")
    mine = Enterprise.unscoped.get(pk=number)
    step = mine.stages.create(stage="closed", on=None, entered_by=world.keeper)
    bulk.update(EnterpriseStage, ("on", "entered_at"), [(step.pk, date(2022, 3, 27), MOMENT)])
    step.refresh_from_db()
    assert (step.on, step.entered_at) == (date(2022, 3, 27), MOMENT)
    bulk.update(EnterpriseStage, ("on",), [(step.pk, None)])
    step.refresh_from_db()
    assert step.on is None


def test_nothing_to_write_asks_nothing(world: World) -> None:
    with CaptureQueriesContext(connection) as queries:
        bulk.update(Enterprise, ("name",), [])
        bulk.delete(Enterprise, [])
        bulk.insert(Enterprise, ("name",), [])
    assert len(queries) == 0


def test_a_field_nobody_has_prepared_for_is_refused(world: World) -> None:
    with pytest.raises(TypeError, match="cannot be written in bulk yet"):
        bulk.insert(Council, ("hours_per_wte",), [(Decimal("37.5"),)])


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(TransactionManagementError):
        bulk.insert(Enterprise, ("name",), [("x",)])
    with pytest.raises(TransactionManagementError):
        bulk.next_ids(Enterprise, 1)
    with pytest.raises(RuntimeError, match="transaction of its change"):
        events.record_many([], by=None, council=None)


@pytest.mark.django_db(transaction=True)
def test_the_database_still_refuses_what_its_rules_refuse() -> None:
    world = a_world(a_council())
    (number,) = [world.enterprise("One").pk]
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.update(Enterprise, ("partner_id",), [(number, 999_999)])
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.delete(Enterprise, [number])  # it has a stage
    with pytest.raises(IntegrityError), transaction.atomic():
        again = (world.council.pk, world.kinds["meals"].code, "Again", None, 0)
        bulk.insert(
            ServiceType,
            ("council_id", "code", "name", "displaces_framework_care", "position"),
            [again],
        )
    assert Enterprise.unscoped.get().partner is None


def test_many_events_are_as_so_many_single_ones(world: World) -> None:
    mine = world.enterprise("Fen Helpers")
    values = {
        "day": date(2022, 3, 27),
        "hours": Decimal("12.50"),
        "partner": world.partner,
        "nothing": None,
        "yes": True,
        "list": [Decimal(1), {"on": date(2022, 1, 3)}, ("a", 2)],
        "words": ODD,
    }
    token = request_id._request_id.set("abc123")
    try:
        single = events.record(
            verb="enterprise.changed",
            obj=mine,
            by=world.keeper,
            council=world.council,
            before=values,
            reason="why",
        )
        events.record_many(
            [
                events.NewEvent(
                    "enterprise.changed",
                    Enterprise,
                    mine.pk,
                    str(mine),
                    before=values,
                    reason="why",
                ),
                events.NewEvent("enterprise.removed", Enterprise, mine.pk, "x" * 300),
            ],
            by=world.keeper,
            council=world.council,
        )
    finally:
        request_id._request_id.reset(token)
    one, two = Event.objects.filter(pk__gt=single.pk)
    skipped = {"_state", "id", "at"}
    assert {k: v for k, v in vars(one).items() if k not in skipped} == {
        k: v for k, v in vars(Event.objects.get(pk=single.pk)).items() if k not in skipped
    }
    assert (one.actor_roles, one.request_id) == ("commissioner", "abc123")
    assert abs(one.at - single.at).total_seconds() < 60
    assert (two.before, two.after, two.object_label) == (None, None, "x" * 250)
    # NULL to the database too, and not a null that somebody wrote.
    assert Event.objects.filter(pk=two.pk, before__isnull=True, after__isnull=True).exists()


def test_events_of_nobody_have_no_roles(world: World) -> None:
    entry = events.NewEvent("enterprise.changed", Enterprise, 1, "x")
    events.record_many([entry], by=None, council=None)
    event = Event.objects.latest("id")
    assert (event.actor, event.council, event.actor_roles) == (None, None, "")


def test_many_rows_are_written_a_part_at_a_time(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_AT_ONCE", 2)
    names = [f"Enterprise {number}" for number in range(5)]
    numbers = add(world, *names)
    found = Enterprise.unscoped.filter(pk__in=numbers).order_by("pk")
    assert list(found.values_list("name", flat=True)) == names


def test_json_that_is_ready_is_written_as_it_is(world: World) -> None:
    upload = Upload.unscoped.create(
        council=world.council,
        programme=world.programme,
        file_name="list.csv",
        size=1,
        sha256="0" * 64,
        uploaded_by=world.keeper,
    )
    names = ("upload_id", "position", "what", "action", "label", "sheet", "row", "corrected")
    row = (upload.pk, 0, "week", "added", ODD, "", 2, False, "[]", None, '{"name": "Tŷ \\u00e9"}')
    json_fields = ("fields", "before", "after")
    bulk.insert(UploadChange, (*names, *json_fields), [row], encoded=json_fields)
    change = UploadChange.unscoped.get(upload=upload)
    assert (change.label, change.fields, change.before) == (ODD, [], None)
    assert change.after == {"name": "Tŷ é"}
