"""What raw SQL cannot do either, on both databases."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from programmes.models import QuarterlyReturn, ReturnEditor
from tests.integration.programmes.making import World

pytestmark = pytest.mark.django_db


def sql(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(words: str, statement: str, *values: Any) -> None:
    with pytest.raises(DatabaseError, match=words):
        sql(statement, *values)


def test_an_approved_return_is_neither_changed_nor_removed(world: World) -> None:
    version = world.approved()
    for change in ("comment = 'later'", "status = 'draft'", "edition = edition + 1", "id = 9000"):
        refused(
            "never changes",
            f"UPDATE programmes_quarterlyreturn SET {change} WHERE id = %s",
            version.pk,
        )
    refused("never changes", "DELETE FROM programmes_quarterlyreturn WHERE id = %s", version.pk)
    assert QuarterlyReturn.unscoped.get().comment == ""


def test_readings_of_an_approved_return_stay(world: World) -> None:
    version = world.approved(expenditure="25000")
    draft = world.saved(2, expenditure="1", enquiries="2")
    approved_reading = version.readings.get(measure__code="expenditure")
    open_reading = draft.readings.get(measure__code="expenditure")
    message = "never change"
    refused(message, "UPDATE programmes_reading SET value = 1 WHERE id = %s", approved_reading.pk)
    refused(message, "DELETE FROM programmes_reading WHERE id = %s", approved_reading.pk)
    refused(
        message,
        "UPDATE programmes_reading SET return_version_id = %s WHERE id = %s",
        draft.pk,
        approved_reading.pk,
    )
    # The other way round: an open return's reading is not smuggled in.
    sql("DELETE FROM programmes_reading WHERE return_version_id = %s AND value IS NULL", draft.pk)
    refused(
        message,
        "UPDATE programmes_reading SET return_version_id = %s WHERE id = %s",
        version.pk,
        open_reading.pk,
    )
    refused(
        message,
        "INSERT INTO programmes_reading (return_version_id, measure_id, value, origin,"
        " register_note, reason, entered_by_id, entered_at)"
        " SELECT %s, measure_id, 5, origin, '', '', entered_by_id, entered_at"
        " FROM programmes_reading WHERE id = %s",
        version.pk,
        draft.readings.get(measure__code="enquiries").pk,
    )
    # Nothing of this is so for a draft.
    sql("UPDATE programmes_reading SET value = 3 WHERE id = %s", open_reading.pk)
    sql("DELETE FROM programmes_reading WHERE id = %s", open_reading.pk)


def test_who_edited_is_never_unsaid(world: World) -> None:
    draft = world.saved(expenditure="1")
    editor = ReturnEditor.unscoped.get()
    words = "never unsaid"
    refused(
        words,
        "UPDATE programmes_returneditor SET user_id = %s WHERE id = %s",
        world.finance.pk,
        editor.pk,
    )
    refused(words, "DELETE FROM programmes_returneditor WHERE return_version_id = %s", draft.pk)


def test_nobody_becomes_an_editor_of_an_approved_return(world: World) -> None:
    version = world.approved()
    refused(
        "Nobody becomes an editor",
        "INSERT INTO programmes_returneditor (return_version_id, user_id) VALUES (%s, %s)",
        version.pk,
        world.finance.pk,
    )


APPROVE = (
    "UPDATE programmes_quarterlyreturn SET status = 'approved', approved_by_id = %s,"
    " approved_at = opened_at WHERE id = %s"
)


def test_approving_ones_own_edit_is_refused_by_the_database(world: World) -> None:
    draft = world.saved(by=world.finance, expenditure="1")
    sql(
        "UPDATE programmes_quarterlyreturn SET status = 'submitted', submitted_by_id = %s,"
        " submitted_at = opened_at WHERE id = %s",
        world.commissioner.pk,
        draft.pk,
    )
    for person in (world.finance, world.commissioner):
        refused("edited or submitted", APPROVE, person.pk, draft.pk)
    sql(APPROVE, world.administrator.pk, draft.pk)


def test_whoever_submitted_it_once_is_known_for_good(world: World) -> None:
    """Saying by SQL that somebody else submitted it opens no way to approve it."""
    version = world.submitted()
    sql(
        "UPDATE programmes_quarterlyreturn SET submitted_by_id = %s WHERE id = %s",
        world.administrator.pk,
        version.pk,
    )
    refused("edited or submitted", APPROVE, world.commissioner.pk, version.pk)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize(
    "table",
    [
        "programmes_quarterlyreturn CASCADE",
        "programmes_programme CASCADE",
        "programmes_reading",
        "programmes_returneditor",
    ],
)
def test_returns_cannot_be_emptied(world: World, table: str) -> None:
    world.approved()
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    refused("never emptied", f"TRUNCATE {table}")


def test_only_a_submitted_return_can_be_approved(world: World) -> None:
    draft = world.draft()
    sql(
        "UPDATE programmes_quarterlyreturn SET submitted_by_id = %s, submitted_at = opened_at"
        " WHERE id = %s",
        world.commissioner.pk,
        draft.pk,
    )
    refused("Only a submitted return", APPROVE, world.finance.pk, draft.pk)


INSERT = (
    "INTO programmes_quarterlyreturn (id, council_id, programme_id, quarter_number, version,"
    " status, comment, edition, opened_by_id, opened_at, reopened_reason, submitted_by_id,"
    " submitted_at, sent_back_reason, sent_back_sections, approved_by_id, approved_at)"
    " SELECT {id}, council_id, programme_id, {quarter}, version, '{status}', 'forged', edition,"
    " opened_by_id, opened_at, '', submitted_by_id, submitted_at, '', '', {approver},"
    " {approver_at} FROM programmes_quarterlyreturn WHERE id = %s"
)


def test_a_return_cannot_begin_as_approved(world: World) -> None:
    version = world.approved()
    forged = INSERT.format(
        id=9000,
        quarter=5,
        status="approved",
        approver="approved_by_id",
        approver_at="approved_at",
    )
    refused("cannot begin as approved", f"INSERT {forged}", version.pk)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite has REPLACE")
def test_replace_does_not_push_an_approved_row_out(world: World) -> None:
    version = world.approved()
    other = world.saved(2, expenditure="1")
    blank = {"approver": "NULL", "approver_at": "NULL", "status": "draft"}
    same_id = INSERT.format(id=version.pk, quarter=7, **blank)
    same_key = INSERT.format(id=9000, quarter=1, **blank)
    for forged in (same_id, same_key):
        refused("never changes", f"INSERT OR REPLACE {forged}", version.pk)
    refused(
        "never changes",
        "UPDATE OR REPLACE programmes_quarterlyreturn SET id = %s WHERE id = %s",
        version.pk,
        other.pk,
    )
    reading = version.readings.get(measure__code="expenditure")
    refused(
        "never change",
        "INSERT OR REPLACE INTO programmes_reading (id, return_version_id, measure_id, value,"
        " origin, register_note, reason, entered_by_id, entered_at)"
        " SELECT %s, return_version_id, measure_id, 5, origin, '', '', entered_by_id, entered_at"
        " FROM programmes_reading WHERE return_version_id = %s",
        reading.pk,
        other.pk,
    )
    editor = ReturnEditor.unscoped.first()
    assert editor is not None
    refused(
        "never unsaid",
        "INSERT OR REPLACE INTO programmes_returneditor (id, return_version_id, user_id)"
        " VALUES (%s, %s, %s)",
        editor.pk,
        other.pk,
        world.finance.pk,
    )
