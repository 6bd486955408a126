"""The steps of setting a programme up that only the cash flow can judge."""

from collections.abc import Iterator

from cashflow import inputs
from programmes import setting_up
from programmes.models import Programme
from programmes.setting_up import Step


def steps(programme: Programme) -> Iterator[Step]:
    """Return the three parts of the assumptions, each done once it holds a figure."""
    plan = inputs.plan_of(inputs.in_force(programme))
    count = programme.quarter_count
    hours = sum(plan.hours.get(number) is not None for number in range(1, count + 1))
    yield Step(
        title="What an hour avoids",
        url_name="assumptions_rates",
        hint="The rate in pounds an hour, from a week on.",
        done=bool(plan.rates),
    )
    yield Step(
        title="Planned hours",
        url_name="assumptions_hours",
        hint=f"Hours a week in each quarter: {hours} of {count} quarters have a plan.",
        done=hours > 0,
    )
    yield Step(
        title="Planned costs",
        url_name="assumptions_costs",
        hint="What the programme costs, by quarter.",
        done=bool(plan.cost_lines),
    )


def register() -> None:
    """Add them to the programme's set-up page."""
    setting_up.register(steps)
