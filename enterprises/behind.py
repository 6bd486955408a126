"""What a quarter's hours are made of: each enterprise's part, and the files the hours came from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone

from enterprises import rollup
from enterprises.actions import rollups
from enterprises.models import Enterprise, TypicalWeek, WeeklyHours
from programmes.models import Programme
from programmes.quarters import Quarter


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
    council = programme.council
    upload = (
        "enterprise_id",
        "origin__upload_id",
        "origin__upload__file_name",
        "origin__upload__uploaded_by__name",
        "origin__upload__uploaded_at",
    )
    measured = (
        WeeklyHours.objects.for_council(council)
        .filter(programme=programme, quarter_number=quarter.number)
        .order_by("origin__upload_id", "enterprise_id")
        .values_list(*upload)
        .annotate(weeks=Count("week_start", distinct=True))
    )
    typical = (
        TypicalWeek.objects.for_council(council)
        .filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=quarter.weeks[0]),
            enterprise__programme=programme,
            valid_from__lte=quarter.weeks[-1],
        )
        .order_by("origin__upload_id", "enterprise_id")
        .values_list(*upload)
        .distinct()
    )
    found = [Share(row[0], _file(row[1:5]), row[5]) for row in measured]
    return found + [Share(row[0], _file(row[1:5]), None) for row in typical]


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


def _sum(figures: Iterable[int | None]) -> int | None:
    given = [figure for figure in figures if figure is not None]
    return sum(given) if given else None


def _file(row: tuple[int | None, str, str, datetime]) -> File | None:
    number, name, by, at = row
    return File(number, name, by, timezone.localtime(at).date()) if number is not None else None
