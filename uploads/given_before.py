"""Which of the answers that people gave to one question, list after list, still stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from uploads.cells import shown
from uploads.models import Upload

State = Upload.State

# What is read of an answer to make it a `Given`, after its value and who could be chosen.
OF_GIVEN = ("at", "upload__file_name", "upload__state", "upload__undone_at")


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was kept, and what became of its list; `choices` are the numbers of those
    that could be chosen."""

    value: str
    choices: frozenset[str]
    at: datetime
    file_name: str
    state: str
    undone_at: datetime | None

    @property
    def whence(self) -> str:
        """Say when it was given, and of which file."""
        return f"on {shown(timezone.localtime(self.at).date())}, in {self.file_name}"


def that_stands(given: Sequence[Given]) -> tuple[Given, Given] | None:
    """Return what was said last of a list that is in the register, and the first time from which
    on the same was said; None where there is none, or something came since that speaks against it.

    The latest come first.
    """
    saved = [one for one in given if one.state == State.SAVED]
    if not saved:
        return None
    last = first = saved[0]
    for one in saved:
        if one.value != last.value:
            break
        first = one
    if any(_speaks_against(one, last, first) for one in given):
        return None
    return last, first


def whence(last: Given, first: Given) -> str:
    """Say when what stands was said, and when it was said first."""
    since = f"; first {first.whence}" if first.whence != last.whence else ""
    return f"Said {last.whence}{since}"


def _speaks_against(one: Given, last: Given, first: Given) -> bool:
    """Say whether another answer was given after the last one, if only of a list that is not in
    the register, or whether a list that said the same before all that stand was taken back since:
    they may repeat its mistake. One that repeated what stands may be wrong in anything else."""
    if one.value != last.value:
        return one.at > last.at
    return one.at < first.at and one.undone_at is not None and one.undone_at > last.at
