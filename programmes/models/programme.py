"""A programme: something a council runs for a number of quarters and must prove."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accounts.access import Access
from accounts.models import Council, DeliveryPartner, User
from accounts.scoping import CouncilManager, CouncilOwned, CouncilQuerySet
from programmes.quarters import Quarter, WeeksRule, quarters


class ProgrammeQuerySet(CouncilQuerySet["Programme"]):
    """Questions about a council's programmes."""

    def visible_to(self, access: Access) -> "ProgrammeQuerySet":
        """Return what the person may see: a delivery partner's people see what it delivers."""
        if access.limited_to_partners:
            return self.filter(partner_id__in=access.partner_ids)
        return self


class Programme(CouncilOwned):
    """An adult-social-care programme of a council, such as a micro-enterprise roll-out.

    Its quarters follow from its start date and their number; they are never stored.
    """

    class Phase(models.TextChoices):
        """What the council calls it; the papers use all three words."""

        PILOT = "pilot", "Pilot"
        ROLL_OUT = "roll_out", "Roll-out"
        PROJECT = "project", "Project"

    class Rule(models.TextChoices):
        """How many weeks a quarter has when hours are priced."""

        BUSINESS_CASE = WeeksRule.BUSINESS_CASE.value, "13 weeks, as in the business case"
        CALENDAR = WeeksRule.CALENDAR.value, "The weeks the quarter has (12 to 14)"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="programmes")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    reference = models.CharField("business plan reference", max_length=30, blank=True)
    description = models.TextField(blank=True)
    area = models.CharField(max_length=160, blank=True)
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.ROLL_OUT)
    partner = models.ForeignKey(
        DeliveryPartner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name="delivery partner",
    )
    start_date = models.DateField()
    quarter_count = models.PositiveSmallIntegerField(
        "number of quarters", validators=[MinValueValidator(1), MaxValueValidator(40)]
    )
    weeks_rule = models.CharField(max_length=15, choices=Rule, default=Rule.BUSINESS_CASE)
    return_due_days = models.PositiveSmallIntegerField(
        "days after a quarter's end by which its return is due",
        default=28,
        validators=[MaxValueValidator(180)],
    )
    # Counts every change that can alter a figure; a recompute stamps its result with it, so
    # that a stale result never replaces a newer one.
    input_version = models.PositiveIntegerField(default=1)
    # Raised by each change of the settings; a person who saves over another's change is told so.
    edition = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CouncilManager.holding(ProgrammeQuerySet)

    class Meta(CouncilOwned.Meta):
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "slug"], name="programme_address_once_a_council"
            ),
            models.CheckConstraint(
                condition=models.Q(quarter_count__gte=1, quarter_count__lte=40),
                name="programme_has_1_to_40_quarters",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> WeeksRule:
        """Return the weeks rule as the pure modules know it."""
        return WeeksRule(self.weeks_rule)

    def quarters(self) -> tuple[Quarter, ...]:
        """Return the programme's quarters, derived from its start date."""
        return quarters(
            self.start_date, self.quarter_count, self.council.financial_year_start_month
        )

    def quarter(self, number: int) -> Quarter | None:
        """Return quarter `number` (1-based), or None where the programme has no such quarter."""
        if 1 <= number <= self.quarter_count:
            return self.quarters()[number - 1]
        return None
