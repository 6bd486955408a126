"""What the register offers to a quarterly return: hours, new enterprises, enquiries.

Each source asks the database once, however many quarters there are.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Count, Min, Q
from django.utils import timezone

from enterprises import rollup
from enterprises.models import Enquiry, Enterprise, EnterpriseStage, QuarterHours
from programmes import codes
from programmes.models import Programme
from programmes.money import round_half_away
from programmes.quarters import Quarter, quarter_of_day
from programmes.sources import Offered, register_actual

NOTHING_RECORDED = "no hours are recorded"
NOT_BEGUN = "this quarter has not begun"

# The return asks for hours to two decimals; this is the one place where the register rounds.
_PLACES = 2


def hours_per_week(programme: Programme, quarters: tuple[Quarter, ...]) -> Mapping[int, Offered]:
    """Return all recorded hours of each quarter's weeks over the number of its weeks.

    Measured hours and typical weeks; two decimals, a half rounded away from zero.
    """
    rows, today = _rolled_up(programme), timezone.localdate()
    return {
        quarter.number: _hours_offered(quarter, rows.get(quarter.number), today)
        for quarter in quarters
    }


def eligible_hours_per_week(
    programme: Programme, quarters: tuple[Quarter, ...]
) -> Mapping[int, Offered]:
    """Return the eligible part of those hours a week; None where nothing is known of any hour."""
    rows, today = _rolled_up(programme), timezone.localdate()
    return {
        quarter.number: _eligible_offered(quarter, rows.get(quarter.number), today)
        for quarter in quarters
    }


def new_enterprises(programme: Programme, quarters: tuple[Quarter, ...]) -> Mapping[int, Offered]:
    """Return how many enterprises were first established in each quarter and are new.

    New means that they had not traded before the programme. Who has no date counts in no
    quarter; of whom it is not known whether they traded before are left out; both are said.
    """
    enterprises = (
        Enterprise.objects.for_council(programme.council)
        .filter(programme=programme)
        .annotate(
            established_on=Min(
                "stages__on", filter=Q(stages__stage=EnterpriseStage.Stage.ESTABLISHED)
            ),
            trading_stages=Count("stages", filter=Q(stages__stage__in=EnterpriseStage.TRADING)),
        )
        .values_list("established_on", "trading_stages", "traded_before_programme")
    )
    new, unknown, undated, all_of_them = Counter[int](), Counter[int](), 0, 0
    for established_on, trading_stages, traded_before in enterprises:
        all_of_them += 1
        if established_on is None:
            undated += bool(trading_stages)
            continue
        quarter = quarter_of_day(quarters, established_on)
        if quarter is not None and traded_before is not True:
            (unknown if traded_before is None else new)[quarter.number] += 1
    today = timezone.localdate()
    return {
        quarter.number: _new_offered(
            quarter, new[quarter.number], unknown[quarter.number], undated, all_of_them, today
        )
        for quarter in quarters
    }


def enquiries(programme: Programme, quarters: tuple[Quarter, ...]) -> Mapping[int, Offered]:
    """Return how many enquiries were received in each quarter.

    None where the programme has no enquiry at all, and for quarters that have not begun.
    """
    received = (
        Enquiry.objects.for_council(programme.council)
        .filter(programme=programme)
        .order_by()
        .values_list("received_on")
        .annotate(count=Count("pk"))
    )
    counts, any_at_all = Counter[int](), False
    for day, count in received:
        any_at_all = True
        if quarter := quarter_of_day(quarters, day):
            counts[quarter.number] += count
    today = timezone.localdate()
    offered = {}
    for quarter in quarters:
        if quarter.start > today:
            offered[quarter.number] = Offered(None, NOT_BEGUN)
        elif not any_at_all:
            offered[quarter.number] = Offered(None, "no enquiries are recorded")
        else:
            note = "" if quarter.end < today else "this quarter has not ended"
            offered[quarter.number] = Offered(Decimal(counts[quarter.number]), note)
    return offered


def register() -> None:
    """Offer all of them to the returns; called when the application starts."""
    register_actual(codes.HOURS_PER_WEEK, hours_per_week)
    register_actual(codes.ELIGIBLE_HOURS_PER_WEEK, eligible_hours_per_week)
    register_actual(codes.NEW_ENTERPRISES, new_enterprises)
    register_actual(codes.ENQUIRIES, enquiries)


def _rolled_up(programme: Programme) -> dict[int, QuarterHours]:
    rows = QuarterHours.objects.for_council(programme.council).filter(programme=programme)
    return {row.quarter_number: row for row in rows}


def _hours_offered(quarter: Quarter, row: QuarterHours | None, today: date) -> Offered:
    if quarter.start > today:
        return Offered(None, NOT_BEGUN)
    if row is None:
        return Offered(None, NOTHING_RECORDED)
    hundredths = row.measured_hundredths + row.estimated_hundredths
    exact = rollup.hours_per_week(hundredths, row.weeks, row.enterprise_weeks_recorded)
    parts = [
        rollup.coverage_words(
            row.enterprises_trading,
            row.enterprises_reporting,
            row.enterprise_weeks_due,
            row.enterprise_weeks_recorded,
        )
    ]
    if row.estimated_hundredths:
        share = rollup.share_words(row.estimated_hundredths, hundredths)
        parts.append(f"{share} of hours estimated from typical weeks")
    if quarter.end >= today:
        parts.append("this quarter has not ended")
    value = None if exact is None else round_half_away(exact, _PLACES)
    return Offered(value, "; ".join(parts))


def _eligible_offered(quarter: Quarter, row: QuarterHours | None, today: date) -> Offered:
    if quarter.start > today:
        return Offered(None, NOT_BEGUN)
    if row is None or row.enterprise_weeks_recorded == 0:
        return Offered(None, NOTHING_RECORDED)
    hundredths = row.measured_hundredths + row.estimated_hundredths
    exact = rollup.eligible_per_week(
        row.eligible_hundredths,
        row.unknown_hundredths,
        hundredths,
        row.weeks,
        row.enterprise_weeks_recorded,
    )
    if exact is None:
        return Offered(None, "of no hour is it known whether it is eligible")
    note = ""
    if row.unknown_hundredths:
        note = f"{rollup.share_words(row.unknown_hundredths, hundredths)} of hours unknown"
    return Offered(round_half_away(exact, _PLACES), note)


def _new_offered(
    quarter: Quarter, new: int, unknown: int, undated: int, all_of_them: int, today: date
) -> Offered:
    if quarter.start > today:
        return Offered(None, NOT_BEGUN)
    if all_of_them == 0:
        return Offered(None, "no enterprises are in the register")
    parts = []
    if unknown:
        parts.append(f"{unknown} left out: not known whether traded before the programme")
    if undated:
        parts.append(f"{undated} trading without a date, counted in no quarter")
    if quarter.end >= today:
        parts.append("this quarter has not ended")
    known = rollup.new_known(new, unknown, all_of_them)
    return Offered(None if known is None else Decimal(known), "; ".join(parts))
