"""The floor under an import: reading the file, and writing the very rows that ours wrote.

What ours wrote is kept in a file, ready to be written: the register's rows, and besides them the
upload itself, its changes as the page shows them, and the audit trail.
"""

import json
import pickle
import time
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

from accounts.models import Event
from enterprises.models import Enterprise, EnterpriseStage, TypicalWeek
from tests.benchmarks.anchors import Parts
from uploads.models import Upload, UploadChange

# In an order in which each finds what it refers to.
ALL_TABLES: tuple[type[models.Model], ...] = (
    *(Upload, UploadChange, Enterprise, Enterprise.service_types.through),
    *(EnterpriseStage, TypicalWeek, Event),
)
Last = dict[str, int]


def last_numbers() -> Last:
    """Return the highest id of each table."""
    return {
        model.__name__: model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0
        for model in ALL_TABLES
    }


def keep(since: Last, file: Path) -> None:
    """Keep all rows that were added since."""
    kept = []
    for model in ALL_TABLES:
        fields = model._meta.concrete_fields
        as_json = [isinstance(field, models.JSONField) for field in fields]
        found = model._base_manager.filter(pk__gt=since[model.__name__]).order_by("pk")
        rows = [
            tuple(
                json.dumps(value) if is_json and value is not None else value
                for value, is_json in zip(row, as_json, strict=True)
            )
            for row in found.values_list(*(field.attname for field in fields))
        ]
        columns = ", ".join(f'"{field.column}"' for field in fields)
        kept.append((f"{model._meta.db_table} ({columns})", rows))
    file.write_bytes(pickle.dumps(kept))


def raw_of_all(file: Path, kept: Path) -> Parts:
    """Calamine, and COPY of the rows that ours wrote."""
    from python_calamine import CalamineWorkbook

    tables: list[tuple[str, list[Any]]] = pickle.loads(kept.read_bytes())  # noqa: S301 - our own
    began = time.perf_counter()
    CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    with transaction.atomic(), connection.cursor() as cursor:
        for into, rows in tables:
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
    return {"all": time.perf_counter() - began}
