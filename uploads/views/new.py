"""Handing a file in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from uploads import limits
from uploads.actions import uploads
from uploads.errors import TooManyWaiting
from uploads.forms.new import NewUploadForm
from uploads.incoming import was_too_large
from uploads.lookup import programme_or_404, upload_asked_for
from uploads.models import Upload
from uploads.refusals import Refused
from uploads.views.common import kinds_of, posted, show, upload_url
from uploads.words import sentences


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_new(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Take a file in, or say at once why it cannot be used."""
    found = programme_or_404(request, programme)
    instead_of = _waiting(request, found)
    form = NewUploadForm(
        posted(request),
        request.FILES or None,
        kinds=kinds_of(found),
        too_large=was_too_large(request),
        initial={"kind": instead_of.kind if instead_of else request.GET.get("kind", "")},
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = uploads.receive(
                programme=found,
                by=request.user,
                file_name=file.name,
                content=file.read(),
                kind=form.chosen_kind,
                instead_of=instead_of,
            )
        except Refused as refusal:
            form.add_error("file", sentences(refusal.message, refusal.remedy))
        except TooManyWaiting as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect(upload_url("upload_detail", upload))
    context = {"found": found, "limits": limits.in_words(), "instead_of": instead_of}
    return show(request, "uploads/new.html", context, form)


def _waiting(request: CouncilRequest, programme: Any) -> Upload | None:
    """Return the upload that the new file takes the place of, while that waits for a decision."""
    found = upload_asked_for(request, programme, "instead")
    return found if found is not None and found.state == Upload.State.CHECKED else None
