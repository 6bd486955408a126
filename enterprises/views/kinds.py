"""Which kinds of help stand in for home care: a council's own decision."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from enterprises.actions import service_types
from enterprises.forms.register import ServiceTypeForm, yes_no_word
from enterprises.models import ServiceType
from enterprises.views.common import FormPage, page_url, posted, show_form
from enterprises.words import TRADED_BEFORE
from programmes.lookup import programme_or_404


@council_page(Permission.VIEW_REGISTER)
@require_safe
def service_type_list(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Show the kinds of help, and whether an hour of each stands in for home care."""
    found = programme_or_404(request, programme)
    may_mark = request.access.may(Permission.MANAGE_PROGRAMMES)
    kinds = ServiceType.objects.for_council(request.council)
    rows = [
        {
            "key": kind.name,
            "value": TRADED_BEFORE[kind.displaces_framework_care],
            "empty": "Not known: such hours are kept apart",
            "change_href": page_url("service_type_edit", found, kind=kind.pk) if may_mark else "",
            "change_what": kind.name,
        }
        for kind in kinds
    ]
    return render(request, "enterprises/kinds.html", {"found": found, "rows": rows})


@council_page(Permission.MANAGE_PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def service_type_edit(
    request: CouncilRequest, council: str, programme: str, kind: int
) -> HttpResponse:
    """Say whether an hour of a kind of help stands in for an hour of home care."""
    found = programme_or_404(request, programme)
    mine = ServiceType.objects.for_council(request.council).filter(pk=kind).first()
    if mine is None:
        raise Http404
    form = ServiceTypeForm(
        posted(request), initial={"displaces": yes_no_word(mine.displaces_framework_care)}
    )
    back = page_url("service_type_list", found)
    if request.method == "POST" and form.is_valid():
        service_types.mark(
            service_type=mine,
            by=request.user,
            displaces_framework_care=form.cleaned_data["displaces"],
        )
        messages.success(request, f"{mine.name} is saved. All quarters are added up again.")
        return redirect(back)
    return show_form(request, form, FormPage(mine.name, back, caption=request.council.name))
