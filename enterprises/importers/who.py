"""Which enterprise a row of hours, of typical weeks or of enquiries means.

It may be in the register, or be added by another row of the same file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from enterprises.importers.enterprise_rows import Planned, with_reference
from enterprises.importers.snapshot import StageRow
from enterprises.importers.work import (
    Place,
    Said,
    Work,
    confirm,
    fix,
    question_key,
    unread,
    words_of,
)
from enterprises.matching import Known, Names, is_another_name, name_key, postcode_key
from enterprises.rollup import Step
from uploads.importing import Question
from uploads.problems import LONGEST_SHEET_NAME
from uploads.rows import Row


@dataclass(frozen=True, slots=True)
class Target:
    """An enterprise that is meant: one of the register, by its number, or one that a row of the
    file adds, by its place. `stages` are those it will have. One that is not `settled` is added
    by a row of which something must be corrected first: it is checked, and nothing is changed."""

    number: int | None
    place: Place | None
    name: str
    stages: tuple[StageRow, ...]
    traded_before: bool | None
    settled: bool = True

    @property
    def steps(self) -> list[Step]:
        """The stages as the roll-up takes them."""
        return [row.step for row in self.stages]

    def after(self, one: Planned) -> "Target":
        """Return it as a row of a list of enterprises leaves it."""
        before = one.item["traded_before"]
        before = self.traded_before if before is None else before
        return replace(self, stages=one.stages.after, traded_before=before)

    @property
    def plain(self) -> Any:
        """The enterprise as changes hold it: a number, or the row that adds it."""
        if self.place is None or self.number is not None:
            return self.number
        # As long as a stored change keeps the name of its sheet.
        return {"sheet": self.place[0][:LONGEST_SHEET_NAME], "row": self.place[1]}


@dataclass(slots=True)
class _Asked:
    words: tuple[str, str, str]
    candidates: Sequence[tuple[int, str]]
    places: list[tuple[str, int, int]] = field(default_factory=list)


# What stands for an enterprise that another row of the file means, but that is not settled yet:
# a question about it is open, or its row must be corrected first.
UNSETTLED = "unsettled"

# What the rows of a list are counted as, whose enterprise needed no question.
_COUNTED = {"hours": "week", "typical": "typical"}


class Who:
    """Finds the enterprise that words mean, and asks once for each set of words."""

    def __init__(self, work: Work, planned: Sequence[Planned]) -> None:
        self._work = work
        self._by_number = {
            number: Target(number, None, one.name, one.stages, one.traded_before_programme)
            for number, one in work.enterprises.items()
        }
        self._planned = planned
        for one in planned:
            if one.item.meant is not None:
                number = one.item.meant.number
                self._by_number[number] = self._by_number[number].after(one)
        # Those that the file adds, by what they are counted as meanwhile; None: not settled.
        self._here: dict[int, Target | None] = {}
        self._asked: dict[str, _Asked] = {}
        self._settled: dict[tuple[str, ...], Target | str | Said | _Asked] = {}

    @cached_property
    def _names(self) -> Names:
        """All enterprises, for finding them: made when a list first names one."""
        known = [
            Known(one.number, one.reference, one.name, one.postcode)
            for one in self._work.enterprises.values()
        ]
        for position, one in enumerate(self._planned, start=1):
            known.extend(self._from_file(-position, one))
        return Names(known)

    def everyone(self) -> Iterable[Target]:
        """Return all enterprises of the register, with the stages that the file gives them."""
        return self._by_number.values()

    def mean(self, row: Row, kind: str, said: "Sayings") -> Target | None:
        """Return the enterprise that a row means; None where it is not settled, which is said
        or asked."""
        blind = any(unread(row, name) for name in said.fields)
        if blind and not row.values.get("reference"):
            return None  # a name alone may mean another at the postcode that is not known
        words = tuple(str(row.values.get(name) or "") for name in said.fields)
        cached = (kind, *words)
        if cached not in self._settled:
            self._settled[cached] = self._settle(*self._three(words), kind, said)
        found = self._settled[cached]
        column = next((row.places[name] for name in said.naming if name in row.places), -1)
        named_in = next((name for name in said.naming if name in row.values), said.naming[0])
        if blind and not isinstance(found, Target):
            return None
        if isinstance(found, _Asked):
            found.places.append((row.sheet, row.number, column))
            return self._answered(kind, found)
        if isinstance(found, Said):
            self._work.found.say(found, row, named_in, also=said.naming)
            return None
        if isinstance(found, str):
            return None
        if what := _COUNTED.get(kind):
            self._work.certain[what] += 1
        if len(words) == 3 and words[0] and words[1]:
            about = f"Reference {words[0]}: the register has {found.name}, your file {words[1]}"
            if self._names_another(words[1], found):
                self._work.found.say(
                    said.name_of_another, row, "name", about=about, also=("reference",)
                )
            elif is_another_name(words[1], found.name):
                self._work.found.say(said.other_name, row, "name", about=about, also=("reference",))
        return found

    def _names_another(self, name: str, found: Target) -> bool:
        """Say whether a name is another enterprise's than the one that the reference means."""
        if name_key(name) == name_key(found.name):
            return False
        return any(one.number != found.number for one in self._names.by_name(name))

    def numbered(self, number: int) -> Target:
        """Return the enterprise of the register with this number."""
        return self._by_number[number]

    def of_row(self, one: Planned) -> Target | None:
        """Return the enterprise of a row of a list of enterprises; None where not settled."""
        item = one.item
        if item.meant is not None:
            return self._by_number[item.meant.number]
        if not item.new:
            return None
        settled = not self._work.found.is_wrong(item.row)
        before = item["traded_before"]
        return Target(None, item.place, item.name, one.stages.after, before, settled)

    def ask(self) -> None:
        """Put all questions that came up."""
        for key, asked in self._asked.items():
            if not asked.places:
                continue
            self._work.questions.append(
                Question(
                    key=key,
                    label=words_of(*asked.words),
                    places=tuple(asked.places),
                    candidates=tuple(
                        self._work.candidate(number, why) for number, why in asked.candidates
                    ),
                    may_be_new=False,
                    answer=self._answer(key, asked),
                )
            )

    def _from_file(self, number: int, one: Planned) -> list[Known]:
        """Keep what a row of the file makes of an enterprise, and return how it is named there."""
        item = one.item
        if item.meant is not None:
            number = item.meant.number
        else:
            self._here[number] = self.of_row(one)
        texts = (item.reference, item.name, item.postcode)
        return [Known(number, *texts)] if texts[0] or texts[1] else []

    def _three(self, words: tuple[str, ...]) -> tuple[str, str, str]:
        """Return reference, name and postcode; an enquiry has one word that may be either."""
        if len(words) == 3:
            return words[0], words[1], words[2]
        (word,) = words
        return ("", word, "") if not self._names.by_reference(word) else (word, "", "")

    def _settle(
        self, reference: str, name: str, postcode: str, kind: str, said: "Sayings"
    ) -> Target | str | Said | _Asked:
        if not reference and not name:
            return said.nobody
        numbers = _numbers(self._names.by_reference(reference)) if reference else []
        if not numbers and name:
            numbers = _numbers(self._by_name(reference, name, postcode))
        if len(numbers) == 1:
            return self._target(numbers[0])
        if numbers:
            return self._one_of(numbers, reference, name, postcode, kind, said)
        likely: dict[int, str] = {}
        here = False
        for alike in self._names.alike(name, postcode) if name else ():
            if alike.known.number > 0:
                likely.setdefault(alike.known.number, with_reference(alike, reference))
            else:
                here = True
        if likely:
            return self._question(kind, reference, name, postcode, list(likely.items()))
        return said.alike_here if here else said.unknown

    def _one_of(
        self,
        numbers: Sequence[int],
        reference: str,
        name: str,
        postcode: str,
        kind: str,
        said: "Sayings",
    ) -> str | Said | _Asked:
        """Ask which of several is meant; what other rows of the file leave open comes first."""
        if any(number < 0 and self._here[number] is None for number in numbers):
            return UNSETTLED
        if min(numbers) < 0:
            return said.several_here
        why = "One of several with this name or reference"
        return self._question(kind, reference, name, postcode, [(one, why) for one in numbers])

    def _by_name(self, reference: str, name: str, postcode: str) -> Sequence[Known]:
        found = self._names.by_name(name)
        if reference:
            # The register or the file knows it under another reference: a person says.
            found = [one for one in found if not one.reference]
        if postcode:
            where = postcode_key(postcode)
            found = [one for one in found if postcode_key(one.postcode) in ("", where)]
        return found

    def _target(self, number: int) -> Target | str:
        if number > 0:
            return self._by_number[number]
        return self._here[number] or UNSETTLED

    def _question(
        self,
        kind: str,
        reference: str,
        name: str,
        postcode: str,
        candidates: Sequence[tuple[int, str]],
    ) -> _Asked:
        key = question_key(kind, (reference, name, postcode))
        return self._asked.setdefault(key, _Asked((reference, name, postcode), candidates))

    def _answer(self, key: str, asked: _Asked) -> str:
        answer = self._work.answer(key, (number for number, _ in asked.candidates))
        return answer if answer.isdecimal() else ""

    def _answered(self, kind: str, asked: _Asked) -> Target | None:
        answer = self._answer(question_key(kind, asked.words), asked)
        return self._by_number[int(answer)] if answer else None


@dataclass(frozen=True, slots=True)
class Sayings:
    """What one kind of list says of the enterprise it does not find. `fields` name it (reference,
    name and postcode, or one of an enquiry); `naming` are those a problem is shown at."""

    fields: tuple[str, ...]
    naming: tuple[str, ...]
    nobody: Said
    unknown: Said
    alike_here: Said
    several_here: Said
    other_name: Said
    name_of_another: Said


def sayings(kind: str, *, fields: tuple[str, ...], naming: tuple[str, ...]) -> Sayings:
    """Return what a kind of list says."""
    return Sayings(
        fields=fields,
        naming=naming,
        nobody=fix(
            f"{kind}.no_enterprise",
            "This row does not say which enterprise it is about",
            "Enter its name or reference, or leave the row out",
        ),
        unknown=fix(
            f"{kind}.unknown_enterprise",
            "This enterprise is neither in the register nor in this file",
            "Correct its name or reference, or add it to the register first",
        ),
        alike_here=fix(
            f"{kind}.misspelt_enterprise",
            "This enterprise is not in the register, and another row of this file has a name "
            "much like it",
            "Write it in the same way in both rows",
        ),
        several_here=fix(
            f"{kind}.several_enterprises",
            "Several enterprises have this name, at least one of which this file adds",
            "Give the reference or the postcode of the one that is meant",
        ),
        other_name=confirm(
            f"{kind}.other_name",
            "The register knows this reference under quite another name",
            "Correct the reference or the name, or tell us why both are right",
        ),
        name_of_another=confirm(
            f"{kind}.name_of_another",
            "This reference and this name are two enterprises, as when one column of a list was "
            "sorted without the others",
            "Correct the reference or the name, or tell us why the reference is right",
        ),
    )


def _numbers(known: Iterable[Known]) -> list[int]:
    return list(dict.fromkeys(one.number for one in known))
