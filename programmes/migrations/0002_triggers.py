"""What the database itself refuses, whoever asks and by whatever program.

An approved return and its readings never change; who edited a version is never unsaid; and
nobody approves what they edited or submitted. Django remakes a table on SQLite when a later
migration alters it, and the table's triggers go with the old one: such a migration must run
`make` of this module again (the tests of these triggers would say so).
"""

from collections.abc import Callable
from typing import Any

from django.db import migrations

RETURN = "programmes_quarterlyreturn"
READING = "programmes_reading"
EDITOR = "programmes_returneditor"

APPROVED_FIXED = "An approved return never changes: reopen it as a new version."
BORN_APPROVED = "A return cannot begin as approved."
NOT_SUBMITTED = "Only a submitted return can be approved."
OWN_APPROVAL = "Nobody approves a return that they edited or submitted."
READING_FIXED = "The readings of an approved return never change."
EDITOR_FIXED = "Who edited a return is never unsaid."
EDITOR_LATE = "Nobody becomes an editor of an approved return."


# --- SQLite ------------------------------------------------------------------------------
# REPLACE deletes rows without firing delete triggers, so inserts and updates also look for the
# approved row that they would push out.


def _approved(return_id: str) -> str:
    return f"EXISTS (SELECT 1 FROM {RETURN} r WHERE r.id = {return_id} AND r.status = 'approved')"


_PUSHED_OUT = (
    f"EXISTS (SELECT 1 FROM {RETURN} r WHERE r.status = 'approved' AND (r.id = NEW.id OR ("
    "r.programme_id = NEW.programme_id AND r.quarter_number = NEW.quarter_number "
    "AND r.version = NEW.version)))"
)
_READING_PUSHED_OUT = (
    f"EXISTS (SELECT 1 FROM {READING} x JOIN {RETURN} r ON r.id = x.return_version_id "
    "WHERE r.status = 'approved' AND x.id = NEW.id)"
)
_EDITOR_PUSHED_OUT = (
    f"EXISTS (SELECT 1 FROM {EDITOR} e WHERE e.id = NEW.id OR ("
    "e.return_version_id = NEW.return_version_id AND e.user_id = NEW.user_id))"
)
_OWN = (
    "NEW.approved_by_id = NEW.submitted_by_id OR EXISTS (SELECT 1 FROM "
    f"{EDITOR} e WHERE e.return_version_id = NEW.id AND e.user_id = NEW.approved_by_id)"
)
_BECOMES_APPROVED = "NEW.status = 'approved' AND OLD.status <> 'approved'"

# Name, event, table, condition, what is said.
SQLITE = (
    ("return_approved_kept", "BEFORE DELETE", RETURN, "OLD.status = 'approved'", APPROVED_FIXED),
    ("return_approved_fixed", "BEFORE UPDATE", RETURN, "OLD.status = 'approved'", APPROVED_FIXED),
    (
        "return_approved_not_replaced",
        "BEFORE UPDATE",
        RETURN,
        f"OLD.status <> 'approved' AND {_PUSHED_OUT}",
        APPROVED_FIXED,
    ),
    ("return_approved_not_pushed_out", "BEFORE INSERT", RETURN, _PUSHED_OUT, APPROVED_FIXED),
    ("return_not_born_approved", "BEFORE INSERT", RETURN, "NEW.status = 'approved'", BORN_APPROVED),
    (
        "return_approved_after_submission",
        "BEFORE UPDATE",
        RETURN,
        f"{_BECOMES_APPROVED} AND OLD.status <> 'submitted'",
        NOT_SUBMITTED,
    ),
    (
        "return_approved_by_another",
        "BEFORE UPDATE",
        RETURN,
        f"{_BECOMES_APPROVED} AND ({_OWN})",
        OWN_APPROVAL,
    ),
    (
        "reading_not_added_to_approved",
        "BEFORE INSERT",
        READING,
        f"{_approved('NEW.return_version_id')} OR {_READING_PUSHED_OUT}",
        READING_FIXED,
    ),
    (
        "reading_of_approved_fixed",
        "BEFORE UPDATE",
        READING,
        f"{_approved('OLD.return_version_id')} OR {_approved('NEW.return_version_id')}"
        f" OR {_READING_PUSHED_OUT}",
        READING_FIXED,
    ),
    (
        "reading_of_approved_kept",
        "BEFORE DELETE",
        READING,
        _approved("OLD.return_version_id"),
        READING_FIXED,
    ),
    ("return_editor_fixed", "BEFORE UPDATE", EDITOR, "1", EDITOR_FIXED),
    ("return_editor_kept", "BEFORE DELETE", EDITOR, "1", EDITOR_FIXED),
    ("return_editor_not_replaced", "BEFORE INSERT", EDITOR, _EDITOR_PUSHED_OUT, EDITOR_FIXED),
    (
        "return_editor_not_late",
        "BEFORE INSERT",
        EDITOR,
        _approved("NEW.return_version_id"),
        EDITOR_LATE,
    ),
)

# --- PostgreSQL --------------------------------------------------------------------------
# FOR SHARE makes a reading or an editor wait for an approval under way, and see its outcome;
# without it both could be saved side by side.

POSTGRESQL = f"""
CREATE FUNCTION programmes_return_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status = 'approved' THEN RAISE EXCEPTION '{BORN_APPROVED}' USING ERRCODE = '23514'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.status = 'approved' THEN
    RAISE EXCEPTION '{APPROVED_FIXED}' USING ERRCODE = '23514';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NEW.status = 'approved' THEN
    IF OLD.status <> 'submitted' THEN
      RAISE EXCEPTION '{NOT_SUBMITTED}' USING ERRCODE = '23514';
    END IF;
    IF NEW.approved_by_id = NEW.submitted_by_id OR EXISTS (
      SELECT 1 FROM {EDITOR} e WHERE e.return_version_id = NEW.id AND e.user_id = NEW.approved_by_id
    ) THEN
      RAISE EXCEPTION '{OWN_APPROVAL}' USING ERRCODE = '23514';
    END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION programmes_reading_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  found_status text;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    SELECT status INTO found_status FROM {RETURN} WHERE id = OLD.return_version_id FOR SHARE;
    IF found_status = 'approved' THEN RAISE EXCEPTION '{READING_FIXED}' USING ERRCODE = '23514'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  SELECT status INTO found_status FROM {RETURN} WHERE id = NEW.return_version_id FOR SHARE;
  IF found_status = 'approved' THEN RAISE EXCEPTION '{READING_FIXED}' USING ERRCODE = '23514'; END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION programmes_editor_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  found_status text;
BEGIN
  IF TG_OP <> 'INSERT' THEN RAISE EXCEPTION '{EDITOR_FIXED}' USING ERRCODE = '23514'; END IF;
  SELECT status INTO found_status FROM {RETURN} WHERE id = NEW.return_version_id FOR SHARE;
  IF found_status = 'approved' THEN RAISE EXCEPTION '{EDITOR_LATE}' USING ERRCODE = '23514'; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER return_guard BEFORE INSERT OR UPDATE OR DELETE ON {RETURN}
  FOR EACH ROW EXECUTE FUNCTION programmes_return_guard();
CREATE TRIGGER reading_guard BEFORE INSERT OR UPDATE OR DELETE ON {READING}
  FOR EACH ROW EXECUTE FUNCTION programmes_reading_guard();
CREATE TRIGGER editor_guard BEFORE INSERT OR UPDATE OR DELETE ON {EDITOR}
  FOR EACH ROW EXECUTE FUNCTION programmes_editor_guard();
"""

POSTGRESQL_UNDO = f"""
DROP TRIGGER return_guard ON {RETURN};
DROP TRIGGER reading_guard ON {READING};
DROP TRIGGER editor_guard ON {EDITOR};
DROP FUNCTION programmes_return_guard();
DROP FUNCTION programmes_reading_guard();
DROP FUNCTION programmes_editor_guard();
"""


def _statements(vendor: str) -> tuple[list[str], list[str]]:
    if vendor == "postgresql":
        return [POSTGRESQL], [POSTGRESQL_UNDO]
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name} {event} ON {table} FOR EACH ROW WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            for name, event, table, condition, words in SQLITE
        ], [f"DROP TRIGGER {name}" for name, *_ in SQLITE]
    raise NotImplementedError(f"The triggers are written for PostgreSQL and SQLite, not {vendor}.")


def _runner(place: int) -> Callable[[Any, Any], None]:
    def run(apps: Any, schema_editor: Any) -> None:
        for statement in _statements(schema_editor.connection.vendor)[place]:
            schema_editor.execute(statement)

    return run


make, unmake = _runner(0), _runner(1)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]

    operations = [migrations.RunPython(make, unmake)]
