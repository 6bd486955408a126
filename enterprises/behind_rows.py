"""What each row gave to a quarter's hours: rows of files, and what was typed in.

Whatever the register's figure counts is in one row, so that the rows add up to it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum

from enterprises import rollup
from enterprises.actions import rollups
from enterprises.behind import measured_in, typical_in
from enterprises.files import OF_PLACE, File, files_of
from enterprises.models import Enterprise, TypicalWeek, WeeklyHours
from enterprises.rollup_rows import Given, Line, given_by_lines, given_by_typical
from programmes.models import Programme
from programmes.quarters import Quarter

_WHOSE = ("origin__upload_id", *OF_PLACE, "enterprise_id")
# By the earliest file; what was typed in stands last.
_IN_ORDER = (
    F("origin__upload__uploaded_at").asc(nulls_last=True),
    *_WHOSE,
)

# A query names no more things than these one by one; of more, all are read.
_MOST_NAMED = 2_000

Known = dict[int, rollup.EnterpriseHours]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What one row gave to the hours of a quarter, for one enterprise; `corrected` where cells of
    it were corrected on the page. Without a `file` it was typed in.

    `usual` are the hours of one typical week, in hundredths; None where the hours were measured.
    """

    file: File | None
    sheet: str
    row: int | None
    corrected: bool
    enterprise: int
    usual: int | None
    given: Given


def rows_of(programme: Programme, quarter: Quarter) -> list[SourceRow]:
    """Return the rows behind the hours of a quarter: measured hours, then typical weeks, also
    those that stand for no week. Eight queries, whatever there is; no enterprise is named."""
    known = rollups.hours_of(programme, {quarter.number})
    measured = _measured(measured_in(programme, quarter), known)
    typical = _typical(typical_in(programme, quarter), quarter, known)
    found = [*measured, *typical]
    files = files_of(programme.council, {row.upload for row in found if row.upload is not None})
    return [
        SourceRow(
            file=None if row.upload is None else files[row.upload],
            sheet=row.sheet or "",
            row=row.row,
            corrected=bool(row.corrected),
            enterprise=row.enterprise,
            usual=row.usual,
            given=row.given,
        )
        for row in found
    ]


def named(programme: Programme, numbers: Collection[int]) -> dict[int, Enterprise]:
    """Return these enterprises by their numbers: one query. For who may read their names."""
    own = Enterprise.objects.for_council(programme.council).filter(programme=programme)
    if len(numbers) <= _MOST_NAMED:
        own = own.filter(pk__in=numbers)
    return {one.pk: one for one in own.only("name", "reference").order_by()}


class _Read(NamedTuple):
    """A row as the database tells it: its upload by number."""

    upload: int | None
    sheet: str | None
    row: int | None
    enterprise: int
    corrected: int | bool | None
    usual: int | None
    given: Given


def _measured(hours: QuerySet[WeeklyHours], known: Known) -> Iterator[_Read]:
    lines: dict[tuple[Any, ...], list[Line]] = defaultdict(list)
    sums = (
        hours.order_by()
        .values_list(*_WHOSE, "service_type__displaces_framework_care", "payer")
        .annotate(total=Sum("hundredths"))
    )
    for *place, displaces, payer, total in sums:
        lines[tuple(place)].append(Line(total, displaces, rollup.COUNCIL_FUNDED[payer]))
    rows = (
        hours.order_by(*_IN_ORDER)
        .values_list(*_WHOSE)
        .annotate(
            corrected=Count("pk", filter=Q(origin__corrected=True)),
            weeks=Count("week_start", distinct=True),
        )
    )
    for upload, sheet, row, number, corrected, weeks in rows:
        # One that was recorded since the enterprises were read is there at the next look.
        if number in known:
            own = lines[upload, sheet, row, number]
            given = given_by_lines(known[number].new, weeks, own)
            yield _Read(upload, sheet, row, number, corrected, None, given)


def _typical(usual: QuerySet[TypicalWeek], quarter: Quarter, known: Known) -> Iterator[_Read]:
    rows = list(
        usual.order_by(*_IN_ORDER, "pk").values_list(
            *_WHOSE,
            "origin__corrected",
            "valid_from",
            "valid_to",
            "hundredths",
            "service_type__displaces_framework_care",
            "payer",
        )
    )
    open_weeks = {
        number: rollup.weeks_open(known[number], quarter.weeks)
        for number in {row[3] for row in rows}
        if number in known
    }
    for upload, sheet, row, number, corrected, first, last, hundredths, displaces, payer in rows:
        if number in open_weeks:
            funded = rollup.COUNCIL_FUNDED[payer]
            one = rollup.Typical(first, last, hundredths, displaces, funded)
            given = given_by_typical(known[number].new, one, open_weeks[number])
            yield _Read(upload, sheet, row, number, corrected, hundredths, given)
