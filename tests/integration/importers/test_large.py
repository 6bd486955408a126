"""As much as partners keep: a quarter of 45 enterprises, a year of 450, in one go."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from enterprises.checking import differences
from enterprises.models import Enterprise, QuarterHours, WeeklyHours
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import enterprises, examined, put_in, wide
from uploads.rows import ReadList

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def name(number: int) -> str:
    return f"{_LETTERS[number % 26]}{_LETTERS[number // 26]} Home Help".title()


def a_wide_list(count: int, weeks: int) -> ReadList:
    return wide(
        {
            name(number): {
                START + WEEK * week: str(Decimal((number * 7 + week * 3) % 160) / 4)
                for week in range(weeks)
                if (number + week) % 11  # some weeks are blank
            }
            for number in range(count)
        }
    )


def stored(world: World) -> dict[int, dict[str, object]]:
    rows = QuarterHours.unscoped.filter(programme=world.programme).values()
    return {
        row["quarter_number"]: {
            key: value for key, value in row.items() if key not in ("id", "updated_at")
        }
        for row in rows
    }


@pytest.mark.parametrize(("count", "weeks"), [(45, 13), (450, 52)])
def test_a_wide_list_loads_in_one_go(world: World, count: int, weeks: int) -> None:
    everyone = enterprises(
        *(
            {"name": name(number), "established_on": START, "traded_before": False}
            for number in range(count)
        )
    )
    given = a_wide_list(count, weeks)
    put_in(world, everyone, given, today=date(2023, 6, 1))
    assert Enterprise.unscoped.count() == count
    figures = [hours for row in given.rows for hours in row.weeks.values()]
    assert WeeklyHours.unscoped.count() == len(figures)
    total = sum(row.measured_hundredths for row in QuarterHours.unscoped.all())
    assert Decimal(total) / 100 == sum(figures)
    assert differences(world.programme) == []


def test_correcting_one_cell_changes_one_week_and_one_quarter(world: World) -> None:
    everyone = enterprises(
        *({"name": name(number), "established_on": START} for number in range(45))
    )
    given = a_wide_list(45, 26)
    put_in(world, everyone, given)
    rows = {row.pk: row.hundredths for row in WeeklyHours.unscoped.all()}
    before = stored(world)
    corrected = START + WEEK * 14
    row = given.rows[7]
    row.weeks = {**row.weeks, corrected: Decimal("39.75")}
    found = examined(world, everyone, given)
    (change,) = found.changes
    assert (change.label, change.row) == (f"{name(7)}, week of 11 April 2022", 9)
    assert found.unchanged == {"enterprise": 45, "week": len(rows) - 1}
    put_in(world, everyone, given)
    now = {row.pk: row.hundredths for row in WeeklyHours.unscoped.all()}
    assert len(set(rows) - set(now)) == 1
    assert [now[pk] for pk in set(now) - set(rows)] == [3975]
    after = stored(world)
    assert [number for number in before if before[number] != after[number]] == [2]
    assert differences(world.programme) == []
