"""Events need no index of their council alone, nor of who did it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.indexes import WithoutIndex


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_events_are_not_emptied"),
    ]

    operations = [
        WithoutIndex(
            model_name="event",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        WithoutIndex(
            model_name="event",
            name="council",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.council",
            ),
        ),
    ]
