"""What an approved return says that the register no longer says (pure).

A return keeps what it was approved with, whatever becomes of the register. Where the two part is
told wherever the return is shown, measure by measure; `since_approved` finds it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

DIFFERS = "Differs from approved"
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Moved:
    """One measure of an approved return of which the register now says something else.

    Figures are in words with their unit; None is a blank in the return, and nothing in the
    register. `register_then` is what the register said when the figure was given.
    """

    quarter_number: int
    measure_id: int
    name: str
    said: str | None
    register_then: str | None
    register_now: str | None

    @property
    def now(self) -> str:
        """What the register says now: "12", "nothing"."""
        return self.register_now or NOTHING

    @property
    def in_words(self) -> str:
        """Old and new, as they stand after the measure's name."""
        return f"{self.name}: the register now says {self.now}{self._then}; {self._kept}"

    @property
    def _then(self) -> str:
        """What the register said where the return does not say it too."""
        known = self.register_then is not None and self.register_then != self.said
        return f", no longer {self.register_then}" if known else ""

    @property
    def _kept(self) -> str:
        return "the return leaves it blank" if self.said is None else f"the return says {self.said}"


def has_moved(said: Decimal | None, then: Decimal | None, now: Decimal | None) -> bool:
    """Say whether the register says something that a return neither says nor was told.

    Who gave another figure than the register's gave the reason with it, so that what the register
    said `then` is no difference; nor is it one that the register has come to say what was given.
    Where it knew nothing, a nought may only mean that it was begun later.
    """
    begun_later = then is None and now == 0
    return now not in (said, then) and not begun_later


def note(moved: Sequence[Moved]) -> str:
    """Return what is to be said beside a return of which something has moved; "" where nothing."""
    return f"The register now says something else: {names(moved)}" if moved else ""


def names(moved: Sequence[Moved]) -> str:
    """Return of which measures, in the order of the return: "Enquiries; Jobs"."""
    return "; ".join(dict.fromkeys(one.name for one in moved))
