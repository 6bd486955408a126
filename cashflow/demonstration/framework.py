"""A council, its programme, its plan and its measures, from its papers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts import events
from accounts.models import Council, DeliveryPartner, User
from accounts.roles import Role
from cashflow.actions import assumptions
from cashflow.demonstration import people
from cashflow.demonstration.papers import Papers, day, figure
from enterprises.actions import service_types
from enterprises.models import ServiceType
from programmes.actions import measures, programmes
from programmes.models import Measure, Programme, Target

_NEW = ("name", "unit", "aggregation", "source", "on_return")


@dataclass(frozen=True, slots=True)
class Scene:
    """One council of the demonstration, ready for things to happen in it."""

    council: Council
    programme: Programme
    people: dict[Role, User]
    kinds: dict[str, ServiceType]


def set_up(papers: Papers, start: date) -> Scene:
    """Make the council, its people, its programme with plan and measures."""
    council = Council.objects.create(is_demonstration=True, **papers.council)
    partner = DeliveryPartner.unscoped.create(council=council, name=papers.partner)
    staff = people.make(council, partner)
    administrator = staff[Role.ADMINISTRATOR]
    events.record(
        verb="council.created",
        obj=council,
        by=None,
        council=council,
        after={"name": council.name, "slug": council.slug, "demonstration": True},
    )
    kinds = service_types.set_up(council=council, by=administrator)
    told = papers.programme
    programme = programmes.create(
        council=council,
        by=administrator,
        name=told["name"],
        start_date=start,
        quarter_count=told["quarters"],
        weeks_rule=Programme.Rule.BUSINESS_CASE,
        reference=told["reference"],
        description=told["description"],
        area=told["area"],
        phase=told["phase"],
        partner=partner,
    )
    assumptions.new_version(
        programme=programme,
        by=staff[Role.FINANCE],
        reason=papers.plan["reason"],
        rates=papers.rates(programme.quarters()),
        hours=papers.hours(),
        cost_lines=papers.cost_lines(),
    )
    for entry in papers.measures:
        _measure(programme, administrator, entry)
    return Scene(council, programme, staff, kinds)


def approve_agreed_targets(scene: Scene) -> None:
    """Let the finance lead approve the targets that are agreed."""
    agreed = Target.objects.for_council(scene.council).filter(state=Target.State.AGREED)
    for target in agreed:
        measures.approve_target(target=target, by=scene.people[Role.FINANCE])


def _measure(programme: Programme, by: User, entry: dict[str, Any]) -> None:
    if "name" in entry:
        measure = measures.add(
            programme=programme,
            by=by,
            code=entry["code"],
            definition=entry.get("definition", ""),
            direction=entry.get("direction", Measure.Direction.UP),
            **{name: entry[name] for name in _NEW},
        )
    else:
        measure = Measure.unscoped.get(programme=programme, code=entry["code"])
    if baseline := entry.get("baseline"):
        measures.set_baseline(
            measure=measure,
            by=by,
            state=baseline["state"],
            value=figure(baseline.get("value")),
            due_by=day(baseline.get("due_by")),
            note=baseline["note"],
        )
    for target in entry["targets"]:
        measures.set_target(
            measure=measure,
            by=by,
            due_quarter=target["by_quarter"],
            kind=target["kind"],
            comparator=target["comparator"],
            value=figure(target["value"]),
            state=target["state"],
            note=target["note"],
        )
