"""The file as it came, its problems as a list, and the workbook with the problems marked."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from uploads.actions.marking import file_of
from uploads.cells import column_letters
from uploads.found import problems_of
from uploads.lookup import programme_or_404, upload_or_404
from uploads.models import UploadFile
from uploads.problems import SEVERITY_WORDS
from uploads.safe_cells import as_csv
from uploads.views.common import upload_url
from uploads.words import sentences

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What somebody handed in is never shown by a browser as what it claims to be.
UNKNOWN = "application/octet-stream"
# A browser that opened it all the same would run nothing of it, and in no page of ours.
SANDBOX = {"sandbox": True}


def attachment(content: bytes | str, name: str, content_type: str) -> HttpResponse:
    """Return a file to be kept under this name."""
    response = HttpResponse(content, content_type=content_type)
    printable = "".join(letter for letter in name if letter.isprintable()) or "file"
    header = content_disposition_header(as_attachment=True, filename=printable)
    response["Content-Disposition"] = header or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response._csp_update = SANDBOX  # type: ignore[attr-defined]  # as django-csp's decorator does
    return response


def _stem(name: str) -> str:
    stem, dot, _ = name.rpartition(".")
    return stem if dot and stem else name


@council_page(Permission.EDIT_REGISTER)
@require_safe
def upload_file(request: CouncilRequest, council: str, programme: str, upload: int) -> HttpResponse:
    """Give the file back as it came, byte for byte."""
    mine = upload_or_404(request, programme_or_404(request, programme), upload)
    kept = (
        UploadFile.objects.for_council(request.council)
        .filter(upload=mine, what=UploadFile.What.ORIGINAL)
        .first()
    )
    if kept is None:
        raise Http404
    return attachment(bytes(kept.content), mine.file_name, UNKNOWN)


@council_page(Permission.EDIT_REGISTER)
@require_safe
def upload_problems_csv(
    request: CouncilRequest, council: str, programme: str, upload: int
) -> HttpResponse:
    """Give all problems as a list for a spreadsheet."""
    mine = upload_or_404(request, programme_or_404(request, programme), upload)
    heading = (
        "What it needs",
        "Sheet",
        "Cell",
        "Row",
        "Column",
        "The row is of",
        "The cell says",
        "What is wrong",
        "What to do",
    )
    rows = (
        (
            SEVERITY_WORDS[problem.severity],
            problem.sheet,
            f"{column_letters(problem.column)}{problem.row or ''}" if problem.column >= 0 else "",
            problem.row or None,
            problem.heading,
            problem.whose,
            problem.value,
            sentences(problem.message, problem.about) if problem.about else problem.message,
            problem.remedy,
        )
        for problem in problems_of(mine)
    )
    name = f"{_stem(mine.file_name)} - problems.csv"
    return attachment(as_csv([heading, *rows]), name, "text/csv; charset=utf-8")


@council_page(Permission.EDIT_REGISTER)
@require_safe
def upload_marked_up(
    request: CouncilRequest, council: str, programme: str, upload: int
) -> HttpResponse:
    """Give the workbook in which the worker has marked the problems of the latest check."""
    mine = upload_or_404(request, programme_or_404(request, programme), upload)
    kept = file_of(mine).first()
    if kept is None:
        messages.info(request, "The marked-up workbook is not ready. Ask for it on this page.")
        return redirect(upload_url("upload_problems", mine))
    name = f"{_stem(mine.file_name)} - problems marked.xlsx"
    return attachment(bytes(kept.content), name, XLSX)
