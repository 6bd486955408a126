"""Reads all that a programme's cash flow depends on, in a fixed number of queries."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from cashflow.engine import CostLine, Rate
from cashflow.models import Assumptions, CostAmount
from cashflow.plan import Plan, PlannedCost, PlannedRate
from cashflow.series import Inputs, ReturnFigures
from programmes import codes
from programmes.models import Programme, QuarterlyReturn, Reading

AmountsByLine = dict[int, dict[int, Decimal | None]]

READ_FROM_RETURNS = (codes.HOURS_PER_WEEK, codes.ELIGIBLE_HOURS_PER_WEEK, codes.EXPENDITURE)


def read(programme: Programme, as_at: date) -> Inputs | None:
    """Return the inputs as they stand, or None where the programme has no assumptions yet.

    `programme.input_version` must have been read before, in the same transaction: whatever
    changes while this reads is then counted as later than the result.
    """
    assumptions = in_force(programme)
    if assumptions is None:
        return None
    quarters = programme.quarters()
    return Inputs(
        programme_id=programme.pk,
        input_version=programme.input_version,
        as_at=as_at,
        quarters=quarters,
        weeks_rule=programme.rule,
        assumptions_id=assumptions.pk,
        assumptions_version=assumptions.version,
        rates=tuple(
            Rate(rate.effective_from, rate.rate_per_hour) for rate in assumptions.rates.all()
        ),
        plan_hours=planned_hours(assumptions, len(quarters)),
        cost_lines=cost_lines(assumptions, len(quarters)),
        returns=approved_figures(programme, len(quarters)),
    )


def in_force(programme: Programme) -> Assumptions | None:
    """Return the latest version of the programme's assumptions, or None where there is none."""
    found: Assumptions | None = (
        Assumptions.objects.for_council(programme.council)
        .filter(programme=programme)
        .order_by("-version")
        .first()
    )
    return found


def plan_of(assumptions: Assumptions | None) -> Plan:
    """Return all that a version says, in four queries; the plan of no version is empty."""
    if assumptions is None:
        return Plan()
    return _plan(assumptions, _amounts([assumptions]))


def plans_in_force(programmes: Sequence[Programme]) -> dict[int, Plan]:
    """Return the plan in force of each programme that has one, in five queries for all of them."""
    newest = Assumptions.unscoped.filter(programme=OuterRef("programme")).order_by("-version")
    versions = list(
        Assumptions.unscoped.filter(
            programme__in=programmes, pk=Subquery(newest.values("pk")[:1])
        ).prefetch_related("rates", "plan_quarters", "cost_lines")
    )
    amounts = _amounts(versions)
    return {version.programme_id: _plan(version, amounts) for version in versions}


def _plan(assumptions: Assumptions, amounts: AmountsByLine) -> Plan:
    return Plan(
        rates=tuple(
            PlannedRate(rate.effective_from, rate.rate_per_hour) for rate in assumptions.rates.all()
        ),
        hours={
            plan.quarter_number: plan.hours_per_week for plan in assumptions.plan_quarters.all()
        },
        cost_lines=tuple(
            PlannedCost(line.name, line.kind, amounts.get(line.pk, {}))
            for line in assumptions.cost_lines.all()
        ),
    )


def _amounts(versions: Sequence[Assumptions]) -> AmountsByLine:
    by_line: AmountsByLine = {}
    for amount in CostAmount.unscoped.filter(cost_line__assumptions__in=versions):
        by_line.setdefault(amount.cost_line_id, {})[amount.quarter_number] = amount.amount
    return by_line


def planned_hours(assumptions: Assumptions, quarter_count: int) -> dict[int, Decimal | None]:
    """Return planned hours a week for each of the programme's quarters; None is not known."""
    known = {plan.quarter_number: plan.hours_per_week for plan in assumptions.plan_quarters.all()}
    return {number: known.get(number) for number in range(1, quarter_count + 1)}


def cost_lines(assumptions: Assumptions, quarter_count: int) -> tuple[CostLine, ...]:
    """Return the cost lines in their order, each with an amount for every quarter or None."""
    amounts = _amounts([assumptions])
    return tuple(
        CostLine(
            line.name,
            line.kind,
            tuple(amounts.get(line.pk, {}).get(number) for number in range(1, quarter_count + 1)),
        )
        for line in assumptions.cost_lines.all()
    )


def approved_figures(programme: Programme, quarter_count: int) -> dict[int, ReturnFigures]:
    """Return what the latest approved return of each quarter says, by quarter number.

    A version that was reopened stands until its successor is approved.
    """
    latest: dict[int, QuarterlyReturn] = {}
    approved = (
        QuarterlyReturn.objects.for_council(programme.council)
        .filter(
            programme=programme,
            status=QuarterlyReturn.Status.APPROVED,
            quarter_number__lte=quarter_count,
        )
        .order_by("version")
    )
    for return_ in approved:
        latest[return_.quarter_number] = return_
    said: dict[int, dict[str, Decimal | None]] = {}
    readings = Reading.objects.for_council(programme.council).filter(
        return_version__in=[return_.pk for return_ in latest.values()],
        measure__code__in=READ_FROM_RETURNS,
    )
    for return_id, code, value in readings.values_list(
        "return_version_id", "measure__code", "value"
    ):
        said.setdefault(return_id, {})[code] = value
    return {
        number: ReturnFigures(
            return_id=return_.pk,
            version=return_.version,
            hours_per_week=said.get(return_.pk, {}).get(codes.HOURS_PER_WEEK),
            eligible_hours_per_week=said.get(return_.pk, {}).get(codes.ELIGIBLE_HOURS_PER_WEEK),
            expenditure=said.get(return_.pk, {}).get(codes.EXPENDITURE),
        )
        for number, return_ in sorted(latest.items())
    }
