"""What hours may be: the checks that measured weeks and typical weeks share."""

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError

from enterprises import columns
from enterprises.models import Enterprise, Payer, ServiceType
from programmes.money import format_hours

MOST_HOURS = Decimal(columns.MOST_HOURS)
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


def long_weeks(hours: Mapping[str, Decimal]) -> str:
    """Return that question about one week or several, by what they are called in a sentence."""
    said = [f"{name} ({format_hours(total)} hours)" for name, total in hours.items()]
    if len(said) == 1:
        name, total = next(iter(hours.items()))
        return long_week(f"{_sentence(name)} says", total)
    listed = f"{', '.join(said[:-1])} and {said[-1]}"
    return (
        f"{_sentence(listed)} say more than the {HOURS_OF_A_WEEK} hours of a week, so one person "
        "cannot have worked them. Correct the hours, or tell us why they are right."
    )


def _sentence(text: str) -> str:
    # An enterprise is called what it is called, also where a sentence begins with it.
    return f"The {text[4:]}" if text.startswith("the ") else text
