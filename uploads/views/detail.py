"""One upload: where the conversation about it stands, and what comes next."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.holders import holders
from accounts.roles import Permission
from uploads.actions import marking, uploads
from uploads.beside import kind_by_week, weeks_beside
from uploads.cells import shown
from uploads.columns import SheetReading
from uploads.effects import any_approved, effects_in_words, effects_tables
from uploads.fields import NOT_ASKED_FOR
from uploads.found import readings_of
from uploads.kept import kept_in_words
from uploads.kept_before import kept_before
from uploads.limits import GIVEN_UP_AFTER, KEPT_AFTER_END
from uploads.lookup import programme_or_404, upload_or_404
from uploads.models import Upload, UploadFile
from uploads.queueing import step_in_words
from uploads.steps import Standing, standing
from uploads.views.beside import may_be_read, read_by_week
from uploads.views.common import kinds_of
from uploads.views.tasks import next_action, tasks_of
from uploads.words import (
    NO_ROWS,
    counted,
    did,
    in_sum,
    listed,
    newer_in_words,
    nothing,
    size,
    will_do,
)

State = Upload.State

TITLES: dict[str, str] = {
    State.WAITING: "We are reading your file",
    State.READING: "We are reading your file",
    State.REFUSED: "We could not use this file",
    State.CHECKED: "Check what we made of your file",
    State.SAVING: "We are putting your list into the register",
    State.SAVED: "The list is in the register",
    State.FAILED: "Something went wrong on our side",
    State.DISCARDED: "This upload was given up",
    State.UNDONE: "This upload was taken back",
}
MOST_NOT_READ = 8
WAITS = "This upload waits for a decision"


@council_page(Permission.VIEW_REGISTER)
@require_safe
def upload_detail(
    request: CouncilRequest, council: str, programme: str, upload: int
) -> HttpResponse:
    """Show where the upload stands, with the one thing to do next."""
    found = programme_or_404(request, programme)
    mine = upload_or_404(request, found, upload)
    summary = mine.summary
    may_edit = request.access.may(Permission.EDIT_REGISTER)
    kept = (
        UploadFile.objects.for_council(request.council)
        .filter(upload=mine, what=UploadFile.What.ORIGINAL)
        .exists()
    )
    waits = mine.state == State.CHECKED and not may_edit
    context: dict[str, Any] = {
        "found": found,
        "upload": mine,
        "title": WAITS if waits else TITLES[mine.state],
        "may_edit": may_edit,
        "at_work": mine.state in Upload.AT_WORK,
        "step": step_in_words(mine) if mine.state in Upload.AT_WORK else "",
        "may_have_file": may_edit and kept,
        "who_has_file": holders(Permission.EDIT_REGISTER) if kept and not may_edit else "",
        "earlier": None if mine.state in Upload.ENDED else uploads.same_file(mine),
        "about": _about(mine, found, kept=kept),
        "again": summary.get("again") or "",
        "changes": summary.get("changes") or {},
        "did": did(summary.get("changes") or {}),
        "effects": effects_tables(summary),
        "effects_in_words": effects_in_words(summary),
        "approved": any_approved(summary),
    }
    if mine.state in (State.CHECKED, State.SAVED):
        where = weeks_beside(readings_of(mine))
        context["weeks_beside"] = listed(where)
        context["may_read_weeks"] = may_edit and kept and may_be_read(mine)
        context["read_by_week"] = (
            read_by_week(mine, kind_by_week(kinds_of(found))) if where else None
        )
    if mine.state == State.CHECKED:
        context |= _checked(mine)
    elif mine.state == State.SAVED:
        context["lead"] = f"{context['did']}."
    return render(request, "uploads/detail.html", context)


def _checked(upload: Upload) -> dict[str, Any]:
    readings = readings_of(upload)
    stands = standing(upload.summary, readings)
    return {
        "stands": stands,
        "tasks": tasks_of(upload, stands, readings),
        "next": next_action(upload, stands),
        "lead": _lead(upload, stands),
        "stopped": [row.as_problem() for row in upload.problems.filter(severity="stops")[:5]],
        "notes": upload.summary.get("notes") or [],
        "not_read": _not_read(readings),
        "nothing": nothing(stands.rows),
        "newer": newer_in_words(upload.summary.get("newer")),
        "will_do": will_do(upload.summary.get("changes") or {}),
        "kept": kept_in_words(upload.summary),
        "kept_before": kept_before(upload),
    }


def _not_read(readings: Sequence[SheetReading]) -> str:
    """Return the headings of columns that say something, but that no list asks for."""
    names = [
        f"“{heading.text}”"
        for reading in readings
        if reading.kind
        for heading in reading.headings
        if heading.why == NOT_ASKED_FOR
    ]
    more = len(names) - MOST_NOT_READ
    return listed(names if more <= 0 else [*names[:MOST_NOT_READ], f"{more} more"])


def _lead(upload: Upload, stands: Standing) -> str:
    if stands.lists and not stands.rows:
        return f"{NO_ROWS}."
    if not stands.lists:
        return "We found no list in it that we know." if stands.sheets else ""
    unchanged = in_sum(upload.summary.get("unchanged") or {})
    same = f" The register already says the same of {unchanged}." if unchanged else ""
    return f"We read {counted(stands.rows, 'row', 'rows')}.{same}"


def _about(upload: Upload, programme: Any, *, kept: bool) -> list[dict[str, Any]]:
    """Return what is known of the file, as rows of a summary list."""
    names = {kind.code: kind.name for kind in kinds_of(programme)}
    rows: list[dict[str, Any]] = [
        {"key": "File", "value": upload.file_name},
        {"key": "Size", "value": size(upload.size)},
        {"key": "Uploaded", "value": _at(upload.uploaded_at, upload.uploaded_by.name)},
        {
            "key": "Said to be",
            "value": names.get(upload.kind) or None,
            "empty": "We worked it out from the headings",
        },
    ]
    if upload.confirmed_by is not None:
        said = _at(upload.confirmed_at, upload.confirmed_by.name)
        rows.append({"key": "Confirmed", "value": said})
    if upload.undone_by is not None:
        rows.append({"key": "Taken back", "value": _at(upload.undone_at, upload.undone_by.name)})
    rows.append({"key": "The file itself", "value": _keeping(upload, kept=kept)})
    rows.append({"key": "Fingerprint (SHA-256)", "value": upload.sha256})
    return rows


def _keeping(upload: Upload, *, kept: bool) -> str:
    """Say how long the file is kept, or that it was removed."""
    if not kept and upload.file_removed_at is None:
        return "The file itself is no longer kept."
    if upload.state == State.SAVED:
        return (
            "It is kept as long as the register, so that each value can be traced to the row it "
            "came from."
        )
    if upload.state == State.CHECKED:
        since = upload.checked_at or upload.uploaded_at
        last = shown(timezone.localtime(since + GIVEN_UP_AFTER).date())
        return f"If nobody decides anything about it until {last}, the upload is given up."
    over = upload.undone_at or upload.ended_at
    if over is None:
        return "It is kept while we work on it."
    after = "it was taken back" if upload.undone_at else "the upload had ended"
    if upload.file_removed_at is None:
        last = shown(timezone.localtime(over + KEPT_AFTER_END).date())
        return f"It is kept until {last}, {KEPT_AFTER_END.days} days after {after}."
    removed = timezone.localtime(upload.file_removed_at).date()
    days = (removed - timezone.localtime(over).date()).days
    return f"The file was removed on {shown(removed)}, {days} days after {after}."


def _at(moment: Any, name: str) -> str:
    local = timezone.localtime(moment)
    return f"{shown(local.date())} at {local:%H:%M} by {name}"


@council_page(Permission.VIEW_REGISTER)
@require_safe
def upload_state(
    request: CouncilRequest, council: str, programme: str, upload: int
) -> HttpResponse:
    """Tell the page's script what is being done, and whether it is ready."""
    mine = upload_or_404(request, programme_or_404(request, programme), upload)
    marked_up = marking.standing(mine)
    return JsonResponse(
        {
            "upload": {"at_work": mine.state in Upload.AT_WORK, "step": step_in_words(mine)},
            "marked_up": {
                "at_work": marked_up is marking.MarkedUp.AT_WORK,
                "ready": marked_up is marking.MarkedUp.READY,
            },
        }
    )
