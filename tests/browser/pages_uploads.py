"""The pages of uploads, at every point of the conversation; see `pages`."""

from tests.browser.pages import CAMBRIDGESHIRE as C
from tests.browser.pages import EMPTY as E
from tests.browser.pages import FENMARCH as F
from tests.browser.pages import Case, case
from tests.browser.prepared_uploads import NUMBERS

READING = "We are reading your file"
CHECKED = "Check what we made of your file"
PARTNER = "partner"


def of(route: str, which: str, heading: str, query: str = "", role: str = PARTNER) -> Case:
    """A page of one prepared upload."""
    note = "-".join(filter(None, (which, query.strip("?").replace("=", "-"), role)))
    return case(route, role, heading, C, note, query, upload=NUMBERS[which])


UPLOAD_PAGES = [
    case("upload_list", PARTNER, "Uploads", C),
    case("upload_list", "finance", "Uploads", C, "reader"),
    case("upload_list", "commissioner", "Uploads", E, "empty"),
    case("upload_list", "evaluator", "Uploads", F, "empty-reader"),
    case("upload_new", PARTNER, "Upload a list", C),
    case("upload_new", "commissioner", "Upload a list", F, "said", "?kind=hours"),
    case("upload_template", PARTNER, "Get a blank template", C),
    of("upload_detail", "waiting", READING),
    of("upload_detail", "reading", READING),
    of("upload_detail", "saving", "We are putting your list into the register"),
    of("upload_detail", "refused", "We could not use this file"),
    of("upload_detail", "failed", "Something went wrong on our side"),
    of("upload_detail", "discarded", "This upload was given up"),
    of("upload_detail", "undone", "This upload was taken back"),
    of("upload_detail", "saved", "The list is in the register"),
    of("upload_detail", "saved", "The list is in the register", role="auditor"),
    of("upload_detail", "unsure", CHECKED),
    of("upload_detail", "problems", CHECKED),
    of("upload_detail", "questions", CHECKED),
    of("upload_detail", "changes", CHECKED),
    of("upload_detail", "changes", "This upload waits for a decision", role="auditor"),
    of("upload_detail", "nothing", CHECKED),
    of("upload_detail", "no_list", CHECKED),
    of("upload_columns", "unsure", "Sheets and columns"),
    of("upload_columns", "no_list", "Sheets and columns"),
    of("upload_problems", "problems", "Problems"),
    of("upload_problems", "boxes", "Problems"),
    of("upload_problems", "marking", "Problems"),
    of("upload_problems", "marked", "Problems"),
    of("upload_problems", "no_list", "Problems"),
    of("upload_problems", "nothing", "Problems"),
    of("upload_matches", "questions", "Already in the register?"),
    of("upload_matches", "changes", "Already in the register?"),
    of("upload_changes", "changes", "What will change"),
    of("upload_changes", "changes", "What will change", "?show=changed"),
    of("upload_changes", "problems", "What will change"),
    of("upload_changes", "nothing", "What will change"),
    of("upload_changes", "saved", "What changed", role="finance"),
    of("upload_undo", "saved", "Take this upload back?"),
    of("upload_discard", "changes", "Give this upload up?"),
]
