"""What the pages of the register share: finding rows, showing a form, saying what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.access import CouncilRequest
from config.forms import GdsForm
from enterprises.models import Enquiry, Enterprise
from enterprises.origins import Rest
from programmes.models import Programme
from programmes.quarters import Quarter, quarter_of_week

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page with one form: its words, where it leads back to, and what stands saved.

    What the form is about is removed by a button here (`removal` and its words), or on a page of
    its own (`removal_page`). `rests` say where what is recorded comes from.
    """

    title: str
    back: str
    caption: str = ""
    lead: str = ""
    edition: str = ""
    saved: Sequence[dict[str, Any]] = ()
    removal: str = ""
    removal_words: str = ""
    removal_page: str = ""
    rests: Sequence[Rest] = ()


def enterprise_or_404(request: CouncilRequest, programme: Programme, number: int) -> Enterprise:
    """Return this programme's enterprise with this number."""
    found: Enterprise | None = (
        Enterprise.objects.for_council(request.council)
        .filter(programme=programme, pk=number)
        .select_related("programme__council", "partner", "council")
        .prefetch_related("service_types")
        .first()
    )
    if found is None:
        raise Http404
    return found


def enquiry_or_404(request: CouncilRequest, programme: Programme, number: int) -> Enquiry:
    """Return this programme's enquiry with this number."""
    found: Enquiry | None = (
        Enquiry.objects.for_council(request.council)
        .filter(programme=programme, pk=number)
        .select_related("enterprise", "programme", "council")
        .first()
    )
    if found is None:
        raise Http404
    return found


def begun_monday_or_404(text: str) -> date:
    """Return the Monday that an address names, if its week has begun."""
    try:
        monday = date.fromisoformat(text)
    except ValueError as problem:
        raise Http404 from problem
    if text != monday.isoformat() or monday.weekday() != 0 or monday > timezone.localdate():
        raise Http404
    return monday


def week_or_404(programme: Programme, text: str) -> tuple[date, Quarter]:
    """Return the week that an address names, if it has begun and belongs to the programme."""
    monday = begun_monday_or_404(text)
    quarter = quarter_of_week(programme.quarters(), monday)
    if quarter is None:
        raise Http404
    return monday, quarter


def page_url(name: str, programme: Programme, **places: Any) -> str:
    """Return the address of a page of this programme."""
    where = {"council": programme.council.slug, "programme": programme.slug} | places
    return reverse(name, kwargs=where)


def posted(request: CouncilRequest) -> Any:
    """Return what was sent, or None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def edition_in(request: CouncilRequest) -> int:
    """Return the edition that the page showed; one that nothing has, where none was sent."""
    text = request.POST.get("edition", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def put_errors(form: GdsForm, problem: ValidationError) -> None:
    """Put an action's problem beside the boxes it is about, the rest into the summary."""
    if not hasattr(problem, "error_dict"):
        form.add_error(None, problem.messages)
        return
    for name, messages in problem.message_dict.items():
        form.add_error(name if name in form.fields else None, messages)


def show_form(request: CouncilRequest, form: GdsForm, page: FormPage) -> HttpResponse:
    """Return the page with the form, as typed; a refused one says so by its status."""
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "enterprises/form.html", {"form": form, "page": page}, status=status)
