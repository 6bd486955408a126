"""Searching, downloading, what waits, and what lists cost."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import DeliveryPartner, User
from accounts.roles import Role
from enterprises.actions import hours, register
from programmes.quarters import monday_of
from tests.integration.enterprises.making import (
    START,
    World,
    a_person,
    a_running_world,
    words,
)

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
SignIn = Callable[[User], Client]


def test_the_register_is_searched_and_filtered(world: World, keeper: Client) -> None:
    world.enterprise("Ely Gardens")
    register.add_enterprise(
        programme=world.programme, by=world.keeper, name="Soham Care", postcode="CB7 5HE"
    )
    undated = register.add_enterprise(
        programme=world.programme, by=world.keeper, name="Isle Cooks", reference="ISLE-7"
    )
    register.add_stage(enterprise=undated, by=world.keeper, stage="accredited", on=None)

    def found(query: str) -> set[str]:
        text = words(keeper.get(world.url("enterprise_list") + query))
        return {name for name in ("Ely Gardens", "Soham Care", "Isle Cooks") if name in text}

    assert found("") == {"Ely Gardens", "Soham Care", "Isle Cooks"}
    assert found("?q=gardens") == {"Ely Gardens"}
    assert found("?q=isle-") == {"Isle Cooks"}
    assert found("?q=cb75h") == {"Soham Care"}
    assert found("?stage=accredited") == {"Isle Cooks"}
    assert found("?gap=stage") == {"Soham Care"}
    assert found("?gap=date") == {"Isle Cooks"}
    assert found("?gap=before") == {"Soham Care", "Isle Cooks"}
    assert found("?q=nothing") == set()
    assert found("?stage=nonsense&gap=nonsense&page=99") == {
        "Ely Gardens",
        "Soham Care",
        "Isle Cooks",
    }


def test_what_is_missing_of_an_enterprise_without_a_stage_is_said(
    world: World, keeper: Client
) -> None:
    assert "No stage recorded" not in words(keeper.get(world.url("enterprise_list")))
    world.enterprise("Ely Gardens")
    page = words(keeper.get(world.url("enterprise_list")))
    assert "No stage recorded: none" in page
    world.enterprise("Soham Care", since=None)
    world.enterprise("Isle Cooks", since=None, new=None)
    page = words(keeper.get(world.url("enterprise_list")))
    assert "No stage recorded: 2" in page
    assert "Soham Care No stage recorded New Stage" in page
    assert re.search("Isle Cooks No stage recorded .{1,20} Stage, new or existing", page)


def test_who_gave_no_hours_last_week_waits_on_the_first_page(
    world: World, keeper: Client, sign_in: SignIn
) -> None:
    a_running_world(world)
    last = monday_of(timezone.localdate()) - WEEK
    first, second = (world.enterprise(name, since=last) for name in ("One", "Two"))
    home = f"/c/{world.council.slug}/"
    assert "2 enterprises have no hours for the week of" in words(keeper.get(home))
    world.record(first, last, world.entry("0"))
    page = keeper.get(home)
    assert "1 enterprise has no hours for the week of" in words(page)
    listed = words(keeper.get(world.url("enterprise_list") + "?gap=hours"))
    assert "1 found. Enterprise Stage" in " ".join(
        listed.replace("Enterprises in the register", "").split()
    )
    world.record(second, last, world.entry("1"))
    assert "no hours for" not in words(keeper.get(home))
    finance = sign_in(a_person(world.council, Role.FINANCE))
    assert "no hours for" not in words(finance.get(home))


def test_a_partners_first_page_leads_to_the_registers_it_keeps_and_no_other(
    world: World, sign_in: SignIn
) -> None:
    home = f"/c/{world.council.slug}/"
    ours = sign_in(a_person(world.council, Role.PARTNER, world.partner)).get(home)
    assert world.url("enterprise_list") in ours.content.decode()
    assert "Micro-enterprises: register" in words(ours)
    others = DeliveryPartner.unscoped.create(council=world.council, name="Others Invented")
    theirs = sign_in(a_person(world.council, Role.PARTNER, others)).get(home)
    assert "register" not in words(theirs)
    board = sign_in(a_person(world.council, Role.BOARD)).get(home)
    assert world.url("enterprise_list") not in board.content.decode()


def test_downloads_hold_every_row_and_run_nothing(world: World, keeper: Client) -> None:
    world.enterprise("=HYPERLINK(1)")
    world.enterprise("Ely, Gardens", since=None, new=None)
    register.add_enquiry(
        programme=world.programme, by=world.keeper, received_on=START, heard_from="@friend"
    )
    answer = keeper.get(world.url("enterprise_csv"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Demonstration figures. The people and results here are invented."]
    by_name = {row[1]: dict(zip(rows[1], row, strict=True)) for row in rows[2:]}
    assert set(by_name) == {"'=HYPERLINK(1)", "Ely, Gardens"}
    assert by_name["'=HYPERLINK(1)"]["First established"] == "2022-01-03"
    assert by_name["Ely, Gardens"]["Traded before the programme"] == "Not known"
    enquiries = keeper.get(world.url("enquiry_csv")).content.decode("utf-8-sig")
    assert "2022-01-03,,'@friend,,Open,,," in enquiries


def test_an_administrator_marks_a_kind_of_help(
    world: World, keeper: Client, sign_in: SignIn
) -> None:
    meals = world.kinds["meals"]
    url = world.url("service_type_edit", kind=meals.pk)
    assert keeper.get(url).status_code == 403
    assert "/kinds-of-help/" not in keeper.get(
        world.url("service_type_list")
    ).content.decode().replace(world.url("service_type_list") + '"', "")
    administrator = sign_in(a_person(world.council, Role.ADMINISTRATOR))
    assert url in administrator.get(world.url("service_type_list")).content.decode()
    assert administrator.post(url, {"displaces": "yes"}).status_code == 302
    meals.refresh_from_db()
    assert meals.displaces_framework_care is True


@pytest.mark.parametrize("name", ["enterprise_list", "enquiry_list", "enterprise_csv"])
def test_a_list_asks_the_same_for_2_and_for_20(world: World, keeper: Client, name: str) -> None:
    a_running_world(world)

    def add(number: int) -> None:
        mine = world.enterprise(f"Enterprise {number}")
        world.enterprise(f"Half {number}", since=None)
        mine.service_types.set(world.kinds.values())
        world.record(mine, monday_of(timezone.localdate()) - WEEK, world.entry("1"))
        register.add_enquiry(
            programme=world.programme, by=world.keeper, received_on=START, enterprise=mine
        )

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert keeper.get(world.url(name)).status_code == 200
        return len(queries)

    add(1)
    add(2)
    few = asked()
    for number in range(3, 21):
        add(number)
    assert asked() == few
    assert few <= 12


def test_one_enterprise_asks_the_same_for_any_history(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    url = world.url("enterprise_detail", enterprise=mine.pk) + "?quarter=1"

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert keeper.get(url).status_code == 200
        return len(queries)

    few = asked()
    weeks = {START + WEEK * place: [world.entry("1")] for place in range(13)}
    hours.record_weeks(enterprise=mine, by=world.keeper, weeks=weeks)
    for place in range(5):
        register.add_stage(
            enterprise=mine, by=world.keeper, stage="accredited", on=START + WEEK * place
        )
    assert asked() == few
    assert few <= 14
