"""Recording measured hours, whole weeks at a time: of one enterprise, or one week of many."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.events import record
from accounts.models import User
from accounts.reasons import is_reason
from enterprises import plausible
from enterprises.actions import rollups
from enterprises.actions.errors import NeedsReason
from enterprises.actions.figures import (
    HOURS_OF_A_WEEK,
    check_kind,
    hundredths_of,
    line_words,
    long_weeks,
)
from enterprises.actions.typical_weeks import set_typical_week
from enterprises.models import Enterprise, Payer, ServiceType, WeeklyHours
from enterprises.words import day_words
from programmes.actions.errors import EditedMeanwhile, Gone
from programmes.models import Programme
from programmes.quarters import quarter_of_week

__all__ = ["WeekEntry", "edition_of", "record_week", "record_weeks", "set_typical_week"]


@dataclass(frozen=True, slots=True)
class WeekEntry:
    """Hours of one week, of one kind of help, paid in one way."""

    hours: Decimal
    service_type: ServiceType
    payer: str = Payer.UNKNOWN


# An enterprise's week, by its Monday.
Place = tuple[Enterprise, date]


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

    Raises ValidationError for a week or figure that cannot be, EditedMeanwhile, NeedsReason where
    a week has more hours than one person could work and no `reason` says why, and Gone.
    """
    changed = _record(
        enterprise.programme,
        by,
        {(enterprise, week): rows for week, rows in weeks.items()},
        {(enterprise, week): edition for week, edition in (seen or {}).items()},
        reason,
        called=lambda place: f"the week of {day_words(place[1])}",
    )
    return [week for _, week in changed]


@transaction.atomic
def record_week(
    *,
    programme: Programme,
    by: User,
    week: date,
    entries: Mapping[Enterprise, Sequence[WeekEntry]],
    reason: str = "",
    seen: Mapping[Enterprise, str] | None = None,
) -> list[Enterprise]:
    """Replace the measured hours of one week of several enterprises of a programme, all or none.

    As `record_weeks` does it for one; each enterprise that changed has its own event, and those
    are returned.
    """
    changed = _record(
        programme,
        by,
        {(enterprise, week): rows for enterprise, rows in entries.items()},
        {(enterprise, week): edition for enterprise, edition in (seen or {}).items()},
        reason,
        called=lambda place: place[0].name,
    )
    return [enterprise for enterprise, _ in changed]


def _record(
    programme: Programme,
    by: User,
    given: Mapping[Place, Sequence[WeekEntry]],
    seen: Mapping[Place, str],
    reason: str,
    called: Callable[[Place], str],
) -> list[Place]:
    programme = rollups.lock(programme)
    _check_there(programme, {enterprise for enterprise, _ in given})
    for (enterprise, week), entries in given.items():
        _check_week(week)
        _check_entries(enterprise, week, entries)
    before = _recorded(given)
    for place, edition in seen.items():
        saved = before.get(place, [])
        if edition_of(saved) != edition:
            raise EditedMeanwhile(saved=saved, typed=given.get(place, []))
    changed = [place for place in given if _key(before[place]) != _key(given[place])]
    changed.sort(key=lambda place: (place[0].name, place[0].pk, place[1]))
    if not changed:
        return []
    if not is_reason(reason):
        _ask_about_long_weeks({called(place): given[place] for place in changed})
    _replace(programme, by, before, {place: given[place] for place in changed})
    for enterprise, places in groupby(changed, key=lambda place: place[0]):
        weeks = [week for _, week in places]
        record(
            verb="hours.recorded",
            obj=enterprise,
            by=by,
            council=programme.council,
            before={str(week): _in_words(before[enterprise, week]) for week in weeks},
            after={str(week): _in_words(given[enterprise, week]) for week in weeks},
            reason=reason.strip(),
        )
    quarters = programme.quarters()
    found = (quarter_of_week(quarters, week) for _, week in changed)
    if touched := {quarter.number for quarter in found if quarter}:
        rollups.rebuild(programme, touched)
    return changed


def edition_of(rows: Sequence[WeeklyHours]) -> str:
    """Return a word that changes whenever the measured hours of a week are saved again.

    Rows are replaced, never altered, and the numbers of removed rows are not given out again.
    """
    return "-".join(str(row.pk) for row in sorted(rows, key=lambda row: row.pk)) or "none"


def says_the_same(
    rows: Sequence[WeekEntry | WeeklyHours], others: Sequence[WeekEntry | WeeklyHours]
) -> bool:
    """Say whether two weeks have the same lines, in whatever order."""
    return _key(rows) == _key(others)


def _check_there(programme: Programme, enterprises: Collection[Enterprise]) -> None:
    numbers = {enterprise.pk for enterprise in enterprises}
    there = Enterprise.objects.for_council(programme.council).filter(
        programme=programme, pk__in=numbers
    )
    if there.count() < len(numbers):
        raise Gone("An enterprise is not in this programme’s register any more.")


def _recorded(places: Collection[Place]) -> dict[Place, list[WeeklyHours]]:
    rows: dict[Place, list[WeeklyHours]] = {place: [] for place in places}
    owners = {enterprise.pk: enterprise for enterprise, _ in places}
    saved = WeeklyHours.unscoped.filter(
        enterprise__in=owners, week_start__in={week for _, week in places}
    )
    for row in saved.select_related("service_type"):
        rows.setdefault((owners[row.enterprise_id], row.week_start), []).append(row)
    return rows


def _replace(
    programme: Programme,
    by: User,
    before: Mapping[Place, Sequence[WeeklyHours]],
    given: Mapping[Place, Sequence[WeekEntry]],
) -> None:
    replaced = [row.pk for place in given for row in before[place]]
    WeeklyHours.unscoped.filter(pk__in=replaced).delete()
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
        for (enterprise, week), entries in given.items()
        for entry in entries
    )


def _check_week(week: date) -> None:
    if week.weekday() != 0:
        raise ValidationError(f"A week begins on a Monday, and {week:%A} {week} is not one.")
    if week > timezone.localdate():
        raise ValidationError(f"{plausible.NOT_BEGUN}. {plausible.NOT_BEGUN_REMEDY}.")


def _check_entries(enterprise: Enterprise, week: date, entries: Sequence[WeekEntry]) -> None:
    kinds = [(entry.service_type.pk, entry.payer) for entry in entries]
    if len(set(kinds)) < len(kinds):
        raise ValidationError(f"{plausible.TWICE}. {plausible.TWICE_REMEDY}.")
    for entry in entries:
        hundredths_of(entry.hours)
        check_kind(enterprise, entry.service_type, entry.payer)


def _ask_about_long_weeks(weeks: Mapping[str, Sequence[WeekEntry]]) -> None:
    hours = {
        name: sum((entry.hours for entry in entries), Decimal(0)) for name, entries in weeks.items()
    }
    if long := {name: total for name, total in hours.items() if total > HOURS_OF_A_WEEK}:
        raise NeedsReason(long_weeks(long))


def _key(rows: Sequence[WeekEntry | WeeklyHours]) -> list[tuple[int, str, Decimal]]:
    return sorted((row.service_type.pk, str(row.payer), row.hours) for row in rows)


def _in_words(rows: Sequence[WeekEntry | WeeklyHours]) -> list[str]:
    return [
        line_words(row.hours, row.service_type.name, row.payer)
        for row in sorted(rows, key=lambda row: (row.service_type.name, row.payer))
    ]
