"""An invented council with a programme that began in January 2022, its people and its register."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import Council, DeliveryPartner, Membership, User
from accounts.roles import Role
from programmes import sources
from programmes.actions import programmes, returns
from programmes.actions.returns import Entry
from programmes.editions import editions_of
from programmes.models import Programme, QuarterlyReturn
from programmes.quarters import Quarter
from programmes.sources import Offered


def a_council(name: str = "Rivershire") -> Council:
    return Council.objects.create(name=name, slug=name.lower())


def a_person(council: Council, role: Role, partner: DeliveryPartner | None = None) -> User:
    number = User.objects.count()
    user = User.objects.create_user(
        f"person{number}@{council.slug}.example", name=f"{role.words} {number}"
    )
    Membership.unscoped.create(council=council, user=user, role=role.value, partner=partner)
    return user


def a_programme(
    council: Council, by: User, name: str = "Micro-enterprises", quarters: int = 8
) -> Programme:
    return programmes.create(
        council=council,
        by=by,
        name=name,
        start_date=date(2022, 1, 1),
        quarter_count=quarters,
        weeks_rule="business_case",
    )


@dataclass
class World:
    """What most tests begin with."""

    council: Council
    administrator: User
    commissioner: User
    finance: User
    programme: Programme

    def draft(self, quarter: int = 1) -> QuarterlyReturn:
        return returns.open_version(
            programme=self.programme, quarter_number=quarter, by=self.commissioner
        )

    def saved(self, quarter: int = 1, by: User | None = None, **values: Any) -> QuarterlyReturn:
        """Give figures, in words, to the quarter's open version; "" is a blank."""
        draft = self.draft(quarter)
        return returns.save(
            return_=draft,
            by=by or self.commissioner,
            seen=editions_of(draft),
            entries={
                code: Entry(Decimal(value) if value else None) for code, value in values.items()
            },
        )

    def submitted(self, quarter: int = 1, **values: Any) -> QuarterlyReturn:
        version = self.saved(quarter, **(values or {"expenditure": "25000"}))
        returns.submit(return_=version, by=self.commissioner, edition=version.edition)
        version.refresh_from_db()
        return version

    def approved(self, quarter: int = 1, **values: Any) -> QuarterlyReturn:
        version = self.submitted(quarter, **values)
        returns.approve(return_=version, by=self.finance, edition=version.edition)
        version.refresh_from_db()
        return version

    def url(self, name: str, **places: object) -> str:
        return reverse(
            name, kwargs={"council": self.council.slug, "programme": self.programme.slug} | places
        )


def a_world(name: str = "Rivershire") -> World:
    council = a_council(name)
    administrator = a_person(council, Role.ADMINISTRATOR)
    return World(
        council,
        administrator,
        a_person(council, Role.COMMISSIONER),
        a_person(council, Role.FINANCE),
        a_programme(council, administrator),
    )


@contextmanager
def register_says(
    code: str, value: str | None, note: str = "from 3 of 4 enterprises"
) -> Iterator[None]:
    """While this lasts, the register offers this figure for every quarter."""
    before = sources._actual.get(code)

    def source(programme: Programme, quarters: tuple[Quarter, ...]) -> dict[int, Offered]:
        figure = None if value is None else Decimal(value)
        return {quarter.number: Offered(figure, note) for quarter in quarters}

    sources.register_actual(code, source)
    try:
        yield
    finally:
        if before is None:
            del sources._actual[code]
        else:
            sources.register_actual(code, before)


# What a page says whose section somebody else has saved.
CLASH = "This was saved by somebody else"


def section(world: World, slug: str) -> str:
    """The address of a section of the first quarter's return."""
    return world.url("return_section", quarter=1, section=slug)


def edition_on(client: Client, address: str) -> str:
    """What the form at this address says of the state that it shows."""
    found = re.search(r'name="edition" value="([^"]*)"', client.get(address).text)
    assert found, address
    return found[1]


def fill_in(client: Client, address: str, values: dict[str, Any], *, follow: bool = False) -> Any:
    """Open a section and send it with these values in its boxes."""
    return client.post(address, {"edition": edition_on(client, address)} | values, follow=follow)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
