"""Who is behind a count of the register: as many as it says, and named to whoever may know."""

import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.roles import Role
from cashflow.actions.recompute import recompute
from dashboards.views import why_counted
from enterprises import behind_counts, sources
from enterprises.actions import register
from enterprises.actions.enquiries import add_enquiry, change_enquiry
from enterprises.models import Enquiry, EnterpriseStage
from programmes import codes
from programmes.actions import returns
from programmes.actions.returns import Entry
from programmes.editions import editions_of
from programmes.models import Measure
from tests.integration.cashflow import making
from tests.integration.enterprises.making import START, World, a_person, words
from tests.integration.importers.lists import TODAY, a_list, enterprises, put_in
from tests.integration.importers.rows_behind import NEW, browser, counted_url, named, table

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def test_who_counts_as_new_is_shown_with_the_row_that_says_since_when(world: World) -> None:
    day = START + WEEK
    rows = [
        {"name": "Fen", "reference": "F1", "established_on": day, "traded_before": False},
        {"name": "Old Mill", "established_on": day, "traded_before": True},
        {"name": "Nene", "established_on": day},
    ]
    upload = named(put_in(world, enterprises(*rows)), "register.xlsx")
    ouse = world.enterprise("Ouse", since=START)
    register.add_stage(enterprise=ouse, by=world.keeper, stage="established", on=START + WEEK * 20)
    later = world.enterprise("Later", since=START + WEEK * 20)
    auditor = browser(world, Role.AUDITOR).get(counted_url(world, NEW))
    said = words(auditor)
    assert "1 Ouse 3 January 2022 Typed in by hand" in said
    by = f"register.xlsx sheet “Enterprises”, row 2, uploaded by {world.keeper.name} on "
    assert f"2 Fen F1 10 January 2022 {by}" in said
    for name in ("Old Mill", "Nene", "Later"):
        assert name not in said
    assert "2 enterprises, each counted once: the register’s figure is 2. 1 left out:" in said
    for href in (
        world.url("upload_detail", upload=upload.pk),
        world.url("enterprise_detail", enterprise=ouse.pk),
    ):
        assert f'href="{href}"' in auditor.text
    second = words(browser(world, Role.AUDITOR).get(counted_url(world, NEW, 2)))
    assert f"1 {later.name} 23 May 2022 Typed in by hand" in second
    assert "Ouse" not in second


@pytest.mark.parametrize("seed", range(4))
def test_as_many_count_as_the_register_offers(world: World, seed: int) -> None:
    chance = random.Random(seed)
    days = [START + timedelta(days=place) for place in range(-10, 200)]
    for number in range(25):
        one = world.enterprise(
            f"Enterprise {number}",
            since=chance.choice([None, *days]),
            new=chance.choice([True, True, False, None]),
        )
        for on in chance.sample(days, chance.randint(0, 2)):
            EnterpriseStage.unscoped.get_or_create(
                enterprise=one,
                stage="established",
                on=on,
                defaults={"entered_by": world.keeper},
            )
        add_enquiry(programme=world.programme, by=world.keeper, received_on=chance.choice(days))
    quarters = world.programme.quarters()
    edges = (day for quarter in quarters for day in (quarter.start, quarter.end))
    for day in (day for day in edges if day <= TODAY):
        world.enterprise(f"Enterprise of {day}", since=day)
        add_enquiry(programme=world.programme, by=world.keeper, received_on=day)
    new = sources.new_enterprises(world.programme, quarters)
    enquiries = sources.enquiries(world.programme, quarters)
    for quarter in quarters[:3]:  # the others have not begun
        found = behind_counts.new_in(world.programme, quarter)
        assert len(behind_counts.of_new(found)) == new[quarter.number].value
        received = behind_counts.enquiries_in(world.programme, quarter)
        asked = behind_counts.of_enquiries(world.programme, received)
        assert len(asked) == enquiries[quarter.number].value


def test_enquiries_are_shown_by_day_and_reference_and_nothing_of_who_asked(world: World) -> None:
    told: dict[str, Any] = {
        "heard_from": "Anna Example",
        "area": "Littleport",
        "outcome": "Ben Example rang",
    }
    rows = [
        {"reference": "E1", "received_on": START, "status": "open", **told},
        {"reference": "E2", "received_on": START + WEEK, "status": "open"},
        {"reference": "E3", "received_on": START + WEEK * 20, "status": "open"},
    ]
    named(put_in(world, a_list("enquiries", rows, sheet="Calls")), "calls.csv")
    add_enquiry(programme=world.programme, by=world.keeper, received_on=START + WEEK * 2, **told)
    # What somebody has typed since is the file's no more.
    second = Enquiry.unscoped.get(reference="E2")
    change_enquiry(
        enquiry=second,
        by=world.keeper,
        edition=second.edition,
        received_on=START + timedelta(days=8),
        reference="E2",
    )
    url = counted_url(world, "enquiries")
    auditor, board = (browser(world, role).get(url) for role in (Role.AUDITOR, Role.BOARD))
    by = f"calls.csv sheet “Calls”, row 2, uploaded by {world.keeper.name} on "
    assert f"1 E1 3 January 2022 {by}" in words(auditor)
    assert "2 E2 11 January 2022 Typed in by hand" in words(auditor)
    assert "3 – no reference 17 January 2022 Typed in by hand" in words(auditor)
    assert "3 enquiries, each counted once: the register’s figure is 3." in words(auditor)
    assert f"1 3 January 2022 {by.replace('sheet “Calls”, ', '')}" in words(board)
    assert "The references of enquiries are not shown to your role" in words(board)
    csv_url = world.url("why_counted_csv", count="enquiries", quarter=1)
    downloads = [browser(world, role).get(csv_url) for role in (Role.AUDITOR, Role.BOARD)]
    for answer in (auditor, board, *downloads):
        for word in told.values():
            assert word not in answer.content.decode()
    assert [row["Reference"] for row in table(downloads[0])] == ["E1", "E2", ""]
    assert [row["Row"] for row in table(downloads[0])] == ["2", "", ""]
    sheets = [[row["Sheet"] for row in table(answer)] for answer in downloads]
    assert sheets == [["Calls", "", ""], ["", "", ""]]
    for answer in (board, downloads[1]):
        assert "E1" not in words(answer)


def test_the_board_sees_since_when_but_not_who_is_new(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(why_counted, "PAGE_SIZE", 2)
    for place, name in enumerate(("=Ouse", "Fen", "Nene")):
        world.enterprise(name, since=START + WEEK * place)
    board, auditor = browser(world, Role.BOARD), browser(world, Role.AUDITOR)
    page = board.get(counted_url(world, NEW), {"page": 2})
    assert "3 17 January 2022 Typed in by hand" in words(page)
    assert "Nene" not in page.text
    assert "/enterprises/" not in page.text
    assert "Which enterprise a row is about is not shown to your role" in words(page)
    url = world.url("why_counted_csv", count=NEW, quarter=1)
    rows = table(board.get(url))
    days = [row["Established on"] for row in rows]
    assert days == ["2022-01-03", "2022-01-10", "2022-01-17"]
    assert "Enterprise" not in rows[0]
    assert [row["Enterprise"] for row in table(auditor.get(url))] == ["'=Ouse", "Fen", "Nene"]


def test_where_nobody_counts_the_page_says_what_the_register_offers(world: World) -> None:
    world.enterprise("Nene", new=None)
    board = browser(world, Role.BOARD)
    said = words(board.get(counted_url(world, NEW)))
    nobody = "No enterprise counts in this quarter, and the register offers no figure. 1 left out"
    assert nobody in said
    add_enquiry(programme=world.programme, by=world.keeper, received_on=START + WEEK * 20)
    none = words(board.get(counted_url(world, "enquiries")))
    assert "No enquiry counts in this quarter: the register’s figure is 0." in none
    # The fourth quarter has not begun.
    for count, quarter in (("closed", 1), (NEW, 4), (NEW, 7), ("enquiries", 4)):
        assert board.get(counted_url(world, count, quarter)).status_code == 404
        gone = world.url("why_counted_csv", count=count, quarter=quarter)
        assert board.get(gone).status_code == 404


def test_each_figure_of_a_return_leads_to_what_it_counted(world: World) -> None:
    fen = world.enterprise()
    world.record(fen, START, world.entry("13"))
    add_enquiry(programme=world.programme, by=world.keeper, received_on=START)
    making.published_assumptions(world.programme, world.keeper)
    finance = a_person(world.council, Role.FINANCE)
    given = returns.open_version(programme=world.programme, quarter_number=1, by=world.keeper)
    entries = {
        codes.HOURS_PER_WEEK: Entry(Decimal(1)),
        codes.NEW_ENTERPRISES: Entry(Decimal(1)),
        codes.ENQUIRIES: Entry(Decimal(1)),
        codes.EXPENDITURE: Entry(Decimal(5000)),
    }
    given = returns.save(return_=given, by=world.keeper, seen=editions_of(given), entries=entries)
    returns.submit(return_=given, by=world.keeper, edition=given.edition)
    given.refresh_from_db()
    returns.approve(return_=given, by=finance, edition=given.edition)
    recompute(world.programme)
    rows = world.url("why_rows", quarter=1)
    by_enterprise = world.url("quarter_enterprises", quarter=1)
    leads = {
        codes.HOURS_PER_WEEK: {Role.BOARD: rows, Role.AUDITOR: by_enterprise},
        codes.ELIGIBLE_HOURS_PER_WEEK: {Role.BOARD: rows, Role.AUDITOR: rows},
        codes.NEW_ENTERPRISES: dict.fromkeys((Role.BOARD, Role.AUDITOR), counted_url(world, NEW)),
        codes.ENQUIRIES: dict.fromkeys((Role.BOARD, Role.AUDITOR), counted_url(world, "enquiries")),
    }
    people = {role: browser(world, role) for role in (Role.BOARD, Role.AUDITOR)}
    hours = people[Role.BOARD].get(world.url("why", figure="hours-a-week", quarter=1))
    assert f'href="{rows}"' in hours.text
    for code, by_role in leads.items():
        measure = Measure.unscoped.get(programme=world.programme, code=code)
        why = world.url("why_measure", measure=measure.pk)
        for role, href in by_role.items():
            assert f'href="{href}"' in people[role].get(why).text, (code, role)
        if code in (codes.NEW_ENTERPRISES, codes.ENQUIRIES):
            assert f'href="{why}"' in people[Role.BOARD].get(by_role[Role.BOARD]).text
