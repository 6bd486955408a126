"""What the register hands to templates, to the web process and to those who check it."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from enterprises.actions import register
from enterprises.models import QuarterHours, WeeklyHours
from tests.integration.enterprises.making import START, World, a_council, a_world
from tests.integration.importers.lists import IMPORTER
from uploads import importing
from uploads.answers import Answers
from uploads.importing import Blank

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def test_a_template_begins_with_the_known_enterprises_and_the_weeks(world: World) -> None:
    for name, reference in (("ouse Meals", ""), ("Fen Helpers", "F1")):
        mine = world.enterprise(name)
        register.change_enterprise(
            enterprise=mine, by=world.keeper, reference=reference, postcode="CB7 4EE"
        )
    rows = (
        {"reference": "F1", "name": "Fen Helpers", "postcode": "CB7 4EE"},
        {"reference": "", "name": "ouse Meals", "postcode": "CB7 4EE"},
    )
    first = world.programme.quarters()[0]
    period = "Y1 Q1 · 3 Jan–2 Apr 2022"
    assert IMPORTER.blank(world.programme, "hours", 1) == Blank(rows, first.weeks, period)
    assert IMPORTER.blank(world.programme, "enterprises", 1) == Blank(rows, (), period)
    assert IMPORTER.blank(world.programme, "typical", 1) == Blank(rows, (), period)
    assert IMPORTER.blank(world.programme, "enquiries", 1) == Blank((), (), period)
    assert IMPORTER.blank(world.programme, "hours", 99) == Blank(rows)


def test_who_had_closed_before_the_quarter_is_left_out(world: World) -> None:
    closed = world.enterprise("Closed")
    register.add_stage(enterprise=closed, by=world.keeper, stage="closed", on=START + WEEK)
    again = world.enterprise("Began again")
    for stage, weeks in (("closed", 1), ("established", 9)):
        register.add_stage(enterprise=again, by=world.keeper, stage=stage, on=START + WEEK * weeks)
    world.enterprise("Without stages", since=None)

    def names(quarter: int) -> list[str]:
        return [row["name"] for row in IMPORTER.blank(world.programme, "hours", quarter).rows]

    assert names(1) == ["Began again", "Closed", "Without stages"]
    assert names(2) == ["Began again", "Without stages"]


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Stands in for the declarations of the columns: keeps the words it is told."""
    import enterprises

    told: list[Any] = []
    columns: Any = ModuleType("enterprises.columns")

    class Vocabulary:
        def __init__(self, **words: Any) -> None:
            told.append(words)

    columns.Vocabulary = Vocabulary
    columns.list_kinds = lambda vocabulary: ()
    monkeypatch.setitem(sys.modules, "enterprises.columns", columns)
    monkeypatch.setattr(enterprises, "columns", columns, raising=False)
    monkeypatch.delitem(sys.modules, "enterprises.importers.kinds", raising=False)
    yield told
    sys.modules.pop("enterprises.importers.kinds", None)


def test_the_kinds_of_list_speak_in_the_councils_words(world: World, declared: list[Any]) -> None:
    a_world(a_council("Fenshire"))
    assert IMPORTER.kinds(world.programme) == ()
    assert declared[0]["partners"] == ("Catalyst Invented",)
    assert declared[0]["service_types"][0] == ("personal-care", "Personal care")
    assert len(declared[0]["service_types"]) == 6


def test_the_importer_is_handed_in_and_nothing_heavy_is_loaded_with_it() -> None:
    assert type(importing.importer()).__name__ == "RegisterImporter"
    code = (
        "import django; django.setup(); import sys, config.urls, config.wsgi; "
        "print(sorted({name.split('.')[0] for name in sys.modules} "
        "& {'pandas', 'python_calamine', 'openpyxl', 'rapidfuzz'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_collector_of_garbage_is_at_work_again_afterwards(world: World) -> None:
    assert gc.isenabled()
    IMPORTER.examine([], world.programme, Answers(), START)
    assert gc.isenabled()
    with pytest.raises(TypeError):
        IMPORTER.examine(None, world.programme, Answers(), START)  # type: ignore[arg-type]
    assert gc.isenabled()


# --- The command ------------------------------------------------------------------------------


def test_the_register_is_found_in_order(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    mine = world.enterprise("Fen Helpers")
    world.record(mine, START, world.entry("10"))
    call_command("check_register")
    assert capsys.readouterr().out == "Rivershire, Micro-enterprises: no differences\n"


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            lambda: QuarterHours.unscoped.filter(quarter_number=1).update(measured_hundredths=7),
            "Y1 Q1 · 3 Jan–2 Apr 2022: measured hundredths is 7 and should be 1000.",
        ),
        (
            lambda: WeeklyHours.unscoped.update(hundredths=900),
            "Y1 Q1 · 3 Jan–2 Apr 2022: measured hundredths is 1000 and should be 900.",
        ),
        (
            lambda: WeeklyHours.unscoped.update(quarter_number=2),
            "The week of 2022-01-03 is counted in quarter 2, where it does not belong.",
        ),
        (
            lambda: WeeklyHours.unscoped.update(quarter_number=None),
            "The week of 2022-01-03 is counted in no quarter, where it does not belong.",
        ),
        (
            lambda: QuarterHours.unscoped.filter(quarter_number=1).delete(),
            "Y1 Q1 · 3 Jan–2 Apr 2022: measured hundredths is 0 and should be 1000.",
        ),
        (
            lambda: QuarterHours.unscoped.filter(quarter_number=2).update(quarter_number=9),
            "Quarter 9 is stored, and the programme has no such quarter.",
        ),
    ],
)
def test_what_differs_is_said_and_the_command_fails(
    world: World, capsys: pytest.CaptureFixture[str], spoil: Any, sentence: str
) -> None:
    mine = world.enterprise("Fen Helpers")
    world.record(mine, START, world.entry("10"))
    spoil()
    with pytest.raises(CommandError) as refusal:
        call_command("check_register", council=world.council.slug)
    assert refusal.value.returncode == 1
    assert f"  {sentence}\n" in capsys.readouterr().out
