"""Enquiries: the list, adding one, changing one."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from enterprises import origins
from enterprises.actions import register
from enterprises.forms.enquiries import EnquiryForm, enquiry_values
from enterprises.mentioned import named_in_outcomes
from enterprises.models import Enquiry
from enterprises.views.common import (
    FormPage,
    edition_in,
    enquiry_or_404,
    page_url,
    posted,
    put_errors,
    show_form,
)
from enterprises.words import NOT_LINKED, day_words, enquiry_rows
from programmes.actions.errors import EditedMeanwhile
from programmes.lookup import programme_or_404
from programmes.models import Programme
from uploads.origins import Told, told_of

PAGE_SIZE = 50
GAP = "enterprise"


@council_page(Permission.VIEW_REGISTER)
@require_safe
def enquiry_list(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Show the enquiries, the latest first."""
    found = programme_or_404(request, programme)
    status = request.GET.get("status", "")
    everything = Enquiry.objects.for_council(request.council).filter(programme=found)
    counts = (
        everything.order_by()
        .values_list("status")
        .annotate(count=Count("pk"), unnamed=Count("pk", filter=Q(enterprise__isnull=True)))
    )
    by_status = {name: count for name, count, _ in counts}
    unnamed = {name: count for name, _, count in counts}
    shown = everything.select_related("enterprise")
    if status in Enquiry.Status.values:
        shown = shown.filter(status=status)
    gap = request.GET.get("gap", "")
    if gap == GAP:
        shown = shown.filter(status=Enquiry.Status.BECAME_ENTERPRISE, enterprise__isnull=True)
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    may_edit = request.access.may(Permission.EDIT_REGISTER)
    return render(
        request,
        "enterprises/enquiries.html",
        {
            "found": found,
            "all": sum(by_status.values()),
            "statuses": [
                (value, label, by_status.get(value, 0)) for value, label in Enquiry.Status.choices
            ],
            "status": status,
            "gap": gap,
            "unnamed": unnamed.get(Enquiry.Status.BECAME_ENTERPRISE, 0),
            "page": page,
            "query": _query(status, gap),
            "table": _table(found, list(page.object_list), may_edit),
            "may_edit": may_edit,
        },
    )


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry_new(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Record an enquiry."""
    found = programme_or_404(request, programme)
    back = page_url("enquiry_list", found)
    form = EnquiryForm(posted(request), initial={"status": Enquiry.Status.OPEN}, programme=found)
    if request.method == "POST" and form.is_valid():
        try:
            register.add_enquiry(programme=found, by=request.user, **form.values())
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            messages.success(request, "The enquiry is recorded.")
            return redirect(back)
    return show_form(request, form, FormPage("Add an enquiry", back, caption=found.name))


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry_edit(
    request: CouncilRequest, council: str, programme: str, enquiry: int
) -> HttpResponse:
    """Change what is recorded of an enquiry."""
    found = programme_or_404(request, programme)
    mine = enquiry_or_404(request, found, enquiry)
    back = page_url("enquiry_list", found)
    edition = str(mine.edition) if request.method != "POST" else str(edition_in(request))
    saved: list[dict[str, Any]] = []
    form = EnquiryForm(posted(request), initial=enquiry_values(mine), programme=found)
    if request.method == "POST" and form.is_valid():
        try:
            register.change_enquiry(
                enquiry=mine, by=request.user, edition=edition_in(request), **form.values()
            )
        except EditedMeanwhile as refusal:
            form.add_error(None, refusal.message)
            edition, saved = str(refusal.saved.edition), enquiry_rows(refusal.saved)
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            messages.success(request, "The enquiry is saved.")
            return redirect(back)
    page = FormPage(
        "Change an enquiry",
        back,
        caption=found.name,
        edition=edition,
        saved=saved,
        removal_page=page_url("enquiry_remove", found, enquiry=mine.pk),
        rests=_rests(mine, told_of(request.council, "enquiry", [mine.pk]), found),
    )
    return show_form(request, form, page)


def _rests(
    enquiry: Enquiry, told: Mapping[int, Sequence[Told]], programme: Programme
) -> list[origins.Rest]:
    return origins.of_rows(enquiry_rows(enquiry), told.get(enquiry.pk, ()), programme)


def _enterprise_cell(enquiry: Enquiry, named: Mapping[int, str], edit: str) -> Any:
    """Return the enterprise that came of an enquiry; where none is linked, the one that its
    outcome names, which leads to where it can be."""
    if enquiry.enterprise:
        return enquiry.enterprise.name
    if not enquiry.lacks_enterprise:
        return None
    if name := named.get(enquiry.pk):
        if not edit:
            return f"{NOT_LINKED}, though its outcome names {name}"
        words = "Its outcome names it, and it is in the register"
        return {"text": f"Link it to {name}", "href": edit, "note": words}
    return NOT_LINKED


def _query(status: str, gap: str) -> str:
    """Return what was asked for, as the links to other pages of the list keep it."""
    kept = {"status": status} if status in Enquiry.Status.values else {}
    kept |= {"gap": gap} if gap == GAP else {}
    return f"{urlencode(kept)}&" if kept else ""


def _table(programme: Programme, enquiries: list[Enquiry], may_edit: bool) -> dict[str, Any]:
    told = told_of(programme.council, "enquiry", [one.pk for one in enquiries])
    named = named_in_outcomes(programme, enquiries)
    edits = {
        one.pk: page_url("enquiry_edit", programme, enquiry=one.pk) if may_edit else ""
        for one in enquiries
    }
    rows = [
        [
            {
                "text": day_words(enquiry.received_on),
                "href": edits[enquiry.pk],
                "note": enquiry.reference,
            },
            enquiry.heard_from or None,
            enquiry.area or None,
            {"text": enquiry.get_status_display(), "note": day_words(enquiry.status_on)},
            _enterprise_cell(enquiry, named, edits[enquiry.pk]),
            origins.cell([rest.source for rest in _rests(enquiry, told, programme)]),
        ]
        for enquiry in enquiries
    ]
    return {
        "caption": "Enquiries, the latest first",
        "columns": [
            {"text": "Received"},
            {"text": "Heard of it"},
            {"text": "Area"},
            {"text": "Status"},
            {"text": "Enterprise"},
            {"text": "Where it comes from"},
        ],
        "rows": rows,
    }
