"""Typical weeks side by side: what holds once a list's own are put beside the recorded ones.

As when one is typed in: a typical week of the same kind of help and payer that still holds ends
with the week before a new one, and two never hold for one week.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from enterprises.importers.hours_lines import Kind
from enterprises.importers.snapshot import TypicalRow
from enterprises.importers.who import Target
from uploads.rows import Row

# The field of a list of enterprises that gives one.
USUAL = "typical_hours"
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Given:
    """A typical week that a row gives."""

    target: Target
    row: Row
    field: str
    valid_from: date
    valid_to: date | None
    kind: Kind
    hundredths: int

    @property
    def key(self) -> tuple[object, Kind]:
        """Whose it is, and of which kind of help and payer."""
        return self.target.number or self.target.place, self.kind


@dataclass(frozen=True, slots=True)
class Held:
    """A typical week as it will be: the recorded one (None: new), and whence."""

    recorded: TypicalRow | None
    given: Given | None
    valid_from: date
    valid_to: date | None
    hundredths: int


def together(given: Sequence[Given]) -> Iterable[tuple[tuple[object, Kind], list[Given]]]:
    """Return typical weeks of one enterprise, kind and payer together."""
    if all(one.field == USUAL for one in given):
        # A row of a list of enterprises gives one at most, and no two rows are of one.
        return ((one.key, [one]) for one in given)
    wanted: dict[tuple[object, Kind], list[Given]] = defaultdict(list)
    for one in given:
        wanted[one.key].append(one)
    return wanted.items()


def beside(held: Sequence[Held], given: Given) -> list[Held] | None:
    """Return what holds once the given one does too; None where two would for one week."""
    same = next((one for one in held if one.valid_from == given.valid_from), None)
    if same is not None:
        # A blank last week does not say that it holds still.
        last = given.valid_to or same.valid_to
        new = replace(same, given=given, valid_to=last, hundredths=given.hundredths)
        rest = [one for one in held if one is not same]
    else:
        new = Held(None, given, given.valid_from, given.valid_to, given.hundredths)
        rest = [
            replace(one, given=one.given or given, valid_to=new.valid_from - _WEEK)
            if one.valid_to is None and one.valid_from < new.valid_from
            else one
            for one in held
        ]
    last_week = new.valid_to or date.max
    for one in rest:
        if one.valid_from <= last_week and new.valid_from <= (one.valid_to or date.max):
            return None
    return [*rest, new]


def of_kind(recorded: Iterable[TypicalRow]) -> list[list[Any]]:
    """Return the recorded typical weeks of one kind as changes hold them: saving refuses where
    they are no longer these."""
    return [
        [
            row.number,
            row.valid_from.isoformat(),
            row.valid_to.isoformat() if row.valid_to else None,
            row.hundredths,
        ]
        for row in sorted(recorded, key=lambda row: row.number)
    ]
