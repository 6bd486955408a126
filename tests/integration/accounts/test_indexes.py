"""Tables of very many rows keep no index that only slows them down."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.state import ProjectState

from accounts.indexes import WithoutIndex
from accounts.models import Event
from enterprises.models import Enterprise, EnterpriseStage, TypicalWeek, WeeklyHours
from tests.integration.enterprises.making import a_council
from uploads.models import UploadChange, UploadProblem

LARGE: tuple[type[models.Model], ...] = (
    *(Event, UploadChange, UploadProblem),
    *(Enterprise, EnterpriseStage, TypicalWeek, WeeklyHours),
)
WHO = {"actor_id", "entered_by_id", "created_by_id"}


def indexes_of(model: type[models.Model]) -> list[list[str]]:
    """Return the columns of each index; of one that holds only some rows, none."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    partial = {one.name for one in model._meta.constraints if getattr(one, "condition", None)}
    return [
        one["columns"]
        for name, one in found.items()
        if (one["index"] or one["unique"]) and name not in partial
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("model", LARGE)
def test_no_index_begins_as_another_does(model: type[models.Model]) -> None:
    found = indexes_of(model)
    alone = [columns[0] for columns in found if len(columns) == 1]
    assert not {columns[0] for columns in found if len(columns) > 1} & set(alone)
    assert not WHO & set(alone)
    # What others ask for by is still found by an index.
    asked = {"enterprise_id", "origin_id", "upload_id", "council_id"}
    mine = {str(field.column) for field in model._meta.concrete_fields} & asked
    assert mine <= {columns[0] for columns in found}


@pytest.mark.django_db(transaction=True)
def test_an_index_goes_and_comes_without_the_table_being_written_anew() -> None:
    a_council()
    triggers = _triggers()
    assert triggers
    state = ProjectState.from_apps(apps)
    field = Event._meta.get_field("actor").clone()
    away = WithoutIndex(model_name="event", name="actor", field=field)
    with connection.schema_editor() as editor:
        away.database_backwards("accounts", editor, state, state)
    assert ["actor_id"] in indexes_of(Event)
    with connection.schema_editor() as editor:
        away.database_forwards("accounts", editor, state, state)
    assert ["actor_id"] not in indexes_of(Event)
    assert _triggers() == triggers


def _triggers() -> list[str]:
    where = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'accounts_event'::regclass "
        "AND NOT tgisinternal ORDER BY 1",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' "
        "AND tbl_name = 'accounts_event' ORDER BY 1",
    }
    with connection.cursor() as cursor:
        cursor.execute(where[connection.vendor])
        return [name for (name,) in cursor.fetchall()]
