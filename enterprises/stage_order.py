"""In which order the stages of an enterprise can come (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from enterprises.rollup import ENDING_STAGES, STAGES, TRADING_STAGES, Step
from programmes.dates import day_words

_DID = {
    "established": "was established",
    "accredited": "was accredited",
    "paused": "paused",
    "closed": "closed",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A stage that ends trading, on a day before the one with which it first began."""

    ended: str
    ended_on: date
    began: str
    began_on: date

    @property
    def both_days(self) -> str:
        """Return both days in words, like "closed on 1 May 2023, established on 3 July 2023"."""
        return (
            f"{self.ended} on {day_words(self.ended_on)}, {self.began} on "
            f"{day_words(self.began_on)}"
        )

    @property
    def words(self) -> str:
        """Say what is wrong, and what to do."""
        return (
            f"The enterprise would have {_DID[self.ended]} on {day_words(self.ended_on)}, before "
            f"it {_DID[self.began]} on {day_words(self.began_on)}. Correct the date. If it began "
            "again in between, first add the stage “In development” on the day on which it did."
        )


def ended_before_it_began(steps: Iterable[Step]) -> frozenset[Wrong]:
    """Return every paused or closed stage that lies before the enterprise first traded.

    A stage without a date is not judged, and where the first day of trading may be one of those
    nothing is. Nor is one wrong after which the enterprise was in development again before it
    traded: it gave up once and began anew.
    """
    steps = tuple(steps)
    if any(step.stage in TRADING_STAGES and step.on is None for step in steps):
        return frozenset()
    dated = sorted((step.on, STAGES.index(step.stage)) for step in steps if step.on is not None)
    life = [(on, STAGES[place]) for on, place in dated]
    first = next(((on, stage) for on, stage in life if stage in TRADING_STAGES), None)
    if first is None:
        return frozenset()
    began_on, began = first
    anew = [on for on, stage in life if stage == "in_development" and on <= began_on]
    return frozenset(
        Wrong(stage, on, began, began_on)
        for on, stage in life
        if stage in ENDING_STAGES and on < began_on and not any(on < later for later in anew)
    )
