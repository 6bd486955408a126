"""What an upload changes in the register, before it does and after."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from uploads.columns import ListKind
from uploads.effects import effects_in_words, effects_tables
from uploads.found import readings_of
from uploads.kept import kept_in_words, overwritten
from uploads.kept_before import kept_before, sign_of
from uploads.lookup import programme_or_404, upload_or_404
from uploads.models import Upload, UploadAnswer, UploadChange
from uploads.steps import standing
from uploads.views import leaving
from uploads.views.common import kinds_of, upload_url
from uploads.words import counted, in_sum, newer_in_words, to_settle, will_do

PAGE_SIZE = 50
MOST_ABSENT = 100
HAS_CHANGES = (Upload.State.CHECKED, Upload.State.SAVING, Upload.State.SAVED, Upload.State.UNDONE)

# By kind of list: what the register has and the list may lack, and which of these are named.
ABSENT: dict[str, tuple[str, str, str]] = {
    "enterprises": ("enterprise", "enterprises", ", without those that have closed"),
    "enquiries": (
        *("enquiry", "enquiries"),
        " received between the first and the last day of your list",
    ),
    "hours": ("enterprise", "enterprises", " that traded in the weeks of your list"),
}

Action = UploadChange.Action


@council_page(Permission.VIEW_REGISTER)
@require_safe
def upload_changes(
    request: CouncilRequest, council: str, programme: str, upload: int
) -> HttpResponse:
    """Show what is new, what changes field by field, and what stays; ask for the go-ahead."""
    found = programme_or_404(request, programme)
    mine = upload_or_404(request, found, upload)
    if mine.state not in HAS_CHANGES:
        return redirect(upload_url("upload_detail", mine))
    changes = UploadChange.objects.for_council(request.council).filter(upload=mine)
    counts = dict(changes.order_by().values_list("action").annotate(count=Count("pk")))
    shown = request.GET.get("show", "")
    if not counts.get(shown):
        # What is written over first: it is what somebody may have got wrong.
        shown = Action.CHANGED if counts.get(Action.CHANGED) else Action.ADDED
    page = Paginator(changes.filter(action=shown), PAGE_SIZE).get_page(request.GET.get("page"))
    stands = standing(mine.summary, readings_of(mine))
    checked = mine.state == Upload.State.CHECKED
    may_decide = checked and request.access.may(Permission.EDIT_REGISTER)
    ticked = leaving.places_in(request.GET.getlist("out"))
    summary = mine.summary
    before = kept_before(mine) if may_decide else []
    return render(
        request,
        "uploads/changes.html",
        {
            "upload": mine,
            "back": upload_url("upload_detail", mine),
            "title": "What will change" if checked else "What changed",
            "lead": will_do(summary.get("changes") or {}) if checked else "",
            "tabs": [_tab(action, counts, shown) for action in (Action.CHANGED, Action.ADDED)],
            "shown": shown,
            "page": page,
            "query": f"show={shown}&",
            "effects": effects_tables(summary),
            "effects_in_words": effects_in_words(summary),
            "newer": newer_in_words(summary.get("newer")) if checked else "",
            "overwritten": overwritten(summary, request.GET.getlist("keep") or None)
            if may_decide
            else [],
            "kept": kept_in_words(summary),
            "may_decide": may_decide,
            "on_page": leaving.with_ticks(page.object_list, ticked)
            if may_decide
            else [leaving.ShownChange(change) for change in page.object_list],
            "left_out": _left_out(mine),
            "kept_before": before,
            "offered": sign_of(before),
            "unchanged": in_sum(summary.get("unchanged") or {}),
            "absent": [
                _absent(kind, names)
                for kind in kinds_of(found)
                if (names := (summary.get("absent") or {}).get(kind.code))
            ],
            "may_confirm": may_decide and stands.may_confirm,
            "left": to_settle(summary.get("open") or {}, stands.unsure) if may_decide else "",
        },
    )


def _left_out(upload: Upload) -> str:
    """Return how many rows people had left out, in words; "" where none is."""
    rows = UploadAnswer.objects.for_council(upload.council).filter(
        upload=upload, about=UploadAnswer.About.LEAVE_OUT
    )
    count = rows.count()
    if not count:
        return ""
    return f"{counted(count, 'row is', 'rows are')} left out, as was decided."


def _tab(action: Action, counts: dict[str, int], shown: str) -> dict[str, Any]:
    number = counts.get(action, 0)
    return {
        "text": f"{action.label}: {number:,}" if number else f"{action.label}: none",
        "href": f"?show={action.value}#list" if number else "",
        "current": action.value == shown and bool(number),
    }


def _absent(kind: ListKind, names: list[str]) -> dict[str, Any]:
    one, several, which = ABSENT.get(kind.code, ("thing", "things", ""))
    return {
        "title": kind.name,
        "count": f"{counted(len(names), one, several)}{which}",
        "names": names[:MOST_ABSENT],
        "more": max(0, len(names) - MOST_ABSENT),
    }
