"""How long files are kept: what ended without being put into the register loses its file and what
was found in it; its line in the list stays. What nobody decides about ends by itself."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.events import record
from uploads.limits import GIVEN_UP_AFTER, KEPT_AFTER_END
from uploads.models import Upload

State = Upload.State

# Nothing in the register rests on these.
NOT_IN_REGISTER = (State.REFUSED, State.FAILED, State.DISCARDED, State.UNDONE)

FORGOTTEN = (
    f"Nobody decided about this list for {GIVEN_UP_AFTER.days} days, so it was given up. "
    "Upload the file again if you still want to put it in."
)


def files_due(now: datetime) -> QuerySet[Upload]:
    """Return the uploads whose files are to be removed, the oldest first."""
    return (
        Upload.unscoped.filter(state__in=NOT_IN_REGISTER, file_removed_at__isnull=True)
        .alias(over_at=Coalesce("undone_at", "ended_at"))
        .filter(over_at__lte=now - KEPT_AFTER_END)
        .order_by("pk")
    )


def forgotten(now: datetime) -> QuerySet[Upload]:
    """Return the checked uploads about which nobody has decided anything for so long."""
    latest = now - GIVEN_UP_AFTER
    return (
        Upload.unscoped.filter(state=State.CHECKED)
        .filter(Q(checked_at__lte=latest) | Q(checked_at__isnull=True, uploaded_at__lte=latest))
        .order_by("pk")
    )


@transaction.atomic
def remove_file(*, number: int, now: datetime) -> bool:
    """Remove an upload's file, and everything that says what stood in it.

    Returns False where it is not due (any more), as when it was removed meanwhile. What an undone
    upload had changed stays: it is part of the register's history.
    """
    upload = _locked(files_due(now), number)
    if upload is None:
        return False
    upload.files.all().delete()
    upload.problems.all().delete()
    upload.reading = []
    if upload.state == State.UNDONE:
        upload.summary = {"changes": upload.summary.get("changes") or {}}
    else:
        upload.summary = {}
        upload.answers.all().delete()
        upload.changes.all().delete()
    upload.file_removed_at = now
    upload.save(update_fields=["reading", "summary", "file_removed_at"])
    record(
        verb="upload.file_removed",
        obj=upload,
        by=None,
        council=upload.council,
        after={"file_name": upload.file_name, "sha256": upload.sha256},
    )
    return True


@transaction.atomic
def give_up_forgotten(*, number: int, now: datetime) -> bool:
    """Give an upload up that waits for a decision which nobody makes; False where it is not so
    (any more)."""
    upload = _locked(forgotten(now), number)
    if upload is None:
        return False
    upload.state, upload.step, upload.message = State.DISCARDED, "", FORGOTTEN
    upload.edition += 1
    upload.ended_at = now
    upload.save(update_fields=["state", "step", "message", "edition", "ended_at"])
    upload.changes.all().delete()
    upload.problems.all().delete()
    record(verb="upload.forgotten", obj=upload, by=None, council=upload.council)
    return True


def _locked(due: QuerySet[Upload], number: int) -> Upload | None:
    return due.select_for_update(of=("self",)).select_related("council").filter(pk=number).first()
