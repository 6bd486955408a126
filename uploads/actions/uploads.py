"""What people do with an upload: hand it in, decide, confirm, give it up, take it back."""

import hashlib
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.events import record
from accounts.models import Council, User
from uploads import limits, sniff
from uploads.columns import SheetReading
from uploads.errors import AT_WORK, ENDED, STALE, EditedMeanwhile, NotNow, NotReady, TooManyWaiting
from uploads.found import readings_of
from uploads.importing import changes_of, importer
from uploads.kept import label_of
from uploads.models import Upload, UploadAnswer, UploadFile
from uploads.problems import LINK
from uploads.queueing import ask_for_check, ask_for_saving
from uploads.recorded import decision, field_at, kept_of_cell, kept_of_words
from uploads.steps import standing

State = Upload.State


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """One decision as a page sends it; `value` None takes an earlier decision back.

    What identifies it depends on what it is `about`: see `uploads.answers.Answers`.
    """

    about: str
    sheet: str = ""
    row: int = 0
    column: int = -1
    key: str = ""
    value: str | None = None
    cells: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, str, int, int, str]:
        """What it is about; a later answer about the same takes its place."""
        return self.about, self.sheet, self.row, self.column, self.key


@transaction.atomic
def receive(
    *,
    programme: Any,
    by: User,
    file_name: str,
    content: bytes,
    kind: str,
    instead_of: Upload | None = None,
) -> Upload:
    """Keep a file that somebody handed in, and queue its first check.

    `kind` is what the person said it is, "" where we are to find out. `instead_of` is an upload
    that waits for a decision and that this one takes the place of: it is given up. Raises
    `refusals.Refused` for a file that is no workbook and no list, and TooManyWaiting; nothing is
    kept then.
    """
    sniff.kind_of(content, file_name)
    # Two people who hand in at the same moment are counted one after the other.
    council = Council.objects.select_for_update(no_key=True).get(pk=programme.council_id)
    at_work = Upload.objects.for_council(council).filter(state__in=Upload.AT_WORK)
    if at_work.count() >= limits.MOST_WAITING_OF_A_COUNCIL:
        raise TooManyWaiting(
            f"{limits.MOST_WAITING_OF_A_COUNCIL} files of your council are being read already. "
            "Wait until one of them is ready, then upload this one again."
        )
    upload = Upload.unscoped.create(
        council=council,
        programme=programme,
        kind=kind,
        file_name=_clean_name(file_name),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
    )
    UploadFile.unscoped.create(upload=upload, content=content)
    record(
        verb="upload.received",
        obj=upload,
        by=by,
        council=council,
        after={"file_name": upload.file_name, "size": upload.size, "sha256": upload.sha256},
    )
    ask_for_check(upload, by=by)
    if instead_of is not None and _locked(instead_of, None).state == State.CHECKED:
        discard(upload=instead_of, by=by)
    return upload


@transaction.atomic
def answer(*, upload: Upload, by: User, edition: int, answers: Sequence[NewAnswer]) -> Upload:
    """Keep what a person decided, and queue a new check.

    Raises EditedMeanwhile where the upload is not as the page showed it, and NotNow.
    """
    locked = _locked(upload, edition)
    _must_be_checked(locked)
    readings = readings_of(locked)
    before: dict[str, str | None] = {}
    after: dict[str, str | None] = {}
    for one in answers:
        place: dict[str, Any] = {
            "about": one.about,
            "sheet": one.sheet,
            "row": one.row,
            "column": one.column,
            "key": one.key,
        }
        known = UploadAnswer.unscoped.filter(upload=locked, **place).first()
        if (known.value if known else None) == one.value and (
            known is None
            or one.about == UploadAnswer.About.FIX
            or set(known.cells) == set(one.cells)
        ):
            continue
        cells = sorted(one.cells)
        if known is not None and one.about == UploadAnswer.About.FIX:
            # What the file itself has there: a cell may be corrected more than once.
            cells = known.cells
        decided, kept = _recorded(one, readings, locked.summary)
        name = _free(decided, after)
        before[name] = kept(known.value if known else None)
        after[name] = kept(one.value)
        if one.value is None:
            UploadAnswer.unscoped.filter(upload=locked, **place).delete()
        else:
            UploadAnswer.unscoped.update_or_create(
                upload=locked,
                **place,
                defaults={"value": one.value, "cells": cells, "by": by},
            )
    if not after:
        return locked
    _to_be_checked(locked, by)
    record(
        verb="upload.answered",
        obj=locked,
        by=by,
        council=locked.council,
        before=before,
        after=after,
    )
    return locked


@transaction.atomic
def confirm(*, upload: Upload, by: User, edition: int) -> Upload:
    """Say that the changes shown are to go into the register, and queue that.

    Whoever confirms second finds it being saved, or saved, and gets the upload as it stands.
    Raises EditedMeanwhile, NotNow, and NotReady where something is still to be settled.
    """
    locked = _locked(upload, None)
    if locked.state in (State.SAVING, State.SAVED):
        return locked
    _must_be_checked(locked)
    if locked.edition != edition:
        raise EditedMeanwhile(STALE)
    if any(locked.summary.get("open", {"fix": 1}).values()):
        raise NotReady("Some things must be settled first: see the steps that are not done.")
    if standing(locked.summary, readings_of(locked)).unsure:
        raise NotReady("Look at the columns first that we are not sure of, and save them as right.")
    if not locked.summary.get("changes"):
        raise NotReady("The register says all this already: there is nothing to put into it.")
    locked.state = State.SAVING
    locked.step = "Putting it into the register"
    locked.edition += 1
    locked.confirmed_by, locked.confirmed_at = by, timezone.now()
    locked.save(update_fields=["state", "step", "edition", "confirmed_by", "confirmed_at"])
    record(
        verb="upload.confirmed",
        obj=locked,
        by=by,
        council=locked.council,
        after={"changes": locked.summary["changes"]},
    )
    ask_for_saving(locked, by=by)
    return locked


@transaction.atomic
def check_again(*, upload: Upload, by: User) -> Upload:
    """Read the file anew and hold it against the register as it is now; also where something
    went wrong on our side and the file is still kept. Raises NotNow."""
    locked = _locked(upload, None)
    if locked.state == State.FAILED and locked.file_removed_at is None:
        # What was confirmed was confirmed of a check that is over.
        locked.confirmed_by = locked.confirmed_at = locked.ended_at = None
        locked.message = ""
        locked.save(update_fields=["confirmed_by", "confirmed_at", "ended_at", "message"])
    else:
        _must_be_checked(locked)
    _to_be_checked(locked, by)
    return locked


@transaction.atomic
def discard(*, upload: Upload, by: User) -> Upload:
    """Give an upload up before anything of it is saved. Raises NotNow where it is too late."""
    locked = _locked(upload, None)
    if locked.state == State.DISCARDED:
        return locked
    if locked.state in (State.SAVING, State.SAVED, State.UNDONE):
        raise NotNow("It is too late to give this upload up. Undo it instead.")
    if locked.file_removed_at is not None:
        raise NotNow(ENDED)
    locked.state, locked.step = State.DISCARDED, ""
    locked.edition += 1
    locked.ended_at = timezone.now()
    locked.save(update_fields=["state", "step", "edition", "ended_at"])
    locked.changes.all().delete()
    locked.problems.all().delete()
    record(verb="upload.discarded", obj=locked, by=by, council=locked.council)
    return locked


@transaction.atomic
def undo(*, upload: Upload, by: User) -> Upload:
    """Take everything back that an upload put into the register.

    Raises NotNow where it is not in the register, and `importing.CannotUndo` with what stands in
    the way; then nothing is taken back.
    """
    locked = _locked(upload, None)
    if locked.state == State.UNDONE:
        return locked
    if locked.state != State.SAVED:
        raise NotNow("Only an upload that is in the register can be undone.")
    importer().undo(locked, changes_of(locked), by)
    locked.state = State.UNDONE
    locked.edition += 1
    locked.undone_by, locked.undone_at = by, timezone.now()
    locked.save(update_fields=["state", "edition", "undone_by", "undone_at"])
    record(verb="upload.undone", obj=locked, by=by, council=locked.council)
    return locked


def same_file(upload: Upload) -> Upload | None:
    """Return the latest earlier upload of the same bytes that is in the register."""
    earlier: Upload | None = (
        Upload.objects.for_council(upload.council)
        .filter(
            programme=upload.programme_id,
            sha256=upload.sha256,
            state=State.SAVED,
            pk__lt=upload.pk,
        )
        .select_related("uploaded_by")
        .first()
    )
    return earlier


def _locked(upload: Upload, edition: int | None) -> Upload:
    locked: Upload = (
        Upload.unscoped.select_for_update(of=("self",))
        .select_related("council", "programme")
        .get(pk=upload.pk)
    )
    if edition is not None and locked.edition != edition:
        raise EditedMeanwhile(STALE)
    return locked


def _must_be_checked(upload: Upload) -> None:
    if upload.state in Upload.AT_WORK:
        raise NotNow(AT_WORK)
    if upload.state != State.CHECKED:
        raise NotNow(ENDED)


def _to_be_checked(upload: Upload, by: User) -> None:
    upload.state = State.WAITING
    upload.step = "Waiting to be checked again"
    upload.summary = {**upload.summary, "again": ""}
    upload.edition += 1
    upload.save(update_fields=["state", "step", "summary", "edition"])
    ask_for_check(upload, by=by)


def _recorded(
    one: NewAnswer, readings: Sequence[SheetReading], summary: Mapping[str, Any]
) -> tuple[str, Callable[[str | None], str | None]]:
    """Return how the record names a decision, without a key that only the program knows, and what
    it keeps of the answer."""
    about, field_ = UploadAnswer.About, ""
    kept: Callable[[str | None], str | None] = kept_of_words
    if one.about == about.FIX:
        field_ = field_at(readings, one.sheet, one.column)
        kept = partial(kept_of_cell, field=field_)
    what = field_
    if one.about == about.MATCH:
        what = "" if one.key.startswith(LINK) else one.key
    if one.about == about.KEEP:
        what = label_of(summary, one.key)
    return decision(one.about, one.sheet, one.row, one.column, what), kept


def _free(name: str, taken: Container[str]) -> str:
    """Return the name, with a number where the same has been decided of something else too."""
    numbered = (f"{name}|{number}" for number in count(2))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def _clean_name(file_name: str) -> str:
    """Return a file's name without folders, control characters and marks that hide its end."""
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in name if letter.isprintable())
    return name[-limits.LONGEST_FILE_NAME :].strip() or "file"
