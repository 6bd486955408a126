"""Whose hours a list changes, kept small: what the quarters' hours after it are worked out from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from enterprises import rollup
from enterprises.importers.snapshot import day
from enterprises.rollup import Span, Step, Typical
from uploads.changes import Change
from uploads.problems import LONGEST_SHEET_NAME

# What changes are about, as they name it.
ENTERPRISE, ENQUIRY, WEEK, TYPICAL = "enterprise", "enquiry", "week", "typical"

# An enterprise of the register by its number, or one that the file adds by sheet and row.
Owner = int | tuple[str, int]


@dataclass(frozen=True, slots=True)
class LineGiven:
    """Measured hours of one kind and payer, as a list gives them."""

    hundredths: int
    service_type: int
    payer: str


# A typical week by its number (None: a new one).
TypicalGiven = tuple[int | None, Typical]


@dataclass(frozen=True, slots=True)
class After:
    """What changes of one enterprise: lines by week, typical weeks by number, and when it traded
    (None: as before)."""

    weeks: Mapping[date, tuple[LineGiven, ...]]
    typical: Sequence[TypicalGiven]
    spans: tuple[Span, ...] | None


class Touched:
    """Takes note of each change as it is found. What there is none of takes no room."""

    def __init__(self) -> None:
        self._weeks: dict[Owner, dict[date, tuple[LineGiven, ...]]] = {}
        self._typical: dict[Owner, tuple[TypicalGiven, ...]] = {}
        self._spans: dict[Owner, tuple[Span, ...]] = {}

    def note(self, change: Change) -> None:
        """Take note of what a change does to the hours of an enterprise."""
        after = change.after
        if change.what == ENTERPRISE and "stages" in after:
            owner = change.number or (change.sheet[:LONGEST_SHEET_NAME], change.row)
            steps = [Step(one["stage"], day(one["on"])) for one in after["stages"]]
            self._spans[owner] = rollup.trading_spans(steps)
        elif change.what == WEEK:
            self._weeks.setdefault(_owner(change), {})[date.fromisoformat(after["week"])] = tuple(
                LineGiven(one["hundredths"], one["service_type"], one["payer"])
                for one in after["lines"]
            )
        elif change.what == TYPICAL:
            owner, last = _owner(change), day(after["valid_to"])
            held = Typical(date.fromisoformat(after["valid_from"]), last, after["hundredths"])
            given = (change.number, held)
            self._typical[owner] = (*self._typical.get(owner, ()), given)

    def owners(self) -> set[Owner]:
        """Return the enterprises whose hours may become others."""
        # To one that is added and gives no hours, stages add none.
        moved = {owner for owner in self._spans if isinstance(owner, int)}
        return self._weeks.keys() | self._typical.keys() | moved

    def after(self, owner: Owner) -> After:
        """Return what changes of one of them."""
        weeks, typical = self._weeks.get(owner, {}), self._typical.get(owner, ())
        return After(weeks, typical, self._spans.get(owner))


def _owner(change: Change) -> Owner:
    named: Any = change.after["enterprise"]
    return named if isinstance(named, int) else (named["sheet"], named["row"])
