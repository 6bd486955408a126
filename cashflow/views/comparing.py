"""Where two plans differ, for a person whose page was overtaken by somebody else's save."""

from collections.abc import Sequence

from cashflow.plan import Plan
from cashflow.views.tables import Column, Row, Table, pounds_words, rate_words
from programmes.dates import day_words
from programmes.money import format_hours
from programmes.quarters import Quarter

NONE = "None"


def difference_table(saved: Plan, typed: Plan, quarters: Sequence[Quarter]) -> Table:
    """Return one row for each figure that is not the same in both."""
    mine, theirs = _figures(typed, quarters), _figures(saved, quarters)
    rows = [
        Row([name, mine.get(name, NONE), theirs.get(name, NONE)])
        for name in dict.fromkeys([*theirs, *mine])
        if mine.get(name) != theirs.get(name)
    ]
    columns = [Column("Figure"), Column("You typed", True), Column("Saved now", True)]
    return Table("What differs", columns, rows)


def _figures(plan: Plan, quarters: Sequence[Quarter]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for rate in plan.rates:
        found[f"Rate from {day_words(rate.effective_from)}"] = rate_words(rate.rate_per_hour)
    for quarter in quarters:
        hours = plan.hours.get(quarter.number)
        found[f"Hours a week, {quarter.full_label}"] = (
            None if hours is None else format_hours(hours)
        )
    for line in plan.cost_lines:
        for quarter in quarters:
            amount = line.amounts.get(quarter.number)
            found[f"{line.name}, {quarter.full_label}"] = pounds_words(amount)
    return found
