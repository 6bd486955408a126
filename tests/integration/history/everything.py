"""Takes every step there is, so that the history has an event of every kind."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts import actions as people
from accounts.models import Council, DeliveryPartner
from accounts.roles import Role
from cashflow.actions import assumptions
from cashflow.plan import PlannedCost, PlannedRate
from enterprises.actions import enquiries, hours, register, service_types, typical_weeks
from jobs.models import Job
from jobs.queue import enqueue, try_again
from programmes import codes
from programmes.actions import measures, partners, programmes, returns
from programmes.actions.returns import Entry
from programmes.editions import editions_of
from programmes.models import Measure, Programme
from tests.integration.programmes.making import World, register_says
from uploads import tasks
from uploads.actions import keeping, uploads
from uploads.actions.uploads import NewAnswer
from uploads.models import Upload

MONDAY = date(2022, 1, 3)


def do_everything(world: World) -> None:
    """Take every step there is, most of them with a value of each kind that they keep."""
    with transaction.atomic():
        councils_and_people(world)
    partner = partners.named(council=world.council, by=world.administrator, name="Helping Hands")
    programmes.change(
        programme=world.programme,
        by=world.administrator,
        reason="Agreed in March",
        partner=partner,
        phase=Programme.Phase.PILOT,
        weeks_rule=Programme.Rule.CALENDAR,
        start_date=date(2022, 2, 1),
        reference="A/R.6.188",
    )
    framework(world)
    the_register(world, partner)
    quarterly_return(world)
    plan(world)
    lists(world)
    with transaction.atomic():
        job = enqueue("cashflow.recompute", council=world.council, payload={}, key="again")
    Job.unscoped.filter(pk=job.pk).update(
        state=Job.State.SET_ASIDE, finished_at=timezone.now(), message="We tried."
    )
    job.refresh_from_db()
    try_again(job, by=world.administrator)


def councils_and_people(world: World) -> None:
    system = people.make_system_administrator(
        email="system@platform.example", name="Noor Castellan", password=None
    )
    people.change_password(system, "seven-grey-herons-wading", by=system)
    people.grant(user=system, council=world.council, role=Role.FINANCE, by=system)
    people.add_council(
        council=Council(name="Fenshire", slug="fenshire"),
        administrator=people.Invited("Ada Marsh", "ada@fenshire.example"),
        by=system,
        site="https://monitor.example",
    )


def framework(world: World) -> None:
    by = world.administrator
    share = measures.add(
        programme=world.programme,
        by=by,
        code="more_choice",
        name="More choice",
        unit="percent",
        aggregation="ratio",
        source="survey",
    )
    jobs = measures.add(
        programme=world.programme, by=by, code="wte_jobs", name="Jobs", unit="wte", direction="keep"
    )
    measures.change(measure=jobs, by=by, unit="count", direction="up", tolerance_percent=Decimal(5))
    spent = Measure.unscoped.get(programme=world.programme, code=codes.EXPENDITURE)
    measures.set_baseline(
        measure=share,
        by=by,
        state="to_be_established",
        due_by=date(2022, 12, 31),
        owner="The board",
    )
    measures.set_baseline(measure=spent, by=by, state="established", value=Decimal("1234.5"))
    target = measures.set_target(
        measure=spent,
        by=by,
        due_quarter=5,
        comparator="<=",
        value=Decimal(25000),
        state="to_be_confirmed",
    )
    measures.approve_target(target=target, by=world.finance)
    mistaken = measures.set_target(
        measure=share, by=by, due_quarter=3, comparator=">=", value=Decimal(150), state="agreed"
    )
    measures.remove_target(target=mistaken, by=by)
    measures.set_target(measure=share, by=by, due_quarter=None, kind="share", state="to_be_agreed")
    measures.set_target(
        measure=jobs, by=by, due_quarter=2, kind="change", comparator=">=", value=Decimal(-25)
    )


def the_register(world: World, partner: DeliveryPartner | None) -> None:
    by = world.commissioner
    kinds = service_types.set_up(council=world.council, by=by)
    service_types.mark(
        service_type=kinds["meals"],
        by=by,
        displaces_framework_care=not kinds["meals"].displaces_framework_care,
    )
    mine = register.add_enterprise(
        programme=world.programme, by=by, name="Fen Friends", service_types=[kinds["meals"]]
    )
    mine = register.change_enterprise(
        enterprise=mine,
        by=by,
        partner=partner,
        traded_before_programme=False,
        service_types=[kinds["meals"], kinds["personal-care"]],
    )
    step = register.add_stage(enterprise=mine, by=by, stage="in_development", on=None)
    step = register.change_stage(step=step, by=by, stage="established", on=MONDAY)
    register.remove_stage(step=step, by=by)
    week = hours.WeekEntry(Decimal("12.5"), kinds["meals"], "direct_payment")
    hours.record_weeks(enterprise=mine, by=by, weeks={MONDAY: [week]})
    hours.record_weeks(enterprise=mine, by=by, weeks={MONDAY: []})
    hours.record_weeks(
        enterprise=mine,
        by=by,
        weeks={MONDAY + timedelta(weeks=number): [week] for number in range(1, 31)},
    )
    typical = typical_weeks.set_typical_week(
        enterprise=mine,
        by=by,
        valid_from=MONDAY,
        valid_to=None,
        hours=Decimal(9),
        service_type=kinds["meals"],
        payer="self_funded",
    )
    typical = typical_weeks.end_typical_week(
        typical=typical, by=by, valid_to=MONDAY + timedelta(weeks=4), seen=None
    )
    typical_weeks.remove_typical_week(typical=typical, by=by, seen=typical.valid_to)
    enquiry = enquiries.add_enquiry(
        programme=world.programme, by=by, received_on=MONDAY, heard_from="A friend"
    )
    enquiries.change_enquiry(
        enquiry=enquiry,
        by=by,
        status="became_enterprise",
        status_on=date(2022, 3, 1),
        enterprise=mine,
    )
    twice = register.add_enterprise(programme=world.programme, by=by, name="Fen Friend")
    register.add_stage(enterprise=twice, by=by, stage="established", on=MONDAY)
    twice.refresh_from_db()
    register.remove_enterprise(enterprise=twice, by=by, edition=twice.edition)
    asked_twice = enquiries.add_enquiry(programme=world.programme, by=by, received_on=MONDAY)
    enquiries.remove_enquiry(enquiry=asked_twice, by=by, edition=asked_twice.edition)


def lists(world: World) -> None:
    """Hand a list in, decide something of each sort, confirm it, take it back; give another up."""
    by, programme = world.commissioner, world.programme
    text = b"Name,Postcode\nList Helpers,CB7 4EE\n"

    def handed_in() -> Upload:
        upload = uploads.receive(
            programme=programme, by=by, file_name="List.csv", content=text, kind=""
        )
        return worked(upload)

    upload = handed_in()
    told = [
        NewAnswer(about="kind", sheet="List", value="enterprises"),
        NewAnswer(about="field", sheet="List", column=1, value=""),
        NewAnswer(about="fix", sheet="List", row=2, column=0, value="List Helpers and Friends"),
        NewAnswer(about="match", key="list helpers", value="new"),
        NewAnswer(about="reason", key="0123456789abcdef", value="Two people work there"),
    ]
    uploads.answer(upload=upload, by=by, edition=upload.edition, answers=told)
    upload = worked(upload)
    uploads.confirm(upload=upload, by=by, edition=upload.edition)
    upload = worked(upload)
    uploads.undo(upload=upload, by=by)
    given_up = handed_in()
    uploads.discard(upload=given_up, by=by)
    later = timezone.now() + timedelta(days=91)
    keeping.remove_file(number=given_up.pk, now=later)
    keeping.give_up_forgotten(number=handed_in().pk, now=later)


def worked(upload: Upload) -> Upload:
    """Do what waits for an upload, without the worker around it: all here is one transaction."""
    for job in Job.unscoped.filter(state=Job.State.QUEUED, kind__startswith="uploads."):
        {"uploads.check": tasks.check, "uploads.save": tasks.save}[job.kind](job)
        job.delete()
    upload.refresh_from_db()
    return upload


def quarterly_return(world: World) -> None:
    by = world.commissioner
    draft = world.draft()
    with register_says(codes.HOURS_PER_WEEK, "120"), register_says(codes.ENQUIRIES, "7"):
        draft = returns.save(
            return_=draft,
            by=by,
            seen=editions_of(draft),
            entries={
                codes.HOURS_PER_WEEK: Entry(Decimal(130), reason="Two reported late"),
                codes.ENQUIRIES: Entry(origin="register"),
                codes.NEW_ENTERPRISES: Entry(),
                codes.EXPENDITURE: Entry(Decimal("25000.5")),
                "more_choice": Entry(numerator=Decimal(2), denominator=Decimal(3)),
            },
            comment="A slow start.",
        )
        returns.submit(return_=draft, by=by, edition=draft.edition)
        draft.refresh_from_db()
        returns.send_back(
            return_=draft,
            by=world.finance,
            edition=draft.edition,
            reason="Which invoices?",
            sections=["money"],
        )
        draft.refresh_from_db()
        returns.submit(return_=draft, by=by, edition=draft.edition)
        draft.refresh_from_db()
        returns.approve(return_=draft, by=world.finance, edition=draft.edition)
    returns.reopen(return_=draft, by=world.administrator, reason="A late invoice")


def plan(world: World) -> None:
    by = world.administrator
    rate, later = (
        PlannedRate(date(2022, 1, 3), Decimal("4.5")),
        PlannedRate(date(2023, 1, 2), Decimal("4.7512")),
    )
    for rates, figure, amounts in (
        ([rate], {1: Decimal(40), 2: Decimal("90.5")}, {1: Decimal(6000)}),
        ([rate, later], {2: None}, {1: Decimal(6000), 2: Decimal("-12.5")}),
    ):
        assumptions.new_version(
            programme=world.programme,
            by=by,
            reason="The business case",
            rates=rates,
            hours=figure,
            cost_lines=[PlannedCost("Catalyst", "set_up", amounts)],
        )
