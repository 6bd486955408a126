"""A version of the assumptions never changes: the database itself refuses, on both databases."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.roles import Role
from tests.integration.cashflow import making

pytestmark = pytest.mark.django_db

TABLES = ("assumptions", "rateversion", "planquarter", "costline", "costamount")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_raw_sql_is_refused(table: str, statement: str) -> None:
    finance = making.person(making.council(), Role.FINANCE)
    programme = making.programme(finance.memberships.get().council, finance)
    making.published_assumptions(programme, finance)
    with (
        pytest.raises(DatabaseError, match="never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(f"cashflow_{table}"))
