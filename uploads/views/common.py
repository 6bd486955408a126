"""What the pages of uploads share: addresses, what was sent, and decisions on their way."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import CouncilRequest
from config.forms import GdsForm
from uploads.actions import uploads
from uploads.actions.uploads import NewAnswer
from uploads.columns import ListKind
from uploads.errors import EditedMeanwhile, NotNow
from uploads.importing import importer
from uploads.models import Upload

UNPROCESSABLE = 422


def page_url(name: str, programme: Any, **places: Any) -> str:
    """Return the address of a page of this programme."""
    where = {"council": programme.council.slug, "programme": programme.slug} | places
    return reverse(name, kwargs=where)


def upload_url(name: str, upload: Upload) -> str:
    """Return the address of a page of this upload."""
    return page_url(name, upload.programme, upload=upload.pk)


def posted(request: CouncilRequest) -> Any:
    """Return what was sent, or None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def edition_in(request: CouncilRequest) -> int:
    """Return the edition that the page showed; one that nothing has, where none was sent."""
    text = request.POST.get("edition", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def kinds_of(programme: Any) -> tuple[ListKind, ...]:
    """Return the kinds of list that this programme takes, with its council's words."""
    return importer().kinds(programme)


def not_checked(request: CouncilRequest, upload: Upload) -> HttpResponse | None:
    """Lead to the upload's own page where there is nothing to decide, as while it is read."""
    if upload.state == Upload.State.CHECKED:
        return None
    return redirect(upload_url("upload_detail", upload))


def keep(
    request: CouncilRequest, upload: Upload, form: GdsForm, answers: Sequence[NewAnswer]
) -> HttpResponse | None:
    """Keep what was decided and lead on; None where it was refused, which the form then says.

    What was typed stays on the page; `upload` becomes what it is now, so that saving again counts.
    """
    if answers:
        try:
            uploads.answer(
                upload=upload, by=request.user, edition=edition_in(request), answers=answers
            )
        except (EditedMeanwhile, NotNow) as refusal:
            programme = upload.programme
            upload.refresh_from_db()
            upload.programme = programme
            if upload.state in Upload.ENDED:
                messages.error(request, refusal.message)
                return redirect(upload_url("upload_detail", upload))
            form.add_error(None, refusal.message)
            return None
    return redirect(upload_url("upload_detail", upload))


def show(
    request: CouncilRequest, template: str, context: dict[str, Any], form: GdsForm | None = None
) -> HttpResponse:
    """Return a page; one whose form was refused says so by its status."""
    wrong = form is not None and form.is_bound and bool(form.errors)
    if form is not None:
        context = context | {"form": form}
    return render(request, template, context, status=UNPROCESSABLE if wrong else 200)
