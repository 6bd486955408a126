"""The uploaded file behind a value of the register, for whoever may read the value."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import Council
from uploads.models import Upload

# What a query asks for of a row that has an `origin`.
OF_FILE = (
    "origin__upload_id",
    "origin__upload__file_name",
    "origin__upload__uploaded_by__name",
    "origin__upload__uploaded_at",
)
OF_PLACE = ("origin__sheet", "origin__row")


@dataclass(frozen=True, slots=True)
class File:
    """An upload that values came from: its number, its file's name, who uploaded it and when."""

    upload: int
    name: str
    by: str
    on: date


def file_of(row: Sequence[Any]) -> File | None:
    """Return the file that a query told of; None where somebody typed the value."""
    number, name, by, at = row
    return File(number, name, by, timezone.localtime(at).date()) if number is not None else None


def files_of(council: Council, numbers: Collection[int]) -> dict[int, File]:
    """Return the files of these uploads by their numbers: one query."""
    uploads = Upload.objects.for_council(council).filter(pk__in=numbers)
    rows = uploads.order_by().values_list("pk", "file_name", "uploaded_by__name", "uploaded_at")
    return {row[0]: file for row in rows if (file := file_of(row))}
