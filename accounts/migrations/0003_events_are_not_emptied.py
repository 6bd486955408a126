"""PostgreSQL empties a table without asking its row triggers; this one is asked about that too."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse TRUNCATE; SQLite has no such statement."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE TRIGGER accounts_event_no_truncate BEFORE TRUNCATE ON accounts_event "
            "FOR EACH STATEMENT EXECUTE FUNCTION accounts_event_refuse()",
            params=None,
        )


def unprotect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the trigger away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "DROP TRIGGER accounts_event_no_truncate ON accounts_event", params=None
        )


class Migration(migrations.Migration):
    """One trigger more on accounts_event."""

    dependencies = [("accounts", "0002_events_are_append_only")]

    operations = [migrations.RunPython(protect, unprotect)]
