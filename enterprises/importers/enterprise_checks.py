"""What may be wrong with a row of a list of enterprises: one check, one function.

Each goes over all rows, and keeps quiet about cells that could not be read.
"""

from collections import defaultdict
from collections.abc import Sequence

from enterprises import plausible
from enterprises.importers import stage_checks
from enterprises.importers.enterprise_rows import Item, Planned
from enterprises.importers.text_checks import too_long
from enterprises.importers.work import Said, Work, confirm, fix, words_of
from enterprises.matching import Known, is_another_name, name_key, postcode_key
from enterprises.models import Enterprise
from enterprises.near_names import nearly_alike
from enterprises.words import day_words
from programmes.money import format_hours

OTHER_NAME = confirm(
    "enterprises.other_name",
    "The register knows this reference under quite another name",
    "Correct the reference or the name, or tell us that the enterprise has a new name",
)
NAME_OF_ANOTHER = confirm(
    "enterprises.name_of_another",
    "The register has this reference and this name as two enterprises, as when one column of a "
    "list was sorted without the others",
    "Correct the reference or the name, or tell us that the enterprise has a new name",
)
ALIKE_HERE = confirm(
    "enterprises.alike_here",
    "Another row of this file has the same name with another postcode, and both would be added",
    "Leave one of them out, give each a reference of its own, or tell us that they are two",
)
NEARLY_ALIKE_HERE = confirm(
    "enterprises.nearly_alike_here",
    "Another row of this file has nearly the same name, so both may be the same enterprise, and "
    "both would be added",
    "If they are, leave one of them out. If not, tell us that they are two",
)
ELSEWHERE = confirm(
    "enterprises.elsewhere",
    "An enterprise of this name and postcode is in another programme of the council",
    "Tell us why it is in both, or leave the row out",
)
LONG_WEEK = confirm(
    "enterprises.long_week",
    f"More hours than a week has. {plausible.LONG_WEEK}",
    plausible.LONG_WEEK_REMEDY,
)


def check(work: Work, planned: Sequence[Planned]) -> None:
    """Make all checks, the ones that must be fixed first."""
    for one in (
        *(long_texts, unknown_kinds, unknown_partners, *stage_checks.TO_FIX),
        *(impossible_hours, other_names, alike_here, nearly_alike_here, elsewhere),
        *stage_checks.TO_CONFIRM,
        long_weeks,
    ):
        one(work, planned)


def long_texts(work: Work, planned: Sequence[Planned]) -> None:
    """Words fit into the register."""
    for one in planned:
        too_long(work.found, one.item.row, Enterprise, ("reference", "name", "postcode"))


def unknown_kinds(work: Work, planned: Sequence[Planned]) -> None:
    """Kinds of help are the council's."""
    for one in planned:
        if any(code not in work.vocabulary.kinds for code in one.item["service_types"] or ()):
            work.found.say(unknown_kind(work, "enterprises"), one.item.row, "service_types")


def unknown_kind(work: Work, kind: str) -> Said:
    """Return what is said of a kind of help that the council does not have."""
    names = ", ".join(work.vocabulary.kind_names.values())
    return fix(f"{kind}.kind", "The council has no such kind of help", f"Choose from: {names}")


def unknown_partners(work: Work, planned: Sequence[Planned]) -> None:
    """Delivery partners are the council's."""
    names = ", ".join(work.vocabulary.partner_names.values()) or "none so far"
    said = fix(
        "enterprises.partner",
        "The council has no such delivery partner",
        f"Choose from: {names}",
    )
    for one in planned:
        name = one.item.text("partner")
        if name and work.vocabulary.partner(name) is None:
            work.found.say(said, one.item.row, "partner")


def impossible_hours(work: Work, planned: Sequence[Planned]) -> None:
    """Hours of a usual week are hours that a week may have."""
    for one in planned:
        hours = one.item["typical_hours"]
        if hours is None:
            continue
        try:
            plausible.hundredths(hours)
        except ValueError as problem:
            said = fix("enterprises.hours", "These hours cannot be", str(problem))
            work.found.say(said, one.item.row, "typical_hours")


def other_names(work: Work, planned: Sequence[Planned]) -> None:
    """A reference that is known goes with the name that is known."""
    for one in planned:
        item = one.item
        if item.meant is None or not item.reference or not item.name:
            continue
        if name_key(item.name) == name_key(item.meant.name):
            continue
        if any(one.number != item.meant.number for one in work.names.by_name(item.name)):
            _say_names(work, NAME_OF_ANOTHER, item)
        elif is_another_name(item.name, item.meant.name):
            _say_names(work, OTHER_NAME, item)


def alike_here(work: Work, planned: Sequence[Planned]) -> None:
    """Two new rows of one name are two enterprises only if their references or a person say so."""
    named: dict[str, list[Item]] = defaultdict(list)
    for one in planned:
        if one.item.new:
            named[name_key(one.item.name)].append(one.item)
    for alike in named.values():
        if len(alike) > 1 and not all(item.reference for item in alike):
            for item in alike:
                about = f"{item.name}, {item.postcode or 'no postcode'}"
                work.found.say(
                    ALIKE_HERE, item.row, "name", about=about, also=("postcode", "reference")
                )


def nearly_alike_here(work: Work, planned: Sequence[Planned]) -> None:
    """Two new rows whose names are nearly one, at a postcode or near it, are perhaps one."""
    items = [one.item for one in planned if one.item.new and not work.found.is_wrong(one.item.row)]
    rows = [Known(place, one.reference, one.name, one.postcode) for place, one in enumerate(items)]
    for first, second in nearly_alike(rows):
        here, there = items[second], items[first]
        sheet = f"sheet “{there.row.sheet}”, " if there.row.sheet != here.row.sheet else ""
        about = f"{_in_words(here)}; {sheet}row {there.row.number}: {_in_words(there)}"
        work.found.say(NEARLY_ALIKE_HERE, here.row, "name", about=about)


def _in_words(item: Item) -> str:
    """Return a row with what tells it from others of nearly its name."""
    words = words_of(item.reference, item.name, item.postcode or "no postcode")
    since = item["established_on"]
    return f"{words}, established on {day_words(since)}" if since else words


def elsewhere(work: Work, planned: Sequence[Planned]) -> None:
    """A new enterprise is not in another programme already, or a person knows that it is.

    As when one is typed in, a reference of its own says that it is another.
    """
    for one in planned:
        item = one.item
        name_at = (name_key(item.name), postcode_key(item.postcode))
        if item.new and not item.reference and name_at in work.elsewhere.names:
            about = f"{item.name}, {item.postcode or 'no postcode'}"
            work.found.say(ELSEWHERE, item.row, "name", about=about)


def long_weeks(work: Work, planned: Sequence[Planned]) -> None:
    """A usual week has no more hours than a week, or a person says why."""
    for one in planned:
        hours = one.item["typical_hours"]
        if hours is not None and hours > plausible.HOURS_OF_A_WEEK:
            about = f"{one.item.called}: {format_hours(hours)} hours in a usual week"
            work.found.say(LONG_WEEK, one.item.row, "typical_hours", about=about)


def _say_names(work: Work, said: Said, item: Item) -> None:
    known = item.meant.name if item.meant else ""
    about = f"Reference {item.reference}: the register has {known}, your file {item.name}"
    work.found.say(said, item.row, "name", about=about, also=("reference",))
