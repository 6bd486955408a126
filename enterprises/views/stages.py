"""Recording and correcting the stages of an enterprise."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from enterprises.actions import stages
from enterprises.forms.register import StageForm, stage_data
from enterprises.models import EnterpriseStage
from enterprises.views.common import (
    FormPage,
    edition_in,
    enterprise_or_404,
    page_url,
    posted,
    put_errors,
    show_form,
)
from enterprises.words import stage_rows
from programmes.actions.errors import EditedMeanwhile
from programmes.lookup import programme_or_404


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def stage_new(
    request: CouncilRequest, council: str, programme: str, enterprise: int
) -> HttpResponse:
    """Record that an enterprise reached a stage."""
    found = programme_or_404(request, programme)
    mine = enterprise_or_404(request, found, enterprise)
    back = page_url("enterprise_detail", found, enterprise=mine.pk)
    form = StageForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            stages.add_stage(enterprise=mine, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            messages.success(request, "The stage is recorded.")
            return redirect(back)
    return show_form(request, form, FormPage("Add a stage", back, caption=mine.name))


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def stage_edit(
    request: CouncilRequest, council: str, programme: str, enterprise: int, stage: int
) -> HttpResponse:
    """Correct a stage, or take it out where it was recorded by mistake."""
    found = programme_or_404(request, programme)
    mine = enterprise_or_404(request, found, enterprise)
    step = (
        EnterpriseStage.objects.for_council(request.council)
        .filter(enterprise=mine, pk=stage)
        .select_related("enterprise__programme")
        .first()
    )
    if step is None:
        raise Http404
    back = page_url("enterprise_detail", found, enterprise=mine.pk)
    edition = str(mine.edition) if request.method != "POST" else str(edition_in(request))
    saved: list[dict[str, Any]] = []
    remove = request.POST.get("do") == "remove"
    form = StageForm(
        # The button that removes sends no boxes: a refusal is shown over what is saved.
        stage_data(step) if remove else posted(request),
        initial={"stage": step.stage, "on": step.on, "note": step.note},
    )
    if request.method == "POST" and (remove or form.is_valid()):
        common: dict[str, Any] = {"step": step, "by": request.user, "edition": int(edition)}
        try:
            if remove:
                stages.remove_stage(**common)
            else:
                stages.change_stage(**common, **form.cleaned_data)
        except EditedMeanwhile as refusal:
            form.add_error(None, refusal.message)
            edition = str(enterprise_or_404(request, found, enterprise).edition)
            saved = stage_rows(refusal.saved) if refusal.saved else []
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            messages.success(request, "The stage is taken out." if remove else "It is saved.")
            return redirect(back)
    page = FormPage(
        "Change a stage",
        back,
        caption=mine.name,
        edition=edition,
        saved=saved,
        removal="Remove this stage",
        removal_words="Remove it only if it was recorded by mistake. If the enterprise has "
        "paused or closed, add that as its next stage instead.",
    )
    return show_form(request, form, page)
