"""Where does this come from? One page for each figure and each measure."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import Access, CouncilRequest, council_page
from accounts.roles import Permission
from cashflow.series import BasisName, SeriesName
from dashboards.board import Board
from dashboards.csv import BASIS_WORDS, SERIES_WORDS
from dashboards.figure_names import Figure, Span, about
from dashboards.figures import board_of
from dashboards.measure_words import notes, status_words
from dashboards.standing import standings
from dashboards.tables_evidence import coverage_words, unknown_share
from dashboards.trace import HoursFile, Trace, trace
from dashboards.trace_measure import HOURS, ReadingRow, trace_measure
from dashboards.views.links import Links
from dashboards.views.why_counted import COUNTS
from dashboards.workings import Working, weeks_words
from programmes import codes
from programmes.lookup import programme_or_404


@council_page(Permission.VIEW_DASHBOARD)
@require_safe
def why(
    request: CouncilRequest, council: str, programme: str, figure: str, quarter: int
) -> HttpResponse:
    """Explain one figure: formula, numbers, state, return, register, plan, and who."""
    found = programme_or_404(request, programme)
    board = board_of(found, today=timezone.localdate())
    try:
        asked, basis = Figure(figure), BasisName(request.GET.get("basis", "published"))
        traced = trace(board, found, request.access, asked, quarter, basis)
    except (ValueError, LookupError) as nothing:
        raise Http404 from nothing
    links = Links(council, programme)
    context = {
        "board": board,
        "trace": traced,
        "title": _title(traced),
        "workings": [
            _shown(SERIES_WORDS[series], working, links, basis)
            for series, working in (
                (SeriesName.OUTTURN, traced.outturn),
                (SeriesName.PLAN, traced.plan),
            )
            if working is not None
        ],
        "basis_words": BASIS_WORDS[basis],
        "weeks": _weeks(board, traced),
        "coverage": coverage_words(traced.register) if traced.register else "",
        "unknown_share": unknown_share(traced.register),
        "returns": [
            {
                "trace": version,
                "href": links.to(
                    "return_version", quarter=version.quarter.number, version=version.version
                ),
            }
            for version in traced.returns
        ],
        "files": [(file.words, _upload(request.access, links, file)) for file in traced.files],
        **_doors(request.access, links, board, traced),
        "dashboard_href": links.to("dashboard"),
    }
    return render(request, "dashboards/why.html", context)


@council_page(Permission.VIEW_DASHBOARD)
@require_safe
def why_measure(
    request: CouncilRequest, council: str, programme: str, measure: int
) -> HttpResponse:
    """Explain a measure's value to date: readings by quarter, baseline, targets, and who."""
    found = programme_or_404(request, programme)
    board = board_of(found, today=timezone.localdate())
    standing = next((one for one in standings(board) if one.measure.id == measure), None)
    if standing is None:
        raise Http404
    links = Links(council, programme)
    may_read = request.access.may(Permission.VIEW_RETURNS)
    traced = trace_measure(board, found, request.access, standing)
    context = {
        "board": board,
        "standing": standing,
        "trace": traced,
        "status_words": status_words(standing),
        "notes": notes(standing),
        "readings": _reading_table(
            traced.readings,
            links if may_read else None,
            _register_page(request.access, links, traced.measure.code),
        ),
        "dashboard_href": links.to("dashboard"),
    }
    return render(request, "dashboards/why_measure.html", context)


def _title(traced: Trace) -> str:
    name = about(traced.figure).name
    if traced.quarter is None:
        return f"{name}: where does it come from?"
    if about(traced.figure).span is Span.YEAR:
        return f"{name}: where do its totals come from?"
    return f"{name} in {traced.quarter.label}: where does it come from?"


def _shown(words: str, working: Working, links: Links, basis: BasisName) -> dict[str, Any]:
    return {
        "words": words,
        "working": working,
        "leads": [
            {"text": name, "href": links.why(figure, quarter, basis)}
            for name, figure, quarter in working.leads_to
        ],
    }


def _weeks(board: Board, traced: Trace) -> str:
    if traced.quarter is None or about(traced.figure).span is not Span.QUARTER:
        return ""
    cell = board.plan.at(traced.quarter.number)
    return weeks_words(cell) if cell else ""


def _upload(access: Access, links: Links, file: HoursFile) -> str:
    """Return the way to an upload, "" where this reader may not open it."""
    if file.upload is None or not access.may(Permission.VIEW_REGISTER):
        return ""
    return links.to("upload_detail", upload=file.upload)


def _doors(access: Access, links: Links, board: Board, traced: Trace) -> dict[str, str]:
    """Return the ways further down that are open to this reader."""
    quarter = traced.quarter
    begun = quarter is not None and quarter.weeks[0] <= timezone.localdate()
    doors = {"assumptions_href": "", "register_href": "", "rows_href": ""}
    if quarter is not None and begun and traced.files:
        doors["rows_href"] = links.to("why_rows", quarter=quarter.number)
    if access.may(Permission.VIEW_ASSUMPTIONS) and board.run is not None:
        version = board.run.assumptions_version
        doors["assumptions_href"] = links.to("assumptions_version", version=version)
    if access.may(Permission.VIEW_REGISTER):
        doors["register_href"] = (
            links.to("quarter_enterprises", quarter=quarter.number)
            if quarter is not None and begun
            else links.to("quarter_hours")
        )
    return doors


# From a quarter's number to the page that says what its figure is made of.
RegisterPage = Callable[[int], tuple[str, str]]


def _register_page(access: Access, links: Links, code: str) -> RegisterPage | None:
    """Return the way to what the register's figures of a measure are made of: each quarter's hours
    by enterprise, for whoever may not see enterprises by row; None where it has none."""
    for count, about_it in COUNTS.items():
        if about_it.code == code:
            return lambda quarter: (
                links.to("why_counted", count=count, quarter=quarter),
                "one by one",
            )
    if code not in HOURS:
        return None
    name, words = "why_rows", "by row of the file"
    # Which of the hours are eligible is said of rows only.
    if code == codes.HOURS_PER_WEEK and access.may(Permission.VIEW_REGISTER):
        name, words = "quarter_enterprises", "by enterprise"
    return lambda quarter: (links.to(name, quarter=quarter), words)


def _said(reading: ReadingRow, register: RegisterPage | None) -> Any:
    cell: dict[str, Any] = {"text": reading.register, "note": reading.register_note}
    if register is not None and reading.register:
        href, words = register(reading.quarter.number)
        cell |= {"href": href, "after": words}
    if reading.register_now:
        cell |= {"tag": f"Now {reading.register_now}", "meaning": "caution"}
    return cell


def _reading_table(
    readings: Any, links: Links | None, register: RegisterPage | None
) -> dict[str, Any]:
    """Return the readings; `links` lead to their returns, `register` to what it counted."""
    rows = []
    for reading in readings:
        version: Any = "No approved return"
        if reading.version is not None:
            version = {"text": f"Version {reading.version}"}
            if links is not None:
                version["href"] = links.to(
                    "return_version", quarter=reading.quarter.number, version=reading.version
                )
        given = ", ".join(part for part in (reading.origin, reading.entered_by) if part)
        rows.append(
            [
                {"text": reading.quarter.label, "note": reading.quarter.period},
                reading.value,
                version,
                given,
                _said(reading, register),
                reading.reason,
            ]
        )
    return {
        "caption": "Figures by quarter",
        "columns": [
            {"text": "Quarter"},
            {"text": "Figure", "numeric": True},
            {"text": "Return"},
            {"text": "How it was given"},
            {"text": "What the register said"},
            {"text": "Reason"},
        ],
        "rows": rows,
    }
