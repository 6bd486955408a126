"""Nothing is added to a version of the assumptions that counts already, nor pushed out of one.

A figure more would change what a version says as much as a figure changed. A version is closed
once a cash flow was worked out from it or a later version exists. On SQLite, REPLACE removes the
row with the same natural key without asking the trigger of deletions; and PostgreSQL empties a
table without asking any row trigger.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSAL = "a version of the assumptions never changes"
KEYS = {
    "cashflow_assumptions": ("programme_id", "version"),
    "cashflow_rateversion": ("assumptions_id", "effective_from"),
    "cashflow_planquarter": ("assumptions_id", "quarter_number"),
    "cashflow_costline": ("assumptions_id", "name"),
    "cashflow_costamount": ("cost_line_id", "quarter_number"),
}
# The version to which a new row would belong.
_OF_LINE = "(SELECT l.assumptions_id FROM cashflow_costline l WHERE l.id = NEW.cost_line_id)"
PARTS = {
    "cashflow_rateversion": "NEW.assumptions_id",
    "cashflow_planquarter": "NEW.assumptions_id",
    "cashflow_costline": "NEW.assumptions_id",
    "cashflow_costamount": _OF_LINE,
}


def _closed(version: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM cashflow_run r WHERE r.assumptions_id = {version}) OR "
        "EXISTS (SELECT 1 FROM cashflow_assumptions a JOIN cashflow_assumptions later "
        "ON later.programme_id = a.programme_id AND later.version > a.version "
        f"WHERE a.id = {version})"
    )


def _sqlite() -> list[str]:
    conditions = {f"{table}_closed": (table, _closed(of)) for table, of in PARTS.items()}
    for table, key in KEYS.items():
        same = " AND ".join(f"x.{column} = NEW.{column}" for column in key)
        pushed_out = f"EXISTS (SELECT 1 FROM {table} x WHERE {same})"
        conditions[f"{table}_not_pushed_out"] = (table, pushed_out)
    return [
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for name, (table, condition) in conditions.items()
    ]


def _postgresql() -> list[str]:
    statements = []
    for table, of in PARTS.items():
        statements += [
            f"CREATE FUNCTION {table}_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {_closed(of)} THEN RAISE EXCEPTION '{REFUSAL}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
            f"CREATE TRIGGER {table}_closed BEFORE INSERT ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_closed()",
        ]
    return statements + [
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION cashflow_version_refuse()"
        for table in KEYS
    ]


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers of this database."""
    vendor = schema_editor.connection.vendor
    for statement in {"postgresql": _postgresql, "sqlite": _sqlite}[vendor]():
        schema_editor.execute(statement, params=None)


def unprotect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    if schema_editor.connection.vendor == "postgresql":
        for table in PARTS:
            schema_editor.execute(f"DROP FUNCTION {table}_closed() CASCADE", params=None)
        for table in KEYS:
            schema_editor.execute(f"DROP TRIGGER {table}_no_truncate ON {table}", params=None)
        return
    for table in PARTS:
        schema_editor.execute(f"DROP TRIGGER {table}_closed", params=None)
    for table in KEYS:
        schema_editor.execute(f"DROP TRIGGER {table}_not_pushed_out", params=None)


class Migration(migrations.Migration):
    """More triggers on the five tables of the assumptions."""

    dependencies = [("cashflow", "0002_triggers")]

    operations = [migrations.RunPython(protect, unprotect)]
