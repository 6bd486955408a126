"""Which one in the register a row means, where a person must say."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from config.forms import GdsForm
from uploads.actions.uploads import NewAnswer
from uploads.answers import NEW
from uploads.importing import Question
from uploads.said_before import SaidBefore, answers_to
from uploads.words import place_words

LEAVE_OUT = "leave-out"
NOTHING = "Select an answer to at least one question, then save"
NOTHING_TICKED = "Tick at least one of the earlier answers, or answer the questions below"
OFFERED_OTHERS = (
    "What was answered in earlier lists has changed since this page was shown. "
    "Look at the earlier answers again before you use them"
)


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """One question as the page shows it."""

    question: Question
    box: BoundField


class MatchesForm(GdsForm):
    """One choice for each question; none is made beforehand where we are not sure. What was said of
    the same names before is ticked, and counts once its own button is pressed."""

    submit_label = "Save and check again"

    def __init__(
        self, questions: Sequence[Question], data: Any = None, *, before: Sequence[SaidBefore] = ()
    ) -> None:
        self.before = before
        self.questions = {name_of(question): question for question in questions}
        # The base class copies and dresses the fields that it finds here.
        self.base_fields = {  # type: ignore[misc]
            name: _field(question) for name, question in self.questions.items()
        }
        initial = {name: question.answer for name, question in self.questions.items()}
        super().__init__(data, initial=initial)
        sent: Any = self.data
        self.again = self.is_bound and "again" in sent
        self.ticked: list[str] = (
            sent.getlist("same") if self.is_bound else [one.sign for one in self.before]
        )

    @property
    def parts(self) -> list[QuestionPart]:
        """Return the questions as the page shows them."""
        return [QuestionPart(question, self[name]) for name, question in self.questions.items()]

    def clean(self) -> dict[str, Any]:
        """Refuse a page on which nothing was decided, and one that offered other answers."""
        if self.again and not {one.sign for one in self.before}.issuperset(self.ticked):
            raise forms.ValidationError(OFFERED_OTHERS)
        if not self.errors and not self.answers():
            raise forms.ValidationError(NOTHING_TICKED if self.again else NOTHING)
        return self.cleaned_data

    def answers(self) -> list[NewAnswer]:
        """Return what the person decided on this page."""
        found: list[NewAnswer] = []
        decided: set[str] = set()
        for name, question in self.questions.items():
            chosen = self.cleaned_data.get(name, "")
            if chosen and chosen != question.answer:
                decided.add(question.key)
                found += answers_to(question, "" if chosen == LEAVE_OUT else chosen)
        for one in self.before if self.again else ():
            # What is chosen now goes before what was said then.
            if one.sign in self.ticked and one.question.key not in decided:
                found += one.answers
        return found


def name_of(question: Question) -> str:
    """Return the name of a question's boxes, the same as long as the question is."""
    return f"match_{hashlib.sha256(question.key.encode()).hexdigest()[:16]}"


def _field(question: Question) -> forms.ChoiceField:
    choices = [(str(one.number), one.label) for one in question.candidates]
    hints = {str(one.number): one.why for one in question.candidates}
    if question.may_be_new:
        choices.append(
            (NEW, "It is a new one" if not choices else "None of these: it is a new one")
        )
        hints[NEW] = "It is added to the register."
    else:
        choices.append((LEAVE_OUT, "None of these: leave it out"))
        hints[LEAVE_OUT] = "Nothing of it is put into the register."
    made = forms.ChoiceField(
        label=question.label,
        help_text=_places(question),
        choices=choices,
        widget=forms.RadioSelect,
        required=False,
    )
    made.noun = f"an answer for “{question.label}”"  # type: ignore[attr-defined]
    made.hints = hints  # type: ignore[attr-defined]
    return made


def _places(question: Question) -> str:
    """Return where the rows stand: "Sheet Hours, rows 9, 12 and 30"."""
    by_sheet: dict[str, list[int]] = {}
    for sheet, row, _ in question.places:
        rows = by_sheet.setdefault(sheet, [])
        if row not in rows:
            rows.append(row)
    parts = [place_words("", sheet, rows) for sheet, rows in by_sheet.items()]
    return f"In your file: {'; '.join(parts)}" if parts else ""
