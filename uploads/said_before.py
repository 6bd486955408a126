"""What was said of names in lists that are in the register, where the same names are asked about
again.

A wrong answer must not spread by itself: one is offered only while it stands, and where nobody may
be meant now who could not be chosen then.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Value
from django.db.models.functions import StrIndex, Substr

from uploads.actions.uploads import NewAnswer
from uploads.given_before import OF_GIVEN, Given, that_stands, whence
from uploads.importing import Question
from uploads.models import Upload, UploadAnswer
from uploads.problems import digest_of

About = UploadAnswer.About
# Answers of a programme that are looked through, the latest first, and that are offered.
MOST_LOOKED_AT = 5_000
MOST_OFFERED = 200
# What follows the kind of list in the key of a question.
OF_KIND = ":"


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """A question that was answered before: `label` names the candidate that was chosen, "" where
    its rows were left out; `whence` says when, and of which file."""

    question: Question
    number: str
    label: str
    whence: str

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
    def answers(self) -> list[NewAnswer]:
        """The same answer about this file."""
        return answers_to(self.question, self.number)


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
        stands = that_stands(given.get(key, ()))
        if stands and _may_be_said(question, stands[0]):
            found.append(_before(question, *stands))
    return found[:MOST_OFFERED]


def _given(upload: Upload, keys: Iterable[str]) -> dict[str, list[Given]]:
    """Return what was answered to the same questions about any file, the latest first.

    Who is meant by the same words may have been said of another kind of list; rows are left out of
    one kind alone.
    """
    asking: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        asking[_words(key)].append(key)
    rows = (
        UploadAnswer.objects.for_council(upload.council)
        .annotate(words=Substr("key", StrIndex("key", Value(OF_KIND)) + 1))
        .filter(
            Q(about=About.MATCH, words__in=list(asking)) | Q(about=About.LEAVE_OUT),
            upload__programme=upload.programme_id,
        )
        .order_by("-at", "-pk")
        .values_list(*("about", "key", "value", "cells"), *OF_GIVEN)
    )
    known = set(keys)
    found: dict[str, list[Given]] = defaultdict(list)
    for about, key, value, cells, *of in rows[:MOST_LOOKED_AT]:
        if about == About.MATCH:
            for same in asking[_words(key)]:
                found[same].append(Given(value, frozenset(cells), *of))
        elif left_out := known.intersection(cells):
            found[left_out.pop()].append(Given("", frozenset(cells), *of))
    return found


def _words(key: str) -> str:
    """Return what stands for the words that a question is about, whatever the kind of list."""
    return key.split(OF_KIND, 1)[-1]


def _may_be_said(question: Question, one: Given) -> bool:
    """Say whether an answer can be given, and was chosen among all that can be given now.

    That it is a new one is not said twice: it is in the register by now, or was removed from it.
    """
    now = {str(candidate.number) for candidate in question.candidates}
    if not now <= one.choices:
        return False
    return one.value in now if one.value else not question.may_be_new


def _before(question: Question, last: Given, first: Given) -> SaidBefore:
    labels = {str(one.number): one.label for one in question.candidates}
    label = labels.get(last.value, "")
    return SaidBefore(question, last.value, label, whence(last, first))
