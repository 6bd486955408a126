"""Taking back the changes of measured weeks."""

from collections.abc import Iterator, Sequence

from django.utils import timezone

from accounts import bulk
from enterprises.importers.deed import Deed
from enterprises.importers.saving_hours import note_weeks, put_back, recorded_of, week_of
from enterprises.models import WeeklyHours
from enterprises.words import day_words
from uploads.importing import StoredChange


def hindrances(deed: Deed, changes: Sequence[StoredChange]) -> Iterator[str]:
    """Yield the weeks that are no longer as the upload left them, in words."""
    recorded = recorded_of(deed, changes)
    for change in changes:
        now = recorded.get((change.number or 0, week_of(change)), [])
        kept = sorted(
            (line["service_type"], line["payer"], line["hundredths"])
            for line in change.after["lines"]
        )
        if sorted((row.service_type, row.payer, row.hundredths) for row in now) == kept:
            continue
        if now:
            at = max(row.entered_at for row in now)
            when = day_words(timezone.localtime(at).date())
            yield f"{change.label}: the hours were corrected on {when}."
        else:
            yield f"{change.label}: the hours have been taken out since."


def undo(deed: Deed, changes: Sequence[StoredChange]) -> None:
    """Put the weeks back as they were."""
    recorded = recorded_of(deed, changes)
    weeks = ((change.number or 0, week_of(change)) for change in changes)
    bulk.delete(WeeklyHours, [row.number for key in weeks for row in recorded.get(key, [])])
    put_back(deed, changes)
    note_weeks(deed, changes, "after", "before")
