"""Weeks and enterprises as rows to fill hours in: what is saved of each, and what it is known by.

One box holds one line of a week: one kind of help, paid in one way.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import OuterRef, Q, QuerySet, Subquery

from enterprises import rollup
from enterprises.models import (
    Enterprise,
    EnterpriseStage,
    Payer,
    ServiceType,
    TypicalWeek,
    WeeklyHours,
)
from enterprises.weeks import WeekLine, line_of
from enterprises.words import day_words
from programmes.models import Programme
from uploads.origins import with_origin

T = TypeVar("T", WeeklyHours, TypicalWeek)


@dataclass(frozen=True, slots=True)
class Usual:
    """Kind of help and payer of an enterprise's latest week or, where it has none, of its typical
    week; `kind` is None where there is neither.

    `lines` is how many lines that week has: with more than one, no box can stand for it.
    """

    kind: ServiceType | None = None
    payer: str = Payer.UNKNOWN
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One week of one enterprise.

    `key` names it in a form, `label` at the head of its line, `called` inside a sentence.
    `usual` is what a new week takes; None where that is chosen for all rows together.
    """

    key: str
    label: str
    called: str
    enterprise: Enterprise
    week: date
    line: WeekLine
    saved: tuple[WeeklyHours, ...] = ()
    usual: Usual | None = None

    @property
    def has_box(self) -> bool:
        """Say whether one figure can stand for the week."""
        if self.saved:
            return len(self.saved) == 1
        return self.usual is None or self.usual.lines <= 1

    @property
    def chooses(self) -> bool:
        """Say whether a new week here takes what is chosen for all rows together."""
        return not self.saved and self.has_box and (self.usual is None or self.usual.kind is None)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of several enterprises: stages, typical weeks and measured hours, by id."""

    steps: Mapping[int, Sequence[rollup.Step]]
    typical: Mapping[int, Sequence[TypicalWeek]]
    saved: Mapping[int, Sequence[WeeklyHours]]

    def weeks_of(self, enterprise: int, weeks: Sequence[date]) -> tuple[rollup.WeekOfHours, ...]:
        """Return what the roll-up makes of these weeks of one enterprise."""
        hours = rollup.EnterpriseHours(
            new=None,
            spans=rollup.trading_spans(self.steps.get(enterprise, ())),
            measured=tuple(
                rollup.Measured(row.week_start, row.hundredths)
                for row in self.saved.get(enterprise, ())
            ),
            typical=tuple(
                rollup.Typical(row.valid_from, row.valid_to, row.hundredths)
                for row in self.typical.get(enterprise, ())
            ),
        )
        return rollup.weeks_of(hours, weeks)

    def saved_in(self, enterprise: int, week: date) -> tuple[WeeklyHours, ...]:
        """Return the lines of one week, in the order in which they were saved."""
        rows = self.saved.get(enterprise, ())
        return tuple(sorted((r for r in rows if r.week_start == week), key=lambda r: r.pk))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One week of a programme: the ids of the enterprises that traded in it or have hours in it,
    and how many of them have neither hours nor a typical week."""

    week: date
    known: Known
    numbers: frozenset[int]
    missing: int


def of_quarter(
    enterprise: Enterprise, weeks: Sequence[date], today: date
) -> tuple[list[Row], Usual]:
    """Return the rows of these weeks, and what a week of the enterprise usually is: 3 queries."""
    council = enterprise.council
    mine = Q(enterprise=enterprise)
    known = _known(
        EnterpriseStage.objects.for_council(council).filter(mine),
        TypicalWeek.objects.for_council(council).filter(mine),
        WeeklyHours.objects.for_council(council).filter(mine, Q(week_start__in=weeks) | _LATEST),
    )
    rows = [
        Row(
            key=week.week.isoformat(),
            label=f"Week of {day_words(week.week)}",
            called=f"the week of {day_words(week.week)}",
            enterprise=enterprise,
            week=week.week,
            line=line_of(week, today),
            saved=known.saved_in(enterprise.pk, week.week),
        )
        for week in known.weeks_of(enterprise.pk, weeks)
    ]
    return rows, _usual(known, enterprise.pk, weeks[-1])


def of_week(programme: Programme, week: date) -> Sheet:
    """Return who belongs to a week of a programme, and what is known of them: 3 queries."""
    council = programme.council
    mine = Q(enterprise__programme=programme)
    standing = Q(valid_to__isnull=True) | Q(valid_to__gte=week)
    known = _known(
        EnterpriseStage.objects.for_council(council).filter(mine),
        TypicalWeek.objects.for_council(council).filter(mine, standing, valid_from__lte=week),
        WeeklyHours.objects.for_council(council).filter(mine, week_start=week),
    )
    found = {number: known.weeks_of(number, [week])[0] for number in {*known.steps, *known.saved}}
    due = {number: one for number, one in found.items() if one.due}
    missing = sum(not one.recorded for one in due.values())
    return Sheet(week, known, frozenset(due), missing)


def rows_of(
    programme: Programme, sheet: Sheet, enterprises: Sequence[Enterprise], today: date
) -> list[Row]:
    """Return the rows of these enterprises of a programme in that week: 1 query."""
    latest = _by_enterprise(
        WeeklyHours.objects.for_council(programme.council)
        .filter(_LATEST, enterprise__in=enterprises)
        .select_related("service_type")
    )
    before = Known({}, sheet.known.typical, latest)
    return [
        Row(
            key=str(enterprise.pk),
            label=enterprise.name,
            called=enterprise.name,
            enterprise=enterprise,
            week=sheet.week,
            line=line_of(sheet.known.weeks_of(enterprise.pk, [sheet.week])[0], today),
            saved=sheet.known.saved_in(enterprise.pk, sheet.week),
            usual=_usual(before, enterprise.pk, sheet.week),
        )
        for enterprise in enterprises
    ]


# The rows of an enterprise's latest week.
_LATEST = Q(
    week_start=Subquery(
        WeeklyHours.unscoped.filter(enterprise=OuterRef("enterprise"))
        .order_by("-week_start")
        .values("week_start")[:1]
    )
)


def _known(
    stages: QuerySet[EnterpriseStage],
    typical: QuerySet[TypicalWeek],
    saved: QuerySet[WeeklyHours],
) -> Known:
    steps: dict[int, list[rollup.Step]] = defaultdict(list)
    for owner, stage, on in stages.values_list("enterprise_id", "stage", "on"):
        steps[owner].append(rollup.Step(stage, on))
    return Known(
        steps,
        _by_enterprise(typical.select_related("service_type")),
        _by_enterprise(with_origin(saved.select_related("service_type"))),
    )


def _by_enterprise(rows: Iterable[T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[row.enterprise_id].append(row)
    return found


def _usual(known: Known, enterprise: int, week: date) -> Usual:
    saved = known.saved.get(enterprise, ())
    lines: Sequence[WeeklyHours | TypicalWeek]
    if saved:
        lines = known.saved_in(enterprise, max(row.week_start for row in saved))
    else:
        given = known.typical.get(enterprise, ())
        lines = [
            row
            for row in given
            if row.valid_from <= week and (row.valid_to is None or week <= row.valid_to)
        ]
    if len(lines) == 1:
        return Usual(lines[0].service_type, lines[0].payer, 1)
    return Usual(lines=len(lines))
