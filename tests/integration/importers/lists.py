"""Lists as the reading of a file hands them on, and uploads of them as the conversation does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from enterprises.importers import RegisterImporter
from tests.integration.enterprises.making import World
from uploads.answers import Answers
from uploads.changes import ADDED, Change
from uploads.importing import Examination, changes_of
from uploads.models import Upload, UploadChange
from uploads.problems import Problem
from uploads.rows import ReadList, Row

IMPORTER = RegisterImporter()
# A Wednesday in the third quarter of the programme that `making` begins on 3 January 2022.
TODAY = date(2022, 9, 14)


def a_row(sheet: str, number: int, columns: Sequence[str], values: Mapping[Any, Any]) -> Row:
    """Return a row; a key that is a day is a week of a wide list. None is a blank cell."""
    weeks = [name for name in values if isinstance(name, date)]
    given = {name: value for name, value in values.items() if value is not None}
    return Row(
        sheet,
        number,
        values={name: value for name, value in given.items() if not isinstance(name, date)},
        weeks={name: value for name, value in given.items() if isinstance(name, date)},
        raw={
            name.isoformat() if isinstance(name, date) else name: ", ".join(value)
            if isinstance(value, tuple)
            else value
            for name, value in given.items()
        },
        places={name: place for place, name in enumerate(columns)},
        week_places={week: place for place, week in enumerate(weeks, len(columns))},
        faulty=set(),
    )


def a_list(
    kind: str,
    rows: Iterable[Mapping[Any, Any]],
    *,
    sheet: str = "List",
    columns: Sequence[str] = (),
) -> ReadList:
    """Return a list whose first row is row 2 of its sheet."""
    given = list(rows)
    names = list(columns) or list(
        dict.fromkeys(name for row in given for name in row if isinstance(name, str))
    )
    read = tuple(a_row(sheet, number, names, row) for number, row in enumerate(given, start=2))
    return ReadList(sheet, kind, frozenset(names), read)


def enterprises(*rows: Mapping[Any, Any], **kwargs: Any) -> ReadList:
    """Return a list of enterprises with columns for reference, name and postcode at least."""
    names = dict.fromkeys(
        ["reference", "name", "postcode", *(name for row in rows for name in row)]
    )
    return a_list("enterprises", rows, sheet="Enterprises", columns=list(names), **kwargs)


def hours(*rows: Mapping[Any, Any], sheet: str = "Hours") -> ReadList:
    """Return a list of hours, long or wide."""
    return a_list("hours", rows, sheet=sheet)


def wide(figures: Mapping[str, Mapping[date, str | int]], sheet: str = "Hours") -> ReadList:
    """Return a wide list of hours by name and week."""
    return a_list(
        "hours",
        (
            {"name": name} | {week: Decimal(str(hours)) for week, hours in weeks.items()}
            for name, weeks in figures.items()
        ),
        sheet=sheet,
    )


def examined(
    world: World, *lists: ReadList, answers: Answers | None = None, today: date = TODAY
) -> Examination:
    """Return what the importer finds."""
    return IMPORTER.examine(lists, world.programme, answers or Answers(), today)


def codes(found: Examination | Iterable[Problem]) -> list[tuple[str, str, int, int]]:
    """Return problems as code, severity, row and column."""
    problems = found.problems if isinstance(found, Examination) else found
    return [(one.code, one.severity.value, one.row, one.column) for one in problems]


def only(found: Examination, code: str) -> Problem:
    """Return the one problem with this code."""
    (problem,) = [one for one in found.problems if one.code == code]
    return problem


def said(change: Change) -> dict[str, tuple[str, str]]:
    """Return what a change says of each field."""
    return {one.name: (one.before, one.after) for one in change.fields}


def stored(world: World, found: Examination, by: User | None = None) -> Upload:
    """Keep an examination as the check of an upload does, confirmed."""
    who = by or world.keeper
    upload = Upload.unscoped.create(
        council=world.council,
        programme=world.programme,
        file_name="list.xlsx",
        size=1,
        sha256="0" * 64,
        state=Upload.State.SAVING,
        uploaded_by=who,
        confirmed_by=who,
        confirmed_at=timezone.now(),
    )
    with transaction.atomic():
        numbers = {
            what: iter(IMPORTER.numbers(what, count))
            for (what, action), count in found.changes.counted.items()
            if action == ADDED
        }
    UploadChange.unscoped.bulk_create(
        [
            UploadChange(
                upload=upload,
                position=place,
                what=change.what,
                action=change.action,
                number=change.number or next(numbers.get(change.what, iter(())), None),
                label=change.label[:200],
                sheet=change.sheet[:100],
                row=change.row,
                fields=[asdict(one) for one in change.fields],
                before=change.before,
                after=change.after,
            )
            for place, change in enumerate(found.changes)
        ]
    )
    return upload


def saved(upload: Upload) -> Upload:
    """Save an upload that is stored."""
    fresh = Upload.unscoped.select_related("council", "programme__council", "confirmed_by").get(
        pk=upload.pk
    )
    assert fresh.confirmed_by is not None
    with transaction.atomic():
        IMPORTER.save(fresh, changes_of(fresh), fresh.confirmed_by)
        fresh.state = Upload.State.SAVED
        fresh.save(update_fields=["state"])
    return fresh


def put_in(
    world: World, *lists: ReadList, answers: Answers | None = None, today: date = TODAY
) -> Upload:
    """Examine and save lists in which nothing stands in the way."""
    found = examined(world, *lists, answers=answers, today=today)
    assert [one for one in found.problems if one.severity.value in ("stops", "fix")] == []
    assert [one.label for one in found.questions if not one.answer] == []
    return saved(stored(world, found))


def taken_back(upload: Upload, by: User) -> None:
    """Undo an upload."""
    fresh = Upload.unscoped.select_related("council", "programme__council").get(pk=upload.pk)
    with transaction.atomic():
        IMPORTER.undo(fresh, changes_of(fresh), by)
