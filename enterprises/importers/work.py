"""What one examination works with and gathers: problems, questions, changes, counts."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from enterprises.importers import snapshot
from enterprises.importers.touched import Touched
from enterprises.importers.whence import Whence
from enterprises.matching import Names
from programmes.models import Programme
from programmes.quarters import Quarter
from uploads.answers import NEW, Answers
from uploads.cells import shown
from uploads.changes import Change, PackedChanges
from uploads.importing import Candidate, Overwritten, Question
from uploads.problems import Problem, Severity, Spot
from uploads.rows import Row

# Follows the name of a value that is not the list's own: none is said to come from a file that
# does not give it.
NOT_IN_LIST = " (your list does not say)"

# A row in the file; an enterprise that a row adds is named by this until it is saved.
Place = tuple[str, int]


def place_of(row: Row) -> Place:
    """Return where a row stands."""
    return row.sheet, row.number


def unread(row: Row, field_name: str) -> bool:
    """Say whether a cell holds something that could not be read. One that was read, but with a
    doubt, has a value: its row is used once a person has said why it is right."""
    return field_name in row.faulty and field_name not in row.values


@dataclass(frozen=True, slots=True)
class Said:
    """What a check says of a cell: which check, how grave, what is wrong, what to do."""

    code: str
    severity: Severity
    message: str
    remedy: str


def fix(code: str, message: str, remedy: str) -> Said:
    """Return what must be put right before anything is saved."""
    return _said(code, Severity.FIX, message, remedy)


def confirm(code: str, message: str, remedy: str) -> Said:
    """Return what is possible but unlikely, so that a person must say why it is right."""
    return _said(code, Severity.CONFIRM, message, remedy)


def note(code: str, message: str, remedy: str = "") -> Said:
    """Return what a person should know."""
    return _said(code, Severity.NOTE, message, remedy)


def stop(code: str, message: str, remedy: str) -> Said:
    """Return what keeps the whole file from being used."""
    return _said(code, Severity.STOPS, message, remedy)


def _said(code: str, severity: Severity, message: str, remedy: str) -> Said:
    """The rules of the register end their words without a full stop, as forms show them."""
    return Said(code, severity, f"{message}.", f"{remedy}." if remedy else "")


class Findings:
    """The problems found so far, and the rows that cannot be used because of them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.wrong: set[Place] = set()

    def say(
        self,
        said: Said,
        row: Row,
        field_name: str = "",
        *,
        column: int | None = None,
        value: str | None = None,
        about: str = "",
        also: Iterable[str] = (),
        **more: Any,
    ) -> None:
        """Report something about one cell of a row, or with no field about the whole row.

        What must be fixed keeps the row from changing anything. `also` are the other fields that
        may be the wrong one; those without a column are no cells of the list.
        """
        if said.severity is Severity.FIX:
            self.wrong.add(place_of(row))
        self.report(
            said,
            sheet=row.sheet,
            number=row.number,
            column=row.places.get(field_name, -1) if column is None else column,
            value=shown(row.raw.get(field_name)) if value is None else value,
            about=about,
            also=spots(row, also, but=field_name),
            **more,
        )

    def report(
        self,
        said: Said,
        *,
        sheet: str,
        number: int = 0,
        column: int = -1,
        value: str = "",
        about: str = "",
        also: tuple[Spot, ...] = (),
        asks: str = "",
        likely: str = "",
    ) -> None:
        """Report something of any place, without keeping a row from its changes; see `Problem`."""
        self.problems.append(
            Problem(
                code=said.code,
                severity=said.severity,
                message=said.message,
                remedy=said.remedy,
                sheet=sheet,
                row=number,
                column=column,
                value=value,
                about=about,
                also=also,
                asks=asks,
                likely=likely,
            )
        )

    def is_wrong(self, row: Row) -> bool:
        """Say whether a row has something that must be fixed, found here or in reading it."""
        if row.faulty and any(unread(row, name) for name in row.faulty):
            return True
        return bool(self.wrong) and place_of(row) in self.wrong


def spots(row: Row, fields: Iterable[str], *, but: str = "") -> tuple[Spot, ...]:
    """Return the cells of these fields of a row, each once, without that of the field `but`."""
    return tuple(
        Spot(row.number, row.places[name], shown(row.raw.get(name)))
        for name in dict.fromkeys(fields)
        if name and name != but and name in row.places
    )


@dataclass(slots=True)
class Work:
    """One examination. `enterprises` is the register's, `names` finds them."""

    programme: Programme
    today: date
    answers: Answers
    vocabulary: snapshot.Vocabulary
    enterprises: dict[int, snapshot.EnterpriseRow]
    names: Names
    elsewhere: snapshot.Elsewhere
    quarters: tuple[Quarter, ...]
    found: Findings = field(default_factory=Findings)
    questions: list[Question] = field(default_factory=list)
    changes: PackedChanges = field(default_factory=PackedChanges)
    touched: Touched = field(default_factory=Touched)
    unchanged: Counter[str] = field(default_factory=Counter)
    certain: Counter[str] = field(default_factory=Counter)
    brought: Counter[str] = field(default_factory=Counter)
    absent: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # How many values of the register the lists would write over, by key and label.
    overwritten: Counter[tuple[str, str]] = field(default_factory=Counter)
    whence: Whence = field(init=False)

    def __post_init__(self) -> None:
        """Find where values of the register came from, once anybody asks."""
        self.whence = Whence(self.programme)

    def change(self, change: Change) -> None:
        """Add one thing that confirming will do."""
        self.changes.append(change)
        self.touched.note(change)

    def kept(
        self,
        what: str,
        recorded: Mapping[str, Any],
        differing: Iterable[str],
        known_as: Mapping[str, tuple[str, str]],
    ) -> set[str]:
        """Count what the register says and a row writes over, and return the names of the values
        that a person wants kept.

        `known_as` gives the name and the label under which a value is kept; those under one name
        are kept together. There is nothing to keep of what is not recorded.
        """
        together: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in differing:
            together[known_as[name]].append(name)
        kept: set[str] = set()
        for (name, label), names in together.items():
            if all(recorded[one] in ("", None, []) for one in names):
                continue
            self.overwritten[f"{what}.{name}", label] += 1
            if self.keeps(what, name):
                kept.update(names)
        return kept

    def keeps(self, what: str, name: str) -> bool:
        """Say whether a person wants what the register says of this kept."""
        return f"{what}.{name}" in self.answers.kept

    def all_overwritten(self) -> tuple[Overwritten, ...]:
        """Return all that the lists would write over."""
        return tuple(
            Overwritten(key, label, count, key in self.answers.kept)
            for (key, label), count in self.overwritten.items()
        )

    def answer(self, key: str, candidates: Iterable[int] = ()) -> str:
        """Return what was decided about a question: a number of this register, NEW, or "".

        Nothing is decided where one of the `candidates` could not be chosen then: it came into the
        register since, and may be the one that is meant.
        """
        said = self.answers.matches.get(key, "")
        choices = self.answers.choices.get(key)
        if choices and not choices.issuperset(map(str, candidates)):
            return ""
        if said == NEW:
            return said
        known = said.isascii() and said.isdecimal() and int(said[:18]) in self.enterprises
        return said if known else ""

    def candidate(self, number: int, why: str) -> Candidate:
        """Return an enterprise of the register as one that may be meant."""
        return Candidate(number, label_of(self.enterprises[number]), why)


def label_of(one: snapshot.EnterpriseRow) -> str:
    """Return an enterprise with what tells it from others of its name."""
    return words_of(one.reference, one.name, one.postcode)


def words_of(reference: str, name: str, postcode: str) -> str:
    """Return what names an enterprise, in words: "Fen Helpers, CB7 4EE, reference F1"."""
    return ", ".join(filter(None, (name, postcode, f"reference {reference}" if reference else "")))


def question_key(kind: str, words: Sequence[str]) -> str:
    """Return a key that stays the same while the words of a row do; what follows the kind does so
    whatever the kind of list."""
    digest = hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:16]
    return f"{kind}:{digest}"
