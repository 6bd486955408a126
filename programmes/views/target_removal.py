"""Taking out a target that was set by mistake."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts import events
from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from programmes.actions import measures, targets
from programmes.actions.errors import Refused
from programmes.forms.removal import RemovalForm
from programmes.lookup import programme_or_404
from programmes.models import Measure, Programme, Target
from programmes.removal import Obstacle, RemovalPage
from programmes.views.common import page, page_url, posted
from programmes.views.measures import measure_or_404, target_or_404
from programmes.words import due_words, target_words


@council_page(Permission.MANAGE_PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def target_remove(
    request: CouncilRequest, council: str, programme: str, measure: int, target: int
) -> HttpResponse:
    """Remove the latest version of a target, or say what stands in the way."""
    found = programme_or_404(request, programme)
    one = measure_or_404(request, found, measure)
    back = page_url("measure_list", found)
    form = RemovalForm(posted(request))
    try:
        wanted = target_or_404(request, one, target)
        if request.method == "POST":
            measures.remove_target(target=wanted, by=request.user)
            messages.success(request, f"The target of {one.name} is removed.")
            return redirect(back)
    except Http404:
        event = events.removal(request.council, Target, target)
        if event is None or (event.before or {}).get("measure") != one.name:
            raise
        messages.info(request, f"{event.object_label} has been removed already.")
        return redirect(back)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        wanted = target_or_404(request, one, target)
    return page(request, "programmes/remove.html", {"page": _shown(found, one, wanted)}, form)


def _shown(programme: Programme, measure: Measure, target: Target) -> RemovalPage:
    versions = [one for one in measure.targets.all() if one.due_quarter == target.due_quarter]
    earlier = [one for one in versions if one.version < target.version]
    due = due_words(target, programme)
    if earlier:
        before = max(earlier, key=lambda one: one.version)
        follows = f"Version {before.version}, {target_words(before)}, is the latest again."
    else:
        follows = f"Nothing is aimed at {due} any more."
    return RemovalPage(
        title=f"Remove a target: {measure.name}",
        caption=programme.name,
        back=page_url("measure_list", programme),
        button="Remove this target",
        edition=str(target.version),
        goes=[
            {"key": "Target", "value": target_words(target)},
            {"key": "By when", "value": due[:1].upper() + due[1:]},
            {"key": "Version", "value": str(target.version)},
            {"key": "Is it agreed?", "value": target.get_state_display()},
            {"key": "Note", "value": target.note},
        ],
        follows=[follows],
        otherwise="Remove it only if it was set by mistake. If something else is aimed at now, "
        "change the target instead: that makes a new version, and the old one stays.",
        obstacles=[Obstacle(kept)] if (kept := targets.why_kept(target)) else [],
    )
