"""What the register hands to templates, to the web process and to those who check it."""

import gc
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from enterprises.actions import register
from enterprises.models import QuarterHours, WeeklyHours
from tests.integration.enterprises.making import START, World, a_council, a_world
from tests.integration.importers.lists import IMPORTER
from uploads import importing
from uploads.answers import Answers
from uploads.blank import BlankList, Marker, workbook
from uploads.frames import read_lists
from uploads.importing import Blank
from uploads.reader import read
from uploads.understanding import understand

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


def test_a_template_of_hours_holds_those_that_are_known_and_sent_back_changes_nothing(
    world: World,
) -> None:
    fen, _ = world.enterprise("Fen Helpers"), world.enterprise("Ouse Meals")
    world.record(fen, START, world.entry("12.5"), world.entry("0", payer="unknown"))
    world.record(fen, START + WEEK, world.entry("7"))
    world.record(fen, START + WEEK * 13, world.entry("99"))  # of the next quarter
    begun = IMPORTER.blank(world.programme, "hours", 1)
    named = {"reference": "", "name": "Fen Helpers", "postcode": ""}
    first, second = START.isoformat(), (START + WEEK).isoformat()
    assert begun.rows == (
        named
        | {"service_type": "Personal care", "payer": "Direct payment"}
        | {first: "12.5", second: "7"},
        named | {"service_type": "Personal care", "payer": "", first: "0"},
        named | {"name": "Ouse Meals"},
    )
    (kind,) = (one for one in IMPORTER.kinds(world.programme) if one.code == "hours")
    content = workbook(
        Marker(world.council.slug, world.programme.slug, "hours", 1),
        world.programme.name,
        [BlankList(kind, begun.rows, begun.weeks, begun.period)],
    )
    book = read(content, "hours.xlsx")
    kinds = IMPORTER.kinds(world.programme)
    lists, problems = read_lists(
        book, understand(book, kinds, Answers(), {}, "hours"), kinds, Answers()
    )
    found = IMPORTER.examine(lists, world.programme, Answers(), START + WEEK * 12)
    assert [one.code for one in (*problems, *found.problems)] == ["sheet.left_out"]
    assert not found.changes
    assert found.unchanged == {"week": 2}


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


def test_the_kinds_of_list_speak_in_the_councils_words(world: World) -> None:
    a_world(a_council("Fenshire"))
    kinds = {kind.code: kind for kind in IMPORTER.kinds(world.programme)}
    assert list(kinds) == ["enterprises", "enquiries", "hours", "typical"]
    partner = kinds["enterprises"].column("partner")
    help_given = kinds["enterprises"].column("service_types")
    assert partner is not None
    assert help_given is not None
    assert partner.choices == ("Catalyst Invented",), "and no other council's"
    assert partner.parse("catalyst invented") == "Catalyst Invented"
    assert help_given.parse("Personal care") == ("personal-care",)


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


SPOILT = [
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
]


@pytest.mark.parametrize(("spoil", "sentence"), SPOILT)
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


@pytest.mark.parametrize(("spoil", "sentence"), SPOILT)
def test_what_differs_is_added_up_again_where_that_is_asked_for(
    world: World, capsys: pytest.CaptureFixture[str], spoil: Any, sentence: str
) -> None:
    mine = world.enterprise("Fen Helpers")
    world.record(mine, START, world.entry("10"))
    spoil()
    call_command("check_register", rebuild=True)
    said = capsys.readouterr().out
    assert f"  {sentence}\n" in said
    assert said.endswith("  Added up again: no difference is left.\n")
    call_command("check_register")


def test_a_register_in_order_is_not_added_up_again(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = world.enterprise("Fen Helpers")
    world.record(mine, START, world.entry("10"))
    before = list(QuarterHours.unscoped.values())
    call_command("check_register", rebuild=True)
    assert capsys.readouterr().out == "Rivershire, Micro-enterprises: no differences\n"
    assert list(QuarterHours.unscoped.values()) == before
