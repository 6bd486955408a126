"""The assumptions in force, and every version before them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from cashflow import inputs
from cashflow.models import Assumptions
from cashflow.views.tables import Column, Row, Table, costs_table, hours_table, rates_table
from config.templatetags.pm import moment
from programmes.lookup import programme_or_404
from programmes.models import Programme


@council_page(Permission.VIEW_ASSUMPTIONS)
def assumptions(request: CouncilRequest, council: str, programme: str) -> HttpResponse:
    """Show the version in force, or how to begin."""
    found = programme_or_404(request, programme)
    versions = _versions(found)
    return _page(request, found, versions, versions[0] if versions else None)


@council_page(Permission.VIEW_ASSUMPTIONS)
def version(request: CouncilRequest, council: str, programme: str, version: int) -> HttpResponse:
    """Show one version, whether or not it is in force."""
    found = programme_or_404(request, programme)
    versions = _versions(found)
    shown = next((one for one in versions if one.version == version), None)
    if shown is None:
        raise Http404
    return _page(request, found, versions, shown)


def _versions(programme: Programme) -> list[Assumptions]:
    """The versions, the one in force first."""
    return list(
        Assumptions.objects.for_council(programme.council)
        .filter(programme=programme)
        .select_related("created_by")
        .order_by("-version")
    )


def _page(
    request: CouncilRequest,
    programme: Programme,
    versions: list[Assumptions],
    shown: Assumptions | None,
) -> HttpResponse:
    plan = inputs.plan_of(shown)
    quarters = programme.quarters()
    in_force = versions[0] if versions else None
    title = "Assumptions"
    if shown is not None and shown != in_force:
        title = f"Assumptions, version {shown.version}"
    context = {
        "title": title,
        "shown": shown,
        "in_force": in_force,
        "is_in_force": shown is not None and shown == in_force,
        "versions": _versions_table(versions, shown, programme),
        "may_edit": request.access.may(Permission.EDIT_ASSUMPTIONS) and shown == in_force,
        "may_change_weeks": request.access.may(Permission.MANAGE_PROGRAMMES),
        "rates": rates_table(plan) if plan.rates else None,
        "hours": hours_table(plan, quarters, programme.rule)
        if any(figure is not None for figure in plan.hours.values())
        else None,
        "costs": costs_table(plan, quarters) if plan.cost_lines else None,
    }
    return render(request, "cashflow/assumptions.html", context)


def _versions_table(
    versions: list[Assumptions], shown: Assumptions | None, programme: Programme
) -> Table:
    rows = []
    for place, version in enumerate(versions):
        address = {"council": programme.council.slug, "programme": programme.slug}
        is_shown = version == shown
        head = {
            "text": f"Version {version.version}",
            "href": ""
            if is_shown
            else reverse("assumptions_version", kwargs=address | {"version": version.version}),
            "note": "shown on this page" if is_shown else "",
            "tag": "" if place else "In force",
            "meaning": "info",
        }
        rows.append(
            Row([head, moment(version.created_at), version.created_by.name, version.reason])
        )
    columns = [Column(text) for text in ("Version", "Saved", "By", "Reason")]
    return Table("Versions of the assumptions, the one in force first", columns, rows)
