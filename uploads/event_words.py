"""What the history says of uploads."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.history import Field, Kind, Said, Values, kind, plain
from accounts.models import Council, Event
from uploads.answers import NEW
from uploads.models import UploadAnswer

_FILE = {
    "file_name": Field("File"),
    "size": Field("Bytes"),
    "sha256": Field("Digest of the file (SHA-256)"),
}
_NOUNS = {
    "enterprise": "Enterprises",
    "enquiry": "Enquiries",
    "week": "Weeks of hours",
    "typical": "Typical weeks",
}


def source(council: Council, events: Sequence[Event]) -> Mapping[str, Kind]:
    """Return the words for each verb of this app."""
    return {
        "upload.received": kind("List uploaded", _FILE),
        "upload.answered": Kind("Upload: something decided", _answers),
        "upload.confirmed": Kind("Upload confirmed", _changes),
        "upload.discarded": kind("Upload given up"),
        "upload.undone": kind("Upload undone"),
        "upload.forgotten": kind("Upload given up: nobody decided about it"),
        "upload.file_removed": kind("Uploaded file removed: it was not in the register", _FILE),
    }


def _answers(values: Values, about: str) -> Said:
    return {_asked(name): _decided(value) for name, value in values.items()}


def _asked(name: str) -> str:
    """Return what was decided, like "A cell corrected (sheet “List”, D3)"."""
    about, sheet, cell, *more = [*name.split("|"), "", "", ""]
    # Codes of fields are English words with an underscore between.
    parts = [f"sheet “{sheet}”" if sheet else "", cell, *(one.replace("_", " ") for one in more)]
    where = ", ".join(part for part in parts if part)
    words = dict(UploadAnswer.About.choices).get(about, about)
    return f"{words} ({where})" if where else words


def _decided(value: Any) -> str:
    if value == NEW:
        return "a new one"
    # Codes of fields and kinds of list are English words with an underscore between.
    return "left out" if value == "" else plain(value).replace("_", " ")


def _changes(values: Values, about: str) -> Said:
    return {
        _NOUNS.get(what, what.capitalize()): f"{counts['added']} new, {counts['changed']} changed"
        for what, counts in (values.get("changes") or {}).items()
    }
