"""Measures, baselines and targets: listed, added, changed, approved."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from config.forms import GdsForm
from programmes.actions import measures
from programmes.actions.errors import EditedMeanwhile, Refused
from programmes.forms.measures import BaselineForm, MeasureForm, TargetForm
from programmes.lookup import programme_or_404
from programmes.models import Measure, Programme, Target
from programmes.views.common import number_in, page, page_url, posted, put_errors
from programmes.views.measure_rows import listed, measure_rows


@council_page(Permission.VIEW_PROGRAMME)
@require_safe
def measure_list(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Show what is measured, from where it starts and what is aimed at."""
    found = programme_or_404(request, programme)
    access = request.access
    context = {
        "measures": listed(
            found,
            _measures(request, found),
            user=request.user,
            may_change=access.may(Permission.MANAGE_PROGRAMMES),
            may_approve=access.may(Permission.DECIDE_RETURN),
        ),
        "may_change": access.may(Permission.MANAGE_PROGRAMMES),
    }
    return page(request, "programmes/measures.html", context)


@council_page(Permission.MANAGE_PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def measure_new(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Add a measure of the council's own."""
    found = programme_or_404(request, programme)
    form = MeasureForm(None, posted(request))
    if form.is_valid():
        try:
            added = measures.add(
                programme=found, by=request.user, code=form.code(), **form.values()
            )
        except ValidationError as problem:
            _put_under_name(form, problem)
        else:
            messages.success(request, f"{added.name} was added.")
            return _to_list(found)
    return _form_page(request, found, form, title="Add a measure")


@council_page(Permission.MANAGE_PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def measure_edit(
    request: CouncilRequest, council: str, programme: str, measure: int
) -> HttpResponse:
    """Change how a measure is named, counted or shown."""
    found = programme_or_404(request, programme)
    one = measure_or_404(request, found, measure)
    form = MeasureForm(one, posted(request))
    saved_now: list[dict[str, Any]] = []
    if form.is_valid():
        edition = number_in(request, "edition")
        try:
            measures.change(measure=one, by=request.user, edition=edition, **form.values())
        except EditedMeanwhile as conflict:
            saved_now = _conflict(form, conflict, conflict.saved)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            messages.success(request, "The measure was saved.")
            return _to_list(found)
    return _form_page(request, found, form, title=f"Change: {one.name}", saved_now=saved_now)


@council_page(Permission.MANAGE_PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def baseline_edit(
    request: CouncilRequest, council: str, programme: str, measure: int
) -> HttpResponse:
    """Say where a measure stood, or who is to find out by when."""
    found = programme_or_404(request, programme)
    one = measure_or_404(request, found, measure)
    form = BaselineForm(one, posted(request))
    saved_now: list[dict[str, Any]] = []
    if form.is_valid():
        try:
            measures.set_baseline(measure=one, by=request.user, **form.cleaned_data)
        except EditedMeanwhile as conflict:
            saved_now = _conflict(form, conflict, conflict.saved)
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            messages.success(request, "The baseline was saved.")
            return _to_list(found)
    title = f"Baseline: {one.name}"
    return _form_page(request, found, form, title=title, saved_now=saved_now)


@council_page(Permission.MANAGE_PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def target_new(request: CouncilRequest, council: str, programme: str, measure: int) -> HttpResponse:
    """Set a target, or the next version of one (`?of=` its number)."""
    found = programme_or_404(request, programme)
    one = measure_or_404(request, found, measure)
    latest = _target_asked(request, one)
    form = TargetForm(one, latest, posted(request))
    saved_now: list[dict[str, Any]] = []
    if form.is_valid():
        try:
            measures.set_target(measure=one, by=request.user, **form.values())
        except EditedMeanwhile as conflict:
            saved_now = _conflict(form, conflict, one)
            _renew(form, version=conflict.saved.version if conflict.saved else 0)
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            messages.success(request, "The target was saved. A finance lead can approve it.")
            return _to_list(found)
    title = f"{'Change' if latest else 'Set'} a target: {one.name}"
    return _form_page(request, found, form, title=title, saved_now=saved_now)


@council_page(Permission.DECIDE_RETURN)
@require_POST
def target_approve(
    request: CouncilRequest, council: str, programme: str, measure: int, target: int
) -> HttpResponse:
    """Approve a target."""
    found = programme_or_404(request, programme)
    one = measure_or_404(request, found, measure)
    wanted = target_or_404(request, one, target)
    try:
        measures.approve_target(target=wanted, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"The target of {one.name} is approved.")
    return _to_list(found)


def _measures(request: CouncilRequest, programme: Programme) -> Any:
    return (
        Measure.objects.for_council(request.council)
        .filter(programme=programme)
        .select_related("programme__council", "baseline")
        .prefetch_related("targets__created_by", "targets__approved_by")
    )


def measure_or_404(request: CouncilRequest, programme: Programme, number: int) -> Measure:
    """Return this programme's measure with this number."""
    found: Measure | None = _measures(request, programme).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def target_or_404(request: CouncilRequest, measure: Measure, number: int) -> Target:
    """Return the version of one of this measure's targets with this number."""
    found: Target | None = (
        Target.objects.for_council(request.council)
        .filter(measure=measure, pk=number)
        .select_related("measure")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _target_asked(request: CouncilRequest, measure: Measure) -> Target | None:
    asked = request.GET.get("of", "")
    return next((target for target in measure.targets.all() if str(target.pk) == asked), None)


def _to_list(programme: Programme) -> HttpResponse:
    return redirect(page_url("measure_list", programme))


def _put_under_name(form: MeasureForm, problem: ValidationError) -> None:
    said = problem.message_dict if hasattr(problem, "error_dict") else {}
    if "code" in said:
        form.add_error("name", "This programme has a measure of this name already")
        return
    put_errors(form, problem)


def _conflict(form: GdsForm, conflict: EditedMeanwhile, measure: Measure) -> list[dict[str, Any]]:
    form.add_error(None, conflict.message)
    _renew(form, edition=measure.edition)
    fresh = Measure.objects.for_council(measure.programme.council).get(pk=measure.pk)
    return measure_rows(fresh)


def _renew(form: GdsForm, **hidden: int) -> None:
    data = form.data.copy() if isinstance(form.data, QueryDict) else QueryDict(mutable=True)
    for name, value in hidden.items():
        data[name] = str(value)
    form.data = data


def _form_page(
    request: CouncilRequest,
    programme: Programme,
    form: GdsForm,
    *,
    title: str,
    saved_now: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    context = {
        "title": title,
        "caption": programme.name,
        "back": page_url("measure_list", programme),
        "saved_now": saved_now or [],
    }
    return page(request, "programmes/form.html", context, form)
