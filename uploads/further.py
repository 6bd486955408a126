"""Hours in further columns of a list that reads only one: asked about, never lost unseen (pure)."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from uploads import headings
from uploads.columns import IGNORED, Column, Heading, ListKind, Unreadable
from uploads.contents import Contents

_SHARE_READ = 50  # of a hundred cells


def ask(kind: ListKind, free: Iterable[Contents], found: dict[int, Heading]) -> None:
    """Where hours stand in several columns, as one for each payer, ask about those left out.

    `free` are columns that are left out and might be read; `found` is how all are understood, and
    is changed.
    """
    left = [one for one in free if found[one.column].field == IGNORED and _is_hours(one.text)]
    for taken in tuple(found.values()) if left else ():
        column = kind.column(taken.field)
        if column is None or not _is_hours(taken.text) or not _reads_figures(column):
            continue
        why = (
            f"“{taken.text}” is taken as “{column.heading}”, and a row has one such figure. If "
            "these hours count too, give them rows of their own."
        )
        for one in left:
            if one.share_read(column.parser(one.text)) >= _SHARE_READ:
                found[one.column] = replace(
                    found[one.column], certain=False, why=why, samples=one.samples
                )


def _is_hours(heading: str) -> bool:
    return headings.holds_phrase(heading, "hour")


def _reads_figures(column: Column) -> bool:
    try:
        return isinstance(column.parse(Decimal(1)), Decimal)
    except Unreadable:
        return False
