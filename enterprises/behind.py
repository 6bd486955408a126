"""What a quarter's hours are made of: each enterprise's part, and the files the hours came from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from enterprises import rollup
from enterprises.actions import rollups
from enterprises.files import OF_FILE, File, file_of
from enterprises.models import Enterprise, TypicalWeek, WeeklyHours
from programmes.models import Programme
from programmes.quarters import Quarter


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
    measured = (
        measured_in(programme, quarter)
        .order_by("origin__upload_id", "enterprise_id")
        .values_list("enterprise_id", *OF_FILE)
        .annotate(weeks=Count("week_start", distinct=True))
    )
    typical = (
        typical_in(programme, quarter)
        .order_by("origin__upload_id", "enterprise_id")
        .values_list("enterprise_id", *OF_FILE)
        .distinct()
    )
    found = [Share(row[0], file_of(row[1:5]), row[5]) for row in measured]
    return found + [Share(row[0], file_of(row[1:5]), None) for row in typical]


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


def measured_in(programme: Programme, quarter: Quarter) -> QuerySet[WeeklyHours]:
    """Return the measured hours of a quarter."""
    hours: QuerySet[WeeklyHours] = WeeklyHours.objects.for_council(programme.council)
    return hours.filter(programme=programme, quarter_number=quarter.number)


def typical_in(programme: Programme, quarter: Quarter) -> QuerySet[TypicalWeek]:
    """Return the typical weeks that reach into a quarter, whether or not they stand for a week."""
    hours: QuerySet[TypicalWeek] = TypicalWeek.objects.for_council(programme.council)
    return hours.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=quarter.weeks[0]),
        enterprise__programme=programme,
        valid_from__lte=quarter.weeks[-1],
    )


def _sum(figures: Iterable[int | None]) -> int | None:
    given = [figure for figure in figures if figure is not None]
    return sum(given) if given else None
