"""What is wrong with a list, cell by cell, and correcting it on the page."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from uploads import earlier
from uploads.actions import marking
from uploads.actions.uploads import NewAnswer
from uploads.answers import Reason, is_explained, week_said
from uploads.cells import column_letters, shown
from uploads.forms.cell_boxes import Columns
from uploads.forms.named import Register
from uploads.forms.problem_parts import Decided, GroupPart, say_where_to_add
from uploads.forms.problems import ProblemsForm
from uploads.found import groups_of, problems_of, readings_of
from uploads.importing import importer
from uploads.lookup import programme_or_404, upload_or_404
from uploads.models import Upload, UploadAnswer
from uploads.problems import LINK, SEVERITY_WORDS, Problem, ProblemGroup, Severity
from uploads.recorded import field_at
from uploads.suggestions import suggested
from uploads.views.common import (
    edition_in,
    keep,
    kinds_of,
    not_checked,
    posted,
    show,
    upload_url,
)
from uploads.weeks_before import weeks_before

GROUPS_A_PAGE = 40
MOST_DECIDED = 200
CHECKED_MEANWHILE = "The list was checked again meanwhile. This is what is left."

About = UploadAnswer.About

ABOUT: dict[Severity, str] = {
    Severity.STOPS: "Nothing of the file can be used until this is put right.",
    Severity.FIX: "Correct the cells here, or leave their rows out.",
    Severity.CONFIRM: "This is possible but unlikely. Say why it is right, or correct the cells.",
    Severity.NOTE: "You need not do anything about these.",
}


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_problems(
    request: CouncilRequest, council: str, programme: str, upload: int
) -> HttpResponse:
    """Show every problem, the gravest first, and take corrections and reasons; or ask for the
    person's own workbook with the problems marked, keeping what is typed."""
    mine = upload_or_404(request, programme_or_404(request, programme), upload)
    if request.method != "POST" and (away := not_checked(request, mine)):
        return away
    problems = problems_of(mine)
    groups = groups_of(problems)
    register = _register(mine, problems)
    page = Paginator(groups, GROUPS_A_PAGE).get_page(request.GET.get("page"))
    reasons, decided = _answers(mine, register)
    marks = request.method == "POST" and "mark_up" in request.POST
    if marks and (away := not_checked(request, mine)):
        return away
    if marks:
        marking.ask(upload=mine, by=request.user)
    readings = readings_of(mine)
    kinds = kinds_of(mine.programme)
    form = ProblemsForm(
        list(page.object_list),
        readings=readings,
        reasons=reasons,
        suggest=partial(suggested, readings=readings, kinds=kinds),
        decided=decided,
        columns=Columns.of(readings, kinds),
        register=register,
        earlier=[*weeks_before(mine, problems), *earlier.corrections(mine, problems)],
        data=None if marks else posted(request),
        typed=request.POST if marks else None,
    )
    if form.is_valid() and (done := keep(request, mine, form, form.answers())):
        return done
    if form.is_bound and form.says_nothing and edition_in(request) != mine.edition:
        # The page is an older one, as in a tab that was left open: what it asks may be settled.
        messages.info(request, CHECKED_MEANWHILE)
        return redirect(f"{upload_url('upload_problems', mine)}?page={page.number}")
    say_where_to_add(
        form.parts,
        lambda one: importer().to_add(mine, one, field_at(readings, one.sheet, one.column)),
    )
    context = {
        "upload": mine,
        "back": upload_url("upload_detail", mine),
        "here": f"{upload_url('upload_problems', mine)}?page={page.number}",
        "page": page,
        "sections": _sections(form.parts, page),
        "counts": _counts(groups, reasons),
        "decided": decided,
        "may_save": bool(decided) or any(map(_may_be_settled, form.parts)),
        "marked_up": marking.standing(mine).value,
        "comma_separated": mine.summary.get("format") == "csv",
    }
    return show(request, "uploads/problems.html", context, form)


def _register(upload: Upload, problems: Sequence[Problem]) -> Register:
    """Return what can be named of the register, where a problem asks for it or one was named."""
    asked = any(problem.asks for problem in problems)
    if not asked and not _linked(upload).exists():
        return Register()
    return Register.of(importer().in_register(upload.programme))


def _linked(upload: Upload) -> "QuerySet[UploadAnswer]":
    """Return where something of the register was named for a row, not for its words."""
    return UploadAnswer.objects.for_council(upload.council).filter(
        upload=upload, about=About.MATCH, key__startswith=LINK
    )


def _may_be_settled(part: GroupPart) -> bool:
    return bool(part.cells or part.reason or part.monday)


def _sections(parts: list[GroupPart], page: "Page[Any]") -> list[dict[str, Any]]:
    return [
        {
            "severity": severity.value,
            "title": SEVERITY_WORDS[severity],
            "about": ABOUT[severity],
            "parts": found,
            # Notes do not outweigh what there is to do.
            "folded": severity is Severity.NOTE and any(map(_may_be_settled, parts)),
        }
        for severity in Severity
        if (found := [part for part in parts if part.severity is severity])
    ]


def _counts(groups: Sequence[ProblemGroup], reasons: Mapping[str, Reason]) -> list[str]:
    """Return how many things each severity has, as the upload's own page counts them: equal ones
    are one, and what is confirmed is said to be."""
    counts: dict[Severity, int] = {}
    confirmed = 0
    for group in groups:
        counts[group.first.severity] = counts.get(group.first.severity, 0) + 1
        confirmed += group.first.severity is Severity.CONFIRM and is_explained(group, reasons)
    said = {Severity.CONFIRM: f", {confirmed:,} of them confirmed" if confirmed else ""}
    return [
        f"{SEVERITY_WORDS[severity]}: {number:,}{said.get(severity, '')}"
        for severity, number in counts.items()
    ]


def _answers(upload: Upload, register: Register) -> tuple[dict[str, Reason], list[Decided]]:
    """Return the reasons given so far by their groups, and what can be taken back."""
    reasons: dict[str, Reason] = {}
    decided: list[Decided] = []
    about = (About.REASON, About.FIX, About.LEAVE_OUT, About.FIELD)
    rows = UploadAnswer.objects.for_council(upload.council).filter(upload=upload, about__in=about)
    for row in rows:
        if row.about == About.REASON:
            given_on = timezone.localtime(row.at).date()
            reasons[row.key] = Reason(row.value, frozenset(row.cells), given_on)
        elif (row.about != About.FIELD or _week(row)) and len(decided) < MOST_DECIDED:
            decided.append(Decided(row.pk, _words(row), _undone(row)))
    for row in _linked(upload):
        words = f"Sheet “{row.sheet}”, row {row.row} is linked to {register.label(row.value)}"
        back = NewAnswer(about=row.about, sheet=row.sheet, row=row.row, key=row.key)
        decided.append(Decided(row.pk, words, back))
    return reasons, decided


def _words(row: UploadAnswer) -> str:
    if row.about == About.LEAVE_OUT:
        return f"Sheet “{row.sheet}”, row {row.row} is left out"
    if week := _week(row):
        column = column_letters(row.column)
        return f"Sheet “{row.sheet}”, column {column} is the week of Monday {shown(week)}"
    place = f"{column_letters(row.column)}{row.row}"
    what = f"corrected to “{row.value}”" if row.value else "emptied"
    return f"Sheet “{row.sheet}”, {place} is {what}"


def _week(row: UploadAnswer) -> date | None:
    return week_said(row.value) if row.about == About.FIELD else None


def _undone(row: UploadAnswer) -> NewAnswer:
    return NewAnswer(about=row.about, sheet=row.sheet, row=row.row, column=row.column, value=None)
