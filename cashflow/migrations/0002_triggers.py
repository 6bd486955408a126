"""The database itself refuses to change or remove a version of the assumptions, whoever asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSAL = "a version of the assumptions never changes"
TABLES = (
    "cashflow_assumptions",
    "cashflow_rateversion",
    "cashflow_planquarter",
    "cashflow_costline",
    "cashflow_costamount",
)
STEPS = ("update", "delete")


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{step} BEFORE {step.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for table in TABLES
        for step in STEPS
    ] + [
        # INSERT OR REPLACE deletes without asking the trigger of deletions.
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for table in TABLES
    ]


def _postgresql() -> list[str]:
    function = (
        "CREATE FUNCTION cashflow_version_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    return [function] + [
        f"CREATE TRIGGER {table}_no_{step} BEFORE {step.upper()} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION cashflow_version_refuse()"
        for table in TABLES
        for step in STEPS
    ]


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers of this database."""
    vendor = schema_editor.connection.vendor
    for statement in {"postgresql": _postgresql, "sqlite": _sqlite}[vendor]():
        schema_editor.execute(statement, params=None)


def unprotect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION cashflow_version_refuse() CASCADE", params=None)
        return
    for table in TABLES:
        for step in (*STEPS, "replace"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{step}", params=None)


class Migration(migrations.Migration):
    """Triggers on the five tables of the assumptions."""

    dependencies = [("cashflow", "0001_initial")]

    operations = [migrations.RunPython(protect, unprotect)]
