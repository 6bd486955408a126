"""Blank templates, made for one programme and quarter."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from uploads import blank
from uploads.columns import ListKind
from uploads.forms.new import EVERYTHING, TemplateForm
from uploads.importing import importer
from uploads.lookup import programme_or_404
from uploads.views.common import kinds_of, show
from uploads.views.downloads import XLSX, attachment


@council_page(Permission.EDIT_REGISTER)
@require_safe
def upload_template(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Ask for which list and which quarter the template shall be."""
    found = programme_or_404(request, programme)
    quarters = found.quarters()
    form = TemplateForm(
        kinds=kinds_of(found),
        quarters=quarters,
        initial={"kind": request.GET.get("kind", ""), "quarter": str(_usual(quarters).number)},
    )
    return show(request, "uploads/template.html", {"found": found}, form)


@council_page(Permission.EDIT_REGISTER)
@require_safe
def upload_template_file(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Give the template, or ask again where something was not chosen."""
    found = programme_or_404(request, programme)
    kinds = kinds_of(found)
    form = TemplateForm(request.GET, kinds=kinds, quarters=found.quarters())
    if not form.is_valid():
        return show(request, "uploads/template.html", {"found": found}, form)
    kind, quarter = form.cleaned_data["kind"], int(form.cleaned_data["quarter"])
    chosen = [one for one in kinds if kind in (one.code, EVERYTHING)]
    marker = blank.Marker(
        council=found.council.slug,
        programme=found.slug,
        kind="" if kind == EVERYTHING else kind,
        quarter=quarter,
    )
    lists = [_blank_list(found, one, quarter) for one in chosen]
    content = blank.workbook(marker, found.name, lists)
    label = found.quarter(quarter).label.replace(" ", "-")
    name = f"{found.slug}-{kind}-{label}.xlsx".lower()
    return attachment(content, name, XLSX)


def _blank_list(programme: Any, kind: ListKind, quarter: int) -> blank.BlankList:
    begun = importer().blank(programme, kind.code, quarter)
    period = begun.period or programme.quarter(quarter).full_label
    return blank.BlankList(kind=kind, rows=begun.rows, weeks=begun.weeks, period=period)


def _usual(quarters: Any) -> Any:
    """Return the quarter under way, or the nearest one where none is."""
    today = timezone.localdate()
    begun = [quarter for quarter in quarters if quarter.start <= today]
    return begun[-1] if begun else quarters[0]
