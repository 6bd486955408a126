"""People may keep what the register says."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("uploads", "0007_problem_whose")]

    operations = [
        migrations.AlterField(
            model_name="uploadanswer",
            name="about",
            field=models.CharField(
                choices=[
                    ("kind", "What a sheet is"),
                    ("field", "What a column is"),
                    ("header", "Which row holds the headings"),
                    ("fix", "A cell corrected"),
                    ("leave_out", "A row left out"),
                    ("match", "Which one in the register is meant"),
                    ("reason", "Why something unlikely is right"),
                    ("keep", "What the register says is kept"),
                ],
                max_length=10,
            ),
        ),
    ]
