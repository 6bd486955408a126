"""The board page: published figures, states, its cost in queries, and what it may run."""

import json
import re
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from cashflow.actions import assumptions
from cashflow.models import Run
from dashboards.figures import board_of
from dashboards.standing import standings
from jobs.models import Job
from programmes.actions import measures, returns
from programmes.actions.returns import Entry
from programmes.editions import editions_of
from programmes.models import Measure, Programme
from programmes.progress import Rag
from tests.integration.cashflow import making
from tests.integration.dashboards.making import World, grown

pytestmark = pytest.mark.django_db

PUBLISHED = (
    ["0", "1,300", "2,275", "3,250", "4,875", "6,500", "8,450", "9,750"],
    ["£0", "£5,850", "£10,238", "£14,625", "£21,938", "£29,250", "£38,025", "£43,875"],
    ["£25,000"] * 4 + ["£15,000"] * 4,
    ["−£25,000", "−£19,150", "−£14,763", "−£10,375", "£6,938", "£14,250", "£23,025", "£28,875"],
    [
        "−£25,000", "−£44,150", "−£58,913", "−£69,288", "−£62,350", "−£48,100", "−£25,075",
        "£3,800",
    ],
)  # fmt: skip


def table(page: str, caption: str) -> list[list[str]]:
    """The words of each row of the table with this caption."""
    found = re.search(rf"<caption[^>]*>{caption}</caption>(.*?)</table>", page)
    assert found, caption
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", found[1])
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).replace("\u2060", "").split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        ]
        for row in rows
    ]


def test_a_line_about_many_returns_leads_to_all_of_them_and_about_one_to_that_one(
    world: World,
) -> None:
    every, first = world.url("return_list"), world.url("return_detail", quarter=1)
    assert f'href="{every}">See the returns<' in world.page()
    assert f'href="{first}">See this return<' not in world.page()
    for quarter in range(2, 9):
        world.approved(quarter, "100", "25000")
    page = world.page()
    assert f'href="{first}">See this return<' in page
    assert f'href="{every}">See the returns<' not in page


def test_the_page_holds_the_published_table_and_its_answer(world: World) -> None:
    page = world.page()
    plan = table(page, "Plan")[1:]
    for column, published in enumerate(PUBLISHED, start=2):
        assert [row[column] for row in plan] == published
    assert "On plan, the money is recovered by Y2 Q4 (December 2022), 1 year 11 months" in page
    assert [row[1] for row in table(page, "By financial year, by date")[1:]] == [
        "£0", "£52,650", "£111,150",
    ]  # fmt: skip
    by_programme_year = table(page, "By programme year, as published business cases count")
    assert [row[1] for row in by_programme_year[1:]] == [
        "£30,713", "£133,088",
    ]  # fmt: skip


def test_an_approved_return_moves_the_cumulative_by_what_one_works_out_by_hand(
    world: World,
) -> None:
    # 20 hours a week and 1,000 pounds fewer than planned: -20 x 13 x 4.50 + 1,000 = -170.
    world.approved(2, "80", "24000")
    world.worked_out()
    rows = table(world.page(), "Cumulative cash flow by quarter")[1:]
    assert rows[1][1:] == ["−£44,150", "−£44,320", "Actual, with plan in Y1 Q1"]
    assert rows[7][1:3] == ["£3,800", "£3,630"]
    assert rows[0][3] == "Plan: return missing"


def test_the_drawings_carry_the_same_numbers_and_only_this_page_may_style_itself(
    world: World,
) -> None:
    response = world.client().get(world.url("dashboard"))
    page = response.content.decode()
    found = re.search(
        r'<script id="cumulative-figure" type="application/json">(.*?)</script>', page, re.DOTALL
    )
    assert found
    figure = json.loads(found[1])
    assert figure["data"][0]["y"] == [
        -25000, -44150, -58913, -69288, -62350, -48100, -25075, 3800,
    ]  # fmt: skip
    policy = response["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src" not in policy
    assert "default-src 'self'" in policy
    other = world.client().get(world.url("why", figure="net", quarter=1))
    assert "unsafe-inline" not in other["Content-Security-Policy"]


def queries(client: Client, programme: Programme) -> int:
    url = reverse(
        "dashboard", kwargs={"council": programme.council.slug, "programme": programme.slug}
    )
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(url)
    assert response.status_code == 200
    return len(asked)


def test_the_page_asks_as_often_for_twenty_quarters_as_for_two(world: World) -> None:
    few, many = grown(world, 2, 7), grown(world, 20, 25)
    assert queries(world.client(), few) == queries(world.client(), many) <= 16
    # Changed since: one question more, whether the work has been given up.
    Programme.unscoped.filter(pk=many.pk).update(input_version=99)
    assert queries(world.client(), many) <= 16


def test_figures_that_wait_to_be_worked_out_again_are_shown_as_they_were(world: World) -> None:
    assumptions.new_version(
        programme=world.programme,
        by=world.people[Role.FINANCE],
        reason="More hours",
        hours={8: Decimal(900)},
    )
    page = world.page()
    assert "Figures are being worked out again" in page
    assert "£3,800" in page
    world.worked_out()
    assert "worked out again" not in world.page()


def test_work_that_was_given_up_is_said_to_have_failed(world: World) -> None:
    key = f"cashflow.recompute:{world.programme.pk}"
    Programme.unscoped.filter(pk=world.programme.pk).update(input_version=99)
    Job.unscoped.filter(key=key).delete()
    Job.unscoped.create(
        council=world.council,
        kind="cashflow.recompute",
        key=key,
        state="set_aside",
        attempts=3,
        finished_at=timezone.now(),
    )
    assert "has failed" in world.page()


def test_a_quarter_that_ended_since_is_said(world: World) -> None:
    Run.unscoped.filter(programme=world.programme).update(as_at=date(2022, 12, 31))
    assert "A quarter has ended since" in world.page()
    Run.unscoped.filter(programme=world.programme).update(as_at=date(2023, 1, 1))
    assert "A quarter has ended since" not in world.page()


def test_without_assumptions_the_page_says_how_to_begin_to_those_who_may(world: World) -> None:
    bare = making.programme(world.council, world.people[Role.ADMINISTRATOR])
    world.programme = bare
    assert "No cash flow yet" in world.page()
    assert "Set the plan" not in world.page()
    assert world.url("assumptions") in world.page(role=Role.FINANCE)
    making.published_assumptions(bare, world.people[Role.FINANCE])
    page = world.page()
    assert "worked out for the first time" in page
    assert "plotly" not in page


def test_readings_count_from_the_latest_approved_version(world: World) -> None:
    world.approved(1, "10", "100")
    world.approved(1, "30", "100", version=2)
    world.approved(2, "99", "1")
    board = board_of(world.programme, today=date(2023, 1, 15))
    hours = next(one for one in board.measures if one.code == "hours_per_week")
    assert [(r.quarter_number, r.value) for r in hours.readings] == [(1, 30), (2, 99)]


def test_a_draft_is_not_read(world: World) -> None:
    opened = returns.open_version(
        programme=world.programme, quarter_number=1, by=world.people[Role.COMMISSIONER]
    )
    returns.save(
        return_=opened,
        by=world.people[Role.COMMISSIONER],
        seen=editions_of(opened),
        entries={"expenditure": Entry(Decimal(12345))},
    )
    page = world.page()
    assert "12,345" not in page
    assert "it is a draft" in page


@pytest.mark.parametrize("status", ["draft", "submitted", "sent_back"])
def test_a_measure_counts_approved_readings_only(world: World, status: str) -> None:
    world.approved(1, "80", "24000")
    for quarter, version in ((1, 2), (2, 1)):
        making.open_return(
            world.programme,
            quarter,
            world.people[Role.COMMISSIONER],
            making.figures("99", "1"),
            version=version,
            status=status,
        )
    board = board_of(world.programme, today=date(2021, 8, 1))
    read = {one.measure.code: (one.value, one.value_quarter) for one in standings(board)}
    assert read["hours_per_week"] == (80, board.quarters[0])
    assert read["expenditure"] == (24000, board.quarters[0])


def test_a_target_that_is_not_approved_does_not_replace_one_that_is(world: World) -> None:
    administrator = world.people[Role.ADMINISTRATOR]
    measure = Measure.objects.for_council(world.council).get(
        programme=world.programme, code="enquiries"
    )
    first = measures.set_target(
        measure=measure, by=administrator, due_quarter=4, comparator=">=", value=Decimal(200)
    )
    measures.approve_target(target=first, by=world.people[Role.COMMISSIONER])
    measures.set_target(
        measure=measure,
        by=administrator,
        due_quarter=4,
        comparator=">=",
        value=Decimal(150),
        reason="Fewer people asked",
    )
    board = board_of(world.programme, today=date(2021, 5, 1))
    found = next(one for one in standings(board) if one.measure.code == "enquiries")
    assert found.target is not None
    assert (found.target.value, found.target.version) == (200, 1)
    assert found.rag is Rag.NO_DATA


def test_the_first_page_leads_to_each_dashboard_with_its_headline(world: World) -> None:
    grown(world, 2, 5)
    url = reverse("council_home", kwargs={"council": world.council.slug})
    page = world.client().get(url).content.decode()
    assert world.url("dashboard") in page
    assert "the money is recovered by Y2 Q4" in page


def test_a_page_of_a_demonstration_says_so(world: World) -> None:
    assert settings.DEMONSTRATION
    assert world.page().count("Demonstration figures") >= 4
