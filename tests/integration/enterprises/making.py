"""An invented council with a programme that begins on 3 January 2022, and its people."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Council, DeliveryPartner, Membership, User
from accounts.roles import Role
from enterprises.actions import hours, register, service_types
from enterprises.models import Enterprise, ServiceType
from programmes.actions import programmes
from programmes.models import Programme
from programmes.quarters import monday_of

# A Monday, so that the first quarter has the 13 weeks up to the one that begins on 28 March.
START = date(2022, 1, 3)
QUARTERS = 6


@dataclass
class World:
    """What most tests begin with."""

    council: Council
    partner: DeliveryPartner
    programme: Programme
    keeper: User
    kinds: dict[str, ServiceType]

    def enterprise(
        self, name: str = "Fen Helpers", since: date | None = START, new: bool | None = True
    ) -> Enterprise:
        """Add an enterprise that trades from `since` on (None: no stage at all)."""
        added = register.add_enterprise(
            programme=self.programme,
            by=self.keeper,
            name=name,
            traded_before_programme=None if new is None else not new,
        )
        if since is not None:
            register.add_stage(enterprise=added, by=self.keeper, stage="established", on=since)
        return added

    def entry(
        self, figure: str, kind: str = "personal-care", payer: str = "direct_payment"
    ) -> hours.WeekEntry:
        """Return hours of a week as the action takes them."""
        return hours.WeekEntry(Decimal(figure), self.kinds[kind], payer)

    def record(self, enterprise: Enterprise, week: date, *entries: hours.WeekEntry) -> None:
        """Record one week."""
        hours.record_weeks(enterprise=enterprise, by=self.keeper, weeks={week: list(entries)})

    def url(self, name: str, **places: object) -> str:
        """Return the address of a page of the programme."""
        places = {"council": self.council.slug, "programme": self.programme.slug} | places
        return reverse(name, kwargs=places)


def a_council(name: str = "Rivershire") -> Council:
    """Make an invented council."""
    return Council.objects.create(name=name, slug=name.lower(), is_demonstration=True)


def a_person(council: Council, role: Role, partner: DeliveryPartner | None = None) -> User:
    """Make somebody with one role in the council."""
    name = f"{role.words} {User.objects.count()}"
    email = f"person{User.objects.count()}@{council.slug}.example"
    user = User.objects.create_user(email, name=name)
    Membership.unscoped.create(council=council, user=user, role=role.value, partner=partner)
    return user


def a_world(council: Council) -> World:
    """Give a council a partner, a programme, kinds of help and a commissioner."""
    partner = DeliveryPartner.unscoped.create(council=council, name="Catalyst Invented")
    keeper = a_person(council, Role.COMMISSIONER)
    programme = programmes.create(
        council=council,
        by=keeper,
        name="Micro-enterprises",
        start_date=START,
        quarter_count=QUARTERS,
        weeks_rule="calendar",
        partner=partner,
    )
    kinds = service_types.set_up(council=council, by=keeper)
    return World(council, partner, programme, keeper, kinds)


def a_running_world(world: World) -> World:
    """Give the world a programme that is under way today."""
    started = monday_of(timezone.localdate()) - timedelta(weeks=20)
    world.programme = programmes.create(
        council=world.council,
        by=world.keeper,
        name="Running",
        start_date=started,
        quarter_count=8,
        weeks_rule="calendar",
        partner=world.partner,
    )
    return world


def words(response: Any) -> str:
    """Return what the page says, without its markup."""
    text = re.sub(r"<(script|head)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def day(name: str, value: Any) -> dict[str, Any]:
    """Return a day as its three boxes send it."""
    return {
        f"{name}-day": value.day,
        f"{name}-month": value.month,
        f"{name}-year": value.year,
    }
