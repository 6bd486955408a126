"""One section of a return: shown, and what is typed into it saved."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from programmes import saved_words, sections
from programmes.actions import returns
from programmes.actions.errors import EditedMeanwhile, Refused
from programmes.boxes import Box, boxes_of, unread_of
from programmes.editions import edition_of
from programmes.forms.comment import CommentForm
from programmes.forms.sections import SectionForm
from programmes.lookup import programme_or_404
from programmes.models import QuarterlyReturn, UnreadWords
from programmes.sections import Section
from programmes.views.common import (
    back_text_of,
    caption_of,
    latest_or_404,
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
    """Show one section and save what is typed into it.

    A box that is wrong costs no other box: those that are right are saved, and the page stays
    until all are.
    """
    found = programme_or_404(request, programme)
    when = quarter_or_404(found, quarter)
    version = latest_or_404(request, found, quarter)
    back = page_url("return_detail", found, quarter=quarter)
    if not version.is_editable:
        messages.info(request, "This return has been submitted, so it cannot be changed.")
        return redirect(back)
    shown = _Shown(version, section)
    form = _form(shown, posted(request))
    after, saved_now = shown, []
    if request.method != "POST":
        _say_what_was_typed_before(form, shown)
    else:
        form.full_clean()
        try:
            after = _save(request, shown, form)
        except EditedMeanwhile as conflict:
            after = _Shown(conflict.saved, section)
            saved_now = after.rows()
            form.error_lead = saved_words.NOTHING_SAVED if form.errors else ""
            form.add_error(None, conflict.message)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect(back)
        except ValidationError as problem:
            _put(form, problem)
            form.error_lead, after = saved_words.NOTHING_SAVED, shown
        else:
            if not form.errors:
                if request.POST.get("then") == "draft":
                    messages.success(request, "Your draft was saved.")
                    return redirect(back)
                ended = when.end < timezone.localdate()
                return redirect(next_url(version, shown.boxes, shown.part, ended=ended))
            form.error_lead = form.outcome()
            kept = {box: words.typed for box, words in after.unread.items()}
            form.error_note = saved_words.stays(form.given().get("unread", {}), kept)
        _renew(form, after.edition)
    context = {
        "caption": caption_of(found, when),
        "back": back,
        "back_text": back_text_of(when),
        "section": shown.part,
        "rows": form.rows() if isinstance(form, SectionForm) else [],
        "saved_now": saved_now or _comment_that_stands(form, after),
        "sent_back": _is_sent_back(version, shown.part),
        "version": version,
    }
    return page(request, "programmes/section.html", context, form)


class _Shown:
    """A section as read at one moment: what a page shows of it, and the word for just that."""

    def __init__(self, version: QuarterlyReturn, slug: str) -> None:
        self.version = version
        self.boxes = boxes_of(version)
        part = sections.BY_SLUG.get(slug)
        if part is None or part not in asked_sections(self.boxes):
            raise Http404
        self.part = part
        self.inside = [box for box in self.boxes if box.section is part]
        self.unread = unread_of(version)

    @property
    def unread_comment(self) -> UnreadWords | None:
        """The words of a comment that could not be saved."""
        return self.unread.get(UnreadWords.COMMENT)

    @property
    def edition(self) -> str:
        """The word of the section, whatever was saved since."""
        given = [(box.measure, box.reading) for box in self.boxes]
        return edition_of(self.part, given, self.version.comment, self.unread)

    def rows(self) -> list[dict[str, Any]]:
        """What is saved, as rows of a summary list."""
        if self.part is sections.COMMENT:
            value, note = self.version.comment or None, _not_saved(self.unread_comment)
            return [{"key": "Comment", "value": value, "empty": "No comment", "note": note}]
        return [_row(box) for box in self.inside]


def _row(box: Box) -> dict[str, Any]:
    given = f"given by {box.reading.entered_by.name}" if box.reading else ""
    note = "; ".join(filter(None, (given, _not_saved(box.unread))))
    value = box.words(box.value)
    return {"key": box.measure.name, "value": value, "empty": "Not known", "note": note}


def _not_saved(unread: UnreadWords | None) -> str:
    return f"{unread.typed_by.name} typed {unread.quoted}, not saved" if unread else ""


def _is_sent_back(version: QuarterlyReturn, part: Section) -> bool:
    """Whether the section was sent back: by name, or with the whole return."""
    named = version.sent_back_sections.split(",") if version.sent_back_sections else [part.slug]
    return version.status == QuarterlyReturn.Status.SENT_BACK and part.slug in named


def _form(shown: _Shown, data: Any) -> SectionForm | CommentForm:
    if shown.part is sections.COMMENT:
        return CommentForm(shown.version.comment, shown.unread_comment, shown.edition, data)
    return SectionForm(shown.inside, shown.edition, data)


def _say_what_was_typed_before(form: SectionForm | CommentForm, shown: _Shown) -> None:
    if form.is_bound and form.errors:
        of_boxes = [box.unread for box in shown.inside]
        words = [
            one
            for one in (*of_boxes, shown.unread_comment)
            if one and one.box in form.unread_before
        ]
        form.error_lead = saved_words.typed_before([one.typed_by.name for one in words])
        form.error_note = saved_words.STAYS


def _comment_that_stands(form: SectionForm | CommentForm, shown: _Shown) -> list[dict[str, Any]]:
    """The saved comment while other words wait in its box, and what becomes of it."""
    comment = shown.version.comment
    if not isinstance(form, CommentForm) or not form.errors or not comment:
        return []
    return [{"key": "Comment", "value": comment, "note": saved_words.COMMENT_STANDS}]


def _save(request: CouncilRequest, shown: _Shown, form: SectionForm | CommentForm) -> _Shown:
    """Save what is right; return the section as it then stands, before anybody else can save."""
    seen = {shown.part.slug: form.cleaned_data.get("edition", "")}
    with transaction.atomic():
        saved = returns.save(return_=shown.version, by=request.user, seen=seen, **form.given())
        return _Shown(saved, shown.part.slug)


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
