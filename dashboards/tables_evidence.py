"""Tables of how far the figures can be relied on: coverage, returns, the eligible basis (pure)."""

from collections.abc import Callable
from typing import Any

from cashflow.series import BasisName, SeriesName
from dashboards.attention import return_standing
from dashboards.board import STATE_WORDS, Board, HoursFacts, ReturnStatus
from dashboards.figure_names import Figure
from dashboards.table_cells import Table, Why, hours_cell, pounds_cell, quarter_cell
from dashboards.wording import counted
from enterprises.rollup import share_words
from programmes import moved

# From quarter number and version to the address of that version; "" where the reader may not go.
ReturnLink = Callable[[int, int], str]

_RETURN_WORDS = {
    ReturnStatus.NOT_STARTED: ("Not started", "quiet"),
    ReturnStatus.DRAFT: ("Draft", "info"),
    ReturnStatus.SUBMITTED: ("Waiting for approval", "waiting"),
    ReturnStatus.SENT_BACK: ("Sent back", "caution"),
    ReturnStatus.APPROVED: ("Approved", "positive"),
}


def completeness(board: Board, link: ReturnLink) -> Table:
    """Return what there is of each quarter that has ended: its return, and the register."""
    last = board.last_ended.number if board.last_ended else 0
    last = max([last, *(version.quarter_number for version in board.returns)])
    rows: list[Any] = []
    for quarter in board.quarters[:last]:
        words, meaning = _RETURN_WORDS[return_standing(board, quarter)]
        approved = board.approved(quarter.number)
        version = f"Version {approved.version}" if approved else "None approved"
        href = link(quarter.number, approved.version) if approved else ""
        facts = board.hours.get(quarter.number)
        parted = board.moved.get(quarter.number, ())
        rows.append(
            [
                quarter_cell(quarter),
                {"text": "", "tag": words, "meaning": meaning, "note": moved.note(parted)},
                {"text": version, "href": href},
                coverage_words(facts),
                unknown_share(facts),
            ]
        )
    return {
        "caption": "Returns and register by quarter",
        "columns": [
            {"text": "Quarter"},
            {"text": "Return"},
            {"text": "What counts"},
            {"text": "Hours in the register come from"},
            {"text": "Hours not known to be eligible or not", "numeric": True},
        ],
        "rows": rows,
        "note": "Eligible are hours that new enterprises give, of kinds that stand in for home "
        "care, and that the council pays for. It is not known where one of these is not recorded.",
    }


def eligible(board: Board, why: Why) -> Table:
    """Return the outturn if only council-funded hours of new enterprises counted."""
    flow = board.flow(SeriesName.OUTTURN, BasisName.ELIGIBLE)
    basis = BasisName.ELIGIBLE
    return {
        "caption": "Council-funded hours of new enterprises only",
        "columns": [
            {"text": "Quarter"},
            {"text": "Hours a week", "numeric": True},
            {"text": "Hours of which this cannot be said", "numeric": True},
            {"text": "Cost avoided", "numeric": True, "unit": "£"},
            {"text": "Net", "numeric": True, "unit": "£"},
            {"text": "Cumulative", "numeric": True, "unit": "£"},
            {"text": "Hours are"},
        ],
        "rows": [
            [
                quarter_cell(cell.quarter),
                hours_cell(cell.row.hours_per_week, Figure.HOURS_A_WEEK, cell, why, basis),
                unknown_share(board.hours.get(cell.quarter.number)),
                pounds_cell(cell.row.cost_avoidance, Figure.COST_AVOIDED, cell, why, basis),
                pounds_cell(cell.row.net, Figure.NET, cell, why, basis),
                pounds_cell(cell.row.cumulative, Figure.CUMULATIVE, cell, why, basis),
                STATE_WORDS[cell.hours_state],
            ]
            for cell in flow.cells
        ],
        "note": "Nobody has planned these hours, so nothing is forecast on this basis, and the "
        "cumulative is not known after the first quarter without a figure.",
    }


def unknown_share(facts: HoursFacts | None) -> str | None:
    """Return the share of recorded hours not known to be eligible or not, in per cent.

    None where no hours are recorded.
    """
    if facts is None or not facts.recorded:
        return None
    return share_words(facts.unknown, facts.recorded)


def coverage_words(facts: HoursFacts | None) -> str:
    """Return how complete the register is for a quarter, in words."""
    if facts is None or not facts.weeks_due:
        return "Nothing recorded"
    said = [
        f"{facts.reporting} of {counted(facts.trading, 'trading enterprise')}, "
        f"{share_words(facts.weeks_recorded, facts.weeks_due)} of enterprise-weeks"
    ]
    if facts.estimated:
        said.append(f"{share_words(facts.estimated, facts.recorded)} estimated")
    if not facts.ended:
        said.append("the quarter has not ended")
    return "; ".join(said)
