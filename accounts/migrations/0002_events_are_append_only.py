"""The database itself refuses to change or remove an event, whoever asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSAL = "events are never changed or removed"

POSTGRESQL = [
    f"""
    CREATE FUNCTION accounts_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END
    $$
    """,
    """
    CREATE TRIGGER accounts_event_no_update BEFORE UPDATE ON accounts_event
    FOR EACH ROW EXECUTE FUNCTION accounts_event_refuse()
    """,
    """
    CREATE TRIGGER accounts_event_no_delete BEFORE DELETE ON accounts_event
    FOR EACH ROW EXECUTE FUNCTION accounts_event_refuse()
    """,
]
SQLITE = [
    f"""
    CREATE TRIGGER accounts_event_no_update BEFORE UPDATE ON accounts_event
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """,
    f"""
    CREATE TRIGGER accounts_event_no_delete BEFORE DELETE ON accounts_event
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """,
    # INSERT OR REPLACE deletes without asking the trigger of deletions.
    f"""
    CREATE TRIGGER accounts_event_no_replace BEFORE INSERT ON accounts_event
    WHEN EXISTS (SELECT 1 FROM accounts_event WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """,
]


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers of this database."""
    vendor = schema_editor.connection.vendor
    for statement in {"postgresql": POSTGRESQL, "sqlite": SQLITE}[vendor]:
        schema_editor.execute(statement, params=None)


def unprotect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION accounts_event_refuse() CASCADE", params=None)
        return
    for name in ("no_update", "no_delete", "no_replace"):
        schema_editor.execute(f"DROP TRIGGER accounts_event_{name}", params=None)


class Migration(migrations.Migration):
    """Triggers on accounts_event."""

    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(protect, unprotect)]
