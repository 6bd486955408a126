"""What one quarter's hours are made of, enterprise by enterprise."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from enterprises import behind, origins
from enterprises.files import File
from enterprises.views.common import page_url
from enterprises.words import hours_words
from programmes.lookup import programme_or_404
from programmes.models import Programme
from programmes.quarters import Quarter
from uploads.origins import upload_href
from uploads.words import counted

PAGE_SIZE = 50


@council_page(Permission.VIEW_REGISTER)
@require_safe
def quarter_enterprises(
    request: CouncilRequest, council: str, programme: str, quarter: int
) -> HttpResponse:
    """Show each enterprise's part of a quarter's hours, leading to its weeks and to the files."""
    found = programme_or_404(request, programme)
    shown = found.quarter(quarter)
    if shown is None or shown.weeks[0] > timezone.localdate():
        raise Http404
    parts = behind.parts_of(found, shown)
    page = Paginator(parts, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "quarter": shown,
        "page": page,
        "table": _table(found, shown, list(page.object_list)),
        "measured": hours_words(sum(part.measured or 0 for part in parts)),
        "estimated": hours_words(sum(part.estimated or 0 for part in parts)),
    }
    return render(request, "enterprises/behind.html", context)


def _table(programme: Programme, quarter: Quarter, parts: Sequence[behind.Part]) -> dict[str, Any]:
    rows = []
    for part in parts:
        weeks = page_url("enterprise_detail", programme, enterprise=part.enterprise.pk)
        rows.append(
            [
                {
                    "text": part.enterprise.name,
                    "href": f"{weeks}?quarter={quarter.number}#hours",
                    "before": "Weeks of",
                },
                hours_words(part.measured),
                hours_words(part.estimated),
                f"{part.weeks_recorded} of {part.weeks_due}",
                _whence(part, programme),
            ]
        )
    return {
        "caption": f"Hours by enterprise, {quarter.full_label}",
        "columns": [
            {"text": "Enterprise"},
            {"text": "Measured", "unit": "hours", "numeric": True},
            {"text": "Typical weeks", "unit": "hours, estimated", "numeric": True},
            {"text": "Weeks that have hours"},
            {"text": "Where it comes from"},
        ],
        "rows": rows,
    }


def _whence(part: behind.Part, programme: Programme) -> dict[str, Any]:
    """Return the files that an enterprise's hours came from, and how many weeks of each."""
    given = behind.by_file(part.shares)
    if not given:
        return {"text": "Nothing is recorded"}
    (first, weeks), *others = sorted(given.items(), key=lambda item: item[0] is None)
    if first is None:
        return {"text": origins.TYPED}
    named = [_weeks(weeks)]
    named += [f"{_weeks(so_many)} {_from(file)}" for file, so_many in others]
    return {
        "text": first.name,
        "href": upload_href(first.upload, programme),
        "note": "; ".join(named) if others else "",
    }


def _from(file: File | None) -> str:
    return "typed in" if file is None else f"from {file.name}"


def _weeks(weeks: int | None) -> str:
    return "typical weeks" if weeks is None else counted(weeks, "week", "weeks")
