"""From an event of the history to the upload that it is about, or that it came from."""

from collections.abc import Mapping, Sequence

from accounts.event_links import Link
from accounts.models import Council, Event
from uploads.models import Upload
from uploads.naming import number_in
from uploads.origins import upload_href


def source(council: Council, events: Sequence[Event]) -> Mapping[int, Link]:
    """Return the upload of each event that names one: one query."""
    named = {event.pk: number for event in events if (number := _upload_of(event)) is not None}
    if not named:
        return {}
    uploads = (
        Upload.objects.for_council(council)
        .filter(pk__in=set(named.values()))
        .select_related("programme__council")
        .defer("reading", "summary", "message")
    )
    links = {
        one.pk: Link(f"See upload {one.pk}: {one.file_name}", upload_href(one.pk, one.programme))
        for one in uploads
    }
    return {event: links[number] for event, number in named.items() if number in links}


def _upload_of(event: Event) -> int | None:
    if event.object_type == Upload._meta.label_lower:
        return int(event.object_id)
    return number_in(event.reason)
