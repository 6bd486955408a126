"""Councils, people and programmes for the tests of the cash flow, made without its pages."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import count

from django.utils import timezone

from accounts.models import Council, Membership, User
from accounts.roles import Role
from cashflow.actions import assumptions
from cashflow.models import Assumptions
from cashflow.plan import PlannedCost, PlannedRate
from programmes import codes
from programmes.actions import programmes
from programmes.models import Measure, Programme, QuarterlyReturn, Reading

_numbers = count(1)

HOURS = (0, 100, 175, 250, 375, 500, 650, 750)
RATE = (PlannedRate(date(2020, 12, 28), Decimal("4.50")),)


def council(name: str = "") -> Council:
    """A council of its own."""
    number = next(_numbers)
    return Council.objects.create(name=name or f"Council {number}", slug=f"council-{number}")


def person(council: Council, role: Role) -> User:
    """Somebody with one role in the council."""
    user = User.objects.create_user(f"{role}-{next(_numbers)}@test.example", None, name=role.words)
    Membership.unscoped.create(council=council, user=user, role=role.value)
    return user


def programme(
    council: Council,
    by: User,
    *,
    start: date = date(2021, 1, 1),
    quarters: int = 8,
    rule: str = "business_case",
) -> Programme:
    """A programme without assumptions."""
    return programmes.create(
        council=council,
        by=by,
        name=f"Programme {next(_numbers)}",
        start_date=start,
        quarter_count=quarters,
        weeks_rule=rule,
    )


def published_costs(quarters: int = 8) -> tuple[PlannedCost, ...]:
    """Set-up of 10,000 in each quarter of year 1, and staff of 15,000 in every quarter."""
    set_up = {n: Decimal(10_000 if n <= 4 else 0) for n in range(1, quarters + 1)}
    staff = {n: Decimal(15_000) for n in range(1, quarters + 1)}
    return PlannedCost("Set-up", "set_up", set_up), PlannedCost("Staff", "staff", staff)


def published_assumptions(programme: Programme, by: User) -> Assumptions:
    """The published plan of eight quarters, as version 1."""
    return assumptions.new_version(
        programme=programme,
        by=by,
        reason="The business case",
        rates=RATE,
        hours={number: Decimal(hours) for number, hours in enumerate(HOURS, start=1)},
        cost_lines=published_costs(),
    )


def approved_return(
    programme: Programme,
    quarter: int,
    people: Sequence[User],
    figures: Mapping[str, Decimal | None],
    *,
    version: int = 1,
) -> QuarterlyReturn:
    """An approved version, written by the first person and approved by the second."""
    writer, approver = people
    return_ = open_return(programme, quarter, writer, figures, version=version, status="submitted")
    return_.status = QuarterlyReturn.Status.APPROVED
    return_.approved_by, return_.approved_at = approver, timezone.now()
    return_.save()
    return return_


def open_return(
    programme: Programme,
    quarter: int,
    writer: User,
    figures: Mapping[str, Decimal | None],
    *,
    version: int = 1,
    status: str = "draft",
) -> QuarterlyReturn:
    """A version that is not approved: a draft, submitted or sent back."""
    now = timezone.now()
    return_ = QuarterlyReturn.unscoped.create(
        council=programme.council,
        programme=programme,
        quarter_number=quarter,
        version=version,
        opened_by=writer,
        opened_at=now,
        reopened_reason="" if version == 1 else "A figure was wrong",
    )
    measures = {measure.code: measure for measure in Measure.unscoped.filter(programme=programme)}
    for code, value in figures.items():
        Reading.unscoped.create(
            return_version=return_,
            measure=measures[code],
            value=value,
            entered_by=writer,
            entered_at=now,
        )
    if status != "draft":
        return_.status, return_.submitted_by, return_.submitted_at = status, writer, now
    if status == "sent_back":
        return_.sent_back_by, return_.sent_back_at = writer, now
        return_.sent_back_reason = "Look again"
    return_.save()
    return return_


def figures(
    hours: str | None = None, expenditure: str | None = None, eligible: str | None = None
) -> dict[str, Decimal | None]:
    """Readings of the three measures that the cash flow reads; None is left blank."""
    return {
        codes.HOURS_PER_WEEK: None if hours is None else Decimal(hours),
        codes.EXPENDITURE: None if expenditure is None else Decimal(expenditure),
        codes.ELIGIBLE_HOURS_PER_WEEK: None if eligible is None else Decimal(eligible),
    }
