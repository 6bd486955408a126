"""What takes one press of a button: confirming, keeping what the register says, checking again."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from uploads.actions import uploads
from uploads.actions.uploads import NewAnswer
from uploads.errors import EditedMeanwhile, NotDone
from uploads.kept import overwritten
from uploads.kept_before import kept_before, sign_of
from uploads.lookup import programme_or_404, upload_or_404
from uploads.models import Upload
from uploads.views.common import edition_in, upload_url

OFFERED_OTHERS = (
    "What was kept in earlier lists has changed since this page was shown. "
    "Look at it again before you keep it"
)


@council_page(Permission.EDIT_REGISTER)
@require_POST
def upload_confirm(
    request: CouncilRequest, council: str, programme: str, upload: int
) -> HttpResponse:
    """Put the list into the register; whoever presses second is led to the same page."""
    mine = upload_or_404(request, programme_or_404(request, programme), upload)
    try:
        uploads.confirm(upload=mine, by=request.user, edition=edition_in(request))
    except EditedMeanwhile as refusal:
        messages.error(request, refusal.message)
    except NotDone as refusal:
        messages.info(request, refusal.message)
    return redirect(upload_url("upload_detail", mine))


@council_page(Permission.EDIT_REGISTER)
@require_POST
def upload_keep(request: CouncilRequest, council: str, programme: str, upload: int) -> HttpResponse:
    """Take what the register is to keep though the list says otherwise, and check again."""
    mine = upload_or_404(request, programme_or_404(request, programme), upload)
    chosen = request.POST.getlist("keep")
    if sign := request.POST.get("again"):
        again = kept_before(mine)
        if sign != sign_of(again):
            messages.error(request, OFFERED_OTHERS)
            return _as_ticked(mine, chosen)
        chosen += [one.key for one in again]
    answers = [
        NewAnswer(about="keep", key=one["key"], value="yes" if one["key"] in chosen else None)
        for one in overwritten(mine.summary)
    ]
    try:
        now = uploads.answer(
            upload=mine, by=request.user, edition=edition_in(request), answers=answers
        )
    except EditedMeanwhile as refusal:
        messages.error(request, refusal.message)
        return _as_ticked(mine, chosen)
    except NotDone as refusal:
        messages.info(request, refusal.message)
        return redirect(upload_url("upload_detail", mine))
    changed = now.edition != mine.edition
    return redirect(upload_url("upload_detail" if changed else "upload_changes", mine))


def _as_ticked(upload: Upload, chosen: Sequence[str]) -> HttpResponse:
    """Lead back to the page; what was ticked stays ticked."""
    sent = urlencode([("keep", key) for key in (*chosen, "")])
    return redirect(f"{upload_url('upload_changes', upload)}?{sent}#keep")


@council_page(Permission.EDIT_REGISTER)
@require_POST
def upload_check_again(
    request: CouncilRequest, council: str, programme: str, upload: int
) -> HttpResponse:
    """Hold the file against the register as it is now."""
    mine = upload_or_404(request, programme_or_404(request, programme), upload)
    try:
        uploads.check_again(upload=mine, by=request.user)
    except NotDone as refusal:
        messages.info(request, refusal.message)
    return redirect(upload_url("upload_detail", mine))
