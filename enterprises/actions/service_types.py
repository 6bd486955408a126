"""The kinds of help that a council tells apart."""

from dataclasses import dataclass

from django.db import transaction

from accounts.events import record
from accounts.models import Council, User
from enterprises.actions import rollups
from enterprises.models import ServiceType
from programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of help as the council's papers name it."""

    code: str
    name: str
    displaces_framework_care: bool | None


# Only personal care plainly stands in for framework home care, and only garden and company
# plainly do not. What a council buys within home care differs for the rest: it must say so.
STANDARD = (
    Kind("personal-care", "Personal care", True),
    Kind("meals", "Meal preparation, food and shopping delivery", None),
    Kind("domestic", "Cleaning and domestic help", None),
    Kind("gardening", "Gardening and household maintenance", False),
    Kind("befriending", "Befriending and social activity", False),
    Kind(ServiceType.NOT_RECORDED, "Not recorded", None),
)


@transaction.atomic
def set_up(*, council: Council, by: User) -> dict[str, ServiceType]:
    """Give a council the kinds of help of the papers, by code; those it has stay as they are."""
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    known = {kind.code: kind for kind in ServiceType.objects.for_council(council)}
    added = [
        ServiceType(
            council=council,
            code=kind.code,
            name=kind.name,
            displaces_framework_care=kind.displaces_framework_care,
            position=place,
        )
        for place, kind in enumerate(STANDARD, start=1)
        if kind.code not in known
    ]
    for kind in added:
        kind.save()
    if added:
        record(
            verb="service_types.set_up",
            obj=council,
            by=by,
            council=council,
            after={kind.code: kind.name for kind in added},
        )
    return known | {kind.code: kind for kind in added}


@transaction.atomic
def mark(*, service_type: ServiceType, by: User, displaces_framework_care: bool | None) -> bool:
    """Say whether a kind of help stands in for framework home care (None: not decided).

    The quarters of every programme of the council are added up again. Returns whether anything
    changed.
    """
    council = service_type.council
    # In the order of their numbers, so that two of these cannot wait for one another.
    programmes = list(
        Programme.unscoped.select_for_update(no_key=True, of=("self",))
        .filter(council=council)
        .order_by("pk")
        .select_related("council")
    )
    saved = ServiceType.objects.for_council(council).get(pk=service_type.pk)
    if saved.displaces_framework_care is displaces_framework_care:
        return False
    before = saved.displaces_framework_care
    saved.displaces_framework_care = displaces_framework_care
    saved.save(update_fields=["displaces_framework_care"])
    record(
        verb="service_type.marked",
        obj=saved,
        by=by,
        council=council,
        before={"displaces_framework_care": before},
        after={"displaces_framework_care": displaces_framework_care},
    )
    for programme in programmes:
        rollups.rebuild(programme)
    return True
