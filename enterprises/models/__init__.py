"""The register of micro-enterprises and enquiries, and the hours they give."""

from enterprises.models.hours import (
    COUNCIL_FUNDED,
    HUNDREDTHS,
    Payer,
    QuarterHours,
    TypicalWeek,
    WeeklyHours,
)
from enterprises.models.register import Enquiry, Enterprise, EnterpriseStage, ServiceType

__all__ = [
    "COUNCIL_FUNDED",
    "HUNDREDTHS",
    "Enquiry",
    "Enterprise",
    "EnterpriseStage",
    "Payer",
    "QuarterHours",
    "ServiceType",
    "TypicalWeek",
    "WeeklyHours",
]
