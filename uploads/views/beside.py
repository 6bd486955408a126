"""Reading the weekly hours of a file whose other list is in the register."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from uploads.actions import uploads
from uploads.beside import kind_by_week, weeks_beside
from uploads.errors import NotDone
from uploads.found import readings_of
from uploads.lookup import programme_or_404, upload_or_404
from uploads.models import Upload, UploadFile
from uploads.steps import standing
from uploads.views.common import kinds_of, upload_url

State = Upload.State
# An upload in one of these says nothing of the register.
_CAME_TO_NOTHING = (State.REFUSED, State.DISCARDED, State.UNDONE, State.FAILED)


@council_page(Permission.EDIT_REGISTER)
@require_POST
def upload_weeks(
    request: CouncilRequest, council: str, programme: str, upload: int
) -> HttpResponse:
    """Take the same file in once more as weekly hours; where somebody did so, lead there."""
    found = programme_or_404(request, programme)
    mine = upload_or_404(request, found, upload)
    kind = kind_by_week(kinds_of(found))
    file = UploadFile.objects.for_council(request.council).filter(
        upload=mine, what=UploadFile.What.ORIGINAL
    )
    if there := read_by_week(mine, kind):
        return redirect(upload_url("upload_detail", there))
    if not may_be_read(mine) or not weeks_beside(readings_of(mine)):
        return redirect(upload_url("upload_detail", mine))
    try:
        made = uploads.receive(
            programme=found,
            by=request.user,
            file_name=mine.file_name,
            content=bytes(file.get().content),
            kind=kind,
        )
    except NotDone as refusal:
        messages.error(request, refusal.message)
        made = mine
    return redirect(upload_url("upload_detail", made))


def may_be_read(upload: Upload) -> bool:
    """Say whether the enterprises of the file's list are in the register, so that their hours
    can be: it was put in, or there was nothing to put in."""
    if upload.state == State.CHECKED:
        stands = standing(upload.summary, readings_of(upload))
        return stands.settled and bool(stands.lists) and not stands.changes
    return bool(upload.state == State.SAVED)


def read_by_week(upload: Upload, kind: str) -> Upload | None:
    """Return the latest upload of the same bytes whose weekly hours are, or may be, put in."""
    same = Upload.objects.for_council(upload.council).filter(
        programme=upload.programme, sha256=upload.sha256, kind=kind
    )
    found: Upload | None = (
        same.exclude(pk=upload.pk).exclude(state__in=_CAME_TO_NOTHING).order_by("-pk").first()
    )
    return found
