"""Whether the stored hours of the quarters are the sums of the rows they come from."""

from collections.abc import Iterator

from enterprises import rollup
from enterprises.actions import rollups
from enterprises.models import QuarterHours, WeeklyHours
from programmes.models import Programme
from programmes.quarters import Quarter, quarter_of_week

_FIGURES = tuple(rollup.QuarterTotals.__dataclass_fields__)


def differences(programme: Programme) -> list[str]:
    """Return what differs, in sentences; empty where all is as it should be.

    Everything is added up anew from the rows; a week in the wrong quarter is a difference too.
    """
    quarters = programme.quarters()
    return [*_misplaced(programme, quarters), *_wrong_sums(programme, quarters)]


def _misplaced(programme: Programme, quarters: tuple[Quarter, ...]) -> Iterator[str]:
    rows = WeeklyHours.objects.for_council(programme.council).filter(programme=programme)
    for week, number in (
        rows.order_by("week_start").values_list("week_start", "quarter_number").distinct()
    ):
        quarter = quarter_of_week(quarters, week)
        if number != (quarter.number if quarter else None):
            there = f"quarter {number}" if number else "no quarter"
            yield f"The week of {week} is counted in {there}, where it does not belong."


def _wrong_sums(programme: Programme, quarters: tuple[Quarter, ...]) -> Iterator[str]:
    stored = {
        row.quarter_number: row
        for row in QuarterHours.objects.for_council(programme.council).filter(programme=programme)
    }
    known = rollups.hours_of(programme, {quarter.number for quarter in quarters})
    for quarter in quarters:
        row = stored.pop(quarter.number, None)
        totals = rollup.roll_up(quarter.weeks, known.values())
        for name in _FIGURES:
            has, should = getattr(row, name, 0), getattr(totals, name)
            # A quarter in which nothing was ever recorded need have no row.
            if has != should and not (row is None and name == "weeks"):
                words = name.replace("_", " ")
                yield f"{quarter.full_label}: {words} is {has} and should be {should}."
    for number in sorted(stored):
        yield f"Quarter {number} is stored, and the programme has no such quarter."
