"""Asking for a person's own workbook with its problems marked."""

from enum import StrEnum

from django.db import models, transaction

from accounts.models import User
from jobs.models import Job
from jobs.queue import enqueue
from uploads.models import Upload, UploadFile

MARK_UP = "uploads.mark_up"

_AT_WORK = (Job.State.QUEUED, Job.State.RUNNING)


class MarkedUp(StrEnum):
    """How far the marked-up workbook of the latest check is."""

    NONE = "none"
    AT_WORK = "at work"
    READY = "ready"
    FAILED = "failed"


@transaction.atomic
def ask(*, upload: Upload, by: User) -> None:
    """Queue the marking, unless that is done or under way for what the latest check found."""
    # Two people who ask at the same moment ask one after the other.
    locked = Upload.unscoped.select_for_update(of=("self",)).get(pk=upload.pk)
    if standing(locked) in (MarkedUp.READY, MarkedUp.AT_WORK):
        return
    enqueue(
        MARK_UP,
        council=upload.council,
        payload={"upload": locked.pk, "edition": locked.edition},
        key=_key(locked),
        by=by,
    )


def standing(upload: Upload) -> MarkedUp:
    """Return how far the workbook is that shows the problems of the latest check."""
    if file_of(upload).exists():
        return MarkedUp.READY
    job = (
        Job.objects.for_council(upload.council)
        .filter(kind=MARK_UP, key=_key(upload))
        .order_by("-id")
        .first()
    )
    if job is None or job.state == Job.State.DONE:
        return MarkedUp.NONE
    return MarkedUp.AT_WORK if job.state in _AT_WORK else MarkedUp.FAILED


def file_of(upload: Upload) -> models.QuerySet[UploadFile]:
    """Return the marked-up file, if there is one of the latest check."""
    found: models.QuerySet[UploadFile] = UploadFile.objects.for_council(upload.council).filter(
        upload=upload, what=UploadFile.What.MARKED_UP, edition=upload.edition
    )
    return found


def _key(upload: Upload) -> str:
    return f"{upload.pk}:{upload.edition}"
