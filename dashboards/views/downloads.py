"""The figures of the board page as files for a spreadsheet."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from dashboards import csv
from dashboards.board import Board
from dashboards.figures import board_of
from dashboards.standing import standings
from dashboards.views.files import csv_file
from programmes.lookup import programme_or_404


@council_page(Permission.VIEW_DASHBOARD)
@require_safe
def cash_flow(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Download plan and outturn by quarter, on both bases."""
    board = _board(request, programme)
    return _file(board, "cash-flow", csv.cash_flow(board))


@council_page(Permission.VIEW_DASHBOARD)
@require_safe
def hours(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Download hours a week by quarter, with what the register holds."""
    board = _board(request, programme)
    return _file(board, "hours", csv.hours(board))


@council_page(Permission.VIEW_DASHBOARD)
@require_safe
def measures(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Download every measure with its value, target and status."""
    board = _board(request, programme)
    return _file(board, "measures", csv.measures(board, standings(board)))


def _board(request: CouncilRequest, programme: str) -> Board:
    return board_of(programme_or_404(request, programme), today=timezone.localdate())


def _file(board: Board, what: str, content: str) -> HttpResponse:
    return csv_file(
        board.council,
        board.programme,
        what,
        content,
        day=board.today,
        demonstration=board.demonstration,
    )
