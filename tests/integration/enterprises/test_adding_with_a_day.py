"""An enterprise added, on the page, with the day since which it trades."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from enterprises import sources
from enterprises.models import Enterprise, EnterpriseStage
from tests.integration.enterprises.making import START, World, day, words

pytestmark = pytest.mark.django_db


def test_an_enterprise_is_added_with_the_day_since_which_it_trades(
    world: World, keeper: Client
) -> None:
    typed = {"name": "Fen Helpers", "traded_before_programme": "no"}
    keeper.post(world.url("enterprise_new"), typed | day("established_on", START))
    step = EnterpriseStage.unscoped.get()
    assert (step.enterprise.name, step.stage, step.on) == ("Fen Helpers", "established", START)
    assert step.entered_by == world.keeper
    assert sources.new_enterprises(world.programme, world.programme.quarters())[1].value == 1
    # The form that changes an enterprise has no such day: it would be a second start.
    change = keeper.get(world.url("enterprise_edit", enterprise=step.enterprise_id))
    assert "Established and trading since" not in words(change)
    assert "established_on" not in change.content.decode()


def test_no_stage_is_recorded_of_an_enterprise_added_without_that_day(
    world: World, keeper: Client
) -> None:
    typed = {"name": "Fen Helpers", "traded_before_programme": "no"}
    page = words(keeper.get(world.url("enterprise_new")))
    assert "Established and trading since (optional) The day on which it began to trade." in page
    empty = {f"established_on-{part}": "" for part in ("day", "month", "year")}
    added = keeper.post(world.url("enterprise_new"), typed | empty)
    assert not EnterpriseStage.unscoped.exists()
    detail = words(keeper.get(added["Location"]))
    assert "No stage is recorded: it counts as new in no quarter." in detail


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (("31", "2", "2022"), "must be a real date: there is no 31 February 2022"),
        (("3", "", "2022"), "must include a month"),
        (("1", "1", "2999"), "must be on or before"),
    ],
)
def test_a_day_of_trading_that_cannot_be_adds_nothing_and_is_kept(
    world: World, keeper: Client, on: tuple[str, str, str], says: str
) -> None:
    boxes = dict(zip(("day", "month", "year"), on, strict=True))
    typed = {"name": "Fen Helpers", "traded_before_programme": "no"}
    typed |= {f"established_on-{part}": value for part, value in boxes.items()}
    page = keeper.post(world.url("enterprise_new"), typed)
    text = page.content.decode()
    assert page.status_code == 422
    assert f"The day on which it was established {says}" in words(page)
    assert 'value="Fen Helpers"' in text
    for part, value in boxes.items():
        box = re.search(rf'<input[^>]*name="established_on-{part}"[^>]*>', text)
        assert box is not None
        assert f'value="{value}"' in box[0] or not value
    assert not Enterprise.unscoped.exists()


def test_a_day_that_only_the_register_refuses_is_said_beside_its_boxes(
    world: World, keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise ValidationError({"on": "It closed before it began"})

    monkeypatch.setattr("enterprises.actions.register.add_stage", refuse)
    typed = {"name": "Fen Helpers", "traded_before_programme": "no"}
    page = keeper.post(world.url("enterprise_new"), typed | day("established_on", START))
    assert page.status_code == 422
    assert '<a href="#id_established_on-day">It closed before it began</a>' in page.content.decode()
    assert 'value="2022"' in page.content.decode()
    assert not Enterprise.unscoped.exists()


def test_the_day_is_kept_while_two_of_one_name_are_asked_about(
    world: World, keeper: Client
) -> None:
    world.enterprise(since=None)
    typed = {"name": "Fen Helpers", "traded_before_programme": "no"} | day("established_on", START)
    asked = keeper.post(world.url("enterprise_new"), typed)
    assert asked.status_code == 422
    assert 'name="established_on-year"' in asked.content.decode()
    assert 'value="2022"' in asked.content.decode()
    assert not EnterpriseStage.unscoped.exists()
    keeper.post(world.url("enterprise_new"), typed | {"asked": "yes", "known_to_differ": "on"})
    assert EnterpriseStage.unscoped.get().on == START
