"""The register and the enquiries as files for a spreadsheet."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Min, Q
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from enterprises.models import Enquiry, Enterprise, EnterpriseStage
from enterprises.words import stage_words
from programmes.lookup import programme_or_404
from programmes.models import Programme
from programmes.spreadsheet import as_csv

DEMONSTRATION = "Demonstration figures. The people and results here are invented."


@council_page(Permission.VIEW_REGISTER)
@require_safe
def enterprise_csv(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Give the whole register."""
    found = programme_or_404(request, programme)
    enterprises = (
        Enterprise.objects.for_council(request.council)
        .filter(programme=found)
        .with_stage()
        .annotate(
            established_on=Min(
                "stages__on", filter=Q(stages__stage=EnterpriseStage.Stage.ESTABLISHED)
            )
        )
        .select_related("partner")
        .prefetch_related("service_types")
    )
    heading = (
        "Reference",
        "Name",
        "Postcode",
        "Stage",
        "Stage since",
        "First established",
        "Traded before the programme",
        "Kinds of help",
        "Supported by",
    )
    rows = (
        (
            enterprise.reference,
            enterprise.name,
            enterprise.postcode,
            stage_words(enterprise.stage_now),
            enterprise.stage_since,
            enterprise.established_on,
            {None: "Not known", True: "Yes", False: "No"}[enterprise.traded_before_programme],
            "; ".join(kind.name for kind in enterprise.service_types.all()),
            enterprise.partner.name if enterprise.partner else "",
        )
        for enterprise in enterprises
    )
    return _file(request, found, "enterprises", heading, rows)


@council_page(Permission.VIEW_REGISTER)
@require_safe
def enquiry_csv(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Give all enquiries."""
    found = programme_or_404(request, programme)
    enquiries = (
        Enquiry.objects.for_council(request.council)
        .filter(programme=found)
        .select_related("enterprise")
    )
    heading = (
        "Received",
        "Reference",
        "How they heard of it",
        "Area",
        "Status",
        "Date of status",
        "Outcome or reason",
        "Enterprise",
    )
    rows = (
        (
            enquiry.received_on,
            enquiry.reference,
            enquiry.heard_from,
            enquiry.area,
            enquiry.get_status_display(),
            enquiry.status_on,
            enquiry.outcome,
            enquiry.enterprise.name if enquiry.enterprise else "",
        )
        for enquiry in enquiries
    )
    return _file(request, found, "enquiries", heading, rows)


def _file(
    request: CouncilRequest,
    programme: Programme,
    name: str,
    heading: tuple[str, ...],
    rows: Iterable[tuple[object, ...]],
) -> HttpResponse:
    invented = settings.DEMONSTRATION or request.council.is_demonstration
    first = [(DEMONSTRATION,)] if invented else []
    response = HttpResponse(
        as_csv([*first, heading, *rows]), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{programme.slug}-{name}.csv"'
    return response
