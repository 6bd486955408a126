"""What hours may be: the checks that measured weeks and typical weeks share."""

from decimal import Decimal

from django.core.exceptions import ValidationError

from enterprises.models import Enterprise, Payer, ServiceType
from programmes.money import format_hours

MOST_HOURS = Decimal(10_000)
HOURS_OF_A_WEEK = 168


def check_kind(enterprise: Enterprise, service_type: ServiceType, payer: str) -> None:
    """Refuse another council's kind of help, or a payer there is not."""
    if service_type.council_id != enterprise.council_id:
        raise ValidationError("Select a kind of help of this council.")
    if payer not in Payer.values:
        raise ValidationError("Select who pays from the list.")


def hundredths_of(hours: Decimal) -> int:
    """Return hours as whole hundredths; refuse what does not fit into them."""
    if not hours.is_finite() or hours < 0 or hours > MOST_HOURS:
        raise ValidationError(f"Enter hours from 0 to {format_hours(MOST_HOURS)}.")
    numerator, denominator = hours.as_integer_ratio()
    hundredths, rest = divmod(numerator * 100, denominator)
    if rest:
        raise ValidationError("Enter hours with no more than 2 decimal places, like 412.5.")
    return hundredths


def long_week(says: str, hours: Decimal) -> str:
    """Return the question asked about more hours than a week has."""
    return (
        f"{says} {format_hours(hours)} hours. A week has {HOURS_OF_A_WEEK}, so one person "
        "cannot have worked them. Correct the hours, or tell us why they are right."
    )
