"""How problems with hours are said.

What is doubted about several weeks of one wide row is said once of the row, with the first of
them: nobody wants to explain the same thing for each of thirteen columns.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from enterprises.importers.hours_lines import Line, WeekOfLines, Weeks
from enterprises.importers.work import Place, Said, Work, place_of, spots
from enterprises.words import day_words, hours_words
from uploads.problems import LONGEST_ABOUT, Spot

MOST_WEEKS_NAMED = 4
# So much of what is kept of a problem's words is for whence the register has its hours.
_FOR_WHENCE = 120
MOST_SPOTS = 26


def say_of_weeks(
    work: Work,
    said: Said,
    weeks: Iterable[WeekOfLines],
    against: Callable[[WeekOfLines], str] | None = None,
    whence: Callable[[Weeks], str] = lambda weeks: "",
    fields: tuple[str, ...] = (),
) -> None:
    """Say something of weeks: of one week at its cell, of several of a row once of the row; there
    the cells of `fields` may be the wrong ones too.

    `against` gives the words of a week's figures and what they are held against, `whence` those
    of where the register has what it says of them.
    """
    for (sheet, number), found in rows_of(weeks).items():
        if len(found) == 1:
            (week,) = found
            alone = len(week.lines) == 1
            value = week.largest.value if alone else f"{hours_words(week.hundredths)} in all"
            say_of_line(
                work,
                said,
                week.largest,
                value,
                about=f"{about_weeks(found, against)}{whence(found)}",
                also=(*spots_of(found, but=week.largest), *spots(week.largest.row, fields)),
            )
        else:
            work.found.report(
                said,
                sheet=sheet,
                number=number,
                value=summary(found),
                about=f"{about_weeks(found, against)}{whence(found)}",
                also=spots_of(found),
            )


def about_weeks(weeks: Weeks, against: Callable[[WeekOfLines], str] | None = None) -> str:
    """Return whose weeks these are, which, and their figures: "Ely Help, week of 3 April 2023:
    200 hours"; of weeks held against something the first few, each of them whole."""
    name = weeks[0].target.name
    if against is None:
        if len(weeks) > 1:
            return f"{name}, {summary(weeks)}"
        against = _in_all
    ordered = sorted(weeks, key=lambda week: week.week)
    said: list[str] = []
    for week in ordered[:MOST_WEEKS_NAMED]:
        words = f"week of {day_words(week.week)}: {against(week)}"
        if said and len("; ".join([*said, words])) > LONGEST_ABOUT - len(name) - _FOR_WHENCE:
            break
        said.append(words)
    more = len(ordered) - len(said)
    if more:
        said.append(f"and {more} more {'week' if more == 1 else 'weeks'}")
    return f"{name}, {'; '.join(said)}"


def _in_all(week: WeekOfLines) -> str:
    return f"{hours_words(week.hundredths)} hours"


def spots_of(weeks: Iterable[WeekOfLines], *, but: Line | None = None) -> tuple[Spot, ...]:
    """Return the cells of weeks that stand in one sheet, but for one of them; of many the first."""
    lines = [line for week in sorted(weeks, key=lambda one: one.week) for line in week.lines]
    sheet = lines[0].row.sheet if but is None else but.row.sheet
    return tuple(
        Spot(line.row.number, line.column, line.value)
        for line in lines
        if line is not but and line.row.sheet == sheet and line.column >= 0
    )[:MOST_SPOTS]


def say_of_line(
    work: Work,
    said: Said,
    line: Line,
    value: str = "",
    about: str = "",
    also: tuple[Spot, ...] = (),
) -> None:
    """Say something of a line at its cell."""
    whose = f"{line.target.name}, week of {day_words(line.week)}"
    work.found.report(
        said,
        sheet=line.row.sheet,
        number=line.row.number,
        column=line.column,
        value=value or line.value,
        about=about or f"{whose}: {hours_words(line.hundredths)} hours",
        also=also,
    )


def rows_of(weeks: Iterable[WeekOfLines]) -> dict[Place, Weeks]:
    """Return weeks by the row that gives most of their hours."""
    rows: dict[Place, Weeks] = defaultdict(list)
    for week in weeks:
        rows[place_of(week.largest.row)].append(week)
    return rows


def summary(weeks: Weeks) -> str:
    """Return weeks with their hours, like "13 weeks from 3 January 2022, 170 to 212.5 hours"."""
    days = sorted(week.week for week in weeks)
    figures = sorted(week.hundredths for week in weeks)
    least, most = hours_words(figures[0]), hours_words(figures[-1])
    hours = f"{most} hours" if least == most else f"{least} to {most} hours"
    many = f"{len(days)} weeks from" if len(days) > 1 else "the week of"
    return f"{many} {day_words(days[0])}, {hours}"
