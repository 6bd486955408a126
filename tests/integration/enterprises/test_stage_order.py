"""A stage that would end an enterprise before it began is refused, in whatever order they come."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import Event
from enterprises.actions import register
from enterprises.models import Enterprise, EnterpriseStage
from tests.integration.enterprises.making import START, World, day, words

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def stages() -> list[tuple[str, object]]:
    return list(EnterpriseStage.unscoped.order_by("on").values_list("stage", "on"))


def with_stage(world: World, stage: str) -> tuple[Enterprise, EnterpriseStage]:
    """An enterprise that reached one stage on the programme's first day."""
    mine = world.enterprise(since=None)
    step = register.add_stage(enterprise=mine, by=world.keeper, stage=stage, on=START)
    return mine, step


@pytest.mark.parametrize("stage", ["paused", "closed"])
def test_an_end_is_not_added_before_the_beginning(world: World, keeper: Client, stage: str) -> None:
    mine = world.enterprise()
    events = Event.objects.count()
    typed = {"stage": stage, "note": "Moved away", **day("on", START - DAY)}
    page = keeper.post(world.url("stage_new", enterprise=mine.pk), typed)
    text = page.content.decode()
    assert page.status_code == 422
    assert f"would have {stage} on 2 January 2022, before it was established" in words(page)
    assert 'href="#id_on-day"' in text
    assert 'value="Moved away"' in text
    assert stages() == [("established", START)]
    assert Event.objects.count() == events
    typed |= day("on", START)
    assert keeper.post(world.url("stage_new", enterprise=mine.pk), typed).status_code == 302


def test_a_beginning_is_not_added_after_the_end(world: World, keeper: Client) -> None:
    mine, _ = with_stage(world, "closed")
    url = world.url("stage_new", enterprise=mine.pk)
    typed = {"stage": "established", "note": "", **day("on", START + DAY)}
    page = keeper.post(url, typed)
    assert page.status_code == 422
    assert "closed on 3 January 2022, before it was established on 4 January 2022" in words(page)
    assert stages() == [("closed", START)]
    # The way that the message names.
    again = {"stage": "in_development", "note": "", **day("on", START + DAY)}
    assert keeper.post(url, again).status_code == 302
    assert keeper.post(url, typed).status_code == 302


def test_neither_date_is_moved_past_the_other(world: World, keeper: Client) -> None:
    mine, established = with_stage(world, "established")
    closed = register.add_stage(enterprise=mine, by=world.keeper, stage="closed", on=START + DAY)
    mine.refresh_from_db()
    for step, on in ((established, START + 2 * DAY), (closed, START - DAY)):
        page = keeper.post(
            world.url("stage_edit", enterprise=mine.pk, stage=step.pk),
            {"edition": mine.edition, "stage": step.stage, "note": "", **day("on", on)},
        )
        assert page.status_code == 422
        assert "would have closed on" in words(page)
    assert stages() == [("established", START), ("closed", START + DAY)]
    register.change_stage(step=closed, by=world.keeper, stage="closed", on=START + 7 * DAY)


def test_a_first_beginning_is_not_taken_out_from_under_a_pause(
    world: World, keeper: Client
) -> None:
    mine, first = with_stage(world, "established")
    for place, stage in enumerate(("paused", "established"), start=1):
        register.add_stage(enterprise=mine, by=world.keeper, stage=stage, on=START + place * DAY)
    mine.refresh_from_db()
    page = keeper.post(
        world.url("stage_edit", enterprise=mine.pk, stage=first.pk),
        {"edition": mine.edition, "do": "remove"},
    )
    assert page.status_code == 422
    assert "would have paused on 4 January 2022, before it was established on 5" in words(page)
    assert "Select the stage" not in words(page)
    assert len(stages()) == 3


def test_what_was_wrong_before_stands_in_nobodys_way(world: World) -> None:
    mine, established = with_stage(world, "established")
    old = EnterpriseStage.unscoped.create(
        enterprise=mine, stage="closed", on=START - 30 * DAY, entered_by=world.keeper
    )
    later = register.add_stage(enterprise=mine, by=world.keeper, stage="accredited", on=START + DAY)
    register.remove_stage(step=later, by=world.keeper)
    with pytest.raises(ValidationError, match="before it was established"):
        register.change_stage(step=old, by=world.keeper, stage="closed", on=START - DAY)
    register.change_stage(step=established, by=world.keeper, stage="established", on=None)
