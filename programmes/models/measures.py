"""The results framework: what is measured, from where it starts, and what is aimed at."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.scoping import CouncilOwned
from programmes.models.programme import Programme


class Measure(CouncilOwned):
    """Something counted or measured each quarter, with its unit and the way it adds up."""

    council_path = "programme__council"

    class Unit(models.TextChoices):
        """What one of it is."""

        COUNT = "count", "Number"
        HOURS_PER_WEEK = "hours_per_week", "Hours a week"
        POUNDS = "pounds", "Pounds"
        PERCENT = "percent", "Percent"
        WTE = "wte", "Whole-time equivalents"

    class Direction(models.TextChoices):
        """Which way is better."""

        UP = "up", "More is better"
        DOWN = "down", "Less is better"
        KEEP = "keep", "Keep within a range"

    class Aggregation(models.TextChoices):
        """How quarters add up; percentages are never averaged."""

        SUM = "sum", "Quarters are added up"
        LATEST = "latest", "The latest quarter stands"
        RATIO = "ratio", "A share: how many out of how many"

    class Source(models.TextChoices):
        """Where a reading comes from."""

        TYPED = "typed", "Typed in the return"
        REGISTER = "register", "The register"
        SURVEY = "survey", "A survey"
        CASH_FLOW = "cash_flow", "The cash flow"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="measures")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    unit = models.CharField(max_length=15, choices=Unit)
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.UP)
    aggregation = models.CharField(max_length=6, choices=Aggregation, default=Aggregation.LATEST)
    source = models.CharField(max_length=9, choices=Source, default=Source.TYPED)
    tolerance_percent = models.DecimalField(
        "range around the target, for a measure to be kept",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
    )
    on_return = models.BooleanField("asked for in the quarterly return", default=True)
    position = models.PositiveSmallIntegerField(default=0)
    # Raised by each change, also of the baseline; who saves over another's change is told so.
    edition = models.PositiveIntegerField(default=1)

    class Meta(CouncilOwned.Meta):
        ordering = ("position", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["programme", "code"], name="measure_code_once_a_programme"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_taken(self) -> bool:
        """Whether nobody is asked for it, and each return takes it from the register."""
        return not self.on_return and self.source == Measure.Source.REGISTER


class Baseline(CouncilOwned):
    """Where a measure stood before the programme, or who is to find out by when."""

    council_path = "measure__programme__council"

    class State(models.TextChoices):
        """Whether the baseline is known; "to be established" blocks a false status."""

        ESTABLISHED = "established", "Established"
        NIL = "nil", "Nil, as stated"
        TO_BE_ESTABLISHED = "to_be_established", "To be established"

    measure = models.OneToOneField(Measure, on_delete=models.PROTECT, related_name="baseline")
    state = models.CharField(max_length=20, choices=State)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    as_at = models.DateField(null=True, blank=True)
    due_by = models.DateField(null=True, blank=True)
    owner = models.CharField("who is to establish it (a role)", max_length=120, blank=True)
    note = models.TextField(blank=True)

    class Meta(CouncilOwned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state="established", value__isnull=False)
                | models.Q(state="nil", value=0)
                | models.Q(state="to_be_established", value__isnull=True),
                name="baseline_has_a_value_exactly_when_established",
            ),
        ]

    def __str__(self) -> str:
        return f"Baseline of {self.measure}"


class Target(CouncilOwned):
    """What is aimed at by a quarter's end. A change is a new version; the old one stays.

    `value` is in the measure's unit; for kind "change" it is percent against the baseline
    (-25 is a quarter less). No value and no comparator: the papers state none yet.
    """

    council_path = "measure__programme__council"

    class Kind(models.TextChoices):
        """What the value is compared with."""

        LEVEL = "level", "A level to reach"
        SHARE = "share", "A share of those asked"
        CHANGE = "change", "A change from the baseline, in percent"
        INCREASE = "increase", "An increase on the baseline"

    class State(models.TextChoices):
        """Whether everybody has agreed to it."""

        AGREED = "agreed", "Agreed"
        TO_BE_AGREED = "to_be_agreed", "To be agreed"
        TO_BE_CONFIRMED = "to_be_confirmed", "To be confirmed"

    class Comparator(models.TextChoices):
        """The exact comparison with the unrounded reading."""

        AT_LEAST = ">=", "at least"
        MORE_THAN = ">", "more than"
        AT_MOST = "<=", "at most"
        LESS_THAN = "<", "less than"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="targets")
    due_quarter = models.PositiveSmallIntegerField(
        "by the end of programme quarter", null=True, blank=True
    )
    version = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.LEVEL)
    comparator = models.CharField(max_length=2, choices=Comparator, null=True, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    state = models.CharField(max_length=15, choices=State, default=State.AGREED)
    note = models.TextField(blank=True)
    reason = models.TextField("why this version", blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta(CouncilOwned.Meta):
        ordering = ("measure", "due_quarter", "version")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # Two blanks are not equal to a database, so "no date" is counted as quarter 0.
            models.UniqueConstraint(
                "measure", Coalesce("due_quarter", 0), "version", name="target_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True, comparator__isnull=True)
                | models.Q(value__isnull=False, comparator__isnull=False),
                name="target_value_comes_with_comparator",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True, approved_at__isnull=True)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False),
                name="target_approved_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Target of {self.measure}, version {self.version}"
