"""The queue of record: what is to be done, by whom asked, how often tried, how it ended."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from accounts.models import Council, User
from accounts.scoping import CouncilOwned

MOST_ATTEMPTS = 3


class Job(CouncilOwned):
    """One piece of work, committed together with the change that calls for it.

    Celery only carries "look at job N"; losing that message costs seconds, never the work. All
    times that decide anything (`available_at`, `lease_until`, `dispatched_at`) are the database's.
    """

    class State(models.TextChoices):
        """Where a job stands. Only running jobs hold a lease; only ended ones have an end."""

        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        SET_ASIDE = "set_aside", "Set aside"

    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    # What makes two waiting jobs of a kind the same work; "" where none are.
    key = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    available_at = models.DateTimeField(db_default=Now())
    dispatched_at = models.DateTimeField(null=True, blank=True)
    lease_token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # `message` is for people; `detail` is for those who read logs, and is never shown.
    message = models.TextField(blank=True)
    detail = models.TextField(blank=True)
    result = models.JSONField(null=True, blank=True)

    class Meta(CouncilOwned.Meta):
        ordering = ("id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "running", "done", "set_aside"]),
                name="job_state_is_known",
            ),
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(state="queued") & ~models.Q(key=""),
                name="job_waits_once_a_key",
            ),
            models.CheckConstraint(
                condition=models.Q(attempts__gte=0, attempts__lte=MOST_ATTEMPTS),
                name="job_tried_three_times_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["done", "set_aside"], finished_at__isnull=False)
                | models.Q(state__in=["queued", "running"], finished_at__isnull=True),
                name="job_has_an_end_exactly_when_ended",
            ),
            models.CheckConstraint(
                condition=(models.Q(state="running", lease_until__isnull=False))
                | (~models.Q(state="running") & models.Q(lease_until__isnull=True)),
                name="job_holds_a_lease_exactly_when_running",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # The dispatcher asks every second; ended jobs, by far the most, stay out of its way.
            models.Index(
                fields=["id"],
                condition=models.Q(state__in=["queued", "running"]),
                name="job_to_be_done",
            ),
            models.Index(fields=["council", "-id"], name="job_of_council"),
        ]

    def __str__(self) -> str:
        return f"job {self.pk} ({self.kind})"


class OutboxMail(CouncilOwned):
    """One message to people, written in the transaction that causes it.

    The words are erased once a mail server has taken them: they may hold a link that lets its
    reader set a password.
    """

    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sender = models.CharField(max_length=254)
    to = models.JSONField()
    subject = models.CharField(max_length=250)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(CouncilOwned.Meta):
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"mail {self.pk}"
