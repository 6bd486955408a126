"""Cells of the board page's tables, each leading to where its figure comes from (pure)."""

from collections.abc import Callable
from typing import Any

from cashflow.series import BasisName
from dashboards.board import Cell, Exact
from dashboards.figure_names import Figure
from programmes.money import format_hours, format_pounds
from programmes.quarters import Quarter

Why = Callable[[Figure, int, BasisName], str]
Table = dict[str, Any]


def quarter_cell(quarter: Quarter) -> dict[str, str]:
    """Return a row's heading: the programme quarter, with its months under it."""
    return {"text": quarter.label, "note": quarter.period}


def pounds_cell(
    value: Exact | None,
    figure: Figure,
    cell: Cell,
    why: Why,
    basis: BasisName = BasisName.PUBLISHED,
) -> dict[str, str] | None:
    """Return an amount of a quarter, leading to where it comes from; None where not known."""
    return linked(value, why(figure, cell.quarter.number, basis))


def hours_cell(
    value: Exact | None,
    figure: Figure,
    cell: Cell,
    why: Why,
    basis: BasisName = BasisName.PUBLISHED,
) -> dict[str, str] | None:
    """Return hours of a quarter, leading to where they come from; None where not known."""
    href = why(figure, cell.quarter.number, basis)
    return None if value is None else {"text": format_hours(value), "href": href}


def linked(value: Exact | None, href: str) -> dict[str, str] | None:
    """Return an amount as a link; None where it is not known."""
    return None if value is None else {"text": format_pounds(value), "href": href}
