"""Who is behind a quarter's count: of new enterprises, and of enquiries received.

What a register page says of them stays there: here is what makes them count, and where that came
from. An enquiry is about a person, so that nothing but its day and its reference is read.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Exists, OuterRef, QuerySet

from enterprises.files import OF_FILE, OF_PLACE, File, file_of, files_of
from enterprises.models import Enquiry, EnterpriseStage
from enterprises.origins import place_of
from enterprises.words import day_words
from programmes.models import Programme
from programmes.quarters import Quarter
from uploads.origins import Place, Told, told_of

# As the changes of an upload name it.
_RECEIVED = "Date received"


@dataclass(frozen=True, slots=True)
class Counted:
    """One that counts in a quarter since a day, by its number in the register, and the row that
    gave the day; without a `file` it was typed in.

    `name` and `reference` are for those who may see the register; an enquiry has no name.
    """

    number: int
    on: date
    reference: str
    name: str
    file: File | None
    sheet: str
    row: int | None
    corrected: bool


def new_in(programme: Programme, quarter: Quarter) -> QuerySet[EnterpriseStage]:
    """Return the stages by which enterprises count as new in a quarter, by day: the first dated
    "established" of each that had not traded before the programme."""
    established: QuerySet[EnterpriseStage] = EnterpriseStage.objects.for_council(
        programme.council
    ).filter(stage=EnterpriseStage.Stage.ESTABLISHED, enterprise__programme=programme)
    earlier = EnterpriseStage.unscoped.filter(
        stage=EnterpriseStage.Stage.ESTABLISHED,
        enterprise=OuterRef("enterprise"),
        on__lt=OuterRef("on"),
    )
    return established.filter(
        ~Exists(earlier),
        on__range=(quarter.start, quarter.end),
        enterprise__traded_before_programme=False,
    ).order_by("on", "enterprise_id")


def enquiries_in(programme: Programme, quarter: Quarter) -> QuerySet[Enquiry]:
    """Return the enquiries received in a quarter, by day."""
    received: QuerySet[Enquiry] = Enquiry.objects.for_council(programme.council)
    return received.filter(
        programme=programme, received_on__range=(quarter.start, quarter.end)
    ).order_by("received_on", "pk")


def of_new(stages: QuerySet[EnterpriseStage]) -> list[Counted]:
    """Return the enterprises of some of these stages: one query."""
    rows = stages.values_list(
        *OF_FILE,
        *OF_PLACE,
        "origin__corrected",
        "enterprise_id",
        "on",
        "enterprise__reference",
        "enterprise__name",
    )
    return [
        Counted(number, on, reference, name, file_of(file), sheet or "", row, bool(corrected))
        for *file, sheet, row, corrected, number, on, reference, name in rows
        if on is not None
    ]


def of_enquiries(programme: Programme, enquiries: QuerySet[Enquiry]) -> list[Counted]:
    """Return some of these enquiries: three queries.

    An enquiry's day is a file's while it is what the latest list said of it.
    """
    rows = list(enquiries.values_list("pk", "received_on", "reference"))
    # Asked for as a query: a list of all of them may be longer than the database takes.
    numbers = cast("Collection[int]", enquiries.values_list("pk", flat=True))
    told = told_of(programme.council, "enquiry", numbers)
    places = {number: _said_by(on, told.get(number, ())) for number, on, _ in rows}
    files = files_of(programme.council, {place.upload for place in places.values() if place})
    found = []
    for number, on, reference in rows:
        place = places[number]
        file = files.get(place.upload) if place else None
        at = (place.sheet, place.row, place.corrected) if place and file else ("", None, False)
        found.append(Counted(number, on, reference, "", file, *at))
    return found


def _said_by(on: date, told: Sequence[Told]) -> Place | None:
    return place_of(_RECEIVED, day_words(on), told)
