"""A version of the assumptions never changes: the database itself refuses, on both databases."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.roles import Role
from cashflow.actions import assumptions, recompute
from cashflow.models import Assumptions
from programmes.models import Programme
from tests.integration.cashflow import making

pytestmark = pytest.mark.django_db

TABLES = ("assumptions", "rateversion", "planquarter", "costline", "costamount")

# A new row beside one that a version has, and one in its place.
RATE = "INTO cashflow_rateversion (assumptions_id, effective_from, rate_per_hour) "
PLAN = "INTO cashflow_planquarter (assumptions_id, quarter_number, hours_per_week) "
LINE = "INTO cashflow_costline (assumptions_id, name, kind, position) "
AMOUNT = "INTO cashflow_costamount (cost_line_id, quarter_number, amount) "
OF_VERSION_1 = "FROM cashflow_assumptions WHERE version = 1"
ADDED = (
    f"{RATE} SELECT id, '2022-01-03', 9 {OF_VERSION_1}",
    f"{PLAN} SELECT id, 39, 9 {OF_VERSION_1}",
    f"{LINE} SELECT id, 'Another', 'other', 9 {OF_VERSION_1}",
    f"{AMOUNT} SELECT MIN(id), 39, 9 FROM cashflow_costline",
)
REPLACED = (
    "INTO cashflow_assumptions (programme_id, version, reason, created_by_id, created_at)"
    f" SELECT programme_id, 1, 'forged', created_by_id, created_at {OF_VERSION_1}",
    f"{RATE} SELECT assumptions_id, effective_from, 9 FROM cashflow_rateversion",
    f"{PLAN} SELECT assumptions_id, quarter_number, 9 FROM cashflow_planquarter",
    f"{LINE} SELECT assumptions_id, name, 'other', 9 FROM cashflow_costline",
    f"{AMOUNT} SELECT cost_line_id, quarter_number, 9 FROM cashflow_costamount",
)


@pytest.fixture
def programme() -> Programme:
    finance = making.person(making.council(), Role.FINANCE)
    made = making.programme(finance.memberships.get().council, finance)
    making.published_assumptions(made, finance)
    return made


def refused(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_raw_sql_is_refused(programme: Programme, table: str, statement: str) -> None:
    refused(statement.format(f"cashflow_{table}"))


@pytest.mark.parametrize("row", ADDED)
def test_nothing_is_added_to_a_version_that_was_used(programme: Programme, row: str) -> None:
    recompute.recompute(programme)
    refused(f"INSERT {row}")


@pytest.mark.parametrize("row", ADDED)
def test_nothing_is_added_to_a_version_before_the_one_in_force(
    programme: Programme, row: str
) -> None:
    by = Assumptions.unscoped.get().created_by
    assumptions.new_version(programme=programme, by=by, reason="Later", hours={1: None})
    refused(f"INSERT {row}")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite has REPLACE")
@pytest.mark.parametrize("row", REPLACED)
def test_replace_pushes_nothing_out(programme: Programme, row: str) -> None:
    refused(f"INSERT OR REPLACE {row}")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", TABLES)
def test_no_version_is_emptied(programme: Programme, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    refused(f"TRUNCATE cashflow_{table} CASCADE")
