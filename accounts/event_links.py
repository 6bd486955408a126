"""Where an event of the history leads: each app adds the ways to what it keeps when it starts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from accounts.models import Council, Event


@dataclass(frozen=True, slots=True)
class Link:
    """The way to something that an event speaks of."""

    text: str
    href: str


# From a council and the events that are shown to the links, by the number of the event; asked
# once for a page, for those who may read the register.
Source = Callable[[Council, Sequence[Event]], Mapping[int, Link]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Add an app's ways."""
    if source not in _sources:
        _sources.append(source)


def links(council: Council, events: Sequence[Event]) -> dict[int, Link]:
    """Return where these events lead, by their numbers; those that lead nowhere are not there."""
    found: dict[int, Link] = {}
    for source in _sources:
        found |= source(council, events)
    return found
