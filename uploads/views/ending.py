"""Giving an upload up before it is saved, and taking it back afterwards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from uploads.actions import uploads
from uploads.effects import any_approved
from uploads.errors import NotDone
from uploads.importing import CannotUndo, changes_of, importer
from uploads.later import built_on
from uploads.lookup import programme_or_404, upload_or_404
from uploads.models import Upload
from uploads.views.common import UNPROCESSABLE, upload_url
from uploads.words import did

State = Upload.State
# Looking through more changes would make a page slow that may only be looked at.
MOST_LOOKED_AT = 20_000


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_discard(
    request: CouncilRequest, council: str, programme: str, upload: int
) -> HttpResponse:
    """Ask whether to give the upload up, and do so."""
    mine = upload_or_404(request, programme_or_404(request, programme), upload)
    back = upload_url("upload_detail", mine)
    if request.method == "POST":
        try:
            uploads.discard(upload=mine, by=request.user)
        except NotDone as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "The upload is given up. The register is as it was.")
        return redirect(back)
    if mine.state in (State.SAVING, State.SAVED, State.UNDONE, State.DISCARDED):
        return redirect(back)
    return render(request, "uploads/discard.html", {"upload": mine, "back": back})


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_undo(request: CouncilRequest, council: str, programme: str, upload: int) -> HttpResponse:
    """Ask whether to take everything back, and do so or say what stands in the way."""
    mine = upload_or_404(request, programme_or_404(request, programme), upload)
    back = upload_url("upload_detail", mine)
    reasons: tuple[str, ...] = ()
    refused = False
    if request.method == "POST":
        try:
            uploads.undo(upload=mine, by=request.user)
        except CannotUndo as refusal:
            refused, reasons = True, tuple(dict.fromkeys(refusal.reasons))
        except NotDone as refusal:
            messages.error(request, refusal.message)
            return redirect(back)
        else:
            messages.success(request, "Everything that this upload put in was taken back.")
            return redirect(back)
    elif mine.state != State.SAVED:
        return redirect(back)
    else:
        reasons = _hindrances(mine)
    context = {
        "upload": mine,
        "back": back,
        "refused": refused,
        "did": did(mine.summary.get("changes") or {}),
        "approved": any_approved(mine.summary),
        "reasons": reasons,
        "first": built_on(mine) if reasons else (),
    }
    return render(request, "uploads/undo.html", context, status=UNPROCESSABLE if refused else 200)


def _hindrances(upload: Upload) -> tuple[str, ...]:
    """Return what stands in the way; of a very long list that is only looked at once asked."""
    if upload.changes.count() > MOST_LOOKED_AT:
        return ()
    return tuple(dict.fromkeys(importer().hindrances(upload, changes_of(upload))))
