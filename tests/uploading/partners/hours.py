"""Lists of hours, as partners keep them. Everybody in them is invented."""

from datetime import date, time, timedelta
from pathlib import Path

from tests.uploading.partners.workbook import Formula, Pages, Row

MONDAY = date(2023, 4, 3)
WEEK = timedelta(days=7)


def _sum(cells: str, result: float) -> Formula:
    return Formula(f"SUM({cells})", result)


def wide(path: Path) -> None:
    """Hours with a column for each week: no heading over the names, blanks, noughts, words for
    nothing, times of day, formulas, totals both ways."""
    weeks = [MONDAY + WEEK * number for number in range(6)]
    rows: list[Row] = [
        ("Hours of care delivered, Q1 2023/24",),
        (),
        (None, "Post code", "Funding", *weeks, "Total", "Average"),
        (
            *("Isle Gardens", "CB6 1AB", "Private", 14, 14.5, None, 0, 12, 13),
            *(_sum("D4:I4", 53.5), 10.7),
        ),
        (
            *("Ely Home Help", "CB7 4EE", "DP", time(7, 30), "7:30", "n/a", time(7, 20), 8),
            *("8 hrs", _sum("D5:I5", 8.9), None),
        ),
        (
            *("Kind Company", "CB7 5HE", "?", Formula("2*5.25", 10.5), Formula("22/3", 22 / 3)),
            *("tbc", "nil", "10-12", 9.99, _sum("D6:I6", 27.8233), None),
        ),
        ("Granta Care at Home", None, "DP", *(None for _ in weeks), _sum("D7:I7", 0), None),
        (
            *("Total", None, None, _sum("D4:D7", 24.8125), _sum("E4:E7", 21.8333)),
            *(_sum("F4:F7", 0), _sum("G4:G7", 0.3056), 20, 22.99, None, None),
        ),
    ]
    pages = Pages()
    pages.add("Hours Q1", rows, bold=(1, 3, 8))
    pages.save(path)


def by_week(path: Path) -> None:
    """A row for each enterprise and week: weeks by the Sunday that ends them, names merged over
    their weeks, kinds of help and payers in short."""
    rows: list[Row] = [
        (
            *("Enterprise ref", "Micro-provider", "Week ending", "Type of support", "DP/SF"),
            *("Hours delivered", "Comments"),
        ),
        ("ISLE-7", "Isle Gardens", date(2023, 4, 9), "Gardening", "SF", 14, None),
        (None, None, date(2023, 4, 16), "Gardening", "SF", "14.5 hours", "rained all week"),
        (None, None, date(2023, 4, 23), "Gardening", "SF", 0, "on leave"),
        ("EHH-1", "Ely Home Help", date(2023, 4, 9), "Cleaning", "DP", "7h30", None),
        (None, None, date(2023, 4, 16), "Shopping", "DP", timedelta(hours=31, minutes=15), None),
        (None, None, date(2023, 4, 21), "Cleaning", "LA", "1,012", "typing slip?"),
        ("GCH-3", "Granta Care at Home", "9 April 2023", "PC", "CHC", 32.5, None),
        ("GCH-3", "Granta Care at Home", "16 Apr 23", "Personal care", "unknown", -3, None),
    ]
    pages = Pages()
    pages.add("Timesheet", rows, merge=("A2:A4", "B2:B4", "A5:A7", "B5:B7"), bold=(1,))
    pages.save(path)


def tabs(path: Path) -> None:
    """A tab for each month, whose headings give the day only, and one that adds them up."""
    pages = Pages()
    months = (
        ("Apr 23", ("w/c 3rd", "w/c 10th", "w/c 17th", "w/c 24th")),
        ("May 23", ("w/c 1st", "w/c 8th", "w/c 15th", "w/c 22nd", "w/c 29th")),
        ("June 23", ("w/c 5th", "w/c 12th", "w/c 19th", "w/c 26th")),
    )
    for place, (name, weeks) in enumerate(months):
        figures = [[10 * row + place + week for week in range(len(weeks))] for row in (1, 2)]
        rows: list[Row] = [
            ("Community micro-enterprise hours",),
            ("Micro-enterprise", *weeks, "Month total"),
            ("Isle Gardens", *figures[0], Formula("SUM(B3:F3)", sum(figures[0]))),
            ("Ely Home Help", *figures[1], Formula("SUM(B4:F4)", sum(figures[1]))),
            ("Total", *(a + b for a, b in zip(*figures, strict=True)), sum(map(sum, figures))),
        ]
        pages.add(name, rows, bold=(2, 5))
    pages.add(
        "Summary",
        [("Month", "Number of enterprises", "Total hours"), ("Apr 23", 2, 126), ("May 23", 2, 180)],
    )
    pages.save(path)


def numbered(path: Path) -> None:
    """Weeks by number only; the quarter stands in a line above."""
    rows: list[Row] = [
        ("Quarter 2 2023/24",),
        ("Name of enterprise", "Postcode", *(f"Wk{number}" for number in range(1, 14)), "Total"),
        ("Isle Gardens", "CB6 1AB", *range(13), Formula("SUM(C3:O3)", 78)),
        ("Ely Home Help", "CB7 4EE", *(7.5 for _ in range(13)), Formula("SUM(C4:O4)", 97.5)),
    ]
    pages = Pages()
    pages.add("Hours", rows, bold=(2,))
    pages.save(path)


def undated(path: Path) -> None:
    """Weeks by day and month, and no year anywhere."""
    weeks = [MONDAY + WEEK * number for number in range(5)]
    lines = (
        ",".join(("Provider", *(f"{week:%d/%m}" for week in weeks), "TOTAL")),
        "Isle Gardens,14,14.5,,0,12,40.5",
        "Ely Home Help,7.5,7:30,7.5,7.5,8,38",
        "TOTAL,21.5,22,7.5,7.5,20,78.5",
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def typical(path: Path) -> None:
    """What enterprises say a usual week is, since when and until when."""
    rows: list[Row] = [
        ("Usual weeks (estimates, from the yearly visit)",),
        (
            *("Ref", "Enterprise", "Usual hours per week", "From (w/c)", "To (w/e)"),
            *("Kind of help", "Who pays?", "Told to"),
        ),
        ("ISLE-7", "Isle Gardens", "about 14", date(2023, 4, 3), None, "Gardening", "Self", "Jo"),
        ("EHH-1", "Ely Home Help", 7.5, "10/04/2023", "25/06/2023", "Domestic", "DP", "Jo"),
        ("EHH-1", "Ely Home Help", "9½", "26/06/2023", "", "Domestic", "DP", "Sam"),
        ("KC-2", "Kind Company", "~ 10 hrs", 45019, None, "Befriending", None, "Sam"),
    ]
    pages = Pages()
    pages.add("Usual weeks", rows, bold=(2,))
    pages.save(path)
