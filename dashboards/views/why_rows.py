"""Which rows of which files a quarter's hours rest on: for everybody who may read the figure."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.holders import holders
from accounts.roles import Permission
from dashboards.figure_names import Figure
from dashboards.views.links import Links
from enterprises import behind
from enterprises.behind import File, SourceRow
from enterprises.words import hours_words
from programmes.dates import day_words
from programmes.lookup import programme_or_404
from programmes.quarters import Quarter
from uploads.origins import CORRECTED
from uploads.words import counted

PAGE_SIZE = 100


@council_page(Permission.VIEW_DASHBOARD)
@require_safe
def why_rows(request: CouncilRequest, council: str, programme: str, quarter: int) -> HttpResponse:
    """Show each row with the hours it gave. Enterprises and files are for those who may see the
    register; whoever may not is told who can."""
    found = programme_or_404(request, programme)
    shown = found.quarter(quarter)
    if shown is None or shown.weeks[0] > timezone.localdate():
        raise Http404
    links, may_open = Links(council, programme), request.access.may(Permission.VIEW_REGISTER)
    rows = behind.rows_of(found, shown)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "quarter": shown,
        "programme_name": found.name,
        "page": page,
        "table": _table(shown, list(page.object_list), links if may_open else None),
        "has_measured": any(row.weeks is not None for row in rows),
        "measured": hours_words(sum(row.hundredths for row in rows if row.weeks is not None)),
        "has_typical": any(row.weeks is None for row in rows),
        "back_href": links.why(Figure.HOURS_A_WEEK, quarter),
        "enterprises_href": links.to("quarter_enterprises", quarter=quarter) if may_open else "",
        "who_sees_enterprises": holders(Permission.VIEW_REGISTER),
        "may_have_files": request.access.may(Permission.EDIT_REGISTER),
        "who_has_files": holders(Permission.EDIT_REGISTER),
    }
    return render(request, "dashboards/why_rows.html", context)


def _table(quarter: Quarter, rows: Sequence[SourceRow], links: Links | None) -> dict[str, Any]:
    return {
        "caption": f"Rows behind the hours of {quarter.full_label}",
        "columns": [
            {"text": "File"},
            {"text": "Sheet"},
            {"text": "Row"},
            {"text": "What it gives"},
            {"text": "Hours", "numeric": True},
        ],
        "rows": [
            [
                _file_cell(row.file, links),
                row.sheet,
                "" if row.row is None else f"{row.row}{CORRECTED if row.corrected else ''}",
                "A usual week, an estimate"
                if row.weeks is None
                else counted(row.weeks, "measured week", "measured weeks"),
                hours_words(row.hundredths),
            ]
            for row in rows
        ],
    }


def _file_cell(file: File | None, links: Links | None) -> Any:
    if file is None or file.upload is None:
        return "Typed in"
    cell = {"text": file.name, "note": f"uploaded by {file.by} on {day_words(file.on)}"}
    return cell | {"href": links.to("upload_detail", upload=file.upload)} if links else cell
