"""Rows of one list that may be one enterprise: "Fen Helpers" and "Fen Helper" (pure).

Each row is compared with few others: those at its postcode, and those next to it when the names of
its district are put in order, from their beginnings and from their ends. So a slip of the keyboard
is found wherever it stands, and ten thousand rows take ten times as long as a thousand.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from enterprises.matching import Known, name_key, postcode_key, skeleton

# How close two names must be, of 100. Closer than a row and the register must be: that a list has
# an enterprise twice is less likely than that the register has it already.
CLOSE_AT_ONE_POSTCODE = 85
CLOSE_NEAR_BY = 90
# How many of those that follow in order a name is compared with.
_NEIGHBOURS = 3
# As many letters of a postcode follow the district.
_INWARD = 3
# "Team 1" and "Team 2", or "House A" and "House B", are two, however much alike.
_TELLS_APART = re.compile(r"\d+|\b\w\b")

# A row with how its name is drawn, its postcode, and what tells it apart.
_Drawn = tuple[int, str, str, tuple[str, ...]]


def nearly_alike(rows: Sequence[Known]) -> list[tuple[int, int]]:
    """Return pairs of places in `rows`, the earlier first, whose names are nearly one at a postcode
    or near it; each later one once, with the first that is like it.

    Not those whose names are the same, nor those that each have a reference of their own.
    """
    if all(one.reference for one in rows):
        return []
    drawn = [_drawn(place, one) for place, one in enumerate(rows)]
    found: dict[int, int] = {}
    for one, other, least in _compared(drawn):
        if not fuzz.ratio(one[1], other[1], score_cutoff=least) or one[3] != other[3]:
            continue
        first, second = min(one[0], other[0]), max(one[0], other[0])
        earlier, later = rows[first], rows[second]
        if earlier.reference and later.reference:
            continue
        if name_key(earlier.name) != name_key(later.name):
            found[second] = min(first, found.get(second, first))
    return sorted((earlier, later) for later, earlier in found.items())


def _drawn(place: int, one: Known) -> _Drawn:
    key = name_key(one.name)
    return place, skeleton(one.name), postcode_key(one.postcode), tuple(_TELLS_APART.findall(key))


def _compared(rows: Sequence[_Drawn]) -> Iterator[tuple[_Drawn, _Drawn, int]]:
    """Yield pairs that are worth comparing, and how close they must be."""
    for pair in _beside(_by(rows, lambda row: row[2]), _from_the_start):
        if pair[0][2]:
            yield (*pair, CLOSE_AT_ONE_POSTCODE)
    districts = _by(rows, lambda row: row[2][:-_INWARD])
    for order in (_from_the_start, _from_the_end):
        for pair in _beside(districts, order):
            yield (*pair, CLOSE_NEAR_BY)
    bare = sum(not row[2] for row in rows)
    if 0 < bare < len(rows):
        for pair in _beside([rows], _from_the_start):
            if "" in (pair[0][2], pair[1][2]):
                yield (*pair, CLOSE_NEAR_BY)


def _by(rows: Iterable[_Drawn], key: Callable[[_Drawn], str]) -> list[list[_Drawn]]:
    found: dict[tuple[str, tuple[str, ...]], list[_Drawn]] = defaultdict(list)
    for row in rows:
        found[key(row), row[3]].append(row)
    return [some for some in found.values() if len(some) > 1]


def _beside(
    groups: Iterable[Sequence[_Drawn]], order: Callable[[_Drawn], str]
) -> Iterator[tuple[_Drawn, _Drawn]]:
    for group in groups:
        ordered = sorted(group, key=order)
        for place, row in enumerate(ordered):
            for other in ordered[place + 1 : place + 1 + _NEIGHBOURS]:
                yield row, other


def _from_the_start(row: _Drawn) -> str:
    return row[1]


def _from_the_end(row: _Drawn) -> str:
    return row[1][::-1]
