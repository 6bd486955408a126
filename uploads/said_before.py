"""What was said of names in lists that are in the register, where the same names are asked about
again.

A wrong answer must not spread by itself. So one is only offered as what was said last, where
nothing speaks against it: no list taken back, no other answer since, and nobody who may be meant
now and could not be chosen then.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from uploads.actions.uploads import NewAnswer
from uploads.cells import shown
from uploads.importing import Question
from uploads.models import Upload, UploadAnswer
from uploads.problems import digest_of

About = UploadAnswer.About
State = Upload.State
# Answers of a programme that are looked through, the latest first, and that are offered.
MOST_LOOKED_AT = 5_000
MOST_OFFERED = 200


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """A question that was answered before: `label` names the candidate that was chosen, "" where
    its rows were left out. It was said of the file `last`, and of all since the file `first`."""

    question: Question
    number: str
    label: str
    last: str
    first: str

    @property
    def sign(self) -> str:
        """What tells it from others: somebody may answer otherwise meanwhile."""
        return digest_of(f"{self.question.key}\n{self.number}\n{self.whence}")

    @property
    def words(self) -> str:
        """Say what was answered."""
        if not self.number:
            return f"“{self.question.label}” is left out"
        return f"“{self.question.label}” is {self.label}"

    @property
    def whence(self) -> str:
        """Say when this was said, and of which file."""
        since = f"; first {self.first}" if self.first != self.last else ""
        return f"Said {self.last}{since}"

    @property
    def answers(self) -> list[NewAnswer]:
        """The same answer about this file."""
        return answers_to(self.question, self.number)


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer as it was kept; `choices` are the numbers of those that could be chosen."""

    number: str
    choices: frozenset[str]
    at: datetime
    file_name: str
    state: str
    undone_at: datetime | None

    @property
    def whence(self) -> str:
        return f"on {shown(timezone.localtime(self.at).date())}, in {self.file_name}"


def answers_to(question: Question, number: str) -> list[NewAnswer]:
    """Return the answer to a question, with who could be chosen; "" leaves its rows out."""
    choices = tuple(str(one.number) for one in question.candidates)
    if number:
        return [NewAnswer(about="match", key=question.key, value=number, cells=choices)]
    rows = dict.fromkeys((sheet, row) for sheet, row, _ in question.places)
    # So that the same question can be told in another file.
    cells = (question.key, *choices)
    return [NewAnswer("leave_out", sheet, row, value="yes", cells=cells) for sheet, row in rows]


def said_before(upload: Upload, questions: Iterable[Question]) -> list[SaidBefore]:
    """Return what was said of the questions that are open, in their order: one query."""
    still_open = {one.key: one for one in questions if not one.answer}
    if not still_open:
        return []
    given = _given(upload, still_open)
    found: list[SaidBefore] = []
    for key, question in still_open.items():
        stands = _that_stands(given.get(key, ()))
        if stands and _may_be_said(question, stands[0]):
            found.append(_before(question, *stands))
    return found[:MOST_OFFERED]


def _given(upload: Upload, keys: Iterable[str]) -> dict[str, list[_Answer]]:
    """Return what was answered to the same questions about any file, the latest first."""
    rows = (
        UploadAnswer.objects.for_council(upload.council)
        .filter(
            Q(about=About.MATCH, key__in=list(keys)) | Q(about=About.LEAVE_OUT),
            upload__programme=upload.programme_id,
        )
        .order_by("-at", "-pk")
        .values_list(
            *("about", "key", "value", "cells", "at"),
            *("upload__file_name", "upload__state", "upload__undone_at"),
        )
    )
    known = set(keys)
    found: dict[str, list[_Answer]] = defaultdict(list)
    for about, key, value, cells, *of in rows[:MOST_LOOKED_AT]:
        if about == About.MATCH:
            found[key].append(_Answer(value, frozenset(cells), *of))
        elif left_out := known.intersection(cells):
            found[left_out.pop()].append(_Answer("", frozenset(cells), *of))
    return found


def _that_stands(given: Sequence[_Answer]) -> tuple[_Answer, _Answer] | None:
    """Return what was said last of a list that is in the register, and the first time from which
    on the same was said; None where there is none, or something came since that speaks against it.
    """
    saved = [one for one in given if one.state == State.SAVED]
    if not saved or any(_speaks_against(one, saved[0]) for one in given):
        return None
    first = saved[0]
    for one in saved:
        if one.number != first.number:
            break
        first = one
    return saved[0], first


def _speaks_against(one: _Answer, last: _Answer) -> bool:
    """Say whether another answer was given after the last one, if only of a list that is not in
    the register, or whether a list with the same answer was taken back after it."""
    if one.number != last.number:
        return one.at > last.at
    return one.undone_at is not None and one.undone_at > last.at


def _may_be_said(question: Question, one: _Answer) -> bool:
    """Say whether an answer can be given, and was chosen among all that can be given now.

    That it is a new one is not said twice: it is in the register by now, or was removed from it.
    """
    now = {str(candidate.number) for candidate in question.candidates}
    if not now <= one.choices:
        return False
    return one.number in now if one.number else not question.may_be_new


def _before(question: Question, last: _Answer, first: _Answer) -> SaidBefore:
    labels = {str(one.number): one.label for one in question.candidates}
    label = labels.get(last.number, "")
    return SaidBefore(question, last.number, label, last.whence, first.whence)
