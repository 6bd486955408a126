"""Recording a week's hours, and the hours of each quarter."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from enterprises import origins
from enterprises.actions import hours
from enterprises.actions.errors import NeedsReason
from enterprises.forms.hours import LINES_AT_FIRST, MOST_LINES, WeekForm, week_values
from enterprises.models import Enterprise, WeeklyHours
from enterprises.views.common import (
    UNPROCESSABLE,
    begun_monday_or_404,
    enterprise_or_404,
    page_url,
    posted,
    put_errors,
)
from enterprises.weeks import HOW_TO_COME_COUNTS, quarters_of, week_to_show
from enterprises.words import day_words, kind_words, saved_meanwhile
from programmes.actions.errors import EditedMeanwhile
from programmes.lookup import programme_or_404
from programmes.quarters import quarter_of_week
from uploads.origins import with_origin


@council_page(Permission.VIEW_REGISTER)
@require_safe
def quarter_hours(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Show each quarter's hours with what they rest on."""
    found = programme_or_404(request, programme)
    today = timezone.localdate()
    lines = quarters_of(found, today)
    columns = [
        {"text": "Quarter"},
        {"text": "Hours a week", "numeric": True},
        {"text": "Measured", "unit": "hours", "numeric": True},
        {"text": "Typical weeks", "unit": "hours, estimated", "numeric": True},
        {"text": "Eligible", "unit": "hours a week", "numeric": True},
        {"text": "Not known if eligible", "unit": "share of hours", "numeric": True},
        {"text": "How complete"},
    ]
    rows = [
        [
            {
                "text": line.quarter.full_label,
                "href": page_url("quarter_enterprises", found, quarter=line.quarter.number),
                "after": "by enterprise",
                "note": "" if line.ended else "not over yet",
            },
            line.hours_per_week,
            line.measured,
            line.estimated,
            line.eligible_per_week,
            line.unknown,
            line.coverage.capitalize(),
        ]
        for line in lines
    ]
    not_over = next((line.quarter for line in lines if not line.ended), None)
    table = {"caption": "Hours by quarter, the latest first", "columns": columns, "rows": rows}
    may_edit = request.access.may(Permission.EDIT_REGISTER)
    context = {
        "found": found,
        "table": table,
        "not_over": not_over,
        "to_come": HOW_TO_COME_COUNTS if not_over else "",
        "week": week_to_show(found, today) if may_edit else None,
        "may_edit": may_edit,
    }
    return render(request, "enterprises/quarters.html", context)


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def hours_week(
    request: CouncilRequest, council: str, programme: str, enterprise: int, week: str
) -> HttpResponse:
    """Record or correct one week's hours, or remove them."""
    found = programme_or_404(request, programme)
    mine = enterprise_or_404(request, found, enterprise)
    monday = begun_monday_or_404(week)
    quarter = quarter_of_week(found.quarters(), monday)
    rows = _rows(mine, monday)
    back = page_url("enterprise_detail", found, enterprise=mine.pk)
    back += f"?quarter={quarter.number}" if quarter else "#outside"
    if quarter is None and not rows:
        return _nothing_outside(request, monday, back)
    edition = request.POST.get("edition", "") or hours.edition_of(rows)
    saved: list[WeeklyHours] = []
    status = 200
    do = request.POST.get("do", "")
    form = _form(request, rows)
    if request.method == "POST" and do != "add" and (do == "remove" or form.is_valid()):
        try:
            hours.record_weeks(
                enterprise=mine,
                by=request.user,
                weeks={monday: [] if do == "remove" else form.entries()},
                reason="" if do == "remove" else form.cleaned_data.get("reason", ""),
                seen={monday: edition},
            )
        except EditedMeanwhile as refusal:
            if hours.says_the_same(refusal.saved, refusal.typed):
                # Whoever presses the button twice is not told of a clash with themselves.
                return _done(request, monday, do, back)
            edition, saved = hours.edition_of(refusal.saved), refusal.saved
            form.add_error(None, _clash(monday, saved, do))
        except NeedsReason as question:
            form = WeekForm(
                request.POST, council=request.council, lines=_lines_in(request), ask_reason=True
            )
            form.add_error("reason", question.message)
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            return _done(request, monday, do, back)
    if form.is_bound and form.errors:
        status = UNPROCESSABLE
    context = {
        "found": found,
        "enterprise": mine,
        "form": form,
        "week": monday,
        "quarter": quarter,
        "edition": edition,
        "saved": saved,
        "recorded": bool(rows),
        "whence": [
            (row, kind_words(row.service_type, row.payer), origins.of_hours([row], found))
            for row in rows
        ],
        "may_add": form.lines < MOST_LINES,
        "back": back,
    }
    return render(request, "enterprises/week.html", context, status=status)


def _done(request: CouncilRequest, monday: date, do: str, back: str) -> HttpResponse:
    what = "removed: it is missing now" if do == "remove" else "saved"
    messages.success(request, f"The week of {day_words(monday)} is {what}.")
    return redirect(back)


def _nothing_outside(request: CouncilRequest, monday: date, back: str) -> HttpResponse:
    """A week outside the programme can be corrected and removed, not added."""
    if request.method != "POST":
        raise Http404
    messages.info(request, f"No hours are recorded for the week of {day_words(monday)} any more.")
    return redirect(back)


def _clash(monday: date, saved: Sequence[WeeklyHours], do: str) -> str:
    """Say what was saved under the page, in the words of the pages with many weeks."""
    again = "Save again to put what you typed in its place"
    if do == "remove":
        again = "Remove it again if that is right"
    return saved_meanwhile(f"The week of {day_words(monday)}", saved, again)


def _rows(enterprise: Enterprise, monday: date) -> list[WeeklyHours]:
    rows = WeeklyHours.objects.for_council(enterprise.council)
    mine = rows.filter(enterprise=enterprise, week_start=monday).select_related("service_type")
    return list(with_origin(mine).order_by("id"))


def _form(request: CouncilRequest, rows: list[WeeklyHours]) -> WeekForm:
    if request.method != "POST":
        lines = max(LINES_AT_FIRST, len(rows))
        return WeekForm(initial=week_values(rows), council=request.council, lines=lines)
    lines, ask_reason = _lines_in(request), "reason" in request.POST
    if request.POST.get("do") == "add":
        # What was typed comes back unjudged, with one line more.
        return WeekForm(
            initial=request.POST.dict(),
            council=request.council,
            lines=lines + 1,
            ask_reason=ask_reason,
        )
    return WeekForm(posted(request), council=request.council, lines=lines, ask_reason=ask_reason)


def _lines_in(request: CouncilRequest) -> int:
    text = request.POST.get("lines", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else LINES_AT_FIRST
