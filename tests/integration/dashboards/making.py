"""A council, its people, and programmes whose cash flow has been worked out by the real action."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from accounts.models import Council, User
from accounts.roles import Role
from cashflow.actions import assumptions
from cashflow.actions.recompute import recompute
from cashflow.plan import PlannedCost, PlannedRate
from programmes.actions import measures
from programmes.models import Measure, Programme, QuarterlyReturn
from tests.integration.cashflow import making


@dataclass
class World:
    """What most tests begin with: the programme runs from January 2021 and is all in the past."""

    council: Council
    people: dict[Role, User]
    programme: Programme
    _clients: dict[Role, Client] = field(default_factory=dict)

    def client(self, role: Role = Role.BOARD) -> Client:
        """A browser in which somebody of this role has signed in."""
        if role not in self._clients:
            self._clients[role] = Client()
            self._clients[role].force_login(self.people[role])
        return self._clients[role]

    def url(self, name: str, **places: object) -> str:
        return reverse(
            name, kwargs={"council": self.council.slug, "programme": self.programme.slug} | places
        )

    def page(self, name: str = "dashboard", role: Role = Role.BOARD, **places: object) -> str:
        """The words of a page that must be there."""
        response = self.client(role).get(self.url(name, **places))
        assert response.status_code == 200, response.status_code
        return " ".join(response.content.decode().split())

    def approved(
        self, quarter: int, hours: str | None, spent: str | None, *, version: int = 1
    ) -> QuarterlyReturn:
        """An approved return of a quarter."""
        people = (self.people[Role.COMMISSIONER], self.people[Role.FINANCE])
        figures = making.figures(hours, spent, None)
        return making.approved_return(self.programme, quarter, people, figures, version=version)

    def worked_out(self, today: date | None = None) -> None:
        """Work the cash flow out, as the worker does."""
        recompute(self.programme, today=today)


def a_world(name: str = "") -> World:
    """A council with the published plan, worked out."""
    council = making.council(name)
    roles = [role for role in Role if role is not Role.PARTNER]
    people: dict[Role, User] = {role: making.person(council, role) for role in roles}
    programme = making.programme(council, people[Role.ADMINISTRATOR])
    making.published_assumptions(programme, people[Role.FINANCE])
    world = World(council, people, programme)
    world.worked_out()
    return world


def grown(world: World, quarters: int, measure_count: int) -> Programme:
    """Another programme of the council, with so many quarters all reported, and measures."""
    administrator = world.people[Role.ADMINISTRATOR]
    programme = making.programme(world.council, administrator, quarters=quarters)
    numbers = range(1, quarters + 1)
    assumptions.new_version(
        programme=programme,
        by=world.people[Role.FINANCE],
        reason="The business case",
        rates=(PlannedRate(date(2020, 12, 28), Decimal("4.50")),),
        hours={number: Decimal(100) for number in numbers},
        cost_lines=(PlannedCost("Staff", "staff", {n: Decimal(5000) for n in numbers}),),
    )
    there = Measure.objects.for_council(world.council).filter(programme=programme).count()
    for number in range(there, measure_count):
        added = measures.add(
            programme=programme,
            by=administrator,
            code=f"measure_{number}",
            name=f"Measure {number}",
            unit="count",
            aggregation="sum",
        )
        measures.set_baseline(measure=added, by=administrator, state="nil", value=Decimal(0))
        measures.set_target(
            measure=added, by=administrator, due_quarter=2, comparator=">=", value=Decimal(9)
        )
    people = (world.people[Role.COMMISSIONER], world.people[Role.FINANCE])
    codes = [f"measure_{number}" for number in range(there, measure_count)]
    for quarter in numbers:
        figures = making.figures("90", "5100", "20") | {code: Decimal(1) for code in codes}
        making.approved_return(programme, quarter, people, figures)
    recompute(programme)
    return programme
