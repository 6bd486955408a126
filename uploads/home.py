"""What waits for a person: the files that they handed in and have not decided about."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from accounts.access import Access
from accounts.home import Work
from accounts.roles import Permission
from uploads.found import counts_of, with_counts
from uploads.lookup import programmes_of
from uploads.models import Upload
from uploads.words import outcome

# The newest; the others are under Uploads.
MOST = 20


def waiting(access: Access, today: date) -> Iterable[Work]:
    """Return the uploads of this person whose check is done: nothing of them is saved yet."""
    if not access.may(Permission.EDIT_REGISTER):
        return
    rows = (
        Upload.objects.for_council(access.council)
        .filter(
            uploaded_by=access.user,
            state=Upload.State.CHECKED,
            programme__in=programmes_of(access),
        )
        .select_related("programme")
    )
    for upload in with_counts(rows)[:MOST]:
        where = {"council": access.council.slug, "programme": upload.programme.slug}
        yield Work(
            title=f"{upload.programme.name}: decide about your file {upload.file_name}",
            href=reverse("upload_detail", kwargs=where | {"upload": upload.pk}),
            detail=f"{outcome(upload.state, counts_of(upload), '')}.",
            kind="To do",
        )
