"""One enterprise: what is recorded of it, its stages, its weeks."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from enterprises import origins, rollup
from enterprises.models import EnterpriseStage, TypicalWeek, WeeklyHours
from enterprises.views.common import enterprise_or_404
from enterprises.views.detail_tables import outside_table, typical_table, weeks_table
from enterprises.weeks import HOW_TO_COME_COUNTS, perhaps_closed, quarter_to_show, weeks_of
from enterprises.words import day_words, enterprise_rows, stage_words
from programmes.lookup import programme_or_404
from programmes.models import Programme
from uploads.origins import sources_of, told_of, with_origin


@council_page(Permission.VIEW_REGISTER)
@require_safe
def enterprise_detail(
    request: CouncilRequest, council: str, programme: str, enterprise: int
) -> HttpResponse:
    """Show an enterprise, with its hours by week for the quarter asked for."""
    found = programme_or_404(request, programme)
    mine = enterprise_or_404(request, found, enterprise)
    today = timezone.localdate()
    quarter = quarter_to_show(found, request.GET.get("quarter", ""), today)
    stages = with_origin(
        EnterpriseStage.objects.for_council(request.council)
        .filter(enterprise=mine)
        .select_related("entered_by")
    )
    typical = list(
        with_origin(
            TypicalWeek.objects.for_council(request.council)
            .filter(enterprise=mine)
            .select_related("service_type")
        )
    )
    measured = with_origin(
        WeeklyHours.objects.for_council(request.council).filter(
            Q(quarter_number=quarter.number) | Q(quarter_number__isnull=True), enterprise=mine
        )
    )
    inside = [row for row in measured if row.quarter_number is not None]
    outside = [row for row in measured if row.quarter_number is None]
    steps = [rollup.Step(step.stage, step.on) for step in stages]
    lines = perhaps_closed(weeks_of(found, mine, quarter, today), steps)
    rows = enterprise_rows(mine)
    told = told_of(request.council, "enterprise", [mine.pk]).get(mine.pk, [])
    may_edit = request.access.may(Permission.EDIT_REGISTER)
    return render(
        request,
        "enterprises/detail.html",
        {
            "found": found,
            "enterprise": mine,
            # The name is the page's heading already.
            "rows": rows[1:],
            "rests": origins.of_rows(rows, told, found),
            "stages": _timeline(list(stages), found),
            "trades": any(step.stage in rollup.TRADING_STAGES and step.on for step in stages),
            "closed_sometime": rollup.closed_without_date(steps),
            "quarter": quarter,
            "quarters": [q for q in found.quarters() if q.start <= today] or [quarter],
            "weeks": weeks_table(found, mine, quarter, lines, measured=inside, may_edit=may_edit),
            "to_come": "" if all(line.open for line in lines) else HOW_TO_COME_COUNTS,
            "outside": outside_table(found, mine, outside, may_edit=may_edit) if outside else None,
            "typical": typical_table(found, mine, typical, may_edit=may_edit) if typical else None,
            "may_edit": may_edit,
            "may_fill_in": bool(lines) and lines[0].open,
        },
    )


def _timeline(stages: list[EnterpriseStage], programme: Programme) -> list[dict[str, Any]]:
    """Return the stages, the latest first; those without a date come first of all."""
    dated = [step for step in stages if step.on is not None]
    undated = [step for step in stages if step.on is None]
    dated.sort(key=lambda step: (step.on, rollup.STAGES.index(step.stage)), reverse=True)
    return [
        {
            "pk": step.pk,
            "title": stage_words(step.stage),
            "day": day_words(step.on),
            "iso": step.on.isoformat() if step.on else "",
            "by": step.entered_by.name,
            "note": step.note,
            "sources": sources_of([step.origin], programme),
        }
        for step in [*undated, *dated]
    ]
