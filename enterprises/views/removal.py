"""Taking out an enterprise or an enquiry that was added by mistake."""

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import events
from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from enterprises import removal
from enterprises.actions import register
from enterprises.models import Enquiry, Enterprise, EnterpriseStage
from enterprises.views.common import (
    UNPROCESSABLE,
    edition_in,
    enquiry_or_404,
    enterprise_or_404,
    page_url,
    posted,
)
from enterprises.words import day_words, enquiry_rows, enterprise_rows, stage_words
from programmes.actions.errors import Refused
from programmes.forms.removal import RemovalForm
from programmes.lookup import programme_or_404
from programmes.models import Programme
from programmes.quarters import quarter_of_day, quarter_of_week
from programmes.removal import Obstacle, RemovalPage

NO_RETURN_CHANGES = "Returns that are approved already keep their figures."


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def enterprise_remove(
    request: CouncilRequest, council: str, programme: str, enterprise: int
) -> HttpResponse:
    """Remove an enterprise, or say what stands in the way."""
    found = programme_or_404(request, programme)
    form = RemovalForm(posted(request))
    try:
        mine = enterprise_or_404(request, found, enterprise)
        if request.method == "POST":
            register.remove_enterprise(
                enterprise=mine, by=request.user, edition=edition_in(request)
            )
    except Http404:
        return _said_already(request, found, Enterprise, enterprise, "enterprise_list")
    except Refused as refusal:
        form.add_error(None, refusal.message)
        mine = enterprise_or_404(request, found, enterprise)
    else:
        if request.method == "POST":
            messages.success(request, f"{mine.name} is removed from the register.")
            return redirect(page_url("enterprise_list", found))
    return _page(request, form, _of_enterprise(found, mine))


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry_remove(
    request: CouncilRequest, council: str, programme: str, enquiry: int
) -> HttpResponse:
    """Remove an enquiry."""
    found = programme_or_404(request, programme)
    form = RemovalForm(posted(request))
    try:
        mine = enquiry_or_404(request, found, enquiry)
        if request.method == "POST":
            register.remove_enquiry(enquiry=mine, by=request.user, edition=edition_in(request))
    except Http404:
        return _said_already(request, found, Enquiry, enquiry, "enquiry_list")
    except Refused as refusal:
        form.add_error(None, refusal.message)
        mine = enquiry_or_404(request, found, enquiry)
    else:
        if request.method == "POST":
            messages.success(request, "The enquiry is removed.")
            return redirect(page_url("enquiry_list", found))
    return _page(request, form, _of_enquiry(found, mine))


def _said_already(
    request: CouncilRequest, programme: Programme, kind: type[Model], number: int, back: str
) -> HttpResponse:
    """Say that it has been removed, as to whoever presses the button twice; else there is none."""
    event = events.removal(request.council, kind, number)
    if event is None or (event.before or {}).get("programme") != programme.name:
        raise Http404
    messages.info(request, f"{event.object_label} has been removed already.")
    return redirect(page_url(back, programme))


def _page(request: CouncilRequest, form: RemovalForm, page: RemovalPage) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "programmes/remove.html", {"form": form, "page": page}, status=status)


def _of_enterprise(programme: Programme, mine: Enterprise) -> RemovalPage:
    stages = list(EnterpriseStage.objects.for_council(mine.council).filter(enterprise=mine))
    words = [f"{stage_words(step.stage)}, {day_words(step.on) or 'no date'}" for step in stages]
    return RemovalPage(
        title=f"Remove {mine.name}",
        caption=programme.name,
        back=page_url("enterprise_detail", programme, enterprise=mine.pk),
        button="Remove this enterprise",
        edition=str(mine.edition),
        goes=[
            *enterprise_rows(mine),
            {"key": "Stages", "value": "\n".join(words), "empty": "None recorded"},
        ],
        follows=[*_counted_as_new(programme, mine, stages), NO_RETURN_CHANGES],
        otherwise="Remove it only if it was added by mistake. If it has paused or closed, "
        "add that as its next stage instead.",
        obstacles=_obstacles(programme, mine),
    )


def _counted_as_new(
    programme: Programme, mine: Enterprise, stages: list[EnterpriseStage]
) -> list[str]:
    began = [
        step.on
        for step in stages
        if step.stage == EnterpriseStage.Stage.ESTABLISHED and step.on is not None
    ]
    quarter = quarter_of_day(programme.quarters(), min(began)) if began else None
    if quarter is None or mine.traded_before_programme is not False:
        return []
    return [f"The register counts one new enterprise less in {quarter.full_label}."]


def _obstacles(programme: Programme, mine: Enterprise) -> list[Obstacle]:
    held = removal.held_by(mine)
    detail = page_url("enterprise_detail", programme, enterprise=mine.pk)
    found = []
    if held.weeks:
        weeks = "1 week" if held.weeks == 1 else f"{held.weeks:,} weeks"
        said, href = f"Hours are recorded for {weeks}.", ""
        if held.latest is None:
            said = f"{said} They lie outside the programme’s quarters."
            href = f"{detail}#outside"
        elif quarter := quarter_of_week(programme.quarters(), held.latest):
            said = f"{said} The latest is the week of {day_words(held.latest)}."
            href = f"{detail}?quarter={quarter.number}#hours"
        found.append(Obstacle(said, href, "See its hours by week"))
    if held.typical_weeks:
        one = held.typical_weeks == 1
        said = (
            "1 typical week is given." if one else f"{held.typical_weeks} typical weeks are given."
        )
        found.append(Obstacle(said, f"{detail}#typical-weeks", "See its typical weeks"))
    for enquiry in held.enquiries:
        day = day_words(enquiry.received_on)
        found.append(
            Obstacle(
                f"The enquiry of {day} says that this enterprise came of it.",
                page_url("enquiry_edit", programme, enquiry=enquiry.pk),
                f"Change the enquiry of {day}",
            )
        )
    return found


def _of_enquiry(programme: Programme, mine: Enquiry) -> RemovalPage:
    quarter = quarter_of_day(programme.quarters(), mine.received_on)
    counted = [f"The register counts one enquiry less in {quarter.full_label}."] if quarter else []
    return RemovalPage(
        title="Remove an enquiry",
        caption=programme.name,
        back=page_url("enquiry_edit", programme, enquiry=mine.pk),
        button="Remove this enquiry",
        edition=str(mine.edition),
        goes=enquiry_rows(mine),
        follows=[*counted, NO_RETURN_CHANGES],
        otherwise="Remove it only if it was added by mistake. If it came to nothing, "
        "change its status to “Closed” instead.",
    )
