"""New versions of the assumptions: what a programme plans, costs and prices."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import chain

from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts.events import record
from accounts.models import User
from cashflow import inputs
from cashflow.models import Assumptions, CostAmount, CostLine, PlanQuarter, RateVersion
from cashflow.plan import MOST_QUARTERS, Plan, PlannedCost, PlannedRate, problems, told
from programmes.actions.errors import EditedMeanwhile
from programmes.models import Programme
from programmes.signals import announce

NOTHING_CHANGED = "Nothing was changed, so there is nothing to save"


@transaction.atomic
def new_version(
    *,
    programme: Programme,
    by: User,
    reason: str,
    rates: Sequence[PlannedRate] | None = None,
    hours: Mapping[int, Decimal | None] | None = None,
    cost_lines: Sequence[PlannedCost] | None = None,
    version: int | None = None,
) -> Assumptions:
    """Make the next version of a programme's assumptions, which is then the one in force.

    What is not given is copied from the version in force. `hours`, and the amounts of a cost
    line that keeps its name, go by quarter number: a quarter that is not named keeps what it
    has, None makes it not known. `version` is the one that the page showed (0 for none).

    Raises EditedMeanwhile, with both plans, where another version has come since; ValidationError
    where the reason is missing, nothing would change, or a figure is unfit.
    """
    Programme.unscoped.select_for_update(no_key=True).get(pk=programme.pk)
    latest = inputs.in_force(programme)
    before = inputs.plan_of(latest)
    after = Plan(
        rates=before.rates if rates is None else _in_order(rates),
        hours={**before.hours, **(hours or {})},
        cost_lines=before.cost_lines if cost_lines is None else _kept(cost_lines, before),
    )
    number = latest.version if latest else 0
    if version is not None and version != number:
        raise EditedMeanwhile(saved=before, typed=after)
    _check(after, reason)
    was, now = told(before), told(after)
    changed = [part for part in now if was[part] != now[part]]
    if latest is not None and not changed:
        raise ValidationError(NOTHING_CHANGED, code="unchanged")
    made = Assumptions(
        programme=programme, version=number + 1, reason=reason.strip(), created_by=by
    )
    _write(made, after)
    record(
        verb="assumptions.changed",
        obj=made,
        by=by,
        council=programme.council,
        before={part: was[part] for part in changed} if latest else None,
        after={part: now[part] for part in changed},
        reason=made.reason,
    )
    announce(programme, cause="assumptions")
    return made


def _in_order(rates: Sequence[PlannedRate]) -> tuple[PlannedRate, ...]:
    return tuple(sorted(rates, key=lambda rate: rate.effective_from))


def _kept(lines: Sequence[PlannedCost], before: Plan) -> tuple[PlannedCost, ...]:
    """Keep amounts of quarters that a line does not name: the programme may have them again."""
    known = {line.name: line.amounts for line in before.cost_lines}
    named = [PlannedCost(line.name.strip(), line.kind, line.amounts) for line in lines]
    return tuple(
        PlannedCost(line.name, line.kind, {**known.get(line.name, {}), **line.amounts})
        for line in named
    )


def _check(plan: Plan, reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Enter why the assumptions change"})
    if found := problems(plan):
        raise ValidationError(found)
    for number in chain(plan.hours, *(line.amounts for line in plan.cost_lines)):
        if not 1 <= number <= MOST_QUARTERS:
            raise ValidationError(f"A programme has no quarter {number}")


def _write(made: Assumptions, plan: Plan) -> None:
    rates = [
        RateVersion(
            assumptions=made,
            effective_from=rate.effective_from,
            rate_per_hour=rate.rate_per_hour,
        )
        for rate in plan.rates
    ]
    hours = [
        PlanQuarter(assumptions=made, quarter_number=number, hours_per_week=figure)
        for number, figure in sorted(plan.hours.items())
    ]
    lines = [
        CostLine(assumptions=made, name=line.name, kind=line.kind, position=place)
        for place, line in enumerate(plan.cost_lines, start=1)
    ]
    amounts = [
        CostAmount(cost_line=row, quarter_number=number, amount=figure)
        for row, line in zip(lines, plan.cost_lines, strict=True)
        for number, figure in sorted(line.amounts.items())
    ]
    rows: list[models.Model] = [*rates, *hours, *lines, *amounts]
    for row in rows:
        row.clean_fields(exclude=["assumptions", "cost_line"])
    made.save()
    RateVersion.unscoped.bulk_create(rates)
    PlanQuarter.unscoped.bulk_create(hours)
    CostLine.unscoped.bulk_create(lines)
    CostAmount.unscoped.bulk_create(amounts)
