"""What hours do to the register, a week of an enterprise at a time.

A week is replaced as a whole by the lines that the file gives for it: so nothing counts twice,
whether a partner keeps one total a week or splits it by payer. Where that would lose what the
register tells apart, or a line the file is silent about, a person is asked first. A total that
agrees with what the register has split up changes nothing.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from enterprises import rollup
from enterprises.importers.hours_lines import Kind, Line, WeekOfLines, Weeks
from enterprises.importers.hours_sayings import say_of_weeks
from enterprises.importers.snapshot import LineRow, Lines
from enterprises.importers.touched import WEEK
from enterprises.importers.who import Who
from enterprises.importers.work import Said, Work, confirm
from enterprises.models import Payer
from enterprises.words import day_words, hours_words
from uploads.changes import ADDED, CHANGED, Change, FieldChange
from uploads.words import listed

TAKEN_OUT = "Taken out"

SPLIT_LOST = confirm(
    "hours.split_lost",
    "The register has the hours of this week by kind of help or payer, and they add up to another "
    "figure than your file’s, which would take the place of all of them",
    "Correct the figure, or empty the cells of a week to keep what the register has of it. To "
    "replace it, tell us why your file is right",
)
LINES_LOST = confirm(
    "hours.lines_lost",
    "The register has hours of this week of another kind of help or payer, which the file does "
    "not give. What the file gives would take their place",
    "Add the missing lines to the file, or empty the cells of a week to keep what the register has "
    "of it. To replace it, tell us why your file is right",
)
LESS_THAN_TOTAL = confirm(
    "hours.less_than_total",
    "The parts that the file gives add up to less than the total that the register has for this "
    "week, and would take its place",
    "Add the parts that are missing, or empty the cells of a week to keep its total. To replace "
    "it, tell us why it was too high",
)
TYPED_BY_HAND = confirm(
    "hours.typed_by_hand",
    "Somebody typed another figure for this week into the register, and the file’s would take its "
    "place",
    "Correct the figure, or empty the cells of a week to keep what was typed of it. To replace it, "
    "tell us why the file’s figure is right and the one that was typed is not",
)


def build(work: Work, weeks: Weeks, recorded: Lines) -> None:
    """Add the changes of all weeks that can be used."""
    doubts: dict[Said, Weeks] = defaultdict(list)
    held_against: dict[int, str] = {}
    origins: dict[int, str] = {}
    for week in weeks:
        if week.wrong or not week.target.settled:
            continue
        known = recorded.get((week.target.number, week.week), []) if week.target.number else []
        if _says_the_same(work, week, known):
            work.unchanged[WEEK] += 1
            continue
        if known and (said := _doubt(work, week, known)):
            doubts[said].append(week)
            held_against[id(week)] = _both_figures(work, week, known)
            origins[id(week)] = _latest_origin(work, known)
        work.change(_change(work, week, known))
    for said, found in doubts.items():
        say_of_weeks(
            work,
            said,
            found,
            against=lambda week: held_against[id(week)],
            whence=lambda weeks: _whence({origins[id(week)] for week in weeks}),
        )


def name_the_absent(work: Work, weeks: Weeks, who: Who) -> None:
    """Name the enterprises that traded in weeks of the list, and of which it gives no hours."""
    named = {week.target.number for week in weeks}
    days = sorted({week.week for week in weeks})
    work.absent["hours"] = tuple(
        sorted(
            one.name
            for one in who.everyone()
            if one.number not in named
            and rollup.weeks_traded(rollup.trading_spans(one.steps), days)
        )
    )


def line_values(lines: Sequence[LineRow]) -> list[dict[str, Any]]:
    """Return recorded lines as changes hold them: enough to put them back as they were."""
    return [
        {
            "number": line.number,
            "service_type": line.service_type,
            "payer": line.payer,
            "hundredths": line.hundredths,
            "entered_by": line.entered_by,
            "entered_at": line.entered_at.isoformat(),
            "origin": line.origin,
        }
        for line in lines
    ]


def _says_the_same(work: Work, week: WeekOfLines, known: Sequence[LineRow]) -> bool:
    """Say whether the register has these lines already, or parts that add up to each of them."""
    given = {line.kind: line.hundredths for line in week.lines}
    if given == {_kind(row): row.hundredths for row in known}:
        return True
    parts = _parts(work, week, known)
    return parts is not None and all(
        sum(row.hundredths for row in rows) == line.hundredths for line, rows in parts
    )


def _doubt(work: Work, week: WeekOfLines, known: Sequence[LineRow]) -> Said | None:
    """Return what must be asked before the week is replaced; None where nothing is lost."""
    given = {line.kind for line in week.lines}
    lost = [row for row in known if _kind(row) not in given]
    # A newer correction by hand may be of the very figure that the file still has.
    typed = week.hundredths != sum(row.hundredths for row in known) and any(
        row.origin is None for row in known
    )
    if not lost:
        return TYPED_BY_HAND if typed else None
    if _parts(work, week, known) is not None:
        return SPLIT_LOST
    # What is lost may be a total, of which the file gives the parts.
    if all(any(_covers(work, _kind(row), line.kind) for line in week.lines) for row in lost):
        total = sum(row.hundredths for row in known)
        if week.hundredths < total:
            return LESS_THAN_TOTAL
        return TYPED_BY_HAND if typed else None
    return LINES_LOST


def _both_figures(work: Work, week: WeekOfLines, known: Sequence[LineRow]) -> str:
    """Return the register's figures and the file's, like "the register has 14.5 hours (Personal
    care, Self-funded), your file 14 hours"; with the other sheets in which a part of them is."""
    has = [(_kind(row), row.hundredths) for row in known]
    gives = [(line.kind, line.hundredths) for line in week.lines]
    sheets = dict.fromkeys(line.row.sheet for line in week.lines)
    del sheets[week.largest.row.sheet]
    also = f", some of it in sheet {listed([f'“{sheet}”' for sheet in sheets])}" if sheets else ""
    return f"the register has {_figures(work, has)}, your file {_figures(work, gives)}{also}"


def _latest_origin(work: Work, known: Sequence[LineRow]) -> str:
    latest = max(known, key=lambda row: row.entered_at)
    return work.whence.change(latest.origin, latest.entered_at).words


def _whence(origins: set[str]) -> str:
    """Return whence the register has its figures, where it has all of them from one place."""
    return f" (the register’s: {origins.pop()})" if len(origins) == 1 else ""


def _figures(work: Work, lines: Sequence[tuple[Kind, int]], unit: str = " hours") -> str:
    total = f"{hours_words(sum(hundredths for _, hundredths in lines))}{unit}"
    plain = (work.vocabulary.not_recorded, Payer.UNKNOWN.value)
    if len(lines) == 1:
        kind = lines[0][0]
        return total if kind == plain else f"{total} ({kind_words(work, kind)})"
    parts = (f"{hours_words(hundredths)} {kind_words(work, kind)}" for kind, hundredths in lines)
    return f"{total} ({'; '.join(parts)})"


def _parts(
    work: Work, week: WeekOfLines, known: Sequence[LineRow]
) -> list[tuple[Line, list[LineRow]]] | None:
    """Return the recorded lines that each line of the file is the total of.

    None where the file is not the coarser of the two: where a recorded line belongs to none of
    its lines or to several, or a line of it has no part.
    """
    parts: list[tuple[Line, list[LineRow]]] = [(line, []) for line in week.lines]
    for row in known:
        over = [rows for line, rows in parts if _covers(work, line.kind, _kind(row))]
        if len(over) != 1:
            return None
        over[0].append(row)
    return parts if known and all(rows for _, rows in parts) else None


def _covers(work: Work, coarse: Kind, fine: Kind) -> bool:
    """Say whether hours of one kind and payer may be the total of those of another."""
    return coarse[0] in (work.vocabulary.not_recorded, fine[0]) and coarse[1] in (
        Payer.UNKNOWN.value,
        fine[1],
    )


def _kind(row: LineRow) -> Kind:
    return row.service_type, row.payer


def _change(work: Work, week: WeekOfLines, known: Sequence[LineRow]) -> Change:
    line = week.largest
    return Change(
        what=WEEK,
        action=CHANGED if known else ADDED,
        label=f"{week.target.name}, week of {day_words(week.week)}",
        sheet=line.row.sheet,
        row=line.row.number,
        fields=_fields(work, week, known),
        # A week has no row of its own: the enterprise's stands for it.
        number=week.target.number,
        before={"lines": line_values(known)},
        after={
            "enterprise": week.target.plain,
            "week": week.week.isoformat(),
            "lines": [
                {
                    "service_type": line.service_type,
                    "payer": line.payer,
                    "hundredths": line.hundredths,
                    "row": line.row.number,
                    "column": line.column,
                }
                for line in week.lines
            ],
        },
    )


def _fields(work: Work, week: WeekOfLines, known: Sequence[LineRow]) -> tuple[FieldChange, ...]:
    before = {_kind(row): row.hundredths for row in known}
    after = {line.kind: line.hundredths for line in week.lines}
    kinds = [*before, *(kind for kind in after if kind not in before)]
    changed = [kind for kind in kinds if before.get(kind) != after.get(kind)]
    if len(kinds) == 1:
        (kind,) = kinds
        return (FieldChange("Hours", _hours(before.get(kind)), _hours(after.get(kind))),)
    if len(after) == 1 and not before.keys() & after.keys():
        # One figure takes the place of the parts, or of one that was told apart otherwise.
        both = (_figures(work, list(lines.items()), unit="") for lines in (before, after))
        return (FieldChange("Hours", *both),)
    fields = [
        FieldChange(
            kind_words(work, kind),
            _hours(before.get(kind)),
            _hours(after[kind]) if kind in after else TAKEN_OUT,
        )
        for kind in changed
    ]
    total = FieldChange(
        "All hours of the week",
        _hours(sum(before.values()) if known else None),
        _hours(week.hundredths),
    )
    return (*fields, total)


def kind_words(work: Work, kind: Kind) -> str:
    """Return a kind of help and a payer in words; "Hours" where neither is recorded."""
    if kind == (work.vocabulary.not_recorded, Payer.UNKNOWN.value):
        return "Hours without kind of help and payer"
    return f"{work.vocabulary.kind_names[kind[0]]}, {Payer(kind[1]).label}"


def _hours(hundredths: int | None) -> str:
    return hours_words(hundredths) or ""
