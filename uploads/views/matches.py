"""Which one in the register a row means."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from uploads.forms.matches import MatchesForm
from uploads.found import questions_of
from uploads.importing import Question
from uploads.lookup import programme_or_404, upload_or_404
from uploads.models import Upload, UploadChange
from uploads.said_before import said_before
from uploads.views.common import keep, not_checked, posted, show, upload_url
from uploads.words import in_sum

QUESTIONS_A_PAGE = 25
MOST_NAMED = 200


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_matches(
    request: CouncilRequest, council: str, programme: str, upload: int
) -> HttpResponse:
    """Show the rows that could be one or another in the register, and take decisions."""
    mine = upload_or_404(request, programme_or_404(request, programme), upload)
    if request.method != "POST" and (away := not_checked(request, mine)):
        return away
    questions = sorted(questions_of(mine), key=_decided)
    page = Paginator(questions, QUESTIONS_A_PAGE).get_page(request.GET.get("page"))
    before = said_before(mine, questions)
    form = MatchesForm(list(page.object_list), posted(request), before=before)
    if form.is_valid() and (done := keep(request, mine, form, form.answers())):
        return done
    certain = mine.summary.get("certain") or {}
    context = {
        "upload": mine,
        "back": upload_url("upload_detail", mine),
        "page": page,
        "open": sum(not question.answer for question in questions),
        "certain": sum(certain.values()),
        "certain_in_words": in_sum(certain),
        "recognised": _recognised(mine) if certain else [],
        "most_named": MOST_NAMED,
        # Where nothing is asked, a row may yet name what is not there.
        "unknown": not questions
        and mine.problems.filter(code__endswith=".unknown_enterprise").exists(),
    }
    return show(request, "uploads/matches.html", context, form)


def _decided(question: Question) -> bool:
    """What is still open stands first."""
    return bool(question.answer)


def _recognised(upload: Upload) -> list[str]:
    """Return some of those that were recognised and would be changed, by name."""
    changes = (
        UploadChange.objects.for_council(upload.council)
        .filter(upload=upload, number__isnull=False, action=UploadChange.Action.CHANGED)
        .order_by("label")
        .values_list("label", flat=True)
        .distinct()
    )
    return list(changes[:MOST_NAMED])
