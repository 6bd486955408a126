"""From the address of a page to the programme it is about, through the council's wall."""

from django.http import Http404

from accounts.access import CouncilRequest
from programmes.models import Programme


def programme_or_404(request: CouncilRequest, slug: str) -> Programme:
    """Return the programme of this council named `slug`, if this person may see it.

    Another council's programme, and one another partner delivers, do not exist for them.
    Also puts it on the request, where the header and the navigation find it.
    """
    programme: Programme | None = (
        Programme.objects.for_council(request.council)
        .visible_to(request.access)
        .select_related("council", "partner")
        .filter(slug=slug)
        .first()
    )
    if programme is None:
        raise Http404
    request.programme = programme  # type: ignore[attr-defined]
    return programme
