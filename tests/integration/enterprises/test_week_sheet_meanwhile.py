"""A week filled in for all enterprises, while others save, add and remove."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from enterprises.actions import hours, register
from enterprises.models import Enterprise, WeeklyHours
from tests.integration.enterprises.making import (
    START,
    World,
    a_running_world,
    words,
)
from tests.integration.enterprises.sheet import Sheet, recorded, typical, url_of

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def test_a_clash_keeps_what_was_typed_and_saves_nothing(world: World, keeper: Client) -> None:
    one, two, three = (world.enterprise(name) for name in ("One", "Two", "Three"))
    sheet = Sheet(keeper, url_of(world))
    world.record(one, START, world.entry("7"))
    world.record(three, START, world.entry("8"))
    refused = sheet.send({str(one.pk): "9", str(two.pk): "5"})
    assert refused.status_code == 422
    assert (
        "One was saved meanwhile, by somebody else or by you in another window: it has 7"
        in words(refused)
    )
    assert {name: row[0] for name, row in recorded().items()} == {"One": 7, "Three": 8}
    again = Sheet.of(keeper, url_of(world), refused)
    figures = [again.figures[str(mine.pk)] for mine in (one, two, three)]
    assert figures == ["9", "5", "8"]
    assert again.send({}).status_code == 302
    assert {name: row[0] for name, row in recorded().items()} == {"One": 9, "Two": 5, "Three": 8}


def test_a_save_between_reading_and_saving_is_a_clash_too(
    world: World, keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = world.enterprise("One"), world.enterprise("Two")
    sheet = Sheet(keeper, url_of(world))
    whole = hours.record_week

    def late(**given: Any) -> Any:
        monkeypatch.setattr(hours, "record_week", whole)
        world.record(one, START, world.entry("7"))
        return whole(**given)

    monkeypatch.setattr(hours, "record_week", late)
    refused = sheet.send({str(one.pk): "9", str(two.pk): "5"})
    assert refused.status_code == 422
    assert "it has 7 hours. Save again to put 9 in its place" in words(refused)
    assert {name: row[0] for name, row in recorded().items()} == {"One": 7}


def test_what_it_would_be_counted_as_is_what_the_page_said(world: World, keeper: Client) -> None:
    mine = world.enterprise("One")
    typical(world, mine)
    sheet = Sheet(keeper, url_of(world))
    world.record(mine, START + WEEK, world.entry("1", "gardening", "other"))
    refused = sheet.send({str(mine.pk): "9"})
    assert refused.status_code == 422
    assert "are counted as has changed meanwhile" in words(refused)
    assert recorded() == {}
    assert Sheet.of(keeper, url_of(world), refused).send({}).status_code == 302
    assert recorded()["One"] == (Decimal(9), "gardening", "other")


def test_whoever_was_on_the_page_is_saved_whoever_has_come_or_gone_since(
    world: World, keeper: Client
) -> None:
    mine = [world.enterprise(f"Enterprise {place:02}") for place in range(25)]
    sheet = Sheet(keeper, url_of(world))
    assert len(sheet.keys) == 25
    # One more stands before them in the alphabet, and would push the last off the page.
    world.enterprise("Aldreth Care")
    register.add_stage(enterprise=mine[24], by=world.keeper, stage="closed", on=START)
    assert sheet.send({str(mine[24].pk): "24"}).status_code == 302
    assert list(recorded()) == ["Enterprise 24"]


def test_one_removed_meanwhile_is_named_and_the_rest_kept(
    world: World, keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (world.enterprise(name) for name in ("One", "Two", "Three"))

    def remove(mine: Enterprise) -> None:
        edition = Enterprise.unscoped.get(pk=mine.pk).edition
        register.remove_enterprise(enterprise=mine, by=world.keeper, edition=edition)

    sheet = Sheet(keeper, url_of(world))
    numbers = [str(mine.pk) for mine in (one, two, three)]
    remove(one)
    refused = sheet.send({numbers[0]: "1", numbers[1]: "2"})
    assert refused.status_code == 422
    assert "You typed 1 for an enterprise that is not in the register any more." in words(refused)
    again = Sheet.of(keeper, url_of(world), refused)
    assert again.figures == {numbers[2]: "", numbers[1]: "2"}
    # And one that goes between reading and saving.
    whole = hours.record_week

    def late(**given: Any) -> Any:
        monkeypatch.setattr(hours, "record_week", whole)
        remove(three)
        return whole(**given)

    monkeypatch.setattr(hours, "record_week", late)
    refused = again.send({numbers[2]: "3"})
    assert refused.status_code == 422
    assert "You typed 3 for an enterprise" in words(refused)
    assert recorded() == {}
    assert Sheet.of(keeper, url_of(world), refused).send({}).status_code == 302
    assert list(recorded()) == ["Two"]


def test_an_enterprise_of_another_programme_is_not_reached(world: World, keeper: Client) -> None:
    world.enterprise("One")
    sheet = Sheet(keeper, url_of(world))
    near = a_running_world(World(world.council, world.partner, world.programme, world.keeper, {}))
    other = near.enterprise("Near")
    for number in (str(other.pk), "9" * 30, "x", "-1"):
        refused = sheet.client.post(
            sheet.url, {"row": number, f"hours_{number}": "5", f"seen_{number}": "none"}
        )
        assert refused.status_code == 422
        assert "You typed 5 for an enterprise that is not in the register" in words(refused)
    assert not WeeklyHours.unscoped.exists()
