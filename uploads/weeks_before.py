"""What was said of the week of a heading without a year, where the same heading is asked about
again.

"Week 1" of another list is most likely another week, and "3rd" one of another month: only what
names a day and its month is offered. Of such a heading the year alone is open, so what was said
holds until that day comes round again.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.utils import timezone

from uploads.actions.uploads import NewAnswer
from uploads.answers import week_said
from uploads.cells import shown
from uploads.found import readings_of
from uploads.given_before import OF_GIVEN, Given, that_stands, whence
from uploads.models import Upload, UploadAnswer
from uploads.problems import LONGEST_VALUE, Problem
from uploads.week_words import comes_again, may_head

About = UploadAnswer.About
ASKS_FOR_A_MONDAY = "weeks.unknown"
# Answers of a programme that are looked through, the latest first.
MOST_LOOKED_AT = 5_000
# After so many days the day of a heading has come round again in any case.
_A_YEAR = timedelta(days=366)
# A list may hold the week that is just beginning, and be headed by the day on which it ends.
_AHEAD = timedelta(days=7)
CSV = "csv"


@dataclass(frozen=True, slots=True)
class WeekBefore:
    """A heading whose week was said before: `kind` is what its sheet was taken as, and `said` says
    when, and of which file."""

    sheet: str
    column: int
    heading: str
    kind: str
    monday: date
    said: str

    @property
    def words(self) -> str:
        """Say what was said, when, and of which file."""
        sheet = f"Sheet “{self.sheet}”, " if self.sheet else ""
        return f"{sheet}“{self.heading}” is the week of Monday {shown(self.monday)}. {self.said}"

    @property
    def answers(self) -> list[NewAnswer]:
        """The same answer about this file."""
        return monday_answers(self.sheet, self.column, self.kind, self.monday)


def monday_answers(sheet: str, column: int, kind: str, monday: date) -> list[NewAnswer]:
    """Return on which Monday the week of a column begins; and that the list is of the kind it was
    taken as, so that it is no other when more is sure of it."""
    return [
        NewAnswer(about="kind", sheet=sheet, value=kind),
        NewAnswer("field", sheet, column=column, value=monday.isoformat()),
    ]


def weeks_before(upload: Upload, problems: Iterable[Problem]) -> list[WeekBefore]:
    """Return what was said of the headings that are asked about: at most two queries."""
    asked = [one for one in problems if one.code == ASKS_FOR_A_MONDAY]
    if not asked:
        return []
    given, own = _given(upload), upload.summary.get("format", "")
    kinds = {reading.sheet: reading.kind for reading in readings_of(upload)}
    found = []
    for one in asked:
        stands = that_stands(given.get((_place(own, one.sheet), one.heading), ()))
        monday = week_said(stands[0].value) if stands else None
        if stands and monday and kinds.get(one.sheet) and _still_holds(one.heading, monday):
            place = (one.sheet, one.column, one.heading, kinds[one.sheet])
            found.append(WeekBefore(*place, monday, whence(*stands)))
    return found


def _given(upload: Upload) -> dict[tuple[str, str], list[Given]]:
    """Return what was said of columns in the last year, by sheet and heading, the latest first."""
    rows = (
        UploadAnswer.objects.for_council(upload.council)
        .filter(
            about=About.FIELD,
            upload__programme=upload.programme_id,
            at__gte=timezone.now() - _A_YEAR,
        )
        .exclude(upload=upload)
        .order_by("-at", "-pk")
    )
    values = rows.values_list("upload", "sheet", "column", "value", *OF_GIVEN)
    answers = list(values[:MOST_LOOKED_AT])
    headings = _headings(upload, {number for number, *_ in answers})
    found: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for number, sheet, column, value, *of in answers:
        if heading := headings.get((number, sheet, column)):
            found[heading].append(Given(value, frozenset(), *of))
    return found


def _headings(upload: Upload, numbers: set[int]) -> dict[tuple[int, str, int], tuple[str, str]]:
    """Return the headings of columns with their sheets, as `_place` names these, by upload, sheet
    and column."""
    uploads = (
        Upload.objects.for_council(upload.council)
        .filter(pk__in=numbers)
        .annotate(format=F("summary__format"))
        .only("reading")
    )
    return {
        (one.pk, reading.sheet, heading.column): (
            _place(one.format, reading.sheet),
            heading.text[:LONGEST_VALUE],
        )
        for one in uploads
        for reading in readings_of(one)
        for heading in reading.headings
    }


def _place(file_format: str, sheet: str) -> str:
    """Return the name of a sheet; "" of the only one of a comma-separated file, which is named by
    the file."""
    return "" if file_format == CSV else sheet


def _still_holds(heading: str, monday: date) -> bool:
    """Say whether the day of a heading, which lies in or next to the week of a Monday, has not come
    round again: then no later week can be meant."""
    again = comes_again(heading, monday)
    if again is None or not may_head(heading, monday):
        return False
    return again > timezone.localdate() + _AHEAD
