"""Two councils with one of everything, so that every address of the site can be called."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import Council, DeliveryPartner, Membership, User
from accounts.roles import Role
from cashflow.actions.assumptions import new_version
from cashflow.actions.recompute import recompute
from cashflow.plan import PlannedCost, PlannedRate
from enterprises.actions import hours, register, service_types, stages, typical_weeks
from enterprises.actions.enquiries import add_enquiry
from enterprises.models import Payer, ServiceType
from jobs.models import Job
from jobs.queue import enqueue
from programmes import codes
from programmes.actions import measures, programmes, returns
from programmes.actions.returns import Entry
from programmes.editions import editions_of
from tests.uploaded import Maker, change, question, summary

CANARY = "Canary"
START = date(2024, 1, 1)


@dataclass(frozen=True)
class World:
    """People by role, and the parts of addresses by name."""

    council: Council
    people: dict[str, User]
    stranger: User
    system_administrator: User
    other_partner: User
    address: dict[str, Any]
    set_aside_job: Job


def person(name: str) -> User:
    """Make somebody who signs in by force: no password is worked out in these tests."""
    return User.objects.create_user(email=f"{name}@north.example", name=name.title())


def member(council: Council, role: Role, user: User, partner: DeliveryPartner | None) -> None:
    """Give `user` a role; a delivery partner's people name their partner."""
    Membership.unscoped.create(
        council=council, user=user, role=role, partner=partner if role is Role.PARTNER else None
    )


def build() -> World:
    """Make the council under test and a stranger who holds every role in another one."""
    council = Council.objects.create(name="North", slug="north")
    partner = DeliveryPartner.unscoped.create(council=council, name="Helping Hands")
    people = {role.value: person(role.value) for role in Role}
    for role in Role:
        member(council, role, people[role.value], partner)
    other_partner = person("other-partner")
    other = DeliveryPartner.unscoped.create(council=council, name="Other Hands")
    member(council, Role.PARTNER, other_partner, other)

    south = Council.objects.create(name="South", slug="south")
    stranger = person("stranger")
    south_partner = DeliveryPartner.unscoped.create(council=south, name="Southern Hands")
    for role in Role:
        member(south, role, stranger, south_partner)
    system_administrator = person("system")
    system_administrator.is_system_administrator = True
    system_administrator.save()

    address, job = _programme(council, partner, people)
    return World(council, people, stranger, system_administrator, other_partner, address, job)


def _programme(
    council: Council, partner: DeliveryPartner, people: dict[str, User]
) -> tuple[dict[str, Any], Job]:
    admin, commissioner = people["administrator"], people["commissioner"]
    finance = people["finance"]
    service_types.set_up(council=council, by=admin)
    kind = ServiceType.objects.for_council(council).first()
    programme = programmes.create(
        council=council,
        by=admin,
        name=f"{CANARY} roll-out",
        start_date=START,
        quarter_count=4,
        weeks_rule="business_case",
        partner=partner,
    )
    new_version(
        programme=programme,
        by=admin,
        reason="The business case",
        rates=[PlannedRate(START, Decimal("4.50"))],
        hours={number: Decimal(100) for number in range(1, 5)},
        cost_lines=[
            PlannedCost("Staff", "staff", {number: Decimal(5000) for number in range(1, 5)})
        ],
    )
    enterprise = register.add_enterprise(
        programme=programme,
        by=commissioner,
        name=f"{CANARY} Care",
        partner=partner,
        traded_before_programme=False,
    )
    step = stages.add_stage(
        enterprise=enterprise, by=commissioner, stage="established", on=date(2024, 1, 8)
    )
    hours.record_weeks(
        enterprise=enterprise,
        by=commissioner,
        weeks={date(2024, 1, 8): [hours.WeekEntry(Decimal(10), kind, Payer.UNKNOWN)]},
    )
    typical = typical_weeks.set_typical_week(
        enterprise=enterprise,
        by=commissioner,
        valid_from=date(2024, 2, 5),
        valid_to=None,
        hours=Decimal(5),
        service_type=kind,
        payer=Payer.UNKNOWN,
    )
    enquiry = add_enquiry(programme=programme, by=commissioner, received_on=date(2024, 1, 9))
    measure = measures.add(
        programme=programme, by=admin, code="people", name=f"{CANARY} people", unit="count"
    )
    target = measures.set_target(
        measure=measure, by=admin, due_quarter=4, comparator=">=", value=Decimal(9)
    )

    approved = _submitted(programme, 1, commissioner)
    returns.approve(return_=approved, by=finance, edition=approved.edition)
    submitted = _submitted(programme, 2, commissioner)
    draft = returns.open_version(programme=programme, quarter_number=3, by=commissioner)
    returns.save(
        return_=draft,
        by=commissioner,
        seen=editions_of(draft),
        unread={codes.EXPENDITURE: {codes.EXPENDITURE: f"{CANARY} words"}},
    )
    recompute(programme)
    with transaction.atomic():
        job = enqueue("cashflow.recompute", council=council, payload={}, key="set-aside")
    Job.unscoped.filter(pk=job.pk).update(
        state=Job.State.SET_ASIDE, finished_at=programme.created_at, message="We tried."
    )
    address = {
        "council": council.slug,
        "programme": programme.slug,
        "enterprise": enterprise.pk,
        "stage": step.pk,
        "week": "2024-01-08",
        "typical": typical.pk,
        "enquiry": enquiry.pk,
        "kind": kind.pk,
        "measure": measure.pk,
        "target": target.pk,
        "version": 1,
        "quarter": submitted.quarter_number,
        "section": "delivery",
        "figure": "net",
        "count": "new-enterprises",
        "job": job.pk,
        "draft_quarter": draft.quarter_number,
        "approved_quarter": approved.quarter_number,
        "unstarted_quarter": 4,
    } | _uploads(programme, commissioner)
    return address, job


def _uploads(programme: Any, by: User) -> dict[str, Any]:
    make = Maker(programme, by, {"file_name": f"{CANARY} list.xlsx"})
    checked = make.with_problems(2, summary=summary(questions=[question()]))
    make.marked_up(checked)
    saved = make.upload("saved", changes=(change(0, label=f"{CANARY} Care"),))
    return {"upload": checked.pk, "saved_upload": saved.pk}


def _submitted(programme: Any, quarter: int, by: User) -> Any:
    return_ = returns.open_version(programme=programme, quarter_number=quarter, by=by)
    return_ = returns.save(
        return_=return_,
        by=by,
        seen=editions_of(return_),
        entries={
            codes.HOURS_PER_WEEK: Entry(Decimal(90), reason="From the partner's own list"),
            codes.NEW_ENTERPRISES: Entry(Decimal(1), reason="From the partner's own list"),
            codes.ENQUIRIES: Entry(Decimal(2), reason="From the partner's own list"),
            codes.EXPENDITURE: Entry(Decimal(5000)),
        },
        comment=f"{CANARY} comment",
    )
    returns.submit(return_=return_, by=by, edition=return_.edition)
    return_.refresh_from_db()
    return return_
