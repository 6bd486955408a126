"""What was accepted with a reason: the board sees every rule that somebody stepped over."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.holders import holders
from accounts.roles import Permission
from config.templatetags.pm import moment
from dashboards.accepted import Accepted, accepted, kinds_of
from dashboards.views.links import Links
from programmes.lookup import programme_or_404

PAGE_SIZE = 25
# A reason may cover many cells; the rest unfolds.
FIGURES_SHOWN = 3


@council_page(Permission.VIEW_DASHBOARD)
@require_safe
def accepted_list(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Show every unlikely figure that was accepted, and why; all, or of one kind of doubt."""
    found = programme_or_404(request, programme)
    links = Links(council, programme)
    may_name = request.access.may(Permission.VIEW_REGISTER)
    everything = accepted(found, named=may_name)
    kinds = kinds_of(everything)
    chosen = request.GET.get("what", "")
    known = chosen in dict(kinds)
    shown = [one for one in everything if one.what == chosen] if known else everything
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    table = {
        "caption": "Accepted with a reason, the latest first",
        "columns": [
            {"text": "Whose figure, and what it is" if may_name else "Which figure"},
            {"text": "What was unlikely"},
            {"text": "Why it is right"},
            {"text": "Said by"},
            {"text": "Where it came from"},
        ],
        "rows": [_row(one, links if may_name else None) for one in page.object_list],
    }
    return render(
        request,
        "dashboards/accepted.html",
        {
            "found": found,
            "page": page,
            "table": table,
            "kinds": kinds,
            "chosen": chosen if known else "",
            "query": urlencode({"what": chosen}) + "&" if known else "",
            "dashboard_href": links.to("dashboard"),
            "may_name": may_name,
            "who_sees_names": holders(Permission.VIEW_REGISTER),
        },
    )


def _row(one: Accepted, links: Links | None) -> list[Any]:
    """Return a row; `links` lead to the upload, None where this reader may not open it."""
    first, rest = one.figures[:FIGURES_SHOWN], one.figures[FIGURES_SHOWN:]
    source: Any = "Typed into the register"
    if one.upload is not None:
        source = {"text": one.file_name, "note": one.where}
        if links is not None:
            source["href"] = links.to("upload_detail", upload=one.upload)
    return [
        {"text": "\n".join(first) or "The whole list", "more": rest},
        one.what,
        one.reason,
        {"text": one.by, "note": moment(one.at)},
        source,
    ]
