"""A return that is filled in: the check, submitting, and what happens next."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.models import Membership
from accounts.roles import Permission, Role
from programmes.actions import returns
from programmes.actions.errors import EditedMeanwhile, Refused
from programmes.boxes import boxes_of, problems_of
from programmes.lookup import programme_or_404
from programmes.models import QuarterlyReturn, ReturnEditor
from programmes.views.answers import answers, cautions, section_url, taken_rows
from programmes.views.common import (
    back_text_of,
    caption_of,
    latest_or_404,
    number_in,
    page,
    page_url,
    quarter_or_404,
)
from programmes.views.tasks import asked_sections


@council_page(Permission.EDIT_RETURN)
@require_safe
def return_check(
    request: CouncilRequest, council: str, programme: str, quarter: int
) -> HttpResponse:
    """Show every answer with a link to change it, and what still has to be settled."""
    found = programme_or_404(request, programme)
    when = quarter_or_404(found, quarter)
    version = latest_or_404(request, found, quarter)
    back = page_url("return_detail", found, quarter=quarter)
    if not version.is_editable:
        return redirect(back)
    boxes = boxes_of(version)
    context = {
        "caption": caption_of(found, when),
        "back": back,
        "back_text": back_text_of(when),
        "version": version,
        "parts": [
            {
                "title": part.title,
                "rows": answers(version, part, boxes),
                "cautions": cautions(part, boxes),
            }
            for part in asked_sections(boxes)
        ],
        "taken": taken_rows(version),
        "blank": [box.measure.name for box in boxes if box.value is None and box.unread is None],
        "problems": [
            {"text": problem.text, "href": section_url(version, problem.section)}
            for problem in problems_of(version, boxes)
        ],
        "ended": when.end < timezone.localdate(),
        "quarter": when,
        "submit_url": page_url("return_submit", found, quarter=quarter),
    }
    return page(request, "programmes/check.html", context)


@council_page(Permission.EDIT_RETURN)
@require_POST
def return_submit(
    request: CouncilRequest, council: str, programme: str, quarter: int
) -> HttpResponse:
    """Submit the return as the check page showed it."""
    found = programme_or_404(request, programme)
    quarter_or_404(found, quarter)
    version = latest_or_404(request, found, quarter)
    try:
        returns.submit(return_=version, by=request.user, edition=number_in(request, "edition"))
    except EditedMeanwhile:
        messages.error(
            request,
            "The return was changed since this page was shown. Check the answers again.",
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    except ValidationError:
        messages.error(request, "The return was not submitted. Some figures need your attention.")
    else:
        return redirect(page_url("return_submitted", found, quarter=quarter))
    return redirect(page_url("return_check", found, quarter=quarter))


@council_page(Permission.EDIT_RETURN)
@require_safe
def return_submitted(
    request: CouncilRequest, council: str, programme: str, quarter: int
) -> HttpResponse:
    """Say that the return is submitted, and what happens next."""
    found = programme_or_404(request, programme)
    when = quarter_or_404(found, quarter)
    version = latest_or_404(request, found, quarter)
    if version.status != QuarterlyReturn.Status.SUBMITTED:
        return redirect(page_url("return_detail", found, quarter=quarter))
    context = {"quarter": when, "version": version, "approvers": _approvers(request, version)}
    return page(request, "programmes/submitted.html", context)


def _approvers(request: CouncilRequest, version: QuarterlyReturn) -> list[str]:
    """Return the names of those who may approve: finance leads who had no hand in it."""
    hands = set(
        ReturnEditor.objects.for_council(request.council)
        .filter(return_version=version)
        .values_list("user", flat=True)
    ) | {version.submitted_by_id}
    members = (
        Membership.objects.for_council(request.council)
        .filter(role=Role.FINANCE.value, user__is_active=True)
        .exclude(user__in=hands)
    )
    return list(members.order_by("user__name").values_list("user__name", flat=True))
