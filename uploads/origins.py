"""Where a value of the register came from: the file, sheet and row, in words and as a link."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse

from accounts.models import Council
from uploads.models import Upload, UploadChange
from uploads.words import place_words

M = TypeVar("M", bound=Model)

# The file's row says otherwise there.
CORRECTED = " (a row of which a cell was corrected on the page)"
# What a check found may be long, and no page that shows a value needs it.
_HEAVY_OF_CHANGE = ("fields", "before", "after")
_HEAVY_OF_UPLOAD = ("reading", "summary", "message")


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one sheet of an upload that a value rests on. `words` name the file and the place,
    `href` leads to the upload's page."""

    words: str
    href: str


class Place(NamedTuple):
    """A row of an upload; `corrected` where cells of it were corrected on the page."""

    upload: int
    file_name: str
    sheet: str
    row: int
    corrected: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What an upload's row said of something in the register: the values by their names, in
    words; and where it stands."""

    values: dict[str, str]
    place: Place


def with_origin(rows: "QuerySet[M]") -> "QuerySet[M]":
    """Return rows that have an `origin` with it and its upload: no query more."""
    return rows.select_related("origin__upload").defer(
        *(f"origin__{name}" for name in _HEAVY_OF_CHANGE),
        *(f"origin__upload__{name}" for name in _HEAVY_OF_UPLOAD),
    )


def sources_of(changes: Iterable[UploadChange | None], programme: Any) -> list[Source]:
    """Return where values came from by the changes that put them there: one source for each sheet
    of each file; none for what somebody typed."""
    places = [
        Place(change.upload_id, change.upload.file_name, change.sheet, change.row, change.corrected)
        for change in changes
        if change is not None
    ]
    return in_sources(places, programme)


def in_sources(places: Iterable[Place], programme: Any) -> list[Source]:
    """Return places with the rows of one sheet put together."""
    found: dict[tuple[int, str, str], dict[int, bool]] = defaultdict(dict)
    for upload, file_name, sheet, row, corrected in places:
        found[upload, file_name, sheet][row] = corrected
    return [
        Source(
            place_words(file_name, sheet, list(rows)) + (CORRECTED if any(rows.values()) else ""),
            upload_href(upload, programme),
        )
        for (upload, file_name, sheet), rows in found.items()
    ]


def upload_href(upload: int, programme: Any) -> str:
    """Return the address of an upload's page."""
    where = {"council": programme.council.slug, "programme": programme.slug, "upload": upload}
    return reverse("upload_detail", kwargs=where)


def told_of(council: Council, what: str, numbers: Collection[int]) -> dict[int, list[Told]]:
    """Return what uploads that are in the register said of these things, the latest saved first:
    one query."""
    of_place = ("upload_id", "upload__file_name", "sheet", "row", "corrected")
    changes = (
        UploadChange.objects.for_council(council)
        .filter(what=what, number__in=numbers, upload__state=Upload.State.SAVED)
        .order_by("-upload__confirmed_at", "-position")
        .values_list("number", "fields", *of_place)
    )
    found: dict[int, list[Told]] = defaultdict(list)
    for number, fields, *place in changes:
        values = {field["name"]: field["after"] for field in fields}
        found[number].append(Told(values, Place(*place)))
    return found
