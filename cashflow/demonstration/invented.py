"""Invents enterprises and their weeks: the same ones at every loading (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from programmes.quarters import Quarter, monday_of

_PLACES = (
    "Alder",
    "Bramble",
    "Coppice",
    "Dovecote",
    "Elmtree",
    "Fallow",
    "Gatehouse",
    "Hawthorn",
    "Ivybank",
    "Juniper",
    "Kingcup",
    "Lodeside",
    "Millrace",
    "Nettlefield",
    "Osier",
)
_TRADES = ("Home Help", "Companions", "Care at Home", "House and Garden", "Meals and More")
# Kinds of help by trade; a trade that gives two splits its week between them.
_KINDS: Mapping[str, tuple[str, ...]] = {
    "Home Help": ("domestic",),
    "Companions": ("befriending",),
    "Care at Home": ("personal-care", "domestic"),
    "House and Garden": ("gardening",),
    "Meals and More": ("meals", "personal-care"),
}
# So many of a hundred enterprises are paid in this way.
_PAYERS = (("direct_payment", 46), ("self_funded", 30), ("council", 12), ("unknown", 12))

MEASURED, TYPICAL, SILENT = "measured", "typical", "silent"
_FULL_AFTER_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Invented:
    """One enterprise that never was.

    `usual` is its usual week in quarters of an hour. `established` is None while it is being
    developed. `tells` says whether it gives measured weeks, a typical week or nothing.
    """

    number: int
    name: str
    kinds: tuple[str, ...]
    payer: str
    established: date | None
    existing: bool
    usual: int
    tells: str
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """What a council's register looks like: enterprises established in each quarter, and sizes.

    `usual` is the least and the most of a usual week, in hours.
    """

    existing: int
    by_quarter: Sequence[int]
    in_development: int
    usual: tuple[int, int]


def enterprises(
    shape: Shape, quarters: Sequence[Quarter], today: date, dice: Random
) -> list[Invented]:
    """Return the enterprises of a register, in the order in which they were established."""
    days: list[tuple[date | None, bool]] = []
    for place in range(shape.existing):
        days.append((quarters[0].start - timedelta(days=90 + 130 * place), True))
    for quarter, many in zip(quarters, shape.by_quarter, strict=False):
        last = min(quarter.end, today)
        span = max((last - quarter.start).days, 0)
        days += [
            (quarter.start + timedelta(days=dice.randint(0, span)), False) for _ in range(many)
        ]
    days += [(None, False)] * shape.in_development
    return [
        _one(number, established, existing, shape, today, dice)
        for number, (established, existing) in enumerate(days, start=1)
    ]


def _one(
    number: int,
    established: date | None,
    existing: bool,
    shape: Shape,
    today: date,
    dice: Random,
) -> Invented:
    # No two of the first 75 have the same name.
    place = _PLACES[number % len(_PLACES)]
    trade = _TRADES[(number + number // len(_PLACES)) % len(_TRADES)]
    usual = dice.randint(shape.usual[0] * 4, shape.usual[1] * 4)
    closed = None
    # One in seventeen gives up after half a year.
    if established is not None and number % 17 == 9:
        closed = established + timedelta(days=200)
    return Invented(
        number=number,
        name=f"{place} {trade}",
        kinds=_KINDS[trade],
        payer=_payer(dice),
        established=established,
        existing=existing,
        usual=usual,
        tells=TYPICAL if number % 6 == 4 else SILENT if number % 15 == 11 else MEASURED,
        closed=closed if closed is not None and closed < today else None,
    )


def _payer(dice: Random) -> str:
    throw = dice.randint(1, 100)
    for payer, share in _PAYERS:
        throw -= share
        if throw <= 0:
            return payer
    return _PAYERS[-1][0]


def weeks_of(
    one: Invented, quarters: Sequence[Quarter], today: date, dice: Random
) -> dict[date, list[tuple[str, Decimal]]]:
    """Return hours by week and kind of help; weeks that were not handed in are not there.

    A new enterprise grows for twelve weeks, then keeps its usual week, give or take a fifth.
    About one week in twelve is missing.
    """
    if one.tells != MEASURED or one.established is None:
        return {}
    weeks: dict[date, list[tuple[str, Decimal]]] = {}
    first = monday_of(max(one.established, quarters[0].weeks[0])) + timedelta(days=7)
    # The running week is not over, so nobody has handed it in.
    last = min(quarters[-1].weeks[-1], monday_of(today) - timedelta(days=7), one.closed or date.max)
    week, age = first, _FULL_AFTER_WEEKS if one.existing else 0
    while week <= last:
        if dice.randint(1, 12) > 1:
            weeks[week] = _split(one, _week_of(one, min(age, _FULL_AFTER_WEEKS), dice))
        week, age = week + timedelta(days=7), age + 1
    return weeks


def _week_of(one: Invented, age: int, dice: Random) -> int:
    """Hours of a week in quarters of an hour: half of the usual at first."""
    grown = one.usual * (_FULL_AFTER_WEEKS + age) // (2 * _FULL_AFTER_WEEKS)
    return max(grown * dice.randint(80, 120) // 100, 1)


def _split(one: Invented, quarter_hours: int) -> list[tuple[str, Decimal]]:
    if len(one.kinds) == 1:
        return [(one.kinds[0], Decimal(quarter_hours) / 4)]
    second = quarter_hours // 3
    parts = [(one.kinds[0], quarter_hours - second), (one.kinds[1], second)]
    return [(kind, Decimal(part) / 4) for kind, part in parts if part]
