"""What may be wrong with the stages of a row of a list of enterprises: one check, one function."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from enterprises import stage_order
from enterprises.importers.enterprise_rows import Item, Planned
from enterprises.importers.stage_plan import Left, StagePlan, Want
from enterprises.importers.work import Said, Work, confirm, fix, note, unread
from enterprises.rollup import ENDING_STAGES, STAGES, TRADING_STAGES
from enterprises.words import day_words, stage_words
from programmes.quarters import quarter_of_day

YOURS = "your file"
LONG_BEFORE = timedelta(days=5 * 365)
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
    "It would have been accredited before it was established, and the register would "
    "show it as established",
    "Correct one of the two days, or tell us why they are right. The register’s own day is "
    "corrected on the enterprise’s own page",
)
LATER_STAGE = confirm(
    "enterprises.later_stage",
    "Your list gives this stage as the one it is at now, and the register has a later one. Yours "
    "would be recorded with its day, and the register would go on showing the later one",
    "Correct the stage or its day, or tell us why both are right. Where the later stage is wrong, "
    "remove it on the enterprise’s own page",
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
    "Correct the day, or empty every cell that gives it to keep the register’s. To replace it, "
    "tell us why yours is right",
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
        "Give the day on which the enterprise reached it, here or on the enterprise’s own page",
    ),
    Left.UNDATED: note(
        "enterprises.stage_undated",
        "This stage has no day, so it counts in no quarter",
        "Give the day on which the enterprise reached it, where anybody knows, here or on the "
        "enterprise’s own page",
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


def future_stages(work: Work, planned: Sequence[Planned]) -> None:
    """No stage was reached on a day that has not come."""
    for one in planned:
        for want in one.stages.wants:
            if want.on is not None and want.on > work.today:
                both = ("stage", "stage_on") if want.field == "stage_on" else ()
                work.found.say(FUTURE, one.item.row, want.field, also=both)


def days_alone(work: Work, planned: Sequence[Planned]) -> None:
    """A day of a stage comes with the stage."""
    for one in planned:
        row = one.item.row
        if "stage_on" in row.values and "stage" not in row.values and not unread(row, "stage"):
            work.found.say(DAY_ALONE, row, "stage_on", also=("stage",))


def ended_first(work: Work, planned: Sequence[Planned]) -> None:
    """No enterprise pauses or closes before it was established: the rule of the forms."""
    for one in planned:
        if not any(row.stage in ENDING_STAGES for row in one.stages.after):
            continue
        recorded = one.item.meant.stages if one.item.meant else ()
        already = stage_order.ended_before_it_began(row.step for row in recorded)
        after = stage_order.ended_before_it_began(row.step for row in one.stages.after)
        for wrong in after - already:
            ends = _field_of(one.stages.wants, wrong.ended, wrong.ended_on)
            begins = _field_of(one.stages.wants, wrong.began, wrong.began_on)
            if field := ends or begins:
                days = ((wrong.ended, wrong.ended_on), (wrong.began, wrong.began_on))
                about = _held_against(work, one, *days)
                work.found.say(
                    ENDED_FIRST, one.item.row, field, about=about, also=(begins, "stage")
                )


def accredited_first(work: Work, planned: Sequence[Planned]) -> None:
    """An enterprise is accredited once it is established."""
    for one in planned:
        for want in one.stages.wants:
            if want.stage == "accredited" and want.on is not None:
                began = _first(one.stages, "established")
                if began is not None and want.on < began:
                    days = (("accredited", want.on), ("established", began))
                    about = _held_against(work, one, *days)
                    also = (_field_of(one.stages.wants, "established", began), _stage(want))
                    work.found.say(
                        ACCREDITED_FIRST, one.item.row, want.field, about=about, also=also
                    )


def long_before(work: Work, planned: Sequence[Planned]) -> None:
    """A day years before the programme is a slip, but for one that traded long before."""
    earliest = work.programme.start_date - LONG_BEFORE
    for one in planned:
        if _traded_before(one.item) is True:
            continue
        for want in one.stages.wants:
            if want.on is not None and want.on < earliest:
                about = (
                    f"{one.item.called}: {day_words(want.on)}, and the programme began on "
                    f"{day_words(work.programme.start_date)}"
                )
                work.found.say(OLD, one.item.row, want.field, about=about)


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
                about = (
                    f"{_held_against(work, one, ('established', began))}, and the programme "
                    f"began on {day_words(work.programme.start_date)}"
                )
                work.found.say(
                    NEW_BUT_BEFORE, one.item.row, field, about=about, also=("traded_before",)
                )


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
            recorded = one.item.meant.stages
            number = next((row.number for row in recorded if row.on == before), None)
            origin = work.whence.stage(number)
            about = (
                f"{one.item.called}: the register has {day_words(before)}"
                f"{f' ({origin.words})' if origin else ''}, your file {day_words(after)}"
            )
            also = _fields_of("established", one.item.row.values)
            work.found.say(OTHER_QUARTER, one.item.row, field, about=about, also=also)


def later_stage(work: Work, planned: Sequence[Planned]) -> None:
    """A list that gives an older stage as the current one is told what the register will show."""
    for one in planned:
        known, values = one.item.meant, one.item.row.values
        stage, on = values.get("stage"), values.get("stage_on")
        if known is None or stage is None or on is None or on > work.today:
            continue
        recorded = {(row.stage, row.on) for row in known.stages}
        shown = max(
            (row for row in one.stages.after if row.on is not None),
            key=lambda row: (row.on or date.min, STAGES.index(row.stage)),
            default=None,
        )
        taken = any((row.stage, row.on) == (stage, on) for row in one.stages.after)
        if shown is None or shown.stage == stage or shown.number is None:
            continue
        if not taken or (stage, on) in recorded:
            continue
        if stage == "accredited" and shown.stage == "established":
            continue  # of which is said that it comes first
        about = (
            f"{one.item.called}: {stage_words(stage)} since {day_words(on)} (your file); "
            f"{stage_words(shown.stage)} since {day_words(shown.on)} "
            f"(the register{_since(work, shown.number)})"
        )
        work.found.say(LATER_STAGE, one.item.row, "stage", about=about, also=("stage_on",))


def left_stages(work: Work, planned: Sequence[Planned]) -> None:
    """What of a row's stages is not taken, or counts nowhere, is said."""
    for one in planned:
        for field, why in one.stages.left:
            stage = one.item.row.values.get("stage")
            if why is Left.UNDATED and stage not in TRADING_STAGES | ENDING_STAGES:
                continue  # a stage without trading counts in no quarter anyway
            about = f"{one.item.called}: {stage_words(stage)}" if stage else one.item.called
            also = ["stage_on", f"{stage}_on"] if stage else []
            if why is Left.CLOSED_UNDATED:
                about = _closed_sometime(one)
            elif why is Left.TWO_DAYS:
                about = _two_days(one, field)
                also = [want.field for want in one.stages.wants if want.stage == _of(one, field)]
            work.found.say(_LEFT[why], one.item.row, field, about=about, also=also)


def _closed_sometime(one: Planned) -> str:
    began = _first(one.stages, "established") or _first(one.stages, "accredited")
    since = f", established on {day_words(began)}" if began else ""
    return f"{one.item.called}{since}"


def _held_against(work: Work, one: Planned, *days: tuple[str, date]) -> str:
    """Return days of stages, with whose each is where not all are the file's: "Ely Help:
    accredited on 5 January 2022 (your file), established on 1 March 2022 (the register, typed
    in)"."""
    whose = [_whose(work, one, stage, on) for stage, on in days]
    mixed = set(whose) != {YOURS}
    said = (
        f"{stage} on {day_words(on)}" + (f" ({of})" if mixed else "")
        for (stage, on), of in zip(days, whose, strict=True)
    )
    return f"{one.item.called}: {', '.join(said)}"


def _whose(work: Work, one: Planned, stage: str, on: date) -> str:
    recorded = one.item.meant.stages if one.item.meant else ()
    known = next((row for row in recorded if (row.stage, row.on) == (stage, on)), None)
    if _field_of(one.stages.wants, stage, on):
        return f"{YOURS} and the register" if known else YOURS
    return f"the register{_since(work, known.number if known else None)}"


def _since(work: Work, number: int | None) -> str:
    """Return whence the register has a stage, to follow what it says."""
    origin = work.whence.stage(number)
    return f", {origin.words}" if origin else ""


def _stage(want: Want) -> str:
    return "stage" if want.field == "stage_on" else ""


def _of(one: Planned, field: str) -> str:
    return next((want.stage for want in one.stages.wants if want.field == field), "")


def _two_days(one: Planned, field: str) -> str:
    stage = _of(one, field)
    days = sorted({want.on for want in one.stages.wants if want.stage == stage and want.on})
    listed = " and ".join(day_words(on) for on in days)
    return f"{one.item.called}: {stage_words(stage)} on {listed}"


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


def _fields_of(stage: str, values: Mapping[str, Any]) -> list[str]:
    """Return the fields in which a row gives a day of a stage, also where they give the same."""
    at = "stage_on" if values.get("stage") == stage else ""
    return [name for name in (f"{stage}_on", at) if values.get(name) is not None]


# In the order in which they are made.
TO_FIX = (future_stages, days_alone, ended_first)
TO_CONFIRM = (
    *(accredited_first, long_before, new_but_before, other_quarter),
    *(later_stage, left_stages),
)
