"""PostgreSQL empties a table without asking its row triggers; these are asked about that too."""

from typing import Any

from django.db import migrations

TABLES = ("programmes_quarterlyreturn", "programmes_reading", "programmes_returneditor")
REFUSAL = "Approved returns never change, so their tables are never emptied."


def make(apps: Any, schema_editor: Any) -> None:
    """Refuse TRUNCATE, also where it comes by way of another table; SQLite has none."""
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(
        "CREATE FUNCTION programmes_truncate_guard() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23514'; END $$",
        params=None,
    )
    for table in TABLES:
        schema_editor.execute(
            f"CREATE TRIGGER truncate_guard BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION programmes_truncate_guard()",
            params=None,
        )


def unmake(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION programmes_truncate_guard() CASCADE", params=None)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_triggers")]

    operations = [migrations.RunPython(make, unmake)]
