"""From worked-out lines to rows of the table, exactly or not at all."""

from decimal import Decimal

from cashflow.models import Line
from cashflow.series import WorkedLine

AMOUNTS = ("hours_per_week", "hours", "cost_avoidance", "expenditure", "net", "cumulative")


class TooLarge(ValueError):
    """An amount has more digits than a line holds exactly; the message names it."""


def line_of(worked: WorkedLine) -> Line:
    """Return the row, not saved and not yet of any run. Raises TooLarge."""
    row = worked.row
    line = Line(
        series=worked.series.value,
        basis=worked.basis.value,
        quarter_number=row.quarter.number,
        weeks=row.weeks,
        hours_per_week=row.hours_per_week,
        hours_state=worked.hours_state.value,
        hours=row.hours,
        cost_avoidance=row.cost_avoidance,
        expenditure=row.expenditure,
        expenditure_state=worked.expenditure_state.value,
        net=row.net,
        cumulative=row.cumulative,
        return_version_id=worked.return_id,
    )
    for name in AMOUNTS:
        _refuse_inexact(name, getattr(line, name), row.quarter.label)
    return line


def _refuse_inexact(name: str, amount: Decimal | None, label: str) -> None:
    """A column would round what it cannot hold, without a word."""
    if amount is None:
        return
    field = Line._meta.get_field(name)
    places, digits = field.decimal_places, field.max_digits  # type: ignore[union-attr]
    numerator, denominator = amount.copy_abs().as_integer_ratio()
    units, rest = divmod(numerator * 10**places, denominator)
    if rest or len(str(units)) > digits:
        raise TooLarge(
            f"The {name.replace('_', ' ')} of {label} ({amount:f}) cannot be stored exactly: it "
            f"has more than {places} decimal places or {digits} digits. Check the figures typed."
        )
