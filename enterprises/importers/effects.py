"""What the changes do to each figure that a quarter's return takes from the register: before and
after, in words.

Of the hours, only the enterprises whose hours, typical weeks, stages or newness change are added
up, once as they are and once as they will be; what lies between the two is put upon the roll-up
that is stored. Enquiries and new enterprises are counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from enterprises import rollup, sources
from enterprises.actions import rollups
from enterprises.importers.snapshot import TypicalRow
from enterprises.importers.touched import After, Begun, Owner
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
from programmes.models import Measure, QuarterlyReturn, Reading
from programmes.money import format_hours, format_number
from programmes.quarters import Quarter, quarter_of_day
from programmes.units import as_kept
from uploads.importing import QuarterEffect

Displaces = Mapping[int, bool | None]

NOTHING = "Nothing recorded"
NOT_KNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Becomes:
    """What a figure of one quarter was and will be; None is not known."""

    code: str
    quarter: Quarter
    before: Fraction | None
    after: Fraction | None


def work_out(work: Work, typical: Iterable[TypicalRow]) -> tuple[QuarterEffect, ...]:
    """Return the quarters that have begun and what of them becomes another, figure by figure.

    Ten queries at most, or none where no figure can change.
    """
    quarters = [quarter for quarter in work.quarters if quarter.start <= work.today]
    found = [
        *_hours(work, quarters, typical),
        *_new_enterprises(work, quarters),
        *_enquiries(work, quarters),
    ]
    if not found:
        return ()
    measures = Measure.objects.for_council(work.programme.council).filter(programme=work.programme)
    named = {measure.code: measure for measure in measures}
    held = _approved(work)
    return tuple(_effect(one, named[one.code], held) for one in found if one.code in named)


def _hours(work: Work, quarters: Sequence[Quarter], typical: Iterable[TypicalRow]) -> list[Becomes]:
    """Hours a week, then those of them that are eligible; seven queries, or none."""
    touched = work.touched.owners()
    if not touched:
        return []
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
    found: dict[str, list[Becomes]] = {code: [] for code in _OF_HOURS}
    for quarter, was, will_be in zip(quarters, now, then, strict=True):
        before = _Sums.of_stored(quarter, stored.get(quarter.number))
        after = before.with_change(was, will_be)
        for code, figure in _OF_HOURS.items():
            if figure(before) != figure(after):
                found[code].append(Becomes(code, quarter, figure(before), figure(after)))
    return [one for becomes in found.values() for one in becomes]


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
        changed = {one.number for one in after.typical}
        holds = [
            Typical(
                one.valid_from,
                one.valid_to,
                one.hundredths,
                displaces[one.service_type],
                COUNCIL_FUNDED[one.payer],
            )
            for one in recorded
            if one.number not in changed
        ]
        given_now = [
            Typical(
                one.first_week,
                one.last_week,
                one.line.hundredths,
                displaces[one.line.service_type],
                COUNCIL_FUNDED[one.line.payer],
            )
            for one in after.typical
        ]
        typical = (*holds, *given_now)
    spans = old.spans if after.spans is None else after.spans
    new = old.new if after.keeps_new else after.new
    return EnterpriseHours(new, spans, measured, typical)


@dataclass(frozen=True, slots=True)
class _Sums:
    """What a quarter's hours a week are worked out from, in hundredths."""

    weeks: int
    all_hundredths: int = 0
    eligible: int = 0
    unknown: int = 0
    recorded: int = 0

    @classmethod
    def of_stored(cls, quarter: Quarter, row: QuarterHours | None) -> "_Sums":
        """What the register holds; nothing where no roll-up is stored."""
        if row is None:
            return cls(len(quarter.weeks))
        return cls(
            len(quarter.weeks),
            row.measured_hundredths + row.estimated_hundredths,
            row.eligible_hundredths,
            row.unknown_hundredths,
            row.enterprise_weeks_recorded,
        )

    def with_change(self, was: QuarterTotals, will_be: QuarterTotals) -> "_Sums":
        """The same, with some enterprises as they will be instead of as they are."""
        more = [(one.measured_hundredths + one.estimated_hundredths) for one in (will_be, was)]
        return _Sums(
            self.weeks,
            self.all_hundredths + more[0] - more[1],
            self.eligible + will_be.eligible_hundredths - was.eligible_hundredths,
            self.unknown + will_be.unknown_hundredths - was.unknown_hundredths,
            self.recorded + will_be.enterprise_weeks_recorded - was.enterprise_weeks_recorded,
        )

    def per_week(self) -> Fraction | None:
        """All hours a week."""
        return rollup.hours_per_week(self.all_hundredths, self.weeks, self.recorded)

    def eligible_per_week(self) -> Fraction | None:
        """Those of them that are eligible."""
        return rollup.eligible_per_week(
            self.eligible, self.unknown, self.all_hundredths, self.weeks, self.recorded
        )


_OF_HOURS = {
    codes.HOURS_PER_WEEK: _Sums.per_week,
    codes.ELIGIBLE_HOURS_PER_WEEK: _Sums.eligible_per_week,
}


def _new_enterprises(work: Work, quarters: Sequence[Quarter]) -> Iterator[Becomes]:
    """How many enterprises are new in each quarter: counted, without a query."""
    if not work.touched.begins:
        return
    before: Counter[Begun] = Counter()
    after = Counter(work.touched.added)
    for number, one in work.enterprises.items():
        steps = (row.step for row in one.stages)
        was = (rollup.first_established(steps), one.traded_before_programme)
        before[was] += 1
        after[work.touched.begun(number, was)] += 1
    counted = [_new_by_quarter(begun, work.quarters) for begun in (before, after)]
    for quarter in quarters:
        was_new, will_be = (
            rollup.new_known(new[quarter.number], unknown[quarter.number], begun.total())
            for (new, unknown), begun in zip(counted, (before, after), strict=True)
        )
        # Where the register held nothing, a nought is no news.
        if was_new != will_be and (was_new, will_be) != (None, 0):
            yield Becomes(codes.NEW_ENTERPRISES, quarter, _exact(was_new), _exact(will_be))


def _new_by_quarter(
    begun: Mapping[Begun, int], quarters: Sequence[Quarter]
) -> tuple[Counter[int], Counter[int]]:
    """Those known to be new, and those of whom it is not known, by the quarter's number."""
    new, unknown = Counter[int](), Counter[int]()
    for (since, traded_before), count in begun.items():
        quarter = quarter_of_day(quarters, since) if since is not None else None
        if quarter is not None and traded_before is not True:
            (unknown if traded_before is None else new)[quarter.number] += count
    return new, unknown


def _enquiries(work: Work, quarters: Sequence[Quarter]) -> Iterator[Becomes]:
    """How many enquiries were received in each quarter; one query, or none."""
    more: Counter[int] = Counter()
    for day, count in work.touched.received.items():
        if quarter := quarter_of_day(work.quarters, day):
            more[quarter.number] += count
    if not any(more.values()):
        return
    said = sources.enquiries(work.programme, tuple(quarters))
    for quarter in quarters:
        if more[quarter.number]:
            value = said[quarter.number].value
            before = None if value is None else Fraction(value)
            after = Fraction(value or 0) + more[quarter.number]
            yield Becomes(codes.ENQUIRIES, quarter, before, after)


def _effect(
    one: Becomes, measure: Measure, held: Mapping[tuple[str, int], Fraction]
) -> QuarterEffect:
    """Return it in words; `held` are the figures of approved returns by code and quarter."""
    kept = held.get((one.code, one.quarter.number))
    will_be = as_kept(one.after, measure.unit)
    return QuarterEffect(
        label=one.quarter.full_label,
        before=_words(one.code, one.before),
        after=_words(one.code, one.after),
        approved=kept is not None and kept != will_be,
        figure="" if one.code == codes.HOURS_PER_WEEK else measure.name,
    )


def _exact(count: int | None) -> Fraction | None:
    return None if count is None else Fraction(count)


def _words(code: str, figure: Fraction | None) -> str:
    if code in (codes.NEW_ENTERPRISES, codes.ENQUIRIES):
        return NOT_KNOWN if figure is None else format_number(figure)
    if figure is None:
        return NOTHING if code == codes.HOURS_PER_WEEK else NOT_KNOWN
    return f"{format_hours(figure)} {'hour' if figure == 1 else 'hours'} a week"


def _approved(work: Work) -> dict[tuple[str, int], Fraction]:
    """Return what approved returns hold, by code and quarter: of the latest version."""
    readings = (
        Reading.objects.for_council(work.programme.council)
        .filter(
            return_version__programme=work.programme,
            return_version__status=QuarterlyReturn.Status.APPROVED,
            value__isnull=False,
        )
        .order_by("return_version__version")
        .values_list("measure__code", "return_version__quarter_number", "value")
    )
    return {(code, quarter): Fraction(value) for code, quarter, value in readings}


def approved_quarters(work: Work) -> set[int]:
    """Return the quarters of which an approved return holds hours a week."""
    readings = Reading.objects.for_council(work.programme.council).filter(
        return_version__programme=work.programme,
        return_version__status=QuarterlyReturn.Status.APPROVED,
        measure__code=codes.HOURS_PER_WEEK,
        value__isnull=False,
    )
    return set(readings.order_by().values_list("return_version__quarter_number", flat=True))
