"""What the pages share on which many hours are filled in: saving, and the ways to other pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError

from accounts.access import CouncilRequest
from enterprises import origins
from enterprises.actions.errors import NeedsReason
from enterprises.actions.hours import WeekEntry
from enterprises.forms.sheets import SheetForm
from enterprises.sheets import Row
from enterprises.views.common import page_url, put_errors
from programmes.actions.errors import EditedMeanwhile, Gone
from programmes.models import Programme

Change = tuple[Row, list[WeekEntry]]


@dataclass(frozen=True, slots=True)
class Way:
    """One of the other weeks or quarters that the page leads to."""

    text: str
    href: str
    current: bool = False


def save(
    read: Callable[[bool], SheetForm], save_changes: Callable[[Sequence[Change], str], object]
) -> tuple[SheetForm, list[Change] | None]:
    """Save what was changed, all of it or nothing; return the form, and the changes where saved.

    `read` makes the form anew of what is saved at that moment, and asks for a reason where it is
    told to. So what somebody else saves between reading and saving stands beside what was typed.
    """
    form = read(False)
    if not form.is_valid():
        return form, None
    changes = form.changes()
    try:
        save_changes(changes, form.cleaned_data.get("reason", ""))
    except (EditedMeanwhile, Gone) as refusal:
        form = read(False)
        if form.is_valid():
            form.add_error(None, refusal.message)
    except NeedsReason as question:
        form = read(True)
        form.add_error("reason", question.message)
    except ValidationError as problem:
        put_errors(form, problem)
    else:
        return form, changes
    return form, None


def say_what_is_done(
    request: CouncilRequest, changes: Sequence[Change], thing: str, when: str = ""
) -> None:
    """Say on the next page how many were saved and how many cleared; `thing` is one of them."""
    cleared = sum(not entries for _, entries in changes)
    saved = len(changes) - cleared
    said = []
    if saved:
        said.append(f"{_counted(saved, thing)} saved")
    if cleared:
        now = "it is missing now, or its typical week stands for it"
        if cleared > 1:
            now = "they are missing now, or their typical weeks stand for them"
        said.append(f"{_counted(cleared, thing)} cleared: {now}")
    if said:
        messages.success(request, f"{'; '.join(said)}{when}.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")


def rows_shown(programme: Programme, form: SheetForm) -> list[dict[str, Any]]:
    """Return the rows with the addresses of their own pages, and where their hours come from."""
    return [
        {
            "box": box,
            "sources": origins.of_hours(box.row.saved, programme),
            "href": page_url(
                "hours_week",
                programme,
                enterprise=box.row.enterprise.pk,
                week=box.row.week.isoformat(),
            ),
        }
        for box in form.boxes()
    ]


def _counted(count: int, thing: str) -> str:
    return f"1 {thing} is" if count == 1 else f"{count} {thing}s are"
