"""A download of a programme's figures, under a name by which it can be told apart."""

from datetime import date

from django.http import HttpResponse
from django.utils.text import slugify


def csv_file(
    council: str, programme: str, what: str, content: str, *, day: date, demonstration: bool
) -> HttpResponse:
    """Name the file after council, programme, contents and day."""
    parts = [slugify(council), slugify(programme), what, day.isoformat()]
    if demonstration:
        parts.append("demonstration")
    name = "-".join(parts)
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
