"""The council's programmes: listed, created, set up and changed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from programmes import setting_up
from programmes.actions.errors import EditedMeanwhile, Refused
from programmes.consequences import consequences
from programmes.forms.programmes import ProgrammeForm, SettingsForm, settings_of
from programmes.lookup import programme_or_404
from programmes.models import Programme
from programmes.quarters import quarter_of_day
from programmes.views.common import page, page_url, posted, put_errors
from programmes.words import setting_rows


@council_page(Permission.VIEW_PROGRAMME)
@require_safe
def programme_list(request: CouncilRequest, council: str) -> HttpResponse:
    """Show the programmes this person may see, with the way into each."""
    found = (
        Programme.objects.for_council(request.council)
        .visible_to(request.access)
        .select_related("council", "partner")
    )
    cards = [_card(request, programme) for programme in found]
    may_create = request.access.may(Permission.MANAGE_PROGRAMMES)
    return page(request, "programmes/list.html", {"cards": cards, "may_create": may_create})


def _card(request: CouncilRequest, programme: Programme) -> dict[str, Any]:
    quarters, today = programme.quarters(), timezone.localdate()
    now = quarter_of_day(quarters, today)
    if now is not None:
        when = f"Now in {now.full_label}"
    else:
        ended = quarters[-1].end < today
        when = (
            f"{'Ended with' if ended else 'Begins with'} {quarters[-1 if ended else 0].full_label}"
        )
    doors = (
        ("Dashboard", "dashboard", Permission.VIEW_DASHBOARD),
        ("Returns", "return_list", Permission.VIEW_RETURNS),
        ("Measures and targets", "measure_list", Permission.VIEW_PROGRAMME),
        ("Set-up", "programme_setup", Permission.MANAGE_PROGRAMMES),
    )
    return {
        "programme": programme,
        "when": when,
        "links": [
            {"text": text, "href": page_url(name, programme)}
            for text, name, permission in doors
            if request.access.may(permission)
        ],
    }


@council_page(Permission.MANAGE_PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def programme_new(request: CouncilRequest, council: str) -> HttpResponse:
    """Create a programme, then lead to what else it needs."""
    form = ProgrammeForm(posted(request))
    if form.is_valid():
        try:
            created = form.create(council=request.council, by=request.user)
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            messages.success(request, f"{created.name} was created.")
            return redirect(page_url("programme_setup", created))
    context = {
        "title": "Create a programme",
        "back": reverse("programme_list", kwargs={"council": council}),
        "lead": "You can change all of this later, with a reason.",
    }
    return page(request, "programmes/form.html", context, form)


@council_page(Permission.MANAGE_PROGRAMMES)
@require_safe
def programme_setup(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Show what the programme needs before its first return, and what is done."""
    found = programme_or_404(request, programme)
    steps = setting_up.steps_of(found)
    tasks = [
        {
            "title": step.title,
            "href": page_url(step.url_name, found),
            "hint": step.hint,
            **_standing(step),
        }
        for step in steps
    ]
    left = sum(not step.done for step in steps)
    blanks = any(step.blanks for step in steps)
    context = {"tasks": tasks, "left": left, "blanks": blanks}
    return page(request, "programmes/set_up.html", context)


def _standing(step: setting_up.Step) -> dict[str, str]:
    """Return how a step stands: in words, and the meaning of its tag."""
    if not step.done:
        return {"status": "To do", "meaning": "info"}
    if step.blanks:
        return {"status": "Some left blank", "meaning": "quiet"}
    return {"status": "Completed", "meaning": ""}


@council_page(Permission.MANAGE_PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def programme_settings(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Change settings; a change that moves figures is first shown with what it does."""
    found = programme_or_404(request, programme)
    form = SettingsForm(found, posted(request))
    follows: list[str] = []
    saved_now: list[dict[str, Any]] = []
    if form.is_valid():
        follows = consequences(found, form.cleaned_data)
        if follows and form.cleaned_data["shown"] != form.token():
            _keep(form, shown=form.token())
            form.submit_label = "Make this change"
        else:
            try:
                changed = form.change(programme=found, by=request.user)
            except EditedMeanwhile as conflict:
                form.add_error(None, conflict.message)
                saved_now = setting_rows(settings_of(conflict.saved))
                _keep(form, edition=str(conflict.saved.edition))
            except Refused as refusal:
                form.add_error(None, refusal.message)
            except ValidationError as problem:
                put_errors(form, problem)
            else:
                messages.success(request, "The settings were saved.")
                return redirect(page_url("programme_setup", changed))
    context = {
        "title": "Programme settings",
        "back": page_url("programme_setup", found),
        "caption": found.name,
        "follows": follows if not form.errors else [],
        "saved_now": saved_now,
    }
    return page(request, "programmes/form.html", context, form)


def _keep(form: SettingsForm, **hidden: str) -> None:
    """Show again what was typed, with hidden boxes brought up to date."""
    data = form.data.copy() if isinstance(form.data, QueryDict) else QueryDict(mutable=True)
    for name, value in hidden.items():
        data[name] = value
    form.data = data
