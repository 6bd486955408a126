"""What a change of a programme's dates or weeks rule does, said before it is made."""

from collections.abc import Mapping
from typing import Any

from programmes.models import Programme, QuarterlyReturn, Target
from programmes.quarters import quarters

# The settings that move figures.
MATTERS = ("start_date", "quarter_count", "weeks_rule")


def consequences(programme: Programme, changes: Mapping[str, Any]) -> list[str]:
    """Return sentences on what would follow; none where no figure is touched."""
    changed = [name for name in MATTERS if changes[name] != getattr(programme, name)]
    if not changed:
        return []
    said: list[str] = []
    count = changes["quarter_count"]
    begun = QuarterlyReturn.unscoped.filter(programme=programme)
    if {"start_date", "quarter_count"} & set(changed):
        try:
            new = quarters(
                changes["start_date"], count, programme.council.financial_year_start_month
            )
        except ValueError:
            return []  # the action says what is wrong with such a date
        said.append(
            f"The programme runs from {new[0].full_label} to {new[-1].full_label}, "
            f"in place of {programme.quarters()[0].full_label} to "
            f"{programme.quarters()[-1].full_label}."
        )
    if "start_date" in changed and begun.exists():
        numbers = begun.values_list("quarter_number", flat=True).distinct().count()
        said.append(
            f"{numbers} {'return keeps its' if numbers == 1 else 'returns keep their'} "
            "programme quarter, so the figures in them move to the new dates."
        )
    if "start_date" in changed:
        said.append("Recorded weeks of hours move to the quarters that now hold them.")
    late = Target.unscoped.filter(measure__programme=programme, due_quarter__gt=count)
    if "quarter_count" in changed and late.exists():
        said.append(f"{late.count()} target versions are due after the new last quarter.")
    if "weeks_rule" in changed:
        said.append(f"A quarter now counts: {Programme.Rule(changes['weeks_rule']).label.lower()}.")
    said.append("The cash flow is worked out again.")
    return said
