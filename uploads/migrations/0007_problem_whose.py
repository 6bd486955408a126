"""Problems say what their row is called in the file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("uploads", "0006_fewer_indexes")]

    operations = [
        migrations.AddField(
            model_name="uploadproblem",
            name="whose",
            field=models.CharField(
                blank=True, default="", max_length=200, verbose_name="what its row is called"
            ),
        ),
    ]
