"""Typical weeks: giving one, ending one, taking one out."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from enterprises.actions import typical_weeks
from enterprises.actions.errors import NeedsReason
from enterprises.forms.hours import TypicalWeekEndForm, TypicalWeekForm
from enterprises.models import TypicalWeek
from enterprises.views.common import (
    FormPage,
    enterprise_or_404,
    page_url,
    posted,
    put_errors,
    show_form,
)
from enterprises.words import day_words, hours_words
from programmes.actions.errors import EditedMeanwhile
from programmes.lookup import programme_or_404


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def typical_week_new(
    request: CouncilRequest, council: str, programme: str, enterprise: int
) -> HttpResponse:
    """Say what a usual week of an enterprise is."""
    found = programme_or_404(request, programme)
    mine = enterprise_or_404(request, found, enterprise)
    back = page_url("enterprise_detail", found, enterprise=mine.pk)
    ask = "reason" in request.POST
    form = TypicalWeekForm(posted(request), council=request.council, ask_reason=ask)
    if request.method == "POST" and form.is_valid():
        try:
            typical_weeks.set_typical_week(enterprise=mine, by=request.user, **form.cleaned_data)
        except NeedsReason as question:
            form = TypicalWeekForm(request.POST, council=request.council, ask_reason=True)
            form.add_error("reason", question.message)
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            messages.success(request, "The typical week is recorded.")
            return redirect(back)
    page = FormPage(
        "Give a typical week",
        back,
        caption=mine.name,
        lead="It stands for weeks without a measured figure while the enterprise trades, and is "
        "always shown as an estimate.",
    )
    return show_form(request, form, page)


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def typical_week_edit(
    request: CouncilRequest, council: str, programme: str, enterprise: int, typical: int
) -> HttpResponse:
    """End a typical week, or take it out where it was given by mistake."""
    found = programme_or_404(request, programme)
    mine = enterprise_or_404(request, found, enterprise)
    week = (
        TypicalWeek.objects.for_council(request.council)
        .filter(enterprise=mine, pk=typical)
        .select_related("service_type", "enterprise__programme")
        .first()
    )
    if week is None:
        raise Http404
    back = page_url("enterprise_detail", found, enterprise=mine.pk)
    edition = request.POST.get("edition", _edition(week.valid_to))
    saved: list[dict[str, Any]] = []
    form = TypicalWeekEndForm(posted(request), initial={"valid_to": week.valid_to})
    remove = request.POST.get("do") == "remove"
    if request.method == "POST" and (remove or form.is_valid()):
        common: dict[str, Any] = {"typical": week, "by": request.user, "seen": _seen(edition)}
        try:
            if remove:
                typical_weeks.remove_typical_week(**common)
            else:
                typical_weeks.end_typical_week(**common, **form.cleaned_data)
        except EditedMeanwhile as refusal:
            form.add_error(None, refusal.message)
            if refusal.saved is not None:
                edition = _edition(refusal.saved.valid_to)
                saved = [
                    {
                        "key": "Last week",
                        "value": day_words(refusal.saved.valid_to),
                        "empty": "It still holds",
                    }
                ]
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            messages.success(request, "It is taken out." if remove else "It is saved.")
            return redirect(back)
    page = FormPage(
        "End a typical week",
        back,
        caption=mine.name,
        lead=f"{hours_words(week.hundredths)} hours a week of {week.service_type.name.lower()}, "
        f"from the week of {day_words(week.valid_from)}.",
        edition=edition,
        saved=saved,
        removal="Remove this typical week",
        removal_words="Remove it only if it was given by mistake. Its hours then count in no week.",
    )
    return show_form(request, form, page)


def _edition(valid_to: date | None) -> str:
    return valid_to.isoformat() if valid_to else "open"


def _seen(edition: str) -> date | None:
    """Return the end that the page showed; a day that cannot be where it was meddled with."""
    try:
        return None if edition == "open" else date.fromisoformat(edition)
    except ValueError:
        return date.min
