"""Puts invented enterprises, their hours and enquiries into a register."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from accounts.roles import Role
from cashflow.demonstration.framework import Scene
from cashflow.demonstration.invented import TYPICAL, Invented, Shape, enterprises, weeks_of
from enterprises.actions import hours, register
from enterprises.models import Enquiry, Enterprise, EnterpriseStage
from programmes.quarters import monday_of

Stage = EnterpriseStage.Stage
NOTE = "Demonstration"
_HEARD = ("Library", "Friend or neighbour", "Council website", "Jobcentre", "Local newspaper")


def fill(scene: Scene, shape: Shape, enquiries: Sequence[int], today: date) -> None:
    """Make the register of a council: enterprises with stages and hours, then enquiries.

    `enquiries` are those that came to nothing or are still open, by quarter; each enterprise of
    the programme began with another.
    """
    quarters = scene.programme.quarters()
    dice = Random(scene.council.slug)  # noqa: S311 - invented figures, the same every time
    invented = enterprises(shape, quarters, today, dice)
    made = [(one, _enterprise(scene, one)) for one in invented]
    for one, enterprise in made:
        _hours(scene, one, enterprise, today, dice)
    for one, enterprise in made:
        if not one.existing:
            _own_enquiry(scene, one, enterprise, today, dice)
    for quarter, many in zip(quarters, enquiries, strict=False):
        last = min(quarter.end, today)
        for _ in range(many):
            span = max((last - quarter.start).days, 0)
            _other_enquiry(scene, quarter.start + timedelta(days=dice.randint(0, span)), dice)


def _enterprise(scene: Scene, one: Invented) -> Enterprise:
    partner = scene.people[Role.PARTNER]
    enterprise = register.add_enterprise(
        programme=scene.programme,
        by=partner,
        name=one.name,
        reference=f"DEMO-{one.number:03}",
        # Like those the statistics office gives to nowhere: no such area exists.
        postcode=f"ZZ{one.number % 9 + 1} {one.number % 7 + 1}ZZ",
        # Of one in nineteen nobody has asked yet.
        traded_before_programme=None if one.number % 19 == 13 else one.existing,
        partner=scene.programme.partner,
        service_types=[scene.kinds[kind] for kind in one.kinds],
    )
    steps: list[tuple[str, date | None]] = []
    if one.established is None:
        steps.append((Stage.IN_DEVELOPMENT, scene.programme.start_date))
    elif one.number % 23 == 21:
        # Trading, but nobody wrote down since when: a gap that the register shows.
        steps.append((Stage.ESTABLISHED, None))
    else:
        steps.append((Stage.ESTABLISHED, one.established))
    if one.closed is not None:
        steps.append((Stage.CLOSED, one.closed))
    for stage, on in steps:
        register.add_stage(enterprise=enterprise, by=partner, stage=stage, on=on, note=NOTE)
    return enterprise


def _hours(scene: Scene, one: Invented, enterprise: Enterprise, today: date, dice: Random) -> None:
    quarters, partner = scene.programme.quarters(), scene.people[Role.PARTNER]
    if one.tells == TYPICAL and one.established is not None:
        hours.set_typical_week(
            enterprise=enterprise,
            by=partner,
            valid_from=monday_of(max(one.established, quarters[0].weeks[0])),
            valid_to=monday_of(one.closed) if one.closed else None,
            hours=Decimal(one.usual) / 4,
            service_type=scene.kinds[one.kinds[0]],
            payer=one.payer,
        )
        return
    weeks = weeks_of(one, quarters, today, dice)
    hours.record_weeks(
        enterprise=enterprise,
        by=partner,
        weeks={
            week: [hours.WeekEntry(given, scene.kinds[kind], one.payer) for kind, given in parts]
            for week, parts in weeks.items()
        },
    )


def _own_enquiry(
    scene: Scene, one: Invented, enterprise: Enterprise, today: date, dice: Random
) -> None:
    start = scene.programme.start_date
    grew_from = one.established or min(today, start + timedelta(days=400))
    received = max(start, grew_from - timedelta(days=dice.randint(30, 100)))
    began = one.established is not None
    register.add_enquiry(
        programme=scene.programme,
        by=scene.people[Role.PARTNER],
        received_on=received,
        heard_from=dice.choice(_HEARD),
        status=Enquiry.Status.BECAME_ENTERPRISE if began else Enquiry.Status.IN_DEVELOPMENT,
        status_on=max(received, grew_from) if began else received,
        outcome=NOTE,
        enterprise=enterprise,
    )


def _other_enquiry(scene: Scene, received: date, dice: Random) -> None:
    closed = dice.randint(1, 3) > 1
    register.add_enquiry(
        programme=scene.programme,
        by=scene.people[Role.PARTNER],
        received_on=received,
        heard_from=dice.choice(_HEARD),
        status=Enquiry.Status.CLOSED if closed else Enquiry.Status.OPEN,
        status_on=received,
        outcome=f"{NOTE}: found other work" if closed else NOTE,
    )
