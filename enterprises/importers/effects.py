"""What the changes do to each quarter's hours a week: before and after, in words.

Only the enterprises whose hours, typical weeks or stages change are added up, once as they are and
once as they will be; what lies between the two is put upon the roll-up that is stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from enterprises import rollup
from enterprises.actions import rollups
from enterprises.importers.snapshot import TypicalRow
from enterprises.importers.touched import After, Owner
from enterprises.importers.work import Work
from enterprises.models import QuarterHours, ServiceType
from enterprises.rollup import (
    COUNCIL_FUNDED,
    EnterpriseHours,
    Measured,
    QuarterTotals,
    Typical,
)
from enterprises.rollup_quarters import roll_up_quarters
from programmes import codes
from programmes.models import QuarterlyReturn, Reading
from programmes.money import format_hours
from programmes.quarters import Quarter
from uploads.importing import QuarterEffect

Displaces = Mapping[int, bool | None]

NOTHING = "Nothing recorded"


def work_out(work: Work, typical: Iterable[TypicalRow]) -> tuple[QuarterEffect, ...]:
    """Return the quarters that have begun and whose hours a week become others.

    Seven queries, or none where no hours can change.
    """
    touched = work.touched.owners()
    if not touched:
        return ()
    quarters = [quarter for quarter in work.quarters if quarter.start <= work.today]
    known = rollups.hours_of(work.programme, {quarter.number for quarter in quarters})
    displaces: dict[int, bool | None] = dict(
        ServiceType.objects.for_council(work.programme.council).values_list(
            "id", "displaces_framework_care"
        )
    )
    recorded: dict[Owner, list[TypicalRow]] = defaultdict(list)
    for row in typical:
        if row.enterprise in touched:
            recorded[row.enterprise].append(row)
    stored = {
        row.quarter_number: row
        for row in QuarterHours.objects.for_council(work.programme.council).filter(
            programme=work.programme
        )
    }
    approved = approved_quarters(work)
    weeks = [quarter.weeks for quarter in quarters]
    # One at a time: of a long list there are very many.
    now = roll_up_quarters(weeks, (known[owner] for owner in touched if isinstance(owner, int)))
    then = roll_up_quarters(
        weeks,
        (
            _as_it_will_be(
                known[owner] if isinstance(owner, int) else EnterpriseHours(new=None),
                work.touched.after(owner),
                displaces,
                recorded.get(owner, ()),
            )
            for owner in touched
        ),
    )
    effects = (
        _effect(quarter, was, will_be, stored.get(quarter.number), quarter.number in approved)
        for quarter, was, will_be in zip(quarters, now, then, strict=True)
    )
    return tuple(effect for effect in effects if effect is not None)


def _as_it_will_be(
    old: EnterpriseHours, after: After, displaces: Displaces, recorded: Sequence[TypicalRow]
) -> EnterpriseHours:
    measured, typical = old.measured, old.typical
    if after.weeks:
        kept = [line for line in measured if line.week not in after.weeks]
        given = [
            Measured(
                week,
                line.hundredths,
                displaces[line.service_type],
                COUNCIL_FUNDED[line.payer],
            )
            for week, lines in after.weeks.items()
            for line in lines
        ]
        measured = (*kept, *given)
    if after.typical:
        changed = {number for number, _ in after.typical}
        holds = [
            Typical(one.valid_from, one.valid_to, one.hundredths)
            for one in recorded
            if one.number not in changed
        ]
        typical = (*holds, *(given for _, given in after.typical))
    spans = old.spans if after.spans is None else after.spans
    return EnterpriseHours(old.new, spans, measured, typical)


def _effect(
    quarter: Quarter,
    before: QuarterTotals,
    after: QuarterTotals,
    stored: QuarterHours | None,
    approved: bool,
) -> QuarterEffect | None:
    hundredths = stored.measured_hundredths + stored.estimated_hundredths if stored else 0
    recorded = stored.enterprise_weeks_recorded if stored else 0
    more = (after.measured_hundredths + after.estimated_hundredths) - (
        before.measured_hundredths + before.estimated_hundredths
    )
    weeks = len(quarter.weeks)
    was = rollup.hours_per_week(hundredths, weeks, recorded)
    will_be = rollup.hours_per_week(
        hundredths + more,
        weeks,
        recorded + after.enterprise_weeks_recorded - before.enterprise_weeks_recorded,
    )
    if was == will_be:
        return None
    return QuarterEffect(
        label=quarter.full_label,
        before=_words(was),
        after=_words(will_be),
        approved=approved,
    )


def _words(hours: Fraction | None) -> str:
    if hours is None:
        return NOTHING
    return f"{format_hours(hours)} {'hour' if hours == 1 else 'hours'} a week"


def approved_quarters(work: Work) -> set[int]:
    """Return the quarters of which an approved return holds hours a week."""
    readings = Reading.objects.for_council(work.programme.council).filter(
        return_version__programme=work.programme,
        return_version__status=QuarterlyReturn.Status.APPROVED,
        measure__code=codes.HOURS_PER_WEEK,
        value__isnull=False,
    )
    return set(readings.order_by().values_list("return_version__quarter_number", flat=True))
