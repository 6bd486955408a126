"""Whose pages these are: councils, partners, readers."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import DeliveryPartner, User
from accounts.roles import Role
from enterprises.actions import register
from enterprises.models import EnterpriseStage, TypicalWeek
from tests.integration.enterprises.making import (
    START,
    World,
    a_council,
    a_person,
    a_running_world,
    a_world,
)

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
SignIn = Callable[[User], Client]


def every_url(world: World) -> list[str]:
    """Return the address of every page of the register, about rows of this world."""
    mine = world.enterprise("Every page")
    world.record(mine, START, world.entry("1"))
    step = EnterpriseStage.unscoped.get(enterprise=mine)
    typical = TypicalWeek.unscoped.create(
        enterprise=mine,
        valid_from=START,
        service_type=world.kinds["meals"],
        hundredths=100,
        entered_by=world.keeper,
        entered_at=timezone.now(),
    )
    enquiry = register.add_enquiry(programme=world.programme, by=world.keeper, received_on=START)
    pages: dict[str, dict[str, Any]] = {
        "enterprise_list": {},
        "enterprise_csv": {},
        "enterprise_new": {},
        "enterprise_detail": {"enterprise": mine.pk},
        "enterprise_edit": {"enterprise": mine.pk},
        "enterprise_remove": {"enterprise": mine.pk},
        "stage_new": {"enterprise": mine.pk},
        "stage_edit": {"enterprise": mine.pk, "stage": step.pk},
        "hours_week": {"enterprise": mine.pk, "week": START.isoformat()},
        "hours_of_quarter": {"enterprise": mine.pk, "quarter": 1},
        "typical_week_new": {"enterprise": mine.pk},
        "typical_week_edit": {"enterprise": mine.pk, "typical": typical.pk},
        "enquiry_list": {},
        "enquiry_csv": {},
        "enquiry_new": {},
        "enquiry_edit": {"enquiry": enquiry.pk},
        "enquiry_remove": {"enquiry": enquiry.pk},
        "quarter_hours": {},
        "hours_of_week": {"week": START.isoformat()},
        "service_type_list": {},
    }
    return [world.url(name, **places) for name, places in pages.items()]


def test_another_councils_and_another_partners_pages_do_not_exist(
    world: World, keeper: Client, sign_in: SignIn
) -> None:
    urls = every_url(world)
    stranger = sign_in(a_person(a_council("Fenshire"), Role.COMMISSIONER))
    theirs = DeliveryPartner.unscoped.create(council=world.council, name="Others Invented")
    of_another = sign_in(a_person(world.council, Role.PARTNER, theirs))
    of_ours = sign_in(a_person(world.council, Role.PARTNER, world.partner))
    for url in urls:
        for method in ("get", "post"):
            # A page that only shows refuses what is sent to it before it looks for anything.
            refused = {404} if method == "get" else {404, 405}
            assert getattr(stranger, method)(url).status_code == 404, url
            assert getattr(of_another, method)(url).status_code in refused, url
        assert keeper.get(url).status_code == 200, url
        assert of_ours.get(url).status_code == 200, url


def test_rows_of_another_council_or_programme_are_not_reached_through_ours(
    world: World, keeper: Client
) -> None:
    other = a_world(a_council("Fenshire"))
    foreign = every_url(other)
    near = a_running_world(a_world_of(world))
    own_council = every_url(near)
    ours, base = world.url("enterprise_list"), "/programmes/"
    for url in [*foreign, *own_council]:
        tail = url.split(base, 1)[1].split("/", 1)[1]
        if not any(part.isdecimal() for part in tail.split("/")):
            continue
        address = ours.removesuffix("enterprises/") + tail
        assert keeper.get(address).status_code == 404, address


def a_world_of(world: World) -> World:
    """The same council and people, for another programme."""
    return World(world.council, world.partner, world.programme, world.keeper, world.kinds)


def test_a_reader_reads_and_changes_nothing(world: World, sign_in: SignIn) -> None:
    urls = every_url(world)
    reader = sign_in(a_person(world.council, Role.AUDITOR))
    board = sign_in(a_person(world.council, Role.BOARD))
    readable = ("enterprises/", ".csv", "enquiries/", "hours/", "kinds-of-help/")
    for url in urls:
        detail = re.search(r"/enterprises/\d+/$", url)
        reads = (url.endswith(readable) and not re.search(r"\d/$", url)) or detail
        assert reader.get(url).status_code == (200 if reads else 403), url
        assert board.get(url).status_code == 403, url
    page = reader.get(world.url("enterprise_list")).content.decode()
    assert "Add an enterprise" not in page
