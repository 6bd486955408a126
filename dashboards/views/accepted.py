"""What was accepted with a reason: the board sees every rule that somebody stepped over."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from config.templatetags.pm import moment
from dashboards.accepted import accepted
from dashboards.views.links import Links
from programmes.lookup import programme_or_404

PAGE_SIZE = 50


@council_page(Permission.VIEW_DASHBOARD)
@require_safe
def accepted_list(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Show every unlikely figure that was accepted, and why."""
    found = programme_or_404(request, programme)
    page = Paginator(accepted(found), PAGE_SIZE).get_page(request.GET.get("page"))
    table = {
        "caption": "Accepted with a reason, the latest first",
        "columns": [
            {"text": "What was unlikely"},
            {"text": "Where"},
            {"text": "Why it is right"},
            {"text": "Said by"},
        ],
        "rows": [
            [one.what, one.where, one.reason, {"text": one.by, "note": moment(one.at)}]
            for one in page.object_list
        ],
    }
    return render(
        request,
        "dashboards/accepted.html",
        {
            "found": found,
            "page": page,
            "table": table,
            "dashboard_href": Links(council, programme).to("dashboard"),
        },
    )
