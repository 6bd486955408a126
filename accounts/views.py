"""The first page of a person, of a council and of a system administrator; and the audit trail."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts import event_links, event_words, events, home
from accounts.access import CouncilRequest, council_page, signed_in, system
from accounts.forms import CouncilForm
from accounts.history import Kind, changes, unknown
from accounts.models import Council, Event
from accounts.roles import Permission, Role

PAGE_SIZE = 50
# Lines of a change that stand open; the hours of two years in one step are a hundred.
MOST_LINES = 12


@signed_in
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Lead the person to their council; let them choose where they have several."""
    councils = list(Council.objects.filter(memberships__user=request.user.pk).distinct())
    if len(councils) == 1:
        return redirect("council_home", council=councils[0].slug)
    if not councils and getattr(request.user, "is_system_administrator", False):
        return redirect("councils")
    return render(request, "accounts/choose_council.html", {"councils": councils})


@system
@require_http_methods(["GET", "HEAD", "POST"])
def councils(request: HttpRequest) -> HttpResponse:
    """Show the councils and add one with its first administrator."""
    form = CouncilForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        site = f"{request.scheme}://{request.get_host()}"
        council = form.add(by=request.user, site=site)  # type: ignore[arg-type]
        messages.success(
            request,
            f"{council.name} was added. Its administrator gets an email with a link to sign in.",
        )
        return redirect("councils")
    return render(
        request, "accounts/councils.html", {"form": form, "councils": Council.objects.all()}
    )


@council_page(Permission.ENTER)
@require_safe
def council_home(request: CouncilRequest, council: str) -> HttpResponse:
    """Show what waits for this person, and where they can go."""
    today = timezone.localdate()
    tasks = [
        {
            "title": work.title,
            "href": work.href,
            "hint": work.detail,
            "status": _when(work, overdue=bool(work.due and work.due < today)),
            "meaning": "negative" if work.due and work.due < today else "waiting",
        }
        for work in home.waiting(request.access, today)
    ]
    return render(
        request,
        "accounts/home.html",
        {"tasks": tasks, "places": home.places(request.access)},
    )


def _when(work: home.Work, *, overdue: bool) -> str:
    if work.due is None:
        return work.kind
    return f"{'Overdue since' if overdue else 'Due'} {work.due.day} {work.due:%B %Y}"


@council_page(Permission.VIEW_AUDIT)
@require_safe
def history(request: CouncilRequest, council: str) -> HttpResponse:
    """Show the council's audit trail, newest first, all of it or one kind of event."""
    found = events.of_council(request.council)
    verbs = list(found.order_by("verb").values_list("verb", flat=True).distinct())
    chosen = request.GET.get("verb", "")
    if chosen in verbs:
        found = found.filter(verb=chosen)
    else:
        chosen = ""
    page = Paginator(found.order_by("-id"), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    words = event_words.kinds(request.council, shown)
    may_follow = request.access.may(Permission.VIEW_REGISTER)
    links = event_links.links(request.council, shown) if may_follow else {}
    table = {
        "caption": "What was done, newest first",
        "columns": [{"text": text} for text in ("When", "Who", "What", "About", "Change")],
        "rows": [
            _row(event, words.get(event.verb) or unknown(event.verb), links.get(event.pk))
            for event in shown
        ],
    }
    titles = {verb: (words.get(verb) or unknown(verb)).title for verb in verbs}
    return render(
        request,
        "accounts/history.html",
        {
            "page": page,
            "table": table,
            "verbs": sorted(titles.items(), key=lambda item: item[1]),
            "chosen": chosen,
            "query": urlencode({"verb": chosen}) + "&" if chosen else "",
        },
    )


def _row(event: Event, kind: Kind, link: event_links.Link | None) -> list[object]:
    at = timezone.localtime(event.at)
    roles = ", ".join(Role(role).words for role in event.actor_roles.split(", ") if role)
    who = {"text": event.actor.name if event.actor else "The application", "note": roles}
    lines = changes(kind, event.before, event.after, event.object_id)
    if event.reason:
        lines.insert(0, f"Reason: {event.reason}")
    return [
        f"{at.day} {at:%B %Y} at {at:%H:%M}",
        who,
        kind.title,
        kind.about(event.object_label),
        {
            "text": "\n".join(lines[:MOST_LINES]),
            "more": lines[MOST_LINES:],
            "note": link.text if link else "",
            "note_href": link.href if link else "",
        },
    ]
