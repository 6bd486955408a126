"""What the worker does to mark up a workbook. Loaded when the application starts, as `tasks` is."""

from typing import Any

from django.db import transaction

from jobs.models import Job
from jobs.registry import handles
from uploads.actions.marking import MARK_UP
from uploads.decided import answers_of
from uploads.found import problems_of
from uploads.models import Upload, UploadFile


# The other process may take a minute: no transaction is held open meanwhile.
@handles(MARK_UP, doing="mark the problems in the workbook", in_transaction=False)
def mark_up(job: Job) -> dict[str, Any] | None:
    """Mark what the check of an edition found in the person's own workbook."""
    from uploads import marks, markup, reader

    upload = Upload.unscoped.select_related("council").get(pk=job.payload["upload"])
    if upload.edition != job.payload["edition"]:
        return {"superseded": True}
    original = UploadFile.unscoped.get(upload=upload, what=UploadFile.What.ORIGINAL)
    content = bytes(original.content)
    fixes = answers_of(upload).fixes
    found = marks.Marks(
        file_name=upload.file_name,
        problems=problems_of(upload),
        corrected=tuple(marks.Corrected(*place, typed) for place, typed in fixes.items()),
    )
    made = markup.of_workbook(content, found) if content.startswith(b"PK") else None
    looks_alike = made is not None
    if made is None:
        made = markup.of_book(reader.read(content, upload.file_name), found)
    with transaction.atomic():
        locked = Upload.unscoped.select_for_update(of=("self",)).get(pk=upload.pk)
        if locked.edition != upload.edition:
            return {"superseded": True}
        UploadFile.unscoped.update_or_create(
            upload=locked,
            what=UploadFile.What.MARKED_UP,
            defaults={"content": made, "edition": locked.edition},
        )
    return {"looks_alike": looks_alike, "bytes": len(made)}
