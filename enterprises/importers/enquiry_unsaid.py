"""What a list of enquiries leaves unsaid, and what is then recorded."""

from collections.abc import Iterable, Sequence

from enterprises.importers.enquiry_rows import EnquiryItem
from enterprises.importers.work import Work, note
from uploads.rows import ReadList

NO_STATUS = note(
    "enquiries.no_status",
    "No column of this list says where each enquiry stands, so the new ones are recorded as open",
    "If a column does say it, choose it under “Sheets and columns”",
)


def no_status(work: Work, lists: Iterable[ReadList], items: Sequence[EnquiryItem]) -> None:
    """A list without a column for it is told so once, where it adds enquiries."""
    adding = {item.row.sheet for item in items if item.meant is None and item.key}
    for one in lists:
        if one.sheet in adding and "status" not in one.fields:
            work.found.report(NO_STATUS, sheet=one.sheet)
