"""The steps of setting a programme up that only the cash flow can judge."""

from collections.abc import Iterator, Mapping, Sequence

from cashflow import inputs
from cashflow.plan import Plan
from programmes import setting_up
from programmes.models import Programme
from programmes.setting_up import Step


def steps(programmes: Sequence[Programme]) -> Mapping[int, list[Step]]:
    """Return the three parts of the assumptions, each done once it holds a figure."""
    plans = inputs.plans_in_force(programmes)
    return {
        programme.pk: list(_steps(programme, plans.get(programme.pk, Plan())))
        for programme in programmes
    }


def _steps(programme: Programme, plan: Plan) -> Iterator[Step]:
    count = programme.quarter_count
    numbers = range(1, count + 1)
    hours = sum(plan.hours.get(number) is not None for number in numbers)
    first_week = programme.quarters()[0].weeks[0]
    late = bool(plan.rates) and plan.rates[0].effective_from > first_week
    yield Step(
        title="What an hour avoids",
        url_name="assumptions_rates",
        hint="The rate in pounds an hour, from a week on."
        + (" The first weeks of the programme have none." if late else ""),
        done=bool(plan.rates),
        blanks=late,
    )
    yield Step(
        title="Planned hours",
        url_name="assumptions_hours",
        hint=f"Hours a week in each quarter: {hours} of {count} quarters have a plan.",
        done=hours > 0,
        blanks=hours < count,
    )
    yield Step(
        title="Planned costs",
        url_name="assumptions_costs",
        hint="What the programme costs, by quarter.",
        done=bool(plan.cost_lines),
        blanks=any(
            line.amounts.get(number) is None for line in plan.cost_lines for number in numbers
        ),
    )


def register() -> None:
    """Add them to the programme's set-up page."""
    setting_up.register(steps)
