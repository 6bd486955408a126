"""The rows behind a quarter's hours: they add up to it, and say who may know whose they are."""

import random
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.timezone import now

from accounts.roles import Role
from dashboards.views import why_rows
from enterprises import behind_rows, sources
from enterprises.actions.rollups import rebuild
from enterprises.models import Enterprise, EnterpriseStage, QuarterHours, TypicalWeek
from enterprises.rollup_rows import Given, together
from tests.integration.enterprises.making import START, World, words
from tests.integration.importers.lists import a_list, enterprises, put_in, wide
from tests.integration.importers.rows_behind import browser, named, table
from uploads.models import Upload, UploadChange

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
FEN, OUSE = "Fen Helpers", "Ouse Meals"


def usual(name: str, hours: int, since: date = START) -> Any:
    row = {"name": name, "hours": Decimal(hours), "valid_from": since}
    return a_list("typical", [row])


@pytest.mark.parametrize("seed", range(4))
def test_the_rows_of_any_register_add_up_to_its_quarters(world: World, seed: int) -> None:
    """Typed and uploaded, measured and usual, with gaps, overlaps, pauses and nothing known."""
    chance = random.Random(seed)
    weeks = [START + WEEK * place for place in range(30)]
    for number in range(6):
        name, new = f"Enterprise {number}", chance.choice([True, False, None])
        one = world.enterprise(name, since=chance.choice(weeks), new=new)
        for stage in chance.sample(["paused", "closed", "accredited"], chance.randint(0, 2)):
            on = chance.choice(weeks)
            EnterpriseStage.unscoped.create(
                enterprise=one, stage=stage, on=on, entered_by=world.keeper
            )
        if chance.random() < 0.6:
            put_in(world, usual(name, chance.randint(1, 30), chance.choice(weeks)))
        figures = {week: chance.randint(0, 40) for week in chance.sample(weeks, 4)}
        if chance.random() < 0.7:
            put_in(world, wide({name: figures}))
        kinds = [world.entry("2.25"), world.entry("7", "meals", "unknown")]
        world.record(one, chance.choice(weeks), *kinds)
        for kind in chance.sample(["personal-care", "meals", "befriending"], 2):
            first = chance.choice(weeks)
            TypicalWeek.unscoped.create(
                enterprise=one,
                valid_from=first,
                valid_to=chance.choice([None, first + WEEK * 8]),
                service_type=world.kinds[kind],
                payer=chance.choice(["direct_payment", "self_funded", "unknown"]),
                hundredths=chance.randint(0, 3_000),
                entered_by=world.keeper,
                entered_at=now(),
            )
    rebuild(world.programme)
    for quarter in world.programme.quarters():
        total = QuarterHours.unscoped.get(programme=world.programme, quarter_number=quarter.number)
        added = together(row.given for row in behind_rows.rows_of(world.programme, quarter))
        whole = total.measured_hundredths + total.estimated_hundredths
        assert added.hundredths == whole
        assert added.eligible == total.eligible_hundredths
        assert added.unknown == total.unknown_hundredths


def a_quarter_of_rows(world: World) -> tuple[Upload, Upload]:
    """Of the first quarter: two rows of hours, a usual week that fills what is left, two typed."""
    world.enterprise(FEN)
    world.enterprise(OUSE)
    sheet = wide({FEN: {START: 5, START + WEEK: 6}, OUSE: {START: 3}})
    measured = named(put_in(world, sheet), "hours.xlsx")
    typical = named(put_in(world, usual(OUSE, 4)), "usual.xlsx")
    for name in ("Nene Baking", "Cam Care"):
        world.record(world.enterprise(name), START, world.entry("1"))
    return measured, typical


def test_each_row_says_what_it_gave_and_the_figure_follows(world: World) -> None:
    a_quarter_of_rows(world)
    said = words(browser(world, Role.BOARD).get(world.url("why_rows", quarter=1)))
    by = rf"uploaded by {world.keeper.name} on [\w ]+"
    first, second = (rf"hours.xlsx row {row}, {by}" for row in (2, 3))
    assert re.search(rf"{first} 2 measured weeks 11 0 11 ", said), said
    assert re.search(rf"{second} 1 measured week 3 0 3 ", said)
    # The first of its thirteen weeks has measured hours.
    gave = r"Usual week of 4 × 12 weeks, an estimate 48 0 48 "
    assert re.search(rf"usual.xlsx row 2, {by} {gave}", said), said
    assert "sheet" not in said, "which may be named after an enterprise"
    assert said.count("Typed in by hand 1 measured week 1 1 0 ") == 2
    assert "All rows together 5 rows 64 2 62 " in said
    assert "The measured hours add up to 16. The usual weeks add up to 48." in said
    assert "64 hours ÷ 13 weeks of the quarter = 4.92 hours a week, rounded to two dec" in said
    assert "2 hours ÷ 13 weeks of the quarter = 0.15 hours a week" in said
    assert "Left out: 62 hours not known to be eligible or not." in said
    offered = sources.hours_per_week(world.programme, world.programme.quarters())[1]
    assert offered.value == Decimal("4.92")


def test_a_usual_week_that_stands_for_no_week_of_the_quarter_gives_nothing(world: World) -> None:
    world.enterprise(FEN, since=START + WEEK * 13)
    put_in(world, usual(FEN, 12))
    first, second = (
        words(browser(world, Role.BOARD).get(world.url("why_rows", quarter=quarter)))
        for quarter in (1, 2)
    )
    assert "Usual week of 12 × 0 weeks, an estimate 0 0 0 All rows together 1 row 0 0 0" in first
    assert "No measured hours are recorded of this quarter. The usual weeks add up to 0." in first
    assert "From the rows to the figure" not in first
    assert "Usual week of 12 × 13 weeks, an estimate 156 " in second


def test_the_row_that_added_an_enterprise_is_what_its_usual_week_came_from(world: World) -> None:
    put_in(
        world,
        enterprises({"name": OUSE, "established_on": START, "typical_hours": Decimal(5)}),
    )
    added = UploadChange.unscoped.get(what="enterprise")
    TypicalWeek.unscoped.update(origin=added)
    (row,) = behind_rows.rows_of(world.programme, world.programme.quarters()[0])
    assert (row.sheet, row.row, row.usual) == ("Enterprises", 2, 500)
    assert row.given == Given(13, 6500, 0, 6500)
    assert row.file is not None
    assert row.file.name == "list.xlsx"


def test_names_and_files_are_for_those_who_may_see_the_register(world: World) -> None:
    measured, _ = a_quarter_of_rows(world)
    rows = world.url("why_rows", quarter=1)
    board = browser(world, Role.BOARD).get(rows)
    for name in (FEN, OUSE, "Nene Baking", "Cam Care", "/uploads/", "/enterprises/"):
        assert name not in board.text
    assert "Which enterprise a row is about is not shown to your role" in words(board)
    assert "The files themselves can hold details of people" in words(board)

    auditor = browser(world, Role.AUDITOR).get(rows)
    assert f" {FEN} 2 measured weeks 11 0 11 " in words(auditor)
    assert "All rows together 4 enterprises 5 rows 64 " in words(auditor)
    fen = Enterprise.unscoped.get(name=FEN)
    weeks = world.url("enterprise_detail", enterprise=fen.pk)
    for href in (
        world.url("upload_detail", upload=measured.pk),
        world.url("quarter_enterprises", quarter=1),
        f"{weeks}?quarter=1#hours",
    ):
        assert f'href="{href}"' in auditor.text
    assert "not shown to your role" not in words(auditor)
    assert "The files themselves can hold details of people" in words(auditor)
    assert "details of people" not in words(browser(world, Role.COMMISSIONER).get(rows))


def test_nothing_recorded_is_said_and_a_quarter_to_come_is_not_there(world: World) -> None:
    nothing = browser(world, Role.BOARD).get(world.url("why_rows", quarter=1))
    assert "Nothing is recorded of this quarter." in words(nothing)
    # The fourth quarter has not begun.
    for quarter in (4, 7):
        for name in ("why_rows", "why_rows_csv"):
            gone = browser(world, Role.BOARD).get(world.url(name, quarter=quarter))
            assert gone.status_code == 404


def test_a_long_list_is_paged_and_its_sums_are_of_the_page_and_of_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(why_rows, "PAGE_SIZE", 2)
    a_quarter_of_rows(world)
    board = browser(world, Role.BOARD)
    first, last = (
        words(board.get(world.url("why_rows", quarter=1), {"page": page})) for page in (1, 3)
    )
    # The two typed rows come before the usual week: measured hours stand first.
    assert "Rows on this page 2 rows 14 0 14 All rows together 5 rows 64 2 62 " in first
    assert "Rows on this page 1 row 48 0 48 All rows together 5 rows 64 2 62 " in last
    assert "4.92 hours a week" in first
    assert "4.92 hours a week" in last


def test_the_download_has_every_row_and_runs_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(why_rows, "PAGE_SIZE", 2)
    measured, _ = a_quarter_of_rows(world)
    named(measured, "=cmd.xlsx")
    Enterprise.unscoped.filter(name=FEN).update(name="=HYPERLINK(1)", reference="+R1")
    url = world.url("why_rows_csv", quarter=1)
    board, auditor = (table(browser(world, role).get(url)) for role in (Role.BOARD, Role.AUDITOR))
    gave = [Decimal(row["Hours given to the quarter"]) for row in board]
    assert gave == [11, 3, 1, 1, 48]
    assert [row["Hours of a usual week"] for row in board] == ["", "", "", "", "4"]
    assert [row["Weeks"] for row in board] == ["2", "1", "1", "1", "12"]
    assert "Enterprise" not in board[0]
    assert {row["Standing"] for row in board} == {"Demonstration figures"}
    assert board[0]["File"] == "'=cmd.xlsx"
    assert auditor[0]["Enterprise"] == "'=HYPERLINK(1)"
    assert auditor[0]["Reference of the enterprise"] == "'+R1"
    assert [row["File"] for row in auditor[2:4]] == ["Typed in by hand"] * 2
