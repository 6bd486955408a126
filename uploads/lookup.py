"""From the address of a page to the programme and the upload it is about, through the council's
wall."""

from typing import Any

from django.apps import apps
from django.http import Http404

from accounts.access import Access, CouncilRequest
from uploads.models import Upload


def programme_or_404(request: CouncilRequest, slug: str) -> Any:
    """Return the programme of this council named `slug`, if this person may see it.

    Also puts the programme on the request, where the header and the menu find it.
    """
    programme = (
        programmes_of(request.access).select_related("council", "partner").filter(slug=slug).first()
    )
    if programme is None:
        raise Http404
    request.programme = programme  # type: ignore[attr-defined]
    return programme


def programmes_of(access: Access) -> Any:
    """Return the programmes of a council that this person may see.

    By name and not by import: uploads lie below programmes, which may know of them and not they
    of it. This is the only place that does so.
    """
    programmes = apps.get_model("programmes", "Programme").objects
    return programmes.for_council(access.council).visible_to(access)


def upload_or_404(request: CouncilRequest, programme: Any, number: int) -> Upload:
    """Return this programme's upload with this number."""
    found: Upload | None = (
        Upload.objects.for_council(request.council)
        .filter(programme=programme, pk=number)
        .select_related("council", "uploaded_by", "confirmed_by", "undone_by")
        .first()
    )
    if found is None:
        raise Http404
    # The programme that is at hand, with its council: nothing is asked for twice.
    found.programme = programme
    return found


def upload_asked_for(request: CouncilRequest, programme: Any, name: str) -> Upload | None:
    """Return the programme's upload whose number an address gives under this name; None where it
    gives no number."""
    number = request.GET.get(name, "")
    if not (number.isascii() and number.isdecimal()):
        return None
    # More digits than the database has numbers for are no upload's either.
    return upload_or_404(request, programme, int(number[:18]))
