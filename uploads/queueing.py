"""Asks for the work on an upload, in the transaction of the change that calls for it."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from jobs.models import Job
from jobs.queue import enqueue
from uploads.models import Upload

CHECK = "uploads.check"
SAVE = "uploads.save"
# The longest list takes a minute or two; what is not done by now waits for a worker.
OVERDUE = timedelta(minutes=5)
TIDY = "uploads.tidy"


def ask_for_check(upload: Upload, *, by: User | None) -> Job:
    """Queue a check: the file is read anew and held against the register."""
    return _ask(CHECK, upload, by)


def ask_for_saving(upload: Upload, *, by: User) -> Job:
    """Queue the saving of what was confirmed."""
    return _ask(SAVE, upload, by)


def step_in_words(upload: Upload) -> str:
    """Return what is being done about an upload at work; where it takes much too long, also what
    a person can do."""
    step = upload.step or "Waiting for its turn"
    overdue = Job.objects.for_council(upload.council).filter(
        key__in=[_key(CHECK, upload), _key(SAVE, upload)],
        state__in=(Job.State.QUEUED, Job.State.RUNNING),
        created_at__lt=timezone.now() - OVERDUE,
    )
    if upload.state not in Upload.AT_WORK or not overdue.exists():
        return step
    return (
        f"{step}. This takes longer than it should. Your file is kept, and the work goes on by "
        "itself. If nothing has changed in an hour, tell your administrator, quoting upload "
        f"{upload.pk}."
    )


def _key(kind: str, upload: Upload) -> str:
    return f"{kind}:{upload.pk}"


def ask_for_tidying() -> Job:
    """Queue the removal of files that are kept no longer, and the end of what was forgotten."""
    return enqueue(TIDY, council=None, payload={}, key=TIDY)


def _ask(kind: str, upload: Upload, by: User | None) -> Job:
    return enqueue(
        kind,
        council=upload.council,
        payload={"upload": upload.pk},
        key=_key(kind, upload),
        by=by,
    )
