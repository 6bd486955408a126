"""What the owner of the lists provides: the contract between uploads and the register.

`uploads` turns a file into rows and leads the conversation; what the rows mean, whether they fit
the register, and how they are saved, is the business of the app that owns the register. It hands
in one `Importer` when it starts.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import TextField
from django.db.models.functions import Cast

from accounts.models import User
from uploads.answers import Answers
from uploads.changes import PackedChanges
from uploads.columns import ListKind
from uploads.problems import Problem
from uploads.rows import ReadList

if TYPE_CHECKING:
    from uploads.models import Upload


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something in the register that a row may mean; `why` says what they have in common."""

    number: int
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """Which one in the register is meant, where a person must say.

    `key` is stable while the words of the rows stay the same; `places` are sheet, row and column.
    `may_be_new` is False where the row can only mean something that is there already.
    `answer` is what was decided: the number of a candidate, NEW, or "".
    """

    key: str
    label: str
    places: tuple[tuple[str, int, int], ...]
    candidates: tuple[Candidate, ...]
    may_be_new: bool = True
    answer: str = ""


@dataclass(frozen=True, slots=True)
class InRegister:
    """Something in the register that a person may name; `label` tells it from all others."""

    number: int
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class QuarterEffect:
    """What confirming does to one figure of a quarter's return, in words; `approved` says that an
    approved return holds another than it will be. `figure` is "" of hours a week."""

    label: str
    before: str
    after: str
    approved: bool
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Newer:
    """How many changes take the place of what the register came to say after `latest`, the latest
    day that the lists hold; `sources` say whence it has that, in words."""

    changes: int
    latest: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overwritten:
    """Something that the register says of `count` rows and the lists say otherwise, like their
    names; a person may have it `kept`. `key` names it in answers, `label` on pages."""

    key: str
    label: str
    count: int
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Examination:
    """What the lists would do to the register, worked out without changing it.

    `unchanged` counts, by `what`, what the register says already. `absent` names what the
    register has and the file does not, by kind of list: said, never acted on. `certain` counts,
    by `what`, the rows whose place in the register needed no question. `brought` counts, by `what`,
    what is added by a change of something else.
    """

    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    changes: PackedChanges = field(default_factory=PackedChanges)
    unchanged: dict[str, int] = field(default_factory=dict)
    certain: dict[str, int] = field(default_factory=dict)
    brought: dict[str, int] = field(default_factory=dict)
    absent: dict[str, tuple[str, ...]] = field(default_factory=dict)
    effects: tuple[QuarterEffect, ...] = ()
    newer: Newer | None = None
    overwritten: tuple[Overwritten, ...] = ()


# How many changes are held at a time.
AT_ONCE = 2_500


@dataclass(slots=True)
class StoredChange:
    """A `models.UploadChange` as saving and undoing go through thousands of them.

    `number` is the row of the register; of something new, the one it will be. Of a week, which has
    none of its own, it is the enterprise's, set by saving where the same list adds it. What was and
    will be is kept as the JSON that is stored, and understood once it is asked for: whoever reads
    thousands keeps the database waiting no longer than it takes to hand them over.
    """

    pk: int
    what: str
    action: str
    number: int | None
    label: str
    sheet: str
    row: int
    before_json: str | None
    after_json: str
    _before: dict[str, Any] | None = None
    _after: dict[str, Any] | None = None

    @property
    def before(self) -> dict[str, Any] | None:
        """What was recorded; None of something new that nothing is recorded beside."""
        if self._before is None and self.before_json is not None:
            self._before, self.before_json = json.loads(self.before_json), None
        return self._before

    @property
    def after(self) -> dict[str, Any]:
        """What will be recorded."""
        if self._after is None:
            self._after, self.after_json = json.loads(self.after_json), ""
        return self._after

    @property
    def own_number(self) -> int:
        """The row of the register that it is, or will be.

        Raises RegisterMoved where it has none yet, which is given it by another check.
        """
        if self.number is None:
            raise RegisterMoved(f"{self.label} has no number")
        return self.number

    @property
    def is_added(self) -> bool:
        """Say whether it adds something to the register."""
        return self.action == "added"


class StoredChanges:
    """The changes of an upload in their order; of a long list, never all of them at once."""

    def __init__(self, upload: "Upload") -> None:
        self._upload = upload

    def __len__(self) -> int:
        return self._upload.changes.count()

    def __iter__(self) -> Iterator[StoredChange]:
        return chain.from_iterable(self._batches())

    def whats(self) -> set[str]:
        """Return what there are changes of."""
        return set(self._upload.changes.order_by().values_list("what", flat=True).distinct())

    def of(self, what: str, **more: Any) -> list[StoredChange]:
        """Return all changes of one thing."""
        return list(chain.from_iterable(self._batches(what=what, **more)))

    def batches(self, what: str, **more: Any) -> Iterator[list[StoredChange]]:
        """Yield the changes of one thing, some thousands at a time; `more` narrows them down.

        The next ones are read before some are handed out: what is done with these may keep the
        database busy.
        """
        batches = self._batches(what=what, **more)
        some = next(batches, None)
        while some is not None:
            coming = next(batches, None)
            yield some
            some = coming

    def _batches(self, **which: Any) -> Iterator[list[StoredChange]]:
        names = ("position", "pk", "what", "action", "number", "label", "sheet", "row")
        values = (Cast("before", TextField()), Cast("after", TextField()))
        found, last = self._upload.changes.filter(**which).order_by("position"), -1
        while rows := list(found.filter(position__gt=last).values_list(*names, *values)[:AT_ONCE]):
            last = rows[-1][0]
            yield [StoredChange(*row[1:]) for row in rows]


def changes_of(upload: "Upload") -> StoredChanges:
    """Return the changes of an upload, in their order."""
    return StoredChanges(upload)


class RegisterMoved(Exception):
    """The register no longer says what the person was shown; nothing was saved."""


class CannotUndo(Exception):
    """What has happened since stands in the way of undoing an upload; each in words."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class Blank:
    """What a blank template of one kind of list begins with: rows by field, and its weeks. Hours
    that are known already stand under the day on which their week begins, like "2023-04-03"."""

    rows: tuple[dict[str, str], ...] = ()
    weeks: tuple[date, ...] = ()
    period: str = ""


class Importer(Protocol):
    """Knows the lists of one register. `programme` is a `programmes.Programme`."""

    def kinds(self, programme: Any) -> tuple[ListKind, ...]:
        """Return the kinds of list, with this council's words for kinds of help and payers."""

    def examine(
        self, lists: Sequence[ReadList], programme: Any, answers: Answers, today: date
    ) -> Examination:
        """Check the lists against one another and the register, and work out the changes.

        Changes nothing. Where there are problems that must be fixed, the changes are those of
        the rows without any.
        """

    def numbers(self, what: str, count: int) -> Sequence[int]:
        """Return so many numbers that nothing in the register has or will have, for things of this
        kind that a list adds; called in a transaction. None where they have no numbers of their
        own."""

    def save(self, upload: "Upload", changes: StoredChanges, by: User) -> None:
        """Do all the changes, or raise RegisterMoved and do none; called in a transaction.

        Writes the audit events, and adds the quarters up again.
        """

    def undo(self, upload: "Upload", changes: StoredChanges, by: User) -> None:
        """Take all the changes back, or raise CannotUndo and take back none; in a transaction."""

    def hindrances(self, upload: "Upload", changes: StoredChanges) -> Sequence[str]:
        """Return, each in words, what `undo` would raise CannotUndo with; changes nothing and
        keeps nobody waiting."""

    def in_register(self, programme: Any) -> tuple[InRegister, ...]:
        """Return all that a row may be linked to (see `Problem.asks`), in the order of names."""

    def to_add(self, upload: "Upload", problem: Problem, field: str) -> str:
        """Return the address of a page on which what a problem's row names, and the register does
        not have, can be added; "" where there is none such. `field` is what its column means."""

    def blank(self, programme: Any, kind: str, quarter: int) -> Blank:
        """Return what the blank template of a kind of list holds for a quarter's number."""


_importers: list[Importer] = []


def register(importer: Importer) -> None:
    """Hand in the importer; called once, when the application starts."""
    _importers[:] = [importer]


def importer() -> Importer:
    """Return the importer. Raises LookupError where no app has handed one in."""
    if not _importers:
        raise LookupError("No app has registered an importer.")
    return _importers[0]
