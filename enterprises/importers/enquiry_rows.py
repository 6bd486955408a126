"""Which enquiry of the register each row of a list of enquiries means, and what is wrong in it.

An enquiry has its reference; else the day, the area and where the person heard of it tell which it
is. Several may share these: they are paired one to one, so a list that is uploaded again adds
nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from enterprises import enquiry_rules, postcodes
from enterprises.importers.snapshot import EnquiryRow
from enterprises.importers.text_checks import too_long
from enterprises.importers.touched import ENQUIRY
from enterprises.importers.who import Target, Who, sayings
from enterprises.importers.work import Work, confirm, fix, label_of, note, place_of, unread
from enterprises.matching import name_key, reference_key
from enterprises.mentions import Mentions
from enterprises.models import Enquiry
from enterprises.words import day_words
from programmes.quarters import quarter_of_day
from uploads.problems import link_key
from uploads.rows import ReadList, Row

SAYINGS = sayings("enquiries", fields=("enterprise",), naming=("enterprise",))

SAME_REFERENCE = fix(
    "enquiries.same_reference",
    "Two rows have the same reference",
    "Give each enquiry a reference of its own, or leave one of the rows out",
)
SAME_TWICE = confirm(
    "enquiries.same_twice",
    "Two rows without a reference are of the same day, area and way of hearing of it",
    "Leave one of them out, or tell us that they are two enquiries",
)
REFERENCE_ELSEWHERE = fix(
    "enquiries.reference_elsewhere",
    "This reference is in use in another programme of the council",
    "Enter another one",
)
NO_DAY = fix(
    "enquiries.no_day",
    "This row does not say when the enquiry was received",
    "Enter the date received",
)
STATUS = fix(
    "enquiries.status",
    "There is no such status",
    f"Choose from: {', '.join(str(label) for label in Enquiry.Status.labels)}",
)
WHOLE_POSTCODE = fix(
    "enquiries.whole_postcode",
    "A whole postcode can point to a handful of homes, so it is not kept",
    enquiry_rules.ONLY_DISTRICT,
)
OUTSIDE = confirm(
    "enquiries.outside_programme",
    "It was received outside the programme, so it counts in no quarter",
    "Correct the date, or tell us why it belongs here",
)
UNNAMED = confirm(
    "enquiries.became_unnamed",
    "It became an enterprise, and the row does not say which",
    "Name the enterprise in the box, or tell us why it is not in the register yet",
)

NAMES_ONE = note(
    "enquiries.outcome_names_one",
    "Its outcome names an enterprise of the register, and it is not linked to it",
    "Name the enterprise in the box if it came of this enquiry",
)
OPEN_AGAIN = confirm(
    "enquiries.open_again",
    "The register has this enquiry as ended, and the row would open it again",
    "Correct the status, or tell us why it is open again. If it is another enquiry of the same "
    "day, give it a reference of its own",
)
_ENDED = (Enquiry.Status.BECAME_ENTERPRISE, Enquiry.Status.CLOSED)


@dataclass(slots=True)
class EnquiryItem:
    """A row of a list of enquiries. `meant` is the one of the register; `alike` are those of the
    register that have its day, area and way of hearing of it; `became` is the enterprise."""

    row: Row
    meant: EnquiryRow | None = None
    alike: tuple[int, ...] = ()
    became: Target | None = None
    key: tuple[Any, ...] = field(default=())

    def text(self, name: str) -> str:
        """Return the words of a field; "" where it is blank."""
        return str(self.row.values.get(name) or "")

    def __getitem__(self, name: str) -> Any:
        """Return the value of a field; None where it is blank."""
        return self.row.values.get(name)


Recorded = dict[int, EnquiryRow]


def identify(work: Work, lists: Iterable[ReadList], recorded: Recorded) -> list[EnquiryItem]:
    """Return all rows, with the enquiry of the register that each means."""
    items = [EnquiryItem(row) for one in lists for row in one.rows]
    same_reference_twice(work, items)
    by_reference: dict[str, list[EnquiryRow]] = defaultdict(list)
    by_key: dict[tuple[Any, ...], list[EnquiryRow]] = defaultdict(list)
    for one in recorded.values():
        if one.reference:
            by_reference[reference_key(one.reference)].append(one)
        by_key[enquiry_key(one.received_on, one.area, one.heard_from)].append(one)
    taken: set[int] = set()
    for item in items:
        found = by_reference.get(reference_key(item.text("reference")), [])
        if len(found) == 1:
            item.meant = found[0]
            taken.add(found[0].number)
    waiting: dict[tuple[Any, ...], list[EnquiryItem]] = defaultdict(list)
    for item in items:
        if item.meant is None and item["received_on"] is not None:
            item.key = enquiry_key(item["received_on"], item.text("area"), item.text("heard_from"))
            waiting[item.key].append(item)
    for key, group in waiting.items():
        known = by_key.get(key, [])
        free = [one for one in known if one.number not in taken]
        _pair(group, free)
        for item in group:
            item.alike = tuple(one.number for one in known)
    work.certain["enquiry"] += sum(1 for item in items if item.meant or item.key)
    return items


def check(work: Work, items: Sequence[EnquiryItem], elsewhere: frozenset[str], who: Who) -> None:
    """Make all checks."""
    same_twice(work, items)
    reference_elsewhere(work, items, elsewhere)
    long_texts(work, items)
    missing_days(work, items)
    wrong_days(work, items)
    statuses(work, items)
    whole_postcodes(work, items)
    outside_programme(work, items)
    enterprises(work, items, who)
    unnamed(work, items)
    open_again(work, items)


def same_reference_twice(work: Work, items: Sequence[EnquiryItem]) -> None:
    """No two rows of the file have one reference."""
    found: dict[str, list[EnquiryItem]] = defaultdict(list)
    for item in items:
        if item.text("reference"):
            found[reference_key(item.text("reference"))].append(item)
    for group in found.values():
        if len(group) > 1:
            for item in group:
                work.found.say(SAME_REFERENCE, item.row, "reference")


def same_twice(work: Work, items: Sequence[EnquiryItem]) -> None:
    """Two new rows that nothing tells apart are two enquiries, or a person leaves one out."""
    found: dict[tuple[Any, ...], list[EnquiryItem]] = defaultdict(list)
    for item in items:
        if item.key and item.meant is None and not item.text("reference"):
            found[item.key].append(item)
    for group in found.values():
        for item in group if len(group) > 1 else ():
            work.found.say(SAME_TWICE, item.row, "received_on")


def reference_elsewhere(
    work: Work, items: Sequence[EnquiryItem], elsewhere: frozenset[str]
) -> None:
    """A reference is given out once a council, whatever the programme."""
    for item in items:
        if reference_key(item.text("reference")) in elsewhere:
            work.found.say(REFERENCE_ELSEWHERE, item.row, "reference")


def long_texts(work: Work, items: Sequence[EnquiryItem]) -> None:
    """Words fit into the register."""
    for item in items:
        too_long(work.found, item.row, Enquiry, ("reference", "heard_from", "area", "outcome"))


def missing_days(work: Work, items: Sequence[EnquiryItem]) -> None:
    """A new enquiry has the day on which it was received."""
    for item in items:
        missing = item["received_on"] is None and not unread(item.row, "received_on")
        if item.meant is None and missing:
            work.found.say(NO_DAY, item.row, "received_on")


def wrong_days(work: Work, items: Sequence[EnquiryItem]) -> None:
    """Days have come, and the status is not older than the enquiry: the rule of the form."""
    for item in items:
        known = item.meant
        received = item["received_on"] or (known.received_on if known else None)
        status_on = item["status_on"] or (known.status_on if known else None)
        if unread(item.row, "status_on"):
            continue
        if unread(item.row, "received_on"):
            # That a status lies ahead is so whenever the enquiry came.
            received = min(status_on, work.today) if status_on else None
        if received is None:
            continue
        if known and (received, status_on) == (known.received_on, known.status_on):
            continue  # as the register has it already
        for name, message in enquiry_rules.wrong_days(received, status_on, work.today).items():
            shown_at = name if name in item.row.values else "received_on"
            said = fix(f"enquiries.{name}", message, "Correct the date")
            both = ("received_on",) if message == enquiry_rules.STATUS_TOO_EARLY else ()
            about = ""
            if both and status_on is not None:
                about = (
                    f"Received on {day_words(received)} ({_whose(item, 'received_on')}), status of "
                    f"{day_words(status_on)} ({_whose(item, 'status_on')})"
                )
            work.found.say(said, item.row, shown_at, about=about, also=both)


def _whose(item: EnquiryItem, name: str) -> str:
    return "your file" if name in item.row.values else "the register"


def statuses(work: Work, items: Sequence[EnquiryItem]) -> None:
    """A status is one that there is."""
    for item in items:
        if item.text("status") and item["status"] not in Enquiry.Status.values:
            work.found.say(STATUS, item.row, "status")


def whole_postcodes(work: Work, items: Sequence[EnquiryItem]) -> None:
    """Of where somebody lives, only the district is kept: the rule of the form."""
    for item in items:
        if postcodes.holds_whole_postcode(item.text("area")):
            work.found.say(WHOLE_POSTCODE, item.row, "area")


def outside_programme(work: Work, items: Sequence[EnquiryItem]) -> None:
    """An enquiry outside the programme counts nowhere; a person says why it is here."""
    for item in items:
        day = item["received_on"]
        if day is None or day > work.today or (item.meant and item.meant.received_on == day):
            continue
        if quarter_of_day(work.quarters, day) is None:
            work.found.say(OUTSIDE, item.row, "received_on")


def enterprises(work: Work, items: Sequence[EnquiryItem], who: Who) -> None:
    """An enterprise that is named, in its cell or on the page, is in the register or the file."""
    for item in items:
        if item.text("enterprise"):
            item.became = who.mean(item.row, "enquiry", SAYINGS)
        elif number := work.answer(link_key(*place_of(item.row))):
            item.became = who.numbered(int(number))


def unnamed(work: Work, items: Sequence[EnquiryItem]) -> None:
    """An enquiry that became an enterprise names it, or a person says that it is not there yet.

    One that is recorded so is asked about again where its outcome names one of the register; of
    one of another status that is only said.
    """
    named = Mentions((one.number, one.name) for one in work.enterprises.values())
    for item in items:
        if item.became is not None or (item.meant and item.meant.enterprise is not None):
            continue
        status = item["status"] or (item.meant.status if item.meant else "")
        became = status == Enquiry.Status.BECAME_ENTERPRISE
        if item.text("enterprise") or unread(item.row, "enterprise") or unread(item.row, "status"):
            continue
        known = item.meant
        likely = named.one_in(item.text("outcome") or (known.outcome if known else ""))
        if likely is None and (not became or (known and known.status == status)):
            continue
        label = label_of(work.enterprises[likely]) if likely else ""
        about = f"Its outcome names {label}, which is in the register" if label else ""
        work.found.say(
            UNNAMED if became else NAMES_ONE,
            item.row,
            "status" if became else "outcome",
            about=about,
            also=("enterprise",),
            asks=link_key(*place_of(item.row)),
            likely=label,
        )


def open_again(work: Work, items: Sequence[EnquiryItem]) -> None:
    """An older list does not undo what became of an enquiry, unless a person says so."""
    if work.keeps(ENQUIRY, "status"):
        return
    for item in items:
        if item.meant is None or item.meant.status not in _ENDED:
            continue
        if item.text("status") and item["status"] not in _ENDED:
            has, gives = Enquiry.Status(item.meant.status).label, item.text("status")
            since = f" since {day_words(item.meant.status_on)}" if item.meant.status_on else ""
            label = Enquiry.Status(gives).label if gives in Enquiry.Status.values else gives
            about = f"The register has “{has}”{since}, your file “{label}”"
            work.found.say(OPEN_AGAIN, item.row, "status", about=about, also=("reference",))


def _pair(group: Sequence[EnquiryItem], free: Sequence[EnquiryRow]) -> None:
    """Pair rows with recorded enquiries of the same key: what agrees wholly first."""
    left = list(free)
    for agreeing in (_agrees, _may_be):
        for item in group:
            if item.meant is not None:
                continue
            found = next((one for one in left if agreeing(item, one)), None)
            if found is not None:
                item.meant = found
                left.remove(found)


def _may_be(item: EnquiryItem, one: EnquiryRow) -> bool:
    return not (item.text("reference") and one.reference)


def _agrees(item: EnquiryItem, one: EnquiryRow) -> bool:
    return (
        _may_be(item, one)
        and item["status"] in (None, one.status)
        and item["status_on"] in (None, one.status_on)
        and item["outcome"] in (None, one.outcome)
    )


def enquiry_key(received_on: Any, area: str, heard_from: str) -> tuple[Any, ...]:
    """Return what tells an enquiry without a reference from others."""
    return received_on, name_key(area), name_key(heard_from)
