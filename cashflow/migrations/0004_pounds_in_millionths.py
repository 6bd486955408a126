"""Amounts of a line are stored as whole millionths of a pound, which no database rounds."""

from decimal import Decimal

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAMES = ("cost_avoidance", "net", "cumulative")
PLACES = 6


def to_millionths(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Copy every amount, exactly; doing it again copies the same."""
    _copy(apps, {name: f"{name}_exact" for name in NAMES}, PLACES)


def to_decimals(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Copy every amount back."""
    _copy(apps, {f"{name}_exact": name for name in NAMES}, -PLACES)


def _copy(apps: StateApps, pairs: dict[str, str], power: int) -> None:
    lines = apps.get_model("cashflow", "Line")._base_manager.all()
    for line in lines.iterator():
        for source, target in pairs.items():
            amount = getattr(line, source)
            moved = None if amount is None else Decimal(amount).scaleb(power)
            setattr(line, target, int(moved) if power > 0 and moved is not None else moved)
        line.save(update_fields=list(pairs.values()))


def _column(name: str) -> "models.BigIntegerField[int | None, int | None]":
    return models.BigIntegerField(null=True, db_column=f"{name}_millionths")


class Migration(migrations.Migration):
    dependencies = [("cashflow", "0003_versions_are_closed")]

    operations = [
        *[migrations.AddField("line", f"{name}_exact", _column(name)) for name in NAMES],
        migrations.RunPython(to_millionths, to_decimals),
        *[migrations.RemoveField("line", name) for name in NAMES],
        *[migrations.RenameField("line", f"{name}_exact", name) for name in NAMES],
    ]
