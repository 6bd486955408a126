"""Problems name the further cells that they are about, and what of the register may be named."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("uploads", "0004_change_corrected")]

    operations = [
        migrations.AddField(
            model_name="uploadproblem",
            name="also",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="uploadproblem",
            name="asks",
            field=models.CharField(
                blank=True,
                default="",
                max_length=300,
                verbose_name="key of what naming one answers",
            ),
        ),
        migrations.AddField(
            model_name="uploadproblem",
            name="likely",
            field=models.CharField(
                blank=True, default="", max_length=300, verbose_name="the one likely meant"
            ),
        ),
    ]
