"""Taking the index of its own from a column that does not need it."""

from typing import Any

from django.db import migrations, models


class WithoutIndex(migrations.AlterField):
    """A foreign key loses the index of its own, and nothing else changes.

    Django would write the table anew on SQLite: its triggers and the numbers given out would be
    lost.
    """

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Drop the index."""
        model, field = self._field(app_label, from_state)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        names = schema_editor._constraint_names(model, [field.column], index=True, unique=False)
        for name in names:
            schema_editor.execute(schema_editor._delete_index_sql(model, name))

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Make the index again."""
        model, field = self._field(app_label, to_state)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            schema_editor.execute(schema_editor._create_index_sql(model, fields=[field]))

    def _field(self, app_label: str, state: Any) -> tuple[type[models.Model], Any]:
        model = state.apps.get_model(app_label, self.model_name)
        return model, model._meta.get_field(self.name)
