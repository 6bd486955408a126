"""What is recorded of an enterprise, and therefore stands in the way of removing it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from enterprises.models import Enquiry, Enterprise, TypicalWeek, WeeklyHours


@dataclass(frozen=True, slots=True)
class Held:
    """Weeks with hours, typical weeks and enquiries of one enterprise; true where there are any.

    `latest` is the latest of the weeks that lie inside the programme.
    """

    weeks: int
    latest: date | None
    typical_weeks: int
    enquiries: tuple[Enquiry, ...]

    def __bool__(self) -> bool:
        return bool(self.weeks or self.typical_weeks or self.enquiries)


def held_by(enterprise: Enterprise) -> Held:
    """Return what is recorded of an enterprise: three queries."""
    council = enterprise.council
    weekly = WeeklyHours.objects.for_council(council).filter(enterprise=enterprise)
    weeks = weekly.aggregate(
        all=Count("week_start", distinct=True),
        latest=Max("week_start", filter=Q(quarter_number__isnull=False)),
    )
    typical = TypicalWeek.objects.for_council(council).filter(enterprise=enterprise)
    enquiries = Enquiry.objects.for_council(council).filter(enterprise=enterprise)
    return Held(weeks["all"], weeks["latest"], typical.count(), tuple(enquiries))
