"""The usual ways to put the same list into the same four tables: the anchors of I1 to I5.

All write what ours writes into the register - enterprises, their kinds of help, stages and typical
weeks - and leave out what else ours does: checking, matching, problems and changes for the page,
the audit trail and the roll-up. One of them, `previewed`, says row by row what will become of the
list before anything is saved, and keeps an audit trail, as ours does and import-export's own pages
do by default.
"""

import time
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.db import connection, models, transaction
from django.utils import timezone

from accounts.models import Event, User
from accounts.scoping import CouncilManager
from enterprises.models import Enterprise, EnterpriseStage, ServiceType, TypicalWeek
from programmes.models import Programme

Parts = dict[str, float]
Rows = list[tuple[Any, ...]]

STAGES = ("in_development", "established", "accredited")
FROM = date(2025, 6, 30)


def the_programme() -> Programme:
    """The programme that the list goes into."""
    found: Programme = Programme.unscoped.select_related("council").get(council__slug="fenmarch")
    return found


def keeper() -> User:
    """Who uploads."""
    return User.objects.get(email="commissioner@fenmarch.example")


def kinds_of_help() -> dict[str, int]:
    """The council's kinds of help, by name."""
    mine = ServiceType.objects.for_council(the_programme().council)
    return dict(mine.values_list("name", "pk"))


def raw(file: Path) -> Parts:
    """Calamine and the database's own fastest way, with nothing checked."""
    from python_calamine import CalamineWorkbook

    programme, user, now, kinds = the_programme(), keeper().pk, timezone.now(), kinds_of_help()
    council, unrecorded = programme.council_id, kinds["Not recorded"]
    began = time.perf_counter()
    rows: list[list[Any]] = (
        CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()[1:]
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM enterprises_enterprise")
        (first,) = cursor.fetchone()
        numbered = list(enumerate(rows, first))
        _write(
            cursor,
            "enterprises_enterprise (id, reference, name, postcode, traded_before_programme, "
            "council_id, programme_id, edition, created_by_id, created_at)",
            [
                (
                    *(number, row[0], row[1], row[2], row[6] == "Yes"),
                    *(council, programme.pk, 1, user, now),
                )
                for number, row in numbered
            ],
        )
        _write(
            cursor,
            "enterprises_enterprise_service_types (enterprise_id, servicetype_id)",
            [(number, kinds[row[7]]) for number, row in numbered],
        )
        _write(
            cursor,
            'enterprises_enterprisestage (enterprise_id, stage, "on", note, entered_by_id, '
            "entered_at)",
            [
                (number, stage, _day(row[3 + place]), "", user, now)
                for number, row in numbered
                for place, stage in enumerate(STAGES)
            ],
        )
        _write(
            cursor,
            "enterprises_typicalweek (enterprise_id, valid_from, service_type_id, payer, "
            "hundredths, entered_by_id, entered_at)",
            [
                (number, FROM, unrecorded, "unknown", int(Decimal(row[8]) * 100), user, now)
                for number, row in numbered
            ],
        )
    return {"all": time.perf_counter() - began}


def _write(cursor: Any, into: str, rows: Rows) -> None:
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join(["%s"] * len(rows[0]))
    ready = [tuple(str(one) if isinstance(one, date) else one for one in row) for row in rows]
    cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", ready)


def previewed(file: Path) -> Parts:
    """django-import-export by the defaults of its own pages: the whole list is first imported and
    rolled back, which gives the report that a person confirms; then the file is read again and
    imported, and an entry of the audit trail is written for each row, all in one go.
    """
    began = time.perf_counter()
    import_export(file, tuned=False, dry_run=True)
    reported = time.perf_counter() - began
    import_export(file, tuned=False)
    programme, user = the_programme(), keeper()
    added = Enterprise.objects.for_council(programme.council).filter(reference__startswith="R")
    Event.objects.bulk_create(
        Event(
            council=programme.council,
            actor=user,
            verb="enterprise.added",
            object_type=Enterprise._meta.label_lower,
            object_id=str(number),
            object_label=name,
        )
        for number, name in added.values_list("pk", "name")
    )
    return {"reported": reported, "all": time.perf_counter() - began}


def import_export(file: Path, *, tuned: bool, dry_run: bool = False) -> Parts:
    """django-import-export as one would write it for this register.

    By default each row is looked up and saved, and then what belongs to it. Tuned, nothing is
    looked up and each table is a list of its own, written by a thousand rows. A dry run does all of
    it and takes it back.
    """
    import tablib
    from import_export.formats.base_formats import XLSX

    programme, user, kinds, now = the_programme(), keeper(), kinds_of_help(), timezone.now()
    unrecorded = ServiceType.unscoped.get(pk=kinds["Not recorded"])

    def before_save(self: Any, instance: Enterprise, row: Any, **kwargs: Any) -> None:
        instance.council, instance.programme = programme.council, programme
        instance.created_by = user
        instance.traded_before_programme = row["Traded before"] == "Yes"

    def after_save(self: Any, instance: Enterprise, row: Any, **kwargs: Any) -> None:
        instance.service_types.add(kinds[row["Kinds of help"]])
        for stage, heading in zip(STAGES, HEADINGS, strict=True):
            EnterpriseStage.unscoped.create(
                enterprise=instance, stage=stage, on=_day(row[heading]), entered_by=user
            )
        TypicalWeek.unscoped.create(
            enterprise=instance,
            valid_from=FROM,
            service_type=unrecorded,
            payer="unknown",
            hundredths=int(Decimal(row["Hours a week"]) * 100),
            entered_by=user,
            entered_at=now,
        )

    def sets_whose(self: Any, instance: Any, row: Any, **kwargs: Any) -> None:
        instance.entered_by, instance.entered_at = user, now

    content = file.read_bytes()
    began = time.perf_counter()
    dataset = XLSX().create_dataset(content)
    headers = list(dataset.headers)
    dataset.headers = [header.lower() if header in NAMES else header for header in headers]
    # It asks `objects` for everything, which here wants a council.
    of_all = patch.object(CouncilManager, "get_queryset", models.Manager.get_queryset)
    with of_all, transaction.atomic():
        hooks: dict[str, Any] = {"before_save_instance": before_save}
        if not tuned:
            hooks["after_save_instance"] = after_save
        names = [name.lower() for name in NAMES]
        _take_in(Enterprise, names, dataset, hooks, tuned=tuned, dry_run=dry_run)
        if tuned:
            mine = Enterprise.objects.for_council(programme.council)
            numbers = dict(mine.values_list("reference", "pk"))
            rows = [(numbers[row["reference"]], row) for row in dataset.dict]
            hooks = {"before_save_instance": sets_whose}
            for model, fields, found in _rest(rows, kinds, unrecorded.pk):
                whose = {} if model is KINDS else hooks
                _take_in(model, fields, tablib.Dataset(*found, headers=fields), whose, tuned=True)
    return {"all": time.perf_counter() - began}


NAMES = ("Reference", "Name", "Postcode")
HEADINGS = ("In development since", "Established on", "Accredited on")
KINDS: type[models.Model] = Enterprise.service_types.through


def _rest(
    rows: Sequence[tuple[int, Any]], kinds: dict[str, int], unrecorded: int
) -> Iterable[tuple[type[models.Model], list[str], Rows]]:
    yield (
        KINDS,
        ["enterprise", "servicetype"],
        [(number, kinds[row["Kinds of help"]]) for number, row in rows],
    )
    yield (
        EnterpriseStage,
        ["enterprise", "stage", "on"],
        [
            (number, stage, _day(row[heading]))
            for number, row in rows
            for stage, heading in zip(STAGES, HEADINGS, strict=True)
        ],
    )
    yield (
        TypicalWeek,
        ["enterprise", "valid_from", "service_type", "payer", "hundredths"],
        [
            (number, FROM, unrecorded, "unknown", int(Decimal(row["Hours a week"]) * 100))
            for number, row in rows
        ],
    )


def _take_in(
    model: type[models.Model],
    fields: Sequence[str],
    dataset: Any,
    hooks: dict[str, Any],
    *,
    tuned: bool,
    dry_run: bool = False,
) -> None:
    from import_export import resources
    from import_export.fields import Field

    meta: dict[str, Any] = {"model": model, "fields": fields, "import_id_fields": ("reference",)}
    if tuned:
        fast = {"use_bulk": True, "force_init_instance": True, "skip_diff": True}
        meta |= {"import_id_fields": (), "batch_size": 1000, **fast}
    # A relation is given by its number, as fast as may be: nothing is looked up.
    given = {
        name: Field(attribute=f"{name}_id", column_name=name)
        for name in fields
        if isinstance(model._meta.get_field(name), models.ForeignKey)
    }
    body = {
        "Meta": type("Meta", (), meta),
        "get_queryset": lambda self: model._base_manager.all(),
        **given,
        **hooks,
    }
    resource: Any = type(f"{model.__name__}Resource", (resources.ModelResource,), body)
    result = resource().import_data(
        dataset, dry_run=dry_run, raise_errors=True, use_transactions=True
    )
    assert not result.has_errors()


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)
