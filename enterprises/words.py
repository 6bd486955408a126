"""The register's values as pages say them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from enterprises.models import (
    HUNDREDTHS,
    Enquiry,
    Enterprise,
    EnterpriseStage,
    Payer,
    ServiceType,
    WeeklyHours,
)
from programmes import dates
from programmes.money import format_hours

NOT_IN_REGISTER = "Not in the register yet"
# Whether it is there nobody has looked: no enterprise is named.
NOT_LINKED = "Not linked to one in the register"
_STAGES = {str(stage): str(label) for stage, label in EnterpriseStage.Stage.choices}
TRADED_BEFORE: dict[bool | None, str | None] = {True: "Yes", False: "No", None: None}


def day_words(day: date | None) -> str:
    """Return a day as people write it, like 3 January 2022; "" where there is none."""
    return dates.day_words(day) if day else ""


def stage_words(stage: str | None) -> str:
    """Return a stage as pages name it."""
    return _STAGES[stage] if stage else "No stage recorded"


@lru_cache(maxsize=10_000)
def hours_words(hundredths: int | None) -> str | None:
    """Return hundredths of an hour as hours; None where there is no figure."""
    return None if hundredths is None else format_hours(Decimal(hundredths) / HUNDREDTHS)


def kind_words(kind: ServiceType, payer: str) -> str:
    """Return a kind of help and who pays for it, like "Personal care, direct payment"."""
    if kind.code == ServiceType.NOT_RECORDED and payer == Payer.UNKNOWN:
        return "Kind of help and payer not recorded"
    named = "Kind of help not recorded" if kind.code == ServiceType.NOT_RECORDED else kind.name
    if payer == Payer.UNKNOWN:
        return f"{named}, payer not recorded"
    return f"{named}, {Payer(payer).label.lower()}"


def lines_words(rows: Sequence[WeeklyHours]) -> str:
    """Return what is saved of a week: "7 hours", "12.5 hours in 2 lines", or that there is
    nothing any more."""
    if not rows:
        return "no hours any more"
    total = hours_words(sum(row.hundredths for row in rows))
    return f"{total} hours" if len(rows) == 1 else f"{total} hours in {len(rows)} lines"


def saved_meanwhile(what: str, rows: Sequence[WeeklyHours], again: str) -> str:
    """Return what is said where hours were saved under a page: `what` was, what is saved now, and
    what saving `again` does."""
    return (
        f"{what} was saved meanwhile, by somebody else or by you in another window: it has "
        f"{lines_words(rows)}. {again}"
    )


def enterprise_rows(enterprise: Enterprise) -> list[dict[str, Any]]:
    """Return what is recorded of an enterprise, as rows of a summary list."""
    kinds = "\n".join(kind.name for kind in enterprise.service_types.all())
    return [
        {"key": "Name", "value": enterprise.name},
        {"key": "Reference", "value": enterprise.reference},
        {"key": "Postcode", "value": enterprise.postcode},
        {
            "key": "Traded before the programme",
            "value": TRADED_BEFORE[enterprise.traded_before_programme],
            "empty": "Not known",
        },
        {"key": "Kinds of help", "value": kinds, "empty": "Not recorded"},
        {
            "key": "Supported by",
            "value": enterprise.partner.name if enterprise.partner else None,
            "empty": "No delivery partner",
        },
    ]


def enquiry_rows(enquiry: Enquiry) -> list[dict[str, Any]]:
    """Return what is recorded of an enquiry, as rows of a summary list."""
    return [
        {"key": "Date received", "value": day_words(enquiry.received_on)},
        {"key": "Reference", "value": enquiry.reference},
        {"key": "How they heard of it", "value": enquiry.heard_from},
        {"key": "Area", "value": enquiry.area},
        {"key": "Status", "value": enquiry.get_status_display()},
        {"key": "Date of that status", "value": day_words(enquiry.status_on)},
        {"key": "Outcome or reason", "value": enquiry.outcome},
        {
            "key": "Enterprise that came of it",
            "value": enquiry.enterprise.name if enquiry.enterprise else None,
            "empty": NOT_LINKED if enquiry.lacks_enterprise else "None yet",
        },
    ]


def stage_rows(step: EnterpriseStage) -> list[dict[str, Any]]:
    """Return a stage, as rows of a summary list."""
    return [
        {"key": "Stage", "value": stage_words(step.stage)},
        {"key": "Day", "value": day_words(step.on), "empty": "Not known"},
        {"key": "Note", "value": step.note},
    ]
