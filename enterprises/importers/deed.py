"""A saving or undoing under way: what its steps share, and what follows at its end."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts import bulk, events
from accounts.models import User
from enterprises.actions import rollups
from enterprises.importers.snapshot import Vocabulary
from enterprises.importers.work import Place
from enterprises.models import Enterprise
from programmes.models import Programme
from programmes.quarters import quarter_of_week
from uploads.importing import RegisterMoved, StoredChange
from uploads.models import Upload, UploadAnswer, UploadChange
from uploads.naming import named
from uploads.problems import Severity, group
from uploads.words import place_words


@dataclass(slots=True)
class Deed:
    """One saving or undoing under way: who, when, and what is to follow at its end.

    `looking` says that nothing is done, but only what would stand in the way is looked for, so
    that nobody else is kept waiting. `places` are the enterprises added by now, by the row of the
    file that adds each. `numbered` are changes whose number became known.
    """

    upload: Upload
    programme: Programme
    by: User
    vocabulary: Vocabulary
    now: datetime = field(default_factory=timezone.now)
    reasons: dict[Place, str] = field(default_factory=dict)
    undoing: bool = False
    looking: bool = False
    places: dict[Place, int] = field(default_factory=dict)
    entries: list[events.NewEvent] = field(default_factory=list)
    numbered: list[StoredChange] = field(default_factory=list)
    quarters: set[int] = field(default_factory=set)
    _first: date | None = None
    _calendar: dict[date, int | None] = field(default_factory=dict)
    _names: dict[int, str] | None = None

    def enterprise(self, named: Any) -> int | None:
        """Return the number of an enterprise as changes name it."""
        if isinstance(named, dict):
            return self.places[named["sheet"], named["row"]]
        number: int | None = named
        return number

    def number(self, change: StoredChange, number: int) -> None:
        """Keep which row of the register a change has come to be."""
        if change.number != number:
            change.number = number
            self.numbered.append(change)

    def origin(self, changes: Sequence[StoredChange]) -> str:
        """Return whence something came, and why it is right where a person said so, for the
        audit trail: "Upload 12, sheet “Hours”, row 5. Three people work in it"."""
        if len(changes) == 1 and not self.reasons:
            (change,) = changes
            return f"{self._named}, {place_words('', change.sheet, (change.row,))}"
        rows: dict[str, list[int]] = defaultdict(list)
        said: dict[str, None] = {}
        for change in changes:
            if change.row not in rows[change.sheet]:
                rows[change.sheet].append(change.row)
            if reason := self.reasons.get((change.sheet, change.row)):
                said[reason] = None
        parts = [self._named]
        parts += [place_words("", sheet, numbers) for sheet, numbers in rows.items()]
        return ". ".join([", ".join(parts), *said])

    @property
    def _named(self) -> str:
        return named(self.upload.pk, undone=self.undoing)

    def touch_from(self, first: date) -> None:
        """Note that the quarters from a day on must be added up again."""
        if self._first is None or first < self._first:
            self._first = first

    def touch_week(self, week: date) -> None:
        """Note that the quarter of a week must be added up again."""
        number = self.quarter_of(week)
        if number is not None:
            self.quarters.add(number)

    def touch_all(self) -> None:
        """Note that all quarters must be added up again."""
        self.quarters |= {quarter.number for quarter in self.programme.quarters()}

    def quarter_of(self, week: date) -> int | None:
        """Return the number of the quarter of a week; None outside the programme."""
        if week not in self._calendar:
            quarter = quarter_of_week(self.programme.quarters(), week)
            self._calendar[week] = quarter.number if quarter else None
        return self._calendar[week]

    def learn_names(self) -> None:
        """Read the names of all enterprises, once enterprises are saved: one query."""
        mine = Enterprise.objects.for_council(self.programme.council)
        of_programme = mine.filter(programme=self.programme).order_by()
        self._names = dict(of_programme.values_list("id", "name"))

    def name_of(self, enterprise: int | None) -> str:
        """Return an enterprise's name, "" where the register has none such; asked for after
        enterprises are saved."""
        if self._names is None:
            self.learn_names()
        return (self._names or {}).get(enterprise or 0, "")

    def there(self, named: Any) -> int:
        """Return the number of an enterprise as changes name it. Raises RegisterMoved where it
        has been removed from the register."""
        number = self.enterprise(named)
        if number is None or not self.name_of(number):
            raise RegisterMoved("an enterprise is not in the register any more")
        return number

    def write(self) -> None:
        """Write the numbers and the audit trail of what was done since the last time."""
        numbers = ((change.pk, change.number) for change in self.numbered)
        bulk.update(UploadChange, ("number",), numbers)
        events.record_many(self.entries, by=self.by, council=self.programme.council)
        self.numbered, self.entries = [], []

    def finish(self) -> None:
        """Write what is left to write, and add the quarters up again."""
        self.write()
        if self._first is not None:
            self.quarters |= rollups.quarters_between(self.programme, self._first, None)
        if self.quarters:
            rollups.rebuild(self.programme, self.quarters)


def reasons_of(upload: Upload) -> dict[Place, str]:
    """Return what people said of why something unlikely is right, by the row it was said of."""
    said = UploadAnswer.unscoped.filter(upload=upload, about=UploadAnswer.About.REASON)
    texts = {answer.key: answer.value for answer in said}
    if not texts:
        return {}
    doubts = upload.problems.filter(severity=Severity.CONFIRM.value)
    found: dict[Place, dict[str, None]] = defaultdict(dict)
    for alike in group(row.as_problem() for row in doubts):
        if text := texts.get(alike.key):
            for problem in alike.problems:
                found[problem.sheet, problem.row][text] = None
    return {place: ". ".join(said_there) for place, said_there in found.items()}
