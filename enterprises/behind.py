"""What a quarter's hours are made of: each enterprise's part, and the files the hours came from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from enterprises import rollup
from enterprises.actions import rollups
from enterprises.models import Enterprise, TypicalWeek, WeeklyHours
from programmes.models import Programme
from programmes.quarters import Quarter

_FILE = (
    "origin__upload_id",
    "origin__upload__file_name",
    "origin__upload__uploaded_by__name",
    "origin__upload__uploaded_at",
)
_PLACE = ("origin__sheet", "origin__row")


@dataclass(frozen=True, slots=True)
class File:
    """An upload that hours came from: its number, its file's name, who uploaded it and when."""

    upload: int
    name: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Share:
    """So many enterprise-weeks of one enterprise from one file; `file` is None for what was
    typed in. Of typical weeks, which stand as estimates, `weeks` is None."""

    enterprise: int
    file: File | None
    weeks: int | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What one row of a sheet gave to the hours of a quarter, in hundredths; `corrected` where
    cells of it were corrected on the page. Without a `file` it was typed in.

    Of a typical week `weeks` is None, and the hours are those of one such week.
    """

    file: File | None
    sheet: str
    row: int | None
    corrected: bool
    weeks: int | None
    hundredths: int


@dataclass(frozen=True, slots=True)
class Part:
    """What one enterprise gave of a quarter's hours, in hundredths (None: no week of that kind),
    and in how many of the weeks that were due."""

    enterprise: Enterprise
    measured: int | None
    estimated: int | None
    weeks_due: int
    weeks_recorded: int
    shares: tuple[Share, ...]


def shares_of(programme: Programme, quarter: Quarter) -> list[Share]:
    """Return where the hours of a quarter came from: two queries, whatever there is."""
    measured = (
        _measured(programme, quarter)
        .order_by("origin__upload_id", "enterprise_id")
        .values_list("enterprise_id", *_FILE)
        .annotate(weeks=Count("week_start", distinct=True))
    )
    typical = (
        _typical(programme, quarter)
        .order_by("origin__upload_id", "enterprise_id")
        .values_list("enterprise_id", *_FILE)
        .distinct()
    )
    found = [Share(row[0], _file(row[1:5]), row[5]) for row in measured]
    return found + [Share(row[0], _file(row[1:5]), None) for row in typical]


def rows_of(programme: Programme, quarter: Quarter) -> list[SourceRow]:
    """Return the rows of files that the hours of a quarter rest on, and what was typed in: measured
    hours, then typical weeks. Three queries, whatever there is; no enterprise is named."""
    in_order = (F("origin__upload__uploaded_at").asc(nulls_last=True), *_FILE[:1], *_PLACE)
    measured = (
        _measured(programme, quarter)
        .order_by(*in_order)
        .values_list(*_FILE, *_PLACE)
        .annotate(
            corrected=Count("pk", filter=Q(origin__corrected=True)),
            weeks=Count("week_start", distinct=True),
            given=Sum("hundredths"),
        )
    )
    typed = _measured(programme, quarter).filter(origin__isnull=True).order_by()
    # A row is one enterprise's; what was typed may be anybody's.
    typed_weeks = typed.values("enterprise_id", "week_start").distinct().count()
    found = []
    for *of_file, sheet, row, corrected, weeks, given in measured:
        file = _file(of_file)
        so_many = weeks if file else typed_weeks
        found.append(SourceRow(file, sheet or "", row, bool(corrected), so_many, given))
    usual = (
        _typical(programme, quarter)
        .order_by(*in_order, "pk")
        .values_list(*_FILE, *_PLACE, "origin__corrected", "hundredths")
    )
    for *of_file, sheet, row, corrected, given in usual:
        found.append(SourceRow(_file(of_file), sheet or "", row, bool(corrected), None, given))
    return found


def parts_of(programme: Programme, quarter: Quarter) -> list[Part]:
    """Return each enterprise's part of a quarter's hours, by name; those of which nothing was due
    are left out. Seven queries, whatever their number. The parts add up to the quarter."""
    shares: dict[int, list[Share]] = defaultdict(list)
    for share in shares_of(programme, quarter):
        shares[share.enterprise].append(share)
    known = rollups.hours_of(programme, {quarter.number})
    everyone = Enterprise.objects.for_council(programme.council).filter(programme=programme)
    found = []
    for one in everyone:
        weeks = [week for week in rollup.weeks_of(known[one.pk], quarter.weeks) if week.due]
        if not weeks:
            continue
        estimated = _sum(week.estimated for week in weeks)
        found.append(
            Part(
                enterprise=one,
                measured=_sum(week.measured for week in weeks),
                estimated=estimated,
                weeks_due=len(weeks),
                weeks_recorded=sum(week.recorded for week in weeks),
                shares=tuple(
                    share
                    for share in shares[one.pk]
                    if share.weeks is not None or estimated is not None
                ),
            )
        )
    return found


def by_file(shares: Iterable[Share]) -> dict[File | None, int | None]:
    """Return how many enterprise-weeks came from each file; None of a file that only gave typical
    weeks."""
    found: dict[File | None, int | None] = {}
    for share in shares:
        so_far = found.get(share.file)
        found[share.file] = so_far if share.weeks is None else (so_far or 0) + share.weeks
    return found


def _measured(programme: Programme, quarter: Quarter) -> QuerySet[WeeklyHours]:
    hours: QuerySet[WeeklyHours] = WeeklyHours.objects.for_council(programme.council)
    return hours.filter(programme=programme, quarter_number=quarter.number)


def _typical(programme: Programme, quarter: Quarter) -> QuerySet[TypicalWeek]:
    hours: QuerySet[TypicalWeek] = TypicalWeek.objects.for_council(programme.council)
    return hours.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=quarter.weeks[0]),
        enterprise__programme=programme,
        valid_from__lte=quarter.weeks[-1],
    )


def _sum(figures: Iterable[int | None]) -> int | None:
    given = [figure for figure in figures if figure is not None]
    return sum(given) if given else None


def _file(row: Sequence[Any]) -> File | None:
    number, name, by, at = row
    return File(number, name, by, timezone.localtime(at).date()) if number is not None else None
