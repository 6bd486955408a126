"""Fills in, submits and approves the invented returns, as people would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from accounts.roles import Role
from cashflow.demonstration.framework import Scene
from programmes import codes
from programmes.actions import returns
from programmes.actions.returns import Entry
from programmes.editions import editions_of
from programmes.models import QuarterlyReturn, Reading
from programmes.sources import offered

TAKEN = (codes.HOURS_PER_WEEK, codes.NEW_ENTERPRISES, codes.ENQUIRIES)


@dataclass(frozen=True, slots=True)
class Given:
    """What the invented commissioner types into the return of a quarter.

    `counts` are the council's own measures, `shares` how many of how many. Hours, enterprises and
    enquiries are taken from the register; where it has nothing, they are nought and the comment
    says why.
    """

    quarter: int
    expenditure: str
    comment: str
    counts: Mapping[str, str] = field(default_factory=dict)
    shares: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def hand_in_all(scene: Scene, given: Sequence[Given]) -> None:
    """Fill in, submit and approve each of these returns."""
    for one in given:
        hand_in(scene, one)


def hand_in(scene: Scene, given: Given) -> QuarterlyReturn:
    """Fill in, submit and approve the return of one quarter."""
    commissioner = scene.people[Role.COMMISSIONER]
    opened = returns.open_version(
        programme=scene.programme, quarter_number=given.quarter, by=commissioner
    )
    return _finish(scene, opened, _entries(scene, given), given.comment)


def correct(scene: Scene, wrong: QuarterlyReturn, *, reason: str, expenditure: str) -> None:
    """Reopen an approved return, correct its expenditure, and approve the next version."""
    opened = returns.reopen(
        return_=wrong, by=scene.people[Role.ADMINISTRATOR], reason=f"Demonstration: {reason}"
    )
    entry = Entry(value=Decimal(expenditure))
    _finish(scene, opened, {codes.EXPENDITURE: entry}, f"Demonstration: corrected, {reason}.")


def _finish(
    scene: Scene, opened: QuarterlyReturn, entries: Mapping[str, Entry], comment: str
) -> QuarterlyReturn:
    commissioner, finance = scene.people[Role.COMMISSIONER], scene.people[Role.FINANCE]
    returns.save(
        return_=opened, by=commissioner, seen=editions_of(opened), entries=entries, comment=comment
    )
    opened.refresh_from_db()
    returns.submit(return_=opened, by=commissioner, edition=opened.edition)
    opened.refresh_from_db()
    returns.approve(return_=opened, by=finance, edition=opened.edition)
    opened.refresh_from_db()
    return opened


def _entries(scene: Scene, given: Given) -> dict[str, Entry]:
    entries = {codes.EXPENDITURE: Entry(value=Decimal(given.expenditure))}
    quarter = scene.programme.quarters()[given.quarter - 1]
    for code in TAKEN:
        said = offered(code, scene.programme, (quarter,)).get(given.quarter)
        if said is None or said.value is None:
            entries[code] = Entry(value=Decimal(0))
        else:
            entries[code] = Entry(value=said.value, origin=Reading.Origin.REGISTER)
    for code, count in given.counts.items():
        entries[code] = Entry(value=Decimal(count))
    for code, (some, all_) in given.shares.items():
        entries[code] = Entry(numerator=Decimal(some), denominator=Decimal(all_))
    return entries
