"""How problems with hours are said.

What is doubted about several weeks of one wide row is said once of the row, with the first of
them: nobody wants to explain the same thing for each of thirteen columns.
"""

from collections import defaultdict
from collections.abc import Iterable

from enterprises.importers.hours_lines import Line, WeekOfLines, Weeks
from enterprises.importers.work import Place, Said, Work, place_of
from enterprises.words import day_words, hours_words


def say_of_weeks(work: Work, said: Said, weeks: Iterable[WeekOfLines]) -> None:
    """Say something of weeks: of one week at its cell, of several of a row once of the row."""
    for (sheet, number), found in rows_of(weeks).items():
        if len(found) == 1:
            (week,) = found
            alone = len(week.lines) == 1
            value = week.largest.value if alone else f"{hours_words(week.hundredths)} in all"
            say_of_line(work, said, week.largest, value)
        else:
            work.found.report(said, sheet=sheet, number=number, value=summary(found))


def say_of_line(work: Work, said: Said, line: Line, value: str = "") -> None:
    """Say something of a line at its cell."""
    work.found.report(
        said,
        sheet=line.row.sheet,
        number=line.row.number,
        column=line.column,
        value=value or line.value,
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
