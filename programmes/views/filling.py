"""Filling a return in: a section at a time, the check, submitting, and what happens next."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.models import Membership
from accounts.roles import Permission, Role
from programmes import sections
from programmes.actions import returns
from programmes.actions.errors import EditedMeanwhile, Refused
from programmes.boxes import Box, boxes_of
from programmes.editions import edition_of
from programmes.forms.sections import CommentForm, SectionForm
from programmes.lookup import programme_or_404
from programmes.models import QuarterlyReturn, ReturnEditor
from programmes.sections import Section
from programmes.views.answers import answers, cautions, section_url
from programmes.views.common import (
    back_text_of,
    caption_of,
    latest_or_404,
    number_in,
    page,
    page_url,
    posted,
    put_errors,
    quarter_or_404,
)
from programmes.views.tasks import asked_sections, next_url


@council_page(Permission.EDIT_RETURN)
@require_http_methods(["GET", "HEAD", "POST"])
def return_section(
    request: CouncilRequest, council: str, programme: str, quarter: int, section: str
) -> HttpResponse:
    """Show one section and save what is typed into it."""
    found = programme_or_404(request, programme)
    when = quarter_or_404(found, quarter)
    version = latest_or_404(request, found, quarter)
    back = page_url("return_detail", found, quarter=quarter)
    if not version.is_editable:
        messages.info(request, "This return has been submitted, so it cannot be changed.")
        return redirect(back)
    boxes = boxes_of(version)
    part = _section_or_404(section, boxes)
    form = _form(version, part, boxes, posted(request))
    saved_now: list[dict[str, Any]] = []
    if form.is_valid():
        try:
            _save(request, version, part, form)
        except EditedMeanwhile as conflict:
            form.add_error(None, conflict.message)
            now = boxes_of(conflict.saved)
            saved_now = _saved_rows(conflict.saved, part, now)
            _renew(form, _edition(conflict.saved, part, now))
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect(back)
        except ValidationError as problem:
            _put(form, problem)
            _renew(form, _edition(version, part, boxes))
        else:
            if request.POST.get("then") == "draft":
                messages.success(request, "Your draft was saved.")
                return redirect(back)
            ended = when.end < timezone.localdate()
            return redirect(next_url(version, boxes, part, ended=ended))
    context = {
        "caption": caption_of(found, when),
        "back": back,
        "back_text": back_text_of(when),
        "section": part,
        "rows": form.rows() if isinstance(form, SectionForm) else [],
        "saved_now": saved_now,
        "sent_back": _is_sent_back(version, part),
        "version": version,
    }
    return page(request, "programmes/section.html", context, form)


@council_page(Permission.EDIT_RETURN)
@require_safe
def return_check(
    request: CouncilRequest, council: str, programme: str, quarter: int
) -> HttpResponse:
    """Show every answer with a link to change it, and what still has to be settled."""
    found = programme_or_404(request, programme)
    when = quarter_or_404(found, quarter)
    version = latest_or_404(request, found, quarter)
    back = page_url("return_detail", found, quarter=quarter)
    if not version.is_editable:
        return redirect(back)
    boxes = boxes_of(version)
    context = {
        "caption": caption_of(found, when),
        "back": back,
        "back_text": back_text_of(when),
        "version": version,
        "parts": [
            {
                "title": part.title,
                "rows": answers(version, part, boxes),
                "cautions": cautions(part, boxes),
            }
            for part in asked_sections(boxes)
        ],
        "blank": [box.measure.name for box in boxes if box.value is None],
        "problems": [
            {"text": box.problem_in_words, "href": section_url(version, box.section)}
            for box in boxes
            if box.problem
        ],
        "ended": when.end < timezone.localdate(),
        "quarter": when,
        "submit_url": page_url("return_submit", found, quarter=quarter),
    }
    return page(request, "programmes/check.html", context)


@council_page(Permission.EDIT_RETURN)
@require_POST
def return_submit(
    request: CouncilRequest, council: str, programme: str, quarter: int
) -> HttpResponse:
    """Submit the return as the check page showed it."""
    found = programme_or_404(request, programme)
    quarter_or_404(found, quarter)
    version = latest_or_404(request, found, quarter)
    try:
        returns.submit(return_=version, by=request.user, edition=number_in(request, "edition"))
    except EditedMeanwhile:
        messages.error(
            request,
            "The return was changed since this page was shown. Check the answers again.",
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    except ValidationError:
        messages.error(request, "The return was not submitted. Some figures need your attention.")
    else:
        return redirect(page_url("return_submitted", found, quarter=quarter))
    return redirect(page_url("return_check", found, quarter=quarter))


@council_page(Permission.EDIT_RETURN)
@require_safe
def return_submitted(
    request: CouncilRequest, council: str, programme: str, quarter: int
) -> HttpResponse:
    """Say that the return is submitted, and what happens next."""
    found = programme_or_404(request, programme)
    when = quarter_or_404(found, quarter)
    version = latest_or_404(request, found, quarter)
    if version.status != QuarterlyReturn.Status.SUBMITTED:
        return redirect(page_url("return_detail", found, quarter=quarter))
    context = {"quarter": when, "version": version, "approvers": _approvers(request, version)}
    return page(request, "programmes/submitted.html", context)


def _is_sent_back(version: QuarterlyReturn, part: Section) -> bool:
    """Whether the section was sent back: by name, or with the whole return."""
    named = version.sent_back_sections.split(",") if version.sent_back_sections else [part.slug]
    return version.status == QuarterlyReturn.Status.SENT_BACK and part.slug in named


def _section_or_404(slug: str, boxes: list[Box]) -> Section:
    part = sections.BY_SLUG.get(slug)
    if part is None or part not in asked_sections(boxes):
        raise Http404
    return part


def _form(
    version: QuarterlyReturn, part: Section, boxes: list[Box], data: Any
) -> SectionForm | CommentForm:
    edition = _edition(version, part, boxes)
    if part is sections.COMMENT:
        return CommentForm(data, initial={"edition": edition, "comment": version.comment})
    return SectionForm([box for box in boxes if box.section is part], edition, data)


def _edition(version: QuarterlyReturn, part: Section, boxes: list[Box]) -> str:
    """Return the word of a section as these boxes show it, whatever was saved since."""
    return edition_of(part, [(box.measure, box.reading) for box in boxes], version.comment)


def _save(
    request: CouncilRequest,
    version: QuarterlyReturn,
    part: Section,
    form: SectionForm | CommentForm,
) -> None:
    seen = {part.slug: form.cleaned_data["edition"]}
    if isinstance(form, SectionForm):
        returns.save(return_=version, by=request.user, seen=seen, entries=form.entries())
    else:
        comment = form.cleaned_data["comment"]
        returns.save(return_=version, by=request.user, seen=seen, comment=comment)


def _put(form: SectionForm | CommentForm, problem: ValidationError) -> None:
    if not isinstance(form, SectionForm) or not hasattr(problem, "error_dict"):
        put_errors(form, problem)
        return
    for code, said in problem.message_dict.items():
        form.add_error(form.field_of(code), said)


def _renew(form: SectionForm | CommentForm, edition: str) -> None:
    """Keep what was typed, beside what is saved now and what the register says now.

    Whoever then saves again has been shown both.
    """
    data = form.data.copy() if isinstance(form.data, QueryDict) else QueryDict(mutable=True)
    data["edition"] = edition
    if isinstance(form, SectionForm):
        for box in form.boxes:
            if box.offered is not None:
                data[f"{box.measure.code}__seen"] = str(box.offered)
    form.data = data


def _saved_rows(saved: QuarterlyReturn, part: Section, boxes: list[Box]) -> list[dict[str, Any]]:
    if part is sections.COMMENT:
        return [{"key": "Comment", "value": saved.comment or None, "empty": "No comment"}]
    return [
        {
            "key": box.measure.name,
            "value": box.words(box.value),
            "empty": "Not known",
            "note": f"given by {box.reading.entered_by.name}" if box.reading else "",
        }
        for box in boxes
        if box.section is part
    ]


def _approvers(request: CouncilRequest, version: QuarterlyReturn) -> list[str]:
    """Return the names of those who may approve: finance leads who had no hand in it."""
    hands = set(
        ReturnEditor.objects.for_council(request.council)
        .filter(return_version=version)
        .values_list("user", flat=True)
    ) | {version.submitted_by_id}
    members = (
        Membership.objects.for_council(request.council)
        .filter(role=Role.FINANCE.value, user__is_active=True)
        .exclude(user__in=hands)
    )
    return list(members.order_by("user__name").values_list("user__name", flat=True))
