"""The quarterly return: versions, and the readings in them."""

from typing import ClassVar

from django.db import models

from accounts.models import Council, User
from accounts.scoping import CouncilOwned
from programmes.models.measures import Measure
from programmes.models.programme import Programme


def _both_or_neither(name: str) -> models.CheckConstraint:
    """A step is stamped with who and when together, or not at all."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{name}_by__isnull": True, f"{name}_at__isnull": True})
        | models.Q(**{f"{name}_by__isnull": False, f"{name}_at__isnull": False}),
        name=f"return_{name}_by_and_at",
    )


class QuarterlyReturn(CouncilOwned):
    """One version of what a council says of one quarter of one programme.

    Draft, submitted, sent back or approved. An approved version never changes (triggers on
    both databases refuse it); correcting it means reopening, which makes the next version.
    The latest approved version is what counts.
    """

    class Status(models.TextChoices):
        """Where the version stands; the events replay to the same status."""

        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        SENT_BACK = "sent_back", "Sent back"
        APPROVED = "approved", "Approved"

    OPEN = (Status.DRAFT, Status.SUBMITTED, Status.SENT_BACK)
    EDITABLE = (Status.DRAFT, Status.SENT_BACK)

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="returns")
    quarter_number = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    comment = models.TextField(blank=True)
    # Raised by each save, so that nobody hands in or decides on what they were not shown.
    edition = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    reopened_reason = models.TextField(blank=True)
    submitted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    sent_back_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_back_at = models.DateTimeField(null=True, blank=True)
    sent_back_reason = models.TextField(blank=True)
    sent_back_sections = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta(CouncilOwned.Meta):
        ordering = ("quarter_number", "version")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["programme", "quarter_number", "version"], name="return_version_once"
            ),
            models.UniqueConstraint(
                fields=["programme", "quarter_number"],
                condition=~models.Q(status="approved"),
                name="return_one_open_version_a_quarter",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "submitted", "sent_back", "approved"]),
                name="return_status_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["submitted", "approved"])
                | models.Q(submitted_by__isnull=False),
                name="return_submitted_before_decided",
            ),
            models.CheckConstraint(
                condition=models.Q(status="approved", approved_by__isnull=False)
                | (~models.Q(status="approved") & models.Q(approved_by__isnull=True)),
                name="return_approved_exactly_when_it_says_so",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="sent_back")
                | (models.Q(sent_back_by__isnull=False) & ~models.Q(sent_back_reason="")),
                name="return_sent_back_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(version=1) | ~models.Q(reopened_reason=""),
                name="return_reopened_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("submitted_by")),
                name="return_approver_is_not_submitter",
            ),
            _both_or_neither("submitted"),
            _both_or_neither("sent_back"),
            _both_or_neither("approved"),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: return for quarter {self.quarter_number}, version {self.version}"

    @property
    def is_editable(self) -> bool:
        """Say whether figures may still be typed into this version."""
        return self.status in self.EDITABLE


class ReturnEditor(CouncilOwned):
    """Somebody who changed this version or handed it in, and who therefore may not approve it.

    Rows are only ever added; triggers on both databases refuse the rest.
    """

    council_path = "return_version__council"

    return_version = models.ForeignKey(
        QuarterlyReturn, on_delete=models.PROTECT, related_name="editors"
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CouncilOwned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["return_version", "user"], name="return_editor_named_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} edited {self.return_version}"


class Reading(CouncilOwned):
    """The value of one measure in one version of a return. Blank is NULL, zero is 0.

    Where the register offered a figure, what it offered is kept beside what was given, with
    the reason where they differ.
    """

    council_path = "return_version__council"

    class Origin(models.TextChoices):
        """Where the value came from."""

        TYPED = "typed", "Typed"
        REGISTER = "register", "Taken from the register"

    return_version = models.ForeignKey(
        QuarterlyReturn, on_delete=models.PROTECT, related_name="readings"
    )
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.TYPED)
    register_value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    register_note = models.CharField(max_length=300, blank=True)
    reason = models.TextField("why it differs from the register", blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta(CouncilOwned.Meta):
        ordering = ("measure__position", "measure_id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["return_version", "measure"], name="reading_once_a_version"
            ),
            # Between bounds rather than merely "a number": PostgreSQL's NaN fails this.
            models.CheckConstraint(
                condition=models.Q(numerator__isnull=True, denominator__isnull=True)
                | models.Q(
                    numerator__gte=-100_000_000,
                    numerator__lte=100_000_000,
                    denominator__gt=0,
                    denominator__lte=100_000_000,
                ),
                name="reading_ratio_has_both_parts",
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True)
                | models.Q(value__gte=-100_000_000, value__lte=100_000_000),
                name="reading_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.value if self.value is not None else 'blank'}"
