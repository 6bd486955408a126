"""Each quarter's hours, added up again in the transaction of whatever changed them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Case, Sum, Value, When

from enterprises import rollup
from enterprises.models import (
    Enterprise,
    EnterpriseStage,
    QuarterHours,
    TypicalWeek,
    WeeklyHours,
)
from enterprises.rollup_quarters import roll_up_quarters
from programmes.models import Programme
from programmes.quarters import Quarter

_FIGURES = tuple(rollup.QuarterTotals.__dataclass_fields__)


def lock(programme: Programme) -> Programme:
    """Return the programme as saved, locked until the transaction ends.

    Whoever changes hours, stages or the calendar takes this lock before reading, so that one
    roll-up never misses what another change has just saved.
    """
    locked: Programme = (
        Programme.unscoped.select_for_update(no_key=True, of=("self",))
        .select_related("council")
        .get(pk=programme.pk)
    )
    return locked


@transaction.atomic
def rebuild(programme: Programme, quarter_numbers: Collection[int] | None = None) -> None:
    """Add up these quarters again from what is recorded; all of them, where none are named.

    All of them also means that each week is first put into its quarter anew, and that roll-ups
    of quarters the programme no longer has are removed. The number of queries does not depend on
    the number of quarters.
    """
    programme = lock(programme)
    quarters = programme.quarters()
    if quarter_numbers is None:
        _renumber(programme, quarters)
        _drop_beyond(programme, quarters)
    else:
        quarters = tuple(quarter for quarter in quarters if quarter.number in quarter_numbers)
    if not quarters:
        return
    enterprises = hours_of(programme, {quarter.number for quarter in quarters})
    added_up = roll_up_quarters([quarter.weeks for quarter in quarters], enterprises.values())
    rows = [
        QuarterHours(
            council=programme.council,
            programme=programme,
            quarter_number=quarter.number,
            **{name: getattr(totals, name) for name in _FIGURES},
        )
        for quarter, totals in zip(quarters, added_up, strict=True)
    ]
    QuarterHours.unscoped.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["programme", "quarter_number"],
        update_fields=[*_FIGURES, "updated_at"],
    )


def rebuild_from(programme: Programme, *days: date | None) -> None:
    """Add up again all quarters that a stage on any of these days can reach; undated: none."""
    if dated := [day for day in days if day is not None]:
        rebuild(programme, quarters_between(programme, min(dated), None))


def hours_of(
    programme: Programme,
    quarter_numbers: Collection[int],
    enterprise: Enterprise | None = None,
) -> dict[int, rollup.EnterpriseHours]:
    """Return what the roll-up needs of each enterprise (or of one), by its id: four queries.

    The database adds the hundredths up; being whole numbers, they add up exactly on SQLite too.
    """
    mine = {} if enterprise is None else {"enterprise": enterprise}
    of_programme = Enterprise.objects.for_council(programme.council).filter(programme=programme)
    if enterprise is not None:
        of_programme = of_programme.filter(pk=enterprise.pk)
    traded_before = dict(of_programme.values_list("pk", "traded_before_programme"))

    steps: dict[int, list[rollup.Step]] = defaultdict(list)
    stages = EnterpriseStage.unscoped.filter(enterprise__programme=programme, **mine)
    for owner, stage, on in stages.values_list("enterprise_id", "stage", "on"):
        steps[owner].append(rollup.Step(stage, on))

    typical: dict[int, list[rollup.Typical]] = defaultdict(list)
    weeks = TypicalWeek.unscoped.filter(enterprise__programme=programme, **mine)
    for owner, first, last, hundredths, displaces, payer in weeks.values_list(
        "enterprise_id",
        "valid_from",
        "valid_to",
        "hundredths",
        "service_type__displaces_framework_care",
        "payer",
    ):
        funded = rollup.COUNCIL_FUNDED[payer]
        typical[owner].append(rollup.Typical(first, last, hundredths, displaces, funded))

    measured: dict[int, list[rollup.Measured]] = defaultdict(list)
    sums = (
        WeeklyHours.objects.for_council(programme.council)
        .filter(programme=programme, quarter_number__in=quarter_numbers, **mine)
        .order_by()
        .values_list(
            "enterprise_id", "week_start", "service_type__displaces_framework_care", "payer"
        )
        .annotate(total=Sum("hundredths"))
    )
    for owner, week, displaces, payer, total in sums:
        funded = rollup.COUNCIL_FUNDED[payer]
        measured[owner].append(rollup.Measured(week, total, displaces, funded))

    return {
        pk: rollup.EnterpriseHours(
            new=None if before is None else not before,
            spans=rollup.trading_spans(steps[pk]),
            measured=tuple(measured[pk]),
            typical=tuple(typical[pk]),
        )
        for pk, before in traded_before.items()
    }


def quarters_between(programme: Programme, first: date, last: date | None) -> set[int]:
    """Return the numbers of the quarters with a week that ends on or after `first` and begins on
    or before `last` (None: to the end)."""
    return {
        quarter.number
        for quarter in programme.quarters()
        if (quarter.weeks[-1] - first).days > -7 and (last is None or quarter.weeks[0] <= last)
    }


def quarters_with_hours(programme: Programme, enterprise: Enterprise) -> set[int]:
    """Return the numbers of the quarters in which an enterprise has hours of either kind."""
    weekly = WeeklyHours.objects.for_council(programme.council)
    numbers = set(
        weekly.filter(enterprise=enterprise, quarter_number__isnull=False)
        .order_by()
        .values_list("quarter_number", flat=True)
        .distinct()
    )
    typical = TypicalWeek.unscoped.filter(enterprise=enterprise)
    for first, last in typical.values_list("valid_from", "valid_to"):
        numbers |= quarters_between(programme, first, last)
    return numbers


def _renumber(programme: Programme, quarters: tuple[Quarter, ...]) -> None:
    inside = [
        When(week_start__range=(quarter.weeks[0], quarter.weeks[-1]), then=Value(quarter.number))
        for quarter in quarters
    ]
    rows = WeeklyHours.objects.for_council(programme.council).filter(programme=programme)
    rows.update(quarter_number=Case(*inside, default=None))


def _drop_beyond(programme: Programme, quarters: tuple[Quarter, ...]) -> None:
    kept = [quarter.number for quarter in quarters]
    QuarterHours.objects.for_council(programme.council).filter(programme=programme).exclude(
        quarter_number__in=kept
    ).delete()
