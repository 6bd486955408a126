"""One import of one list by one way, timed in a process of its own; prints one line of JSON.

    python -m tests.benchmarks.one_import WAY FILE ROWS

ROWS is where ours leaves the rows that it wrote, for the way that writes the same ones. Run by
`tests.benchmarks.imports`, which sets the database. Start-up and imports are not timed.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from accounts.models import Council  # noqa: E402 - needs Django set up
from enterprises.models import Enterprise, EnterpriseStage, TypicalWeek  # noqa: E402
from tests.benchmarks.anchors import (  # noqa: E402
    Parts,
    import_export,
    keeper,
    previewed,
    raw,
    the_programme,
)
from tests.benchmarks.lists import write_workbook  # noqa: E402
from tests.benchmarks.same_rows import keep, last_numbers, raw_of_all  # noqa: E402

# What every way must have written in the end.
TABLES = (Enterprise, Enterprise.service_types.through, EnterpriseStage, TypicalWeek)


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

    # A worker has read other lists before: what it makes ready for the first is not timed either.
    few = file.with_name(f"few-{file.stem}.xlsx")
    before = uploads.receive(
        programme=the_programme(),
        by=keeper(),
        file_name=few.name,
        content=write_workbook(few, 10).read_bytes(),
        kind="",
    )
    do_what_waits()
    uploads.discard(upload=before, by=keeper())
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


RAW_OF_ALL = "raw, of all that ours writes"
WAYS: dict[str, Callable[[Path], Parts]] = {
    "ours": ours,
    "raw": raw,
    "import-export, previewed": previewed,
    "import-export, defaults": lambda file: import_export(file, tuned=False),
    "import-export, tuned": lambda file: import_export(file, tuned=True),
}


def main(way: str, file: Path, kept: Path) -> None:
    """Time one way and print what it took."""
    assert Council.objects.filter(slug="fenmarch").exists()
    before = [table._base_manager.count() for table in TABLES]
    since = last_numbers()
    parts = raw_of_all(file, kept) if way == RAW_OF_ALL else WAYS[way](file)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    if way == "ours":
        keep(since, kept)
    after = [table._base_manager.count() for table in TABLES]
    print(
        json.dumps(
            {
                "rows": [now - then for now, then in zip(after, before, strict=True)],
                "parts": parts,
                "peak_mb": own // 1024,
                "child_mb": child // 1024,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
