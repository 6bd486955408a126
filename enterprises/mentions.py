"""Which enterprise words mention: "Set up as Isle Gardens in May" (pure)."""

from collections import defaultdict
from collections.abc import Iterable

from enterprises.matching import name_key

# A name as short as "Care" stands in many an outcome that is about none.
_SHORTEST = 6


class Mentions:
    """Finds the one enterprise that words name in full."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        """`names` are the numbers and names of all enterprises."""
        owners: dict[str, set[int]] = defaultdict(set)
        for number, name in names:
            owners[name_key(name)].add(number)
        self._owners = owners
        self._by_first: dict[str, list[list[str]]] = defaultdict(list)
        for key in owners:
            words = key.split()
            if words and (len(key) >= _SHORTEST):
                self._by_first[words[0]].append(words)

    def one_in(self, text: str) -> int | None:
        """Return the number of the only enterprise that a text names; None where it names none,
        or where it may be several."""
        key = name_key(text) if text else ""
        if not key:
            return None
        owners = self._owners.get(key) or self._inside(key.split())
        return next(iter(owners)) if len(owners) == 1 else None

    def _inside(self, words: list[str]) -> set[int]:
        """Return the owners of the names that stand in words; of names within one another, those
        of the longest."""
        found: set[int] = set()
        place = 0
        while place < len(words):
            here = [
                name
                for name in self._by_first.get(words[place], ())
                if words[place : place + len(name)] == name
            ]
            longest = max(here, key=len, default=[])
            if longest:
                found |= self._owners[" ".join(longest)]
            place += len(longest) or 1
        return found
