"""Which uploads were put into the register on top of another, and are taken back before it."""

from uploads.models import Upload, UploadChange

_WEEK, _ENTERPRISE = "week", "enterprise"
# Changes that name the enterprise they are of among their values.
_NAMING_ONE = ("typical", "enquiry")


def built_on(upload: Upload) -> list[Upload]:
    """Return the uploads in the register, the latest first, that were confirmed after this one
    and changed something that it changed, or gave hours, a typical week or an enquiry to an
    enterprise that it added."""
    mine, added = set(), set()
    for what, action, number, label in upload.changes.values_list(
        "what", "action", "number", "label"
    ):
        # The number of a week is its enterprise's; its label says which week it is.
        mine.add((what, number, label if what == _WEEK else ""))
        if what == _ENTERPRISE and action == UploadChange.Action.ADDED:
            added.add(number)
    later = UploadChange.objects.for_council(upload.council).filter(
        upload__programme=upload.programme,
        upload__state=Upload.State.SAVED,
        upload__confirmed_at__gt=upload.confirmed_at,
    )
    found = {
        other
        for other, what, number, label in later.values_list(
            "upload", "what", "number", "label"
        ).iterator()
        if (what, number, label if what == _WEEK else "") in mine
        or (what == _WEEK and number in added)
    }
    if added:
        named = later.filter(what__in=_NAMING_ONE).values_list("upload", "after__enterprise")
        # One that the same file adds is named by its row.
        found |= {other for other, number in named if isinstance(number, int) and number in added}
    rows = Upload.objects.for_council(upload.council).filter(pk__in=found)
    return list(rows.order_by("-confirmed_at"))
