"""The register's list, and adding and changing an enterprise."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from enterprises.actions import register
from enterprises.actions.errors import PerhapsTheSame
from enterprises.forms.register import EnterpriseForm, NewEnterpriseForm, enterprise_values
from enterprises.gaps import last_whole_week, without_hours
from enterprises.models import Enterprise, EnterpriseStage
from enterprises.views.common import (
    FormPage,
    edition_in,
    enterprise_or_404,
    page_url,
    posted,
    put_errors,
    show_form,
)
from enterprises.words import day_words, enterprise_rows, stage_words
from programmes.actions.errors import EditedMeanwhile
from programmes.lookup import programme_or_404
from programmes.models import Programme
from uploads.actions import uploads
from uploads.errors import NotDone
from uploads.lookup import upload_asked_for
from uploads.models import Upload
from uploads.origins import upload_href

PAGE_SIZE = 50
GAPS = {
    "stage": "No stage recorded",
    "date": "Trading or closed, but without a date",
    "before": "Not known whether it traded before",
    "hours": "No hours for last week",
}


@council_page(Permission.VIEW_REGISTER)
@require_safe
def enterprise_list(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Show the register: searched, by stage, by what is missing."""
    found = programme_or_404(request, programme)
    asked = {
        "q": request.GET.get("q", "").strip()[:100],
        "stage": request.GET.get("stage", ""),
        "gap": request.GET.get("gap", ""),
    }
    week = last_whole_week(timezone.localdate())
    silent = without_hours(request.council, [found], week).get(found.pk, set())
    everything = Enterprise.objects.for_council(request.council).filter(programme=found)
    everything = everything.with_stage().with_gaps()
    counts = everything.aggregate(
        all=Count("pk"),
        stage=Count("pk", filter=Q(lacks_stage=True)),
        date=Count("pk", filter=Q(lacks_date=True)),
        before=Count("pk", filter=Q(traded_before_programme__isnull=True)),
    ) | {"hours": len(silent)}
    shown = everything.matching(asked["q"]) if asked["q"] else everything
    if asked["stage"] in EnterpriseStage.Stage.values:
        shown = shown.filter(stage_now=asked["stage"])
    missing = {
        "stage": Q(lacks_stage=True),
        "date": Q(lacks_date=True),
        "before": Q(traded_before_programme__isnull=True),
        "hours": Q(pk__in=silent),
    }
    if asked["gap"] in missing:
        shown = shown.filter(missing[asked["gap"]])
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    kept = urlencode({name: value for name, value in asked.items() if value})
    return render(
        request,
        "enterprises/list.html",
        {
            "found": found,
            "asked": asked,
            "counts": counts,
            "gaps": [(name, words, counts[name]) for name, words in GAPS.items()],
            "stages": EnterpriseStage.Stage.choices,
            "page": page,
            "query": f"{kept}&" if kept else "",
            "table": _table(found, page.object_list, silent),
            "week": week,
            "may_edit": request.access.may(Permission.EDIT_REGISTER),
        },
    )


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def enterprise_new(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Add an enterprise; also one that an uploaded list names, which is then checked again."""
    found = programme_or_404(request, programme)
    # From whose problems a person came here.
    waiting = upload_asked_for(request, found, "upload")
    choices = _choices(request)
    asked_before = "known_to_differ" in request.POST or "asked" in request.POST
    form = NewEnterpriseForm(
        posted(request),
        initial={"partner": found.partner_id} | _named(request),
        ask_again=asked_before,
        **choices,
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if not choices["choose_partner"]:
            values["partner"] = found.partner
        try:
            added = register.add_enterprise(programme=found, by=request.user, **values)
        except PerhapsTheSame as question:
            form = NewEnterpriseForm(request.POST, ask_again=True, **choices)
            form.add_error("known_to_differ", question.message)
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            there = f"{added.name} is in the register."
            if waiting is not None:
                return _back_to_the_list(request, waiting, there)
            messages.success(request, there)
            return redirect(page_url("enterprise_detail", found, enterprise=added.pk))
    back = page_url("enterprise_list", found)
    if waiting is not None:
        back = upload_href(waiting.pk, found)
    return show_form(request, form, FormPage("Add an enterprise", back, caption=found.name))


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def enterprise_edit(
    request: CouncilRequest, council: str, programme: str, enterprise: int
) -> HttpResponse:
    """Change what is recorded of an enterprise."""
    found = programme_or_404(request, programme)
    mine = enterprise_or_404(request, found, enterprise)
    edition = str(mine.edition) if request.method != "POST" else str(edition_in(request))
    saved: list[dict[str, Any]] = []
    form = EnterpriseForm(posted(request), initial=enterprise_values(mine), **_choices(request))
    back = page_url("enterprise_detail", found, enterprise=mine.pk)
    if request.method == "POST" and form.is_valid():
        try:
            changed = register.change_enterprise(
                enterprise=mine,
                by=request.user,
                edition=edition_in(request),
                **form.cleaned_data,
            )
        except EditedMeanwhile as refusal:
            form.add_error(None, refusal.message)
            edition, saved = str(refusal.saved.edition), enterprise_rows(refusal.saved)
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            messages.success(request, f"{changed.name} is saved.")
            return redirect(back)
    page = FormPage(f"Change {mine.name}", back, caption=found.name, edition=edition, saved=saved)
    return show_form(request, form, page)


STILL_AT_WORK = (
    "Your list is being checked just now. If it is still said to be missing there, press “Check "
    "this file again”."
)
# What a link to the form may fill in, and more of it than any of these boxes takes.
_NAMED, _LONGEST_NAMED = ("name", "reference", "postcode"), 160


def _named(request: CouncilRequest) -> dict[str, str]:
    """Return what a list says of the enterprise that is to be added."""
    return {name: request.GET.get(name, "").strip()[:_LONGEST_NAMED] for name in _NAMED}


def _back_to_the_list(request: CouncilRequest, upload: Upload, there: str) -> HttpResponse:
    """Have the list checked anew, in which the enterprise is known now."""
    try:
        uploads.check_again(upload=upload, by=request.user)
    except NotDone as refusal:
        # A check that is under way may have read the register before.
        at_work = upload.state in Upload.AT_WORK
        messages.success(request, f"{there} {STILL_AT_WORK if at_work else refusal.message}")
    else:
        messages.success(request, f"{there} Your list is being checked again.")
    return redirect(upload_href(upload.pk, upload.programme))


def _choices(request: CouncilRequest) -> dict[str, Any]:
    return {
        "council": request.council,
        "choose_partner": not request.access.limited_to_partners,
    }


def _since(enterprise: Any) -> str:
    if enterprise.stage_since:
        return f"since {day_words(enterprise.stage_since)}"
    return "date not known" if enterprise.stage_now else ""


def _table(programme: Programme, enterprises: Any, silent: set[int]) -> dict[str, Any]:
    rows = []
    for enterprise in enterprises:
        gaps = [
            words
            for words, missing in (
                ("stage", enterprise.lacks_stage),
                ("date", enterprise.lacks_date),
                ("new or existing", enterprise.traded_before_programme is None),
                ("hours", enterprise.pk in silent),
            )
            if missing
        ]
        rows.append(
            [
                {
                    "text": enterprise.name,
                    "href": page_url("enterprise_detail", programme, enterprise=enterprise.pk),
                    "note": " · ".join(filter(None, (enterprise.reference, enterprise.postcode))),
                },
                {
                    "text": stage_words(enterprise.stage_now),
                    "note": _since(enterprise),
                },
                {None: None, True: "Existing", False: "New"}[enterprise.traded_before_programme],
                ", ".join(gaps).capitalize() or "Nothing",
            ]
        )
    return {
        "caption": "Enterprises in the register",
        "columns": [
            {"text": "Enterprise"},
            {"text": "Stage"},
            {"text": "New or existing"},
            {"text": "What is missing"},
        ],
        "rows": rows,
    }
