"""The first tables of this app."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("is_active", models.BooleanField(default=True)),
                ("is_system_administrator", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("name",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="user_email_in_lower_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Council",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                (
                    "band",
                    models.CharField(
                        choices=[
                            ("navy", "Navy"),
                            ("teal", "Teal"),
                            ("plum", "Plum"),
                            ("forest", "Forest"),
                            ("charcoal", "Charcoal"),
                        ],
                        default="navy",
                        max_length=10,
                        verbose_name="header colour",
                    ),
                ),
                (
                    "financial_year_start_month",
                    models.PositiveSmallIntegerField(
                        default=4,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                    ),
                ),
                (
                    "hours_per_wte",
                    models.DecimalField(
                        decimal_places=2,
                        default=37,
                        max_digits=4,
                        verbose_name="hours a week of one whole-time equivalent",
                    ),
                ),
                (
                    "rag_green_from",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.95"),
                        max_digits=4,
                        verbose_name="on track from this share of what is expected",
                    ),
                ),
                (
                    "rag_amber_from",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.80"),
                        max_digits=4,
                        verbose_name="at risk from this share of what is expected",
                    ),
                ),
                ("is_demonstration", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("name",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("financial_year_start_month__gte", 1),
                            ("financial_year_start_month__lte", 12),
                        ),
                        name="council_financial_year_starts_in_a_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rag_amber_from__lte", models.F("rag_green_from"))),
                        name="council_amber_not_above_green",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliveryPartner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partners",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("actor_roles", models.CharField(blank=True, max_length=200)),
                ("verb", models.CharField(max_length=60)),
                ("object_type", models.CharField(max_length=60)),
                ("object_id", models.CharField(max_length=40)),
                ("object_label", models.CharField(max_length=250)),
                ("before", models.JSONField(blank=True, null=True)),
                ("after", models.JSONField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
                ("request_id", models.CharField(blank=True, max_length=32)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Council administrator"),
                            ("commissioner", "Commissioner"),
                            ("finance", "Finance lead"),
                            ("board", "Board member"),
                            ("partner", "Delivery partner"),
                            ("evaluator", "Evaluator"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="accounts.council",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="accounts.deliverypartner",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="SignInFailure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("address_digest", models.CharField(max_length=64)),
                ("ip", models.CharField(max_length=45)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["ip", "at"], name="sign_in_failure_ip"),
                    models.Index(fields=["at"], name="sign_in_failure_at"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="deliverypartner",
            constraint=models.UniqueConstraint(
                models.F("council"),
                django.db.models.functions.text.Lower("name"),
                name="partner_named_once_a_council",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                fields=["council", "object_type", "object_id", "id"], name="event_object"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("council", "user", "role"), name="membership_role_held_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("partner__isnull", False), ("role", "partner")),
                    models.Q(
                        models.Q(("role", "partner"), _negated=True), ("partner__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="membership_names_partner_only_for_partner",
            ),
        ),
    ]
