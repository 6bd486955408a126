"""Whatever is uploaded, corrected by hand and undone, in any order: the roll-up is the sum of the
rows, and what an upload can be undone to is what was there before."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enterprises.actions import stages
from enterprises.checking import differences
from enterprises.models import Enterprise, WeeklyHours
from tests.integration.enterprises.making import START, World, a_council, a_world
from tests.integration.importers.lists import (
    enterprises,
    examined,
    hours,
    saved,
    stored,
    taken_back,
)
from uploads.importing import CannotUndo
from uploads.models import Upload

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
NAMES = ("Fen Helpers", "Ouse Meals", "Isle Gardens")
PAYERS = (None, "direct_payment", "self_funded")

who = st.sampled_from(NAMES)
# Some lie before the programme, one is the last of a quarter and one the first of the next.
weeks = st.sampled_from([START + WEEK * n for n in (-1, 0, 1, 12, 13, 20)])
figures = st.integers(0, 20_000).map(lambda hundredths: Decimal(hundredths) / 100)
days = st.dates(START, START + WEEK * 20)

lines = st.dictionaries(st.tuples(who, weeks, st.sampled_from(PAYERS)), figures, max_size=6)
upload = st.tuples(
    st.just("upload"),
    lines,
    st.dictionaries(who, st.tuples(st.none() | days, st.none() | figures), max_size=3),
)
correction = st.tuples(st.just("correct"), who, weeks, st.lists(figures, max_size=2))
pause = st.tuples(st.just("pause"), who, days)
undo = st.tuples(st.just("undo"), st.integers(0, 9))
steps = st.lists(st.one_of(upload, upload, correction, pause, undo, undo), min_size=3, max_size=9)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(steps)
def test_the_roll_up_is_always_the_sum_of_the_rows(taken: list[tuple[Any, ...]]) -> None:
    with transaction.atomic():
        world = a_world(a_council())
        uploads: list[Upload] = []
        for step in taken:
            _do(world, uploads, step)
            assert differences(world.programme) == []
        while uploads:
            if not _undo(world, uploads, -1):
                break
        else:
            by_hand = any(step[0] in ("correct", "pause") for step in taken)
            assert by_hand or not WeeklyHours.unscoped.exists()
        assert differences(world.programme) == []
        transaction.set_rollback(True)


def _do(world: World, uploads: list[Upload], step: tuple[Any, ...]) -> None:
    match step:
        case ("upload", given_lines, given_enterprises):
            _put_in(world, uploads, given_lines, given_enterprises)
        case ("correct", name, week, entries):
            if mine := _named(world, name):
                kinds = ("meals", "domestic")
                chosen = [
                    world.entry(str(figure), kind)
                    for kind, figure in zip(kinds, entries, strict=False)
                ]
                if sum(entries) <= 168:
                    world.record(mine, week, *chosen)
        case ("pause", name, day):
            mine = _named(world, name)
            if mine and not mine.stages.exists():
                stages.add_stage(enterprise=mine, by=world.keeper, stage="established", on=day)
        case ("undo", number) if uploads:
            _undo(world, uploads, number % len(uploads))


def _put_in(world: World, uploads: list[Upload], given_lines: Any, given_enterprises: Any) -> None:
    names = {name for name, _, _ in given_lines} | set(given_enterprises)
    known: list[dict[str, Any]] = []
    for name in sorted(names):
        day, usual = given_enterprises.get(name, (None, None))
        known.append({"name": name, "established_on": day, "typical_hours": usual})
    found = examined(world, enterprises(*known), hours(*_rows(given_lines)))
    assert not any(one.severity.value in ("fix", "stops") for one in found.problems)
    uploads.append(saved(stored(world, found)))
    again = examined(world, enterprises(*known), hours(*_rows(given_lines)))
    assert [change.label for change in again.changes if change.what == "week"] == []


def _rows(given_lines: Any) -> list[dict[str, Any]]:
    return [
        {"name": name, "week": week, "hours": figure, "payer": payer}
        for (name, week, payer), figure in given_lines.items()
    ]


def _undo(world: World, uploads: list[Upload], place: int) -> bool:
    try:
        taken_back(uploads[place], world.keeper)
    except CannotUndo:
        return False
    del uploads[place]
    return True


def _named(world: World, name: str) -> Enterprise | None:
    found: Enterprise | None = Enterprise.unscoped.filter(
        programme=world.programme, name=name
    ).first()
    return found


def test_the_days_of_this_test_lie_as_it_says(world: World) -> None:
    quarters = world.programme.quarters()
    assert quarters[0].weeks[-1] == START + WEEK * 12
    assert quarters[1].weeks[0] == START + WEEK * 13
    assert date(2022, 1, 3) == START
