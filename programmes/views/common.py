"""What the pages of programmes share: addresses, what was sent, and what was wrong with it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import CouncilRequest
from config.forms import GdsForm
from programmes.models import Programme, QuarterlyReturn
from programmes.quarters import Quarter

UNPROCESSABLE = 422


def page_url(name: str, programme: Programme, **places: Any) -> str:
    """Return the address of a page of this programme."""
    where = {"council": programme.council.slug, "programme": programme.slug} | places
    return reverse(name, kwargs=where)


def posted(request: CouncilRequest) -> Any:
    """Return what was sent, or None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def number_in(request: CouncilRequest, name: str) -> int:
    """Return a whole number of a hidden box; one that nothing has, where none was sent."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def put_errors(form: GdsForm, problem: ValidationError) -> None:
    """Put an action's problem beside the boxes it is about, the rest into the summary."""
    if not hasattr(problem, "error_dict"):
        form.add_error(None, problem.messages)
        return
    for name, messages in problem.message_dict.items():
        form.add_error(name if name in form.fields else None, messages)


def page(
    request: CouncilRequest, template: str, context: dict[str, Any], form: GdsForm | None = None
) -> HttpResponse:
    """Return a page; one whose form was refused says so by its status."""
    wrong = request.method == "POST" and form is not None and form.is_bound and bool(form.errors)
    if form is not None:
        context = context | {"form": form}
    return render(request, template, context, status=UNPROCESSABLE if wrong else 200)


def quarter_or_404(programme: Programme, number: int) -> Quarter:
    """Return the programme's quarter of this number."""
    quarter = programme.quarter(number)
    if quarter is None:
        raise Http404
    return quarter


def versions_of(
    request: CouncilRequest, programme: Programme, number: int
) -> list[QuarterlyReturn]:
    """Return the versions of a quarter's return, the newest first."""
    versions: list[QuarterlyReturn] = list(
        QuarterlyReturn.objects.for_council(request.council)
        .filter(programme=programme, quarter_number=number)
        .select_related(
            "programme__council",
            "council",
            "opened_by",
            "submitted_by",
            "sent_back_by",
            "approved_by",
        )
        .order_by("-version")
    )
    return versions


def latest_or_404(request: CouncilRequest, programme: Programme, number: int) -> QuarterlyReturn:
    """Return the newest version of a quarter's return."""
    versions = versions_of(request, programme, number)
    if not versions:
        raise Http404
    return versions[0]


def back_text_of(quarter: Quarter) -> str:
    """Return the words of the link that leads back to a quarter's return."""
    return f"Back to the return for {quarter.label}"


def caption_of(programme: Programme, quarter: Quarter) -> str:
    """Return the words over a heading: programme, and the quarter by both its names."""
    return f"{programme.name} · {quarter.full_label} · {quarter.financial_quarter}"
