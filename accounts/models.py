"""People, councils, what each person is to a council, and the record of what was done."""

from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower

from accounts.roles import ROLE_WORDS, Role
from accounts.scoping import CouncilOwned


class Council(models.Model):
    """An English council, with the settings that are its own and not a programme's."""

    class Band(models.TextChoices):
        """Colours of the header band; each passes contrast with white words."""

        NAVY = "navy", "Navy"
        TEAL = "teal", "Teal"
        PLUM = "plum", "Plum"
        FOREST = "forest", "Forest"
        CHARCOAL = "charcoal", "Charcoal"

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    band = models.CharField("header colour", max_length=10, choices=Band, default=Band.NAVY)
    financial_year_start_month = models.PositiveSmallIntegerField(
        default=4, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    hours_per_wte = models.DecimalField(
        "hours a week of one whole-time equivalent", max_digits=4, decimal_places=2, default=37
    )
    rag_green_from = models.DecimalField(
        "on track from this share of what is expected",
        max_digits=4,
        decimal_places=2,
        default=Decimal("0.95"),
    )
    rag_amber_from = models.DecimalField(
        "at risk from this share of what is expected",
        max_digits=4,
        decimal_places=2,
        default=Decimal("0.80"),
    )
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(
                    financial_year_start_month__gte=1, financial_year_start_month__lte=12
                ),
                name="council_financial_year_starts_in_a_month",
            ),
            models.CheckConstraint(
                condition=models.Q(rag_amber_from__lte=models.F("rag_green_from")),
                name="council_amber_not_above_green",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DeliveryPartner(CouncilOwned):
    """An organisation that delivers a programme for a council, such as Community Catalysts."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="partners")
    name = models.CharField(max_length=120)

    class Meta(CouncilOwned.Meta):
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("council", Lower("name"), name="partner_named_once_a_council"),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes people; e-mail addresses are kept in lower case so that each is one person."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make and save a person; without a password they cannot sign in until they set one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address.

    What they may do comes from their memberships. A system administrator may set up councils;
    that alone opens no council's pages.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_system_administrator = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_in_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(CouncilOwned):
    """One role of one person in one council. A delivery partner's people name their partner."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(
        max_length=20, choices=[(role.value, words) for role, words in ROLE_WORDS.items()]
    )
    partner = models.ForeignKey(
        DeliveryPartner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )

    class Meta(CouncilOwned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "user", "role"], name="membership_role_held_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.PARTNER.value, partner__isnull=False)
                | (~models.Q(role=Role.PARTNER.value) & models.Q(partner__isnull=True)),
                name="membership_names_partner_only_for_partner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {ROLE_WORDS[Role(self.role)]} · {self.council}"


class Event(models.Model):
    """One thing that somebody did: field history, timeline and audit trail in one.

    Written in the transaction of the change itself and never altered: triggers on both
    databases refuse an update or a deletion. Personal contact values are not copied into it.
    """

    at = models.DateTimeField(auto_now_add=True)
    # Without indexes of their own, which cost each event more than they ever save: that of objects
    # begins with the council, and nobody looks for a person's events alone.
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    actor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    actor_roles = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    object_label = models.CharField(max_length=250)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ("id",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["council", "object_type", "object_id", "id"], name="event_object"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_label}"


class SignInFailure(models.Model):
    """A sign-in that is under way or has failed, or a link to a new password that was asked for;
    kept for minutes, to slow down guessing and filling mailboxes.

    The e-mail address is kept only as a digest: people mistype other people's addresses, and
    sometimes type their password there.
    """

    at = models.DateTimeField(auto_now_add=True)
    address_digest = models.CharField(max_length=64)
    ip = models.CharField(max_length=45)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["ip", "at"], name="sign_in_failure_ip"),
            models.Index(fields=["at"], name="sign_in_failure_at"),
        ]

    def __str__(self) -> str:
        return f"sign-in failure {self.pk}"
