"""Every upload of a programme."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from uploads.cells import shown
from uploads.found import counts_of, with_counts
from uploads.lookup import programme_or_404
from uploads.models import Upload
from uploads.views.common import page_url
from uploads.words import STATES, outcome

PAGE_SIZE = 25


@council_page(Permission.VIEW_REGISTER)
@require_safe
def upload_list(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Show what was uploaded, by whom, and what came of it; the newest first."""
    found = programme_or_404(request, programme)
    uploads = Upload.objects.for_council(request.council).filter(programme=found)
    counted = with_counts(uploads.select_related("uploaded_by"))
    page = Paginator(counted, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "uploads/list.html",
        {
            "found": found,
            "page": page,
            "table": _table(request, found, page.object_list),
            "may_edit": request.access.may(Permission.EDIT_REGISTER),
        },
    )


def _came_of(upload: Upload) -> dict[str, Any]:
    removed = upload.file_removed_at
    return {
        "text": outcome(upload.state, counts_of(upload), upload.message, kept=removed is None),
        "note": f"File removed on {shown(timezone.localtime(removed).date())}" if removed else "",
    }


def _stands(request: CouncilRequest, upload: Upload) -> tuple[str, str]:
    """The word for where an upload stands, and its colour: whom it waits for, by name."""
    if upload.state != Upload.State.CHECKED:
        return STATES[upload.state]
    mine = upload.uploaded_by_id == request.user.pk
    if mine and request.access.may(Permission.EDIT_REGISTER):
        return "Waiting for you", "info"
    return f"Waiting for {upload.uploaded_by.name}", "waiting"


def _table(request: CouncilRequest, programme: Any, uploads: Iterable[Upload]) -> dict[str, Any]:
    rows = []
    for upload in uploads:
        tag, meaning = _stands(request, upload)
        at = timezone.localtime(upload.uploaded_at)
        rows.append(
            [
                {
                    "text": upload.file_name,
                    "href": page_url("upload_detail", programme, upload=upload.pk),
                },
                {"text": shown(at.date()), "note": f"{at:%H:%M} by {upload.uploaded_by.name}"},
                {"text": "", "tag": tag, "meaning": meaning},
                _came_of(upload),
            ]
        )
    return {
        "caption": "Uploads, the newest first",
        "columns": [
            {"text": "File"},
            {"text": "Uploaded"},
            {"text": "Where it stands"},
            {"text": "What came of it"},
        ],
        "rows": rows,
    }
