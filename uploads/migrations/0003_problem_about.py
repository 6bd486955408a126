"""Problems say whose figures they are about, and what these are held against."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("uploads", "0002_keeping")]

    operations = [
        migrations.AddField(
            model_name="uploadproblem",
            name="about",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
    ]
