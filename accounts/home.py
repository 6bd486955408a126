"""What a council's first page holds: the work that waits for this person, and where to go.

Higher apps know what waits; they register here when the application starts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from accounts.access import Access


@dataclass(frozen=True, slots=True)
class Work:
    """One thing that waits for the person, such as a return that is due.

    `detail` is a short sentence; `kind` is a word for a status ("To do", "To approve") where
    there is no `due` day to show.
    """

    title: str
    href: str
    detail: str = ""
    due: date | None = None
    kind: str = "To do"


@dataclass(frozen=True, slots=True)
class Place:
    """One place to go, such as a programme's dashboard."""

    title: str
    href: str
    text: str = ""


WorkProvider = Callable[[Access, date], Iterable[Work]]
PlaceProvider = Callable[[Access], Iterable[Place]]

_work: list[WorkProvider] = []
_places: list[PlaceProvider] = []


def register(provider: WorkProvider) -> None:
    """Add a source of waiting work; it returns only what this person may do."""
    if provider not in _work:
        _work.append(provider)


def register_places(provider: PlaceProvider) -> None:
    """Add a source of places to go; it returns only what this person may see."""
    if provider not in _places:
        _places.append(provider)


def waiting(access: Access, today: date) -> list[Work]:
    """Return all that waits for the person, the most urgent first."""
    found = [work for provider in _work for work in provider(access, today)]
    return sorted(found, key=lambda work: (work.due is None, work.due or date.max))


def places(access: Access) -> list[Place]:
    """Return where the person can go, in the order of registration."""
    return [place for provider in _places for place in provider(access)]
