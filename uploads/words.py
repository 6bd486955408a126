"""What pages say of an upload (pure)."""

from collections.abc import Mapping, Sequence
from typing import Any

from uploads.limits import MEGABYTE

# As many rows of a file are named one by one.
MOST_ROWS_NAMED = 5
MOST_SOURCES = 3

SAYS_ALL = "The register says all of this already"
NO_ROWS = "There are no rows under the headings"

# By what an importer adds or changes: one, and several.
THINGS: dict[str, tuple[str, str]] = {
    "enterprise": ("enterprise", "enterprises"),
    "enquiry": ("enquiry", "enquiries"),
    "week": ("week of hours", "weeks of hours"),
    "typical": ("typical week", "typical weeks"),
}

# By state: its word, and what the word's colour means (see components/tag.html).
STATES: dict[str, tuple[str, str]] = {
    "waiting": ("Being read", "waiting"),
    "reading": ("Being read", "waiting"),
    "refused": ("Could not be used", "negative"),
    "checked": ("Waiting for a decision", "info"),
    "saving": ("Being put in", "waiting"),
    "saved": ("In the register", "positive"),
    "failed": ("Our fault", "caution"),
    "discarded": ("Given up", "quiet"),
    "undone": ("Taken back", "quiet"),
}


def sentences(*parts: str) -> str:
    """Return parts as sentences, each with its full stop; empty parts are left out."""
    trimmed = (part.strip() for part in parts)
    ended = (
        part if part.endswith((".", "!", "?", ":")) else f"{part}." for part in trimmed if part
    )
    return " ".join(ended)


def counted(number: int, one: str, several: str) -> str:
    """Return a number with its noun: "1 row", "1,200 rows", "no rows"."""
    if number == 0:
        return f"no {several}"
    return f"{number:,} {one if number == 1 else several}"


def things(what: str, number: int) -> str:
    """Return so many of what an importer knows: "3 enterprises"."""
    one, several = THINGS.get(what, ("row", "rows"))
    return counted(number, one, several)


def listed(parts: Sequence[str]) -> str:
    """Return parts as one reads them out: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def place_words(file_name: str, sheet: str, rows: Sequence[int]) -> str:
    """Return where in a file something stands: "list.xlsx, sheet “Hours”, rows 5 and 6"; without
    a file's name only where in it."""
    named = [f"{row:,}" for row in sorted(rows)[:MOST_ROWS_NAMED]]
    more = len(rows) - len(named)
    if more:
        named.append(f"{more:,} more")
    places = [file_name, f"sheet “{sheet}”" if sheet else ""]
    if named:
        places.append(f"{'row' if len(rows) == 1 else 'rows'} {listed(named)}")
    return ", ".join(filter(None, places))


def in_sum(by_what: Mapping[str, int]) -> str:
    """Return counts by what they are of, leaving noughts out: "3 enterprises and 40 weeks of
    hours"; "" where there are none. Always in one order: PostgreSQL keeps none of JSON's keys."""
    known = [what for what in THINGS if what in by_what]
    others = sorted(what for what in by_what if what not in THINGS)
    return listed([things(what, by_what[what]) for what in (*known, *others) if by_what[what]])


def _by_action(changes: Mapping[str, Mapping[str, int]], action: str) -> str:
    return in_sum({what: counts.get(action, 0) for what, counts in changes.items()})


def _would(changes: Mapping[str, Mapping[str, int]]) -> str:
    added, changed = _by_action(changes, "added"), _by_action(changes, "changed")
    both = [f"add {added}" if added else "", f"change {changed}" if changed else ""]
    return ", and ".join(filter(None, both))


def will_do(changes: Mapping[str, Mapping[str, int]]) -> str:
    """Return what confirming does: "This will add 3 enterprises, and change 2 enterprises."."""
    done = _would(changes)
    return f"This will {done}." if done else f"{SAYS_ALL}."


_BY_HAND = "typed in by hand"


def newer_in_words(newer: Mapping[str, Any] | None) -> str:
    """Return what is said where changes replace what is newer than the list; "" where none do."""
    if not newer:
        return ""
    number, sources = newer["changes"], list(newer["sources"])
    if any(one.startswith(f"{_BY_HAND} on") for one in sources):
        # A day that is not known says nothing more beside those that are.
        sources = [one for one in sources if one != _BY_HAND]
    rest = len(sources) - MOST_SOURCES
    named = sources if rest <= 0 else [*sources[:MOST_SOURCES], f"{rest:,} more"]
    takes = "1 change takes" if number == 1 else f"{number:,} changes take"
    return (
        f"{takes} the place of what the register came to say after {newer['latest']}, the latest "
        f"day in your list. It has that {listed(named)}. If your list is older than that, correct "
        "it or leave those rows out."
    )


def nothing(rows: int) -> str:
    """Return why a list of so many rows changes nothing."""
    return SAYS_ALL if rows else NO_ROWS


def did(changes: Mapping[str, Mapping[str, int]]) -> str:
    """Return what an upload did: "Added 3 enterprises, changed 2 enterprises"."""
    added, changed = _by_action(changes, "added"), _by_action(changes, "changed")
    both = [f"Added {added}" if added else "", f"changed {changed}" if changed else ""]
    return ", ".join(filter(None, both)).capitalize() or "Changed nothing"


def to_settle(open_: Mapping[str, int], unsure: int = 0) -> str:
    """Return what is to be done before the list can be saved; "" where nothing is. `unsure`
    columns are looked at first."""
    parts = [
        counted(unsure, "column to look at", "columns to look at"),
        counted(open_.get("fix", 0), "problem to put right", "problems to put right"),
        counted(open_.get("confirm", 0), "thing to confirm", "things to confirm"),
        counted(open_.get("questions", 0), "row to decide on", "rows to decide on"),
    ]
    return listed([part for part in parts if not part.startswith("no ")])


def outcome(state: str, summary: Mapping[str, Any], message: str, *, kept: bool = True) -> str:
    """Return in a few words how an upload ended, or what it waits for; `kept` says that its file
    is still there."""
    changes = summary.get("changes") or {}
    match state:
        case "saved":
            return did(changes)
        case "undone":
            return f"{did(changes)}; all of it was taken back"
        case "checked":
            left = to_settle(summary.get("open") or {}, summary.get("unsure") or 0)
            if left:
                return left[0].upper() + left[1:]
            if not changes:
                return nothing(sum((summary.get("rows") or {}).values()))
            return f"Would {_would(changes)}"
        case "refused":
            return message.split(". ")[0].rstrip(".")
        case "failed":
            return "The file is kept; nothing was changed" if kept else "Nothing was changed"
        case "discarded":
            return "Nothing was changed"
    return "Not ready yet"


def size(number: int) -> str:
    """Return a number of bytes as people read it: "12 KB", "1.4 MB"."""
    if number < 1024:
        return counted(number, "byte", "bytes")
    if number < MEGABYTE:
        return f"{number // 1024:,} KB"
    tenths = number * 10 // MEGABYTE
    return f"{tenths // 10}.{tenths % 10} MB"
