"""Changing rates, planned hours and cost lines: each save is a new version with a reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from cashflow import inputs
from cashflow.actions.assumptions import new_version
from cashflow.forms import CostsForm, HoursForm, RatesForm
from cashflow.forms.base import ADD, VERSION, AssumptionsForm, rows_typed
from cashflow.plan import Plan
from cashflow.views.comparing import difference_table
from programmes.actions.errors import EditedMeanwhile
from programmes.lookup import programme_or_404
from programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Editor:
    """One of the three pages: its form, what stands in it at first, and what it changes."""

    form: type[AssumptionsForm]
    template: str
    initial: Callable[[Plan], Mapping[str, Any]]
    rows: Callable[[Plan], int]
    given: Callable[[Any], dict[str, Any]]


RATES = Editor(
    RatesForm,
    "cashflow/rates.html",
    lambda plan: RatesForm.initial_of(plan.rates),
    lambda plan: len(plan.rates) or 1,
    lambda form: {"rates": form.rates()},
)
HOURS = Editor(
    HoursForm,
    "cashflow/hours.html",
    lambda plan: HoursForm.initial_of(plan.hours),
    lambda plan: 0,
    lambda form: {"hours": form.hours()},
)
COSTS = Editor(
    CostsForm,
    "cashflow/costs.html",
    lambda plan: CostsForm.initial_of(plan.cost_lines),
    lambda plan: len(plan.cost_lines) or 1,
    lambda form: {"cost_lines": form.cost_lines()},
)


@council_page(Permission.EDIT_ASSUMPTIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def rates(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Change from which week on an hour is worth how much."""
    return _edit(request, programme_or_404(request, programme), RATES)


@council_page(Permission.EDIT_ASSUMPTIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Change the planned hours a week."""
    return _edit(request, programme_or_404(request, programme), HOURS)


@council_page(Permission.EDIT_ASSUMPTIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def costs(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Change what the programme costs."""
    return _edit(request, programme_or_404(request, programme), COSTS)


def _edit(request: CouncilRequest, programme: Programme, editor: Editor) -> HttpResponse:
    quarters = programme.quarters()
    if request.method != "POST":
        latest = inputs.in_force(programme)
        plan = inputs.plan_of(latest)
        initial = {**editor.initial(plan), VERSION: latest.version if latest else 0}
        form = editor.form(initial=initial, quarters=quarters, rows=editor.rows(plan))
        return render(request, editor.template, {"form": form})
    rows = rows_typed(request.POST, editor.form.most_rows)
    if ADD in request.POST:
        form = editor.form.typed_again(request.POST, quarters=quarters, rows=rows + 1)
        return render(request, editor.template, {"form": form})
    form = editor.form(request.POST, quarters=quarters, rows=rows)
    if form.is_valid():
        try:
            made = new_version(
                programme=programme,
                by=request.user,
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data[VERSION],
                **editor.given(form),
            )
        except EditedMeanwhile as clash:
            return _overtaken(request, programme, editor, rows, clash)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(
                request,
                f"Saved as version {made.version}. The cash flow is being worked out again.",
            )
            return redirect("assumptions", council=request.council.slug, programme=programme.slug)
    return render(request, editor.template, {"form": form}, status=422)


def _overtaken(
    request: CouncilRequest,
    programme: Programme,
    editor: Editor,
    rows: int,
    clash: EditedMeanwhile,
) -> HttpResponse:
    """Show both: what this person typed stays in the boxes, what is saved stands beside it.

    The page now holds the newer version's number, so saving again is a decision and not luck.
    """
    latest = inputs.in_force(programme)
    quarters = programme.quarters()
    data = request.POST.copy()
    data[VERSION] = str(latest.version if latest else 0)
    form = editor.form(data, quarters=quarters, rows=rows)
    form.add_error(None, clash.message)
    context = {
        "form": form,
        "latest": latest,
        "differences": difference_table(clash.saved, clash.typed, quarters),
    }
    return render(request, editor.template, context, status=422)
