"""The returns of a programme: all quarters, one quarter, one version; begun and reopened."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from config.templatetags.pm import day, moment
from programmes import sections, tables
from programmes.actions import returns
from programmes.actions.errors import Refused
from programmes.boxes import boxes_of
from programmes.forms.decisions import ReopenForm
from programmes.lookup import programme_or_404
from programmes.models import Measure, Programme, QuarterlyReturn
from programmes.moved import Moved, note
from programmes.schedule import Standing, standings
from programmes.since_approved import moved_since
from programmes.timeline import entries_of, history_of
from programmes.views.common import (
    back_text_of,
    caption_of,
    latest_or_404,
    page,
    page_url,
    posted,
    quarter_or_404,
    versions_of,
)
from programmes.views.tasks import section_tasks

Status = QuarterlyReturn.Status


@council_page(Permission.VIEW_RETURNS)
@require_safe
def return_list(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Show every quarter: where its return stands, when it is due, who has it."""
    found = programme_or_404(request, programme)
    listed = standings([found], timezone.localdate())[found.pk]
    moved = moved_since(found)
    table = {
        "caption": f"Quarterly returns of {found.name}",
        "columns": [
            {"text": "Quarter"},
            {"text": "Status"},
            {"text": "Due"},
            {"text": "Last step by"},
            {"text": "Financial quarter"},
        ],
        "rows": [
            _row(found, standing, moved.get(standing.quarter.number, ())) for standing in listed
        ],
    }
    late = [standing for standing in listed if standing.days_over]
    return page(
        request,
        "programmes/returns.html",
        {"table": table, "late": late, "due_days": found.return_due_days},
    )


def _row(programme: Programme, standing: Standing, moved: Sequence[Moved]) -> list[Any]:
    quarter, (tag, meaning) = standing.quarter, standing.tag
    said = [words for words in (standing.words, note(moved)) if words]
    href = page_url("return_detail", programme, quarter=quarter.number)
    shown = standing.has_begun or standing.latest is not None
    return [
        {"text": quarter.full_label, "href": href if shown else ""},
        {"text": "", "tag": tag, "meaning": meaning, "note": ". ".join(said)},
        day(standing.due),
        standing.who,
        quarter.financial_quarter,
    ]


@council_page(Permission.EDIT_RETURN)
@require_POST
def return_start(
    request: CouncilRequest, council: str, programme: str, quarter: int
) -> HttpResponse:
    """Begin the return of a quarter."""
    found = programme_or_404(request, programme)
    quarter_or_404(found, quarter)
    try:
        returns.open_version(programme=found, quarter_number=quarter, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(page_url("return_detail", found, quarter=quarter))


@council_page(Permission.VIEW_RETURNS)
@require_safe
def return_detail(
    request: CouncilRequest, council: str, programme: str, quarter: int
) -> HttpResponse:
    """Show one quarter's return: what is to be done, what it says, what happened."""
    found = programme_or_404(request, programme)
    when = quarter_or_404(found, quarter)
    versions = versions_of(request, found, quarter)
    standing = standings([found], timezone.localdate())[found.pk][quarter - 1]
    latest = versions[0] if versions else None
    access = request.access
    editing = latest is not None and latest.is_editable and access.may(Permission.EDIT_RETURN)
    context: dict[str, Any] = {
        "quarter": when,
        "caption": caption_of(found, when),
        "standing": standing,
        "latest": latest,
        "versions": versions,
        "sent_back_titles": sections.titles(latest.sent_back_sections) if latest else "",
        "may_start": latest is None and standing.has_begun and access.may(Permission.EDIT_RETURN),
        "may_decide": standing.waits_for_decision and access.may(Permission.DECIDE_RETURN),
        "may_reopen": latest is not None
        and latest.status == Status.APPROVED
        and access.may(Permission.REOPEN_RETURN),
        "timeline": _timeline(request, found, versions),
    }
    if latest is not None and editing:
        context["tasks"] = section_tasks(latest, boxes_of(latest), ended=standing.has_ended)
    elif latest is not None:
        context |= _as_it_stands(latest, standing.approved)
    return page(request, "programmes/return.html", context)


@council_page(Permission.VIEW_RETURNS)
@require_safe
def return_version(
    request: CouncilRequest, council: str, programme: str, quarter: int, version: int
) -> HttpResponse:
    """Show one version as it stands, and what changed against the one before."""
    found = programme_or_404(request, programme)
    when = quarter_or_404(found, quarter)
    versions = {v.version: v for v in versions_of(request, found, quarter)}
    shown = versions.get(version)
    if shown is None:
        raise Http404
    approved = [one for one in versions.values() if one.status == Status.APPROVED]
    counts = max(approved, key=lambda one: one.version, default=None)
    return page(
        request,
        "programmes/version.html",
        {
            "quarter": when,
            "caption": caption_of(found, when),
            "back_text": back_text_of(when),
            "version": shown,
            "changes": tables.changes(versions.get(version - 1), shown),
            "timeline": _timeline(request, found, [shown]),
            **_as_it_stands(shown, counts),
        },
    )


def _as_it_stands(version: QuarterlyReturn, counts: QuarterlyReturn | None) -> dict[str, Any]:
    """Return a version's figures and, of the one that counts, what the register no longer says."""
    counting = counts is not None and version.pk == counts.pk
    programme, number = version.programme, version.quarter_number
    moved = moved_since(programme).get(number, ()) if counting else ()
    return {"table": tables.version_table(version, moved), "moved": moved}


@council_page(Permission.REOPEN_RETURN)
@require_http_methods(["GET", "HEAD", "POST"])
def return_reopen(
    request: CouncilRequest, council: str, programme: str, quarter: int
) -> HttpResponse:
    """Reopen the approved return of a quarter, with the reason."""
    found = programme_or_404(request, programme)
    when = quarter_or_404(found, quarter)
    latest = latest_or_404(request, found, quarter)
    back = page_url("return_detail", found, quarter=quarter)
    if latest.status != Status.APPROVED:
        messages.info(request, "This return is open already.")
        return redirect(back)
    form = ReopenForm(posted(request))
    if form.is_valid():
        try:
            opened = returns.reopen(
                return_=latest, by=request.user, reason=form.cleaned_data["reason"]
            )
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(
                request,
                f"The return was reopened as version {opened.version}. "
                f"Version {latest.version} counts until the new one is approved.",
            )
        return redirect(back)
    context = {
        "caption": caption_of(found, when),
        "back": back,
        "back_text": back_text_of(when),
        "version": latest,
    }
    return page(request, "programmes/reopen.html", context, form)


def _timeline(
    request: CouncilRequest, programme: Programme, versions: list[QuarterlyReturn]
) -> list[dict[str, str]]:
    measures = list(Measure.objects.for_council(request.council).filter(programme=programme))
    names = {measure.code: measure.name for measure in measures}
    taken = {measure.code for measure in measures if measure.is_taken}
    events = history_of(request.council, versions)
    steps = entries_of(events, names, taken)
    return [
        {
            "title": step.title,
            "by": step.by,
            "at": moment(step.at),
            "at_iso": step.at.isoformat(),
            "text": step.text,
        }
        for step in steps
    ]
