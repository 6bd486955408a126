"""Hours of help and care: measured weeks, typical weeks, and each quarter's roll-up.

Hours are stored as whole hundredths, because SQLite adds decimals up as floats.
"""

from decimal import Decimal
from typing import ClassVar

from django.db import models

from accounts.models import Council, User
from accounts.scoping import CouncilOwned
from enterprises.models.register import Enterprise, ServiceType
from programmes.models import Programme
from uploads.models import UploadChange

HUNDREDTHS = Decimal(100)


class Payer(models.TextChoices):
    """Who pays for an hour. Unknown stays unknown, and is shown as a gap."""

    DIRECT_PAYMENT = "direct_payment", "Direct payment"
    COUNCIL = "council", "Council-commissioned"
    SELF_FUNDED = "self_funded", "Self-funded"
    OTHER = "other", "Other"
    UNKNOWN = "unknown", "Not recorded"


COUNCIL_FUNDED = (Payer.DIRECT_PAYMENT, Payer.COUNCIL)


class WeeklyHours(CouncilOwned):
    """Measured hours of one enterprise in one week, of one kind of help, paid in one way.

    `quarter_number` is stored beside the week so that a quarter is summed by an index; it is
    NULL where the week lies outside the programme. A week without rows is missing, not zero.
    `origin` leads to the file, sheet and row that the hours came from; NULL where somebody typed
    them.
    """

    # Where another index begins with a column, or nobody looks for it, one of its own would only
    # slow down each of very many rows.
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="weekly_hours", db_index=False
    )
    week_start = models.DateField("week beginning Monday")
    quarter_number = models.PositiveSmallIntegerField(null=True, blank=True)
    service_type = models.ForeignKey(ServiceType, on_delete=models.PROTECT, related_name="+")
    payer = models.CharField(max_length=14, choices=Payer, default=Payer.UNKNOWN)
    hundredths = models.PositiveIntegerField("hours, in hundredths")
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    # What a value rests on is never deleted from under it.
    origin = models.ForeignKey(
        UploadChange, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(CouncilOwned.Meta):
        verbose_name_plural = "weekly hours"
        ordering = ("week_start", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["enterprise", "week_start", "service_type", "payer"],
                name="weekly_hours_once_a_kind_and_payer",
            ),
            models.CheckConstraint(
                condition=models.Q(hundredths__gte=0, hundredths__lte=1_000_000),
                name="weekly_hours_at_most_10_000",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["council", "programme", "quarter_number"], name="weekly_hours_quarter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise}, week of {self.week_start}: {self.hours} hours"

    @property
    def hours(self) -> Decimal:
        """Return the hours, exactly."""
        return Decimal(self.hundredths) / HUNDREDTHS


class TypicalWeek(CouncilOwned):
    """What an enterprise says a usual week is, from one Monday to another; always an estimate.

    It stands only for weeks without a measured figure. `valid_to` is the Monday of the last
    week it holds for; NULL while it still holds. `origin` is as of weekly hours.
    """

    council_path = "enterprise__council"

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="typical_weeks"
    )
    valid_from = models.DateField("from the week beginning Monday")
    valid_to = models.DateField("to the week beginning Monday", null=True, blank=True)
    service_type = models.ForeignKey(ServiceType, on_delete=models.PROTECT, related_name="+")
    payer = models.CharField(max_length=14, choices=Payer, default=Payer.UNKNOWN)
    hundredths = models.PositiveIntegerField("hours a week, in hundredths")
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    origin = models.ForeignKey(
        UploadChange, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(CouncilOwned.Meta):
        ordering = ("valid_from", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="typical_week_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(hundredths__gte=0, hundredths__lte=1_000_000),
                name="typical_week_at_most_10_000",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise}: {self.hours} hours in a typical week"

    @property
    def hours(self) -> Decimal:
        """Return the hours a week, exactly."""
        return Decimal(self.hundredths) / HUNDREDTHS


class QuarterHours(CouncilOwned):
    """A programme's hours of one quarter, rolled up in the transaction of every change.

    All sums are of hundredths of an hour over the weeks of the quarter. `measured` and
    `estimated` (typical weeks) add up to all hours; `eligible` is the part of them that is of
    new enterprises, of a kind that displaces framework care, and council-funded; `unknown` is
    the part of which that cannot be said.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    quarter_number = models.PositiveSmallIntegerField()
    weeks = models.PositiveSmallIntegerField("weeks in the quarter")
    measured_hundredths = models.PositiveBigIntegerField(default=0)
    estimated_hundredths = models.PositiveBigIntegerField(default=0)
    eligible_hundredths = models.PositiveBigIntegerField(default=0)
    unknown_hundredths = models.PositiveBigIntegerField(default=0)
    enterprises_trading = models.PositiveIntegerField(default=0)
    enterprises_reporting = models.PositiveIntegerField(default=0)
    enterprise_weeks_due = models.PositiveIntegerField(default=0)
    enterprise_weeks_recorded = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(CouncilOwned.Meta):
        verbose_name_plural = "quarter hours"
        ordering = ("quarter_number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["programme", "quarter_number"], name="quarter_hours_once_a_quarter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: hours of quarter {self.quarter_number}"
