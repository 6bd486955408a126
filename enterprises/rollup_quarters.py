"""Many quarters added up in one pass over a large register (pure).

`rollup.roll_up` says what a quarter's totals are; this gives the same for many quarters without
going through each enterprise's weeks again for each. In a large register most enterprises have
traded in one stretch and have a typical week or nothing: of these only the first and the last week
of the stretch matter. What begins is added at its first week, and what ends is taken off at the
week after its last; running sums then hold each week's totals.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from enterprises.rollup import EnterpriseHours, QuarterTotals, is_eligible, weeks_of

_WEEK = timedelta(days=7)


def roll_up_quarters(
    quarters: Sequence[Sequence[date]], enterprises: Iterable[EnterpriseHours]
) -> list[QuarterTotals]:
    """Return the totals of each of these quarters, given by their weeks.

    Quarters and weeks are in their order of time and no week is in two; quarters may be left out.
    """
    sums = _Sums(quarters)
    for enterprise in enterprises:
        sums.add(enterprise)
    return sums.totals()


@dataclass(slots=True)
class _Series:
    """Whole numbers by place, kept as what each place has more than the one before."""

    steps: list[int]

    def add(self, first: int, end: int, amount: int) -> None:
        self.steps[first] += amount
        self.steps[end] -= amount

    def by_place(self) -> list[int]:
        return list(accumulate(self.steps[:-1]))


class _Sums:
    """What has been added up by now; weeks are counted through all the quarters."""

    def __init__(self, quarters: Sequence[Sequence[date]]) -> None:
        self.quarters = quarters
        self.weeks = [week for quarter in quarters for week in quarter]
        self.quarter_of = [number for number, weeks in enumerate(quarters) for _ in weeks]
        by_week, by_quarter = len(self.weeks) + 1, len(quarters) + 1
        self.measured = _Series([0] * by_week)
        self.estimated = _Series([0] * by_week)
        self.eligible = _Series([0] * by_week)
        self.unknown = _Series([0] * by_week)
        self.due = _Series([0] * by_week)
        self.recorded = _Series([0] * by_week)
        self.trading = _Series([0] * by_quarter)
        self.reporting = _Series([0] * by_quarter)
        # The same days come again and again.
        self.place_from = lru_cache(maxsize=None)(self._place_from)
        self.place_until = lru_cache(maxsize=None)(self._place_until)

    def add(self, enterprise: EnterpriseHours) -> None:
        few = not enterprise.measured and len(enterprise.typical) <= 1
        if few and len(enterprise.spans) <= 1:
            self._add_stretch(enterprise)
        else:
            self._add_weeks(enterprise)

    def totals(self) -> list[QuarterTotals]:
        series = (self.measured, self.estimated, self.eligible, self.unknown)
        columns = [one.by_place() for one in (*series, self.due, self.recorded)]
        trading, reporting = self.trading.by_place(), self.reporting.by_place()
        found, first = [], 0
        for number, weeks in enumerate(self.quarters):
            end = first + len(weeks)
            measured, estimated, eligible, unknown, due, recorded = (
                sum(column[first:end]) for column in columns
            )
            found.append(
                QuarterTotals(
                    weeks=len(weeks),
                    measured_hundredths=measured,
                    estimated_hundredths=estimated,
                    eligible_hundredths=eligible,
                    unknown_hundredths=unknown,
                    enterprises_trading=trading[number],
                    enterprises_reporting=reporting[number],
                    enterprise_weeks_due=due,
                    enterprise_weeks_recorded=recorded,
                )
            )
            first = end
        return found

    def _add_stretch(self, enterprise: EnterpriseHours) -> None:
        """Add one that traded once, from its first week to its last, and was not measured."""
        for span in enterprise.spans:
            first = self.place_from(span.start)
            end = len(self.weeks) if span.end is None else self.place_until(span.end)
            if end <= first:
                continue
            self.due.add(first, end, 1)
            self._count(self.trading, first, end)
            for typical in enterprise.typical:
                first = max(first, self.place_until(typical.first_week))
                if typical.last_week is not None:
                    end = min(end, self.place_until(typical.last_week + timedelta(days=1)))
                if end <= first:
                    continue
                hours = typical.hundredths
                self.recorded.add(first, end, 1)
                self.estimated.add(first, end, hours)
                self._count(self.reporting, first, end)
                verdict = is_eligible(enterprise.new, typical.displaces, typical.council_funded)
                if verdict is not False:
                    (self.eligible if verdict else self.unknown).add(first, end, hours)

    def _add_weeks(self, enterprise: EnterpriseHours) -> None:
        """Add one week by week."""
        trading, reporting = set(), set()
        for place, week in enumerate(weeks_of(enterprise, self.weeks)):
            if not week.due:
                continue
            trading.add(self.quarter_of[place])
            self.due.add(place, place + 1, 1)
            if week.recorded:
                reporting.add(self.quarter_of[place])
                self.recorded.add(place, place + 1, 1)
                self.measured.add(place, place + 1, week.measured or 0)
                self.estimated.add(place, place + 1, week.estimated or 0)
                self.eligible.add(place, place + 1, week.eligible)
                self.unknown.add(place, place + 1, week.unknown)
        for number in trading:
            self.trading.add(number, number + 1, 1)
        for number in reporting:
            self.reporting.add(number, number + 1, 1)

    def _count(self, series: _Series, first: int, end: int) -> None:
        """Count one enterprise in each quarter that has one of these weeks."""
        series.add(self.quarter_of[first], self.quarter_of[end - 1] + 1, 1)

    def _place_from(self, day: date) -> int:
        """Return the place of the first week with this day or a later one."""
        return bisect_right(self.weeks, day - _WEEK)

    def _place_until(self, day: date) -> int:
        """Return the place of the first week that begins on this day or later."""
        return bisect_left(self.weeks, day)
