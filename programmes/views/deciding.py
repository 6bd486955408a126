"""Where a finance lead approves a return or sends it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from programmes import tables
from programmes.actions import returns
from programmes.actions.errors import EditedMeanwhile, Refused
from programmes.boxes import boxes_of, register_says, taken_measures
from programmes.forms.decisions import APPROVE, DecisionForm
from programmes.lookup import programme_or_404
from programmes.models import QuarterlyReturn
from programmes.views.answers import cautions
from programmes.views.common import (
    back_text_of,
    caption_of,
    latest_or_404,
    page,
    page_url,
    posted,
    put_errors,
    quarter_or_404,
)
from programmes.views.tasks import asked_sections


@council_page(Permission.DECIDE_RETURN)
@require_http_methods(["GET", "HEAD", "POST"])
def return_decide(
    request: CouncilRequest, council: str, programme: str, quarter: int
) -> HttpResponse:
    """Show all that a decision needs, and take it."""
    found = programme_or_404(request, programme)
    when = quarter_or_404(found, quarter)
    version = latest_or_404(request, found, quarter)
    back = page_url("return_detail", found, quarter=quarter)
    if version.status != QuarterlyReturn.Status.SUBMITTED:
        messages.info(request, f"This return is not waiting for a decision. {_stands(version)}")
        return redirect(back)
    boxes = boxes_of(version)
    why_not = returns.why_not_approve(version, request.user)
    form = DecisionForm(
        may_approve=not why_not,
        asked=asked_sections(boxes),
        edition=version.edition,
        data=posted(request),
    )
    if form.is_valid():
        try:
            message = _decide(request, version, form)
        except EditedMeanwhile:
            messages.error(
                request,
                "The return was changed since this page was shown. Read it again, then decide.",
            )
            return redirect(page_url("return_decide", found, quarter=quarter))
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect(back)
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            messages.success(request, message)
            return redirect(back)
    asked = {box.measure.pk for box in boxes}
    taken = version.readings.exclude(measure__in=asked).select_related("measure")
    context = {
        "caption": caption_of(found, when),
        "back": back,
        "back_text": back_text_of(when),
        "version": version,
        "changes": tables.changes(_before(request, version), version),
        "table": tables.decision_table(boxes, list(taken), _notes(version)),
        "cautions": [c.finding for part in asked_sections(boxes) for c in cautions(part, boxes)],
        "why_not": why_not,
    }
    return page(request, "programmes/decide.html", context, form)


def _notes(version: QuarterlyReturn) -> dict[int, str]:
    """Return how complete the register is for what was taken from it by itself, by measure."""
    programme, number = version.programme, version.quarter_number
    return {
        measure.pk: register_says(measure, programme, number).note
        for measure in taken_measures(programme)
    }


def _decide(request: CouncilRequest, version: QuarterlyReturn, form: DecisionForm) -> str:
    given = form.cleaned_data
    if given["decision"] == APPROVE:
        done = returns.approve(return_=version, by=request.user, edition=given["edition"])
        if not done:
            return "The return was approved already."
        return "The return is approved. The cash flow is being worked out again."
    done = returns.send_back(
        return_=version,
        by=request.user,
        edition=given["edition"],
        reason=given["reason"],
        sections=given["sections"],
    )
    return "The return was sent back." if done else "The return was sent back already."


def _before(request: CouncilRequest, version: QuarterlyReturn) -> QuarterlyReturn | None:
    """Return the approved version that this one is to correct; None for the first."""
    earlier = QuarterlyReturn.objects.for_council(request.council).filter(
        programme=version.programme, quarter_number=version.quarter_number
    )
    found: QuarterlyReturn | None = earlier.filter(version=version.version - 1).first()
    return found


def _stands(version: QuarterlyReturn) -> str:
    status = QuarterlyReturn.Status(version.status)
    person = version.approved_by if status == QuarterlyReturn.Status.APPROVED else None
    if person is not None:
        return f"{person.name} has approved it."
    return f"It is: {status.label.lower()}."
