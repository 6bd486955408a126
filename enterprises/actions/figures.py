"""What hours may be: the checks that measured weeks and typical weeks share."""

import re
from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError

from enterprises import plausible
from enterprises.models import Enterprise, Payer, ServiceType
from enterprises.plausible import HOURS_OF_A_WEEK, MOST_HOURS
from programmes.money import format_hours

__all__ = [
    "HOURS_OF_A_WEEK",
    "MOST_HOURS",
    "check_kind",
    "hours_in_words",
    "hundredths_of",
    "line_words",
    "long_week",
    "long_weeks",
]


def check_kind(enterprise: Enterprise, service_type: ServiceType, payer: str) -> None:
    """Refuse another council's kind of help, or a payer there is not."""
    if service_type.council_id != enterprise.council_id:
        raise ValidationError("Select a kind of help of this council.")
    if payer not in Payer.values:
        raise ValidationError("Select who pays from the list.")


def hundredths_of(hours: Decimal) -> int:
    """Return hours as whole hundredths; refuse what does not fit into them."""
    try:
        return plausible.hundredths(hours)
    except ValueError as problem:
        raise ValidationError(f"{problem}.") from problem


def long_week(says: str, hours: Decimal) -> str:
    """Return the question asked about more hours than a week has."""
    return (
        f"{says} {format_hours(hours)} hours. {plausible.LONG_WEEK}. {plausible.LONG_WEEK_REMEDY}."
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
        f"cannot have worked them. {plausible.LONG_WEEK_REMEDY}."
    )


def _sentence(text: str) -> str:
    # An enterprise is called what it is called, also where a sentence begins with it.
    return f"The {text[4:]}" if text.startswith("the ") else text


def line_words(hours: Decimal, kind: str, payer: str) -> str:
    """Return hours of one kind of help and one payer, as events keep them."""
    return f"{hours} hours, {kind}, {Payer(payer).label}"


def hours_in_words(line: str) -> Decimal:
    """Return the hours of what `line_words` wrote; 0 of any other words."""
    found = _HOURS_IN_WORDS.match(line)
    return Decimal(found[1]) if found else Decimal(0)


_HOURS_IN_WORDS = re.compile(r"([0-9.]+) hours, ")
