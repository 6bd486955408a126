"""How a measure's figures are kept and written, by its unit."""

from decimal import Decimal
from fractions import Fraction

from programmes import money
from programmes.models import Measure

# Decimals kept of a figure in a return; a register's average of weeks may have endless ones.
PLACES = {
    Measure.Unit.COUNT: 0,
    Measure.Unit.HOURS_PER_WEEK: 2,
    Measure.Unit.POUNDS: 2,
    Measure.Unit.PERCENT: 4,
    Measure.Unit.WTE: 2,
}
_NEVER_BELOW_ZERO = frozenset({Measure.Unit.COUNT, Measure.Unit.HOURS_PER_WEEK, Measure.Unit.WTE})


def places_of(unit: str) -> int:
    """Return how many decimals a figure of this unit keeps."""
    return PLACES[Measure.Unit(unit)]


def as_kept(value: Decimal | Fraction | int | None, unit: str) -> Decimal | None:
    """Return a figure with the decimals its unit keeps; None stays None."""
    return None if value is None else money.round_half_away(value, places_of(unit))


def has_fitting_decimals(value: Decimal, unit: str) -> bool:
    """Say whether nothing of the figure would be lost by keeping it."""
    return as_kept(value, unit) == value


def may_be_negative(unit: str) -> bool:
    """Say whether a figure below zero makes sense (a refund does, minus three hours do not)."""
    return Measure.Unit(unit) not in _NEVER_BELOW_ZERO


def written(value: Decimal | None, unit: str) -> str | None:
    """Return a figure with its unit as pages show it; None where there is none."""
    if value is None:
        return None
    if unit == Measure.Unit.POUNDS:
        return money.format_pounds(value, pence=value != value.to_integral_value())
    if unit == Measure.Unit.PERCENT:
        return money.format_percent(value, 1 if value != value.to_integral_value() else 0)
    if unit == Measure.Unit.COUNT:
        return money.format_number(value)
    return money.format_hours(value)


def exact_words(value: Decimal, unit: str) -> str:
    """Return a figure with its unit and every digit it has: "59.6774%", "£4.4956".

    For what has to be exact rather than short. An unknown unit ("") leaves the number alone.
    """
    if unit == Measure.Unit.POUNDS:
        return money.exact_pounds(value)
    number = money.format_number(value, money.places_needed(value))
    if unit == Measure.Unit.PERCENT:
        return f"{number}%"
    return f"{number} {unit_words(unit)}".strip() if unit else number


def unit_words(unit: str) -> str:
    """Return the unit as it stands after a figure; nothing where the figure carries it."""
    return {
        Measure.Unit.HOURS_PER_WEEK: "hours a week",
        Measure.Unit.WTE: "whole-time equivalents",
    }.get(Measure.Unit(unit), "")
