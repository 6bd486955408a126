"""What a page says before something that was added by mistake is removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why it cannot be removed, in a sentence, and where to see to it."""

    text: str
    href: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class RemovalPage:
    """What goes (rows of a summary list), what follows from that, and what stands in the way.

    `otherwise` says what to do where it was no mistake; `edition` is what the page shows, and
    removing anything later is refused.
    """

    title: str
    caption: str
    back: str
    button: str
    edition: str
    goes: Sequence[dict[str, Any]]
    follows: Sequence[str]
    otherwise: str = ""
    obstacles: Sequence[Obstacle] = ()
