"""What a list changes, kept small: what the quarters' figures after it are worked out from."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from enterprises import rollup
from enterprises.importers.snapshot import day
from enterprises.rollup import Span, Step
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


@dataclass(frozen=True, slots=True)
class TypicalGiven:
    """A typical week as a list gives it; `number` is None of a new one."""

    number: int | None
    first_week: date
    last_week: date | None
    line: LineGiven


@dataclass(frozen=True, slots=True)
class After:
    """What changes of one enterprise: lines by week, typical weeks by number, when it traded
    (None: as before), and whether it is `new` (as before where `keeps_new`)."""

    weeks: Mapping[date, tuple[LineGiven, ...]]
    typical: Sequence[TypicalGiven]
    spans: tuple[Span, ...] | None
    keeps_new: bool
    new: bool | None


# Of an enterprise: when it was first established, and whether it had traded before.
Begun = tuple[date | None, bool | None]


class Touched:
    """Takes note of each change as it is found. What there is none of takes no room."""

    def __init__(self) -> None:
        self._weeks: dict[Owner, dict[date, tuple[LineGiven, ...]]] = {}
        self._typical: dict[Owner, tuple[TypicalGiven, ...]] = {}
        self._spans: dict[Owner, tuple[Span, ...]] = {}
        # Of those of the register, what a list says anew; of those it adds, who is known to be new
        # or not: of a long list nearly all are the same.
        self._traded: dict[int, bool | None] = {}
        self._since: dict[int, date | None] = {}
        self._new: set[Owner] = set()
        self._not_new: set[Owner] = set()
        self.added: Counter[Begun] = Counter()
        # By day, how many enquiries more or fewer were received on it.
        self.received: Counter[date] = Counter()

    def note(self, change: Change) -> None:
        """Take note of what a change does to the figures of a quarter."""
        after = change.after
        if change.what == ENTERPRISE:
            self._note_enterprise(change)
        elif change.what == ENQUIRY:
            for values, more in ((change.before or {}, -1), (after, 1)):
                if received_on := day(values.get("received_on")):
                    self.received[received_on] += more
        elif change.what == WEEK:
            self._weeks.setdefault(_owner(change), {})[date.fromisoformat(after["week"])] = tuple(
                LineGiven(one["hundredths"], one["service_type"], one["payer"])
                for one in after["lines"]
            )
        elif change.what == TYPICAL:
            owner, last = _owner(change), day(after["valid_to"])
            line = LineGiven(after["hundredths"], after["service_type"], after["payer"])
            first = date.fromisoformat(after["valid_from"])
            given = TypicalGiven(change.number, first, last, line)
            self._typical[owner] = (*self._typical.get(owner, ()), given)

    def owners(self) -> set[Owner]:
        """Return the enterprises whose hours may become others."""
        # To one that is added and gives no hours, stages add none.
        moved = {owner for owner in self._spans if isinstance(owner, int)} | self._traded.keys()
        return self._weeks.keys() | self._typical.keys() | moved

    def after(self, owner: Owner) -> After:
        """Return what changes of one of them."""
        weeks, typical = self._weeks.get(owner, {}), self._typical.get(owner, ())
        keeps_new = isinstance(owner, int) and owner not in self._traded
        return After(weeks, typical, self._spans.get(owner), keeps_new, self._is_new(owner))

    def begun(self, number: int, before: Begun) -> Begun:
        """Return what the lists make of when an enterprise of the register began."""
        since, traded_before = before
        return self._since.get(number, since), self._traded.get(number, traded_before)

    @property
    def begins(self) -> bool:
        """Say whether the lists may change how many enterprises are new in any quarter."""
        return bool(self.added or self._since or self._traded)

    def _note_enterprise(self, change: Change) -> None:
        after, number = change.after, change.number
        owner = number or (change.sheet[:LONGEST_SHEET_NAME], change.row)
        steps = [Step(one["stage"], day(one["on"])) for one in after.get("stages", ())]
        if "stages" in after:
            self._spans[owner] = rollup.trading_spans(steps)
            if number is not None:
                self._since[number] = rollup.first_established(steps)
        if usual := after.get("usual"):
            line = LineGiven(usual["hundredths"], usual["service_type"], usual["payer"])
            first = date.fromisoformat(usual["valid_from"])
            self._typical[owner] = (TypicalGiven(None, first, None, line),)
        traded_before = after.get("traded_before_programme")
        if number is None:
            self.added[rollup.first_established(steps), traded_before] += 1
            if traded_before is not None:
                (self._not_new if traded_before else self._new).add(owner)
        elif "traded_before_programme" in after:
            self._traded[number] = traded_before

    def _is_new(self, owner: Owner) -> bool | None:
        if isinstance(owner, int):
            traded_before = self._traded.get(owner)
            return None if traded_before is None else not traded_before
        return True if owner in self._new else False if owner in self._not_new else None


def _owner(change: Change) -> Owner:
    named: Any = change.after["enterprise"]
    return named if isinstance(named, int) else (named["sheet"], named["row"])
