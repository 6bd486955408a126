"""What may be wrong with a row of a list of enterprises: one check, one function.

Each goes over all rows, and keeps quiet about cells that could not be read.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from enterprises import plausible, stage_order
from enterprises.importers.enterprise_rows import Item
from enterprises.importers.stage_plan import Left, StagePlan, Want
from enterprises.importers.text_checks import too_long
from enterprises.importers.work import Said, Work, confirm, fix, note, unread
from enterprises.matching import is_another_name, name_key, postcode_key
from enterprises.models import Enterprise
from enterprises.rollup import ENDING_STAGES, TRADING_STAGES
from programmes.quarters import quarter_of_day

LONG_BEFORE = timedelta(days=5 * 365)

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
ELSEWHERE = confirm(
    "enterprises.elsewhere",
    "An enterprise of this name and postcode is in another programme of the council",
    "Tell us why it is in both, or leave the row out",
)
FUTURE = fix(
    "enterprises.stage_in_future",
    "The day of a stage must be today or in the past",
    "Correct the day, or leave the cell empty until it has come",
)
ENDED_FIRST = fix(
    "enterprises.ended_first",
    "The enterprise would have paused or closed before it was established",
    "Correct one of the two days. If it began again in between, add the stage "
    "“In development” in the register on the day on which it did",
)
ACCREDITED_FIRST = confirm(
    "enterprises.accredited_first",
    "It would have been accredited before it was established",
    "Correct one of the two days, or tell us why they are right",
)
OLD = confirm(
    "enterprises.long_before",
    "This day is more than 5 years before the programme began",
    "Correct the year, or tell us why it is right",
)
NEW_BUT_BEFORE = confirm(
    "enterprises.new_but_before",
    "It is said not to have traded before the programme, yet was established before that began",
    "Correct one of the two, or tell us why both are right",
)
OTHER_QUARTER = confirm(
    "enterprises.other_quarter",
    "The register has it established in another quarter, and would count it there no more",
    "Correct the day, or tell us why it is right",
)
DAY_ALONE = fix(
    "enterprises.day_alone",
    "There is the day of a stage, but not which stage",
    "Enter the stage, or leave the day out",
)
_LEFT: dict[Left, Said] = {
    Left.SEVERAL: note(
        "enterprises.stage_several",
        "The register has this stage more than once, on other days, so it is left as it is",
        "Correct the days on the enterprise’s own page",
    ),
    Left.LATER: note(
        "enterprises.stage_later",
        "The register has a later stage, and this one has no day, so it is not taken",
        "Give the day on which the enterprise reached it",
    ),
    Left.UNDATED: note(
        "enterprises.stage_undated",
        "This stage has no day, so it counts in no quarter",
        "Give the day on which the enterprise reached it, where anybody knows",
    ),
    Left.CLOSED_UNDATED: confirm(
        "enterprises.closed_undated",
        "It has closed, and no day says when. From its last start on no week will count as due and "
        "no usual week will stand for one, since nobody can say in which it still traded",
        "Give the day on which it closed. If nobody knows, tell us so",
    ),
    Left.TWO_DAYS: confirm(
        "enterprises.two_days",
        "The row gives two days for the same stage",
        "Correct one of them, or tell us why both are right",
    ),
}
LONG_WEEK = confirm(
    "enterprises.long_week",
    f"More hours than a week has. {plausible.LONG_WEEK}",
    plausible.LONG_WEEK_REMEDY,
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A row that is to be taken, with the stages it leads to."""

    item: Item
    stages: StagePlan


def check(work: Work, planned: Sequence[Planned]) -> None:
    """Make all checks, the ones that must be fixed first."""
    for one in (
        *(long_texts, unknown_kinds, unknown_partners, future_stages, days_alone, ended_first),
        *(impossible_hours, other_names, alike_here, elsewhere, accredited_first, long_before),
        *(new_but_before, other_quarter, left_stages, long_weeks),
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


def future_stages(work: Work, planned: Sequence[Planned]) -> None:
    """No stage was reached on a day that has not come."""
    for one in planned:
        for want in one.stages.wants:
            if want.on is not None and want.on > work.today:
                work.found.say(FUTURE, one.item.row, want.field)


def days_alone(work: Work, planned: Sequence[Planned]) -> None:
    """A day of a stage comes with the stage."""
    for one in planned:
        row = one.item.row
        if "stage_on" in row.values and "stage" not in row.values and not unread(row, "stage"):
            work.found.say(DAY_ALONE, row, "stage_on")


def ended_first(work: Work, planned: Sequence[Planned]) -> None:
    """No enterprise pauses or closes before it was established: the rule of the forms."""
    for one in planned:
        recorded = one.item.meant.stages if one.item.meant else ()
        already = stage_order.ended_before_it_began(row.step for row in recorded)
        after = stage_order.ended_before_it_began(row.step for row in one.stages.after)
        for wrong in after - already:
            ends = _field_of(one.stages.wants, wrong.ended, wrong.ended_on)
            begins = _field_of(one.stages.wants, wrong.began, wrong.began_on)
            if field := ends or begins:
                work.found.say(ENDED_FIRST, one.item.row, field)


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
            work.found.say(NAME_OF_ANOTHER, item.row, "name")
        elif is_another_name(item.name, item.meant.name):
            work.found.say(OTHER_NAME, item.row, "name")


def alike_here(work: Work, planned: Sequence[Planned]) -> None:
    """Two new rows of one name are two enterprises only if their references or a person say so."""
    named: dict[str, list[Item]] = defaultdict(list)
    for one in planned:
        if one.item.new and not work.found.is_wrong(one.item.row):
            named[name_key(one.item.name)].append(one.item)
    for alike in named.values():
        if len(alike) > 1 and not all(item.reference for item in alike):
            for item in alike:
                work.found.say(ALIKE_HERE, item.row, "name")


def elsewhere(work: Work, planned: Sequence[Planned]) -> None:
    """A new enterprise is not in another programme already, or a person knows that it is.

    As when one is typed in, a reference of its own says that it is another.
    """
    for one in planned:
        item = one.item
        name_at = (name_key(item.name), postcode_key(item.postcode))
        if item.new and not item.reference and name_at in work.elsewhere.names:
            work.found.say(ELSEWHERE, item.row, "name")


def accredited_first(work: Work, planned: Sequence[Planned]) -> None:
    """An enterprise is accredited once it is established."""
    for one in planned:
        for want in one.stages.wants:
            if want.stage == "accredited" and want.on is not None:
                began = _first(one.stages, "established")
                if began is not None and want.on < began:
                    work.found.say(ACCREDITED_FIRST, one.item.row, want.field)


def long_before(work: Work, planned: Sequence[Planned]) -> None:
    """A day years before the programme is a slip, but for one that traded long before."""
    earliest = work.programme.start_date - LONG_BEFORE
    for one in planned:
        if _traded_before(one.item) is True:
            continue
        for want in one.stages.wants:
            if want.on is not None and want.on < earliest:
                work.found.say(OLD, one.item.row, want.field)


def new_but_before(work: Work, planned: Sequence[Planned]) -> None:
    """Who was established before the programme began traded before it."""
    for one in planned:
        if _traded_before(one.item) is not False:
            continue
        began = _first(one.stages, "established")
        field = _field_of(one.stages.wants, "established", began) or (
            "traded_before" if "traded_before" in one.item.row.values else ""
        )
        if began is not None and began < work.programme.start_date and field:
            known = one.item.meant
            if known is None or _says_anew(one, known.traded_before_programme):
                work.found.say(NEW_BUT_BEFORE, one.item.row, field)


def other_quarter(work: Work, planned: Sequence[Planned]) -> None:
    """A correction that moves an enterprise into another quarter's count is meant so."""
    for one in planned:
        if one.item.meant is None or _traded_before(one.item) is True:
            continue
        before = _first(StagePlan(one.item.meant.stages), "established")
        after = _first(one.stages, "established")
        if before is None or after is None or before == after:
            continue
        if quarter_of_day(work.quarters, before) != quarter_of_day(work.quarters, after):
            field = _field_of(one.stages.wants, "established", after)
            work.found.say(OTHER_QUARTER, one.item.row, field)


def left_stages(work: Work, planned: Sequence[Planned]) -> None:
    """What of a row's stages is not taken, or counts nowhere, is said."""
    for one in planned:
        for field, why in one.stages.left:
            stage = one.item.row.values.get("stage")
            if why is Left.UNDATED and stage not in TRADING_STAGES | ENDING_STAGES:
                continue  # a stage without trading counts in no quarter anyway
            work.found.say(_LEFT[why], one.item.row, field)


def long_weeks(work: Work, planned: Sequence[Planned]) -> None:
    """A usual week has no more hours than a week, or a person says why."""
    for one in planned:
        hours = one.item["typical_hours"]
        if hours is not None and hours > plausible.HOURS_OF_A_WEEK:
            work.found.say(LONG_WEEK, one.item.row, "typical_hours")


def _says_anew(one: Planned, recorded: bool | None) -> bool:
    """Say whether the row says of itself what the check is about, and not the register already."""
    known = one.item.meant
    before = _first(StagePlan(known.stages), "established") if known else None
    return recorded is not False or before != _first(one.stages, "established")


def _traded_before(item: Item) -> bool | None:
    said: bool | None = item["traded_before"]
    if said is None and item.meant is not None:
        return item.meant.traded_before_programme
    return said


def _first(stages: StagePlan, stage: str) -> date | None:
    return min(_days(stages, stage), default=None)


def _days(stages: StagePlan, stage: str) -> Iterator[date]:
    return (row.on for row in stages.after if row.stage == stage and row.on is not None)


def _field_of(wants: Sequence[Want], stage: str, on: date | None) -> str:
    return next((want.field for want in wants if want.stage == stage and want.on == on), "")
