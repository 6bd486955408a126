"""The cell that says where something behind a figure stands: file, sheet and row, or typed in."""

from typing import Any

from dashboards.csv import DEMONSTRATION
from dashboards.views.links import Links
from enterprises.files import File
from programmes.dates import day_words
from uploads.origins import CORRECTED
from uploads.words import place_words

TYPED = "Typed in by hand"
COLUMN = "Where it comes from"
CSV_COLUMNS = ("File", "Uploaded by", "Uploaded on", "Sheet", "Row", "A cell was corrected")
STANDING = "Standing"


def cell(
    file: File | None, sheet: str, row: int | None, links: Links | None, *, corrected: bool
) -> Any:
    """Return the cell of a table; `links` lead to the upload, None where this reader may see
    neither it nor the register, and so no name of a sheet, which may be an enterprise's."""
    if file is None:
        return TYPED
    place = place_words("", sheet if links else "", [] if row is None else [row])
    uploaded = f"uploaded by {file.by} on {day_words(file.on)}"
    note = ", ".join(filter(None, (f"{place}{CORRECTED if corrected else ''}", uploaded)))
    found = {"text": file.name, "note": note}
    return found | {"href": links.to("upload_detail", upload=file.upload)} if links else found


def csv_cells(
    file: File | None, sheet: str, row: int | None, *, corrected: bool, named: bool
) -> list[Any]:
    """Return the same for a download; it is `named` for a reader who may see the register."""
    if file is None:
        return [TYPED, "", "", "", None, ""]
    on = file.on.isoformat()
    return [file.name, file.by, on, sheet if named else "", row, "Yes" if corrected else ""]


def standing(*, demonstration: bool) -> str:
    """Return what each row of a download says of itself, so that it still does outside its file."""
    return DEMONSTRATION if demonstration else ""
