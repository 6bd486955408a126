"""Which rows a quarter's hours rest on, and what each gave: for everybody who may read them.

Names of enterprises, and ways to files, are for those who may see the register.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.holders import holders
from accounts.roles import Permission
from dashboards.figure_names import Figure
from dashboards.hours_working import steps_of
from dashboards.views import places
from dashboards.views.files import csv_file
from dashboards.views.links import Links
from dashboards.wording import counted
from enterprises import behind_rows
from enterprises.behind_rows import SourceRow
from enterprises.models import HUNDREDTHS, Enterprise
from enterprises.rollup_rows import Given, together
from enterprises.words import hours_words
from programmes.lookup import programme_or_404
from programmes.models import Programme
from programmes.quarters import Quarter
from programmes.spreadsheet import as_csv

PAGE_SIZE = 100

Names = dict[int, Enterprise] | None


@council_page(Permission.VIEW_DASHBOARD)
@require_safe
def why_rows(request: CouncilRequest, council: str, programme: str, quarter: int) -> HttpResponse:
    """Show what each row gave to the hours of a quarter, and how its figures follow from that."""
    found = programme_or_404(request, programme)
    shown = _begun(found, quarter)
    links, may_name = Links(council, programme), request.access.may(Permission.VIEW_REGISTER)
    rows = behind_rows.rows_of(found, shown)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    on_page = list(page.object_list)
    total = together(row.given for row in rows)
    context = {
        "quarter": shown,
        "programme_name": found.name,
        "page": page,
        "table": {
            "caption": f"Rows behind the hours of {shown.full_label}",
            "columns": _columns(named=may_name),
            "rows": [
                *_table_rows(on_page, _names(found, on_page, may_name=may_name), links, quarter),
                *_sums(on_page, rows, total, named=may_name),
            ],
            "stacks": True,
        },
        "measured": _given(rows, usual=False),
        "typical": _given(rows, usual=True),
        "steps": steps_of(total, len(shown.weeks)),
        "csv_href": links.to("why_rows_csv", quarter=quarter),
        "back_href": links.why(Figure.HOURS_A_WEEK, quarter),
        "enterprises_href": links.to("quarter_enterprises", quarter=quarter) if may_name else "",
        "who_sees_enterprises": holders(Permission.VIEW_REGISTER),
        "may_have_files": request.access.may(Permission.EDIT_REGISTER),
        "who_has_files": holders(Permission.EDIT_REGISTER),
    }
    return render(request, "dashboards/why_rows.html", context)


@council_page(Permission.VIEW_DASHBOARD)
@require_safe
def why_rows_csv(
    request: CouncilRequest, council: str, programme: str, quarter: int
) -> HttpResponse:
    """Download all rows behind the hours of a quarter, as this reader may see them."""
    found = programme_or_404(request, programme)
    shown = _begun(found, quarter)
    rows = behind_rows.rows_of(found, shown)
    names = _names(found, rows, may_name=request.access.may(Permission.VIEW_REGISTER))
    demonstration = settings.DEMONSTRATION or request.council.is_demonstration
    before = (request.council.name, found.name, shown.label, shown.period)
    content = as_csv(
        [
            _csv_columns(named=names is not None),
            *(
                [*before, *_csv_row(row, names), places.standing(demonstration=demonstration)]
                for row in rows
            ),
        ]
    )
    return csv_file(
        request.council.name,
        found.name,
        f"rows-behind-hours-{shown.label}".lower().replace(" ", "-"),
        content,
        day=timezone.localdate(),
        demonstration=demonstration,
    )


def _begun(programme: Programme, number: int) -> Quarter:
    quarter = programme.quarter(number)
    if quarter is None or quarter.weeks[0] > timezone.localdate():
        raise Http404
    return quarter


def _names(programme: Programme, rows: Sequence[SourceRow], *, may_name: bool) -> Names:
    """Return the enterprises that rows are about; None for whoever may not read their names."""
    if not may_name:
        return None
    return behind_rows.named(programme, {row.enterprise for row in rows})


def _given(rows: Sequence[SourceRow], *, usual: bool) -> str | None:
    """Return what all rows of one kind gave, in hours; None where there is no such row."""
    own = [row.given for row in rows if (row.usual is not None) == usual]
    return hours_words(together(own).hundredths) if own else None


def _columns(*, named: bool) -> list[dict[str, Any]]:
    return [
        {"text": places.COLUMN},
        *([{"text": "Enterprise"}] if named else []),
        {"text": "What it gives"},
        {"text": "Hours", "unit": "given to the quarter", "numeric": True},
        {"text": "Eligible", "unit": "hours of them", "numeric": True},
        {"text": "Not known", "unit": "whether eligible, hours", "numeric": True},
    ]


def _table_rows(
    rows: Sequence[SourceRow], names: Names, links: Links, quarter: int
) -> list[list[Any]]:
    opened = None if names is None else links
    return [
        [
            places.cell(row.file, row.sheet, row.row, opened, corrected=row.corrected),
            *([] if names is None else [_enterprise(names.get(row.enterprise), links, quarter)]),
            _what(row),
            *_figures(row.given),
        ]
        for row in rows
    ]


def _enterprise(enterprise: Enterprise | None, links: Links, quarter: int) -> Any:
    if enterprise is None:
        return ""
    href = links.to("enterprise_detail", enterprise=enterprise.pk)
    return {
        "text": enterprise.name,
        "href": f"{href}?quarter={quarter}#hours",
        "note": enterprise.reference,
    }


def _what(row: SourceRow) -> str:
    if row.usual is None:
        return counted(row.given.weeks, "measured week")
    weeks = counted(row.given.weeks, "week")
    return f"Usual week of {hours_words(row.usual)} × {weeks}, an estimate"


def _figures(given: Given) -> list[str | None]:
    return [hours_words(part) for part in (given.hundredths, given.eligible, given.unknown)]


def _sums(
    on_page: Sequence[SourceRow], rows: Sequence[SourceRow], total: Given, *, named: bool
) -> list[dict[str, Any]]:
    """Return the sums under the columns: of the rows above, and of all where there are more."""
    if not rows:
        return []
    sums = [("All rows together", rows, total)]
    if len(on_page) < len(rows):
        sums.insert(0, ("Rows on this page", on_page, together(row.given for row in on_page)))
    return [
        {
            "cells": [
                words,
                *([counted(len({row.enterprise for row in own}), "enterprise")] if named else []),
                counted(len(own), "row"),
                *_figures(part),
            ],
            "total": True,
        }
        for words, own, part in sums
    ]


def _csv_columns(*, named: bool) -> list[str]:
    return [
        "Council",
        "Programme",
        "Programme quarter",
        "Period",
        *places.CSV_COLUMNS,
        *(["Enterprise", "Reference of the enterprise"] if named else []),
        "Kind of hours",
        "Hours of a usual week",
        "Weeks",
        "Hours given to the quarter",
        "Eligible hours of them",
        "Hours of which that is not known",
        places.STANDING,
    ]


def _csv_row(row: SourceRow, names: Names) -> list[Any]:
    whose = []
    if names is not None:
        enterprise = names.get(row.enterprise)
        whose = [enterprise.name, enterprise.reference] if enterprise else ["", ""]
    given = row.given
    return [
        *places.csv_cells(
            row.file, row.sheet, row.row, corrected=row.corrected, named=names is not None
        ),
        *whose,
        "Measured" if row.usual is None else "Usual week, an estimate",
        None if row.usual is None else row.usual / HUNDREDTHS,
        given.weeks,
        *(part / HUNDREDTHS for part in (given.hundredths, given.eligible, given.unknown)),
    ]
