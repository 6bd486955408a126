"""British postcodes, as people type them and as they are kept (pure)."""

import re
from itertools import pairwise

_SHAPED = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
# The last two letters, and a letter behind the first figure, are never ones that are easily taken
# for a figure or another letter.
NEVER_LAST = "CIKMOV"
_POSTCODE = re.compile(
    rf"[A-Z]{{1,2}}[0-9](?:(?![ILOQZ])[A-Z0-9])?[0-9](?:(?![{NEVER_LAST}])[A-Z]){{2}}"
)


def normalised(text: str) -> str | None:
    """Return a whole postcode in capitals with one space ("cb74ee" gives "CB7 4EE").

    Blank gives "". None means that it is not a postcode.
    """
    compact = "".join(text.upper().split())
    if not compact:
        return ""
    if _POSTCODE.fullmatch(compact) is None:
        return None
    return f"{compact[:-3]} {compact[-3:]}"


def holds_whole_postcode(text: str) -> bool:
    """Say whether words hold a whole postcode, which can point to a handful of homes; also one
    with a slip in it."""
    words = text.upper().replace(",", " ").split()
    pairs = [first + second for first, second in pairwise(words)]
    return any(_SHAPED.fullmatch(word) for word in [*words, *pairs])


def ends_as_none_does(text: str) -> bool:
    """Say whether a text has the form of a postcode, but ends with a letter that none ends with."""
    compact = "".join(text.upper().split())
    return _SHAPED.fullmatch(compact) is not None and any(map(NEVER_LAST.count, compact[-2:]))
