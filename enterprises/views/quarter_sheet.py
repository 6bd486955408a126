"""The hours of a whole quarter of one enterprise, on one page."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from enterprises import sheets
from enterprises.actions import hours
from enterprises.forms.sheets import SheetForm
from enterprises.models import ServiceType
from enterprises.views.common import UNPROCESSABLE, enterprise_or_404, page_url, posted
from enterprises.views.sheets import Change, Way, rows_shown, save, say_what_is_done
from programmes.lookup import programme_or_404


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def hours_of_quarter(
    request: CouncilRequest, council: str, programme: str, enterprise: int, quarter: int
) -> HttpResponse:
    """Record or correct the hours of every week of a quarter that has begun."""
    found = programme_or_404(request, programme)
    mine = enterprise_or_404(request, found, enterprise)
    shown, today = found.quarter(quarter), timezone.localdate()
    weeks = [week for week in shown.weeks if week <= today] if shown else []
    if shown is None or not weeks:
        raise Http404
    kinds = list(ServiceType.objects.for_council(request.council))

    def read(ask_reason: bool) -> SheetForm:
        rows, usual = sheets.of_quarter(mine, weeks, today)
        return SheetForm(
            posted(request),
            rows=rows,
            kinds=kinds,
            new=usual,
            gone="a week that is not in this quarter any more",
            ask_reason=ask_reason or "reason" in request.POST,
        )

    def record(changes: Sequence[Change], reason: str) -> None:
        hours.record_weeks(
            enterprise=mine,
            by=request.user,
            weeks={row.week: entries for row, entries in changes},
            seen={row.week: hours.edition_of(row.saved) for row, _ in changes},
            reason=reason,
        )

    back = f"{page_url('enterprise_detail', found, enterprise=mine.pk)}?quarter={shown.number}"
    if request.method == "POST":
        form, changes = save(read, record)
        if changes is not None:
            say_what_is_done(request, changes, "week")
            return redirect(f"{back}#hours")
    else:
        form = read(False)
    context = {
        "found": found,
        "enterprise": mine,
        "quarter": shown,
        "form": form,
        "rows": rows_shown(found, form),
        "quarters": [
            Way(
                one.label,
                page_url("hours_of_quarter", found, enterprise=mine.pk, quarter=one.number),
                one == shown,
            )
            for one in found.quarters()
            if one.weeks[0] <= today
        ],
        "back": back,
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "enterprises/hours_of_quarter.html", context, status=status)
