"""Recording measured hours, a whole week at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.events import record
from accounts.models import User
from enterprises.actions import rollups
from enterprises.actions.errors import NeedsReason
from enterprises.actions.figures import (
    HOURS_OF_A_WEEK,
    check_kind,
    hundredths_of,
    long_week,
)
from enterprises.actions.saved import as_saved
from enterprises.actions.typical_weeks import set_typical_week
from enterprises.models import Enterprise, Payer, ServiceType, WeeklyHours
from enterprises.words import day_words
from programmes.actions.errors import EditedMeanwhile
from programmes.models import Programme
from programmes.quarters import quarter_of_week

__all__ = ["WeekEntry", "edition_of", "record_weeks", "set_typical_week"]


@dataclass(frozen=True, slots=True)
class WeekEntry:
    """Hours of one week, of one kind of help, paid in one way."""

    hours: Decimal
    service_type: ServiceType
    payer: str = Payer.UNKNOWN


@transaction.atomic
def record_weeks(
    *,
    enterprise: Enterprise,
    by: User,
    weeks: Mapping[date, Sequence[WeekEntry]],
    reason: str = "",
    seen: Mapping[date, str] | None = None,
) -> list[date]:
    """Replace the measured hours of whole weeks, by their Mondays; no entries clears a week.

    Nought is a figure: a week with an entry of 0 hours is recorded, a cleared week is missing.
    The quarters touched are added up again and one event names every week that changed; those
    are returned. `seen` gives the `edition_of` weeks as the page showed them.

    Raises ValidationError for a week or figure that cannot be, EditedMeanwhile, and NeedsReason
    where a week has more hours than one person could work and no `reason` is given.
    """
    programme = rollups.lock(enterprise.programme)
    as_saved(enterprise.pk)
    for week, entries in weeks.items():
        _check_week(week)
        _check_entries(enterprise, week, entries)
    before = _recorded(enterprise, weeks)
    for week, edition in (seen or {}).items():
        if edition_of(before.get(week, [])) != edition:
            raise EditedMeanwhile(saved=before.get(week, []), typed=weeks.get(week, []))
    changed = [week for week in sorted(weeks) if _key(before.get(week, [])) != _key(weeks[week])]
    if not changed:
        return []
    if not reason.strip():
        _ask_about_long_weeks({week: weeks[week] for week in changed})
    _replace(programme, enterprise, by, {week: weeks[week] for week in changed})
    record(
        verb="hours.recorded",
        obj=enterprise,
        by=by,
        council=programme.council,
        before={str(week): _in_words(before.get(week, [])) for week in changed},
        after={str(week): _in_words(weeks[week]) for week in changed},
        reason=reason.strip(),
    )
    quarters = programme.quarters()
    touched = {quarter.number for week in changed if (quarter := quarter_of_week(quarters, week))}
    if touched:
        rollups.rebuild(programme, touched)
    return changed


def edition_of(rows: Sequence[WeeklyHours]) -> str:
    """Return a word that changes whenever the measured hours of a week are saved again.

    Rows are replaced, never altered, and the numbers of removed rows are not given out again.
    """
    return "-".join(str(row.pk) for row in sorted(rows, key=lambda row: row.pk)) or "none"


def _recorded(
    enterprise: Enterprise, weeks: Mapping[date, Sequence[WeekEntry]]
) -> dict[date, list[WeeklyHours]]:
    rows: dict[date, list[WeeklyHours]] = {}
    saved = WeeklyHours.unscoped.filter(enterprise=enterprise, week_start__in=weeks)
    for row in saved.select_related("service_type"):
        rows.setdefault(row.week_start, []).append(row)
    return rows


def _replace(
    programme: Programme,
    enterprise: Enterprise,
    by: User,
    weeks: Mapping[date, Sequence[WeekEntry]],
) -> None:
    WeeklyHours.unscoped.filter(enterprise=enterprise, week_start__in=weeks).delete()
    quarters, now = programme.quarters(), timezone.now()
    WeeklyHours.unscoped.bulk_create(
        WeeklyHours(
            council=programme.council,
            programme=programme,
            enterprise=enterprise,
            week_start=week,
            quarter_number=quarter.number if (quarter := quarter_of_week(quarters, week)) else None,
            service_type=entry.service_type,
            payer=entry.payer,
            hundredths=hundredths_of(entry.hours),
            entered_by=by,
            entered_at=now,
        )
        for week, entries in weeks.items()
        for entry in entries
    )


def _check_week(week: date) -> None:
    if week.weekday() != 0:
        raise ValidationError(f"A week begins on a Monday, and {week:%A} {week} is not one.")
    if week > timezone.localdate():
        raise ValidationError("This week has not begun. Hours are recorded once they were given.")


def _check_entries(enterprise: Enterprise, week: date, entries: Sequence[WeekEntry]) -> None:
    kinds = [(entry.service_type.pk, entry.payer) for entry in entries]
    if len(set(kinds)) < len(kinds):
        raise ValidationError(
            "Two lines have the same kind of help and the same payer. Put them into one line."
        )
    for entry in entries:
        hundredths_of(entry.hours)
        check_kind(enterprise, entry.service_type, entry.payer)


def _ask_about_long_weeks(weeks: Mapping[date, Sequence[WeekEntry]]) -> None:
    for week, entries in weeks.items():
        hours = sum((entry.hours for entry in entries), Decimal(0))
        if hours > HOURS_OF_A_WEEK:
            raise NeedsReason(long_week(f"The week of {day_words(week)} says", hours))


def _key(rows: Sequence[WeekEntry | WeeklyHours]) -> list[tuple[int, str, Decimal]]:
    return sorted((row.service_type.pk, str(row.payer), row.hours) for row in rows)


def _in_words(rows: Sequence[WeekEntry | WeeklyHours]) -> list[str]:
    return [
        f"{row.hours} hours, {row.service_type.name}, {Payer(row.payer).label}"
        for row in sorted(rows, key=lambda row: (row.service_type.name, row.payer))
    ]
