"""What lists of typical weeks, and the usual hours in a list of enterprises, do to the register."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from enterprises import plausible, rollup
from enterprises.importers.enterprise_rows import Planned
from enterprises.importers.hours_lines import Kind, impossible, kind_and_payer
from enterprises.importers.snapshot import TypicalRow
from enterprises.importers.stage_plan import DATED_FIELDS
from enterprises.importers.touched import TYPICAL
from enterprises.importers.typical_beside import USUAL, Given, Held, beside, of_kind, together
from enterprises.importers.who import Target, Who, sayings
from enterprises.importers.work import NOT_IN_LIST, Said, Work, confirm, fix, note, unread
from enterprises.models import Payer
from enterprises.rollup import TRADING_STAGES
from enterprises.words import day_words, hours_words
from programmes.quarters import monday_of
from uploads.changes import ADDED, CHANGED, Change, FieldChange
from uploads.rows import ReadList, Row

STILL = "Still holds"

SAYINGS = sayings("typical", fields=("reference", "name", "postcode"), naming=("name", "reference"))
NO_START = fix(
    "typical.no_start",
    "There is no first week from which this holds",
    "Enter the Monday on which that week begins",
)
ENDS_FIRST = fix(
    "typical.ends_first", "The last week must not be before the first", "Correct one of the two"
)
TWICE = fix(
    "typical.twice",
    "Two typical weeks of one kind of help and payer begin with the same week",
    f"{plausible.TWICE_REMEDY}, or leave one of them out",
)
OVERLAP = fix(
    "typical.overlap",
    "Another typical week of this kind of help and payer holds for some of these weeks",
    "Correct the weeks, empty the hours to leave this one out, or end the other one in the "
    "register first",
)
LONG_WEEK = confirm(
    "typical.long_week",
    f"More hours than a week has. {plausible.LONG_WEEK}",
    plausible.LONG_WEEK_REMEDY,
)
TYPED_BY_HAND = confirm(
    "typical.typed_by_hand",
    "Somebody typed other hours of a typical week into the register, and the file’s would take "
    "their place",
    "Correct the hours, or empty the cell to keep what was typed. To replace it, tell us why the "
    "file’s hours are right and those that were typed are not",
)
NO_TRADING = note(
    "enterprises.typical_without_trading",
    "The hours of a usual week are not taken: no dated stage says since when it trades",
    "Give the day on which the enterprise was established",
)
CLOSED_UNDATED = note(
    "enterprises.typical_closed_undated",
    "The hours of a usual week are not taken: the enterprise has closed, and no day says when",
    "Give the day on which it closed",
)
TRADES_NO_MORE = note(
    "enterprises.typical_trades_no_more",
    "The register has other hours of a usual week, and the enterprise does not trade now. They are "
    "left as they are",
    "Upload a list of typical weeks to change them",
)
SPLIT_UP = note(
    "enterprises.typical_split",
    "The register has the usual hours by kind of help and payer, adding up to another figure. "
    "They are left as they are",
    "Upload a list of typical weeks to change them",
)


def collect(work: Work, lists: Iterable[ReadList], who: Who) -> list[Given]:
    """Return the typical weeks that rows of lists give."""
    found = []
    for one in lists:
        for row in one.rows:
            given = _given(work, row, who)
            if given is not None:
                found.append(given)
    return found


def from_enterprises(
    work: Work, planned: Sequence[Planned], who: Who, recorded: Sequence[TypicalRow]
) -> list[Given]:
    """Return the typical weeks that lists of enterprises give by the hours of a usual week."""
    holding: dict[int, list[TypicalRow]] = defaultdict(list)
    for held in recorded:
        if held.valid_to is None or held.valid_to >= monday_of(work.today):
            holding[held.enterprise].append(held)
    found = []
    for one in planned:
        hours, item = one.item["typical_hours"], one.item
        # What is wrong with other cells of the row does not hide what is doubtful about these.
        stages = any(unread(item.row, name) for name in ("stage", "stage_on", *DATED_FIELDS))
        if hours is None or stages or item.place in work.found.wrong:
            continue
        target = who.of_row(one)
        if target is None:
            continue
        given = _usual(work, one, target, hours, holding.get(target.number or 0, []))
        if isinstance(given, Said):
            days = ("established_on",) if given is NO_TRADING else ()
            days = ("closed_on",) if given is CLOSED_UNDATED else days
            work.found.say(given, item.row, "typical_hours", also=days)
        elif given is None:
            work.unchanged[TYPICAL] += 1
        else:
            found.append(given)
    return found


def build(work: Work, given: Sequence[Given], recorded: Sequence[TypicalRow]) -> None:
    """Add the changes; what cannot stand beside what is recorded must be fixed."""
    known: dict[tuple[object, Kind], list[TypicalRow]] = defaultdict(list)
    for row in recorded:
        known[row.enterprise, (row.service_type, row.payer)].append(row)
    for key, rows in together(given):
        _build_kind(work, rows, known.get(key, []))


def _given(work: Work, row: Row, who: Who) -> Given | None:
    hours = row.values.get("hours")
    if hours is None and not unread(row, "hours"):
        return None
    target = who.mean(row, "typical", SAYINGS)
    kind = kind_and_payer(work, row, "typical")
    first, last = row.values.get("valid_from"), row.values.get("valid_to")
    if first is None and not unread(row, "valid_from"):
        work.found.say(NO_START, row, "valid_from")
    if first is not None and last is not None and last < first:
        work.found.say(ENDS_FIRST, row, "valid_to", also=("valid_from",))
        return None
    hundredths = _hundredths(work, row, hours) if hours is not None else None
    if hundredths is not None and hours is not None and hours > plausible.HOURS_OF_A_WEEK:
        work.found.say(LONG_WEEK, row, "hours")
    if target is None or kind is None or first is None or hundredths is None:
        return None
    if work.found.is_wrong(row):
        return None
    return Given(target, row, "hours", first, last, kind, hundredths)


def _hundredths(work: Work, row: Row, hours: Decimal) -> int | None:
    try:
        return plausible.hundredths(hours)
    except ValueError as problem:
        work.found.say(impossible("typical", problem), row, "hours")
        return None


def _usual(
    work: Work, one: Planned, target: Target, hours: Decimal, holding: Sequence[TypicalRow]
) -> Given | Said | None:
    """Return what the usual hours of a row give; None where the register says the same."""
    hundredths = plausible.hundredths(hours)
    plain = (work.vocabulary.not_recorded, Payer.UNKNOWN.value)
    if holding and sum(row.hundredths for row in holding) == hundredths:
        return None
    if any((row.service_type, row.payer) != plain for row in holding):
        return SPLIT_UP
    traded = [
        row.on for row in one.stages.after if row.stage in TRADING_STAGES and row.on is not None
    ]
    if not traded or plain[0] is None:
        return NO_TRADING
    if rollup.closed_without_date(target.steps) and not holding:
        return CLOSED_UNDATED
    first = monday_of(max(min(traded), work.programme.start_date))
    if holding:
        first = monday_of(work.today)
        if not rollup.weeks_traded(rollup.trading_spans(target.steps), [first]):
            return TRADES_NO_MORE
    return Given(target, one.item.row, USUAL, first, None, (plain[0], plain[1]), hundredths)


def _build_kind(work: Work, rows: Sequence[Given], recorded: Sequence[TypicalRow]) -> None:
    """Put the given weeks of one enterprise, kind and payer beside the recorded ones."""
    held = [Held(row, None, row.valid_from, row.valid_to, row.hundredths) for row in recorded]
    seen: dict[date, Given] = {}
    for given in sorted(rows, key=lambda one: one.valid_from):
        if given.valid_from in seen:
            for one in (seen[given.valid_from], given):
                if not work.found.is_wrong(one.row):
                    work.found.say(TWICE, one.row, one.field, also=("valid_from",))
            continue
        seen[given.valid_from] = given
        after = beside(held, given)
        if after is None:
            weeks = ("valid_from", "valid_to")
            work.found.say(OVERLAP, given.row, given.field, also=weeks)
        else:
            held = after
    before = of_kind(recorded)
    for will_be in held:
        if will_be.given is not None and not work.found.is_wrong(will_be.given.row):
            _add_change(work, will_be, before)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _add_change(work: Work, one: Held, before: list[list[Any]]) -> None:
    given, old = one.given, one.recorded
    if given is None or not given.target.settled:
        return
    if old is not None and (old.valid_to, old.hundredths) == (one.valid_to, one.hundredths):
        work.unchanged[TYPICAL] += 1
        return
    # A list of typical weeks says from when a new one holds; usual hours say it of nothing.
    replaced = old is not None and (old.hundredths != one.hundredths or given.field == USUAL)
    if old is not None and old.origin is None and replaced:
        about = (
            f"{given.target.name}: the register says {hours_words(old.hundredths)} hours a week "
            f"from {day_words(old.valid_from)} "
            f"({work.whence.change(old.origin, old.entered_at).words}), the file "
            f"{hours_words(given.hundredths)}"
        )
        work.found.say(TYPED_BY_HAND, given.row, given.field, about=about)
    values = {
        "valid_from": one.valid_from.isoformat(),
        "valid_to": _iso(one.valid_to),
        "hundredths": one.hundredths,
        "service_type": given.kind[0],
        "payer": given.kind[1],
    }
    was = None
    if old is not None:
        was = {
            "valid_to": _iso(old.valid_to),
            "hundredths": old.hundredths,
            "entered_by": old.entered_by,
            "entered_at": old.entered_at.isoformat(),
            "origin": old.origin,
        }
    work.change(
        Change(
            what=TYPICAL,
            action=CHANGED if old else ADDED,
            label=f"{given.target.name}, typical week from {day_words(one.valid_from)}",
            sheet=given.row.sheet,
            row=given.row.number,
            fields=tuple(_fields(work, one, old, given.kind)),
            number=old.number if old else None,
            before={"of_kind": before, **(was or {})},
            after={"enterprise": given.target.plain, **values},
        )
    )


def _fields(work: Work, one: Held, old: TypicalRow | None, kind: Kind) -> Iterable[FieldChange]:
    if old is None:
        yield FieldChange("Kind of help", "", work.vocabulary.kind_names[kind[0]])
        yield FieldChange("Who pays", "", str(Payer(kind[1]).label))
        yield FieldChange("Hours in a usual week", "", hours_words(one.hundredths) or "")
        unsaid = NOT_IN_LIST if one.given and one.given.field == USUAL else ""
        yield FieldChange(f"First week{unsaid}", "", day_words(one.valid_from))
        if one.valid_to is not None:
            yield FieldChange("Last week", "", day_words(one.valid_to))
        return
    if old.hundredths != one.hundredths:
        yield FieldChange(
            "Hours in a usual week",
            hours_words(old.hundredths) or "",
            hours_words(one.hundredths) or "",
        )
    if old.valid_to != one.valid_to:
        yield FieldChange(
            "Last week", day_words(old.valid_to) or STILL, day_words(one.valid_to) or STILL
        )
