"""What waits on a council's first page for those who keep the register."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from accounts.access import Access
from accounts.home import Place, Work
from accounts.roles import Permission, Role
from enterprises.gaps import last_whole_week, without_hours
from programmes.dates import day_words
from programmes.models import Programme

KEEPERS = frozenset({Role.COMMISSIONER, Role.PARTNER})


def waiting(access: Access, today: date) -> Iterator[Work]:
    """Yield one line for each programme with enterprises that gave no hours for last week."""
    if not access.may(Permission.EDIT_REGISTER) or not access.roles & KEEPERS:
        return
    council = access.council
    programmes = list(
        Programme.objects.for_council(council).visible_to(access).select_related("council")
    )
    week = last_whole_week(today)
    missing = without_hours(council, programmes, week)
    for programme in programmes:
        count = len(missing.get(programme.pk, ()))
        if not count:
            continue
        have = "1 enterprise has" if count == 1 else f"{count:,} enterprises have"
        places = {"council": council.slug, "programme": programme.slug, "week": week.isoformat()}
        yield Work(
            title=f"{have} no hours for the week of {day_words(week)}",
            href=reverse("hours_of_week", kwargs=places),
            detail=programme.name,
        )


def places(access: Access) -> Iterator[Place]:
    """Yield the register of each programme, for those to whom it is the programme's first page.

    Whoever sees the board's page goes to a programme by that.
    """
    if not access.may(Permission.VIEW_REGISTER) or access.may(Permission.VIEW_DASHBOARD):
        return
    council = access.council
    for programme in Programme.objects.for_council(council).visible_to(access):
        yield Place(
            title=f"{programme.name}: register",
            href=reverse(
                "enterprise_list", kwargs={"council": council.slug, "programme": programme.slug}
            ),
            text="Enterprises, enquiries and weekly hours of care.",
        )
