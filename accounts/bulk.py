"""Writing many rows at once: COPY on PostgreSQL, one prepared statement on SQLite.

It lies in this app because the audit trail is written so too, and every app may use it. Rows go
past the models: whoever writes has checked them, and gives every column that has no default of
the database's own. All of it belongs into a transaction.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from django.db import connection, models, transaction

# Fields whose values the drivers of both databases take as they are.
_PLAIN = (
    models.AutoField,
    models.BooleanField,
    models.CharField,
    models.ForeignKey,
    models.IntegerField,
    models.TextField,
)

# What is written is made of literals, so it holds no circle to look for.
_AS_JSON = json.JSONEncoder(check_circular=False).encode

Values = Sequence[Any]
_AT_ONCE = 5_000


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Return so many new ids for rows of a model; they are never given out again, also where no
    row comes to have them."""
    _in_a_transaction()
    if not count:
        return []
    table, column = model._meta.db_table, _key(model)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # What the sequence is called is looked up once, and not for each number.
            cursor.execute(
                "WITH own AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, %s)::regclass AS name)"
                " SELECT nextval(name) FROM own, generate_series(1, %s)",
                [connection.ops.quote_name(table), column, count],
            )
            return [number for (number,) in cursor.fetchall()]
        # The transaction holds the only right to write.
        cursor.execute(
            "UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq",
            [count, table],
        )
        found = cursor.fetchone()
        if found is None:
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count]
            )
        last = found[0] if found else count
        return list(range(last - count + 1, last + 1))


def insert(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Values],
    *,
    encoded: Collection[str] = (),
) -> None:
    """Insert rows; `names` are the fields (of a relation, its `..._id`) that each row gives.

    `encoded` are those fields of which rows give the JSON itself. Rows are taken one after the
    other, so that they need never all be there at once.
    """
    _in_a_transaction()
    fields = _fields(model, names)
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    prepared = iter(_prepared(fields, rows, encoded))
    first = next(prepared, None)
    if first is None:
        return
    prepared = chain((first,), prepared)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statement = f"COPY {table} ({columns}) FROM STDIN"
            # Django wraps the errors of its own statements only.
            with connection.wrap_database_errors, cursor.copy(statement) as copy:
                for row in prepared:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(fields))
        statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names of ours
        # Django keeps all that it is given at once.
        while some := list(islice(prepared, _AT_ONCE)):
            cursor.executemany(statement, some)


def update(model: type[models.Model], names: Sequence[str], rows: Iterable[Values]) -> None:
    """Set fields of rows; each row gives its id first, then the values of `names`."""
    _in_a_transaction()
    fields = _fields(model, names)
    prepared = list(_prepared([model._meta.pk, *fields], rows))
    if not prepared:
        return
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(_key(model))
    columns = [quote(field.column) for field in fields]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            types = ["bigint", *(str(field.db_type(connection)) for field in fields)]
            arrays = ", ".join(f"%s::{kind}[]" for kind in types)
            sets = ", ".join(f"{column} = given.{column}" for column in columns)
            cursor.execute(
                f"UPDATE {table} SET {sets} FROM unnest({arrays}) "  # noqa: S608
                f"AS given ({', '.join([key, *columns])}) WHERE {table}.{key} = given.{key}",
                [list(column) for column in zip(*prepared, strict=True)],
            )
            return
        sets = ", ".join(f"{column} = %s" for column in columns)
        statement = f"UPDATE {table} SET {sets} WHERE {key} = %s"  # noqa: S608
        cursor.executemany(statement, [[*row[1:], row[0]] for row in prepared])


def delete(model: type[models.Model], ids: Iterable[int]) -> None:
    """Delete the rows with these ids; what other rows rest on, the database refuses."""
    _in_a_transaction()
    numbers = list(ids)
    if not numbers:
        return
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(_key(model))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DELETE FROM {table} WHERE {key} = ANY(%s)", [numbers])  # noqa: S608
            return
        cursor.execute(
            f"DELETE FROM {table} WHERE {key} IN (SELECT value FROM json_each(%s))",  # noqa: S608
            [str(numbers)],
        )


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)


def _fields(model: type[models.Model], names: Sequence[str]) -> list[Any]:
    return [model._meta.get_field(name) for name in names]


def _prepared(
    fields: Sequence[Any], rows: Iterable[Values], encoded: Collection[str] = ()
) -> Iterable[Values]:
    special = [
        (place, prepare)
        for place, field in enumerate(fields)
        if field.name not in encoded and (prepare := _preparation(field)) is not None
    ]
    if not special:
        yield from rows
        return
    for row in rows:
        values = list(row)
        for place, prepare in special:
            if values[place] is not None:
                values[place] = prepare(values[place])
        yield values


def _preparation(field: Any) -> Callable[[Any], Any] | None:
    """Return how a value that is there becomes what the driver takes; None: it is taken as it is.

    Asking each field for each value would take longer than the database takes to write it.
    """
    if isinstance(field, models.JSONField):
        return _AS_JSON
    if isinstance(field, _PLAIN):
        return None
    if isinstance(field, models.DateField):
        if connection.vendor == "postgresql":
            return None
        if isinstance(field, models.DateTimeField):
            # One moment, the same for all rows, as a rule.
            return lru_cache(maxsize=16)(connection.ops.adapt_datetimefield_value)
        return connection.ops.adapt_datefield_value
    raise TypeError(f"{field} cannot be written in bulk yet")


def _in_a_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Many rows are written in a transaction.")
