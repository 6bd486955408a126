"""Assumptions: what a programme plans and prices, in versions that never change."""

from typing import ClassVar

from django.db import models

from accounts.models import User
from accounts.scoping import CouncilOwned
from programmes.models import Programme


class Assumptions(CouncilOwned):
    """One version of a programme's plan: hours, rates and costs by quarter.

    A change is a new version with a reason; the latest is the one in force, and each run of
    the cash flow names the version it used.
    """

    council_path = "programme__council"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="assumptions")
    version = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(CouncilOwned.Meta):
        verbose_name_plural = "assumptions"
        ordering = ("version",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["programme", "version"], name="assumptions_version_once"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="assumptions_reason_given"),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: assumptions, version {self.version}"


class RateVersion(CouncilOwned):
    """The amount avoided for each hour of care, from a Monday on, in pounds."""

    council_path = "assumptions__programme__council"

    assumptions = models.ForeignKey(Assumptions, on_delete=models.PROTECT, related_name="rates")
    effective_from = models.DateField("from the week beginning Monday")
    rate_per_hour = models.DecimalField(max_digits=10, decimal_places=4)

    class Meta(CouncilOwned.Meta):
        ordering = ("effective_from",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["assumptions", "effective_from"], name="rate_once_a_week"
            ),
            models.CheckConstraint(
                condition=models.Q(rate_per_hour__gte=0, rate_per_hour__lte=1000),
                name="rate_from_0_to_1000_pounds",
            ),
        ]

    def __str__(self) -> str:
        return f"£{self.rate_per_hour} an hour from {self.effective_from}"


class PlanQuarter(CouncilOwned):
    """The planned hours a week of one quarter; NULL where no plan is made yet."""

    council_path = "assumptions__programme__council"

    assumptions = models.ForeignKey(
        Assumptions, on_delete=models.PROTECT, related_name="plan_quarters"
    )
    quarter_number = models.PositiveSmallIntegerField()
    hours_per_week = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)

    class Meta(CouncilOwned.Meta):
        ordering = ("quarter_number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["assumptions", "quarter_number"], name="plan_quarter_once"
            ),
            models.CheckConstraint(
                condition=models.Q(hours_per_week__isnull=True)
                | models.Q(hours_per_week__gte=0, hours_per_week__lte=100_000),
                name="plan_hours_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan of quarter {self.quarter_number}"


class CostLine(CouncilOwned):
    """Something the programme costs, such as set-up or staff, planned by quarter."""

    council_path = "assumptions__programme__council"

    class Kind(models.TextChoices):
        """What the cost is for."""

        SET_UP = "set_up", "Set-up"
        STAFF = "staff", "Staff"
        OTHER = "other", "Other"

    assumptions = models.ForeignKey(
        Assumptions, on_delete=models.PROTECT, related_name="cost_lines"
    )
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.OTHER)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(CouncilOwned.Meta):
        ordering = ("position", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assumptions", "name"], name="cost_line_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


class CostAmount(CouncilOwned):
    """A cost line's amount in one quarter, in pounds; NULL where it is not known yet."""

    council_path = "cost_line__assumptions__programme__council"

    cost_line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="amounts")
    quarter_number = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta(CouncilOwned.Meta):
        ordering = ("quarter_number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["cost_line", "quarter_number"], name="cost_amount_once_a_quarter"
            ),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True)
                | models.Q(amount__gte=-10_000_000, amount__lte=10_000_000),
                name="cost_amount_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cost_line}, quarter {self.quarter_number}"
