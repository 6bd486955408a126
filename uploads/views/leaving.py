"""Leaving rows out of what a list does, where nothing is wrong with them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from uploads.actions import uploads
from uploads.actions.uploads import NewAnswer
from uploads.errors import EditedMeanwhile, NotDone
from uploads.lookup import programme_or_404, upload_or_404
from uploads.models import UploadChange
from uploads.views.common import edition_in, upload_url

# More cannot be ticked on one page.
MOST_TICKED = 50
_LONGEST_VALUE = 120
_ROW = re.compile(r"[1-9][0-9]{0,8}")
NOTHING = "Tick the rows that are to be left out."


@council_page(Permission.EDIT_REGISTER)
@require_POST
def upload_leave_out(
    request: CouncilRequest, council: str, programme: str, upload: int
) -> HttpResponse:
    """Leave the rows of the ticked changes out, and check again."""
    mine = upload_or_404(request, programme_or_404(request, programme), upload)
    ticked = places_in(request.POST.getlist("out"))
    rows = UploadChange.objects.for_council(request.council).filter(
        upload=mine, row__in=[row for _, row in ticked]
    )
    there = set(rows.order_by().values_list("sheet", "row").distinct())
    answers = [
        NewAnswer("leave_out", sheet, row, value="yes")
        for sheet, row in ticked
        if (sheet, row) in there
    ]
    try:
        now = uploads.answer(
            upload=mine, by=request.user, edition=edition_in(request), answers=answers
        )
    except EditedMeanwhile as refusal:
        messages.error(request, refusal.message)
    except NotDone as refusal:
        messages.info(request, refusal.message)
        return redirect(upload_url("upload_detail", mine))
    else:
        if now.edition != mine.edition:
            return redirect(upload_url("upload_detail", mine))
        messages.error(request, NOTHING)
    # What was ticked stays ticked.
    where = [(name, request.POST[name][:10]) for name in ("show", "page") if name in request.POST]
    sent = urlencode([*where, *(("out", value_of(*place)) for place in ticked)])
    return redirect(f"{upload_url('upload_changes', mine)}?{sent}#list")


def value_of(sheet: str, row: int) -> str:
    """Return what a tick sends of a row: the same after another check of the file."""
    return f"{row}:{sheet}"


def places_in(sent: Iterable[str]) -> list[tuple[str, int]]:
    """Return the rows that a form or an address names, as sheet and row."""
    parts = [one[:_LONGEST_VALUE].partition(":") for one in sent]
    found = [(sheet, int(row)) for row, _, sheet in parts if _ROW.fullmatch(row)]
    return list(dict.fromkeys(found))[:MOST_TICKED]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change on the page; `tick` is what leaving its row out sends, "" where it cannot be left
    out beside it."""

    change: UploadChange
    tick: str = ""
    ticked: bool = False


def with_ticks(
    changes: Iterable[UploadChange], ticked: Collection[tuple[str, int]]
) -> list[ShownChange]:
    """Return changes with a tick for each row, once."""
    shown: list[ShownChange] = []
    seen: set[tuple[str, int]] = set()
    for change in changes:
        place = (change.sheet, change.row)
        once = bool(change.row) and place not in seen
        shown.append(ShownChange(change, value_of(*place) if once else "", place in ticked))
        seen.add(place)
    return shown
