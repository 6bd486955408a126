"""Who is behind a count that a return takes from the register: new enterprises, enquiries.

Names and references are for those who may see the register; whoever may not is told who can.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.holders import holders
from accounts.roles import Permission
from dashboards.views import places
from dashboards.views.files import csv_file
from dashboards.views.links import Links
from dashboards.wording import counted
from enterprises import behind_counts, sources
from enterprises.behind_counts import Counted
from programmes import codes
from programmes.dates import day_words
from programmes.lookup import programme_or_404
from programmes.models import Measure, Programme
from programmes.money import format_number
from programmes.quarters import Quarter
from programmes.sources import ActualSource
from programmes.spreadsheet import as_csv

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class Count:
    """One of the counts: what is counted, when it counts, and where the register counts it.

    `nouns` are one and several of it; `title` stands before the quarter, `rule` says what counts.
    """

    code: str
    nouns: tuple[str, str]
    title: str
    rule: str
    since: str
    offered: ActualSource
    everyone: Callable[[Programme, Quarter], QuerySet[Any]]
    read: Callable[[Programme, QuerySet[Any]], list[Counted]]
    named: bool


COUNTS = {
    "new-enterprises": Count(
        code=codes.NEW_ENTERPRISES,
        nouns=("enterprise", "enterprises"),
        title="Enterprises that count as new in",
        rule="An enterprise counts as new once, in the quarter in which it was first established, "
        "if it had not traded before the programme. This is the register as it is today.",
        since="Established on",
        offered=sources.new_enterprises,
        everyone=behind_counts.new_in,
        read=lambda _, chosen: behind_counts.of_new(chosen),
        named=True,
    ),
    "enquiries": Count(
        code=codes.ENQUIRIES,
        nouns=("enquiry", "enquiries"),
        title="Enquiries that count in",
        rule="Each enquiry counts once, in the quarter in which it was received. This is the "
        "register as it is today.",
        since="Received on",
        offered=sources.enquiries,
        everyone=behind_counts.enquiries_in,
        read=behind_counts.of_enquiries,
        named=False,
    ),
}


@council_page(Permission.VIEW_DASHBOARD)
@require_safe
def why_counted(
    request: CouncilRequest, council: str, programme: str, count: str, quarter: int
) -> HttpResponse:
    """Show who counts in a quarter, since which day, and the row that says so."""
    found = programme_or_404(request, programme)
    asked, shown = _asked(count), _begun(found, quarter)
    links, may_name = Links(council, programme), request.access.may(Permission.VIEW_REGISTER)
    everyone = asked.everyone(found, shown)
    page = Paginator(everyone, PAGE_SIZE).get_page(request.GET.get("page"))
    first = page.start_index()
    on_page = asked.read(found, everyone[max(first - 1, 0) : page.end_index()])
    offered = asked.offered(found, (shown,))[quarter]
    context = {
        "count": asked,
        "quarter": shown,
        "title": f"{asked.title} {shown.label}",
        "page": page,
        "table": {
            "caption": f"{asked.title} {shown.full_label}",
            "columns": _columns(asked, may_name=may_name),
            "rows": [
                _row(asked, one, place, links if may_name else None)
                for place, one in enumerate(on_page, start=first)
            ],
            "stacks": True,
        },
        "arithmetic": _arithmetic(asked, page.paginator.count, offered.value),
        "note": offered.note,
        "csv_href": links.to("why_counted_csv", count=count, quarter=quarter),
        "back_href": _measure_page(found, asked, links),
        "dashboard_href": links.to("dashboard"),
        "may_name": may_name,
        "who_sees": holders(Permission.VIEW_REGISTER),
        "may_have_files": request.access.may(Permission.EDIT_REGISTER),
        "who_has_files": holders(Permission.EDIT_REGISTER),
    }
    return render(request, "dashboards/why_counted.html", context)


@council_page(Permission.VIEW_DASHBOARD)
@require_safe
def why_counted_csv(
    request: CouncilRequest, council: str, programme: str, count: str, quarter: int
) -> HttpResponse:
    """Download all who count in a quarter, as this reader may see them."""
    found = programme_or_404(request, programme)
    asked, shown = _asked(count), _begun(found, quarter)
    may_name = request.access.may(Permission.VIEW_REGISTER)
    demonstration = settings.DEMONSTRATION or request.council.is_demonstration
    before = (request.council.name, found.name, shown.label, shown.period)
    standing = places.standing(demonstration=demonstration)
    content = as_csv(
        [
            _csv_columns(asked, may_name=may_name),
            *(
                [*before, place, *_csv_row(asked, one, may_name=may_name), standing]
                for place, one in enumerate(
                    asked.read(found, asked.everyone(found, shown)), start=1
                )
            ),
        ]
    )
    return csv_file(
        request.council.name,
        found.name,
        f"{count}-{shown.label}".lower().replace(" ", "-"),
        content,
        day=timezone.localdate(),
        demonstration=demonstration,
    )


def _asked(count: str) -> Count:
    if count not in COUNTS:
        raise Http404
    return COUNTS[count]


def _begun(programme: Programme, number: int) -> Quarter:
    quarter = programme.quarter(number)
    if quarter is None or quarter.start > timezone.localdate():
        raise Http404
    return quarter


def _measure_page(programme: Programme, count: Count, links: Links) -> str:
    """Return the page of the figure; "" where the programme does not measure it."""
    measure = (
        Measure.objects.for_council(programme.council)
        .filter(programme=programme, code=count.code)
        .first()
    )
    return links.why_measure(measure.pk) if measure else ""


def _arithmetic(count: Count, rows: int, offered: Any) -> str:
    """Say how the figure follows from the rows."""
    one, several = count.nouns
    each = f"{counted(rows, one, several)}, each counted once"
    if not rows:
        each = f"No {one} counts in this quarter"
    if offered is None:
        return f"{each}, and the register offers no figure."
    return f"{each}: the register’s figure is {format_number(offered)}."


def _columns(count: Count, *, may_name: bool) -> list[dict[str, Any]]:
    whose = [{"text": "Enterprise" if count.named else "Reference"}] if may_name else []
    return [
        {"text": "No."},
        *whose,
        {"text": count.since},
        {"text": places.COLUMN},
    ]


def _row(count: Count, one: Counted, place: int, links: Links | None) -> list[Any]:
    """Return a row; `links` lead to what this reader may see, None where that is nothing."""
    return [
        f"{place:,}",
        *([] if links is None else [_whose(count, one, links)]),
        day_words(one.on),
        places.cell(one.file, one.sheet, one.row, links, corrected=one.corrected),
    ]


def _whose(count: Count, one: Counted, links: Links) -> Any:
    if not count.named:
        return {"text": one.reference or None, "empty": "no reference"}
    href = links.to("enterprise_detail", enterprise=one.number)
    return {"text": one.name, "href": href, "note": one.reference}


def _csv_columns(count: Count, *, may_name: bool) -> list[str]:
    return [
        "Council",
        "Programme",
        "Programme quarter",
        "Period",
        "Number",
        *(["Enterprise"] if may_name and count.named else []),
        *(["Reference"] if may_name else []),
        count.since,
        *places.CSV_COLUMNS,
        places.STANDING,
    ]


def _csv_row(count: Count, one: Counted, *, may_name: bool) -> Sequence[Any]:
    return [
        *([one.name] if may_name and count.named else []),
        *([one.reference] if may_name else []),
        one.on.isoformat(),
        *places.csv_cells(one.file, one.sheet, one.row, corrected=one.corrected, named=may_name),
    ]
