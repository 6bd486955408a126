"""Quarters of a programme, and the weeks that belong to them (pure).

A quarter is a value with its dates, weeks and labels; nothing in the application counts in loose
integers. Everything here follows from the start date, how many quarters there are, and the month
in which the council's financial year starts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST_QUARTERS = 80
BUSINESS_CASE_WEEKS = 13

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = timedelta(days=1)
_TO_THURSDAY = timedelta(days=3)


class WeeksRule(StrEnum):
    """How many weeks a quarter is taken to have when hours a week become hours."""

    BUSINESS_CASE = "business_case"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of one programme.

    `number` counts from 1 at the programme's start; `end` is its last day. `weeks` are the Mondays
    of its weeks: a week belongs to the quarter that holds its Thursday, so a quarter has 12, 13 or
    14 of them. `fy_start_month` is the month (1-12) in which the council's financial year starts.
    """

    number: int
    start: date
    end: date
    weeks: tuple[date, ...]
    fy_start_month: int = 4

    @property
    def year(self) -> int:
        """The programme year, from 1: four quarters each, whatever the calendar."""
        return (self.number - 1) // 4 + 1

    @property
    def quarter_of_year(self) -> int:
        """The place in the programme year, 1 to 4."""
        return (self.number - 1) % 4 + 1

    @property
    def label(self) -> str:
        """The programme quarter, like "Y2 Q1"."""
        return label_of(self.number)

    @property
    def period(self) -> str:
        """The months, like "Jan–Mar 2022" or "Dec 2021–Feb 2022".

        A quarter that does not start on the first of a month shows its days as well, like
        "15 Jan–14 Apr 2022", because "Jan–Apr" next to "Apr–Jul" would not say whose April is.
        """
        whole_months = self.start.day == 1
        first, last = _month(self.start, whole_months), _month(self.end, whole_months)
        if self.start.year == self.end.year:
            return f"{first}–{last} {self.end.year}"
        return f"{first} {self.start.year}–{last} {self.end.year}"

    @property
    def full_label(self) -> str:
        """Both names, like "Y2 Q1 · Jan–Mar 2022"."""
        return f"{self.label} · {self.period}"

    @property
    def financial_year(self) -> str:
        """The financial year of the first day, like "2021/22" (or "2022", where it is the
        calendar year)."""
        return financial_year_label(self._financial_year_of(self.start), self.fy_start_month)

    @property
    def financial_quarter(self) -> str:
        """The financial quarter of the first day, like "2021/22 Q4"."""
        months_in = (self.start.month - self.fy_start_month) % 12
        return f"{self.financial_year} Q{months_in // 3 + 1}"

    @property
    def straddles_financial_years(self) -> bool:
        """Whether the last day lies in a later financial year than the first."""
        return self._financial_year_of(self.start) != self._financial_year_of(self.end)

    def weeks_under(self, rule: WeeksRule) -> int:
        """Return how many weeks the quarter counts: always 13 in the business case, as in its
        published table (hours a week x 13), or the weeks it has by the calendar.

        Raises ValueError for a rule that there is not.
        """
        if WeeksRule(rule) is WeeksRule.BUSINESS_CASE:
            return BUSINESS_CASE_WEEKS
        return len(self.weeks)

    def _financial_year_of(self, day: date) -> int:
        return day.year if day.month >= self.fy_start_month else day.year - 1


def quarters(start: date, count: int, fy_start_month: int = 4) -> tuple[Quarter, ...]:
    """Return the first `count` quarters (1 to 80) of a programme that starts on `start`.

    Quarter k starts 3(k-1) months after the start, on the same day of the month, or on the
    month's last day where that day does not exist. It is worked out from the original day each
    time, so a start on 31 January gives 30 April and then 31 July. There is no gap and no overlap.

    Raises ValueError for a count or month outside its limits, or dates beyond the year 9999.
    """
    if not 1 <= count <= MOST_QUARTERS:
        raise ValueError(f"a programme has 1 to {MOST_QUARTERS} quarters, not {count}")
    if not 1 <= fy_start_month <= 12:
        raise ValueError(f"a financial year starts in month 1 to 12, not {fy_start_month}")
    try:
        starts = [_months_later(start, 3 * place) for place in range(count + 1)]
    except ValueError as problem:
        raise ValueError(f"{count} quarters from {start} run beyond the year 9999") from problem
    return tuple(
        Quarter(
            number=place + 1,
            start=starts[place],
            end=starts[place + 1] - _DAY,
            weeks=_weeks_between(starts[place], starts[place + 1] - _DAY),
            fy_start_month=fy_start_month,
        )
        for place in range(count)
    )


def financial_year_label(first_year: int, fy_start_month: int = 4) -> str:
    """Return how a financial year is written: "2021/22", or "2021" where it starts in January."""
    if fy_start_month == 1:
        return str(first_year)
    return f"{first_year}/{(first_year + 1) % 100:02d}"


def label_of(number: int) -> str:
    """Return the programme quarter with this number, from 1, like "Y2 Q1"."""
    return f"Y{(number - 1) // 4 + 1} Q{(number - 1) % 4 + 1}"


def monday_of(day: date) -> date:
    """Return the Monday of the week that holds this day."""
    return day - timedelta(days=day.weekday())


def quarter_of_day(quarters: Sequence[Quarter], day: date) -> Quarter | None:
    """Return the quarter that holds this day; None before the first or after the last."""
    return next((quarter for quarter in quarters if quarter.start <= day <= quarter.end), None)


def quarter_of_week(quarters: Sequence[Quarter], monday: date) -> Quarter | None:
    """Return the quarter that the week beginning on this Monday belongs to, by its Thursday.

    None for a week outside the programme. Raises ValueError where the day is not a Monday.
    """
    if monday.weekday() != 0:
        raise ValueError(f"a week begins on a Monday, and {monday} is not one")
    return quarter_of_day(quarters, monday + _TO_THURSDAY)


def due_quarter(quarters: Sequence[Quarter], today: date) -> Quarter | None:
    """Return the latest quarter that has ended, whose return is due; None before the first end.

    A quarter has ended from the day after its last day.
    """
    ended = [quarter for quarter in quarters if quarter.end < today]
    return max(ended, key=lambda quarter: quarter.number, default=None)


def _month(day: date, whole_months: bool) -> str:
    # Not strftime: its month names follow the locale of the machine.
    name = _MONTHS[day.month - 1]
    return name if whole_months else f"{day.day} {name}"


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, _days_in(year, month)))


def _days_in(year: int, month: int) -> int:
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - date(year, month, 1)).days


def _weeks_between(start: date, end: date) -> tuple[date, ...]:
    thursday = monday_of(start) + _TO_THURSDAY
    if thursday < start:
        thursday += timedelta(days=7)
    count = (end - thursday).days // 7 + 1
    first = thursday - _TO_THURSDAY
    return tuple(first + timedelta(days=7 * place) for place in range(count))
