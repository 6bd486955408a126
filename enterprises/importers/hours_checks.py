"""What may be wrong with hours: one check, one function."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from enterprises import plausible, rollup
from enterprises.importers.hours_lines import WeekOfLines, Weeks, by_enterprise
from enterprises.importers.hours_sayings import (
    MOST_SPOTS,
    about_weeks,
    say_of_line,
    say_of_weeks,
    summary,
)
from enterprises.importers.work import Work, confirm, fix, note, place_of, spots
from enterprises.models import Payer
from enterprises.words import day_words, hours_words
from programmes.quarters import quarter_of_week

_WEEK = timedelta(days=7)
# How long before the first week of the file an enterprise's usual hours are looked for.
LOOKS_BACK = _WEEK * 26

NOT_BEGUN = fix(
    "hours.not_begun",
    plausible.NOT_BEGUN,
    f"Leave the cell empty. {plausible.NOT_BEGUN_REMEDY}",
)
TWICE = fix(
    "hours.twice",
    "The hours of this week are given twice, of the same kind of help and the same payer",
    f"{plausible.TWICE_REMEDY}, or leave one of them out",
)
TOTAL_AMONG_PARTS = confirm(
    "hours.total_among_parts",
    "This figure is exactly what the other lines of the same week add up to",
    "If it is their total, leave it out, or the hours count twice. If not, tell us why",
)
LONG_WEEK = confirm(
    "hours.long_week",
    f"More hours than a week has. {plausible.LONG_WEEK}",
    plausible.LONG_WEEK_REMEDY,
)
OUTSIDE = confirm(
    "hours.outside_programme",
    "This week lies outside the programme, so its hours count in no quarter",
    "Correct the week, or tell us why these hours belong here. Of a column of weeks it is "
    "corrected under “Sheets and columns”",
)
AFTER_END = confirm(
    "hours.after_end",
    "The enterprise had paused or closed by this week",
    "Correct the week, or the stages on the enterprise’s own page, or tell us why these hours are "
    "right",
)
NOT_TRADING = note(
    "hours.not_trading",
    "By its stages the enterprise did not trade yet in some of these weeks. The hours count",
    "Give the day on which it was established, where anybody knows, on the enterprise’s own page",
)
FAR_ABOVE = confirm(
    "hours.far_above_usual",
    f"This is more than {plausible.TIMES_THE_USUAL} times what the enterprise usually has, "
    "like a slip of the decimal point",
    plausible.LONG_WEEK_REMEDY,
)


def check(work: Work, weeks: Weeks, recorded: Mapping[int, Mapping[date, int]]) -> None:
    """Make all checks; `recorded` are the hundredths of measured weeks by enterprise."""
    not_begun(work, weeks)
    twice(work, weeks)
    sound = [week for week in weeks if not week.wrong]
    total_among_parts(work, sound)
    long_weeks(work, sound)
    outside_programme(work, sound)
    after_end(work, sound)
    not_trading(work, sound)
    far_above_usual(work, sound, recorded)


def not_begun(work: Work, weeks: Weeks) -> None:
    """Hours are of weeks that have begun."""
    for week in weeks:
        if week.week > work.today:
            week.wrong = True
            for line in week.lines:
                say_of_line(work, NOT_BEGUN, line)


def twice(work: Work, weeks: Weeks) -> None:
    """One figure for each kind of help and payer of a week; both cells are named."""
    for week in weeks:
        counts = Counter(line.kind for line in week.lines)
        for line in week.lines:
            if counts[line.kind] > 1:
                week.wrong = True
                others = spots(line.row, ("week", "service_type", "payer"))
                say_of_line(work, TWICE, line, also=others)


def total_among_parts(work: Work, weeks: Weeks) -> None:
    """A line of no kind and no payer that equals the others' sum is their total."""
    plain = (work.vocabulary.not_recorded, Payer.UNKNOWN.value)
    for week in weeks:
        for line in week.lines:
            others = week.hundredths - line.hundredths
            if len(week.lines) > 1 and line.kind == plain and line.hundredths == others > 0:
                say_of_line(work, TOTAL_AMONG_PARTS, line)


def long_weeks(work: Work, weeks: Weeks) -> None:
    """A week has no more hours than one person could work, or a person says why."""
    say_of_weeks(
        work, LONG_WEEK, (week for week in weeks if plausible.is_long_week(week.hundredths))
    )


def outside_programme(work: Work, weeks: Weeks) -> None:
    """Weeks outside the programme count nowhere; said once a sheet."""
    inside: dict[date, bool] = {}
    by_sheet: dict[str, Weeks] = defaultdict(list)
    for week in weeks:
        if week.week not in inside:
            inside[week.week] = quarter_of_week(work.quarters, week.week) is not None
        if not inside[week.week]:
            by_sheet[week.largest.row.sheet].append(week)
    for sheet, mine in by_sheet.items():
        found = {week.week for week in mine}
        first, last = min(found), max(found)
        until = f" to {day_words(last)}" if last != first else ""
        value = f"{day_words(first)}{until}"
        many = "1 week" if len(found) == 1 else f"{len(found)} weeks"
        # In a wide list the week is no cell of a row: it is said under “Sheets and columns”.
        rows = {week.largest.row.number: week.largest.row for week in mine}
        also = [spot for row in rows.values() for spot in spots(row, ("week",))]
        work.found.report(
            OUTSIDE,
            sheet=sheet,
            value=value,
            about=f"{many}: {value}",
            also=tuple(also[:MOST_SPOTS]),
        )


def after_end(work: Work, weeks: Weeks) -> None:
    """Hours of a week that an enterprise had ended before are doubtful; nought is not."""
    ended = {
        id(week): max(span.end for span in spans if span.end and span.end <= week.week)
        for week, spans in _untraded(weeks)
        if week.hundredths and any(span.start < week.week + _WEEK for span in spans)
    }
    say_of_weeks(
        work,
        AFTER_END,
        (week for week in weeks if id(week) in ended),
        against=lambda week: (
            f"{hours_words(week.hundredths)} hours, ended on {day_words(ended[id(week)])}"
        ),
        fields=("week",),
    )


def not_trading(work: Work, weeks: Weeks) -> None:
    """Hours of weeks before an enterprise traded, or of one without dated stages, are said once
    of each enterprise, at its first row: it is its stages that lack a day."""
    early = [
        week
        for week, spans in _untraded(weeks)
        if not any(span.start < week.week + _WEEK for span in spans)
        and not rollup.closed_without_date(week.target.steps)
    ]
    for found in by_enterprise(early).values():
        sheet, number = min(place_of(week.largest.row) for week in found)
        work.found.report(
            NOT_TRADING,
            sheet=sheet,
            number=number,
            value=summary(found),
            about=about_weeks(found),
        )


def far_above_usual(work: Work, weeks: Weeks, recorded: Mapping[int, Mapping[date, int]]) -> None:
    """A figure far above an enterprise's other weeks, in register and file, is a slip."""
    far: dict[int, str] = {}
    for mine in by_enterprise(weeks).values():
        before = recorded.get(mine[0].target.number or 0, {})
        known = dict(before) | {week.week: week.hundredths for week in mine}
        for week in mine:
            if before.get(week.week) == week.hundredths:
                continue  # the register has it so already
            others = [figure for day, figure in known.items() if day != week.week]
            if plausible.is_far_above_usual(week.hundredths, others):
                usual = hours_words(plausible.usual(others))
                far[id(week)] = f"{hours_words(week.hundredths)} hours, usually about {usual}"
    say_of_weeks(
        work,
        FAR_ABOVE,
        (week for week in weeks if id(week) in far),
        against=lambda week: far[id(week)],
    )


def _untraded(weeks: Weeks) -> Iterable[tuple[WeekOfLines, tuple[rollup.Span, ...]]]:
    """Yield the weeks in which an enterprise did not trade by its stages, with when it did."""
    spans: dict[object, tuple[rollup.Span, ...]] = {}
    for week in weeks:
        owner = week.target.number or week.target.place
        if owner not in spans:
            spans[owner] = rollup.trading_spans(week.target.steps)
        if not any(span.touches(week.week) for span in spans[owner]):
            yield week, spans[owner]
