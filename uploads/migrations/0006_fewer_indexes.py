"""Problems and changes need no second index that begins with their upload."""

import django.db.models.deletion
from django.db import migrations, models

from accounts.indexes import WithoutIndex


class Migration(migrations.Migration):
    dependencies = [
        ("uploads", "0005_problem_boxes"),
    ]

    operations = [
        WithoutIndex(
            model_name="uploadchange",
            name="upload",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="uploads.upload",
            ),
        ),
        WithoutIndex(
            model_name="uploadproblem",
            name="upload",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="problems",
                to="uploads.upload",
            ),
        ),
    ]
