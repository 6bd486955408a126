"""A target set by mistake is taken out, unless something rests on it."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Event
from programmes import codes
from programmes.actions import measures
from programmes.actions.errors import Gone, Refused
from programmes.dates import day_words
from programmes.models import Measure, Target
from tests.integration.programmes.making import World, a_world, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(world: World) -> Client:
    return signed_in(world.administrator)


@pytest.fixture
def measure(world: World) -> Measure:
    found: Measure = world.programme.measures.get(code=codes.ENQUIRIES)
    return found


def aim(world: World, measure: Measure, value: str | None = "50", **more: Any) -> Target:
    given: dict[str, Any] = {
        "due_quarter": 4,
        "state": "to_be_agreed",
        "reason": "A first thought",
    } | more
    comparator = None if value is None else ">="
    return measures.set_target(
        measure=measure,
        by=world.administrator,
        comparator=comparator,
        value=None if value is None else Decimal(value),
        **given,
    )


def url(world: World, target: Target) -> str:
    return world.url("target_remove", measure=target.measure_id, target=target.pk)


def test_the_latest_version_is_removed_and_the_one_before_is_the_latest_again(
    world: World, administrator: Client, measure: Measure
) -> None:
    first, second = aim(world, measure), aim(world, measure, "500", note="A nought too many")
    listed = administrator.get(world.url("measure_list")).text
    assert url(world, second) in listed
    assert url(world, first) not in listed
    page = administrator.get(url(world, second)).text
    assert "A nought too many" in page
    assert "Version 1, at least 50, is the latest again." in page
    assert Target.unscoped.count() == 2
    done = administrator.post(url(world, second), follow=True).text
    assert f"The target of {measure.name} is removed." in done
    assert "Target: <strong>at least 50</strong>" in done
    event = Event.objects.get(verb="target.removed")
    assert (event.actor, event.object_id) == (world.administrator, str(second.pk))
    assert event.before == {
        "due_quarter": 4,
        "version": 2,
        "kind": "level",
        "comparator": ">=",
        "value": "500.0000",
        "state": "to_be_agreed",
        "note": "A nought too many",
        "reason": "A first thought",
        "measure": measure.name,
    }
    assert "Nothing is aimed at by the end of Y1 Q4" in administrator.get(url(world, first)).text
    assert administrator.post(url(world, first)).status_code == 302
    assert not Target.unscoped.exists()


def refused(administrator: Client, world: World, target: Target, says: str) -> None:
    shown = administrator.get(url(world, target))
    assert shown.status_code == 200
    assert says in shown.text
    assert "Remove this target" not in shown.text
    sent = administrator.post(url(world, target))
    assert sent.status_code == 422
    assert f"{says} Nothing was removed." in sent.text
    assert Target.unscoped.filter(pk=target.pk).exists()
    assert not Event.objects.filter(verb="target.removed").exists()


def test_what_a_later_version_was_made_from_stays(
    world: World, administrator: Client, measure: Measure
) -> None:
    first = aim(world, measure)
    # The page was open when the next version was made.
    assert "Remove this target" in administrator.get(url(world, first)).text
    aim(world, measure, "60")
    aim(world, measure, "70", due_quarter=None)
    refused(administrator, world, first, "A newer version was made from it, so it stays.")


def test_what_is_approved_stays_and_what_followed_it_unapproved_does_not(
    world: World, administrator: Client, measure: Measure
) -> None:
    first = aim(world, measure)
    measures.approve_target(target=first, by=world.finance)
    assert url(world, first) not in administrator.get(world.url("measure_list")).text
    refused(administrator, world, first, "It is approved, so it stays.")
    second = aim(world, measure, "500")
    # A return approved now is read against the approved version, not against this one.
    world.approved(enquiries="12", expenditure="1")
    assert administrator.post(url(world, second)).status_code == 302
    assert Target.unscoped.get() == first


def test_what_an_approved_return_was_read_against_stays(
    world: World, administrator: Client, measure: Measure
) -> None:
    before, unstated = aim(world, measure), aim(world, measure, None, due_quarter=8)
    world.approved(1, expenditure="1")
    # A return without a figure of the measure was read against nothing.
    assert "Remove this target" in administrator.get(url(world, before)).text
    world.approved(2, enquiries="12", expenditure="1")
    today = day_words(timezone.localdate())
    says = f"The return for Y1 Q2, approved on {today}, was read against it, so it stays."
    refused(administrator, world, before, says)
    # Neither was it read against what stated no figure, nor against what came after it.
    after = aim(world, measure, due_quarter=6)
    for target in (unstated, after):
        assert administrator.post(url(world, target)).status_code == 302
    assert Target.unscoped.get() == before


def test_pressing_twice_says_that_it_is_done_already(
    world: World, administrator: Client, measure: Measure
) -> None:
    target = aim(world, measure)
    assert administrator.post(url(world, target)).status_code == 302
    administrator.get(world.url("measure_list"))
    again = administrator.post(url(world, target), follow=True)
    assert f"Target of {measure.name}, version 1 has been removed already." in again.text
    # Under another measure, or where there never was one, nothing is said.
    target.measure_id = world.programme.measures.get(code=codes.EXPENDITURE).pk
    assert administrator.post(url(world, target)).status_code == 404
    there = {"measure": measure.pk, "target": 9999}
    assert administrator.post(world.url("target_remove", **there)).status_code == 404


def test_a_target_removed_meanwhile_is_not_approved(world: World, measure: Measure) -> None:
    target = aim(world, measure)
    measures.remove_target(target=target, by=world.administrator)
    stale = Target(pk=1, measure=measure)
    for act in (measures.approve_target, measures.remove_target):
        with pytest.raises(Gone):
            act(target=stale, by=world.finance)


def test_another_councils_target_is_not_reached(
    world: World, administrator: Client, measure: Measure
) -> None:
    other = a_world("Fenshire")
    theirs = aim(other, other.programme.measures.get(code=codes.ENQUIRIES))
    for places in (
        {"measure": theirs.measure_id, "target": theirs.pk},
        {"measure": measure.pk, "target": theirs.pk},
    ):
        assert administrator.post(world.url("target_remove", **places)).status_code == 404
    assert Target.unscoped.get() == theirs
    commissioner = signed_in(world.commissioner)
    mine = aim(world, measure)
    assert commissioner.get(url(world, mine)).status_code == 403
    assert "Remove<span" not in commissioner.get(world.url("measure_list")).text
    with pytest.raises(Refused, match="wrote this target"):
        measures.approve_target(target=mine, by=world.administrator)
