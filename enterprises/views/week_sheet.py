"""One week's hours of all enterprises of a programme, a page of them at a time."""

from collections.abc import Sequence
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from enterprises import sheets
from enterprises.actions import hours
from enterprises.forms.sheets import SheetForm
from enterprises.models import Enterprise, ServiceType
from enterprises.views.common import UNPROCESSABLE, page_url, posted, week_or_404
from enterprises.views.sheets import Change, Way, rows_shown, save, say_what_is_done
from enterprises.words import day_words
from programmes.dates import short_day_words
from programmes.lookup import programme_or_404
from programmes.models import Programme
from programmes.quarters import Quarter

PAGE_SIZE = 25
NEXT_PAGE, NEXT_WEEK = "next-page", "next-week"


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def hours_of_week(request: CouncilRequest, council: str, programme: str, week: str) -> HttpResponse:
    """Record or correct one week's hours of the enterprises that traded in it."""
    found = programme_or_404(request, programme)
    monday, quarter = week_or_404(found, week)
    today = timezone.localdate()
    kinds = list(ServiceType.objects.for_council(request.council))
    everyone = Enterprise.objects.for_council(request.council).filter(programme=found)
    sheet = sheets.of_week(found, monday)
    page = _page(request, everyone, sheet)

    def read(ask_reason: bool) -> SheetForm:
        if request.method == "POST":
            # Those who were on the page, whoever has joined or left the list since.
            shown = list(everyone.filter(pk__in=_numbers(request)))
            fresh = sheets.of_week(found, monday)
        else:
            shown, fresh = list(page.object_list), sheet
        return SheetForm(
            posted(request),
            rows=sheets.rows_of(found, fresh, shown, today),
            kinds=kinds,
            new=sheets.Usual(),
            gone="an enterprise that is not in the register any more",
            ask_reason=ask_reason or "reason" in request.POST,
        )

    def record(changes: Sequence[Change], reason: str) -> None:
        hours.record_week(
            programme=found,
            by=request.user,
            week=monday,
            entries={row.enterprise: entries for row, entries in changes},
            seen={row.enterprise: hours.edition_of(row.saved) for row, _ in changes},
            reason=reason,
        )

    following = _next_week(found, monday, today)
    if request.method == "POST":
        form, changes = save(read, record)
        if changes is not None:
            say_what_is_done(
                request, changes, "enterprise", f" for the week of {day_words(monday)}"
            )
            return redirect(_onward(request, found, monday, following, page))
    else:
        form = read(False)
    context = {
        "found": found,
        "week": monday,
        "quarter": quarter,
        "sheet": sheet,
        "page": page,
        "form": form,
        "rows": rows_shown(found, form),
        "weeks": _weeks(found, quarter, monday, today),
        "quarters": [
            Way(one.label, _url(found, one.weeks[0]), one == quarter)
            for one in found.quarters()
            if one.weeks[0] <= today
        ],
        "following": following,
        "back": page_url("quarter_hours", found),
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "enterprises/hours_of_week.html", context, status=status)


def _page(
    request: CouncilRequest, everyone: QuerySet[Enterprise], sheet: sheets.Sheet
) -> Page[Enterprise]:
    theirs = everyone.filter(pk__in=sheet.numbers)
    return Paginator(theirs, PAGE_SIZE).get_page(request.GET.get("page"))


def _numbers(request: CouncilRequest) -> list[int]:
    """Return the ids that the page sent back; what is no number of a row is left out."""
    sent = request.POST.getlist("row")
    return [int(text) for text in sent if text.isascii() and text.isdecimal() and len(text) < 19]


def _url(programme: Programme, week: date) -> str:
    return page_url("hours_of_week", programme, week=week.isoformat())


def _next_week(programme: Programme, week: date, today: date) -> date | None:
    later = (one for quarter in programme.quarters() for one in quarter.weeks if one > week)
    following = next(later, None)
    return following if following is not None and following <= today else None


def _weeks(programme: Programme, quarter: Quarter, week: date, today: date) -> list[Way]:
    return [
        Way(short_day_words(one), _url(programme, one), one == week)
        for one in quarter.weeks
        if one <= today
    ]


def _onward(
    request: CouncilRequest,
    programme: Programme,
    week: date,
    following: date | None,
    page: Page[Enterprise],
) -> str:
    """Return where the button that was pressed leads to."""
    do = request.POST.get("do", "")
    if do == NEXT_WEEK and following is not None:
        return _url(programme, following)
    number = page.number
    if do == NEXT_PAGE and page.has_next():
        number = page.next_page_number()
    return f"{_url(programme, week)}?page={number}" if number > 1 else _url(programme, week)
