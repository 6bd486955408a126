"""Changes say whether cells of their row were corrected on the page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("uploads", "0003_problem_about")]

    operations = [
        migrations.AddField(
            model_name="uploadchange",
            name="corrected",
            field=models.BooleanField(default=False),
        ),
    ]
