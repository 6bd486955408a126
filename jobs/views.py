"""The council's background work, for its administrators; and the demonstration's outbox."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CouncilRequest, council_page, public
from accounts.roles import Permission
from config.templatetags.pm import moment
from jobs import mail, queue
from jobs.models import Job
from jobs.registry import work_of

PAGE_SIZE = 50
MEANINGS = {
    Job.State.QUEUED: "waiting",
    Job.State.RUNNING: "info",
    Job.State.DONE: "positive",
    Job.State.SET_ASIDE: "negative",
}


@council_page(Permission.VIEW_AUDIT)
@require_safe
def job_list(request: CouncilRequest, council: str) -> HttpResponse:
    """Show the council's jobs, newest first; those set aside stand before all others."""
    jobs = Job.objects.for_council(request.council).select_related("created_by")
    set_aside = list(jobs.filter(state=Job.State.SET_ASIDE).order_by("-id"))
    page = Paginator(jobs.order_by("-id"), PAGE_SIZE).get_page(request.GET.get("page"))
    for job in set_aside:
        job.words = _words(job)
        job.meaning = MEANINGS[Job.State(job.state)]
    return render(
        request,
        "jobs/list.html",
        {
            "set_aside": set_aside,
            "page": page,
            "table": _table(page.object_list),
            "may_retry": request.access.may(Permission.MANAGE_PROGRAMMES),
        },
    )


def _words(job: Job) -> str:
    work = work_of(job.kind)
    return capfirst(work.doing) if work else job.kind


def _table(jobs: Iterable[Job]) -> dict[str, Any]:
    columns: list[dict[str, Any]] = [
        {"text": text} for text in ("Job", "Work", "State", "Attempts", "Asked for", "Ended")
    ]
    columns[3]["numeric"] = True
    return {
        "caption": "All jobs, newest first",
        "columns": [*columns, {"text": "Message"}],
        "rows": [
            [
                job.pk,
                _words(job),
                {
                    "text": "",
                    "tag": job.get_state_display(),
                    "meaning": MEANINGS[Job.State(job.state)],
                },
                job.attempts,
                moment(job.created_at) + (f" by {job.created_by.name}" if job.created_by else ""),
                moment(job.finished_at) if job.finished_at else "not yet",
                job.message,
            ]
            for job in jobs
        ],
    }


@council_page(Permission.MANAGE_PROGRAMMES)
@require_POST
def try_again(request: CouncilRequest, council: str, job: int) -> HttpResponse:
    """Put a job that was set aside back on the queue."""
    found = get_object_or_404(Job.objects.for_council(request.council), pk=job)
    if queue.try_again(found, by=request.user):
        messages.success(request, f"Job {found.pk} will be tried again.")
    else:
        messages.info(request, f"Job {found.pk} is being seen to already.")
    return redirect("job_list", council=request.council.slug)


@public
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show the demonstration's mail, which goes to nobody.

    Anyone may read it, as a person who has forgotten the password must; so it exists only in a
    demonstration without a mail server, and answers 404 everywhere else.
    """
    if not settings.DEMONSTRATION or settings.EMAIL_HOST:
        raise Http404
    page = Paginator(mail.newest_first(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "jobs/outbox.html", {"page": page})
