"""The board page of one programme."""

from dataclasses import asdict
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import Access, CouncilRequest, council_page
from accounts.roles import Permission
from cashflow.series import BasisName, SeriesName
from dashboards import attention, charts, measure_words, money_cards, tables, tables_evidence, words
from dashboards.attention import Kind, Matter
from dashboards.board import Board
from dashboards.figure_names import Figure
from dashboards.figures import board_of
from dashboards.standing import standings
from dashboards.tables_evidence import ReturnLink
from dashboards.views.links import Links
from programmes.dates import day_words
from programmes.lookup import programme_or_404
from programmes.quarters import quarter_of_day

# Plotly writes styles into the page as it draws and hands a picture over as a blob.
CHART_POLICY = {"style-src": [SELF, UNSAFE_INLINE], "img-src": ["blob:"]}


@council_page(Permission.VIEW_DASHBOARD)
@require_safe
@csp_update(CHART_POLICY)  # type: ignore[arg-type]  # it is typed for plain requests only
def dashboard(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Show one programme to its board: the answer first, what is wrong next, figures after."""
    found = programme_or_404(request, programme)
    board = board_of(found, today=timezone.localdate())
    links = Links(council, programme)
    how = standings(board)
    context: dict[str, Any] = {
        "board": board,
        "headline": words.headline(board),
        "caption": _caption(board),
        "matters": [
            {"matter": matter, "href": _where(matter, request.access, links)}
            for matter in attention.matters(board, how)
        ],
        "completeness": tables_evidence.completeness(board, _return_link(request.access, links)),
        "measure_cards": measure_words.cards(board, how, links.why_measure),
        "measures": measure_words.table(board, how, links.why_measure) if how else None,
        "measures_csv": links.to("measures_csv"),
        "assumptions_href": links.to("assumptions")
        if request.access.may(Permission.VIEW_ASSUMPTIONS)
        else "",
        "may_set_assumptions": request.access.may(Permission.EDIT_ASSUMPTIONS),
        "accepted_href": links.to("accepted_list"),
        "break_even_href": links.why(Figure.BREAK_EVEN, 0),
    }
    if not context["headline"].is_empty:
        context |= _money(board, links)
    return render(request, "dashboards/board.html", context)


def _money(board: Board, links: Links) -> dict[str, Any]:
    why = links.why
    last = board.quarters[-1].number
    cash_csv, hours_csv = links.to("dashboard_csv"), links.to("hours_csv")
    eligible = board.flow(SeriesName.OUTTURN, BasisName.ELIGIBLE)
    return {
        "money_cards": money_cards.cards(board, why),
        "cumulative": {
            **asdict(charts.cumulative(board)),
            "table": tables.cumulative(board, why),
            "csv_href": cash_csv,
            "source_href": why(Figure.CUMULATIVE, last),
        },
        "cash": {
            **asdict(charts.cash(board)),
            "table": tables.cash(board, why),
            "csv_href": cash_csv,
            "source_href": why(Figure.TOTAL_NET, 0),
        },
        "hours": {
            **asdict(charts.hours(board)),
            "table": tables.hours(board, why),
            "csv_href": hours_csv,
            "source_href": why(Figure.HOURS_A_WEEK, _latest(board)),
        },
        "numbers": tables.numbers(board, why),
        "years": tables.years(board, why),
        "in_full": [tables.in_full(board, series, why) for series in SeriesName],
        "cash_flow_csv": cash_csv,
        "eligible": tables_evidence.eligible(board, why) if eligible.is_known else None,
        "eligible_words": words.eligible_words(board),
    }


def _latest(board: Board) -> int:
    """The quarter that a reader most likely asks about: the last with an actual figure."""
    reported = [cell.quarter.number for cell in board.outturn.cells if cell.has_actual]
    return reported[-1] if reported else board.quarters[-1].number


def _caption(board: Board) -> str:
    """Say which programme and which quarter it is now, under both of its names."""
    now = quarter_of_day(board.quarters, board.today)
    if now is not None:
        return f"{board.programme} · now in {now.full_label}"
    if board.today < board.quarters[0].start:
        return f"{board.programme} · starts on {day_words(board.quarters[0].start)}"
    return f"{board.programme} · ended on {day_words(board.quarters[-1].end)}"


def _where(matter: Matter, access: Access, links: Links) -> str:
    """Return where a matter can be looked into, if this reader may go there."""
    if matter.kind is Kind.RETURN:
        if not access.may(Permission.VIEW_RETURNS):
            return ""
        if matter.quarter_number is None:
            return links.to("return_list")
        return links.to("return_detail", quarter=matter.quarter_number)
    if matter.kind is Kind.MEASURE:
        return "#measures"
    return links.to("measure_list") if access.may(Permission.VIEW_PROGRAMME) else ""


def _return_link(access: Access, links: Links) -> ReturnLink:
    def link(quarter: int, version: int) -> str:
        if not access.may(Permission.VIEW_RETURNS):
            return ""
        return links.to("return_version", quarter=quarter, version=version)

    return link
