"""From the rows behind a quarter's hours to the register's figures, in words (pure)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dashboards.wording import counted
from enterprises.rollup import eligible_per_week, hours_per_week
from enterprises.rollup_rows import Given
from programmes.money import format_hours, round_half_away

# The register offers hours a week to a return with so many decimals.
_PLACES = 2


@dataclass(frozen=True, slots=True)
class Step:
    """A figure's name, and how it follows from the sums of the rows."""

    name: str
    words: str


def steps_of(total: Given, weeks: int) -> list[Step]:
    """Return how a quarter's figures follow from what all its rows gave; none where nothing is
    recorded in any of its `weeks`."""
    if total.weeks == 0:
        return []
    exact = hours_per_week(total.hundredths, weeks, total.weeks)
    return [
        Step("Hours a week", _divided(total.hundredths, weeks, exact)),
        Step("Eligible hours a week", _eligible(total, weeks)),
    ]


def _eligible(total: Given, weeks: int) -> str:
    exact = eligible_per_week(total.eligible, total.unknown, total.hundredths, weeks, total.weeks)
    if exact is None:
        return "No figure: of no hour is it known whether it is eligible."
    left_out = (
        f" Left out: {_hours(_exact(total.unknown))} not known to be eligible or not."
        if total.unknown
        else ""
    )
    return f"{_divided(total.eligible, weeks, exact)}{left_out}"


def _divided(hundredths: int, weeks: int, exact: Fraction | None) -> str:
    shown = None if exact is None else round_half_away(exact, _PLACES)
    if shown is None:
        return "No figure: nothing is recorded."
    rounded = ", rounded to two decimals" if shown != exact else ""
    so_many = f"{counted(weeks, 'week')} of the quarter"
    return f"{_hours(_exact(hundredths))} ÷ {so_many} = {_hours(shown)} a week{rounded}."


def _exact(hundredths: int) -> Decimal:
    return Decimal(hundredths) / 100


def _hours(number: Decimal) -> str:
    return f"{format_hours(number)} {'hour' if number == 1 else 'hours'}"
