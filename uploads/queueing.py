"""Asks for the work on an upload, in the transaction of the change that calls for it."""

from accounts.models import User
from jobs.models import Job
from jobs.queue import enqueue
from uploads.models import Upload

CHECK = "uploads.check"
SAVE = "uploads.save"
TIDY = "uploads.tidy"


def ask_for_check(upload: Upload, *, by: User | None) -> Job:
    """Queue a check: the file is read anew and held against the register."""
    return _ask(CHECK, upload, by)


def ask_for_saving(upload: Upload, *, by: User) -> Job:
    """Queue the saving of what was confirmed."""
    return _ask(SAVE, upload, by)


def ask_for_tidying() -> Job:
    """Queue the removal of files that are kept no longer, and the end of what was forgotten."""
    return enqueue(TIDY, council=None, payload={}, key=TIDY)


def _ask(kind: str, upload: Upload, by: User | None) -> Job:
    return enqueue(
        kind,
        council=upload.council,
        payload={"upload": upload.pk},
        key=f"{kind}:{upload.pk}",
        by=by,
    )
