"""Many people correct hours at the same moment; the roll-up still says what is recorded."""

import random
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections

from enterprises.actions import hours, register, rollups
from enterprises.models import Enquiry, Enterprise, EnterpriseStage, QuarterHours, WeeklyHours
from tests.integration.enterprises.making import START, World

pytestmark = pytest.mark.django_db(transaction=True)

WEEK = timedelta(days=7)


def together(acts: list[Callable[[], object]]) -> list[Exception]:
    """Do them at the same time; return what went wrong."""
    barrier = threading.Barrier(len(acts))
    wrong: list[Exception] = []

    def one(act: Callable[[], object]) -> None:
        try:
            barrier.wait(30)
            act()
        except Exception as error:
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return wrong


def rolled_up(world: World) -> list[dict[str, object]]:
    rows = QuarterHours.unscoped.filter(programme=world.programme).order_by("quarter_number")
    return [
        {name: value for name, value in row.items() if name not in ("id", "updated_at")}
        for row in rows.values()
    ]


def test_corrections_at_once_leave_the_roll_up_of_what_is_recorded(world: World) -> None:
    chance = random.Random(7)
    mine = [world.enterprise(f"Enterprise {place}") for place in range(4)]

    def corrections(number: int) -> Callable[[], None]:
        enterprise = mine[number % 4]
        figures = [str(chance.randrange(1, 16_000) / 100) for _ in range(5)]

        def act() -> None:
            for place, figure in enumerate(figures):
                week = START + WEEK * (place * 3)
                world.record(enterprise, week, world.entry(figure))

        return act

    def pause() -> None:
        register.add_stage(enterprise=mine[0], by=world.keeper, stage="paused", on=START + WEEK * 9)

    def forget() -> None:
        register.change_enterprise(
            enterprise=mine[1], by=world.keeper, traded_before_programme=None
        )

    acts: list[Callable[[], object]] = [corrections(number) for number in range(8)]
    assert together([*acts, pause, forget]) == []
    assert EnterpriseStage.unscoped.filter(stage="paused").count() == 1
    after = rolled_up(world)
    rollups.rebuild(world.programme)
    assert after == rolled_up(world)
    assert after[0]["measured_hundredths"] != 0
    assert after[0]["unknown_hundredths"] != 0


def test_hours_and_removal_at_once_leave_one_or_the_other(world: World) -> None:
    for place in range(6):
        mine = world.enterprise(f"Enterprise {place}")

        def remove(mine: Enterprise = mine) -> None:
            edition = mine.edition
            register.remove_enterprise(enterprise=mine, by=world.keeper, edition=edition)

        def enquire(mine: Enterprise = mine) -> None:
            register.add_enquiry(
                programme=world.programme, by=world.keeper, received_on=START, enterprise=mine
            )

        mine.refresh_from_db()
        others = [enquire, lambda mine=mine: world.record(mine, START, world.entry("1"))]
        wrong = together([remove, remove, *others])
        there = Enterprise.unscoped.filter(pk=mine.pk).exists()
        enquiries = Enquiry.unscoped.filter(enterprise=mine).count()
        weeks = WeeklyHours.unscoped.filter(enterprise_id=mine.pk).count()
        names = sorted(type(error).__name__ for error in wrong)
        if there:
            assert names == ["Refused", "Refused"]
            assert (enquiries, weeks) == (1, 1)
        else:
            assert names == ["Gone", "Gone", "ValidationError"]
            assert (enquiries, weeks) == (0, 0)


def test_two_who_saw_the_same_week_save_it_once(world: World) -> None:
    mine = world.enterprise()

    def save(figure: str) -> Callable[[], object]:
        return lambda: hours.record_weeks(
            enterprise=mine,
            by=world.keeper,
            weeks={START: [world.entry(figure)]},
            seen={START: "none"},
        )

    wrong = together([save("1"), save("2"), save("3"), save("4")])
    assert [type(error).__name__ for error in wrong] == ["EditedMeanwhile"] * 3
