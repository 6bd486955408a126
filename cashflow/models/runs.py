"""Results: one run of the cash flow, and its lines."""

from typing import ClassVar

from django.db import models

from accounts.models import Council
from accounts.scoping import CouncilOwned
from cashflow.models.amounts import PoundsColumn
from cashflow.models.assumptions import Assumptions
from cashflow.series import BasisName, CellState, SeriesName
from programmes.models import Programme, QuarterlyReturn


class Run(CouncilOwned):
    """The cash flow of one programme as last worked out, and from what.

    One row a programme: a run is replaced with its lines in one transaction, and only by a
    run of the same or a later state of the inputs. `fingerprint` is the SHA-256 of all the
    inputs, so that two runs of the same inputs can be told to be the same.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    programme = models.OneToOneField(
        Programme, on_delete=models.PROTECT, related_name="cash_flow_run"
    )
    assumptions = models.ForeignKey(Assumptions, on_delete=models.PROTECT, related_name="+")
    input_version = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=20)
    as_at = models.DateField("quarters that had ended by this day are past")
    worked_out_at = models.DateTimeField()
    job_id = models.PositiveBigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.programme}: cash flow of {self.worked_out_at:%d %B %Y}"


class Line(CouncilOwned):
    """One quarter of one series on one basis. Amounts are exact; a blank is unknown, not zero.

    Benefits are positive and costs are subtracted: net = cost avoidance - expenditure.
    Hours have 2 decimals and rates 4, so 6 hold every amount exactly.
    """

    council_path = "run__council"

    class Series(models.TextChoices):
        """Three series that never overwrite one another, and the one that joins them."""

        PLAN = SeriesName.PLAN.value, "Plan"
        OUTTURN = SeriesName.OUTTURN.value, "Actual, then forecast"

    class Basis(models.TextChoices):
        """Which hours are priced."""

        PUBLISHED = BasisName.PUBLISHED.value, "All hours, as published"
        ELIGIBLE = BasisName.ELIGIBLE.value, "Council-funded hours of new enterprises only"

    class State(models.TextChoices):
        """What a cell is."""

        ACTUAL = CellState.ACTUAL.value, "Actual"
        FORECAST = CellState.FORECAST.value, "Forecast"
        PLAN = CellState.PLAN.value, "Plan"
        PLAN_RETURN_MISSING = CellState.PLAN_RETURN_MISSING.value, "Plan: return missing"
        PLAN_LEFT_BLANK = CellState.PLAN_LEFT_BLANK.value, "Plan: left blank in the return"
        UNKNOWN = CellState.UNKNOWN.value, "Not known"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="lines")
    series = models.CharField(max_length=7, choices=Series)
    basis = models.CharField(max_length=9, choices=Basis)
    quarter_number = models.PositiveSmallIntegerField()
    weeks = models.PositiveSmallIntegerField()
    hours_per_week = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    hours_state = models.CharField(max_length=12, choices=State)
    hours = models.DecimalField(max_digits=13, decimal_places=2, null=True)
    cost_avoidance = PoundsColumn(null=True, db_column="cost_avoidance_millionths")
    expenditure = models.DecimalField(max_digits=13, decimal_places=2, null=True)
    expenditure_state = models.CharField(max_length=12, choices=State)
    net = PoundsColumn(null=True, db_column="net_millionths")
    cumulative = PoundsColumn(null=True, db_column="cumulative_millionths")
    return_version = models.ForeignKey(
        QuarterlyReturn, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(CouncilOwned.Meta):
        ordering = ("series", "basis", "quarter_number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["run", "series", "basis", "quarter_number"], name="line_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_series_display()}, quarter {self.quarter_number}"
