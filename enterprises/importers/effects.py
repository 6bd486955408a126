"""What the changes do to each quarter's hours a week: before and after, in words.

Only the enterprises whose hours, typical weeks or stages change are added up, once as they are and
once as they will be; what lies between the two is put upon the roll-up that is stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from enterprises import rollup
from enterprises.actions import rollups
from enterprises.importers.enterprise_changes import ENTERPRISE
from enterprises.importers.hours_changes import WEEK
from enterprises.importers.snapshot import TypicalRow
from enterprises.importers.typical_weeks import TYPICAL
from enterprises.importers.work import Work
from enterprises.models import QuarterHours, ServiceType
from enterprises.rollup import (
    COUNCIL_FUNDED,
    EnterpriseHours,
    Measured,
    QuarterTotals,
    Step,
    Typical,
)
from enterprises.rollup_quarters import roll_up_quarters
from programmes import codes
from programmes.models import QuarterlyReturn, Reading
from programmes.money import format_hours
from programmes.quarters import Quarter
from uploads.importing import Change, QuarterEffect
from uploads.problems import LONGEST_SHEET_NAME

# An enterprise of the register by its number, or one that the file adds by sheet and row.
Owner = int | tuple[str, int]
Displaces = Mapping[int, bool | None]

NOTHING = "Nothing recorded"


@dataclass(slots=True)
class _After:
    """What changes of one enterprise: lines by week, typical weeks by number, and stages."""

    weeks: dict[date, list[dict[str, Any]]] = field(default_factory=dict)
    typical: list[tuple[int | None, dict[str, Any]]] = field(default_factory=list)
    stages: list[dict[str, Any]] | None = None
    new: bool | None = None


def work_out(work: Work, typical: Iterable[TypicalRow]) -> tuple[QuarterEffect, ...]:
    """Return the quarters that have begun and whose hours a week become others.

    Seven queries, or none where no hours can change.
    """
    touched = _touched(work.changes)
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
        recorded[row.enterprise].append(row)
    pairs = []
    for owner, after in touched.items():
        old = known[owner] if isinstance(owner, int) else EnterpriseHours(new=after.new)
        pairs.append((old, _as_it_will_be(old, after, displaces, recorded.get(owner, []))))
    stored = {
        row.quarter_number: row
        for row in QuarterHours.objects.for_council(work.programme.council).filter(
            programme=work.programme
        )
    }
    approved = approved_quarters(work)
    weeks = [quarter.weeks for quarter in quarters]
    now = roll_up_quarters(weeks, (old for old, _ in pairs))
    then = roll_up_quarters(weeks, (new for _, new in pairs))
    effects = (
        _effect(quarter, was, will_be, stored.get(quarter.number), quarter.number in approved)
        for quarter, was, will_be in zip(quarters, now, then, strict=True)
    )
    return tuple(effect for effect in effects if effect is not None)


def _touched(changes: Iterable[Change]) -> dict[Owner, _After]:
    """Return what changes of each enterprise whose hours may become others by it."""
    found: dict[Owner, _After] = {}
    stages: dict[Owner, Change] = {}
    moved = False
    for change in changes:
        if change.what == ENTERPRISE and "stages" in change.after:
            owner = change.number or (change.sheet[:LONGEST_SHEET_NAME], change.row)
            stages[owner] = change
            moved = moved or change.number is not None
        elif change.what == WEEK:
            mine = found.setdefault(_owner(change), _After())
            mine.weeks[date.fromisoformat(change.after["week"])] = change.after["lines"]
        elif change.what == TYPICAL:
            mine = found.setdefault(_owner(change), _After())
            mine.typical.append((change.number, change.after))
    for owner, change in stages.items():
        # Of one that is added and gives no hours, stages add none.
        if owner in found or (moved and change.number is not None):
            mine = found.setdefault(owner, _After())
            mine.stages = change.after["stages"]
            before = change.after.get("traded_before_programme")
            mine.new = None if before is None else not before
    return found


def _owner(change: Change) -> Owner:
    named = change.after["enterprise"]
    return named if isinstance(named, int) else (named["sheet"], named["row"])


def _as_it_will_be(
    old: EnterpriseHours, after: _After, displaces: Displaces, recorded: Sequence[TypicalRow]
) -> EnterpriseHours:
    new = old
    if after.stages is not None:
        steps = [Step(one["stage"], _day(one["on"])) for one in after.stages]
        new = replace(new, spans=rollup.trading_spans(steps))
    if after.weeks:
        kept = [line for line in new.measured if line.week not in after.weeks]
        given = [
            Measured(
                week,
                line["hundredths"],
                displaces[line["service_type"]],
                COUNCIL_FUNDED[line["payer"]],
            )
            for week, lines in after.weeks.items()
            for line in lines
        ]
        new = replace(new, measured=(*kept, *given))
    if after.typical:
        changed = {number for number, _ in after.typical}
        holds = [
            (one.valid_from, one.valid_to, one.hundredths)
            for one in recorded
            if one.number not in changed
        ]
        holds += [
            (date.fromisoformat(one["valid_from"]), _day(one["valid_to"]), one["hundredths"])
            for _, one in after.typical
        ]
        new = replace(new, typical=tuple(Typical(*one) for one in holds))
    return new


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


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
