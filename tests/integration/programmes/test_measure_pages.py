"""Measures, baselines and targets: by pages, and what their actions refuse."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import Event
from programmes import codes
from programmes.actions import measures
from programmes.actions.errors import EditedMeanwhile, Refused
from programmes.models import Baseline, Measure, Target
from tests.integration.programmes.making import World, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(world: World) -> Client:
    return signed_in(world.administrator)


@pytest.fixture
def measure(world: World) -> Measure:
    found: Measure = world.programme.measures.get(code=codes.NEW_ENTERPRISES)
    return found


def test_a_measure_is_added_and_asked_for(world: World, administrator: Client) -> None:
    data = {
        "name": "People on the pending list",
        "unit": "count",
        "direction": "down",
        "aggregation": "latest",
        "source": "typed",
        "on_return": "on",
    }
    url = world.url("measure_new")
    answer = administrator.post(url, data, follow=True)
    assert "People on the pending list" in answer.text
    assert world.programme.measures.get(code="people_on_the_pending_list").direction == "down"
    assert "of this name already" in administrator.post(url, data).text
    world.draft()
    page = signed_in(world.commissioner).get(world.url("return_detail", quarter=1)).text
    assert "Other measures" in page


def test_what_cannot_be_added_up_is_refused(world: World, administrator: Client) -> None:
    data = {
        "name": "Share",
        "unit": "percent",
        "direction": "up",
        "aggregation": "sum",
        "source": "typed",
    }
    page = administrator.post(world.url("measure_new"), data)
    assert page.status_code == 422
    assert "Percentages of quarters cannot be added up" in page.text


def test_the_unit_of_a_measure_with_readings_stays(world: World) -> None:
    world.saved(enquiries="3")
    enquiries = world.programme.measures.get(code=codes.ENQUIRIES)
    with pytest.raises(Refused, match="Returns already hold figures"):
        measures.change(measure=enquiries, by=world.administrator, unit="pounds")
    changed = measures.change(measure=enquiries, by=world.administrator, name="Enquiries")
    with pytest.raises(EditedMeanwhile):
        measures.change(measure=changed, by=world.administrator, edition=1, name="Again")


def test_a_baseline_to_be_established_has_no_value(
    world: World, administrator: Client, measure: Measure
) -> None:
    url = world.url("baseline_edit", measure=measure.pk)
    data = {
        "state": "to_be_established",
        "value": "12",
        "due_by-day": "31",
        "due_by-month": "3",
        "due_by-year": "2022",
        "owner": "Commissioner",
        "edition": "1",
    }
    page = administrator.post(url, data, follow=True).text
    assert "To be established by 31 March 2022" in page
    assert "Owner: Commissioner." in page
    assert Baseline.unscoped.get().value is None
    answer = administrator.post(url, data | {"state": "established", "value": "", "edition": "2"})
    assert answer.status_code == 422
    assert (
        "This was saved by somebody else" in administrator.post(url, data | {"edition": "1"}).text
    )
    administrator.post(url, data | {"state": "nil", "edition": "2"})
    assert Baseline.unscoped.get().value == 0


def target(**changes: str) -> dict[str, str]:
    return {
        "due_quarter": "4",
        "kind": "level",
        "comparator": ">=",
        "value": "50",
        "state": "to_be_confirmed",
    } | changes


def test_a_target_changes_by_a_new_version(
    world: World, administrator: Client, measure: Measure
) -> None:
    url = world.url("target_new", measure=measure.pk)
    page = administrator.post(url, target(), follow=True).text
    assert "Target: <strong>at least 50</strong>" in page
    assert "by the end of Y1 Q4 · Oct–Dec 2022" in page
    first = Target.unscoped.get()
    again = f"{url}?of={first.pk}"
    assert 'name="version" value="1"' in administrator.get(again).text
    data = target(value="60", version="1", of_quarter="4")
    assert administrator.post(again, data).status_code == 422, "a reason is needed"
    administrator.post(again, data | {"reason": "Year 1 review"})
    administrator.post(again, data | {"reason": "Pressed twice"})
    assert list(Target.unscoped.values_list("version", "value")) == [
        (1, Decimal(50)),
        (2, Decimal(60)),
    ]
    page = administrator.get(world.url("measure_list")).text
    assert "Target: <strong>at least 60</strong>" in page
    assert "Earlier target: at least 50" in page


def test_a_target_without_date_or_figure(
    world: World, administrator: Client, measure: Measure
) -> None:
    url = world.url("target_new", measure=measure.pk)
    nothing = target(due_quarter="0", comparator="none", value="", state="to_be_agreed")
    page = administrator.post(url, nothing, follow=True).text
    assert "None stated yet" in page
    assert "no date" in page
    kept = Target.unscoped.get()
    assert (kept.value, kept.comparator, kept.due_quarter) == (None, None, None)
    for wrong in (
        target(comparator=""),
        target(comparator="none"),
        target(value=""),
        target(due_quarter="9"),
    ):
        assert administrator.post(url, wrong).status_code == 422
    fall = target(kind="change", comparator="<=", value="−25", due_quarter="8")
    page = administrator.post(url, fall, follow=True).text
    assert "at most −25% against the baseline" in page


def test_a_new_target_has_nothing_chosen_for_the_person(
    world: World, administrator: Client, measure: Measure
) -> None:
    url = world.url("target_new", measure=measure.pk)
    shown = administrator.get(url)
    form = shown.context["form"]
    assert [form[name].value() for name in ("due_quarter", "comparator")] == [None, None]
    assert '<option value="" selected>Choose a quarter</option>' in shown.text
    as_it_stands = {name: form[name].value() or "" for name in form.fields}
    answer = administrator.post(url, as_it_stands)
    assert answer.status_code == 422
    assert "Choose the quarter, or “No date”" in answer.text
    assert "Choose how the figure is compared with the target" in answer.text
    assert not Target.unscoped.exists()
    administrator.post(url, target(due_quarter="0", comparator="none", value=""))
    again = administrator.get(f"{url}?of={Target.unscoped.get().pk}").context["form"]
    assert [again[name].value() for name in ("due_quarter", "comparator")] == [0, "none"]


def test_a_target_is_approved_by_somebody_else_once(
    world: World, administrator: Client, measure: Measure
) -> None:
    set_by = measures.set_target(
        measure=measure,
        by=world.administrator,
        due_quarter=4,
        comparator=">=",
        value=Decimal(50),
        state="to_be_confirmed",
    )
    url = world.url("target_approve", measure=measure.pk, target=set_by.pk)
    assert administrator.post(url).status_code == 403
    with pytest.raises(Refused, match="You wrote this target"):
        measures.approve_target(target=set_by, by=world.administrator)
    finance = signed_in(world.finance)
    assert "Approve" in finance.get(world.url("measure_list")).text
    finance.post(url)
    finance.post(url)
    set_by.refresh_from_db()
    assert (set_by.approved_by, set_by.state) == (world.finance, "agreed")
    assert Event.objects.filter(verb="target.approved").count() == 1
    newer = measures.set_target(
        measure=measure,
        by=world.administrator,
        due_quarter=4,
        comparator=">=",
        value=Decimal(60),
        reason="Review",
    )
    assert newer.version == 2
    assert newer.approved_by is None


def test_a_target_keeps_its_comparator_in_the_database_too(world: World, measure: Measure) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.unscoped.create(measure=measure, value=Decimal(1), created_by=world.administrator)
