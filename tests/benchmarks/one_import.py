"""One import of one list by one way, timed in a process of its own; prints one line of JSON.

    python -m tests.benchmarks.one_import WAY FILE

Run by `tests.benchmarks.imports`, which sets the database. Start-up and imports are not timed.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection, models  # noqa: E402 - needs Django set up
from django.utils import timezone  # noqa: E402

from accounts.models import Council, User  # noqa: E402
from accounts.scoping import CouncilManager  # noqa: E402
from enterprises.models import Enterprise  # noqa: E402
from programmes.models import Programme  # noqa: E402

Parts = dict[str, float]


def the_programme() -> Programme:
    """The programme that the list goes into."""
    found: Programme = Programme.unscoped.select_related("council").get(council__slug="fenmarch")
    return found


def keeper() -> User:
    """Who uploads."""
    return User.objects.get(email="commissioner@fenmarch.example")


def ours(file: Path) -> Parts:
    """Everything a person waits for: handing in, checking, confirming, saving."""
    import pandas  # noqa: F401 - start-up is not timed, and the worker has it loaded

    from jobs import runner
    from jobs.models import Job
    from uploads import frames, pipeline, storing  # noqa: F401 - likewise
    from uploads.actions import uploads

    def do_what_waits() -> None:
        for number in Job.unscoped.filter(state="queued", kind__startswith="uploads.").values_list(
            "pk", flat=True
        ):
            assert runner.run(number)

    content, parts = file.read_bytes(), {}
    began = time.perf_counter()
    upload = uploads.receive(
        programme=the_programme(), by=keeper(), file_name=file.name, content=content, kind=""
    )
    parts["received"] = time.perf_counter() - began
    do_what_waits()
    parts["checked"] = time.perf_counter() - began
    upload.refresh_from_db()
    assert upload.state == "checked", (upload.state, upload.message)
    assert not any(upload.summary["open"].values()), upload.summary
    uploads.confirm(upload=upload, by=keeper(), edition=upload.edition)
    do_what_waits()
    parts["all"] = time.perf_counter() - began
    upload.refresh_from_db()
    assert upload.state == "saved"
    return parts


def parsed(file: Path) -> list[list[Any]]:
    """The list's rows by calamine alone."""
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0)
    return sheet.to_python()[1:]


def raw(file: Path) -> Parts:
    """Calamine and the database's own fastest way, with nothing checked."""
    programme, user, now = the_programme(), keeper(), timezone.now()
    began = time.perf_counter()
    rows = parsed(file)
    fixed = (programme.council_id, programme.pk, 1, user.pk, now)
    tuples = [(row[0], row[1], row[2], row[6] == "Yes", *fixed) for row in rows]
    names = "reference, name, postcode, traded_before_programme, council_id, programme_id, edition"
    columns = f"{names}, created_by_id, created_at"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY enterprises_enterprise ({columns}) FROM STDIN") as copy:
                for row in tuples:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * 9)
            statement = f"INSERT INTO enterprises_enterprise ({columns}) VALUES ({marks})"
            from django.db import transaction

            with transaction.atomic():
                cursor.executemany(statement, tuples)
    return {"all": time.perf_counter() - began}


def import_export(file: Path, **options: Any) -> Parts:
    """django-import-export, which writes the enterprise's own columns only."""
    import tablib  # noqa: F401 - start-up is not timed
    from import_export import resources
    from import_export.formats.base_formats import XLSX

    programme, user = the_programme(), keeper()
    # It asks `objects` for everything, which here wants a council.
    CouncilManager.get_queryset = models.Manager.get_queryset

    def before_save_instance(self: Any, instance: Enterprise, row: Any, **kwargs: Any) -> None:
        instance.council, instance.programme = programme.council, programme
        instance.created_by = user
        instance.traded_before_programme = row["traded_before_programme"] == "Yes"

    meta = {
        "model": Enterprise,
        "import_id_fields": () if options.get("force_init_instance") else ("reference",),
        "fields": ("reference", "name", "postcode"),
        **options,
    }
    resource_class: Any = type(
        "EnterpriseResource",
        (resources.ModelResource,),
        {
            "Meta": type("Meta", (), meta),
            "get_queryset": lambda self: Enterprise.unscoped.all(),
            "before_save_instance": before_save_instance,
        },
    )
    content = file.read_bytes()
    began = time.perf_counter()
    dataset = XLSX().create_dataset(content)
    names = {"Reference": "reference", "Name": "name", "Postcode": "postcode"}
    headers = [names.get(header, header) for header in dataset.headers]
    headers[6] = "traded_before_programme"
    dataset.headers = headers
    result = resource_class().import_data(dataset, raise_errors=True, use_transactions=True)
    assert not result.has_errors()
    return {"all": time.perf_counter() - began}


WAYS: dict[str, Callable[[Path], Parts]] = {
    "ours": ours,
    "raw": raw,
    "import-export, defaults": import_export,
    "import-export, tuned": lambda file: import_export(
        file, use_bulk=True, force_init_instance=True, skip_diff=True, batch_size=1000
    ),
}


def main(way: str, file: Path) -> None:
    """Time one way and print what it took."""
    assert Council.objects.filter(slug="fenmarch").exists()
    before = Enterprise.unscoped.count()
    parts = WAYS[way](file)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(
        json.dumps(
            {
                "rows": Enterprise.unscoped.count() - before,
                "parts": parts,
                "peak_mb": own // 1024,
                "child_mb": child // 1024,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
