"""What the register does not know: weeks without hours."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q

from accounts.models import Council
from enterprises import rollup
from enterprises.models import EnterpriseStage, TypicalWeek, WeeklyHours
from programmes.models import Programme
from programmes.quarters import monday_of, quarter_of_week


def last_whole_week(today: date) -> date:
    """Return the Monday of the latest week that is over."""
    return monday_of(today) - timedelta(days=7)


def without_hours(
    council: Council, programmes: Collection[Programme], week: date
) -> dict[int, set[int]]:
    """Return, by programme id, the ids of enterprises that traded in that week and have neither
    measured hours nor a typical week for it: three queries, however many programmes.

    Programmes to which the week does not belong are left out.
    """
    running = [p for p in programmes if quarter_of_week(p.quarters(), week) is not None]
    if not running:
        return {}
    steps: dict[tuple[int, int], list[rollup.Step]] = defaultdict(list)
    stages = EnterpriseStage.objects.for_council(council).filter(enterprise__programme__in=running)
    for programme, enterprise, stage, on in stages.values_list(
        "enterprise__programme_id", "enterprise_id", "stage", "on"
    ):
        steps[programme, enterprise].append(rollup.Step(stage, on))
    measured = WeeklyHours.objects.for_council(council).filter(
        programme__in=running, week_start=week
    )
    typical = TypicalWeek.objects.for_council(council).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=week),
        enterprise__programme__in=running,
        valid_from__lte=week,
    )
    given = set(measured.values_list("enterprise_id", flat=True))
    given |= set(typical.values_list("enterprise_id", flat=True))
    missing: dict[int, set[int]] = {programme.pk: set() for programme in running}
    for (programme, enterprise), taken in steps.items():
        trades = any(span.touches(week) for span in rollup.trading_spans(taken))
        if trades and enterprise not in given:
            missing[programme].add(enterprise)
    return missing
