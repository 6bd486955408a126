"""The register: would-be entrepreneurs' enquiries, and the enterprises that came of them."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Replace, Upper

from accounts.models import Council, DeliveryPartner, User
from accounts.scoping import CouncilManager, CouncilOwned, CouncilQuerySet
from programmes.models import Programme
from uploads.models import UploadChange


class ServiceType(CouncilOwned):
    """A kind of help, as this council names it.

    `displaces_framework_care` says whether an hour of it stands in for framework home care;
    only such hours count on the eligible basis. Unknown (NULL) is counted as unknown.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="service_types")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    displaces_framework_care = models.BooleanField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    NOT_RECORDED = "not-recorded"

    class Meta(CouncilOwned.Meta):
        ordering = ("position", "name")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "code"], name="service_type_code_once_a_council"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EnterpriseQuerySet(CouncilQuerySet["Enterprise"]):
    """Questions about the enterprises of a council."""

    def matching(self, words: str) -> "EnterpriseQuerySet":
        """Return those whose name or reference holds these words, or whose postcode begins so."""
        postcode = "".join(words.upper().split())
        compact = Replace(Upper("postcode"), models.Value(" "), models.Value(""))
        return self.alias(compact_postcode=compact).filter(
            models.Q(name__icontains=words)
            | models.Q(reference__icontains=words)
            | models.Q(compact_postcode__startswith=postcode)
        )

    def with_stage(self) -> "EnterpriseQuerySet":
        """Say of each the stage it is at (`stage_now`) and since when (`stage_since`).

        Closed where it has closed on a day that nobody knows; else the latest by date; of one day,
        and of undated ones where nothing is dated, the furthest.
        """
        life = list(EnterpriseStage.Stage)
        place = models.Case(
            *(models.When(stage=stage, then=models.Value(n)) for n, stage in enumerate(life))
        )
        gone = models.Case(
            models.When(stage=EnterpriseStage.Stage.CLOSED, on__isnull=True, then=models.Value(0)),
            default=models.Value(1),
        )
        latest = EnterpriseStage.unscoped.filter(enterprise=models.OuterRef("pk")).order_by(
            gone, models.F("on").desc(nulls_last=True), place.desc()
        )
        return self.annotate(
            stage_now=models.Subquery(latest.values("stage")[:1]),
            stage_since=models.Subquery(latest.values("on")[:1]),
        )

    def with_gaps(self) -> "EnterpriseQuerySet":
        """Say of each whether it trades without a date of when it was established, or has closed
        on a day that nobody knows (`lacks_date`): it counts in no quarter, or not in those of
        which nobody can say. Say also whether no stage at all is recorded (`lacks_stage`)."""
        stages = EnterpriseStage.unscoped.filter(enterprise=models.OuterRef("pk"))
        dated = stages.filter(stage=EnterpriseStage.Stage.ESTABLISHED, on__isnull=False)
        trading = stages.filter(stage__in=EnterpriseStage.TRADING)
        gone = stages.filter(stage=EnterpriseStage.Stage.CLOSED, on__isnull=True)
        no_start = models.Exists(trading) & ~models.Exists(dated)
        return self.annotate(
            lacks_date=no_start | models.Exists(gone), lacks_stage=~models.Exists(stages)
        )


class Enterprise(CouncilOwned):
    """A micro-enterprise in a council's register. No contact details and no clients are kept."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="enterprises")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="enterprises")
    partner = models.ForeignKey(
        DeliveryPartner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="enterprises",
        verbose_name="supported by",
    )
    reference = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=160)
    postcode = models.CharField(max_length=8, blank=True)
    # NULL is "not recorded": such an enterprise is counted neither as new nor as existing.
    traded_before_programme = models.BooleanField(null=True, blank=True)
    service_types = models.ManyToManyField(ServiceType, blank=True, related_name="enterprises")
    edition = models.PositiveIntegerField(default=1)
    # Nobody looks for what one person has entered.
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CouncilManager.holding(EnterpriseQuerySet)

    class Meta(CouncilOwned.Meta):
        ordering = ("name", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "reference"],
                condition=~models.Q(reference=""),
                name="enterprise_reference_once_a_council",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EnterpriseStage(CouncilOwned):
    """A dated step in an enterprise's life. The date may be unknown; then it counts nowhere.

    `origin` leads to the row of an uploaded file; NULL where somebody typed it.
    """

    council_path = "enterprise__council"

    class Stage(models.TextChoices):
        """The steps, in the order in which they usually come."""

        IN_DEVELOPMENT = "in_development", "In development"
        ESTABLISHED = "established", "Established and trading"
        ACCREDITED = "accredited", "Accredited and listed"
        PAUSED = "paused", "Paused"
        CLOSED = "closed", "Closed"

    TRADING = (Stage.ESTABLISHED, Stage.ACCREDITED)

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="stages", db_index=False
    )
    stage = models.CharField(max_length=15, choices=Stage)
    on = models.DateField("date", null=True, blank=True)
    note = models.CharField(max_length=250, blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField(auto_now_add=True)
    origin = models.ForeignKey(
        UploadChange, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(CouncilOwned.Meta):
        ordering = ("on", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["enterprise", "stage", "on"], name="enterprise_stage_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise}: {self.get_stage_display()}"


class Enquiry(CouncilOwned):
    """Somebody asked about running a micro-enterprise. Nothing is kept of who they are."""

    class Status(models.TextChoices):
        """Where the enquiry stands."""

        OPEN = "open", "Open"
        IN_DEVELOPMENT = "in_development", "Being developed into an enterprise"
        BECAME_ENTERPRISE = "became_enterprise", "Became an enterprise"
        CLOSED = "closed", "Closed"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="enquiries")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="enquiries")
    reference = models.CharField(max_length=40, blank=True)
    received_on = models.DateField("date received")
    heard_from = models.CharField("how they heard of it", max_length=120, blank=True)
    area = models.CharField("area or postcode district", max_length=120, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN)
    status_on = models.DateField("date of that status", null=True, blank=True)
    outcome = models.CharField("outcome or reason", max_length=250, blank=True)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="enquiries"
    )
    edition = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(CouncilOwned.Meta):
        verbose_name_plural = "enquiries"
        ordering = ("-received_on", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["council", "programme", "received_on"], name="enquiry_received"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "reference"],
                condition=~models.Q(reference=""),
                name="enquiry_reference_once_a_council",
            ),
        ]

    def __str__(self) -> str:
        return self.reference or f"Enquiry {self.pk}"

    @property
    def lacks_enterprise(self) -> bool:
        """Whether it became an enterprise that is not named, as where it is not in the register
        yet."""
        return self.status == self.Status.BECAME_ENTERPRISE and self.enterprise_id is None
