"""What the worker does for uploads: check a file, and save what was confirmed.

The web process loads this module too, to know the kinds of job; so what only the worker may load
(pandas is large) is imported where it is used.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from jobs.chores import hourly
from jobs.failpoints import reach
from jobs.models import Job
from jobs.registry import handles
from uploads import collecting
from uploads.actions import keeping
from uploads.decided import answers_of
from uploads.importing import RegisterMoved, changes_of, importer
from uploads.models import Upload, UploadFile
from uploads.queueing import CHECK, SAVE, TIDY, ask_for_check, ask_for_tidying
from uploads.refusals import OUR_FAULT, Refused

if TYPE_CHECKING:
    from uploads.pipeline import Checked

State = Upload.State

# Uploads that one job tidies up; the rest are left to the next hour's.
MOST_AT_ONCE = 500

MOVED = (
    "The register was changed after this file was checked, so nothing was saved. "
    "We have checked it again: look at what it would do now."
)


def give_up(job: Job, message: str) -> None:
    """Say on the upload itself that its work will not be done."""
    Upload.unscoped.filter(pk=job.payload["upload"], state__in=Upload.AT_WORK).update(
        state=State.FAILED, step="", message=message, ended_at=timezone.now()
    )


# Reading takes seconds, and must not hold a transaction open meanwhile.
@handles(CHECK, doing="read the file", in_transaction=False, given_up=give_up)
@collecting.paused()
def check(job: Job) -> dict[str, Any] | None:
    """Read the file and hold it against the register, with what people have decided by now."""
    from uploads import pipeline

    upload = _upload(job)
    if upload.file_removed_at is not None:
        return {"skipped": "file removed"}
    if upload.state not in (State.WAITING, State.READING, State.FAILED):
        return {"skipped": upload.state}
    seen = upload.edition
    answers = answers_of(upload)
    _say(upload, "Reading the file")
    content = bytes(UploadFile.unscoped.get(upload=upload, what="original").content)
    try:
        found = pipeline.check(upload, content, answers, _today(), lambda step: _say(upload, step))
    except Refused as refusal:
        return _refuse(upload, seen, refusal)
    reach("upload.parsed")
    return _keep(upload, seen, found)


@handles(SAVE, doing="put the list into the register", given_up=give_up)
@collecting.paused()
def save(job: Job) -> dict[str, Any] | None:
    """Do what was confirmed, all of it or nothing; in one transaction with the job's end."""
    upload = _locked(job.payload["upload"])
    if upload.state not in (State.SAVING, State.FAILED):
        return {"skipped": upload.state}
    if upload.file_removed_at is not None:
        return {"skipped": "file removed"}
    by = upload.confirmed_by
    if by is None:
        raise RuntimeError(f"upload {upload.pk} is to be saved, but nobody has confirmed it")
    changes = changes_of(upload)
    try:
        with transaction.atomic():
            importer().save(upload, changes, by)
            _refuse_another_calendar(upload)
            reach("upload.saved")
    except RegisterMoved:
        upload.state, upload.step = State.WAITING, "Waiting to be checked again"
        upload.confirmed_by = upload.confirmed_at = None
        upload.edition += 1
        upload.summary = {"again": MOVED}
        upload.save()
        ask_for_check(upload, by=by)
        return {"moved": True}
    upload.state, upload.step, upload.message = State.SAVED, "", ""
    upload.edition += 1
    upload.ended_at = timezone.now()
    upload.save(update_fields=["state", "step", "message", "edition", "ended_at"])
    return {"changes": len(changes)}


def _refuse_another_calendar(upload: Upload) -> None:
    """Raise RegisterMoved where the programme is not as it was when the file was checked: the
    quarters in which figures count may be others than the page showed.

    Asked once all is written, when the importer holds the programme.
    """
    checked = upload.summary.get("programme")
    upload.programme.refresh_from_db(fields=["edition"])
    if checked is not None and upload.programme.edition != checked:
        raise RegisterMoved("the programme was changed")


@handles(TIDY, doing="remove old files", in_transaction=False)
def tidy(job: Job) -> dict[str, Any]:
    """End what was forgotten, and remove files that are kept no longer; each in a transaction of
    its own, so that whoever does it again goes on where this one ended."""
    now = timezone.now()
    lapsed = sum(
        keeping.give_up_forgotten(number=number, now=now)
        for number in list(keeping.forgotten(now).values_list("pk", flat=True)[:MOST_AT_ONCE])
    )
    removed = 0
    for number in list(keeping.files_due(now).values_list("pk", flat=True)[:MOST_AT_ONCE]):
        reach("upload.tidied")
        removed += keeping.remove_file(number=number, now=now)
    return {"given_up": lapsed, "files_removed": removed}


@hourly
def queue_tidying() -> None:
    """Queue the removal of old files where there are any."""
    now = timezone.now()
    if keeping.files_due(now).exists() or keeping.forgotten(now).exists():
        with transaction.atomic():
            ask_for_tidying()


def _keep(upload: Upload, seen: int, found: "Checked") -> dict[str, Any]:
    from uploads import storing

    with transaction.atomic():
        locked = _locked(upload.pk)
        if locked.edition != seen or locked.state not in (State.READING, State.FAILED):
            # Somebody decided something meanwhile, or gave it up: a later check does for both.
            return {"superseded": True}
        storing.store(locked, found, again=locked.summary.get("again", ""))
        storing.remember(locked, found.readings)
        locked.summary["programme"] = upload.programme.edition
        locked.state, locked.step, locked.message = State.CHECKED, "", ""
        locked.ended_at = None
        locked.checked_at = timezone.now()
        locked.edition += 1
        locked.save()
    return {"open": found.open(), "changes": len(found.examination.changes)}


def _refuse(upload: Upload, seen: int, refusal: Refused) -> dict[str, Any]:
    """End the upload: as refused, or as failed where it is our fault and not the file's."""
    ours = refusal.code == OUR_FAULT
    with transaction.atomic():
        locked = _locked(upload.pk)
        if locked.edition != seen or locked.state not in (State.READING, State.FAILED):
            return {"superseded": True}
        locked.state, locked.step = State.FAILED if ours else State.REFUSED, ""
        locked.message = str(refusal)
        locked.ended_at = timezone.now()
        locked.edition += 1
        locked.save()
    return {"failed" if ours else "refused": refusal.code}


def _say(upload: Upload, step: str) -> None:
    """Show what is being done; only while nobody has decided otherwise."""
    at_work = Upload.unscoped.filter(
        pk=upload.pk,
        edition=upload.edition,
        state__in=(State.WAITING, State.READING, State.FAILED),
    )
    at_work.update(state=State.READING, step=step)


def _upload(job: Job) -> Upload:
    found: Upload = Upload.unscoped.select_related("council", "programme__council").get(
        pk=job.payload["upload"]
    )
    return found


def _locked(number: int) -> Upload:
    locked: Upload = (
        Upload.unscoped.select_for_update(of=("self",))
        .select_related("council", "programme__council", "confirmed_by")
        .get(pk=number)
    )
    return locked


def _today() -> date:
    return timezone.localdate()
