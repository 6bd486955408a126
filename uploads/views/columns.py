"""How sheets and columns were understood."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from accounts.roles import Permission
from uploads.forms.columns import ColumnsForm
from uploads.found import readings_of
from uploads.lookup import programme_or_404, upload_or_404
from uploads.views.common import keep, kinds_of, not_checked, posted, show, upload_url


@council_page(Permission.EDIT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_columns(
    request: CouncilRequest, council: str, programme: str, upload: int
) -> HttpResponse:
    """Show what each sheet and column was taken as, and take corrections."""
    found = programme_or_404(request, programme)
    mine = upload_or_404(request, found, upload)
    if request.method != "POST" and (away := not_checked(request, mine)):
        return away
    rows = mine.summary.get("sheet_rows") or {}
    form = ColumnsForm(readings_of(mine), kinds_of(found), posted(request), rows=rows)
    if form.is_valid() and (done := keep(request, mine, form, form.answers())):
        return done
    context = {"upload": mine, "back": upload_url("upload_detail", mine), "sheets": form.sheets}
    return show(request, "uploads/columns.html", context, form)
