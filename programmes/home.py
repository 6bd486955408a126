"""What waits for a person: returns to fill in, to decide, and programmes to finish setting up."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.access import Access
from accounts.home import Place, Work
from accounts.roles import Permission
from programmes import setting_up
from programmes.models import Programme, QuarterlyReturn, ReturnEditor
from programmes.schedule import Standing, standings

Status = QuarterlyReturn.Status


def waiting(access: Access, today: date) -> Iterable[Work]:
    """Return the work of this app that waits for this person."""
    fills = access.may(Permission.EDIT_RETURN)
    decides = access.may(Permission.DECIDE_RETURN)
    manages = access.may(Permission.MANAGE_PROGRAMMES)
    if not (fills or decides or manages):
        return
    programmes = list(
        Programme.objects.for_council(access.council)
        .visible_to(access)
        .select_related("council", "partner")
    )
    by_programme = standings(programmes, today)
    mine = _edited_by(access) if decides else set()
    # Once a return exists the programme runs, and its set-up waits for nobody.
    new = [p for p in programmes if not any(s.latest for s in by_programme[p.pk])]
    steps = setting_up.steps_of_each(new) if manages and new else {}
    for programme in programmes:
        listed = by_programme[programme.pk]
        if fills:
            yield from _to_fill(programme, listed)
        if decides:
            yield from _to_decide(programme, listed, access, mine)
        yield from _to_set_up(programme, steps.get(programme.pk, []))


def places(access: Access) -> Iterable[Place]:
    """Return the list of programmes as a place to go."""
    if access.may(Permission.VIEW_PROGRAMME):
        yield Place(
            title="Programmes",
            href=reverse("programme_list", kwargs={"council": access.council.slug}),
            text="Returns, measures and targets of each programme.",
        )


def _to_fill(programme: Programme, listed: list[Standing]) -> Iterator[Work]:
    for standing in listed:
        latest = standing.latest
        if not standing.waits_for_commissioner:
            continue
        detail = "Not begun."
        if latest is not None and latest.status == Status.SENT_BACK:
            sender = latest.sent_back_by.name if latest.sent_back_by else "Finance"
            detail = f"{sender} sent it back: {latest.sent_back_reason}"
        elif latest is not None:
            again = f"Reopened: {latest.reopened_reason}" if latest.version > 1 else "Draft saved."
            detail = again
        yield Work(
            title=f"{programme.name}: return for {standing.quarter.full_label}",
            href=_url("return_detail", programme, quarter=standing.quarter.number),
            detail=detail,
            # A reopened return has no day of its own: its quarter was in time once.
            due=standing.due if standing.approved is None else None,
            kind="Reopened" if standing.approved else "To do",
        )


def _to_decide(
    programme: Programme, listed: list[Standing], access: Access, mine: set[int]
) -> Iterator[Work]:
    for standing in listed:
        latest = standing.latest
        if latest is None or not standing.waits_for_decision:
            continue
        if latest.pk in mine or latest.submitted_by_id == access.user.pk:
            continue
        by = latest.submitted_by.name if latest.submitted_by else ""
        yield Work(
            title=f"{programme.name}: decide the return for {standing.quarter.full_label}",
            href=_url("return_decide", programme, quarter=standing.quarter.number),
            detail=f"Submitted by {by}.",
            kind="To approve",
        )


def _to_set_up(programme: Programme, steps: list[setting_up.Step]) -> Iterator[Work]:
    left = [step.title.lower() for step in steps if not step.done]
    if left:
        yield Work(
            title=f"{programme.name}: finish setting up",
            href=_url("programme_setup", programme),
            detail=f"Still to do: {'; '.join(left)}.",
            kind="To set up",
        )


def _edited_by(access: Access) -> set[int]:
    """The versions that wait and that this person edited, so may not approve."""
    rows = ReturnEditor.objects.for_council(access.council).filter(
        user=access.user, return_version__status=Status.SUBMITTED
    )
    return set(rows.values_list("return_version", flat=True))


def _url(name: str, programme: Programme, **places: Any) -> str:
    where = {"council": programme.council.slug, "programme": programme.slug} | places
    return reverse(name, kwargs=where)
